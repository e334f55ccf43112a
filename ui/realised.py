"""What became of the programmes of a year: the chart, the reports to fill in, what to carry over."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

import charts.realisation
from charts import theme
from charts.chart import Chart
from planning import integration, realisation
from planning.programme import Programme, Realisation
from storage import StoreError
from ui import actor, desk, filters, held, together
from ui.drawn import Undrawn
from ui.format import count, number
from ui.markdown import literal
from ui.view import View
from workflow import register
from workflow.facts import SAMPLE

NAME = "tahun"
DONE, OUTCOME = "Realisasi (%)", "Hasil"


def years(seen: View) -> dict[str, str]:
    """The years the programmes name, and the period's own."""
    found = {*realisation.years(together.programmes(seen).values()), seen.period.ends.year}
    return {str(year): str(year) for year in sorted(found)}


def _usual(seen: View) -> int:
    """The latest year with a report up to the period's, else the period's own."""
    reported = {year for one in together.programmes(seen).values() for year in one.realisation}
    past = [year for year in reported if year <= seen.period.ends.year]
    return max(past, default=seen.period.ends.year)


def choose(seen: View) -> int:
    """The year looked at, kept in the page's address."""
    return int(filters.pick(NAME, years(seen), label="Tahun", default=str(_usual(seen))) or _usual(seen))


def figure(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    year: int | None = None,
) -> Chart:
    """Planned against running programmes of a year (None = the latest reported), per dimension."""
    year, known = year or _usual(seen), together.programmes(seen)
    framework = seen.instrument.framework
    nodes = framework.children(framework.roots[0])
    frame = realisation.by_dimension(known.values(), year, list(nodes))
    if not frame["planned"].sum():
        raise Undrawn(
            f"Belum ada program yang direncanakan pada {year}",
            "Pilih tahun lain, atau lengkapi halaman Program.",
            file=together.PROGRAMMES,
            label="Ke Program",
        )
    names = [framework.node(node).name if node else "Tanpa dimensi" for node in frame["node"]]
    source = f"Sumber: laporan OPD atas {count(frame['planned'].sum())} program {seen.region_label}, {year}"
    source += f" · {SAMPLE}" if seen.period.sample else ""
    return charts.realisation.figure(
        frame.assign(name=names), year, place=seen.region_label, source=source, size=size, dark=dark
    )


def edit(seen: View, year: int) -> None:
    """Per cent done and outcome of each programme planned in the year, stored with every change."""
    known = together.programmes(seen)
    name = f"realisasi_{seen.region}_{year}"
    key, planned = held.table(name, seen.revision, realisation.planned(known.values(), year))
    st.subheader(f"Laporan realisasi {year} ({count(len(planned))} program)", anchor=False)
    st.caption("Kosong berarti belum dilaporkan, bukan 0%. Setiap perubahan langsung disimpan.")
    edited = _table(seen, planned, year, key)
    rows = zip(planned, edited.to_dict("records"), strict=True)
    edits = [(one, said) for one, row in rows if (said := _reported(row)) != one.realisation.get(year)]
    if edits:
        held.renew(name)
        _store(seen, edits, year)


def _table(seen: View, planned: list[Programme], year: int, key: str) -> pd.DataFrame:
    short = integration.names(together.setting(seen).roster)
    rows = pd.DataFrame(
        {
            "Program": [one.name for one in planned],
            "OPD": [short.get(one.lead, one.lead) for one in planned],
            DONE: pd.Series([realisation.done(one, year) for one in planned], dtype="float"),
            OUTCOME: [one.realisation[year].outcome if year in one.realisation else "" for one in planned],
        }
    )
    edited: pd.DataFrame = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        placeholder="",
        height=460 if len(rows) > 12 else "auto",
        disabled=["Program", "OPD"] if actor.name() else True,
        column_config={
            "Program": st.column_config.TextColumn(width="medium"),
            DONE: st.column_config.NumberColumn(min_value=0, max_value=100, step=1, format="%d%%"),
            OUTCOME: st.column_config.TextColumn(width="medium", max_chars=300),
        },
        alt=f"Laporan realisasi {year}",
    )
    return edited


def _reported(row: Mapping[Any, Any]) -> Realisation | None:
    """What a row reports; None where nothing is written at all."""
    percent, outcome = row[DONE], " ".join(str(row[OUTCOME] or "").split())
    known = percent is not None and not math.isnan(percent)
    return Realisation(float(percent) if known else None, outcome) if known or outcome else None


def _with(one: Programme, year: int, said: Realisation | None) -> Programme:
    reports = {past: told for past, told in one.realisation.items() if past != year}
    return replace(one, realisation=reports if said is None else {**reports, year: said})


def _words(said: Realisation | None) -> str:
    if said is None:
        return "kosong"
    return " ".join(filter(None, (f"{number(said.done, 0)}%" if said.done is not None else "", said.outcome)))


def _store(seen: View, edits: list[tuple[Programme, Realisation | None]], year: int) -> None:
    """Write the edits over the register as it is now; a report that somebody else changed stays theirs."""
    now, numbers = _now(seen)
    changed, overtaken = {}, []
    for one, said in edits:
        if one.key in now and now[one.key].realisation.get(year) == one.realisation.get(year):
            changed[one.key] = _with(now[one.key], year, said)
        else:
            overtaken.append(f"{one.name} (isian Anda: {_words(said)})")
    done = _save(seen, changed, numbers, f"Realisasi {year} {count(len(changed))} program tersimpan.")
    if done and overtaken:
        desk.say(False, f"Baru saja diubah orang lain, sehingga tidak ditimpa: {'; '.join(overtaken)}.")
    st.rerun()


def _now(seen: View) -> tuple[register.Register, dict[str, int]]:
    """The register and its numbers, read first: what is written in between is then refused, not lost."""
    numbers = register.numbers(seen.engine, seen.region)
    return register.programmes(seen.engine, seen.region), numbers


def carry(seen: View, year: int) -> None:
    """What was not finished and has no year left, with the button that lets it run on."""
    known = together.programmes(seen)
    found = realisation.carried_over(known.values(), year)
    st.subheader(f"Yang perlu diteruskan ke {year + 1} ({count(len(found))})", anchor=False)
    if not found:
        st.caption("Tidak ada program yang dilaporkan belum selesai tanpa tahun lanjutan.")
        return
    lines = [
        f"- {literal(one.name)}: {number(realisation.done(one, year) or 0.0, 0)}% terlaksana" for one in found
    ]
    st.markdown("\n".join(lines))
    st.button(
        f"Teruskan semuanya sampai akhir {year + 1}",
        icon=":material/redo:",
        disabled=not actor.name(),
        on_click=_carry,
        args=(seen, year, found),
    )


def _carry(seen: View, year: int, found: list[Programme]) -> None:
    now, numbers = _now(seen)
    listed = {one.key for one in found}
    still = [one for one in realisation.carried_over(now.values(), year) if one.key in listed]
    changed = {one.key: replace(one, end=date(year + 1, 12, 31)) for one in still}
    _save(seen, changed, numbers, f"{count(len(changed))} program diteruskan sampai 31 Desember {year + 1}.")


def _save(seen: View, changed: Mapping[str, Programme], numbers: Mapping[str, int], words: str) -> bool:
    try:
        register.save(seen.engine, seen.region, changed, by=actor.name(), seen=numbers)
    except StoreError as error:
        desk.say(False, str(error))
        return False
    desk.say(True, words)
    return True

"""What became of the programmes of a year: the chart, the reports to fill in, what to carry over."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

import charts.plan.realisation
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.programmes import realisation
from planning.programmes.programme import Programme, Realisation
from storage import StoreError
from ui.programmes import region_register
from ui.shared import actor, editor_state, filters, message
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count, format_number
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import register

NAME, MESSAGE = "tahun", "pesan_realisasi"
DONE, OUTCOME = "Realisasi (%)", "Hasil"


def realisation_year_options(selection: Selection) -> dict[str, str]:
    """The years the programmes name, and the period's own."""
    found = {
        *realisation.years_of_programmes(region_register.programmes_in_register(selection).values()),
        selection.period.ends.year,
    }
    return {str(year): str(year) for year in sorted(found)}


def _usual(selection: Selection) -> int:
    """The latest year with a report up to the period's, else the period's own."""
    reported = {
        year for one in region_register.programmes_in_register(selection).values() for year in one.realisation
    }
    past = [year for year in reported if year <= selection.period.ends.year]
    return max(past, default=selection.period.ends.year)


def choose_realisation_year(selection: Selection) -> int:
    """The year looked at, kept in the page's address."""
    return int(
        filters.choose_option(
            NAME, realisation_year_options(selection), label="Tahun", default=str(_usual(selection))
        )
        or _usual(selection)
    )


def realisation_chart(
    selection: Selection,
    look: Look,
    *,
    year: int | None = None,
) -> Chart:
    """Planned against running programmes of a year (None = the latest reported), per dimension."""
    year, known = year or _usual(selection), region_register.programmes_in_register(selection)
    framework = selection.instrument.framework
    nodes = framework.dimensions
    frame = realisation.realisation_by_dimension(known.values(), year, list(nodes))
    if not frame["planned"].sum():
        raise NothingToDraw(
            f"Belum ada program yang direncanakan pada {year}",
            "Pilih tahun lain, atau lengkapi halaman Program.",
            file=region_register.PROGRAMMES,
            label="Ke Program",
        )
    names = [framework.node(node).name if node else "Tanpa dimensi" for node in frame["node"]]
    source = (
        f"Sumber: laporan OPD atas {format_count(frame['planned'].sum())} program "
        f"{selection.region_label}, {year}"
    )
    source += f" · {selection.period.sample_label}" if selection.period.sample else ""
    return charts.plan.realisation.draw_realisation(
        frame.assign(name=names), year, look.telling(source, selection.region_label)
    )


def edit_realisation(selection: Selection, year: int) -> None:
    """Per cent done and outcome of each programme planned in the year, stored with every change."""
    known = region_register.programmes_in_register(selection)
    name = f"realisasi_{selection.region}_{year}"
    key, planned = editor_state.editor_key_and_data(
        name, selection.revision, realisation.planned_programmes(known.values(), year)
    )
    st.subheader(f"Laporan realisasi {year} ({format_count(len(planned))} program)", anchor=False)
    st.caption("Kosong berarti belum dilaporkan, bukan 0%. Setiap perubahan langsung disimpan.")
    shown = _rows(selection, planned, year)
    rows = zip(
        planned,
        *(table.to_dict("records") for table in (shown, _table(shown, year, key, selection.locked))),
        strict=True,
    )
    # Against the row as it was shown: what came by a file may hold spaces that nobody types.
    edits = [(one, said) for one, old, row in rows if (said := _reported(row)) != _reported(old)]
    if edits:
        editor_state.renew_editor(name)
        _store(selection, edits, year)


def _rows(selection: Selection, planned: list[Programme], year: int) -> pd.DataFrame:
    short = region_register.integration_setting(selection).opd_names.with_bodies
    return pd.DataFrame(
        {
            "Program": [one.name for one in planned],
            "OPD": [short.get(one.lead, one.lead) for one in planned],
            DONE: pd.Series([realisation.percent_done(one, year) for one in planned], dtype="float"),
            OUTCOME: [one.realisation[year].outcome if year in one.realisation else "" for one in planned],
        }
    )


def _table(rows: pd.DataFrame, year: int, key: str, locked: bool) -> pd.DataFrame:
    edited: pd.DataFrame = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        placeholder="",
        height=460 if len(rows) > 12 else "auto",
        disabled=locked or not actor.find_actor() or ["Program", "OPD"],
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
    return " ".join(
        filter(None, (f"{format_number(said.done, 0)}%" if said.done is not None else "", said.outcome))
    )


def _store(selection: Selection, edits: list[tuple[Programme, Realisation | None]], year: int) -> None:
    """Write the edits over the register as it is now; a report that somebody else changed stays theirs."""
    now, numbers = _now(selection)
    changed, overtaken = {}, []
    for one, said in edits:
        if one.key in now and now[one.key].realisation.get(year) == one.realisation.get(year):
            changed[one.key] = _with(now[one.key], year, said)
        else:
            overtaken.append(f"{one.name} (isian Anda: {_words(said)})")
    done = _save(
        selection, changed, numbers, f"Realisasi {year} {format_count(len(changed))} program tersimpan."
    )
    if done and overtaken:
        message.keep_message(
            MESSAGE,
            f"Baru saja diubah orang lain, sehingga tidak ditimpa: {escape_markdown('; '.join(overtaken))}.",
            done=False,
        )
    st.rerun()


def _now(selection: Selection) -> tuple[register.Register, Mapping[str, int]]:
    """The register and its numbers, read at once: what is written since is then refused, not lost."""
    kept = register.load_register(selection.engine, selection.region)
    return kept.programmes, kept.numbers


def show_carry_over(selection: Selection, year: int) -> None:
    """What was not finished and has no year left, with the button that lets it run on."""
    known = region_register.programmes_in_register(selection)
    found = realisation.programmes_to_carry_over(known.values(), year)
    st.subheader(f"Yang perlu diteruskan ke {year + 1} ({format_count(len(found))})", anchor=False)
    if not found:
        st.caption("Tidak ada program yang dilaporkan belum selesai tanpa tahun lanjutan.")
        return
    lines = [
        f"- {escape_markdown(one.name)}: realisasi {format_number(realisation.percent_done(one, year), 0)}%"
        for one in found
    ]
    st.markdown("\n".join(lines))
    st.button(
        f"Teruskan semuanya sampai akhir {year + 1}",
        icon=":material/redo:",
        disabled=selection.locked or not actor.find_actor(),
        on_click=_carry,
        args=(selection, year, found),
    )


def _carry(selection: Selection, year: int, found: list[Programme]) -> None:
    now, numbers = _now(selection)
    listed = {one.key for one in found}
    still = [one for one in realisation.programmes_to_carry_over(now.values(), year) if one.key in listed]
    changed = {one.key: replace(one, end=date(year + 1, 12, 31)) for one in still}
    _save(
        selection,
        changed,
        numbers,
        f"{format_count(len(changed))} program diteruskan sampai 31 Desember {year + 1}.",
    )


def _save(
    selection: Selection, changed: Mapping[str, Programme], numbers: Mapping[str, int], words: str
) -> bool:
    try:
        register.save_programmes(
            selection.engine, selection.region, changed, by=actor.find_actor(), seen=numbers
        )
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return False
    message.keep_message(MESSAGE, words)
    return True

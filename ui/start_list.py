"""The start list before anyone votes: which gaps weigh most, and what each OPD has to do for them."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from planning import priorities
from scoring import Framework
from ui import aim, chart, drawn, duties, empty, gaps, table, trace
from ui.format import count, number, percent
from ui.view import View
from workflow import levels, setup

KINDS = {
    "dokumen": "Dokumen dapat selesai dalam hitungan minggu, sehingga tidak diurutkan bersama layanan.",
    "layanan dan pemanfaatan": "Layanan dan pemakaiannya dibangun bertahap dan dirasakan warga.",
    "sumber daya dan sarana": "SDM, anggaran, dan sarana yang dibutuhkan dokumen maupun layanan.",
}


@dataclass(frozen=True, eq=False)
class Start:
    """What the section shows: the view and the target year it is held against."""

    seen: View
    year: int

    @cached_property
    def framework(self) -> Framework:
        """The tree with the targets of the year."""
        return self.seen.result(self.year).part(self.seen.region).framework

    @cached_property
    def contributions(self) -> pd.Series:
        """Index points each leaf lacks."""
        return self.seen.result(self.year).contributions.loc[[self.seen.region]].iloc[0]

    @cached_property
    def nouns(self) -> tuple[str, str]:
        """What the instrument calls the level below the index and the leaves."""
        names = levels.below_index(self.seen.instrument, self.framework)
        return names[max(names)].lower(), names[min(names)].lower()

    @cached_property
    def agencies(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The roster and who answers what."""
        seen = self.seen
        return seen.remember(
            "roster",
            lambda: (
                setup.roster_of(seen.engine, seen.region)[0],
                setup.assigned(seen.engine, seen.scope, seen.region),
            ),
        )


def show(seen: View) -> None:
    """The whole section."""
    start = Start(seen, aim.choose(seen))
    whole = _whole(start)
    if whole is None:
        return
    last = start.nouns[1]
    st.markdown(
        f"**Sumbangan** adalah poin indeks yang bertambah bila {last} mencapai target {start.year}; "
        f"seluruhnya {number(float(whole['contribution'].sum()))} poin. Yang sumbangannya sama berada "
        "pada satu urutan dan dapat didahulukan yang mana pun."
    )
    drawn.show(seen, "prioritas", lambda turn: gaps.groups(seen, dark=chart.dark(), page=turn), start.year)
    _by_kind(start, whole)
    _duties(start)


def _whole(start: Start) -> pd.DataFrame | None:
    """The list of all leaves with a gap; None after saying why there is none."""
    top, last = start.nouns
    if not any(target is not None for target in start.framework.targets().values()):
        empty.show(
            f"{start.seen.instrument.title} tidak memuat target",
            f"Prioritas dihitung dari jarak ke target. Sepakati target lebih dahulu, misalnya per {top}.",
            file="analisis/target.py",
            label="Ke Target",
        )
        return None
    whole = start.seen.remember(
        "start list", lambda: priorities.start_list(start.framework, start.contributions), start.year
    )
    if whole.empty:
        empty.show(
            f"Semua {last} yang terjawab sudah mencapai target {start.year}",
            "Pilih tahun target lain, atau lengkapi jawaban yang belum ada.",
        )
        return None
    return whole


def _by_kind(start: Start, whole: pd.DataFrame) -> None:
    st.subheader(f"Daftar {start.nouns[1]} menurut jenis pekerjaan", anchor=False)
    kinds = start.seen.remember(
        "kinds", lambda: priorities.kind_lists(start.framework, start.contributions), start.year
    )
    lists = {kind: rows for kind, rows in kinds.items() if kind in KINDS}
    kind = next(iter(lists), None)
    if kind:
        kind = st.segmented_control(
            "Jenis",
            list(lists),
            format_func=lambda k: f"{k.capitalize()} ({count(len(lists[k]))})",
            default=kind,
            required=True,
            key="jenis_pekerjaan",
        )
        st.caption(KINDS[kind])
    rows = lists[kind] if kind else whole
    start.seen.replay("start list", lambda: _listed(_listing(start, rows)), start.year, kind)
    trace.links(start.seen.region, {code: code for code in rows["node"].head(6)})


def _listed(shown: pd.DataFrame) -> None:
    tall = 420 if len(shown) > 10 else None
    table.show(shown, alt="Daftar prioritas", formats={"Bagian kesenjangan": percent}, height=tall)


def _listing(start: Start, rows: pd.DataFrame) -> pd.DataFrame:
    """The table of a start list, with ties named."""
    roster, assigned = start.agencies
    top, last = start.nouns
    short = dict(
        zip(roster["opd"], roster["short"].where(roster["short"] != "", roster["name"]), strict=True)
    )
    leads = assigned[assigned["role"] == "lead"].set_index("indicator")["opd"]
    places = zip(rows["group"], rows["size"], strict=True)
    return pd.DataFrame(
        {
            "Urutan": [f"{g} ({n} setara)" if n > 1 else f"{g}" for g, n in places],
            "Kode": rows["node"],
            last.capitalize(): rows["name"],
            top.capitalize(): [start.framework.node(code).name for code in rows["dimension"]],
            "Penanggung jawab": [short.get(leads.get(code, ""), "–") for code in rows["node"]],
            "Sumbangan": [number(value, 3) for value in rows["contribution"]],
            "Bagian kesenjangan": rows["share"],
        }
    )


def _duties(start: Start) -> None:
    st.subheader("Yang perlu dilakukan tiap OPD", anchor=False)
    seen, framework, (roster, assigned) = start.seen, start.framework, start.agencies
    given = seen.result(start.year).part(seen.region).indicators
    values = given.values.loc[[seen.region]].iloc[0]
    tasks = seen.remember(
        "duties",
        lambda: priorities.duties(framework, start.contributions, values, assigned, roster),
        start.year,
    )
    open_ = values[~given.not_applicable.loc[[seen.region]].iloc[0].astype(bool)]
    asked = seen.remember("unanswered", lambda: priorities.unanswered(framework, open_, assigned, roster))
    duties.show(tasks, asked, framework, start.nouns[1])

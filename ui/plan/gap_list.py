"""The start list before anyone votes: which gaps weigh most, and what each OPD has to do for them."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from planning.plan import next_steps, priorities
from reference.agencies import OpdNames, leads_by_indicator
from scoring import Framework
from ui.plan import opd_duties
from ui.results import gaps
from ui.shared import cached_chart, empty, page, table, target_year, trace_links
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_count, format_number, format_percent, format_place
from ui.shared.kept_plan import region_roster
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.results import levels, summary
from workflow.setup import setup

TRACED = 6
KINDS = {
    "dokumen": "Dokumen dapat selesai dalam hitungan minggu, sehingga tidak diurutkan bersama layanan.",
    **priorities.KIND_SENTENCES,
}


@dataclass(frozen=True, eq=False)
class GapListScope:
    """What the section shows: the selection and the target year it is held against."""

    selection: Selection
    year: int

    @cached_property
    def framework(self) -> Framework:
        """The tree with the targets of the year."""
        return self.selection.result(self.year).part(self.selection.region).framework

    @cached_property
    def contributions(self) -> pd.Series:
        """Index points each leaf lacks."""
        return self.selection.result(self.year).contributions.loc[[self.selection.region]].iloc[0]

    @cached_property
    def points_basis(self) -> str:
        """ " dari yang terjawab" where questions are open."""
        return summary.points_basis(self.selection.result(self.year), self.selection.region)

    @cached_property
    def nouns(self) -> tuple[str, str]:
        """What the instrument calls the level below the index and the leaves."""
        names = levels.level_names_below_index(self.selection.instrument, self.framework)
        return names[max(names)].lower(), names[min(names)].lower()

    @cached_property
    def agencies(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The roster and who answers what."""
        selection = self.selection
        return selection.remember(
            "roster",
            lambda: (
                region_roster(selection),
                setup.assignments_of_region(selection.engine, selection.scope, selection.region),
            ),
        )


def show_contributions(selection: Selection) -> None:
    """What each subdimension would add to the index, as a chart."""
    start, whole = _begin(selection)
    if whole is None:
        return
    total = format_number(float(whole["contribution"].sum()))
    help_text = (
        f"Sumbangan adalah poin indeks{start.points_basis} yang bertambah bila {start.nouns[1]} mencapai "
        f"target {start.year}. Yang sumbangannya sama berada pada satu urutan dan dapat didahulukan yang "
        "mana pun."
    )
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        said = f"Poin indeks sampai target {start.year}"
        st.metric(said, total, help=escape_markdown(help_text), width="content")
        _offer_cells(start, whole)
    cached_chart.show_cached_chart(
        selection, "prioritas", ChartChoice.of(gaps.group_contributions_chart, start.year)
    )


def show_gap_list(selection: Selection) -> None:
    """The leaves with a gap by the kind of work they ask for, those that add most first."""
    start, whole = _begin(selection)
    if whole is not None:
        _by_kind(start, whole)


def show_opd_steps(selection: Selection) -> None:
    """The next step of every OPD on what it leads."""
    start, whole = _begin(selection)
    if whole is not None:
        _duties(start)


def _begin(selection: Selection) -> tuple[GapListScope, pd.DataFrame | None]:
    """The scope for the year in view, and the list; None after saying why there is none."""
    start = GapListScope(selection, target_year.current_target_year(selection))
    return start, _whole(start)


def _whole(start: GapListScope) -> pd.DataFrame | None:
    """The list of all leaves with a gap; None after saying why there is none."""
    top, last = start.nouns
    if not any(target is not None for target in start.framework.targets().values()):
        empty.show_missing_data(
            f"{start.selection.instrument.title} tidak memuat target",
            f"Prioritas dihitung dari jarak ke target. Sepakati target lebih dahulu, misalnya per {top}.",
            file="analisis/target.py",
            label="Ke Target",
        )
        return None
    whole = start.selection.remember(
        "start list", lambda: priorities.rank_gaps(start.framework, start.contributions), start.year
    )
    if whole.empty:
        result, root = start.selection.result(start.year), start.framework.roots[0]
        why = summary.explain_no_gap(result, start.selection.region, root)
        lack = gaps.tell_no_gap(why, last)
        empty.show_missing_data(lack.what, lack.next_step)
        return None
    return whole


def _by_kind(start: GapListScope, whole: pd.DataFrame) -> None:
    page.show_finding(f"Daftar {start.nouns[1]} menurut jenis pekerjaan")
    kinds = start.selection.remember(
        "kinds", lambda: priorities.rank_gaps_by_kind(start.framework, start.contributions), start.year
    )
    lists = {kind: rows for kind, rows in kinds.items() if kind in KINDS}
    kind = next(iter(lists), None)
    if kind:
        kind = st.segmented_control(
            "Jenis",
            list(lists),
            format_func=lambda k: f"{escape_markdown(k.capitalize())} ({format_count(len(lists[k]))})",
            default=kind,
            required=True,
            key="jenis_pekerjaan",
        )
        st.caption(KINDS[kind])
    rows = lists[kind] if kind else whole
    start.selection.replay("start list", lambda: _listed(_listing(start, rows)), start.year, kind)
    _offer_cells(start, rows)


def _offer_cells(start: GapListScope, rows: pd.DataFrame) -> None:
    """The way to the cells of the first rows."""
    trace_links.show_trace_links(start.selection.region, {code: code for code in rows["node"].head(TRACED)})


def _listed(shown: pd.DataFrame) -> None:
    tall = 420 if len(shown) > 10 else None
    table.show_table(
        shown, alt="Daftar prioritas", formats={"Bagian kesenjangan": format_percent}, height=tall
    )


def _listing(start: GapListScope, rows: pd.DataFrame) -> pd.DataFrame:
    """The table of a start list, with ties named."""
    roster, assigned = start.agencies
    top, last = start.nouns
    short = OpdNames(roster).in_short
    leads = leads_by_indicator(assigned)
    places = zip(rows["place"], rows["size"], strict=True)
    return pd.DataFrame(
        {
            "Urutan": [format_place(place, tied) for place, tied in places],
            "Kode": rows["node"],
            last.capitalize(): rows["name"],
            top.capitalize(): [start.framework.node(code).name for code in rows["dimension"]],
            "Penanggung jawab": [short.get(leads.get(code, ""), "–") for code in rows["node"]],
            "Sumbangan": [format_number(value, 3) for value in rows["contribution"]],
            "Bagian kesenjangan": rows["share"],
        }
    )


def _duties(start: GapListScope) -> None:
    page.show_finding("Yang perlu dilakukan tiap OPD")
    selection, framework, (roster, assigned) = start.selection, start.framework, start.agencies
    part = selection.result(start.year).part(selection.region)
    given = part.indicators
    values = given.values.loc[[selection.region]].iloc[0]
    tasks = selection.remember(
        "duties",
        lambda: next_steps.add_next_steps(
            priorities.list_closing_duties(framework, start.contributions, values, assigned, roster),
            part,
            selection.region,
        ),
        start.year,
    )
    open_ = values[~given.not_applicable.loc[[selection.region]].iloc[0].astype(bool)]
    asked = selection.remember(
        "unanswered", lambda: priorities.list_unanswered_indicators(framework, open_, assigned, roster)
    )
    opd_duties.show_opd_duties(tasks, asked, start.nouns[1], start.points_basis)

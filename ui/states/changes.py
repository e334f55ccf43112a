"""Now held against the chosen state: one line, and behind it what changed by dimension, item and record."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from storage.setup import instruments
from ui.shared import cache, table
from ui.shared.format import format_moment, format_number, format_plain, format_signed
from ui.shared.kept_plan import region_opd_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.states import choosing, marking
from workflow.audit_trail import ACTIONS, describe_audit_subject
from workflow.results import levels
from workflow.results.result import Result
from workflow.states import differences, marked_states, recorded_since
from workflow.states.differences import StateDifference, StateSide
from workflow.states.marked_states import NamedState
from workflow.targets.region_selection import RegionSelection

AT_ONCE = 20
BASIS = {"claimed": "jawaban", "agreed": "disepakati", "verified": "terverifikasi", "": ""}
OTHER = "Pertanyaan atau bobot yang berganti"
POINTS = (
    "**Poin**: bagian setiap indikator dalam perubahan indeks, bila diganti satu per satu menurut urutan "
    "instrumen; jumlahnya sama dengan perubahan indeks. Setiap selisih adalah selisih kedua angka yang "
    "tercetak di sebelahnya."
)


def show_changes_since(selection: Selection, year: int, *, distances: bool = False) -> None:
    """The line and its details; nothing where no state is chosen. `distances`: of gaps, not of scores."""
    chosen = choosing.find_chosen_state(selection)
    if chosen is None:
        return
    if why := explain_no_comparison(selection, chosen, year):
        st.info(escape_markdown(why))
        return
    found = compare_now(selection, chosen, year)
    st.markdown(_line(selection, chosen, found, distances))
    drawer = st.expander(
        f"Yang berubah sejak {escape_markdown(chosen.label)}",
        icon=":material/difference:",
        key="sejak_keadaan",
        on_change="rerun",
    )
    if drawer.open:
        with drawer:
            _show_details(selection, chosen, found, distances)


def show_state_line(selection: Selection, year: int) -> None:
    """A page's line of tools where it has no other, and below it what changed since the chosen state."""
    if choosing.list_states(selection):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            marking.show_state_tools(selection)
    else:  # the button alone needs no row, and a row is a third of what it costs
        marking.show_state_tools(selection)
    marking.show_marking_message(selection)
    show_changes_since(selection, year)


def read_state_side(selection: Selection, chosen: NamedState, year: int) -> StateSide:
    """The state of the selection's region, and its result for a year; a state never changes."""
    then = marked_states.open_state_selection(selection.engine, selection.scope, chosen.state)
    return StateSide(then, remember_state_result(then, chosen, year))


def remember_state_result(then: RegionSelection, chosen: NamedState, year: int) -> Result:
    """The result of a state, scored once."""
    state, scope = chosen.state, then.scope
    key = (state.id, state.at.isoformat(), scope.period_id, scope.instrument_id, year)
    return cache.remember_result("result of a state", key, lambda: then.result(year))


def explain_no_comparison(selection: Selection, chosen: NamedState, year: int) -> str:
    """Why the state cannot be held against what is looked at; "" where it can."""

    def explain_state() -> str:
        then = read_state_side(selection, chosen, year)
        called = {
            one.id: f"{one.instrument} {one.version}"
            for one in instruments.list_instruments(selection.live_store)
        }
        return marked_states.explain_incomparable(then.selection, then.result, chosen.label, called)

    return selection.remember("no comparison", explain_state, chosen.state.id, year)


def compare_now(selection: Selection, chosen: NamedState, year: int) -> StateDifference:
    """What differs between the state and now, worked out once a revision."""

    def compare_sides() -> StateDifference:
        now = StateSide(selection.uncached, selection.result(year))
        called = region_opd_names(selection).with_bodies
        return differences.compare_with_state(
            read_state_side(selection, chosen, year), now, chosen.state.change, called
        )

    return selection.remember("since a state", compare_sides, chosen.state.id, year)


def _line(selection: Selection, chosen: NamedState, found: StateDifference, distances: bool) -> str:
    row = found.index_row
    what, first, last, change = ("indeks", "before", "after", "change")
    if distances:
        what, first, last, change = ("jarak", "distance_before", "distance_after", "distance_change")
    decimals = _decimals(selection)
    signed = format_signed(row[change], decimals, "tidak terbandingkan")
    moved = f"**{format_number(row[last], decimals)}** ({signed})"
    recorded = escape_markdown(recorded_since.count_recorded(found.recorded))
    told = f"Sejak itu dicatat {recorded}." if recorded else "Sejak itu tidak ada yang dicatat."
    return (
        f"Sejak **{escape_markdown(chosen.label)}** ({escape_markdown(chosen.told_by)}): "
        f"{what} {format_number(row[first], decimals)} menjadi {moved}. {told}"
    )


def _show_details(selection: Selection, chosen: NamedState, found: StateDifference, distances: bool) -> None:
    headings = {"name": "Bagian", "before": "Skor dulu", "after": "Skor kini", "change": "Perubahan"}
    moved = [headings["change"]]
    if distances:
        headings |= {"distance_before": "Jarak dulu", "distance_after": "Jarak kini"}
        headings |= {"distance_change": "Perubahan jarak"}
        moved.append(headings["distance_change"])
    nodes = found.nodes[list(headings)].rename(columns=headings)
    decimals = _decimals(selection)
    signed = dict.fromkeys(moved, partial(format_signed, decimals=decimals))
    table.show_markdown_table(table.table_as_markdown(nodes, formats=signed, decimals=decimals))
    _show_items(selection, found)
    if len(found.targets):
        st.markdown("**Target yang berubah**")
        table.show_markdown_table(table.table_as_markdown(_targets(found), missing="tidak ada"))
    if len(found.recorded):
        st.markdown("**Yang dicatat, terbaru lebih dahulu**")
        key = "dicatat_sejak_keadaan"
        recorded = describe_recorded(found.recorded)
        table.show_paged_table(selection, recorded, key, chosen.state.id, alt="Catatan sejak keadaan itu")


def _decimals(selection: Selection) -> int:
    return selection.instrument.framework.scale.decimals


def _show_items(selection: Selection, found: StateDifference) -> None:
    items = found.items.iloc[found.items["points"].abs().sort_values(ascending=False, kind="stable").index]
    noun = min(levels.level_names_below_index(selection.instrument, selection.instrument.framework).items())[
        1
    ]
    st.markdown(f"**{escape_markdown(noun)} yang berubah: {len(items)}**")
    if items.empty:
        return
    pages = -(-len(items) // AT_ONCE)
    turn = min(st.session_state.get("sejak_halaman") or 1, pages)
    rows = describe_items(items.iloc[(turn - 1) * AT_ONCE : turn * AT_ONCE])
    if turn == pages and found.other:
        blank = dict.fromkeys(rows.columns, "") | {"Indikator": OTHER, "Perubahan": float("nan")}
        rows = pd.concat([rows, pd.DataFrame([blank | {"Poin": found.other}])], ignore_index=True)
    printed = dict.fromkeys(
        ("Perubahan", "Poin"), partial(format_signed, decimals=_decimals(selection), missing="–")
    )
    table.show_markdown_table(table.table_as_markdown(rows, formats=printed))
    if pages > 1:
        st.pagination(pages, key="sejak_halaman")
    st.caption(POINTS)


def describe_items(items: pd.DataFrame) -> pd.DataFrame:
    """Items of a `StateDifference` as a table: Kode, Indikator, Dulu, Kini, Perubahan, Poin, Karena."""
    return pd.DataFrame(
        {
            "Kode": items["node"].to_numpy(),
            "Indikator": items["name"].to_numpy(),
            "Dulu": [_level(row, "before") for row in items.to_dict("records")],
            "Kini": [_level(row, "after") for row in items.to_dict("records")],
            "Perubahan": items["change"].to_numpy(dtype=float),
            "Poin": items["points"].to_numpy(dtype=float),
            "Karena": ["; ".join(one) for one in items["why"]],
        }
    )


def _level(row: Mapping[Hashable, Any], side: str) -> str:
    """ "3 (disepakati)", "belum ada data", "tidak berlaku"."""
    if row[f"off_{side}"]:
        return "tidak berlaku"
    basis = BASIS[row[f"source_{side}"]]
    return f"{format_plain(row[side])} ({basis})" if basis else "belum ada data"


def _targets(found: StateDifference) -> pd.DataFrame:
    rows = found.targets
    return pd.DataFrame(
        {
            "Bagian": rows["name"],
            "Tahun": rows["year"].astype(str),
            "Dulu": rows["before"].astype(float),
            "Kini": rows["after"].astype(float),
            "Disepakati oleh": rows["by"].fillna("dicabut"),
            "Waktu": ["" if one is pd.NaT else format_moment(one) for one in rows["at"]],
        }
    )


def describe_recorded(recorded: pd.DataFrame) -> pd.DataFrame:
    """What was recorded, in words that an official reads: Waktu, Dicatat oleh, Yang dicatat, …"""
    return pd.DataFrame(
        {
            "Waktu": [format_moment(one) for one in recorded["at"]],
            "Dicatat oleh": recorded["actor"],
            "Yang dicatat": [ACTIONS.get(one, one) for one in recorded["action"]],
            "Tentang": [describe_audit_subject(one) for one in recorded["object"]],
            "Dari": recorded["old"],
            "Menjadi": recorded["new"],
            "Alasan": recorded["reason"],
        }
    )

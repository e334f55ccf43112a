"""Sejak keadaan on Perbandingan daerah: the regions now and at the states that bear one name."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from storage.values import Period
from ui.shared import empty, filters, table, target_year
from ui.shared.format import format_count, format_moment, format_signed, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, region_label
from ui.states import changes, choosing
from workflow.results.result import Result
from workflow.states import marked_states, regions_since
from workflow.states.marked_states import NamedState
from workflow.states.recorded_since import KINDS
from workflow.targets.region_selection import RegionSelection

NAMED = 5  # regions without the state that are named


def show_regions_since_state(selection: Selection, kept: pd.DataFrame) -> None:
    """A row for each region that has the chosen state; of a chosen region what changed, item by item."""
    whole = selection.everywhere
    names = whole.remember(
        "states by name",
        lambda: marked_states.list_states_by_name(whole.live_store, whole.period.id),
        whole.state,
    )
    if not names:
        empty.show_missing_data(
            f"Belum ada keadaan yang ditandai pada periode {selection.period.label}",
            "Buka Ringkasan, pilih daerahnya, lalu pakai tombol Tandai keadaan.",
            file="analisis/ringkasan.py",
            label="Ke Ringkasan",
        )
        return
    name = _choose_name(list(names))
    shown = {unit: state for unit, state in names[name].items() if unit in set(kept["unit"])}
    _show_table(whole, shown)
    if lacking := [unit for unit in kept["unit"] if unit not in names[name]]:
        st.caption(f"Tanpa keadaan bernama {escape_markdown(name)}: {escape_markdown(_named(lacking))}.")
    if selection.region in shown:
        of = replace(selection, period=_period_of(selection))
        changes.show_changes_since(of, target_year.current_target_year(of))


def _choose_name(names: list[str]) -> str:
    wanted = (filters.current_choice(choosing.STATE) or "").casefold()
    options = {one: one for one in names}
    usual = next((one for one in names if one.casefold() == wanted), names[0])
    filters.keep_choice(choosing.STATE, usual)
    return filters.choose_option(choosing.STATE, options, label="Keadaan", default=usual) or usual


def _show_table(whole: Selection, states: Mapping[str, NamedState]) -> None:
    def compare_kept_regions() -> pd.DataFrame:
        return regions_since.compare_regions_since(
            states,
            lambda unit: RegionSelection(whole.live_store, whole.scope, (unit,)),
            whole.result(),
            lambda state: _result_of(whole, state),
        )

    found = whole.remember("regions since", compare_kept_regions, *(one.state.id for one in states.values()))
    headings = {"label": "Daerah", "told": "Ditandai", "before": "Indeks dulu", "after": "Indeks kini"}
    headings |= {"change": "Perubahan"} | {
        kind: word[0].upper() + word[1:] for kind, (word, _) in KINDS.items()
    }
    told = [f"{by}, {format_moment(at)}" for by, at in zip(found["by"], found["at"], strict=True)]
    shown = found.assign(told=told)
    table.show_table(
        shown[list(headings)].rename(columns=headings),
        alt="Perubahan indeks sejak keadaan itu",
        formats={"Perubahan": format_signed},
        height=420 if len(shown) > 11 else None,
    )
    st.caption(
        "Perubahan adalah selisih kedua indeks yang tercetak. Kolom sesudahnya: yang dicatat sejak itu."
    )


def _result_of(whole: Selection, state: NamedState) -> Result:
    then = marked_states.open_state_selection(whole.live_store, whole.scope, state.state)
    return changes.remember_state_result(then, state, whole.period.ends.year)


def _period_of(selection: Selection) -> Period:
    lock = selection.lock
    return replace(selection.period, locked_at=lock.at if lock else None)


def _named(units: list[str]) -> str:
    labels = [region_label(one) for one in units[:NAMED]]
    more = len(units) - len(labels)
    return f"{', '.join(labels)}, dan {format_count(more)} lainnya" if more else join_names(labels)

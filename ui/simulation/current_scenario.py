"""The scenario in work: kept in the page's address, so that a reload or a shared link shows the same one.

It is nobody else's: two visitors try different things over the same official numbers. The steps before it are
held for this session, to be undone one by one.
"""

import time
from dataclasses import replace

import streamlit as st

from planning.simulation.scenario import Scenario
from ui.shared import filters
from ui.shared.selection import Selection
from workflow.simulation import simulate
from workflow.simulation.saved_scenarios import CODEC

NAME = "skenario"
PAST = "skenario_sebelumnya"
TURNS = "skenario_pegangan"
STEPS = 50
LAST, MOMENT = "skenario_terakhir", 1.5
UNREADABLE = (
    "Skenario pada tautan tidak dapat dibaca, sehingga yang ditampilkan adalah hasil resmi. Buka skenario "
    "yang tersimpan, atau susun yang baru."
)
NARROWED = "Sebagian isi skenario tidak ada pada instrumen ini, sehingga tidak dipakai."


def scenario_in_work(selection: Selection) -> Scenario:
    """The scenario in work for the region: that of the address, else one that changes nothing.

    One made for another region of the same instrument keeps its weights; levels are a region's own.
    """
    plain = Scenario(selection.region, selection.instrument.key)
    text = filters.current_choice(NAME)
    if not text:
        return plain
    try:
        found = CODEC.decode(text)
    except ValueError:
        st.warning(UNREADABLE)
        filters.keep_choice(NAME, None)
        return plain
    if found.instrument != plain.instrument:
        return plain
    if found.region != selection.region:
        found = replace(found, region=selection.region, levels={})
    fitting = simulate.fit_scenario_to_tree(found, selection.result().part(selection.region).framework)
    if fitting != found:
        st.warning(NARROWED)
    _keep(fitting)
    return fitting


def change_scenario(before: Scenario, after: Scenario, hand: str = "") -> None:
    """Make `after` the scenario in work; `undo_scenario_change` comes back to `before`.

    What one `hand` (a slider) does within a moment is one step: a drag reports many values on its way.
    """
    if after == before:
        return
    now = time.monotonic()
    last, at = st.session_state.get(LAST, ("", 0.0))
    past: list[str] = st.session_state.setdefault(PAST, [])
    if not (hand and hand == last and now - at < MOMENT):
        past.append(CODEC.encode(before))
        del past[:-STEPS]
    st.session_state[LAST] = (hand, now)
    _keep(after)


def reset_scenario(before: Scenario) -> None:
    """Change nothing any more; `undo_scenario_change` comes back."""
    change_scenario(before, Scenario(before.region, before.instrument))


def undo_scenario_change() -> None:
    """Come back to the scenario before the last change."""
    st.session_state.pop(LAST, None)
    if past := st.session_state.get(PAST, []):
        _keep(CODEC.decode(past.pop()))


def can_undo_scenario() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(PAST))


def scenario_widget_key(name: str, value: object) -> str:
    """The key of a widget that shows `value` of the scenario; give it `value` as its default.

    A new key each time it must show something else than the hand left there. Setting the old one would throw
    back a hand that is already further on, and a browser that has not heard of it yet would report the old
    value as a change.
    """
    turns: dict[str, int] = st.session_state.setdefault(TURNS, {})
    key = f"{name}_{turns.get(name, 0)}"
    if key in st.session_state and st.session_state[key] != value:
        turns[name] = turns.get(name, 0) + 1
        key = f"{name}_{turns[name]}"
    return key


def _keep(scenario: Scenario) -> None:
    empty = scenario == Scenario(scenario.region, scenario.instrument)
    filters.keep_choice(NAME, None if empty else CODEC.encode(scenario))

"""The scenario in work: kept in the page's address, so that a reload or a shared link shows the same one.

It is nobody else's: two visitors try different things over the same official numbers. The steps before it are
held for this session, to be undone one by one.
"""

from dataclasses import replace

import streamlit as st

from planning import scenario as codec
from planning.scenario import Scenario
from ui import filters
from ui.view import View
from workflow import simulate

NAME = "skenario"
PAST = "skenario_sebelumnya"
STEPS = 50
UNREADABLE = (
    "Skenario pada tautan tidak dapat dibaca, sehingga yang ditampilkan adalah hasil resmi. Buka skenario "
    "yang tersimpan, atau susun yang baru."
)
NARROWED = "Sebagian isi skenario tidak ada pada instrumen ini, sehingga tidak dipakai."


def of(seen: View) -> Scenario:
    """The scenario in work for the region: that of the address, else one that changes nothing.

    One made for another region of the same instrument keeps its weights; levels are a region's own.
    """
    plain = Scenario(seen.region, seen.instrument.key)
    text = filters.current(NAME)
    if not text:
        return plain
    try:
        found = codec.decode(text)
    except ValueError:
        st.warning(UNREADABLE)
        filters.keep(NAME, None)
        return plain
    if found.instrument != plain.instrument:
        return plain
    if found.region != seen.region:
        found = replace(found, region=seen.region, levels={})
    fitting = simulate.fitting(found, seen.result().part(seen.region).framework)
    if fitting != found:
        st.warning(NARROWED)
    _keep(fitting)
    return fitting


def change(before: Scenario, after: Scenario) -> None:
    """Make `after` the scenario in work; `undo` comes back to `before`."""
    if after == before:
        return
    past: list[str] = st.session_state.setdefault(PAST, [])
    past.append(codec.encode(before))
    del past[:-STEPS]
    _keep(after)


def reset(before: Scenario) -> None:
    """Change nothing any more; `undo` comes back."""
    change(before, Scenario(before.region, before.instrument))


def undo() -> None:
    """Come back to the scenario before the last change."""
    if past := st.session_state.get(PAST, []):
        _keep(codec.decode(past.pop()))


def undoable() -> bool:
    """Whether there is a step to take back."""
    return bool(st.session_state.get(PAST))


def _keep(scenario: Scenario) -> None:
    empty = scenario == Scenario(scenario.region, scenario.instrument)
    filters.keep(NAME, None if empty else codec.encode(scenario))

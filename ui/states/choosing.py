"""Which state now is held against: chosen once, kept in the address by its name over pages and regions."""

from __future__ import annotations

import streamlit as st

from ui.shared import filters
from ui.shared.format import format_moment
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.states import marked_states
from workflow.states.marked_states import NamedState

STATE, FIELD = "keadaan", "pilih_keadaan"
NONE = "Tanpa pembanding"
WIDTH = 320  # pixels


def list_states(selection: Selection) -> list[NamedState]:
    """The states of the selection's region and period, the oldest first."""
    return selection.remember(
        "states",
        lambda: marked_states.list_period_states(selection.engine, selection.period.id, selection.region),
    )


def find_chosen_state(selection: Selection) -> NamedState | None:
    """The state that the address names, in whatever letters; None where it names none of this region."""
    wanted = (filters.current_choice(STATE) or "").casefold()
    return next((one for one in list_states(selection) if one.key.casefold() == wanted), None)


def choose_state(selection: Selection) -> NamedState | None:
    """The field; nothing is shown while the region has no state.

    The address keeps a name that this region lacks: the next one may have it. It is said then.
    """
    states, chosen = list_states(selection), find_chosen_state(selection)
    if states:
        labels = {"": NONE} | {one.key: f"{one.label} ({format_moment(one.state.at)})" for one in states}
        st.session_state[FIELD] = chosen.key if chosen else ""
        st.selectbox(
            "Bandingkan dengan keadaan",
            list(labels),
            format_func=lambda key: labels.get(key, key),
            key=FIELD,
            on_change=keep_chosen_state,
            width=WIDTH,
        )
    if chosen:
        filters.keep_choice(STATE, chosen.key)
    return chosen


def keep_chosen_state() -> None:
    """The address follows what was chosen."""
    filters.keep_choice(STATE, st.session_state[FIELD] or None)


def tell_unknown_state(selection: Selection) -> None:
    """That the state of the address is not marked here, in one line; nothing where it is or none is named."""
    wanted = filters.current_choice(STATE)
    if wanted and find_chosen_state(selection) is None:
        where = f"{selection.region_label} pada periode {selection.period.label}"
        st.caption(
            f"Keadaan **{escape_markdown(wanted[:60])}** tidak ditandai untuk {escape_markdown(where)}, atau "
            "tandanya sudah dihapus."
        )

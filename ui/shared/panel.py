"""What is looked at, chosen once in the side panel: the region, and the period and instrument under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.shared import filters
from ui.shared.markdown import escape_markdown


@dataclass(frozen=True)
class Context:
    """What there is to choose from, by id as text, and what is chosen of it; no regions = none is asked."""

    regions: Mapping[str, str]
    periods: Mapping[str, str]
    instruments: Mapping[str, str]
    region: str
    period: str
    instrument: str


def show_context(context: Context, place: DeltaGenerator | None = None) -> None:
    """The choices in the side panel; on a projected page, which has none, in a `place` of its own."""
    if place is not None:
        with place:
            _show_region(context)
            _show_rest(context)
        return
    with st.sidebar.container(key="konteks", gap=None):
        _show_region(context, unlabelled=True)
        named = f"{context.periods[context.period]} · {context.instruments[context.instrument]}"
        with st.popover(escape_markdown(named), type="tertiary", help="Periode dan instrumen"):
            _show_rest(context)


def _show_region(context: Context, *, unlabelled: bool = False) -> None:
    if context.regions:
        shown: Literal["visible", "collapsed"] = "collapsed" if unlabelled else "visible"
        filters.show_choice(filters.REGION, context.regions, context.region, visibility=shown)


def _show_rest(context: Context) -> None:
    filters.show_choice(filters.PERIOD, context.periods, context.period)
    filters.show_choice(filters.INSTRUMENT, context.instruments, context.instrument)

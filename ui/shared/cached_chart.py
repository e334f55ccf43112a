"""Charts remembered by what they rest on: drawing one costs more than the rest of a page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from charts.drawing.chart import Chart
from ui.shared import chart
from ui.shared.selection import Selection


class NothingToDraw(Exception):
    """A chart whose data are not there: what lacks and what to do, as `empty.show` takes them."""

    def __init__(self, what: str, next_step: str, *, file: str = "", label: str = "") -> None:
        super().__init__(what)
        self.what, self.next_step, self.file, self.label = what, next_step, file, label


class _FrozenFigure(go.Figure):
    """A figure nobody changes any more: only what the browser gets, worked out once.

    It is made without go.Figure's own parts: those are thousands of objects that refer to each other, which
    every full collection would walk for as long as the chart is remembered.
    """

    @classmethod
    def of(cls, figure: go.Figure) -> "_FrozenFigure":
        finished = cls.__new__(cls)
        finished._sent = figure.to_dict()
        return finished

    def to_dict(self) -> dict[str, Any]:
        sent: dict[str, Any] = self._sent
        return sent


def show_cached_chart(
    view: Selection,
    key: str,
    draw: Callable[[int], Chart],
    *rests_on: str | int | float | bool | None,
    heading: bool = True,
    picked: Callable[[str], None] | None = None,
) -> None:
    """Show `draw(page)`, drawn once per revision, theme and `rests_on`; with buttons where it has pages.

    `key` is unique on the page; `picked` as for `chart.show_chart`.
    `draw` must not depend on anything that is not in the view or `rests_on`.
    """
    turn_key = f"{key}_halaman"

    def drawn(turn: int) -> Chart:
        return remember_chart(view, key, lambda: draw(turn), *rests_on, chart.is_dark_theme(), turn)

    pages = drawn(1).pages
    turn = min(st.session_state.get(turn_key) or 1, pages)
    chart.show_chart(drawn(turn), key, heading=heading, picked=picked)
    if pages > 1:
        st.pagination(pages, key=turn_key)


def remember_chart(
    view: Selection, key: str, draw: Callable[[], Chart], *rests_on: str | int | float | bool | None
) -> Chart:
    """`draw()`, drawn once per revision and `rests_on`, which names all it depends on beside the view."""
    return view.remember(f"chart {key}", lambda: _finished(draw()), *rests_on)


def _finished(drawn: Chart) -> Chart:
    return replace(drawn, figure=_FrozenFigure.of(drawn.figure))

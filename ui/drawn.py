"""Charts remembered by what they rest on: drawing one costs more than the rest of a page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from charts.chart import Chart
from ui import chart
from ui.view import View


class _Finished(go.Figure):
    """A figure nobody changes any more: only what the browser gets, worked out once.

    It is made without go.Figure's own parts: those are thousands of objects that refer to each other, which
    the collector after every rerun would walk for as long as the chart is remembered.
    """

    @classmethod
    def of(cls, figure: go.Figure) -> "_Finished":
        finished = cls.__new__(cls)
        finished._sent = figure.to_dict()
        return finished

    def to_dict(self) -> dict[str, Any]:
        sent: dict[str, Any] = self._sent
        return sent


def show(
    view: View,
    key: str,
    draw: Callable[[int], Chart],
    *rests_on: str | int | float | bool | None,
    heading: bool = True,
) -> None:
    """Show `draw(page)`, drawn once per revision, theme and `rests_on`; with buttons where it has pages.

    `key` is unique on the page. `draw` must not depend on anything that is not in the view or `rests_on`.
    """
    turn_key = f"{key}_halaman"

    def remembered(turn: int) -> Chart:
        return view.remember(f"chart {key}", lambda: _finished(draw(turn)), *rests_on, chart.dark(), turn)

    pages = remembered(1).pages
    turn = min(st.session_state.get(turn_key) or 1, pages)
    chart.show(remembered(turn), key, heading=heading)
    if pages > 1:
        st.pagination(pages, key=turn_key)


def _finished(drawn: Chart) -> Chart:
    return replace(drawn, figure=_Finished.of(drawn.figure))

"""Charts remembered by what they rest on: drawing one costs more than the rest of a page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Concatenate, ParamSpec

import plotly.graph_objects as go
import streamlit as st

from charts.drawing.chart import Chart
from charts.drawing.dimension_marks import mark_dimensions
from charts.drawing.look import Look
from ui.shared import chart
from ui.shared.selection import Selection

P = ParamSpec("P")
Value = str | int | float | bool | None


class NothingToDraw(Exception):
    """A chart whose data are not there: what lacks and what to do, as `empty.show` takes them."""

    def __init__(self, what: str, next_step: str, *, file: str = "", label: str = "") -> None:
        super().__init__(what)
        self.what, self.next_step, self.file, self.label = what, next_step, file, label


@dataclass(frozen=True)
class ChartChoice:
    """A chart and what was chosen for it: what its builder is called with is what it is remembered by.

    A builder is `draw(selection, look, ...)`, a function of a module that reads nothing of the browser. What
    else it is given are plain values, days, tuples and mappings of them, or frozen dataclasses.
    """

    builder: Callable[..., Chart]
    given: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...]

    @classmethod
    def of(
        cls, builder: Callable[Concatenate[Selection, Look, P], Chart], *given: P.args, **named: P.kwargs
    ) -> "ChartChoice":
        """The builder with its values, of the types it takes them by."""
        return cls(builder, given, tuple(sorted(named.items())))

    def draw(self, selection: Selection, look: Look) -> Chart:
        """The chart, its dimensions marked as the selection's instrument marks them."""
        marked = replace(look, marks=mark_dimensions(selection.instrument.framework))
        return self.builder(selection, marked, *self.given, **dict(self.named))

    @property
    def key(self) -> tuple[Value, ...]:
        """All that the chart depends on beside selection and look, as plain values."""
        called = f"{self.builder.__module__}.{self.builder.__qualname__}"
        return (called, *_plain("", self.given), *_plain("", dict(self.named)))


def _plain(name: str, value: Any) -> Iterator[Value]:
    """The value taken apart; each part follows its name, so that no two values give the same parts.

    What is no plain value is handed on as it is, for `ui.shared.cache` to refuse.
    """
    if isinstance(value, date):
        value = value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif isinstance(value, tuple | list):
        value = dict(enumerate(value))
    if not isinstance(value, Mapping):
        yield from (name, value)
        return
    yield f"{name}[{len(value)}]"
    for key, each in value.items():
        yield from _plain(f"{name}.{key}", each)


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
    selection: Selection,
    key: str,
    choice: ChartChoice,
    *,
    beside: Sequence[Selection] = (),
    picked: Callable[[str], None] | None = None,
) -> None:
    """Show the chart, with buttons where it has pages. `key` is unique on the page.

    `beside` as for `remember_chart`, `picked` as for `chart.show_chart`.
    """
    turn_key = f"{key}_halaman"

    def drawn(turn: int) -> Chart:
        return remember_chart(
            selection, key, choice, Look(dark=chart.is_dark_theme(), page=turn), beside=beside
        )

    pages = drawn(1).pages
    turn = min(st.session_state.get(turn_key) or 1, pages)
    chart.show_chart(drawn(turn), key, (*beside, selection)[0].find_head, picked=picked)
    if pages > 1:
        st.pagination(pages, key=turn_key)


def find_finding(selection: Selection, key: str, choice: ChartChoice) -> str:
    """The title of a chart that the page does not show now."""
    return remember_chart(selection, key, choice, Look(dark=chart.is_dark_theme())).title


def remember_chart(
    selection: Selection, key: str, choice: ChartChoice, look: Look, *, beside: Sequence[Selection] = ()
) -> Chart:
    """The chart, drawn once per revision of the selection, choice and look.

    `beside`: what its builder reads beside the selection, such as all regions where the selection is of one.
    """
    others = (other.revision for other in beside)
    return selection.remember(
        f"chart {key}",
        lambda: _finished(choice.draw(selection, look)),
        *choice.key,
        *_plain("", look),
        *others,
    )


def _finished(drawn: Chart) -> Chart:
    return replace(drawn, figure=_FrozenFigure.of(drawn.figure))

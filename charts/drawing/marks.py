"""Marks that several charts draw: labelled points, line segments and the cut of a list, as plain dicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.drawing import canvas, text
from charts.drawing.chart import Row, rows_with_numbers

WIDEST = 0.055  # a value's text size as a share of the plot's width: larger, it would leave the plot


def point_marks(
    area: canvas.Canvas,
    rows: Sequence[Row],
    value: str,
    labels: Sequence[str],
    *,
    name: str,
    marker: canvas.Spec,
    colour: str,
    weight: int = 400,
    left: Sequence[bool] = (),
    spaced: bool = False,
) -> canvas.Spec:
    """Markers at (`value`, `row`) with their labels beside them, left where `left` says so.

    Every row has `row` (position from the top), `name` and a known value. `spaced` keeps labels
    off symbols that are wider than their nominal size.
    """
    space = "\u00a0" if spaced else ""
    return {
        "type": "scatter",
        "name": text.escape_text(name),
        "mode": "markers+text",
        "x": [row[value] for row in rows],
        "y": [row["row"] for row in rows],
        "text": [f"{space}{label}{space}" for label in labels],
        "textposition": ["middle left" if before else "middle right" for before in left] or "middle right",
        "textfont": {
            "size": min(area.size.value, round(area.inner * WIDEST)),
            "color": colour,
            "weight": weight,
        },
        "marker": {"size": area.size.marker, "opacity": 1, **marker},
        "cliponaxis": False,
        "showlegend": False,
        "customdata": [text.escape_text(row["name"]) for row in rows],
        "hovertemplate": "%{customdata}<br>" + text.escape_text(name) + " %{text}<extra></extra>",
    }


@dataclass(frozen=True)
class Stroke:
    """How a line in a row is drawn: its name in the legend, width in pixels, `drop` rows under the middle."""

    name: str
    colour: str
    width: float
    drop: float = 0.0


def line_segments(rows: list[Row], start: str, end: str, stroke: Stroke) -> canvas.Spec:
    """One line trace broken after every row, from `start` to `end`.

    Rows that lack an end are left out; an empty trace has empty `x`.
    """
    both = rows_with_numbers(rows, start, end)
    return {
        "type": "scatter",
        "name": text.escape_text(stroke.name),
        "mode": "lines",
        "x": [x for row in both for x in (row[start], row[end], None)],
        "y": [y for row in both for y in (row["row"] + stroke.drop, row["row"] + stroke.drop, None)],
        "line": {"width": stroke.width, "color": stroke.colour},
        "hoverinfo": "skip",
    }


def tick_marks(rows: list[Row], value: str, length: float, stroke: Stroke) -> canvas.Spec:
    """Vertical lines of `length` pixels at `value`; rows without a value are left out."""
    given = rows_with_numbers(rows, value)
    line = {"width": stroke.width, "color": stroke.colour}
    return {
        "type": "scatter",
        "name": text.escape_text(stroke.name),
        "mode": "markers",
        "x": [row[value] for row in given],
        "y": [row["row"] + stroke.drop for row in given],
        "marker": {"symbol": "line-ns", "size": length, "line": line},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def cutoff_line(
    area: canvas.Canvas, frame: pd.DataFrame, shown: pd.DataFrame, **reach: Any
) -> list[canvas.Spec]:
    """The dashed line under the last row inside, if it stands on this page and not at the very end.

    `frame` has `inside` (bool) and its rows numbered from 0, those inside first; `shown` is one page of it.
    `reach`: how far the line goes where that is not 0..1 of the x axis.
    """
    last = int(frame["inside"].sum()) - 1
    if last not in shown.index or last == len(frame) - 1:
        return []
    y = list(shown.index).index(last) + 0.5
    line = {"color": area.colours.ok, "width": 4 if area.size.height else 2, "dash": "dash"}
    return [{"type": "line", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line, **reach}]


def legend_entry(name: str, **look: object) -> canvas.Spec:
    """A legend entry without data, so that its colour is not the first row's."""
    return {
        "type": "scatter",
        "name": text.escape_text(name),
        "x": [None],
        "y": [None],
        "hoverinfo": "skip",
        **look,
    }

"""Marks that several charts draw: labelled points and line segments, as plain Plotly traces."""

from collections.abc import Sequence

import pandas as pd

from charts import canvas, text


def points(
    area: canvas.Sheet,
    rows: pd.DataFrame,
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

    `rows` has `row` (position from the top), `name` and the value column without NaN. `spaced` keeps labels
    off symbols that are wider than their nominal size.
    """
    space = "\u00a0" if spaced else ""
    return {
        "type": "scatter",
        "name": text.safe(name),
        "mode": "markers+text",
        "x": rows[value].tolist(),
        "y": rows["row"].tolist(),
        "text": [f"{space}{label}{space}" for label in labels],
        "textposition": ["middle left" if before else "middle right" for before in left] or "middle right",
        "textfont": {"size": area.size.value, "color": colour, "weight": weight},
        "marker": {"size": area.size.marker, "opacity": 1, **marker},
        "cliponaxis": False,
        "showlegend": False,
        "customdata": [text.safe(row_name) for row_name in rows["name"]],
        "hovertemplate": "%{customdata}<br>" + text.safe(name) + " %{text}<extra></extra>",
    }


def segments(
    rows: pd.DataFrame, start: str, end: str, *, name: str, colour: str, stroke: float, drop: float = 0.0
) -> canvas.Spec:
    """One line trace broken after every row, from `start` to `end`, `drop` rows below the row's middle.

    Rows that lack an end are left out; an empty trace has empty `x`.
    """
    both = rows.dropna(subset=[start, end])
    return {
        "type": "scatter",
        "name": text.safe(name),
        "mode": "lines",
        "x": [x for low, high in zip(both[start], both[end], strict=True) for x in (low, high, None)],
        "y": [y for row in both["row"] for y in (row + drop, row + drop, None)],
        "line": {"width": stroke, "color": colour},
        "hoverinfo": "skip",
    }


def ticks(
    rows: pd.DataFrame, value: str, *, name: str, colour: str, length: float, stroke: float, drop: float = 0.0
) -> canvas.Spec:
    """Short vertical lines at `value`, `drop` rows under the middle; rows without a value are left out."""
    known = rows.dropna(subset=[value])
    return {
        "type": "scatter",
        "name": text.safe(name),
        "mode": "markers",
        "x": known[value].tolist(),
        "y": [row + drop for row in known["row"]],
        "marker": {"symbol": "line-ns", "size": length, "line": {"width": stroke, "color": colour}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def key(name: str, **look: object) -> canvas.Spec:
    """A legend entry without data, so that its colour is not the first row's."""
    return {"type": "scatter", "name": text.safe(name), "x": [None], "y": [None], "hoverinfo": "skip", **look}

"""Years across a sheet: the terms behind them, their names above, and dotted lines at single days."""

from collections.abc import Sequence
from datetime import date

from charts.drawing import canvas, text

Term = tuple[str, int, int]
"""Name, first and last year."""
Moment = tuple[str, float]
"""Name and decimal year."""


def first_and_last_year(terms: Sequence[Term]) -> tuple[int, int]:
    """The first and the last year."""
    return terms[0][1], terms[-1][2]


def terms_until(terms: Sequence[Term], year: int) -> list[Term]:
    """The terms as far as a year; at least the first year of the first."""
    last = max(year, terms[0][1])
    return [(name, first, min(end, last)) for name, first, end in terms if first <= last]


def decimal_year(day: date) -> float:
    """A day as a decimal year."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def term_grounds(area: canvas.Canvas, terms: Sequence[Term]) -> list[canvas.Spec]:
    """Shapes: a ground for each term, and a line between years."""
    fills = (area.colours.selected, area.colours.bands, area.colours.band)
    first, last = first_and_last_year(terms)
    line = {"color": area.colours.grid, "width": 2 if area.size.height else 1}
    return [
        *(_term(area, *term, fill) for term, fill in zip(terms, fills, strict=False)),
        *(_upright(area, year, line) for year in range(first + 1, last + 1)),
    ]


def moment_lines(area: canvas.Canvas, moments: Sequence[Moment]) -> list[canvas.Spec]:
    """Shapes: a dotted line at each moment."""
    line = {"color": area.colours.gap, "width": 4 if area.size.height else 1.5, "dash": "dot"}
    return [_upright(area, x, line) for _, x in moments]


def edge_lines(area: canvas.Canvas, edges: Sequence[Moment]) -> list[canvas.Spec]:
    """Shapes: a solid line where a plan of several years ends."""
    line = {"color": area.colours.ink, "width": 5 if area.size.height else 2}
    return [{**_upright(area, x, line), "layer": "above"} for _, x in edges]


def _term(area: canvas.Canvas, _name: str, first: int, last: int, fill: str) -> canvas.Spec:
    ends = {"x0": first, "x1": last + 1, "y0": -0.5, "y1": area.rows - 0.5}
    return {"type": "rect", "layer": "below", **ends, "fillcolor": fill, "line": {"width": 0}}


def _upright(area: canvas.Canvas, x: float, line: canvas.Spec) -> canvas.Spec:
    ends = {"x0": x, "x1": x, "y0": -0.5, "y1": area.rows - 0.5}
    return {"type": "line", "layer": "below", **ends, "line": line}


def year_headings(area: canvas.Canvas, terms: Sequence[Term]) -> list[canvas.Spec]:
    """Notes: the years, above them the terms, each as large as it fits."""
    first, last = first_and_last_year(terms)
    room = area.inner / (last + 1 - first)
    small, muted = min(area.size.small, int(room / 2.6)), area.colours.muted
    place: canvas.Spec = {"yshift": 4, "yanchor": "bottom"}
    return [
        *(
            canvas.text_note(f"{year}", year + 0.5, -0.5, small, muted, **place)
            for year in range(first, last + 1)
        ),
        *(_head(area, *term, room) for term in terms),
    ]


def _head(area: canvas.Canvas, name: str, first: int, last: int, year_room: float) -> canvas.Spec:
    look = area.size
    room = year_room * (last + 1 - first) - 6
    words, pixels = text.fit_text(name, room, look.small * 2.7, look.small, look.smallest, bold=True)
    place: canvas.Spec = {"weight": 700, "yshift": round(look.small * 1.5), "yanchor": "bottom"}
    return canvas.text_note(
        text.join_markup_lines(words), (first + last + 1) / 2, -0.5, pixels, area.colours.ink, **place
    )


def edge_labels(area: canvas.Canvas, edges: Sequence[Moment]) -> list[canvas.Spec]:
    """The names of the edges under the years, left of their lines."""
    place: canvas.Spec = {"xanchor": "right", "yanchor": "top", "yshift": -3, "weight": 700}
    pixels, ink = area.size.smallest, area.colours.ink
    return [
        canvas.text_note(text.escape_text(words), x, area.rows - 0.5, pixels, ink, **place)
        for words, x in edges
    ]


def moment_labels(area: canvas.Canvas, moments: Sequence[Moment], terms: Sequence[Term]) -> list[canvas.Spec]:
    """The names of the dotted lines under the years, as many as stand without touching."""
    first, last = first_and_last_year(terms)
    unit = area.inner / (last + 1 - first)
    pixels = area.size.smallest
    colour = area.colours.gap
    notes, free = [], -area.left / unit + first
    for words, x in moments:
        half = text.text_width(words, pixels) / unit / 2 + 6 / unit
        if x - half < free or x + half > last + 1 + area.right / unit:
            continue
        free = x + half
        below = area.rows - 0.5
        notes.append(
            canvas.text_note(text.escape_text(words), x, below, pixels, colour, yanchor="top", yshift=-3)
        )
    return notes

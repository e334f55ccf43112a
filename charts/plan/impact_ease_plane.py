"""The plane of impact and ease: four quadrants, two axes, two lines, and the numbered marks on it."""

from dataclasses import dataclass

from charts.drawing import canvas, text, theme
from charts.drawing.chart import Row, rows_with_numbers
from charts.drawing.marks_apart import Block, set_marks_apart

LOW, HIGH = 1, 5
BOX = 0.5  # where the plane ends, as a share of the sheet's width
QUADRANTS = ("PROGRAM STRATEGIS", "QUICK WIN", "KAJI ULANG", "PELENGKAP")


@dataclass(frozen=True)
class Plane:
    """The plane on a sheet: marks LOW..HIGH on both axes, lines at `impact` and `ease`."""

    area: canvas.Canvas
    impact: float
    ease: float

    def x(self, ease: float) -> float:
        """Ease as a share of the sheet's width."""
        return BOX * (ease - LOW) / (HIGH - LOW)

    def y(self, impact: float) -> float:
        """Impact as a row of the sheet, upwards."""
        return self.bottom - self.area.rows * (impact - LOW) / (HIGH - LOW)

    @property
    def bottom(self) -> float:
        """The row of the lowest impact; the highest is row -0.5."""
        return self.area.rows - 0.5

    @property
    def marker(self) -> int:
        """Diameter of a numbered mark in pixels; larger text leaves it, or marks would cover each other."""
        look = self.area.size
        return round(look.marker / max(look.scale, 1.0) * (1.35 if look.height else 1.5))


def quadrant_shapes(plane: Plane) -> list[canvas.Spec]:
    """Shapes: four quadrants, the best one tinted, and the two lines."""
    colours = plane.area.colours
    x, y = plane.x(plane.ease), plane.y(plane.impact)
    quadrants = (
        (0, x, -0.5, y, colours.bands),
        (x, BOX, -0.5, y, colours.selected),
        (0, x, y, plane.bottom, colours.band),
        (x, BOX, y, plane.bottom, colours.band),
    )
    # static/matriks.js finds the lines that a visitor may drag by these names.
    lines = {"ease": (x, x, -0.5, plane.bottom), "impact": (0, BOX, y, y)}
    return [_quadrant(*each) for each in quadrants] + [_line(plane, *each) for each in lines.items()]


def _quadrant(x0: float, x1: float, y0: float, y1: float, fill: str) -> canvas.Spec:
    box = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {"type": "rect", "layer": "below", **box, "fillcolor": fill, "line": {"width": 0}}


def _line(plane: Plane, name: str, ends: tuple[float, float, float, float]) -> canvas.Spec:
    x0, x1, y0, y1 = ends
    line = {"color": plane.area.colours.faint, "width": 3 if plane.area.size.height else 2}
    return {
        "type": "line",
        "name": name,
        "layer": "below",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": line,
    }


def plane_axis_notes(plane: Plane) -> list[canvas.Spec]:
    """Notes: the marks along both axes, what the axes are, and the names of the quadrants."""
    return [*_ticks(plane), *_axis_names(plane), *_corners(plane)]


def _ticks(plane: Plane) -> list[canvas.Spec]:
    pixels, muted = plane.area.size.small, plane.area.colours.muted
    ticks = range(LOW, HIGH + 1)
    upwards: canvas.Spec = {"xanchor": "right", "xshift": -8}
    along: canvas.Spec = {"yanchor": "top", "yshift": -4}
    return [
        *(canvas.text_note(f"{tick}", 0, plane.y(tick), pixels, muted, **upwards) for tick in ticks),
        *(canvas.text_note(f"{tick}", plane.x(tick), plane.bottom, pixels, muted, **along) for tick in ticks),
    ]


def _axis_names(plane: Plane) -> list[canvas.Spec]:
    """Beyond the marks of each axis."""
    pixels, ink = plane.area.size.small, plane.area.colours.ink
    middle = plane.area.rows / 2 - 0.5
    below: canvas.Spec = {"yanchor": "top", "yshift": -4 - round(pixels * 1.5)}
    beside: canvas.Spec = {"textangle": -90, "xanchor": "center", "xshift": -8 - round(pixels * 2.2)}
    return [
        canvas.text_note("<b>Kemudahan</b> (kanan = mudah)", BOX / 2, plane.bottom, pixels, ink, **below),
        canvas.text_note("<b>Dampak</b> (atas = besar)", 0, middle, pixels, ink, **beside),
    ]


def _corners(plane: Plane) -> list[canvas.Spec]:
    colours = plane.area.colours
    inks = (colours.primary, colours.ok, colours.gap, colours.muted)
    notes = []
    for (x, y, left, top), words, ink in zip(_corner_places(plane), QUADRANTS, inks, strict=True):
        shift = {"xshift": 8 if left else -8, "yshift": -6 if top else 6}
        anchor = {"xanchor": "left" if left else "right", "yanchor": "top" if top else "bottom"}
        notes.append(canvas.text_note(words, x, y, _corner_pixels(plane), ink, weight=700, **anchor, **shift))
    return notes


def _corner_pixels(plane: Plane) -> int:
    return plane.area.size.small if plane.area.size.height else plane.area.size.smallest


def _corner_places(plane: Plane) -> list[tuple[float, float, bool, bool]]:
    """Where each quadrant's name stands, and whether that is left and at the top."""
    return [
        (0, -0.5, True, True),
        (BOX, -0.5, False, True),
        (0, plane.bottom, True, False),
        (BOX, plane.bottom, False, False),
    ]


def trace_rated_programmes(plane: Plane, rows: list[Row]) -> list[canvas.Spec]:
    """Traces: a numbered mark for each rated row, set apart, with a thin line to its true point if it moved.

    Every row has `number`, `node`, `impact`, `ease` (NaN = not rated: no mark), `name` and `said`, which the
    mark tells when pointed at.
    """
    placed = _set_apart(plane, rows_with_numbers(rows, "impact", "ease"))
    return [_leaders(plane, placed), *([_points(plane, placed)] if placed else [])]


def _set_apart(plane: Plane, rows: list[Row]) -> list[Row]:
    """The rows with where each number stands and where its true point lies."""
    wide, pitch = plane.area.inner, plane.area.pitch
    true = [(plane.x(row["ease"]) * wide, (plane.y(row["impact"]) + 0.5) * pitch) for row in rows]
    room = (BOX * wide, plane.area.rows * pitch)
    places = set_marks_apart(true, plane.marker * 1.1, room, _corner_boxes(plane))
    names = ("x", "y", "x_true", "y_true")
    return [
        {
            **row,
            **dict(zip(names, (x / wide, y / pitch - 0.5, x0 / wide, y0 / pitch - 0.5), strict=True)),
            "moved": (x, y) != (x0, y0),
        }
        for row, (x, y), (x0, y0) in zip(rows, places, true, strict=True)
    ]


def _corner_boxes(plane: Plane) -> list[Block]:
    """What the quadrants' names cover, in pixels from the plane's top left corner."""
    wide, high = BOX * plane.area.inner, plane.area.rows * plane.area.pitch
    pixels = _corner_pixels(plane)
    boxes = []
    for (_, _, left, top), words in zip(_corner_places(plane), QUADRANTS, strict=True):
        span, tall = text.text_width(words, pixels, bold=True) + 8, pixels * 1.3 + 6
        x0, y0 = (0.0 if left else wide - span), (0.0 if top else high - tall)
        boxes.append((x0, x0 + span, y0, y0 + tall))
    return boxes


def _leaders(plane: Plane, rows: list[Row]) -> canvas.Spec:
    moved = [row for row in rows if row["moved"]]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [x for row in moved for x in (row["x_true"], row["x"], None)],
        "y": [y for row in moved for y in (row["y_true"], row["y"], None)],
        "line": {"width": 2 if plane.area.size.height else 1, "color": plane.area.colours.faint},
        "marker": {"size": 6, "color": plane.area.colours.ink},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(plane: Plane, rows: list[Row]) -> canvas.Spec:
    colours = [plane.area.colours.dimension(row["node"]) for row in rows]
    pixels = round(plane.marker * 0.46)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["x"] for row in rows],
        "y": [row["y"] for row in rows],
        "text": [f"{row['number']}" for row in rows],
        "textfont": {"size": pixels, "weight": 700, "color": [theme.ink_on(colour) for colour in colours]},
        "marker": {
            "size": plane.marker,
            "opacity": 1,
            "color": colours,
            "symbol": [plane.area.colours.marks.symbol_of(row["node"]) for row in rows],
            "line": {"width": 2, "color": plane.area.colours.page},
        },
        "customdata": [f"{text.escape_text(row['name'])}<br>{row['said']}" for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }

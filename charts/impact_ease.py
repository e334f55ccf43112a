"""Impact x ease matrix with the ranked list beside it: which proposals come first, and which only later."""

import math
from dataclasses import dataclass

import pandas as pd

from charts import canvas, text, theme, titles
from charts import format as fmt
from charts.apart import Block, apart
from charts.chart import Chart, Row, known, records, turn

HOW_TO_READ = (
    "Makin ke kanan makin mudah, makin ke atas makin besar dampaknya; tiap angka adalah nomor usulan pada "
    "daftar di kanan. Dua garis membagi bidang: kanan atas berdampak besar dan mudah (calon quick win), "
    "kiri atas berdampak besar tetapi sulit (program strategis). Skor adalah dampak × kemudahan per 25 "
    "kali 100. Angka yang digeser agar terbaca dihubungkan garis ke titik sebenarnya. Garis putus-putus "
    "pada daftar adalah batas yang dipilih."
)
ROWS = (20, 12)  # on a page and on a projected picture
FEWEST = 10  # rows under which the matrix would be too flat
BOX, LIST = 0.5, 0.545  # where the matrix ends and the list begins, as shares of the width
QUADRANTS = ("PROGRAM STRATEGIS", "QUICK WIN", "KAJI ULANG", "PELENGKAP")


@dataclass(frozen=True)
class Plane:
    """The matrix on a sheet: marks `low`..`high` on both axes, lines at `impact` and `ease`."""

    area: canvas.Sheet
    low: float
    high: float
    impact: float
    ease: float

    def x(self, ease: float) -> float:
        """Ease as a share of the sheet's width."""
        return BOX * (ease - self.low) / (self.high - self.low)

    def y(self, impact: float) -> float:
        """Impact as a row of the sheet, upwards."""
        return (self.area.rows - 0.5) - self.area.rows * (impact - self.low) / (self.high - self.low)

    @property
    def marker(self) -> int:
        """Diameter of a numbered mark in pixels; larger text leaves it, or marks would cover each other."""
        look = self.area.size
        return round(look.marker / max(look.scale, 1.0) * (1.35 if look.height else 1.5))


def figure(
    frame: pd.DataFrame,
    *,
    impact_line: float = 3.0,
    ease_line: float = 3.0,
    low: float = 1.0,
    high: float = 5.0,
    subtitle: str = "Skor = dampak × kemudahan, paling tinggi 100",
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Proposals in the order given, those of one page in the matrix.

    `frame`: `number` (of the proposal), `name`, `node` (dimension), `impact`, `ease` (low..high, NaN = not
    rated), `points` (0..100), `inside` (bool: above the chosen line of the list).
    """
    shown, pages = turn(frame.reset_index(drop=True), page, theme.rows(size, *ROWS))
    rows = [{**row, "row": position} for position, row in enumerate(records(shown))]
    plane = Plane(_sheet(size, dark, max(FEWEST, len(rows))), low, high, impact_line, ease_line)
    marks = _set_apart(plane, known(rows, "impact", "ease"))
    title = titles.impact_ease(frame, impact_line, ease_line)
    drawing = canvas.compose(
        plane.area,
        [_leaders(plane, marks), *([_points(plane, marks)] if marks else [])],
        x={"range": [0, 1], "visible": False},
        shapes=[*_ground(plane), *_chips(plane, rows), *_line(plane, frame, shown)],
        notes=[*_axes(plane), *_names(plane, rows)],
        title=title,
        subtitle=subtitle,
        source=source,
    )
    return Chart(drawing, title, subtitle, _alt(frame), HOW_TO_READ, source, _table(frame), page, pages)


def _sheet(size: theme.SizeName, dark: bool, rows: int) -> canvas.Sheet:
    if theme.projected(size):
        return canvas.sheet(size, dark, rows, left=150, right=70, header=52, footer=110)
    return canvas.sheet(size, dark, rows, left=64, right=14, header=30, footer=56, pitch=0.9)


def _ground(plane: Plane) -> list[canvas.Spec]:
    """Four quadrants, the best one tinted, and the two lines."""
    colours, bottom = plane.area.colours, plane.area.rows - 0.5
    x, y = plane.x(plane.ease), plane.y(plane.impact)
    fills = (
        (0, x, -0.5, y, colours.bands),
        (x, BOX, -0.5, y, colours.selected),
        (0, x, y, bottom, colours.band),
        (x, BOX, y, bottom, colours.band),
    )
    boxes = [
        {
            "type": "rect",
            "layer": "below",
            "x0": a,
            "x1": b,
            "y0": c,
            "y1": d,
            "fillcolor": fill,
            "line": {"width": 0},
        }
        for a, b, c, d, fill in fills
    ]
    line = {"color": colours.faint, "width": 3 if plane.area.size.height else 2}
    ends = (("ease", x, x, -0.5, bottom), ("impact", 0, BOX, y, y))
    # static/matriks.js finds the lines that a visitor may drag by these names.
    crossed = [
        {"type": "line", "name": name, "layer": "below", "x0": a, "x1": b, "y0": c, "y1": d, "line": line}
        for name, a, b, c, d in ends
    ]
    return boxes + crossed


def _axes(plane: Plane) -> list[canvas.Spec]:
    area, look = plane.area, plane.area.size
    pixels, gap, bottom = look.small, 8, plane.area.rows - 0.5
    muted = area.colours.muted
    ticks = range(math.ceil(plane.low), math.floor(plane.high) + 1)
    notes = [canvas.note(f"{t}", 0, plane.y(t), pixels, muted, xanchor="right", xshift=-gap) for t in ticks]
    notes += [canvas.note(f"{t}", plane.x(t), bottom, pixels, muted, yanchor="top", yshift=-4) for t in ticks]
    below = -4 - round(pixels * 1.5)
    notes.append(
        canvas.note(
            "<b>Kemudahan</b> (kanan = mudah)",
            BOX / 2,
            bottom,
            pixels,
            area.colours.ink,
            yanchor="top",
            yshift=below,
        )
    )
    middle = area.rows / 2 - 0.5
    away = -gap - round(pixels * 2.2)
    notes.append(
        canvas.note(
            "<b>Dampak</b> (atas = besar)",
            0,
            middle,
            pixels,
            area.colours.ink,
            textangle=-90,
            xanchor="center",
            xshift=away,
        )
    )
    return notes + _corners(plane)


def _corners(plane: Plane) -> list[canvas.Spec]:
    colours = plane.area.colours
    inks = (colours.primary, colours.ok, colours.gap, colours.muted)
    notes = []
    for (x, y, left, top), words, ink in zip(_corner_places(plane), QUADRANTS, inks, strict=True):
        shift = {"xshift": 8 if left else -8, "yshift": -6 if top else 6}
        anchor = {"xanchor": "left" if left else "right", "yanchor": "top" if top else "bottom"}
        notes.append(canvas.note(words, x, y, _corner_pixels(plane), ink, weight=700, **anchor, **shift))
    return notes


def _corner_pixels(plane: Plane) -> int:
    return plane.area.size.small if plane.area.size.height else plane.area.size.smallest


def _corner_places(plane: Plane) -> list[tuple[float, float, bool, bool]]:
    bottom = plane.area.rows - 0.5
    return [
        (0, -0.5, True, True),
        (BOX, -0.5, False, True),
        (0, bottom, True, False),
        (BOX, bottom, False, False),
    ]


def _set_apart(plane: Plane, rows: list[Row]) -> list[Row]:
    """The rows with where each number stands and where its true point lies."""
    wide, pitch = plane.area.inner, plane.area.pitch
    true = [(plane.x(row["ease"]) * wide, (plane.y(row["impact"]) + 0.5) * pitch) for row in rows]
    room = (BOX * wide, plane.area.rows * pitch)
    places = apart(true, plane.marker * 1.1, room, _corner_boxes(plane))
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
    """What the quadrants' names cover, in pixels from the matrix' top left corner."""
    wide, high = BOX * plane.area.inner, plane.area.rows * plane.area.pitch
    pixels = _corner_pixels(plane)
    boxes = []
    for (_, _, left, top), words in zip(_corner_places(plane), QUADRANTS, strict=True):
        span, tall = text.width(words, pixels, bold=True) + 8, pixels * 1.3 + 6
        x0, y0 = (0.0 if left else wide - span), (0.0 if top else high - tall)
        boxes.append((x0, x0 + span, y0, y0 + tall))
    return boxes


def _leaders(plane: Plane, rows: list[Row]) -> canvas.Spec:
    """Thin lines from numbers that had to move to their true points."""
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
            "symbol": [theme.DIMENSION_SYMBOLS.get(row["node"][:3], "circle") for row in rows],
            "line": {"width": 2, "color": plane.area.colours.page},
        },
        "customdata": [f"{text.safe(row['name'])}<br>{_said(row)}" for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }


def _chips(plane: Plane, rows: list[Row]) -> list[canvas.Spec]:
    """The number's ground in the list, in the colour of the dimension."""
    half = _chip(plane) / plane.area.pitch / 2
    wide = _chip(plane) * 1.2 / plane.area.inner
    return [
        {
            "type": "rect",
            "x0": LIST,
            "x1": LIST + wide,
            "y0": row["row"] - half,
            "y1": row["row"] + half,
            "fillcolor": plane.area.colours.dimension(row["node"]),
            "line": {"width": 0},
        }
        for row in rows
    ]


def _chip(plane: Plane) -> float:
    return min(plane.area.pitch * 0.78, plane.marker * 1.2)


def _names(plane: Plane, rows: list[Row]) -> list[canvas.Spec]:
    """Number, name and points of every proposal of the page, with a heading."""
    area, look = plane.area, plane.area.size
    label = look.label if look.height else look.small
    chip = _chip(plane) * 1.2 / area.inner
    left = LIST + chip + 12 / area.inner
    score_room = text.width("100,0", label, bold=True) + 18
    room = (1 - left) * area.inner - score_room
    head: canvas.Spec = {"yanchor": "bottom", "yshift": 6, "weight": 700}
    notes = [
        canvas.note("Urutan usulan", LIST, -0.5, look.small, area.colours.muted, xanchor="left", **head),
        canvas.note("Skor", 1, -0.5, look.small, area.colours.muted, xanchor="right", **head),
    ]
    for row in rows:
        ink = area.colours.ink if row["inside"] else area.colours.muted
        lines, pixels = text.fit(row["name"], room, area.pitch, label, look.smallest, row["inside"])
        chip_ink = theme.ink_on(area.colours.dimension(row["node"]))
        points = fmt.number(row["points"], 0, missing="–")
        weight = 700 if row["inside"] else 400
        at = row["row"]
        notes += [
            canvas.note(
                f"{row['number']}", LIST + chip / 2, at, round(_chip(plane) * 0.5), chip_ink, weight=700
            ),
            canvas.note(
                text.markup(lines), left, at, pixels, ink, weight=weight, xanchor="left", align="left"
            ),
            canvas.note(
                points, 1, at, min(label, int(area.pitch * 0.7)), ink, weight=weight, xanchor="right"
            ),
        ]
    return notes


def _line(plane: Plane, frame: pd.DataFrame, shown: pd.DataFrame) -> list[canvas.Spec]:
    """The dashed line under the last proposal inside, on the page where it stands."""
    last = int(frame["inside"].sum()) - 1
    if last not in shown.index or last == len(frame) - 1:
        return []
    y = list(shown.index).index(last) + 0.5
    line = {"color": plane.area.colours.ok, "width": 4 if plane.area.size.height else 2, "dash": "dash"}
    return [{"type": "line", "x0": LIST, "x1": 1, "y0": y, "y1": y, "line": line}]


def _said(row: Row) -> str:
    return f"dampak {fmt.number(row['impact'], 1)}, kemudahan {fmt.number(row['ease'], 1)}"


def _alt(frame: pd.DataFrame) -> str:
    first = [f"{row['number']} {row['name']}: {_said(row)}" for row in records(frame.head(12))]
    rest = f"; dan {fmt.count(len(frame) - 12)} lainnya" if len(frame) > 12 else ""
    return "Matriks dampak dan kemudahan usulan. " + "; ".join(first) + rest + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"number": "No", "name": "Usulan", "impact": "Dampak", "ease": "Kemudahan", "points": "Skor"}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)

"""Impact x ease matrix with the ranked list beside it: which proposals come first, and which only later."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look
from charts.plan import impact_ease_plane

HOW_TO_READ = (
    "Makin ke kanan makin mudah, makin ke atas makin besar dampaknya; tiap angka adalah nomor usulan pada "
    "daftar di kanan. Dua garis membagi bidang: kanan atas berdampak besar dan mudah (calon quick win), "
    "kiri atas berdampak besar tetapi sulit (program strategis). Skor adalah dampak × kemudahan per 25 "
    "kali 100. Angka yang digeser agar terbaca dihubungkan garis ke titik sebenarnya. Garis putus-putus "
    "pada daftar adalah batas yang dipilih."
)
ROWS = (20, 12)  # on a page and on a projected picture
FEWEST = 10  # rows under which the matrix would be too flat
LIST = 0.545  # where the list begins, as a share of the width


def draw_impact_ease(
    frame: pd.DataFrame,
    look: Look,
    *,
    impact_line: float = 3.0,
    ease_line: float = 3.0,
    subtitle: str = "Skor = dampak × kemudahan, paling tinggi 100",
) -> Chart:
    """Proposals in the order given, those of one page in the matrix.

    `frame`: `number` (of the proposal), `name`, `node` (dimension), `impact`, `ease` (1..5, NaN = not
    rated), `points` (0..100), `inside` (bool: above the chosen line of the list).
    """
    shown, pages = rows_of_page(
        frame.reset_index(drop=True), look.page, theme.rows_per_page(look.size, *ROWS)
    )
    rows = [{**row, "row": at, "said": _said(row)} for at, row in enumerate(row_records(shown))]
    field = impact_ease_plane.Plane(_sheet(look, max(FEWEST, len(rows))), impact_line, ease_line)
    title = titles.impact_ease_title(frame, impact_line, ease_line)
    drawing = canvas.compose_figure(
        field.area,
        impact_ease_plane.trace_rated_programmes(field, rows),
        x={"range": [0, 1], "visible": False},
        shapes=[
            *impact_ease_plane.quadrant_shapes(field),
            *_chips(field, rows),
            *marks.cutoff_line(field.area, frame, shown, x0=LIST),
        ],
        notes=[*impact_ease_plane.plane_axis_notes(field), *_heading(field.area), *_entries(field, rows)],
        title=title,
        subtitle=subtitle,
    )
    return Chart(
        drawing, title, subtitle, _alt(frame), HOW_TO_READ, look.source, _table(frame), look.page, pages
    )


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=150, right=70, header=52, footer=110)
    return canvas.make_canvas(look, rows, left=64, right=14, header=30, footer=56, pitch=0.9)


def _chips(field: impact_ease_plane.Plane, rows: list[Row]) -> list[canvas.Spec]:
    """The number's ground in the list, in the colour of the dimension."""
    half = _chip(field) / field.area.pitch / 2
    return [
        {
            "type": "rect",
            "x0": LIST,
            "x1": LIST + _chip_share(field),
            "y0": row["row"] - half,
            "y1": row["row"] + half,
            "fillcolor": field.area.colours.dimension(row["node"]),
            "line": {"width": 0},
        }
        for row in rows
    ]


def _chip(field: impact_ease_plane.Plane) -> float:
    """Height of a number's ground in pixels."""
    return min(field.area.pitch * 0.78, field.marker * 1.2)


def _chip_share(field: impact_ease_plane.Plane) -> float:
    """Its width as a share of the sheet's."""
    return _chip(field) * 1.2 / field.area.inner


def _heading(area: canvas.Canvas) -> list[canvas.Spec]:
    pixels, muted = area.size.small, area.colours.muted
    above: canvas.Spec = {"yanchor": "bottom", "yshift": 6, "weight": 700}
    return [
        canvas.text_note("Urutan usulan", LIST, -0.5, pixels, muted, xanchor="left", **above),
        canvas.text_note("Skor", 1, -0.5, pixels, muted, xanchor="right", **above),
    ]


def _entries(field: impact_ease_plane.Plane, rows: list[Row]) -> list[canvas.Spec]:
    """Number, name and points of every proposal of the page."""
    label = field.area.size.label if field.area.size.height else field.area.size.small
    score_room = text.text_width("100,0", label, bold=True) + 18
    return [note for row in rows for note in _entry(field, row, label, score_room)]


def _entry(field: impact_ease_plane.Plane, row: Row, label: int, score_room: float) -> list[canvas.Spec]:
    area, at, heavy = field.area, row["row"], row["inside"]
    chip = _chip_share(field)
    left = LIST + chip + 12 / area.inner
    room = (1 - left) * area.inner - score_room
    lines, pixels = text.fit_text(row["name"], room, area.pitch, label, area.size.smallest, heavy)
    ink, weight = (area.colours.ink, 700) if heavy else (area.colours.muted, 400)
    chip_ink, chip_pixels = theme.ink_on(area.colours.dimension(row["node"])), round(_chip(field) * 0.5)
    points, points_pixels = (
        fmt.format_number(row["points"], 0, missing="–"),
        min(label, int(area.pitch * 0.7)),
    )
    return [
        canvas.text_note(f"{row['number']}", LIST + chip / 2, at, chip_pixels, chip_ink, weight=700),
        canvas.text_note(
            text.join_markup_lines(lines), left, at, pixels, ink, weight=weight, xanchor="left", align="left"
        ),
        canvas.text_note(points, 1, at, points_pixels, ink, weight=weight, xanchor="right"),
    ]


def _said(row: Row) -> str:
    return f"dampak {fmt.format_number(row['impact'], 1)}, kemudahan {fmt.format_number(row['ease'], 1)}"


def _alt(frame: pd.DataFrame) -> str:
    first = [f"{row['number']} {row['name']}: {_said(row)}" for row in row_records(frame.head(12))]
    rest = f"; dan {fmt.format_count(len(frame) - 12)} lainnya" if len(frame) > 12 else ""
    return "Matriks dampak dan kemudahan usulan. " + "; ".join(first) + rest + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {"number": "No", "name": "Usulan", "impact": "Dampak", "ease": "Kemudahan", "points": "Skor"}
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)

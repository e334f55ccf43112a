"""Score intervals: each region's index as a dot on the bar of values that other choices give."""

import math

import pandas as pd

from charts import titles
from charts.drawing import axis, canvas, marks, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page, rows_with_numbers
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Titik adalah indeks resmi. Batang memuat 90% nilai yang muncul bila bobot digeser, dengan cara "
    "menghitung yang sama. Dua daerah yang batangnya bertemu belum tentu berbeda. Kotak bertitik berarti "
    "data belum cukup untuk menghitung indeks; nilainya bukan nol."
)
# What the words beside a bar may take of the width; a bar that ends later has them on its other side.
REACH = 0.32


def draw_index_intervals(
    frame: pd.DataFrame, scale: Scale, look: Look, *, selected: str | None = None, index_label: str = "Indeks"
) -> Chart:
    """Regions by rows in the order given.

    `frame`: one row per region with `unit`, `label`, `score, score_lower, score_upper` on the instrument's
    scale, NaN = data kurang.
    """
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    named = shown.rename(columns={"label": "name"})
    rows: list[Row] = [{**row, "row": place} for place, row in enumerate(row_records(named))]
    area = _sheet(look, len(rows))
    boxes, words = axis.missing_score_boxes(
        area, scale, [row["row"] for row in rows if math.isnan(row["score"])]
    )
    title = titles.index_intervals_title(frame, index_label, scale.decimals)
    subtitle = f"{index_label} dan rentang 90%, skala {fmt.format_span(scale.minimum, scale.maximum)}"
    drawing = canvas.compose_figure(
        area,
        _traces(area, rows, selected, index_label),
        x=axis.score_axis(area, scale),
        shapes=[*axis.level_bands(area, scale), *boxes],
        notes=[
            *canvas.row_labels(
                area,
                [row["name"] for row in rows],
                shift=24 if area.size.width else 10,
                bold=[row["unit"] == selected for row in rows],
            ),
            *words,
            *_values(area, rows_with_numbers(rows, "score"), scale),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt, behind = _alt(frame, index_label, scale), _table(frame, index_label)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, behind, look.page, pages)


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=500, right=84, header=62, footer=16)
    return canvas.make_canvas(look, rows, left=250, right=30, header=44, footer=6, pitch=0.9)


def _traces(
    area: canvas.Canvas, rows: list[Row], selected: str | None, index_label: str
) -> list[canvas.Spec]:
    colours = area.colours
    bars = marks.line_segments(
        rows,
        "score_lower",
        "score_upper",
        marks.Stroke("Rentang 90%", colours.surplus, area.pitch * 0.3),
    )
    own = rows_with_numbers(rows, "score")
    ink = [colours.gap if row["unit"] == selected else colours.ink for row in own]
    marker = {
        "color": ink,
        "size": max(7, round(area.pitch * 0.16)),
        "line": {"width": 2, "color": colours.page},
    }
    dots = marks.point_marks(
        area, own, "score", [""] * len(own), name=index_label, marker=marker, colour=colours.ink
    )
    return [
        {**bars, "opacity": 0.55, "showlegend": False},
        {**dots, "hoverinfo": "skip", "hovertemplate": None},
    ]


def _values(area: canvas.Canvas, rows: list[Row], scale: Scale) -> list[canvas.Spec]:
    """The index and its range right of the bar, left of it where the axis ends."""
    said = [_words(row, scale) for row in rows]
    pixels = _pixels(area, ["".join(parts) for parts in said])
    notes = []
    for row, (number, span) in zip(rows, said, strict=True):
        low, high = row["score_lower"], row["score_upper"]
        words = f"<b>{number}</b>{span}"
        ends = [value for value in (row["score"], low, high) if not math.isnan(value)]
        late = max(ends) > scale.minimum + (1 - REACH) * (scale.maximum - scale.minimum)
        place = {"xanchor": "right" if late else "left", "xshift": area.pitch * (-0.26 if late else 0.26)}
        at = min(ends) if late else max(ends)
        notes.append(canvas.text_note(words, at, row["row"], pixels, area.colours.ink, **place))
    return notes


def _words(row: Row, scale: Scale) -> tuple[str, str]:
    low, high = row["score_lower"], row["score_upper"]
    span = "" if math.isnan(low) else f" ({fmt.format_range(low, high, scale.decimals)})"
    return fmt.format_number(row["score"], scale.decimals), span


def _pixels(area: canvas.Canvas, said: list[str]) -> int:
    """As large as values are projected, as long as the words fit beside a bar; never under small print."""
    small, most = area.size.small, area.size.value if area.size.height else area.size.small
    room = REACH * area.inner
    longest = max(said, key=len, default="")
    fitting = (size for size in range(most, small, -1) if text.text_width(longest, size, True) < room)
    return min(next(fitting, small), int(area.pitch * 0.5))


def _alt(frame: pd.DataFrame, index_label: str, scale: Scale) -> str:
    if len(frame) > 8:
        return (
            f"{index_label} dan rentangnya untuk {fmt.format_count(len(frame))} daerah; angkanya pada tabel."
        )
    rows = [
        f"{row['label']} {fmt.format_number(row['score'], scale.decimals)} "
        f"({fmt.format_range(row['score_lower'], row['score_upper'], scale.decimals)})"
        for row in row_records(frame)
    ]
    return f"{index_label} dan rentang 90%. " + "; ".join(rows) + "."


def _table(frame: pd.DataFrame, index_label: str) -> pd.DataFrame:
    headings = {
        "unit": "Kode",
        "label": "Daerah",
        "score": index_label,
        "score_lower": "Batas bawah 90%",
        "score_upper": "Batas atas 90%",
    }
    return frame[list(headings)].rename(columns=headings).reset_index(drop=True)

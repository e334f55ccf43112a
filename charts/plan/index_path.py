"""The index of each year if all programmes deliver as planned, against the path of targets."""

import math
from itertools import pairwise

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_with_numbers
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Lingkaran adalah indeks pada akhir tiap tahun bila seluruh program yang dijadwalkan selesai sesuai "
    "rencana dan indikatornya mencapai tingkat yang dijanjikan; ini hitungan ulang indeks, bukan ramalan. "
    "Belah ketupat adalah target. Tahun tanpa program yang selesai tidak mengubah indeks."
)
STEPS = 8  # rows of the sheet, whatever the scale


def draw_index_path(frame: pd.DataFrame, scale: Scale, look: Look, *, start: float) -> Chart:
    """One row per year: `year`, `index`, `target` on the scale (NaN = unknown, none), `done` (programmes).

    `start`: the index today.
    """
    area = _sheet(look)
    rows = [{**row, "x": place} for place, row in enumerate(row_records(frame))]
    title = titles.index_path_title(frame, scale.decimals)
    subtitle = look.placed("Indeks bila seluruh program berjalan sesuai rencana, bukan ramalan")
    first, last = rows[0]["x"], rows[-1]["x"]
    drawing = canvas.compose_figure(
        area,
        [*_paths(area, rows, scale)],
        x={"range": [first - 0.6, last + 0.6], "visible": False},
        shapes=_grid(area, scale, start),
        notes=[*_levels(area, scale), *_years(area, rows), *_values(area, rows, scale)],
        title=title,
        subtitle=subtitle,
        legend=True,
        legend_below=round(area.size.label * 1.6),
    )
    alt = _alt(rows, scale.decimals)
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, _table(frame))


def _sheet(look: Look) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, STEPS, left=360, right=62, header=60, footer=140)
    return canvas.make_canvas(look, STEPS, left=150, right=14, header=40, footer=84, pitch=0.9)


def _y(scale: Scale, score: float) -> float:
    """A score as a row of the sheet, upwards."""
    return (STEPS - 0.5) - STEPS * (score - scale.minimum) / (scale.maximum - scale.minimum)


def _paths(area: canvas.Canvas, rows: list[Row], scale: Scale) -> list[canvas.Spec]:
    return [
        _path(
            area,
            rows,
            "target",
            scale,
            ("Target", area.colours.target, "diamond-open", "dash"),
        ),
        _path(
            area,
            rows,
            "index",
            scale,
            ("Indeks bila berjalan", area.colours.primary, "circle", "solid"),
        ),
    ]


def _path(
    area: canvas.Canvas, rows: list[Row], value: str, scale: Scale, drawn: tuple[str, str, str, str]
) -> canvas.Spec:
    """A line through the known values; `drawn`: its name, colour, symbol and dash."""
    name, colour, symbol, dash = drawn
    there = rows_with_numbers(rows, value)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [row["x"] for row in there],
        "y": [_y(scale, row[value]) for row in there],
        "line": {"color": colour, "width": area.size.stroke / 2.4, "dash": dash},
        "marker": {"symbol": symbol, "size": round(area.size.marker * 0.8), "color": colour, "opacity": 1},
        "hoverinfo": "skip",
        "showlegend": bool(there),
        "cliponaxis": False,
    }


def _grid(area: canvas.Canvas, scale: Scale, start: float) -> list[canvas.Spec]:
    """A line for every level, and a dotted one where the index is today."""
    line = {"color": area.colours.grid, "width": 2 if area.size.height else 1}
    whole: canvas.Spec = {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1}
    levels = range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1)
    lines = [{**whole, "y0": _y(scale, level), "y1": _y(scale, level), "line": line} for level in levels]
    if not math.isnan(start):
        today = {"color": area.colours.faint, "width": 3 if area.size.height else 1.5, "dash": "dot"}
        lines.append({**whole, "y0": _y(scale, start), "y1": _y(scale, start), "line": today})
    return lines


def _levels(area: canvas.Canvas, scale: Scale) -> list[canvas.Spec]:
    levels = list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))
    names = list(scale.levels) if len(scale.levels) == len(levels) else [""] * len(levels)
    room = area.left - 24 - (canvas.EDGE if area.size.height else 4)
    notes = []
    for level, name in zip(levels, names, strict=True):
        words = f"{level} {name}".strip()
        pixels = area.size.small
        lines, pixels = text.fit_text(words, room, pixels * 1.3, pixels, min(area.size.smallest, pixels))
        notes.append(
            canvas.text_note(
                text.join_markup_lines(lines),
                0,
                _y(scale, level),
                pixels,
                area.colours.muted,
                xref="paper",
                xanchor="right",
                xshift=-14,
            )
        )
    return notes


def _years(area: canvas.Canvas, rows: list[Row]) -> list[canvas.Spec]:
    shift = -round(area.size.small * 0.6)
    room = area.inner / (len(rows) + 0.2)
    pixels = min(area.size.label, int(room / 2.6))
    return [
        canvas.text_note(
            f"{row['year']}", row["x"], STEPS - 0.5, pixels, area.colours.ink, yanchor="top", yshift=shift
        )
        for row in rows
    ]


def _values(area: canvas.Canvas, rows: list[Row], scale: Scale) -> list[canvas.Spec]:
    """Index and target of every year, on the two sides of the pair, and off the line between two targets."""
    pixels = min(area.size.value, int(area.inner / (len(rows) + 0.2) / 2.8))
    away = round(area.size.marker * 0.7)
    aimed = rows_with_numbers(rows, "target")
    notes = []
    for row in rows:
        pair = [(row["index"], area.colours.ink, 700), (row["target"], area.colours.target, 400)]
        there = sorted((each for each in pair if not math.isnan(each[0])), key=lambda each: each[0])
        for place, (value, ink, weight) in enumerate(there):
            over = place == len(there) - 1 and not (len(there) == 1 and value < _between(aimed, row["x"]))
            side: canvas.Spec = {"yanchor": "bottom" if over else "top", "yshift": away if over else -away}
            side["bgcolor"] = area.colours.page
            words = fmt.format_number(value, scale.decimals)
            notes.append(
                canvas.text_note(words, row["x"], _y(scale, value), pixels, ink, weight=weight, **side)
            )
    return notes


def _between(aimed: list[Row], x: float) -> float:
    """Where the line between the targets passes at `x`; NaN before the first and after the last."""
    for left, right in pairwise(aimed):
        if left["x"] <= x <= right["x"]:
            share = (x - left["x"]) / (right["x"] - left["x"])
            return float(left["target"] + share * (right["target"] - left["target"]))
    return math.nan


def _alt(rows: list[Row], decimals: int) -> str:
    said = [
        f"{row['year']}: {fmt.format_number(row['index'], decimals)}"
        + ("" if math.isnan(row["target"]) else f", target {fmt.format_number(row['target'], decimals)}")
        for row in rows
    ]
    return "Indeks tiap tahun bila seluruh program berjalan sesuai rencana. " + "; ".join(said) + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {
        "year": "Tahun",
        "index": "Indeks bila berjalan",
        "target": "Target",
        "done": "Program selesai",
    }
    return frame[list(headings)].rename(columns=headings).assign(Tahun=frame["year"].astype(str))

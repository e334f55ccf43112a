"""Bump chart: how the order of regions changes from the official result to a scenario."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Angka di lingkaran adalah peringkat: 1 berarti indeks tertinggi, dan daerah yang indeksnya sama "
    "memakai angka yang sama. Garis naik berarti peringkat membaik pada skenario, garis turun berarti "
    "menurun; besarnya tertulis di kanan. Ini skenario, bukan ramalan, dan urutan yang berdekatan sering "
    "tidak pasti: lihat Kepastian peringkat sebelum menyimpulkan."
)


def draw_rank_change(
    frame: pd.DataFrame, steps: tuple[str, ...], look: Look, *, selected: str | None = None
) -> Chart:
    """Regions by their rank in the last step.

    `frame`: one row per region with `unit`, `label` and a column of ranks (1 = best, ties share the least)
    per entry of `steps`, of which there are at least two, the official one first. On a page the places show
    the order among its own regions; the numbers are the ranks among all.
    """
    first, last = steps[0], steps[-1]
    ordered = frame.sort_values([last, first, "label"], ignore_index=True)
    shown, pages = rows_of_page(ordered, look.page, theme.SIZES[look.size].rows)
    rows = _placed(shown, steps)
    title = titles.rank_change_title(ordered, steps, selected)
    subtitle = f"Peringkat dari {first} ke {last} · skenario, bukan ramalan"
    area = _sheet(look, len(rows))
    by_weight = sorted(rows, key=lambda row: row["unit"] == selected)
    drawing = canvas.compose_figure(
        area,
        [_line(area, row, steps, row["unit"] == selected) for row in by_weight],
        x={"range": [-0.12, len(steps) - 0.88], "visible": False},
        shapes=[],
        notes=[
            *(note for row in rows for note in _names(area, row, steps, row["unit"] == selected)),
            *_heads(area, steps),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt = _alt(ordered, first, last)
    return Chart(
        drawing, title, subtitle, alt, HOW_TO_READ, look.source, _table(ordered, steps), look.page, pages
    )


def _placed(shown: pd.DataFrame, steps: tuple[str, ...]) -> list[Row]:
    """The rows with `places`: where each stands in every step, 0 on top; ties as they stand at the end."""
    places = {step: shown[step].reset_index(drop=True).rank(method="first").astype(int) - 1 for step in steps}
    moved = shown[steps[0]] - shown[steps[-1]]
    return [
        {**row, "places": [int(places[step][at]) for step in steps], "moved": int(moved.iloc[at])}
        for at, row in enumerate(row_records(shown))
    ]


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=520, right=640, header=70, footer=16)
    return canvas.make_canvas(look, rows, left=230, right=290, header=40, footer=6, pitch=0.86)


def _line(area: canvas.Canvas, row: Row, steps: tuple[str, ...], chosen: bool) -> canvas.Spec:
    colour = _colour(area, row, chosen)
    across = range(len(steps))
    diameter = min(area.size.marker * 1.5, area.pitch * 0.72)
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": list(across),
        "y": row["places"],
        "line": {"width": area.size.stroke if chosen else max(2, area.size.stroke / 3), "color": colour},
        "marker": {"size": diameter, "color": colour, "opacity": 1, "line": {"width": 0}},
        "text": [fmt.format_count(row[step]) for step in steps],
        "textposition": "middle center",
        "textfont": {
            "size": int(diameter * (0.5 if max(row[step] for step in steps) < 100 else 0.38)),
            "color": theme.ink_on(colour),
            "weight": 700,
        },
        "cliponaxis": False,
        "showlegend": False,
        "customdata": [
            text.escape_text(f"{row['label']}: {step} {fmt.format_count(row[step])}") for step in steps
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _colour(area: canvas.Canvas, row: Row, chosen: bool) -> str:
    if chosen:
        return area.colours.primary
    if row["moved"]:
        return area.colours.surplus if row["moved"] > 0 else area.colours.gap
    return area.colours.faint


def _names(area: canvas.Canvas, row: Row, steps: tuple[str, ...], chosen: bool) -> list[canvas.Spec]:
    """The region on both sides; on the right with how far it moved, as a sign and a number."""
    weight, look = 700 if chosen else 400, area.size
    gap = min(look.marker * 1.5, area.pitch * 0.72) / 2 + 10
    moved = row["moved"]
    sign = f"▲ {moved}" if moved > 0 else f"▼ {-moved}" if moved < 0 else "tetap"
    notes = []
    for words, step, anchor, margin, shift in (
        (row["label"], 0, "right", area.left, -gap),
        (f"{row['label']} {sign}", len(steps) - 1, "left", area.right, gap),
    ):
        inside = 0.12 * area.inner / (len(steps) - 0.76)
        room = margin + inside - gap - (canvas.EDGE if look.height else 4)
        lines, pixels = text.fit_text(words, room, area.pitch, look.label, look.smallest, chosen)
        place = {"xanchor": anchor, "align": anchor, "xshift": shift}
        y = row["places"][step]
        notes.append(
            canvas.text_note(
                text.join_markup_lines(lines), step, y, pixels, area.colours.ink, weight=weight, **place
            )
        )
    return notes


def _heads(area: canvas.Canvas, steps: tuple[str, ...]) -> list[canvas.Spec]:
    room = area.inner / (len(steps) - 0.76) * 0.94 + (area.left if len(steps) == 2 else 0) * 0.6
    notes = []
    for at, step in enumerate(steps):
        lines, pixels = text.fit_text(step, room, area.size.small * 1.4, area.size.small, 11, bold=True)
        place = {"yanchor": "bottom", "yshift": 8, "weight": 700}
        notes.append(
            canvas.text_note(text.join_markup_lines(lines), at, -0.5, pixels, area.colours.muted, **place)
        )
    return notes


def _alt(frame: pd.DataFrame, first: str, last: str) -> str:
    rows = [
        f"{row['label']} {fmt.format_count(row[first])} menjadi {fmt.format_count(row[last])}"
        for row in row_records(frame.head(10))
    ]
    rest = f"; dan {fmt.format_count(len(frame) - 10)} daerah lainnya" if len(frame) > 10 else ""
    return f"Diagram peringkat dari {first} ke {last}. " + "; ".join(rows) + rest + "."


def _table(frame: pd.DataFrame, steps: tuple[str, ...]) -> pd.DataFrame:
    headings = {"unit": "Kode", "label": "Daerah"} | {step: f"Peringkat: {step}" for step in steps}
    return frame[["unit", "label", *steps]].rename(columns=headings)

"""Completeness without names: how many OPD have answered all, most, little or nothing."""

import pandas as pd

from charts import titles
from charts.drawing import canvas, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from charts.results.completeness import PARTIAL

HOW_TO_READ = (
    "Tiap batang menghitung OPD menurut bagian pertanyaannya yang sudah terjawab. Nama OPD tidak disebut; "
    "yang belum lengkap ada pada halaman Kelengkapan OPD."
)
ALL, MOST, FEW, NONE = (
    "Semua terjawab",
    "Lebih dari separuh",
    "Separuh atau kurang",
    "Belum ada jawaban",
)
HALF = 0.5


def draw_completeness_counts(frame: pd.DataFrame, look: Look, noun: str = titles.LEADS) -> Chart:
    """How many of the OPD asked stand where, from complete to silent; `noun` says which OPD are asked.

    `frame` as `draw_completeness` takes it: one row per OPD and dimension with `opd`, `asked` and `answered`.
    """
    sums = frame.groupby("opd", as_index=False)[["asked", "answered"]].sum().query("asked > 0")
    counts = _count_by_state(sums)
    title = titles.completeness_title(sums, noun)
    subtitle = f"Banyaknya {noun} menurut bagian pertanyaannya yang terjawab"
    area = _sheet(look)
    drawing = canvas.compose_figure(
        area,
        [_bars(area, counts)],
        x={"range": [0, max(*counts.values(), 1) * 1.15], "visible": False},
        notes=[
            *canvas.row_labels(area, list(counts), shift=18 if theme.is_projected(look.size) else 8),
            *(_value(area, place, count) for place, count in enumerate(counts.values())),
        ],
        title=title,
        subtitle=subtitle,
    )
    told = "; ".join(f"{state.lower()} {fmt.format_count(count)}" for state, count in counts.items())
    table = pd.DataFrame({"Keadaan": list(counts), "OPD": list(counts.values())})
    alt = f"Diagram batang. Dari {fmt.format_count(len(sums))} {noun}: {told}."
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, table)


def _count_by_state(sums: pd.DataFrame) -> dict[str, int]:
    share = sums["answered"] / sums["asked"]
    return {
        ALL: int((share >= 1).sum()),
        MOST: int(((share > HALF) & (share < 1)).sum()),
        FEW: int(((share > 0) & (share <= HALF)).sum()),
        NONE: int((share <= 0).sum()),
    }


def _sheet(look: Look) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, 4, left=560, right=200, header=40, footer=30)
    return canvas.make_canvas(look, 4, left=190, right=70, header=10, footer=6, pitch=0.9)


def _bars(area: canvas.Canvas, counts: dict[str, int]) -> canvas.Spec:
    colours = area.colours
    fills = {ALL: colours.ok, NONE: colours.grid}
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(counts.values()),
        "y": list(range(len(counts))),
        "width": 0.62,
        "marker": {
            "color": [fills.get(state, PARTIAL) for state in counts],
            "line": {"width": 1, "color": colours.faint},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _value(area: canvas.Canvas, place: int, count: int) -> canvas.Spec:
    pixels = min(area.size.value, round(area.pitch * 0.5))
    return canvas.text_note(
        fmt.format_count(count), count, place, pixels, area.colours.ink, weight=700, xanchor="left", xshift=8
    )

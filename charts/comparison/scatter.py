"""Scatter of a score against a fact of the region: the selected and its peers stand out."""

import math
from collections.abc import Collection

import pandas as pd

from charts import titles
from charts.drawing import canvas, label_placement, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.look import Look
from planning.comparison.peers import RegionFact
from planning.comparison.region_factors import FactorRelation
from scoring import Scale

HOW_TO_READ = (
    "Setiap titik adalah satu daerah: makin ke kanan makin besar faktornya, makin ke atas makin tinggi "
    "skornya. Daerah yang disorot bernama, daerah serupa bertanda belah ketupat. Garis kecenderungan hanya "
    "digambar mulai 15 daerah dan bila hubungannya nyata. Hubungan bukan sebab-akibat: "
    "faktor lain dapat bergerak bersama keduanya."
)
ROWS = 10
NAMED = 12  # regions that are all named; more would be a thicket
# Steps within a decade by how many decades the axis spans: two to eight ticks.
TICKS = ((0.8, (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)), (1.7, (1, 2, 5)), (math.inf, (1,)))


def draw_scatter(
    frame: pd.DataFrame,
    variable: RegionFact,
    relation: FactorRelation,
    scale: Scale,
    look: Look,
    *,
    what: str,
    selected: str | None = None,
    peers: Collection[str] = (),
) -> Chart:
    """`frame`: a row per region: `unit`, `label`, `fact`, `score` (on the instrument's scale), both known.

    `relation` is that of the frame; `what` names the score.
    """
    area = _sheet(look)
    rows = [{**row, "x": _x(row["fact"], variable)} for row in row_records(frame)]
    title = titles.factor_relation_title(relation, variable.name, what)
    unit = f" ({variable.unit})" if variable.unit else ""
    axis = ", skala logaritma" if variable.log else ""
    subtitle = f"{what} terhadap {variable.name}{unit}, {fmt.format_count(len(rows))} daerah{axis}"
    low, high = _reach([row["x"] for row in rows])
    drawing = canvas.compose_figure(
        area,
        [*_clouds(area, rows, selected, peers), *_trend(area, relation, low, high)],
        x=_x_axis(area, variable, low, high),
        y=_y_axis(area, scale),
        notes=_names(area, rows, selected, scale, (low, high)),
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    drawing.layout.hovermode = "closest"
    rho = "" if math.isnan(relation.rho) else f" Korelasi peringkat {fmt.format_number(relation.rho)}."
    alt = f"Diagram pencar {what} terhadap {variable.name}, {fmt.format_count(len(rows))} daerah.{rho}"
    behind = frame[["unit", "label", "fact", "score"]].set_axis(
        ["Kode", "Daerah", variable.name + unit, what], axis=1
    )
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, behind.reset_index(drop=True))


def _sheet(look: Look) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, ROWS, left=330, right=90, header=10, footer=110, pitch=2)
    return canvas.make_canvas(look, ROWS, left=130, right=30, header=8, footer=76, pitch=0.85)


def _x(fact: float, variable: RegionFact) -> float:
    return math.log10(fact) if variable.log else fact


def _reach(values: list[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    pad = 0.06 * (high - low) or 0.5
    return low - pad, high + pad


def _x_axis(area: canvas.Canvas, variable: RegionFact, low: float, high: float) -> canvas.Spec:
    look = {
        "range": [low, high],
        "showgrid": True,
        "gridcolor": area.colours.grid,
        "tickfont": {"size": area.size.small, "color": area.colours.muted},
        "tickangle": 0,
    }
    if not variable.log:
        return look | {"nticks": 6}
    decades = range(math.floor(low), math.ceil(high) + 1)
    steps = next(steps for reach, steps in TICKS if high - low < reach)
    values = [step * 10.0**decade for decade in decades for step in steps]
    shown = [value for value in values if low <= math.log10(value) <= high]
    return look | {
        "tickvals": [math.log10(value) for value in shown],
        "ticktext": [fmt.format_number(value, 0 if value >= 10 else 1) for value in shown],
    }


def _y_axis(area: canvas.Canvas, scale: Scale) -> canvas.Spec:
    ticks = list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))
    names = scale.levels if len(scale.levels) == len(ticks) else [""] * len(ticks)
    return {
        "range": list(_y_range(scale)),
        "visible": True,
        "showgrid": True,
        "gridcolor": area.colours.grid,
        "tickvals": ticks,
        "ticktext": [
            f"<b>{tick}</b> {text.escape_text(name)}" for tick, name in zip(ticks, names, strict=True)
        ],
        "tickfont": {"size": area.size.small, "color": area.colours.muted},
    }


def _y_range(scale: Scale) -> tuple[float, float]:
    pad = 0.06 * (scale.maximum - scale.minimum)
    return scale.minimum - pad, scale.maximum + pad


def _clouds(
    area: canvas.Canvas, rows: list[Row], selected: str | None, peers: Collection[str]
) -> list[canvas.Spec]:
    colours, marker = area.colours, area.size.marker
    groups = (
        (
            "Daerah lain",
            "circle",
            colours.faint,
            0.5,
            [r for r in rows if r["unit"] not in {*peers, selected}],
        ),
        ("Daerah serupa", "diamond", colours.primary, 0.8, [r for r in rows if r["unit"] in peers]),
        ("Disorot", "circle", colours.gap, 1.0, [r for r in rows if r["unit"] == selected]),
    )
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": name,
            "x": [row["x"] for row in group],
            "y": [row["score"] for row in group],
            "marker": {
                "symbol": symbol,
                "color": colour,
                "size": marker * share,
                "opacity": max(share, 0.55),
            },
            "customdata": [
                text.escape_text(f"{row['label']}: {fmt.format_number(row['score'])}") for row in group
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "showlegend": bool(group),
            "cliponaxis": False,
        }
        for name, symbol, colour, share, group in groups
    ]


def _trend(area: canvas.Canvas, relation: FactorRelation, low: float, high: float) -> list[canvas.Spec]:
    if not relation.told:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Kecenderungan",
            "x": [low, high],
            "y": [relation.intercept + relation.slope * x for x in (low, high)],
            "line": {"color": area.colours.ink, "width": area.size.stroke / 3, "dash": "dash"},
            "hoverinfo": "skip",
        }
    ]


def _names(
    area: canvas.Canvas, rows: list[Row], selected: str | None, scale: Scale, reach: tuple[float, float]
) -> list[canvas.Spec]:
    """The region pointed out by name and score; where there are few, the others by name if it finds room."""
    low, high = reach
    own = [row for row in rows if row["unit"] == selected]
    others = [row for row in rows if row["unit"] != selected] if len(rows) <= NAMED else []
    bottom, top = _y_range(scale)
    room = (area.inner, area.pitch * area.rows)

    def spot(row: Row) -> tuple[float, float]:
        across, down = (row["x"] - low) / (high - low), (top - row["score"]) / (top - bottom)
        return across * room[0], down * room[1]

    named = [*own, *others]
    plain = [
        f"{row['label']} {fmt.format_number(row['score'], scale.decimals)}" if row in own else row["label"]
        for row in named
    ]
    height = area.size.small * text.LINE_HEIGHT
    sizes = [(text.text_width(words, area.size.small, True), height) for words in plain]
    gap = area.size.marker * 0.6
    spots, marks = [spot(row) for row in named], [spot(row) for row in rows]
    sides = label_placement.choose_label_anchors(spots, sizes, gap, room, marks, sure=len(own))
    return [
        _name(area, row, words.removeprefix(row["label"]), side, strong=row in own)
        for row, words, side in zip(named, plain, sides, strict=True)
        if side
    ]


def _name(area: canvas.Canvas, row: Row, behind: str, side: str, *, strong: bool) -> canvas.Spec:
    label, away = text.escape_text(row["label"]), area.size.marker * 0.8
    place: canvas.Spec = {
        "left": {"xanchor": "left", "xshift": away},
        "right": {"xanchor": "right", "xshift": -away},
        "bottom": {"yanchor": "bottom", "yshift": away / 2},
        "top": {"yanchor": "top", "yshift": -away / 2},
    }[side]
    words = f"<b>{label}</b>{behind}" if strong else label
    ink = area.colours.ink if strong else area.colours.muted
    return canvas.text_note(words, row["x"], row["score"], area.size.small, ink, **place)

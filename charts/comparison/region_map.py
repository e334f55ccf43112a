"""Map of regions: each a cell or a tile in the colour of its score, the unknown dotted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from charts import titles
from charts.comparison.cell_fit import Box, centre_of, holds_box, meets_box, ring_of
from charts.comparison.region_shapes import RegionShapes, Ring, rings_as_line
from charts.drawing import axis, canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Row, row_records
from charts.drawing.look import Look
from scoring import Scale

HOW_TO_READ = (
    "Setiap bidang adalah satu kabupaten atau kota. Makin gelap warnanya, makin tinggi skornya; angkanya "
    "tampil saat bidang ditunjuk, dan klik menyorot daerah itu. Garis titik-titik berarti data kurang, garis "
    "tipis tanpa isi berarti belum ada data di sini; keduanya bukan nol. {sketch}: letak dan luasnya "
    "didekati, bentuknya tidak. Skor dipakai untuk perencanaan, bukan perlombaan antardaerah."
)
# A trace for each shade: 40 tell 2,00 from 2,10, while a trace for each of 514 cells is slow to draw.
SHADES = 40
LABELLED = 60  # no province has more regions, and a map of all has no room for names
ROWS = 10
USUAL_WIDTH, LOWEST, HIGHEST = 1050, 360, 540


@dataclass(frozen=True)
class CellLabel:
    """Words in a cell: where, how large, in which ink."""

    ink: str
    x: float
    y: float
    size: int
    words: str


def draw_region_map(
    frame: pd.DataFrame,
    outlines: RegionShapes,
    scale: Scale,
    look: Look,
    *,
    what: str,
    selected: str | None = None,
) -> Chart:
    """The regions of `outlines`, coloured by score.

    `frame`: one row per region with data: `unit`, `label`, `score` on the instrument's scale (NaN = data
    kurang). Regions without a row are outlined only. `what` names the score, `place` the area shown. The last
    trace holds the points to click, with the code as `customdata`.
    """
    inside = frame[frame["unit"].isin(list(outlines.rings))]
    area = _sheet(look, outlines)
    rows = row_records(inside)
    known = [row for row in rows if not math.isnan(row["score"])]
    x, y, pixels = _axes(area, outlines)
    labels = _labels(area, outlines, rows, scale, pixels) if len(outlines.rings) <= LABELLED else []
    title = titles.region_map_title(inside, look.place, what, scale.decimals)
    subtitle = f"{what}, skala {fmt.format_span(scale.minimum, scale.maximum)} · {outlines.sketch}"
    drawing = canvas.compose_figure(
        area,
        [
            _empty(area, outlines, {row["unit"] for row in rows}),
            *_filled(area, outlines, known, scale, above=False),
            *_filled(area, outlines, known, scale, above=True),
            _dotted(area, outlines, [row["unit"] for row in rows if math.isnan(row["score"])]),
            *_outlined(area, outlines, selected),
            *_names(labels),
            _points(area, outlines, rows, scale),
        ],
        x=x,
        y=y,
        notes=_called(area, outlines, rows, selected, scale),
        title=title,
        subtitle=subtitle,
        legend=True,
    )
    drawing.layout.update(
        clickmode="event+select", hovermode="closest", hoverdistance=30, legend={"y": 1, "yanchor": "bottom"}
    )
    how = HOW_TO_READ.format(sketch=outlines.sketch)
    return Chart(
        drawing,
        title,
        subtitle,
        _alt(inside, outlines, what, look.place, scale),
        how,
        look.source,
        _table(inside, what),
    )


def _sheet(look: Look, outlines: RegionShapes) -> canvas.Canvas:
    """As high as the area needs on a page of usual width; a projected one fills its height."""
    if theme.is_projected(look.size):
        return canvas.make_canvas(
            look, ROWS, left=canvas.EDGE, right=canvas.EDGE, header=44, footer=64, pitch=2
        )
    west, east, south, north = outlines.extent
    wanted = USUAL_WIDTH * (north - south) / (east - west)
    pitch = min(max(wanted, LOWEST), HIGHEST) / ROWS / theme.OFFICE.row
    return canvas.make_canvas(look, ROWS, left=28, right=28, header=24, footer=64, pitch=pitch)


def _axes(area: canvas.Canvas, outlines: RegionShapes) -> tuple[canvas.Spec, canvas.Spec, float]:
    """Both axes on one scale, and how many pixels a unit has at the least width."""
    west, east, south, north = outlines.extent
    pixels = min(area.inner / (east - west), ROWS * area.pitch / (north - south))
    pad = 4 / pixels
    x = {"range": [west - pad, east + pad], "visible": False, "constrain": "domain"}
    y = {"range": [south - pad, north + pad], "scaleanchor": "x", "constrain": "domain"}
    return x, y, pixels


def _filled(
    area: canvas.Canvas, outlines: RegionShapes, known: list[Row], scale: Scale, *, above: bool
) -> list[canvas.Spec]:
    """The cells by shade, the palest first; those above their neighbours have a dark edge."""
    shades: dict[int, list[Ring]] = {}
    for row in known:
        if (row["unit"] in outlines.above) == above:
            shades.setdefault(_shade(row["score"], scale), []).append(outlines.rings[row["unit"]])
    edge = area.colours.ink if above else area.colours.page
    step = (scale.maximum - scale.minimum) / SHADES
    return [
        _trace(rings, fill=theme.maturity_colour(scale.minimum + shade * step, scale.minimum, scale.maximum),
               line={"color": edge, "width": 1})
        for shade, rings in sorted(shades.items())
    ]  # fmt: skip


def _shade(score: float, scale: Scale) -> int:
    share = (score - scale.minimum) / (scale.maximum - scale.minimum)
    return round(SHADES * min(max(share, 0.0), 1.0))


def _trace(rings: Sequence[Ring], *, line: canvas.Spec, fill: str = "") -> canvas.Spec:
    x, y = rings_as_line(rings)
    filled = {"fill": "toself", "fillcolor": fill} if fill else {}
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip",
        "showlegend": False, **filled,
    }  # fmt: skip


def _empty(area: canvas.Canvas, outlines: RegionShapes, given: set[str]) -> canvas.Spec:
    rings = [ring for code, ring in outlines.rings.items() if code not in given]
    line = {"color": theme.CELL_BORDER, "width": 1}
    return _trace(rings, line=line) | {"name": "Belum ada data di sini", "showlegend": bool(rings)}


def _dotted(area: canvas.Canvas, outlines: RegionShapes, codes: list[str]) -> canvas.Spec:
    line = {"color": area.colours.muted, "width": 3 if area.size.width else 1.5, "dash": "dot"}
    trace = _trace([outlines.rings[code] for code in codes], line=line)
    return trace | {"name": fmt.MISSING, "showlegend": bool(codes)}


def _outlined(area: canvas.Canvas, outlines: RegionShapes, selected: str | None) -> list[canvas.Spec]:
    if selected is None or selected not in outlines.rings:
        return []
    width = 6 if area.size.width else 3
    return [_trace([outlines.rings[selected]], line={"color": area.colours.gap, "width": width})]


def _points(area: canvas.Canvas, outlines: RegionShapes, rows: list[Row], scale: Scale) -> canvas.Spec:
    """Where a pointer finds a region, and the key of the colours."""
    centres = [outlines.centres[row["unit"]] for row in rows]
    scores = [row["score"] for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in centres],
        "y": [y for _, y in centres],
        "customdata": [[row["unit"]] for row in rows],
        "text": [
            f"{text.escape_text(row['label'])}: {fmt.format_number(score, scale.decimals)}"
            for row, score in zip(rows, scores, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": 14,
            "opacity": 0,
            "color": [scale.minimum if math.isnan(score) else score for score in scores],
            "cmin": scale.minimum,
            "cmax": scale.maximum,
            "colorscale": theme.maturity_colorscale(),
            "showscale": True,
            "colorbar": axis.score_colourbar(area, scale, middle=0.5, length=0.8),
        },
        "showlegend": False,
    }


def _labels(
    area: canvas.Canvas, outlines: RegionShapes, rows: list[Row], scale: Scale, pixels: float
) -> list[CellLabel]:
    """Name and score inside each cell that has room for them beside the towns drawn on it."""
    taken: list[Ring] = [outlines.rings[code] for code in outlines.above]
    found = []
    for row in rows:
        score, printed = row["score"], fmt.format_number(row["score"], scale.decimals)
        cell = outlines.rings[row["unit"]]
        fit = _fitting(area, cell, (row["label"].removeprefix("Kab. "), printed), taken, pixels)
        if fit is None:
            continue
        lines, size, box = fit
        colour = theme.maturity_colour(score, scale.minimum, scale.maximum) if score == score else ""
        words = f"{text.join_markup_lines(lines[:-1])}<br><b>{lines[-1]}</b>"
        ink = theme.ink_on(colour) if colour else area.colours.muted
        left, low, right, high = box
        found.append(CellLabel(ink, (left + right) / 2, (low + high) / 2, size, words))
        taken.append(ring_of(box))
    return found


def _fitting(
    area: canvas.Canvas, cell: Ring, words: tuple[str, str], taken: Sequence[Ring], pixels: float
) -> tuple[list[str], int, Box] | None:
    """Lines, largest size and box of a label (name, number) in a cell; None where it has no room."""
    name, printed = words
    left, low, right, high = min(cell[0]), min(cell[1]), max(cell[0]), max(cell[1])
    big, least = (30, 18) if area.size.width else (14, 10)
    for size in range(big, least - 1, -2):
        lines = [*text.wrap_text(name, 0.9 * (right - left) * pixels, size), printed]
        half = max(text.text_width(line, size) for line in lines) * 0.46 / pixels
        rise = len(lines) * size * 0.55 / pixels
        for x in (centre_of(cell)[0], (left + right) / 2):
            for share in (0.5, 0.35, 0.65, 0.25, 0.75):
                y = low + share * (high - low)
                box = (x - half, y - rise, x + half, y + rise)
                if holds_box(cell, box) and not any(meets_box(other, box) for other in taken):
                    return lines, size, box
    return None


def _names(labels: list[CellLabel]) -> list[canvas.Spec]:
    alike: dict[tuple[str, int], list[CellLabel]] = {}
    for label in labels:
        alike.setdefault((label.ink, label.size), []).append(label)
    return [
        {
            "type": "scatter", "mode": "text", "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
            "x": [label.x for label in group], "y": [label.y for label in group],
            "text": [label.words for label in group], "textfont": {"size": size, "color": ink},
        }
        for (ink, size), group in alike.items()
    ]  # fmt: skip


def _called(
    area: canvas.Canvas, outlines: RegionShapes, rows: list[Row], selected: str | None, scale: Scale
) -> list[canvas.Spec]:
    """The selected region's name and score on a label of its own above it."""
    own = next((row for row in rows if row["unit"] == selected), None)
    if own is None or len(outlines.rings) <= LABELLED:
        return []
    (x, _), (west, east, _, _) = outlines.centres[own["unit"]], outlines.extent
    across = (x - west) / (east - west)
    anchor = "left" if across < 0.15 else "right" if across > 0.85 else "center"
    words = f"<b>{text.escape_text(own['label'])}</b> {fmt.format_number(own['score'], scale.decimals)}"
    look = {
        "bgcolor": area.colours.page,
        "bordercolor": area.colours.gap,
        "borderpad": 4,
        "yanchor": "bottom",
        "xanchor": anchor,
    }
    return [
        canvas.text_note(
            words, x, max(outlines.rings[own["unit"]][1]), area.size.small, area.colours.ink, **look
        )
    ]


def _alt(frame: pd.DataFrame, outlines: RegionShapes, what: str, place: str, scale: Scale) -> str:
    known = frame["score"].dropna()
    drawn = (
        f"{fmt.format_count(len(known))} dari {fmt.format_count(len(outlines.rings))} daerah "
        "berwarna menurut skornya"
    )
    reach = f", {what} {fmt.format_range(known.min(), known.max(), scale.decimals)}" if len(known) else ""
    return f"{outlines.sketch.split(',')[0]} {place}: {drawn}{reach}."


def _table(frame: pd.DataFrame, what: str) -> pd.DataFrame:
    shown = frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)
    return shown[["unit", "label", "score"]].set_axis(["Kode", "Daerah", what], axis=1)

"""The score axis: ticks with level names above, one shaded band per level."""

import itertools
import math

from charts.drawing import canvas, text
from charts.drawing import format as fmt
from scoring import Scale

SMALLEST = 18  # pixels of a level's name on a projected picture, whose number is always read


def score_axis(area: canvas.Canvas, scale: Scale) -> canvas.Spec:
    """The x axis over the instrument's scale, with room left and right for labels at its ends."""
    ticks = list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))
    names = list(scale.levels) if len(scale.levels) == len(ticks) else [""] * len(ticks)
    pad = axis_overhang(scale)
    words, pixels = _projected_words(area, ticks, names) if area.size.width else _words(area, ticks, names)
    return {
        "range": [scale.minimum - pad, scale.maximum + pad],
        "side": "top",
        "tickvals": ticks,
        "ticktext": words,
        "tickangle": 0,
        "tickfont": {"size": pixels, "color": area.colours.muted},
        "showgrid": True,
        "gridcolor": area.colours.grid,
        "gridwidth": 2 if area.size.width else 1,
    }


def axis_overhang(scale: Scale) -> float:
    """How far the axis goes beyond both ends of the scale, in units of the scale."""
    return 0.12 * (scale.maximum - scale.minimum)


def level_bands(area: canvas.Canvas, scale: Scale) -> list[canvas.Spec]:
    """Alternating shades between the levels, below everything else."""
    ends = sorted({scale.minimum, *scale.level_starts, scale.maximum})
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": low,
            "x1": high,
            "y0": -0.5,
            "y1": area.rows - 0.5,
            "fillcolor": (area.colours.band, area.colours.bands)[step % 2],
            "line": {"width": 0},
        }
        for step, (low, high) in enumerate(itertools.pairwise(ends))
    ]


def score_colourbar(area: canvas.Canvas, scale: Scale, *, middle: float, length: float) -> canvas.Spec:
    """The key of the maturity colours under the plot; `middle` and `length` as shares 0..1 of its width."""
    ticks = list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))
    names = scale.levels if len(scale.levels) == len(ticks) else [""] * len(ticks)
    small, wide = area.size.small, bool(area.size.width)
    joint = " " if wide else "<br>"
    return {
        "orientation": "h",
        "x": middle,
        "xanchor": "center",
        "len": length,
        "y": -area.drop(small * 0.5),
        "yanchor": "top",
        "ypad": 0,
        "thickness": small,
        "outlinewidth": 0,
        "tickvals": ticks,
        "ticktext": [
            f"<b>{tick}</b>{joint}{text.escape_text(name)}" for tick, name in zip(ticks, names, strict=True)
        ],
        "tickfont": {"size": 22 if wide else 12, "color": area.colours.muted},
        "tickangle": 0,
    }


def missing_score_boxes(
    area: canvas.Canvas, scale: Scale, rows: list[int]
) -> tuple[list[canvas.Spec], list[canvas.Spec]]:
    """Dotted boxes with "Data kurang" at the low end of the scale: shapes and notes."""
    width = 0.27 * (scale.maximum - scale.minimum)
    middle, look = scale.minimum + width / 2, area.size
    return (
        [canvas.dotted_box(area, scale.minimum, scale.minimum + width, row) for row in rows],
        [
            canvas.text_note(fmt.MISSING, middle, row, look.small, area.colours.muted, weight=700)
            for row in rows
        ],
    )


def _words(area: canvas.Canvas, ticks: list[int], names: list[str]) -> tuple[list[str], int]:
    """Level numbers with their names below, and the size of both."""
    pixels = area.size.small
    room = _room(area, ticks) - pixels
    return [
        f"<b>{tick}</b><br>{text.join_markup_lines(text.wrap_text(name, room, pixels)[:2])}"
        if name
        else f"<b>{tick}</b>"
        for tick, name in zip(ticks, names, strict=True)
    ], pixels


def _projected_words(area: canvas.Canvas, ticks: list[int], names: list[str]) -> tuple[list[str], int]:
    """Numbers and names in two lines at most, the same size for all; larger text must not push them up."""
    room, small = _room(area, ticks) - area.size.small / 2, area.size.small
    said = [f"{tick} {name}".strip() for tick, name in zip(ticks, names, strict=True)]
    pixels = min(
        text.fit_text(words, room, 2 * small * text.LINE_HEIGHT, small, SMALLEST)[1] for words in said
    )
    lines = [text.join_markup_lines(text.wrap_text(words, room, pixels)) for words in said]
    return [
        words.replace(f"{tick}", f"<b>{tick}</b>", 1) for tick, words in zip(ticks, lines, strict=True)
    ], pixels


def _room(area: canvas.Canvas, ticks: list[int]) -> float:
    """Pixels between two ticks."""
    return area.inner / 1.22 / max(1, len(ticks) - 1)

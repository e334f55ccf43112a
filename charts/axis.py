"""The score axis: ticks with level names above, one shaded band per level."""

import math

from charts import canvas, text
from charts import format as fmt
from scoring import Scale


def scored(area: canvas.Sheet, scale: Scale) -> canvas.Spec:
    """The x axis over the instrument's scale, with room left and right for labels at its ends."""
    ticks = list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))
    names = list(scale.levels) if len(scale.levels) == len(ticks) else [""] * len(ticks)
    pad = reach(scale)
    return {
        "range": [scale.minimum - pad, scale.maximum + pad],
        "side": "top",
        "tickvals": ticks,
        "ticktext": _level_words(area, ticks, names),
        "tickangle": 0,
        "tickfont": {"size": area.size.small, "color": area.colours.muted},
        "showgrid": True,
        "gridcolor": area.colours.grid,
        "gridwidth": 2 if area.size.width else 1,
    }


def reach(scale: Scale) -> float:
    """How far the axis goes beyond both ends of the scale, in units of the scale."""
    return 0.12 * (scale.maximum - scale.minimum)


def bands(area: canvas.Sheet, scale: Scale) -> list[canvas.Spec]:
    """Alternating shades between whole levels, below everything else."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": scale.minimum + step,
            "x1": min(scale.minimum + step + 1, scale.maximum),
            "y0": -0.5,
            "y1": area.rows - 0.5,
            "fillcolor": (area.colours.band, area.colours.bands)[step % 2],
            "line": {"width": 0},
        }
        for step in range(math.ceil(scale.maximum - scale.minimum))
    ]


def colourbar(area: canvas.Sheet, scale: Scale, *, middle: float, length: float) -> canvas.Spec:
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
            f"<b>{tick}</b>{joint}{text.safe(name)}" for tick, name in zip(ticks, names, strict=True)
        ],
        "tickfont": {"size": 22 if wide else 12, "color": area.colours.muted},
        "tickangle": 0,
    }


def holes(area: canvas.Sheet, scale: Scale, rows: list[int]) -> tuple[list[canvas.Spec], list[canvas.Spec]]:
    """Dotted boxes with "Data kurang" at the low end of the scale: shapes and notes."""
    width = 0.27 * (scale.maximum - scale.minimum)
    middle, look = scale.minimum + width / 2, area.size
    return (
        [canvas.dotted_box(area, scale.minimum, scale.minimum + width, row) for row in rows],
        [canvas.note(fmt.MISSING, middle, row, look.small, area.colours.muted, weight=700) for row in rows],
    )


def _level_words(area: canvas.Sheet, ticks: list[int], names: list[str]) -> list[str]:
    room = area.inner / 1.22 / max(1, len(ticks) - 1) - area.size.small
    lines = [
        text.wrap(f"{tick} {name}", room, area.size.small) for tick, name in zip(ticks, names, strict=True)
    ]
    one_line = all(len(words) == 1 for words in lines)
    joint = " " if one_line and area.size.width else "<br>"
    return [
        f"<b>{tick}</b>{joint}{text.markup(text.wrap(name, room, area.size.small)[:2])}"
        if name
        else f"<b>{tick}</b>"
        for tick, name in zip(ticks, names, strict=True)
    ]

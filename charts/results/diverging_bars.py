"""Bars of answers that part at the middle of the scale: where each level lies, and the numbers on it."""

import math

from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Row
from scoring import Scale

LEAST_HALF = 0.4  # of the drawn width on each side of the middle, so that the words above it have room


def scale_levels(scale: Scale) -> list[int]:
    """The whole levels of a scale, lowest first."""
    return list(range(math.ceil(scale.minimum), math.floor(scale.maximum) + 1))


def middle_level(scale: Scale) -> int:
    """The level at which the bars part: the middle one of the scale, 3 of 1 to 5."""
    return math.ceil((scale.minimum + scale.maximum) / 2)


def place_diverging_row(row: Row, position: int, scale: Scale) -> Row:
    """The row with its place, and the share 0..1 and the left end of every level's bar."""
    levels = scale_levels(scale)
    answers = sum(row[str(level)] for level in levels)
    shares = {level: row[str(level)] / answers if answers else 0.0 for level in levels}
    below = [level for level in levels if level < middle_level(scale)]
    left, ends = -sum(shares[level] for level in below), {}
    for level in levels:
        ends[level] = left
        left += shares[level]
    under = sum(shares[level] for level in below)
    return {**row, "row": position, "shares": shares, "ends": ends, "below": under, "above": 1 - under}


def diverging_range(area: canvas.Canvas, rows: list[Row]) -> tuple[float, float]:
    """The drawn part of the x axis: the longest bar on either side and room for its percentage."""
    low = max((row["below"] for row in rows), default=0.5)
    high = max((row["above"] for row in rows), default=0.5)
    least = LEAST_HALF * (low + high) / (1 - LEAST_HALF) if min(low, high) < LEAST_HALF * (low + high) else 0
    low, high = (max(low, least), high) if low < high else (low, max(high, least))
    room = text.text_width("100%", _end_pixels(area), bold=True) + 20
    pad = room * (low + high) / max(area.inner - 2 * room, 1)
    return -low - pad, high + pad


def diverging_bar(area: canvas.Canvas, rows: list[Row], level: int, scale: Scale) -> canvas.Spec:
    """The part of every bar that chose one level."""
    drawn = [row for row in rows if row["shares"][level] > 0]
    names = dict(zip(scale_levels(scale), scale.levels, strict=False))
    label = f"{level} {names[level]}" if level in names else f"Tingkat {level}"
    edge = {"width": 1.5 if area.size.width else 1, "color": theme.CELL_BORDER}
    return {
        "type": "bar",
        "orientation": "h",
        "name": text.escape_text(label),
        "base": [row["ends"][level] for row in drawn] or [0],
        "x": [row["shares"][level] for row in drawn] or [0],
        "y": [row["row"] for row in drawn] or [0],
        "width": 0.6,
        "marker": {"color": theme.maturity_colour(level, scale.minimum, scale.maximum), "line": edge},
        "customdata": [
            text.escape_text(f"{row['name']}, {label}: {fmt.format_count(row[str(level)])} jawaban")
            for row in drawn
        ]
        or [""],
        "hovertemplate": "%{customdata}<extra></extra>",
        "offset": -0.3,
    }


def middle_line(area: canvas.Canvas) -> canvas.Spec:
    """The line at which the bars part."""
    line = {"color": area.colours.ink, "width": 4 if area.size.width else 2}
    return {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": area.rows - 0.5, "line": line}


def bar_numbers(area: canvas.Canvas, rows: list[Row], scale: Scale, width: float) -> list[canvas.Spec]:
    """How many chose each level, where its bar has room, and the shares beside the ends.

    `width`: of the drawn part of the x axis.
    """
    return [
        *(_count(area, row, level, scale) for row in rows for level in _wide(area, row, width)),
        *(note for row in rows for note in _ends(area, row)),
    ]


def _wide(area: canvas.Canvas, row: Row, width: float) -> list[int]:
    """The levels whose bar has room for its number."""
    pixels = _count_pixels(area)
    per_share = area.inner / width
    return [
        level
        for level, share in row["shares"].items()
        if share * per_share >= text.text_width(fmt.format_count(row[str(level)]), pixels, bold=True) + 8
    ]


def _count(area: canvas.Canvas, row: Row, level: int, scale: Scale) -> canvas.Spec:
    ink = theme.ink_on(theme.maturity_colour(level, scale.minimum, scale.maximum))
    at = row["ends"][level] + row["shares"][level] / 2
    return canvas.text_note(
        fmt.format_count(row[str(level)]), at, row["row"], _count_pixels(area), ink, weight=700
    )


def _count_pixels(area: canvas.Canvas) -> int:
    return min(area.size.label, int(area.pitch * 0.36))


def _end_pixels(area: canvas.Canvas) -> int:
    return min(area.size.label, int(area.pitch * 0.4))


def _ends(area: canvas.Canvas, row: Row) -> list[canvas.Spec]:
    """The share of answers below the middle and from it upwards, beside the bar's ends."""
    pixels, gap = _end_pixels(area), 10 if area.size.width else 6
    left = {"xanchor": "right", "xshift": -gap, "weight": 700}
    right = {"xanchor": "left", "xshift": gap}
    colours = area.colours
    return [
        canvas.text_note(
            fmt.format_percent(row["below"]), -row["below"], row["row"], pixels, colours.gap, **left
        ),
        canvas.text_note(
            fmt.format_percent(row["above"]), row["above"], row["row"], pixels, colours.target, **right
        ),
    ]

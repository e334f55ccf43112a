"""Who each number of a network is: names in columns beside it, on as many pages as they need."""

import math

import pandas as pd

from charts.drawing import canvas, text
from charts.drawing.chart import Row, rows_of_page

COLUMNS = 2


def network_legend_page(area: canvas.Canvas, nodes: pd.DataFrame, page: int) -> tuple[pd.DataFrame, int, int]:
    """The bodies whose names this page shows, how many pages there are, and the size of the names."""
    groups = nodes["group"].nunique()
    for pixels in range(area.size.label, area.size.smallest - 1, -1):
        longest = max(text.text_width(f"{len(nodes)} {name}", pixels, bold=True) for name in nodes["name"])
        if len(nodes) + groups <= _room(area, pixels) and longest <= _column(area):
            break
    return *rows_of_page(nodes, page, max(_room(area, pixels) - groups, COLUMNS)), pixels


def _room(area: canvas.Canvas, pixels: int) -> int:
    """Lines of names that fit, one column keeping a line free for a heading that moves over."""
    return COLUMNS * text.lines_in_height(area.rows * area.pitch, pixels) - 1


def _column(area: canvas.Canvas) -> float:
    """Width of a column of names, without the space before it."""
    return (area.right - (canvas.EDGE if area.size.height else 0)) / COLUMNS - _space(area)


def _space(area: canvas.Canvas) -> float:
    return 20 * area.size.scale


def network_names(area: canvas.Canvas, shown: list[Row], pixels: int) -> list[canvas.Spec]:
    """Number and name of each body under its group, in columns right of the plot."""
    top_left: canvas.Spec = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    step = _column(area) + _space(area)
    return [
        canvas.text_note(
            "<br>".join(column),
            1,
            1,
            pixels,
            area.colours.ink,
            align="left",
            **top_left,
            xshift=round(_space(area) + at * step),
        )
        for at, column in enumerate(_columns(_lines(area, shown, pixels)))
    ]


def _lines(area: canvas.Canvas, shown: list[Row], pixels: int) -> list[str]:
    lines: list[str] = []
    group = None
    for row in shown:
        if row["group"] != group:
            group = row["group"]
            lines.append(f"<b>Kelompok {group}</b>")
        number = f"{row['number']} "
        room = _column(area) - text.text_width(number, pixels, bold=True)
        lines.append(f"<b>{number}</b>{text.escape_text(text.shorten_text(row['name'], room, pixels))}")
    return lines


def _columns(lines: list[str]) -> list[list[str]]:
    """The lines in two columns; a group's heading never ends one."""
    break_at = math.ceil(len(lines) / COLUMNS)
    if lines[break_at - 1].startswith("<b>K"):
        break_at -= 1
    return [column for column in (lines[:break_at], lines[break_at:]) if column]

"""Fonts, fills and borders of the survey workbook, one dict of formats per workbook."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from reference.numbers import sheet_format

NAVY, TEAL, INK, GREY, LINE = "#17275A", "#1E769C", "#1F2937", "#5B6472", "#C5CCD6"
INPUT, PALE, BAND, AMBER, CHOSEN = "#FFF9E5", "#F5F7FA", "#E3EAF3", "#8A5A00", "#CFE8DC"

FONT_SIZE, ANCHOR_SIZE = 10.0, 9.0
"""Points of what is written, and of the descriptions of levels."""

_TEXT = {"font_name": "Arial", "font_size": FONT_SIZE, "font_color": INK, "valign": "top", "text_wrap": True}
_CELL = {**_TEXT, "border": 1, "border_color": LINE}
_LEFT = {**_CELL, "align": "left", "indent": 1}
_HEAD = {**_CELL, "bold": True, "font_color": "#FFFFFF", "valign": "vcenter", "align": "center"}
_INPUT = {**_LEFT, "bg_color": INPUT, "locked": False}
_LINE = {**_TEXT, "text_wrap": False, "valign": "vcenter"}

_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_LINE, "font_size": 16, "bold": True, "font_color": NAVY},
    "subtitle": {**_LINE, "font_size": 11, "font_color": GREY},
    "label": {**_LINE, "font_color": GREY},
    "value": {**_LINE, "bold": True},
    "banner": {**_LINE, "bold": True, "font_color": AMBER},
    "section": {
        **_LINE,
        "font_size": 12,
        "bold": True,
        "font_color": NAVY,
        "bottom": 1,
        "bottom_color": NAVY,
    },
    "paragraph": _TEXT,
    "number": {**_TEXT, "bold": True, "font_color": TEAL, "align": "center"},
    "rule": {**_CELL, "bold": True, "bg_color": INPUT, "font_size": 11, "valign": "vcenter", "indent": 1},
    "head": {**_HEAD, "bg_color": NAVY},
    "head_input": {**_HEAD, "bg_color": TEAL},
    "band": {
        **_CELL,
        "bold": True,
        "bg_color": BAND,
        "font_color": NAVY,
        "text_wrap": False,
        "valign": "vcenter",
    },
    "cell": _LEFT,
    "cell_centre": {**_CELL, "align": "center"},
    "code": {**_CELL, "align": "center", "bold": True, "num_format": "@"},
    "anchor": {**_LEFT, "font_size": ANCHOR_SIZE, "bg_color": PALE},
    "lack": {**_LEFT, "font_size": 9, "font_color": AMBER, "valign": "vcenter"},
    "input": _INPUT,
    "input_text": {**_INPUT, "num_format": "@"},
    "input_answer": {
        **_INPUT,
        "bold": True,
        "font_size": 12,
        "align": "center",
        "indent": 0,
        "valign": "vcenter",
    },
    "input_date": {**_INPUT, "align": "center", "indent": 0, "num_format": "dd/mm/yyyy"},
    "input_money": {**_INPUT, "align": "right", "num_format": sheet_format(0, grouped=True)},
    "chosen": {"bg_color": CHOSEN, "bold": True},
    "public": {"italic": True, "font_color": TEAL},
    "wanted": {"bg_color": "#F6D9A8"},
}


def form_formats(workbook: xlsxwriter.Workbook) -> dict[str, Any]:
    """Every named style as a format of this workbook."""
    return {name: workbook.add_format(style) for name, style in _STYLES.items()}


def form_row_height(lines: int, size: float = FONT_SIZE) -> float:
    """Row height in points for so many lines of text, within what a sheet allows (409 points)."""
    return min(lines * size * 1.32 + 5, 409)


def count_wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, with room to spare."""
    per_line = max(int(width * 1.1) - 2, 1)
    return sum(_lines(part, per_line) for part in str(text).split("\n"))


def _lines(text: str, per_line: int) -> int:
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > per_line:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines, used = lines + (used - 1) // per_line, (used - 1) % per_line + 1
    return lines

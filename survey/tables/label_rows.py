"""Lines above a table: "LABEL : isi", in one cell or two, and titles with a note beside them."""

from __future__ import annotations

import re

from reference import agencies, regions
from survey.files import cell_kinds
from survey.files.grid import Box, Sheet, cell_as_text
from survey.tables.heading_cells import can_name_columns, merged_cell_at
from survey.tables.headings import ENTITY_ROLES, PERSONAL_ROLES, role_of_heading

LABEL = re.compile(r"^[^:]{1,60}:(\s|$)")
LABELS = ENTITY_ROLES | PERSONAL_ROLES | {"", "year", "period", "timestamp", "kind"}
"""What a line above a table tells; a row that names anything else in two cells heads columns."""
LABEL_LINES = 12
NOTED = 4
"""Cells of a line above a table, a note at its end among them."""


def is_label_row(sheet: Sheet, row: int, box: Box) -> bool:
    """Whether a row says "LABEL : isi" or "LABEL | isi" instead of heading columns."""
    present = [text for column in box.columns if (text := cell_as_text(sheet.at(row, column)))]
    if not 1 <= len(present) <= 4:
        return False
    if row < box.bottom and (LABEL.match(present[0]) or any(text.startswith(":") for text in present[1:])):
        return True
    return _is_label_in_two_cells(sheet, row, box, present)


def has_note_beside(sheet: Sheet, row: int, box: Box) -> bool:
    """Whether a row is a title or a label, and apart from it a note ("diterima 3 Maret") over nothing."""
    filled = [column for column in box.columns if merged_cell_at(sheet, row, column) is not None]
    if not 2 <= len(filled) <= NOTED or filled[-1] - filled[-2] == 1:
        return False
    if any(sheet.at(below, filled[-1]) is not None for below in range(row + 1, box.bottom + 1)):
        return False
    rest = Box(box.top, box.bottom, box.left, filled[-2])
    return len(filled) == 2 or is_label_row(sheet, row, rest)


def _is_label_in_two_cells(sheet: Sheet, row: int, box: Box, present: list[str]) -> bool:
    """Whether a row is a label and, beside it, what it says ("Nama OPD | Dinas Kesehatan"), above a table."""
    if len(present) != 2 or any(role_of_heading(text) not in LABELS for text in present):
        return False
    label, said = present
    if role_of_heading(said) or cell_kinds.cell_value_kind(label) != "text":
        return False
    if role_of_heading(label) and _is_owner(said):
        return True
    left = [column for column in box.columns if sheet.at(row, column) is not None]
    is_group = merged_cell_at(sheet, row + 1, left[0]) is None and not _is_blank_line(sheet, row + 1)
    if is_group or any(top == row < bottom for top, _, bottom, _ in sheet.merges):
        return False
    return left[0] == box.left and left[1] - left[0] <= 2 and _is_wider_below(sheet, row)


def _is_blank_line(sheet: Sheet, row: int) -> bool:
    return row >= len(sheet.rows) or sheet.blank(row, 0, sheet.width)


def _is_owner(text: str) -> bool:
    return "ok" in (agencies.match_opd(text).status, regions.match_region(text).status)


def _is_wider_below(sheet: Sheet, row: int) -> bool:
    """Whether the first row below that is no pair of cells is a wider one that can head columns."""
    for below in range(row + 1, min(row + LABEL_LINES, len(sheet.rows))):
        cells = sheet.rows[below]
        if len(cells) - cells.count(None) > 2:
            return can_name_columns(list(cells))
    return False

"""Rows right below a heading that say who answers in each column: a table that lies on its side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reference import agencies
from survey.files.grid import Box, Sheet, cell_as_text
from survey.tables.headings import PERSONAL_ROLES, role_of_heading

OWNERS = frozenset({"opd", "institution"})
LABELS = OWNERS | PERSONAL_ROLES | {"timestamp", "period", "year", "region"}
DEEPEST, LEAST, MOSTLY = 5, 2, 0.6


def find_owner_rows(sheet: Sheet, heading: int, box: Box) -> tuple[int, ...]:
    """The rows below a heading row up to the last that is labelled ("Nama", "Instansi"), one naming OPD.

    () where none does: then those rows are data.
    """
    below = range(heading + 1, min(heading + DEEPEST, box.bottom) + 1)
    labelled: list[int] = []
    for row in below:
        if _label(sheet, row, box) not in LABELS:
            break
        labelled.append(row)
    return tuple(labelled) if any(_names_owners(sheet, row, box) for row in labelled) else ()


def rows_without_people(sheet: Sheet, rows: Sequence[int], box: Box) -> tuple[int, ...]:
    """Heading rows without those that name people, where another of them names the OPD of each column."""
    if not any(_names_owners(sheet, row, box) for row in rows):
        return tuple(rows)
    return tuple(row for row in rows if _label(sheet, row, box) not in PERSONAL_ROLES)


def _label(sheet: Sheet, row: int, box: Box) -> str:
    """The role of the last label in front of what a row says of the columns ("No | Instansi | ...")."""
    filled = (cell for cell in islice(sheet.rows[row], box.left, box.right + 1) if cell is not None)
    roles = [role_of_heading(cell_as_text(cell)) for cell in islice(filled, LEAST)]
    return next((role for role in reversed(roles) if role in LABELS), "")


def _names_owners(sheet: Sheet, row: int, box: Box) -> bool:
    if _label(sheet, row, box) not in OWNERS:
        return False
    texts = [text for column in box.columns if (text := sheet.text(row, column))]
    said = [text for text in texts if not role_of_heading(text)]
    named = sum(agencies.match_opd(text).status == "ok" for text in said)
    return named >= max(LEAST, MOSTLY * len(said))

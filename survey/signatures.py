"""Who signed a form ("Kepala Dinas Kesehatan", "Camat Berbek"): a proposal for its OPD, never an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from survey.files.grid import Sheet, Workbook

SEARCHED = 60
"""Rows from the end of a sheet: forms are signed below their tables."""
LONGEST = 120
ON_BEHALF = re.compile(r"^(?:(?:mengetahui|menyetujui|a\.?\s?n|plt|plh|pjs?|u\.?\s?b)\b[.,:\s]*)+", re.I)
OFFICES = (
    (re.compile(r"^kepala\s+(?=\S)", re.I), ""),
    (re.compile(r"^camat\s+(?=\S)", re.I), "Kecamatan "),
    (re.compile(r"^(?:sekretaris\s+daerah|sekda)\b.*", re.I | re.S), "Sekretariat Daerah"),
    (re.compile(r"^sekretaris\s+(?:dewan|dprd)\b.*", re.I | re.S), "Sekretariat DPRD"),
    (re.compile(r"^inspektur\b.*", re.I | re.S), "Inspektorat"),
    (re.compile(r"^direktur\s+(?=\S)", re.I), ""),
)
"""What heads a unit -> what stands for that in the unit's name."""
HEAD_ALONE = re.compile(r"^(?:kepala|camat|direktur)$", re.I)


def find_signed_units(book: Workbook) -> tuple[str, ...]:
    """The units whose heads a workbook names at the end of its visible sheets, in reading order."""
    found = (unit for sheet in book.sheets if sheet.visible for unit in _units_on(sheet))
    return tuple(dict.fromkeys(found))


def _units_on(sheet: Sheet) -> Iterator[str]:
    for row in range(max(0, len(sheet.rows) - SEARCHED), len(sheet.rows)):
        for column, cell in enumerate(sheet.rows[row]):
            if isinstance(cell, str) and len(cell) <= LONGEST:
                unit = _unit_headed(sheet, row, column)
                if unit:
                    yield unit


def _unit_headed(sheet: Sheet, row: int, column: int) -> str:
    """The unit whose head a cell names, be its name in the cell below; "" for any other text."""
    text = ON_BEHALF.sub("", sheet.text(row, column)).strip(" ,.;:")
    if HEAD_ALONE.match(text):
        text = f"{text} {sheet.text(row + 1, column)}".strip()
    return next((office.sub(unit, text) for office, unit in OFFICES if office.match(text)), "")

"""Delimited text, as a file or pasted into a sheet, as a grid of texts: delimiter found, nothing typed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace

from survey.files import limits
from survey.files.grid import Cell, Sheet

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 50
LEAST_QUOTED = 3
"""So many rows at least show that each of them is one quoted cell."""
MOSTLY, LEAST_IN_SENTENCES = 0.6, 3
"""Lines that must agree; commas stand in sentences too, so that two cells a line are no table."""


def read_delimited_rows(data: bytes) -> list[list[str | None]]:
    """The rows of a delimited file, empty cells as None; at most limits.ROWS rows."""
    text = decode_text(data)
    first, _, rest = text.partition("\n")
    delimiter = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    rows = _parse(text, delimiter or find_delimiter(text), limits.ROWS)
    if delimiter or not (lines := _rows_in_quotes(rows)):
        return rows
    return _parse(lines, find_delimiter(lines), limits.ROWS)


def _rows_in_quotes(rows: list[list[str | None]]) -> str:
    """What stands inside the quotes where each row is one quoted cell, as a program writes a CSV of a CSV.

    "" where rows are none, or their cells hold not one number of delimiters.
    """
    cells = [row[0] or "" for row in rows if len(row) == 1 and row[0]]
    if len(cells) < LEAST_QUOTED or any(len(row) > 1 and any(row) for row in rows):
        return ""
    text = "\n".join(cells)
    count, width = max(_agreement(text, delimiter) for delimiter in DELIMITERS)
    return text if width > 1 and count == min(len(cells), SAMPLE_ROWS) else ""


def decode_text(data: bytes) -> str:
    """The text: by byte order mark, else strict UTF-8, else by the pattern of NULs, else Windows-1252."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    if b"\x00" in data[:1000]:
        return data.decode(_wide(data[:4]), "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _wide(head: bytes) -> str:
    """Which wide encoding a file without a mark has: its first character is a letter, the rest of it NULs."""
    width = "32" if head.count(0) == 3 else "16"
    order = "be" if head[:1] == b"\x00" else "le"
    return f"utf-{width}-{order}"


def find_delimiter(text: str) -> str:
    """The delimiter under which most rows share one number (above 1) of columns; else a comma."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in _parse(text[:100_000], delimiter, SAMPLE_ROWS) if any(row))
    widths.pop(1, None)
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _parse(text: str, delimiter: str, most: int) -> list[list[str | None]]:
    found: list[list[str | None]] = []
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    try:
        for row in reader:
            found.append([cell if cell.strip() else None for cell in row[: limits.COLUMNS]])
            if len(found) >= most:
                break
    except csv.Error:
        # A field longer than the csv module accepts: what was read so far stands.
        return found
    return found


def cut_pasted_text(sheet: Sheet) -> Sheet:
    """A sheet whose only column holds CSV text, a line in each cell, cut into cells; any other as it is.

    Lines that are shorter than most, titles above the table among them, stay as they are.
    """
    lines = _pasted_lines(sheet)
    cut = _cut_lines(lines) if lines else None
    return sheet if cut is None else replace(sheet, rows=cut, pasted=True)


def _pasted_lines(sheet: Sheet) -> list[str]:
    """The texts of the only column, "" where blank; [] where several are filled, or with other things."""
    found: list[str] = []
    places: set[int] = set()
    for row in sheet.rows:
        filled = [(at, cell) for at, cell in enumerate(row) if cell is not None]
        places.update(at for at, _ in filled)
        if len(filled) > 1 or len(places) > 1 or not all(isinstance(cell, str) for _, cell in filled):
            return []
        found.append(str(filled[0][1]) if filled else "")
    whole = [line for line in found if line]
    return whole[0].splitlines() if len(whole) == 1 else found


def _cut_lines(lines: list[str]) -> tuple[tuple[Cell, ...], ...] | None:
    filled = [line for line in lines if line.strip()]
    if len(filled) < LEAST_QUOTED:
        return None
    mark = find_delimiter("\n".join(filled))
    parsed = [next(iter(_parse(line, mark, 1)), []) for line in lines]
    widths = Counter(len(row) for row in parsed if len(row) > 1)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if width < (LEAST_IN_SENTENCES if mark == "," else 2) or count < max(LEAST_QUOTED, MOSTLY * len(filled)):
        return None
    return tuple(
        tuple(row) if len(row) >= width else ((line,) if line else ())
        for line, row in zip(lines, parsed, strict=True)
    )

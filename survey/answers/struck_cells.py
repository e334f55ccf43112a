"""Answers struck through: whether they still count is asked once a sheet."""

from __future__ import annotations

from survey.answers.cells import ParsedCell

COUNTS, NONE, EACH = "counts", "none", "each"
STRUCK_CHOICES = (
    (COUNTS, "Ya, dipakai"),
    (NONE, "Tidak, dianggap belum ada data"),
    (EACH, "Pilih untuk setiap sel"),
)


def ask_of_struck(sheet: str, first: str) -> str:
    """The question about the struck answers of a sheet, the first of them at a cell."""
    return f"Lembar '{sheet}' memuat jawaban yang dicoret (mulai {first}). Apakah tetap dipakai?"


def read_struck_cell(parsed: ParsedCell, choice: str | None) -> ParsedCell:
    """What a struck cell answers by the choice made for its sheet; nothing while that is open."""
    if choice == COUNTS:
        return parsed
    if choice == EACH:
        return ParsedCell(problem="E52", proposals=(parsed.value,) if parsed.value is not None else ())
    return ParsedCell()

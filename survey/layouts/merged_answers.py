"""One answer in a cell merged over the rows of several items: asked once whether it answers each of them."""

from __future__ import annotations

from survey.answers.file_reading import FileReading
from survey.files.grid import Sheet, cell_name

EACH, FIRST = "each", "first"
CHOICES = ((EACH, "Ya, berlaku untuk setiap pertanyaan"), (FIRST, "Tidak, hanya untuk pertanyaan pertama"))


def row_above_in_merge(sheet: Sheet, row: int, column: int) -> int | None:
    """The row above whose filled cell is merged down over this one; None where there is none."""
    top, left = sheet.merged.get((row, column), (row, column))
    is_under = left == column and top < row and sheet.at(row, column) is None
    return top if is_under and sheet.at(top, column) is not None else None


def row_that_answers(sheet: Sheet, row: int, column: int, reader: FileReading) -> int:
    """The row whose cell answers an item: its own, or the top of the merged cell once the user says so."""
    top = row_above_in_merge(sheet, row, column)
    if top is None:
        return row
    place = cell_name(top, column)
    question = (
        "Sebagian sel jawaban digabung untuk beberapa pertanyaan. Apakah isinya berlaku untuk semuanya?"
    )
    choice = reader.ask("value", reader.key("value", "gabung"), question, CHOICES, sheet.name, place)
    if choice is None:
        reader.say("E93", sheet.name, place, place)
    return top if choice == EACH else row

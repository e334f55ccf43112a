"""Answer columns headed by OPD: whose each is, and what is asked where a line above names another OPD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from reference import agencies
from survey import named_opd
from survey.answering.value_columns import AnswerCandidate
from survey.answers.file_reading import SKIP, FileReading
from survey.answers.labels import key_of_word
from survey.files.grid import cell_as_text, cell_name
from survey.layouts.owners import FileOwners
from survey.tables.headings import VALUE_ROLES, role_of_heading
from survey.tables.table import SheetText, Table, TableColumn

BY_HEADINGS = "headings"


@dataclass(frozen=True)
class AnswerOwners:
    """Whose the `answers` columns of a table with items by rows are, by their headings or by its lines."""

    table: Table
    answers: Sequence[TableColumn]
    file: FileOwners
    reader: FileReading

    def owner_of(self, column: TableColumn | None, region: str | None) -> tuple[str | None, str]:
        """The OPD that a column is headed by, else the one its table names, and how it is written."""
        table, named = self.table, self.file.opd_named(self.table, region)
        if column and (len(self.answers) > 1 or self._counts_alone(column, named is not None)):
            place = cell_name(table.top, column.index)
            text = opd_in_heading(column, self.reader) or column.lowest_heading
            return named_opd.find_opd(self.reader, region, text, table.sheet.name, place), text
        if named:
            return self.file.opd_of(table, region), named.text
        return named_opd.find_opd(self.reader, region, "", table.sheet.name, ""), ""

    def _counts_alone(self, column: TableColumn, is_named: bool) -> bool:
        """Whether the heading of the only column says whose it is: nothing else does, or it was chosen."""
        line = self.file.line_naming_opd(self.table)
        if line and self.reader.context.choices.get(self._key(line)) == BY_HEADINGS:
            return True
        roster = self.reader.context.rosters.get(self.reader.context.region or "")
        is_opd = not column.role and agencies.match_opd(column.lowest_heading, roster).status == "ok"
        return is_opd and not is_named

    def _key(self, line: SheetText) -> str:
        return self.reader.key("agency", self.table.sheet.name, line.cell, "judul")

    def columns_that_count(self) -> tuple[TableColumn, ...]:
        """The columns; where a line above names another OPD those that the user chose, () while asked."""
        line = self.file.line_naming_opd(self.table)
        heads = {column.index: opd_in_heading(column, self.reader) for column in self.answers}
        known = {
            text: agencies.match_opd(text, _roster(self.reader)) for text in filter(None, heads.values())
        }
        # "Koreksi Bappeda" says what Bappeda did there, not whose the answers are.
        sure = {match.opd for match in known.values() if match.status == "ok"}
        if line is None or not sure or len(known) < len(self.answers):
            return tuple(self.answers)
        own = agencies.match_opd(line.text, _roster(self.reader)).opd
        return tuple(self.answers) if sure == {own} else self._chosen(line, heads)

    def _chosen(self, line: SheetText, heads: dict[int, str]) -> tuple[TableColumn, ...]:
        sheet, listed = self.table.sheet.name, ", ".join(one for one in heads.values() if one)
        offered = (
            (BY_HEADINGS, f"Setiap kolom milik perangkat daerah pada judulnya ({listed})"),
            *(
                (f"{one.index}", f"Milik {line.text}; jawabannya kolom '{one.lowest_heading}'")
                for one in self.answers
            ),
            (SKIP, "Lewati"),
        )
        question = f"Tertulis {line.text}, tetapi kolom jawabannya berjudul {listed}. Jawaban siapa isinya?"
        choice = self.reader.ask("agency", self._key(line), question, offered, sheet, line.cell)
        if choice is None:
            listed = f"{line.text}; {listed}"
            self.reader.say("E50", sheet, line.cell, listed, names=listed)
        chosen = [one for one in self.answers if choice in (BY_HEADINGS, f"{one.index}")]
        for column in self.answers:
            if column not in chosen:
                self.reader.ledger.pass_over(self.table, column, "pemilik jawabannya berbeda-beda")
        return tuple(chosen)


def find_opd_columns(
    table: Table, fit: Sequence[AnswerCandidate], reader: FileReading
) -> tuple[TableColumn, ...]:
    """The columns on the scale that are headed by names of OPD, of each OPD the first ("Dinkes / Nilai").

    With them those in the same words: one OPD may have given too few levels to show a scale by itself.
    """
    shown = [table.columns[one.first_column] for one in fit]
    words = {word for one in shown if opd_in_heading(one, reader) for word in _words(table, one)}
    alike = [one for one in table.columns if one not in shown and words and _are_said(table, one, words)]
    headed = sorted([*shown, *alike], key=lambda one: one.index)
    named = {name: one for one in reversed(headed) if (name := opd_in_heading(one, reader))}
    return tuple(one for one in headed if one in named.values())


def _words(table: Table, column: TableColumn) -> set[str]:
    texts = (cell_as_text(cell) for cell in table.distinct(column.index) if isinstance(cell, str))
    return {key_of_word(text) for text in texts if text}


def _are_said(table: Table, column: TableColumn, words: set[str]) -> bool:
    """Whether a column without another meaning answers in these words alone."""
    own = _words(table, column)
    return not column.node and column.role in ("", *VALUE_ROLES) and bool(own) and own <= words


def opd_in_heading(column: TableColumn, reader: FileReading) -> str:
    """The lowest level of a heading that names an OPD; "" where none does."""
    roster = _roster(reader)
    levels = [text for text in reversed(column.heading.split(" / ")) if not role_of_heading(text)]
    return next((one for one in levels if agencies.match_opd(one, roster).status in ("ok", "ask")), "")


def _roster(reader: FileReading) -> pd.DataFrame | None:
    """The OPD of the region that is open; where none is, any region's: their names are alike."""
    if reader.context.region is None:
        return next(iter(reader.context.rosters.values()), None)
    return reader.context.rosters.get(reader.context.region)

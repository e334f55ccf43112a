"""Answers of many respondents to the same items, kept by columns; a row of them reads like any answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from survey.files.grid import cell_name, column_letters
from survey.values import Answer, Status


class AnswerKind(NamedTuple):
    """One way to answer an item: status, value on the instrument's scale or None, column it stood in."""

    status: Status
    value: float | None
    column: int


@dataclass(frozen=True, eq=False)
class AnswerColumn:
    """What the rows of a table answer to one item: `kinds[codes[place]]` at each place."""

    indicator: str
    kinds: tuple[AnswerKind, ...]
    codes: Sequence[int]


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """Respondents by rows (numbered from 0 as on the sheet), items by columns."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[AnswerColumn, ...]


@dataclass(frozen=True, eq=False)
class AnswerRow(Sequence[Answer]):
    """One respondent's answers, made when they are looked at: a large survey has millions."""

    table: AnswerTable
    place: int

    def __len__(self) -> int:
        return len(self.table.columns)

    @overload
    def __getitem__(self, at: int) -> Answer: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Answer, ...]: ...
    def __getitem__(self, at: int | slice) -> Answer | tuple[Answer, ...]:
        if isinstance(at, slice):
            return tuple(map(self._answer, self.table.columns[at]))
        return self._answer(self.table.columns[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _answer(self, column: AnswerColumn) -> Answer:
        kind = column.kinds[column.codes[self.place]]
        cell = cell_name(self.table.rows[self.place], kind.column)
        return Answer(column.indicator, kind.status, kind.value, sheet=self.table.sheet, cell=cell)

    def marks(self) -> Iterator[tuple[str, Status, float | None, str, str]]:
        """indicator, status, value, sheet and cell of each answer: all there is to it."""
        sheet, place = self.table.sheet, self.place
        row = str(self.table.rows[place] + 1)
        for column in self.table.columns:
            status, value, at = column.kinds[column.codes[place]]
            yield column.indicator, status, value, sheet, column_letters(at) + row

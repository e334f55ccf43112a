"""Several columns that answer one item: one fills the blanks of another; where they differ it is asked."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from survey.answers.answer_table import AnswerColumn, AnswerKind
from survey.answers.file_reading import FileReading
from survey.files.grid import cell_name, column_letters
from survey.tables.mapping import headings_signature
from survey.tables.table import Table

EACH = "each"
NAMED_ITEMS = 6


@dataclass(frozen=True)
class _DoubledItem:
    """One item with the columns that answer it, from the left, each with its place on the sheet."""

    columns: tuple[AnswerColumn, ...]
    at: tuple[int, ...]

    @property
    def item_code(self) -> str:
        return self.columns[0].indicator

    @cached_property
    def differing_places(self) -> tuple[int, ...]:
        """The places where several columns answer, and not the same; each combination is judged once."""
        lines = list(zip(*(column.codes for column in self.columns), strict=True))
        rivals = {line for line in set(lines) if len(self._answers(line)) > 1}
        return tuple(place for place, line in enumerate(lines) if line in rivals) if rivals else ()

    def _answers(self, line: Sequence[int]) -> set[tuple[str, float | None]]:
        kinds = (column.kinds[code] for column, code in zip(self.columns, line, strict=True))
        return {(kind.status, kind.value) for kind in kinds if kind.status != "missing"}

    def merge_columns(self, chosen: int | None) -> AnswerColumn:
        """One column of answers: of differing ones that of the chosen column, none while it is asked."""
        starts = [0]
        for column in self.columns:
            starts.append(starts[-1] + len(column.kinds))
        kinds = [kind for column in self.columns for kind in column.kinds]
        kinds.append(AnswerKind("missing", None, self.at[0]))
        codes = array("I", self.columns[0].codes)
        for start, column in zip(starts[1:], self.columns[1:], strict=False):
            for place, code in enumerate(column.codes):
                if kinds[codes[place]].status == "missing":
                    codes[place] = start + code
        for place in self.differing_places:
            if chosen is None:
                codes[place] = len(kinds) - 1
                continue
            code = self.columns[chosen].codes[place]
            if self.columns[chosen].kinds[code].status != "missing":
                codes[place] = starts[chosen] + code
        return AnswerColumn(self.item_code, tuple(kinds), codes)


def merge_doubled_columns(
    answered: Mapping[str, Sequence[tuple[int, AnswerColumn]]],
    table: Table,
    rows: Sequence[int],
    reader: FileReading,
) -> tuple[AnswerColumn, ...]:
    """One column for each item; where columns of one item differ, one question for all items of the table."""
    items = {
        code: _DoubledItem(tuple(column for _, column in found), tuple(at for at, _ in found))
        for code, found in answered.items()
        if len(found) > 1
    }
    differing = [item for item in items.values() if item.differing_places]
    chosen = _choose_for_all(differing, table, rows, reader) if differing else {}
    return tuple(
        items[code].merge_columns(chosen.get(code)) if code in items else found[0][1]
        for code, found in answered.items()
    )


def _choose_for_all(
    differing: list[_DoubledItem], table: Table, rows: Sequence[int], reader: FileReading
) -> dict[str, int | None]:
    """Item -> which of its columns counts where they differ, None while that is asked."""
    if len(differing) == 1:
        return {differing[0].item_code: _choose_for_one(differing[0], table, rows, reader)}
    count = max(len(item.columns) for item in differing)
    offered = tuple((str(at), _side(differing, at, count)) for at in range(count))
    listed = ", ".join(item.item_code for item in islice(differing, NAMED_ITEMS))
    more = ", …" if len(differing) > NAMED_ITEMS else ""
    question = (
        f"{len(differing)} pertanyaan dijawab pada beberapa kolom dan berbeda-beda: {listed}{more}. "
        "Kolom mana yang dipakai?"
    )
    sign = headings_signature(table.columns[at].heading for item in differing for at in item.at)
    choice = reader.ask(
        "value",
        reader.key("value", "ganda", sign),
        question,
        (*offered, (EACH, "Pilih untuk setiap pertanyaan")),
        table.sheet.name,
    )
    if choice == EACH:
        return {item.item_code: _choose_for_one(item, table, rows, reader) for item in differing}
    if choice is None:
        for item in differing:
            _say(item, table, rows, reader)
        return {}
    return {item.item_code: min(int(choice), len(item.columns) - 1) for item in differing}


def _side(differing: list[_DoubledItem], at: int, count: int) -> str:
    columns = [column_letters(item.at[at]) for item in differing if at < len(item.at)]
    named = ", ".join(columns[:NAMED_ITEMS]) + (", …" if len(columns) > NAMED_ITEMS else "")
    side = {0: "Kolom kiri", count - 1: "Kolom kanan"}.get(at, f"Kolom ke-{at + 1}")
    return f"{side} ({named})"


def _choose_for_one(item: _DoubledItem, table: Table, rows: Sequence[int], reader: FileReading) -> int | None:
    first = rows[item.differing_places[0]]
    offered = tuple(
        (
            column_letters(at),
            f"Kolom {column_letters(at)} '{table.columns[at].heading}': {table.sheet.text(first, at)}",
        )
        for at in item.at
    )
    where = f" pada {len(item.differing_places)} baris" if len(item.differing_places) > 1 else ""
    question = (
        f"{item.item_code} dijawab pada {len(item.at)} kolom dan berbeda{where}. Kolom mana yang dipakai?"
    )
    place = cell_name(first, item.at[1])
    sign = headings_signature(table.columns[at].heading for at in item.at)
    choice = reader.ask(
        "value",
        reader.key("value", "ganda", sign, item.item_code),
        question,
        offered,
        table.sheet.name,
        place,
    )
    if choice is None:
        _say(item, table, rows, reader)
        return None
    return [letters for letters, _ in offered].index(choice)


def _say(item: _DoubledItem, table: Table, rows: Sequence[int], reader: FileReading) -> None:
    reader.say("E29", table.sheet.name, cell_name(rows[item.differing_places[0]], item.at[1]), item.item_code)

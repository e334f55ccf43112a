"""What a workbook says of the scale of a table's answers, looked up only where it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from survey.answers.file_reading import FileReading
from survey.files.grid import Sheet, Workbook
from survey.scales import answer_scale, legends
from survey.scales.legends import Legend, TellingRows
from survey.tables.areas import TableArea
from survey.tables.table import Table, TableColumn

ITEM_ROLES = ("code", "question", "indicator", "subindicator", "branch")
Columns = Sequence[tuple[Table, TableColumn]]
Likeness = tuple[frozenset[str], frozenset[str], frozenset[str], bool]
"""What makes answer columns elsewhere like those of a table: the same for every form stacked on a sheet."""


@dataclass(frozen=True)
class ScaleSources:
    """The texts around the answer `columns` of a table, and the other tables of its file.

    What is the same for many tables of a file is found once and kept by its `reader`: a sheet may hold
    hundreds of them.
    """

    table: Table
    columns: Sequence[TableColumn]
    book: Workbook
    others: Callable[[], Sequence[Table]]
    reader: FileReading

    @cached_property
    def found_legend(self) -> Legend:
        """The legend of the table: in its headings, around it or one like it, else on a sheet without any.

        Where the nearest only names the ends of its scale, what stands further says how good they are.
        """
        every = (legend for legend in self._legends_by_nearness() if legend.is_given)
        nearest = next(every, Legend())
        if nearest.says_how_good or not nearest.is_given:
            return nearest
        told = (one for one in every if one.says_how_good and one.explained_ends in (None, nearest.span))
        further = next(told, None)
        return replace(further, span=nearest.span) if further else nearest

    def _legends_by_nearness(self) -> Iterator[Legend]:
        """The legends that may explain the answers, the nearest first."""
        yield legends.legend_in_headings(column.heading for column in self.columns)
        yield self._around(self.table, {column.index for column in self.columns})
        yield from (legend for area, legend in self._legends_alike if area != self.table.area)
        sheets = frozenset({self.table.sheet.name, *self._sheets_alike()})
        yield self.reader.recall(
            ("legend elsewhere", sheets),
            lambda: legends.find_legend_elsewhere(self.book, sheets, self._telling),
        )

    def _sheets_alike(self) -> Iterator[str]:
        """The sheets with answer columns like these in another place."""
        own = self.table.area
        for name, areas in self.reader.recall(("sheets alike", self.likeness), self._areas_alike).items():
            if len(areas) > 1 or own not in areas:
                yield name

    def _areas_alike(self) -> dict[str, set[TableArea]]:
        found: dict[str, set[TableArea]] = {}
        for table, _ in self.every_alike:
            found.setdefault(table.sheet.name, set()).add(table.area)
        return found

    def _around(self, table: Table, answers: set[int]) -> Legend:
        # With the table, so that what it is called by stays its own.
        place = ("legend", id(table), frozenset(answers))
        told = self._telling(table.sheet)
        return self.reader.recall(place, lambda: (table, legends.find_legend(table, answers, told)))[1]

    def _telling(self, sheet: Sheet) -> TellingRows:
        return self.reader.recall(("telling", sheet.name), lambda: legends.find_telling_rows(sheet))

    @property
    def _legends_alike(self) -> Sequence[tuple[TableArea, Legend]]:
        """The legends around the tables with columns like these, each by its table; only those given."""
        return self.reader.recall(("legends alike", self.likeness), self._find_legends_alike)

    def _find_legends_alike(self) -> Sequence[tuple[TableArea, Legend]]:
        answers: dict[int, tuple[Table, set[int]]] = {}
        for table, column in self.every_alike:
            answers.setdefault(id(table), (table, set()))[1].add(column.index)
        found = ((table.area, self._around(table, columns)) for table, columns in answers.values())
        return [(area, legend) for area, legend in found if legend.is_given]

    @property
    def code_books(self) -> Sequence[Mapping[str, float]]:
        """The code books of the workbook."""
        return self.reader.recall(("code books",), lambda: answer_scale.find_code_books(self.book))

    @cached_property
    def columns_alike(self) -> Columns:
        """The answer columns of the other tables: with the same role or heading, or of items like these."""
        return [pair for pair in self.every_alike if self.is_elsewhere(pair[0])]

    def is_elsewhere(self, table: Table) -> bool:
        """Whether a table stands in another place than this one."""
        # Of hundreds nearly all begin on another row: areas are compared by all their headings.
        own = self.table.area
        return table.area.first != own.first or table.area != own

    @cached_property
    def likeness(self) -> Likeness:
        """What the columns like these have in common."""
        return (
            frozenset(column.role for column in self.columns if column.role),
            frozenset(column.heading_key for column in self.columns if column.heading),
            self.table.heading_keys,
            any(column.node for column in self.columns),
        )

    @property
    def every_alike(self) -> Columns:
        """The columns like these of every table, be it this one."""
        return self.reader.recall(("columns alike", self.likeness), self._find_alike)

    def _find_alike(self) -> Columns:
        roles, headings, _, of_items = self.likeness
        return [
            (table, column)
            for table in self.others()
            if self._is_alike(table)
            for column in table.columns
            if (column.role and column.role in roles)
            or (column.heading and column.heading_key in headings)
            or (of_items and column.node)
        ]

    def _is_alike(self, table: Table) -> bool:
        """Whether another table has items too, or the same headings; a legend may be a table of its own."""
        return bool(table.nodes or table.of(*ITEM_ROLES)) or self.table.heading_keys == table.heading_keys

"""What a workbook says of the scale of a table's answers, looked up only where it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from reference.keys import text_key
from survey.files.grid import Workbook
from survey.scales import answer_scale, legends
from survey.scales.legends import Legend
from survey.tables.table import Table, TableColumn

ITEM_ROLES = ("code", "question", "indicator", "subindicator", "branch")
Columns = Sequence[tuple[Table, TableColumn]]


@dataclass(frozen=True)
class ScaleSources:
    """The texts around the answer `columns` of a table, and the other tables of its file."""

    table: Table
    columns: Sequence[TableColumn]
    book: Workbook
    others: Callable[[], Sequence[Table]]

    @cached_property
    def found_legend(self) -> Legend:
        """The legend of the table: in its headings, around it or one like it, else on a sheet without any."""
        tables = {self.table.area: self.table} | {table.area: table for table, _ in self.columns_alike}
        answers = {
            area: {column.index for one, column in self.columns_alike if one.area == area} for area in tables
        }
        answers[self.table.area] = {column.index for column in self.columns}
        headed = legends.legend_in_headings(column.heading for column in self.columns)
        around = (legends.find_legend(table, answers[area]) for area, table in tables.items())
        given = next((legend for legend in chain([headed], around) if legend.is_given), None)
        return given or legends.find_legend_elsewhere(self.book, {one.sheet.name for one in tables.values()})

    @cached_property
    def code_books(self) -> Sequence[Mapping[str, float]]:
        """The code books of the workbook."""
        return answer_scale.find_code_books(self.book)

    @cached_property
    def columns_alike(self) -> Columns:
        """The answer columns of the other tables: with the same role or heading, or of items like these."""
        roles = {column.role for column in self.columns if column.role}
        headings = {text_key(column.heading) for column in self.columns}
        of_items = any(column.node for column in self.columns)
        return [
            (table, column)
            for table in self.others()
            if table.area != self.table.area and self._is_alike(table)
            for column in table.columns
            if (column.role and column.role in roles)
            or (column.heading and text_key(column.heading) in headings)
            or (of_items and column.node)
        ]

    def _is_alike(self, table: Table) -> bool:
        """Whether another table has items too, or the same headings; a legend may be a table of its own."""
        own, other = ({text_key(column.heading) for column in one.columns} for one in (self.table, table))
        return bool(table.nodes or table.of(*ITEM_ROLES)) or own - {""} == other - {""}

"""What a workbook says of the scale of a table's answers, looked up only where it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reference.keys import text_key
from survey.answers import legends, scales
from survey.answers.legends import Legend
from survey.files.grid import Workbook
from survey.tables.table import Table, TableColumn

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
        """The legend of the table: on its own sheet, else around one like it, else on sheets without any."""
        answering = list(
            {one.area: one for one in (self.table, *(table for table, _ in self.columns_alike))}.values()
        )
        around = (_around(table) for table in answering)
        given = next((legend for legend in around if legend.is_given), None)
        return given or legends.find_legend_elsewhere(self.book, {one.sheet.name for one in answering})

    @cached_property
    def code_books(self) -> Sequence[Mapping[str, float]]:
        """The code books of the workbook."""
        return scales.find_code_books(self.book)

    @cached_property
    def columns_alike(self) -> Columns:
        """The answer columns of the other tables: with the same role or heading, or of items like these."""
        roles = {column.role for column in self.columns if column.role}
        headings = {text_key(column.heading) for column in self.columns}
        of_items = any(column.node for column in self.columns)
        return [
            (table, column)
            for table in self.others()
            if table.area != self.table.area
            for column in table.columns
            if (column.role and column.role in roles)
            or (column.heading and text_key(column.heading) in headings)
            or (of_items and column.node)
        ]


def _around(table: Table) -> Legend:
    area = table.area
    return legends.find_legend(table.sheet, table.top, area.last, area.left, area.right)

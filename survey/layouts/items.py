"""Indicators or questions by rows with value columns (L03, L05): claimed beside verified, or one result."""

from __future__ import annotations

import re
from collections import Counter

from scoring.tree import Node
from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import Workbook, cell_as_text, cell_name
from survey.layouts import item_rows, shared
from survey.layouts.answers import is_cell_filled, read_row_answer
from survey.layouts.item_results import ItemEntry, ItemResults
from survey.layouts.merged_answers import row_above_in_merge, row_that_answers
from survey.layouts.naming import component_named_by, item_of_row
from survey.layouts.owners import FileOwners, is_answered_by_opd, owners_of_file
from survey.tables.headings import DATED_VALUE, ENTITY_ROLES, VALUE_ROLES, node_named_by
from survey.tables.table import Table, TableColumn, begins_as_total, year_named_above
from survey.values import NodeValue, ValueKind

ITEM_ROLES = ("question", "subindicator", "indicator", "code", "component", "branch")
REASONS = ("fact", "analysis", "obstacle", "evidence", "evidence_link", "evidence_date", "note")
USED = frozenset({*ITEM_ROLES, *VALUE_ROLES, *REASONS, "number", "weight", "mean"})


def recognise_item_tables(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every table whose rows are indicators or questions; None where there is none or no row is known."""
    found = [table for table in shared.tables_in_workbook(book, reader) if _is_header(table)]
    if not found or any(_is_chosen_from(table, reader) or _is_shared(table, reader) for table in found):
        return None
    tables = shared.tables_of_one_period(found, reader)
    reading = _ItemTables(reader, owners_of_file(book, reader))
    for table in tables:
        if reader.instrument.framework.scale.integers:
            shared.prepare_answer_columns(table, list(_value_columns(table).values()), reader, book)
        shared.report_unused_columns(reader, table, USED)
        shared.report_hidden_rows(reader, table)
        for part in owners_of_file(book, reader).cut_at_owners(table):
            reading.take(part)
    if reading.unknown >= len(reading.entries) and not reader.questions:
        return None
    shared.report_unread_tables(book, reader, found)
    return reading.recognised()


def _is_header(table: Table) -> bool:
    item = table.one("question", "indicator", "code", "component", "branch", "number")
    named = table.one("question", "indicator", "code", "component", "branch", "subindicator")
    values = table.of(*VALUE_ROLES, "dated_value")
    return bool(item and named and values) and not table.of(*(ENTITY_ROLES - {"institution"}))


def _is_chosen_from(table: Table, reader: FileReading) -> bool:
    """Whether levels are marked in columns of their own, or other columns could be the OPD's answers too."""
    rows = item_rows.find_item_rows(table, reader)
    if rows is None or not is_answered_by_opd(reader.instrument.framework):
        return rows is not None and bool(rows.grids)
    first = table.one("claimed", "value")
    return bool(rows.grids) or any(first is None or one.columns != (first.index,) for one in rows.candidates)


def _is_shared(table: Table, reader: FileReading) -> bool:
    """Whether several OPD answer in a column each ("Dinkes / Nilai")."""
    rows = item_rows.find_item_rows(table, reader) if len(table.of(*VALUE_ROLES)) > 1 else None
    return rows is not None and len(rows.answers) > 1


class _ItemTables:
    """What the tables of one file give, row by row."""

    def __init__(self, reader: FileReading, file: FileOwners) -> None:
        self.reader, self.file = reader, file
        self.framework = reader.instrument.framework
        self.entries: list[ItemEntry] = []
        self.published: list[NodeValue] = []
        self.leaves: list[Node] = []
        self.counts: Counter[str] = Counter()
        self.years: set[int] = set()
        self.tables: list[Table] = []
        self.component: str | None = None
        self.unknown = 0

    def take(self, table: Table) -> None:
        """Read one table with the component named above it, and what its rows name further down."""
        if table.sheet.name not in {one.sheet.name for one in self.tables}:
            self._enter(table)
        self.tables.append(table)
        self.component = self._component_above(table) or self.component
        columns = _value_columns(table)
        for row in table.lines:
            if not table.blank(row):
                self._row(table, row, columns)
        self._means(table)

    def _enter(self, table: Table) -> None:
        self.component = component_named_by(self.reader, table.sheet.name)
        if year := year_named_above(table.sheet, table.top):
            self.years.add(year)

    def _component_above(self, table: Table) -> str | None:
        for row in range(table.top - 1, max(table.top - 4, -1), -1):
            filled = [cell_as_text(cell) for cell in table.sheet.rows[row] if cell_as_text(cell)]
            if len(set(filled)) == 1 and (found := component_named_by(self.reader, filled[0])):
                return found
        return None

    def _row(self, table: Table, row: int, columns: dict[ValueKind, TableColumn]) -> None:
        texts = [table.sheet.text(row, column.index) for column in table.of(*ITEM_ROLES)]
        filled = [text for text in (cell_as_text(cell) for cell in table.sheet.rows[row]) if text]
        values = any(_is_answered(table, row, column) for column in columns.values())
        if not values and len(set(filled)) == 1:
            self.component = component_named_by(self.reader, filled[0]) or self.component
            return
        label = next(iter(_worded(filled)), "")
        numbered = bool(table.text(row, table.one("number", "code")))
        if begins_as_total(label) and len(_worded(filled)) == 1 and not numbered:
            self._total(table, row, columns, label)
            return
        if not any(texts) or (not values and not table.text(row, table.one("number", "code"))):
            if values or any(texts):
                self.reader.say("W30", table.sheet.name, cell_name(row, 0), row + 1)
            return
        node = self._node(table, row, columns)
        if node is not None:
            self._read(table, row, columns, node)

    def _node(self, table: Table, row: int, columns: dict[ValueKind, TableColumn]) -> Node | None:
        """The node of a row: the instrument's own, or a new question leaf under the component in force."""
        component = self._component_of_row(table, row) or self.component
        if component and table.one("question", "subindicator", "indicator"):
            label = table.sheet.text(row, next(iter(table.of("question", "subindicator", "indicator"))).index)
            total = node_named_by(label, self.reader.instrument)
            return (
                self.framework.node(total)
                if total in self.framework.roots
                else self._leaf(component, table, row)
            )
        code = item_of_row(self.reader, table, row)
        self.unknown += code is None
        return self.framework.node(code) if code else None

    def _component_of_row(self, table: Table, row: int) -> str | None:
        return component_named_by(self.reader, table.text(row, table.one("component")))

    def _leaf(self, component: str, table: Table, row: int) -> Node:
        self.counts[component] += 1
        columns = table.of("question", "subindicator", "indicator")
        parts = [table.text(row, column) for column in reversed(columns)]
        number = table.text(row, table.one("number"))
        parent = self.framework.node(component)
        leaf = Node(
            code=f"{component}.Q{self.counts[component]:02d}",
            name=table.text(row, columns[0]) or next(filter(None, parts), ""),
            parent=component,
            level=parent.level - 1,
            tags={"printed_number": number, "group": " / ".join(dict.fromkeys(filter(None, parts[:-1])))},
        )
        self.leaves.append(leaf)
        return leaf

    def _read(self, table: Table, row: int, columns: dict[ValueKind, TableColumn], node: Node) -> None:
        integers = self.framework.scale.integers and not self.framework.children(node.code)
        for kind, column in columns.items():
            line = row_that_answers(table.sheet, row, column.index, self.reader)
            parsed = self.reader.answer(table.sheet, line, column.index, node, integers=integers)
            told = read_row_answer(table, row, node.code, column.index, parsed, None)
            self.entries.append(ItemEntry(node.code, kind, parsed, told, table))

    def _total(self, table: Table, row: int, columns: dict[ValueKind, TableColumn], label: str) -> None:
        """A row "Rata-rata" carries the file's own figure of the component in force."""
        target = self.component or node_named_by(
            re.sub(r"^[\W_]*(rata\W*rata|rerata|jumlah|total)", "", label, flags=re.I), self.reader.instrument
        )
        column = next(iter(columns.values()))
        place = cell_name(row, column.index)
        if target is None or not label.casefold().startswith(("rata", "rerata")):
            self.reader.say("W30", table.sheet.name, place, row + 1)
            return
        found = self.reader.published(table.sheet, row, column.index, region="", node=target)
        self.published += [found] if found else []

    def _means(self, table: Table) -> None:
        """A column "Rata-rata" that holds one figure for the whole block is the component's own."""
        column = table.one("mean")
        if column is None or self.component is None:
            return
        rows = [row for row in table.lines if is_cell_filled(table.sheet, row, column.index)]
        known = {value.node for value in self.published}
        if len(rows) == 1 and self.component not in known:
            found = self.reader.published(table.sheet, rows[0], column.index, region="", node=self.component)
            self.published += [found] if found else []

    def recognised(self) -> Recognised:
        """Everything the tables gave: the answers of the OPD they name, or values of the region."""
        found = (self.tables, self.entries, self.published, self.leaves, frozenset(self.years))
        return ItemResults(self.reader, self.file, *found).put_together()


def _value_columns(table: Table) -> dict[ValueKind, TableColumn]:
    """The claimed and the verified column; of several dated ones the latest, of plain ones the first."""
    found: dict[ValueKind, TableColumn] = {}
    dated = sorted(table.of("dated_value"), key=lambda column: DATED_VALUE.match(column.heading)[1])  # type: ignore[index]
    claimed = table.one("claimed", "value") or (dated[-1] if dated else None)
    verified = table.one("verified")
    if claimed:
        found["claimed"] = claimed
    if verified:
        found["verified"] = verified
    return found


def _is_answered(table: Table, row: int, column: TableColumn) -> bool:
    """Whether a cell is filled, or belongs to a merged cell that is."""
    is_under = row_above_in_merge(table.sheet, row, column.index) is not None
    return is_under or is_cell_filled(table.sheet, row, column.index)


def _worded(cells: list[str]) -> list[str]:
    return [cell for cell in cells if not cell[0].isdecimal()]

"""Indicators or questions by rows with value columns (L03, L05): claimed beside verified, or one result."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

from reference import regions
from scoring.tree import Node
from survey import named_opd, named_region
from survey.answers.cells import ParsedCell
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Workbook, cell_as_text, cell_name
from survey.layouts import item_rows, shared
from survey.layouts.answers import is_cell_filled, read_row_answer
from survey.layouts.merged_answers import row_above_in_merge, row_that_answers
from survey.layouts.naming import component_named_by, item_of_row
from survey.layouts.owners import FileOwners, is_answered_by_opd, owners_of_file
from survey.layouts.twice import join_by_opd, settle_twice_answered
from survey.tables.headings import DATED_VALUE, ENTITY_ROLES, VALUE_ROLES, node_named_by
from survey.tables.table import Table, TableColumn, begins_as_total, year_named_above
from survey.values import Answer, NodeValue, Response, ValueKind

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


@dataclass(frozen=True)
class _ItemEntry:
    """One value of one row, before it is known which nodes sum up others."""

    node: str
    kind: ValueKind
    parsed: ParsedCell
    told: Answer
    """The value with the texts beside it, as one OPD's answer."""
    table: Table

    @property
    def sheet(self) -> str:
        return self.told.sheet

    @property
    def cell(self) -> str:
        return self.told.cell


@dataclass(frozen=True)
class _ItemOwner:
    """Whose the answers of a table are: an OPD's (None while it is asked) or the region's own."""

    region: str | None
    opd: str | None
    text: str

    @property
    def is_region(self) -> bool:
        return self.opd == named_opd.REGION_ITSELF


class _ItemTables:
    """What the tables of one file give, row by row."""

    def __init__(self, reader: FileReading, file: FileOwners) -> None:
        self.reader, self.file = reader, file
        self.framework = reader.instrument.framework
        self.entries: list[_ItemEntry] = []
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
            self.entries.append(_ItemEntry(node.code, kind, parsed, told, table))

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
        if self.leaves:
            self.reader.say("W37", found=len(self.leaves))
        owned = {id(table): self._owner(table) for table in self.tables}
        entries = [(entry, owned[id(entry.table)]) for entry in self.entries]
        told = [(entry, owner) for entry, owner in entries if owner and not owner.is_region]
        values = [entry for entry, owner in entries if owner and owner.is_region]
        if told and self.file.by_opd:
            # Beside an OPD's answers a table of means is that OPD's, not the region's.
            self._say_sums([entry for entry in values if self._sums_up(entry)])
            values = [entry for entry in values if not self._sums_up(entry)]
        year = max(self.years) if self.years else None
        leaves = tuple(self.leaves)
        found = self._values(values) if values or not told else ()
        return Recognised("items", responses=self._responses(told), values=found, leaves=leaves, year=year)

    def _owner(self, table: Table) -> _ItemOwner | None:
        """Whose the answers of a table are; None where the user leaves them out."""
        region = self.file.region_of(table)
        if region == SKIP:
            return None
        named = self.file.opd_named(table, region)
        if named:
            opd = self.file.opd_of(table, region)
            named_opd.refuse_other_opd(self.reader, region, opd)
        elif self.reader.context.opd or (self.file.by_opd and self._answers_items(table)):
            opd = named_opd.choose_opd_or_region(self.reader, region)
        else:
            opd = named_opd.REGION_ITSELF
        return None if opd == SKIP else _ItemOwner(region, opd, named.text if named else "")

    def _answers_items(self, table: Table) -> bool:
        """Whether a table holds what OPD are asked, not the sums over it alone."""
        own = {entry.node for entry in self.entries if entry.table is table}
        return any(not self.framework.children(code) for code in own & set(self.framework.codes))

    def _values(self, entries: list[_ItemEntry]) -> tuple[NodeValue, ...]:
        """The values of the one region of the file; a file with sheets of several is refused."""
        named = sorted({found for table in self.tables if (found := self.file.region_named(table))})
        if len(named) > 1:
            self.reader.refuse("E37", found="; ".join(regions.find_region(region).name for region in named))
            return ()
        region = named_region.region_of_file(self.reader, named[0] if named else None)
        given = {entry.node for entry in entries} | {leaf.parent for leaf in self.leaves}
        every = shared.align_decimals([self._value(entry, region, given) for entry in self._once(entries)])
        # Of a total stated for the claimed and for the verified column the latter is the one in force.
        totals = {
            value.node: value for value in every if value.kind == "published" and value.value is not None
        }
        values = [value for value in every if value.kind != "published"]
        means = [replace(value, region=region) for value in shared.align_decimals(self.published)]
        return (*values, *totals.values(), *means)

    def _value(self, entry: _ItemEntry, region: str | None, given: set[str | None]) -> NodeValue:
        has_questions = entry.node in {leaf.parent for leaf in self.leaves}
        sums_up = has_questions or self._has_below(entry.node, given)
        return NodeValue(
            region=region,
            node=entry.node,
            kind="published" if sums_up else entry.kind,
            value=entry.parsed.value,
            status=entry.parsed.status,
            sheet=entry.sheet,
            cell=entry.cell,
            digits=entry.parsed.digits,
        )

    def _has_below(self, code: str, given: set[str | None]) -> bool:
        return code in self.framework.codes and bool(shared.nodes_below(self.framework, code) & given)

    def _responses(self, told: list[tuple[_ItemEntry, _ItemOwner]]) -> tuple[Response, ...]:
        """One response for each OPD named; sums over items are none of its answers and are said."""
        groups: dict[_ItemOwner, list[_ItemEntry]] = {}
        for entry, owner in told:
            groups.setdefault(owner, []).append(entry)
        self._say_sums([entry for entry, _ in told if self._sums_up(entry)])
        return join_by_opd(
            (
                Response(owner.region, "", owner.opd, owner.text, "1", self._answers(entries))
                for owner, entries in groups.items()
            ),
            self.reader,
        )

    def _answers(self, entries: list[_ItemEntry]) -> tuple[Answer, ...]:
        verified = {entry.node: entry.parsed.value for entry in entries if entry.kind == "verified"}
        return tuple(
            replace(entry.told, verified=verified.get(entry.node))
            for entry in entries
            if entry.kind == "claimed" and not self._sums_up(entry)
        )

    def _sums_up(self, entry: _ItemEntry) -> bool:
        return entry.node in self.framework.codes and bool(self.framework.children(entry.node))

    def _say_sums(self, sums: list[_ItemEntry]) -> None:
        for sheet, group in groupby(sums, key=lambda entry: entry.sheet):
            cells = ", ".join(entry.cell for entry in group if entry.parsed.value is not None)
            if cells:
                self.reader.say("W66", sheet, found=cells)

    def _once(self, entries: list[_ItemEntry]) -> list[_ItemEntry]:
        """Each node and kind once: of different values the one chosen, of sums over others the first."""
        found: list[_ItemEntry] = []
        for kind in dict.fromkeys(entry.kind for entry in entries):
            own = [entry for entry in entries if entry.kind == kind]
            sums = {entry.node: entry for entry in reversed(own) if self._sums_up(entry)}
            (settled,) = settle_twice_answered(
                [[entry.told for entry in own if not self._sums_up(entry)]], self.reader
            )
            at = {(entry.sheet, entry.cell): entry for entry in own}
            found += [_as_settled(at[one.sheet, one.cell], one) for one in settled]
            found += sums.values()
        return found


def _as_settled(entry: _ItemEntry, settled: Answer) -> _ItemEntry:
    """An entry, without its value where it is asked which of several counts."""
    is_open = settled.status == "missing" and entry.told.status != "missing"
    return replace(entry, parsed=ParsedCell(), told=settled) if is_open else entry


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

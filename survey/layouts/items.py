"""Indicators or questions by rows with value columns (L03, L05): claimed beside verified, or one result."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from reference.keys import norm
from scoring.framework import Node
from survey import places
from survey.case import SKIP, Case, Draft, same_digits
from survey.cells import Parsed
from survey.grid import Sheet, Workbook, as_text, cell_name
from survey.headings import DATED_VALUE, ENTITY_ROLES, VALUE_ROLES, node_of
from survey.layouts import shared
from survey.tables import Column, Table, find_tables, is_not_data, year_in
from survey.values import Answer, NodeValue, Response, ValueKind

ITEM_ROLES = ("question", "subindicator", "indicator", "code", "component", "branch")
USED = frozenset({*ITEM_ROLES, *VALUE_ROLES, "number", "weight", "mean"})
SHARE_KNOWN = 0.5
PREFIX = re.compile(r"^\s*(?:(?:komponen|blok|bagian|dimensi)\s+)?[A-Z]\s*[.)]\s*", re.I)


def recognise(book: Workbook, case: Case) -> Draft | None:
    """Every table whose rows are indicators or questions; None where there is none or no row is known."""
    tables = [
        table for sheet in shared.visible(book) for table in find_tables(sheet, case.instrument, _is_header)
    ]
    if not tables:
        return None
    reading = _Reading(case)
    for table in tables:
        reading.take(table)
    if not reading.entries and not case.questions:
        return None
    shared.say_sheets(book, case, {table.sheet.name for table in tables})
    return reading.draft()


def _is_header(table: Table) -> bool:
    item = table.one("question", "indicator", "code", "component", "branch", "number")
    named = table.one("question", "indicator", "code", "component", "branch", "subindicator")
    values = table.of(*VALUE_ROLES, "dated_value")
    return bool(item and named and values) and not table.of(*(ENTITY_ROLES - {"institution"}))


@dataclass(frozen=True)
class _Entry:
    """One value of one row, before it is known which nodes sum up others."""

    region: str
    node: str
    kind: ValueKind
    parsed: Parsed
    sheet: str
    cell: str


class _Reading:
    """What the tables of one file give, row by row."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.framework = case.instrument.framework
        self.numbers = {
            int(node.tags["number"]): node.code for node in self.framework.nodes if node.tags.get("number")
        }
        self.entries: list[_Entry] = []
        self.published: list[NodeValue] = []
        self.leaves: list[Node] = []
        self.counts: Counter[str] = Counter()
        self.years: set[int] = set()
        self.regions: dict[str, str | None] = {}
        self.component: str | None = None
        self.agency_text = ""
        self.agency_cell = ("", "")

    def take(self, table: Table) -> None:
        """Read one table with the component named above it, and what its rows name further down."""
        shared.say_columns(self.case, table, USED)
        shared.say_hidden(self.case, table)
        if table.sheet.name not in self.regions:
            self._enter(table)
        self.component = self._component_above(table) or self.component
        columns = _value_columns(table)
        for row in table.rows:
            if not table.blank(row):
                self._row(table, row, columns)
        self._means(table)

    def _enter(self, table: Table) -> None:
        sheet = table.sheet
        self.component = _inner_leaf(sheet.name, self.case)
        self.regions[sheet.name] = places.sheet_region(self.case, sheet, table.top)
        if year := year_in(sheet, table.top):
            self.years.add(year)
        line = places.agency_line(sheet, table.top)
        if line:
            self.agency_text, self.agency_cell = line.text, (sheet.name, line.cell)

    @property
    def region(self) -> str:
        return next((region for region in self.regions.values() if region), "")

    def _component_above(self, table: Table) -> str | None:
        for row in range(table.top - 1, max(table.top - 4, -1), -1):
            filled = [as_text(cell) for cell in table.sheet.rows[row] if as_text(cell)]
            if len(set(filled)) == 1 and (found := _inner_leaf(filled[0], self.case)):
                return found
        return None

    def _row(self, table: Table, row: int, columns: dict[ValueKind, Column]) -> None:
        texts = [table.sheet.text(row, column.index) for column in table.of(*ITEM_ROLES)]
        filled = [text for text in (as_text(cell) for cell in table.sheet.rows[row]) if text]
        values = any(_filled(table.sheet, row, column.index) for column in columns.values())
        if not values and len(set(filled)) == 1:
            self.component = _inner_leaf(filled[0], self.case) or self.component
            return
        label = next(iter(_worded(filled)), "")
        numbered = bool(table.text(row, table.one("number", "code")))
        if is_not_data(label) and len(_worded(filled)) == 1 and not numbered:
            self._total(table, row, columns, label)
            return
        if not any(texts) or (not values and not table.text(row, table.one("number", "code"))):
            if values or any(texts):
                self.case.say("W30", table.sheet.name, cell_name(row, 0), row + 1)
            return
        node = self._node(table, row, columns)
        if node is not None:
            self._read(table, row, columns, node)

    def _node(self, table: Table, row: int, columns: dict[ValueKind, Column]) -> Node | None:
        """The node of a row: the instrument's own, or a new question leaf under the component in force."""
        component = self._component_of_row(table, row) or self.component
        if component and table.one("question", "subindicator", "indicator"):
            label = table.sheet.text(row, next(iter(table.of("question", "subindicator", "indicator"))).index)
            total = node_of(label, self.case.instrument)
            return (
                self.framework.node(total)
                if total in self.framework.roots
                else self._leaf(component, table, row)
            )
        code = self._known(table, row)
        return self.framework.node(code) if code else None

    def _component_of_row(self, table: Table, row: int) -> str | None:
        return _inner_leaf(table.text(row, table.one("component")), self.case)

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

    def _known(self, table: Table, row: int) -> str | None:
        """The instrument's node by code, text, or number checked against the text; asked if they differ."""
        instrument = self.case.instrument
        code = table.sheet.text(row, _index(table, "code"))
        by_code = node_of(code, instrument) if code else None
        texts = [
            table.sheet.text(row, column.index)
            for column in table.of("question", "indicator", "subindicator")
        ]
        by_text = next((found for text in texts if text and (found := node_of(text, instrument))), None)
        by_number = self.numbers.get(_whole(table.sheet.text(row, _index(table, "number"))))
        first = by_code or by_number
        place = cell_name(row, _index(table, "code" if by_code else "number"))
        if first and by_text and first != by_text:
            return self._differing(table, row, place, first, by_text)
        if by_code or by_text:
            return by_code or by_text
        text = next(filter(None, texts), "")
        if by_number and by_number == self._likest(text):
            self.case.say("W47", table.sheet.name, place, table.sheet.text(row, _index(table, "number")))
            return by_number
        branch = table.sheet.text(row, _index(table, "branch")) or table.sheet.text(
            row, _index(table, "component")
        )
        if not text and branch and (found := node_of(branch, instrument)):
            return found
        self._unknown(table, row, code or text)
        return None

    def _likest(self, text: str) -> str | None:
        """The one numbered node whose name is most like a text, with half of its words; None if unsure."""
        likeness = {code: _likeness(text, self.framework.node(code).name) for code in self.numbers.values()}
        best = max(likeness.values(), default=0.0)
        first = [code for code, value in likeness.items() if value == best]
        return first[0] if best > 0 and len(first) == 1 else None

    def _unknown(self, table: Table, row: int, found: str) -> None:
        code = _index(table, "code")
        if table.sheet.text(row, code):
            expected = self.case.instrument.key
            proposal = "Periksa kode pada templat terbaru; baris ini tidak dibaca."
            self.case.say(
                "E28", table.sheet.name, cell_name(row, code), found, expected=expected, proposal=proposal
            )
        else:
            self.case.say("W49", table.sheet.name, cell_name(row, 0), found)

    def _differing(self, table: Table, row: int, place: str, first: str, second: str) -> str | None:
        names = {code: f"{code} {self.framework.node(code).name}" for code in (first, second)}
        question = f"Baris {row + 1}: butir mana yang dimaksud?"
        asked = self.case.key("value", table.sheet.name, place, "butir")
        choice = self.case.ask(
            "value", asked, question, (*names.items(), (SKIP, "Lewati baris ini")), table.sheet.name, place
        )
        if choice is None:
            self.case.say("E30", table.sheet.name, place, first)
        return None if choice in (None, SKIP) else choice

    def _read(self, table: Table, row: int, columns: dict[ValueKind, Column], node: Node) -> None:
        integers = self.framework.scale.integers and not self.framework.children(node.code)
        for kind, column in columns.items():
            parsed = self.case.answer(table.sheet, row, column.index, node, integers=integers)
            place = cell_name(row, column.index)
            region = self.regions[table.sheet.name] or ""
            self.entries.append(_Entry(region, node.code, kind, parsed, table.sheet.name, place))

    def _total(self, table: Table, row: int, columns: dict[ValueKind, Column], label: str) -> None:
        """A row "Rata-rata" carries the file's own figure of the component in force."""
        target = self.component or node_of(
            re.sub(r"^[\W_]*(rata\W*rata|rerata|jumlah|total)", "", label, flags=re.I), self.case.instrument
        )
        column = next(iter(columns.values()))
        place = cell_name(row, column.index)
        if target is None or not label.casefold().startswith(("rata", "rerata")):
            self.case.say("W30", table.sheet.name, place, row + 1)
            return
        found = self.case.published(table.sheet, row, column.index, region="", node=target)
        self.published += [found] if found else []

    def _means(self, table: Table) -> None:
        """A column "Rata-rata" that holds one figure for the whole block is the component's own."""
        column = table.one("mean")
        if column is None or self.component is None:
            return
        rows = [row for row in table.rows if _filled(table.sheet, row, column.index)]
        known = {value.node for value in self.published}
        if len(rows) == 1 and self.component not in known:
            found = self.case.published(table.sheet, rows[0], column.index, region="", node=self.component)
            self.published += [found] if found else []

    def draft(self) -> Draft:
        """Everything the tables gave: values of the region, or one OPD's answers where one is named."""
        if self.leaves:
            self.case.say("W37", found=len(self.leaves))
        region = places.file_region(self.case, self.region or None)
        year = max(self.years) if self.years else None
        if self.agency_text or self.case.given.opd:
            response = self._response(region)
            return Draft("items", responses=(response,), leaves=tuple(self.leaves), year=year)
        given = {entry.node for entry in self.entries} | {leaf.parent for leaf in self.leaves}
        every = same_digits([self._value(entry, region, given) for entry in _once(self.entries, self.case)])
        # Of a total stated for the claimed and for the verified column the latter is the one in force.
        totals = {
            value.node: value for value in every if value.kind == "published" and value.value is not None
        }
        values = [value for value in every if value.kind != "published"]
        means = [replace(value, region=region) for value in same_digits(self.published)]
        return Draft(
            "items", values=(*values, *totals.values(), *means), leaves=tuple(self.leaves), year=year
        )

    def _value(self, entry: _Entry, region: str | None, given: set[str | None]) -> NodeValue:
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
        return code in self.framework.codes and bool(shared.below(self.framework, code) & given)

    def _response(self, region: str | None) -> Response:
        sheet, cell = self.agency_cell
        opd = places.file_agency(self.case, region, self.agency_text, sheet, cell)
        verified = {entry.node: entry.parsed.value for entry in self.entries if entry.kind == "verified"}
        answers = tuple(
            Answer(
                entry.node,
                entry.parsed.status,
                entry.parsed.value,
                verified=verified.get(entry.node),
                sheet=entry.sheet,
                cell=entry.cell,
            )
            for entry in _once(self.entries, self.case)
            if entry.kind == "claimed"
        )
        return Response(region, "", opd, self.agency_text, "1", answers)


def _once(entries: list[_Entry], case: Case) -> list[_Entry]:
    """Each node and kind once; a second, different value is a finding and the first stands."""
    found: dict[tuple[str, str], _Entry] = {}
    for entry in entries:
        first = found.setdefault((entry.node, entry.kind), entry)
        if first is not entry and first.parsed.value != entry.parsed.value:
            case.say("E29", entry.sheet, entry.cell, entry.node)
    return list(found.values())


def _value_columns(table: Table) -> dict[ValueKind, Column]:
    """The claimed and the verified column; of several dated ones the latest, of plain ones the first."""
    found: dict[ValueKind, Column] = {}
    dated = sorted(table.of("dated_value"), key=lambda column: DATED_VALUE.match(column.heading)[1])  # type: ignore[index]
    claimed = table.one("claimed", "value") or (dated[-1] if dated else None)
    verified = table.one("verified")
    if claimed:
        found["claimed"] = claimed
    if verified:
        found["verified"] = verified
    return found


def _inner_leaf(text: str, case: Case) -> str | None:
    """The component a text names, if it is one under which files put questions of their own."""
    if not text:
        return None
    framework = case.instrument.framework
    code = node_of(text, case.instrument) or node_of(PREFIX.sub("", text), case.instrument)
    is_component = code is not None and not framework.children(code) and framework.node(code).level > 1
    return code if is_component else None


def _worded(cells: list[str]) -> list[str]:
    return [cell for cell in cells if not cell[0].isdecimal()]


def _index(table: Table, role: str) -> int:
    column = table.one(role)
    return column.index if column else -1


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else -1


def _filled(sheet: Sheet, row: int, column: int) -> bool:
    place = cell_name(row, column)
    return bool(sheet.text(row, column)) or place in sheet.errors or place in sheet.uncomputed


def _likeness(text: str, name: str) -> float:
    """Shared words per word of both, 0 where not half of the shorter one's are shared."""
    words, others = set(norm(text).split()), set(norm(name).split())
    shared_words = len(words & others)
    if not words or shared_words < SHARE_KNOWN * min(len(words), len(others)):
        return 0.0
    return shared_words / len(words | others)

"""Kabupaten by rows, components, domains or indicators by columns (L04): the ministries' summary tables."""

from __future__ import annotations

from dataclasses import replace

from reference import regions
from survey import named_region
from survey.answers.cells import ParsedCell
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Sheet, Workbook, cell_name
from survey.layouts import rival_columns, shared
from survey.tables.table import Table, TableColumn, begins_as_total, year_named_above
from survey.values import NodeValue

NAMED_IN_FINDING = 5
USED = frozenset(
    {"number", "region", "region_code", "institution", "cohort", "published", "kind", "year", "rival"}
)


def recognise_region_tables(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every table whose rows are regions and whose columns are nodes; None where there is none."""
    found = [table for table in shared.tables_in_workbook(book, reader) if _is_header(table)]
    if not found:
        return None
    tables = shared.tables_of_one_period(found, reader)
    shared.report_unread_tables(book, reader, found)
    reading = _RegionTables(reader)
    for table in tables:
        reading.take(table)
    return reading.recognised()


def _is_header(table: Table) -> bool:
    entity = table.one("region", "region_code", "institution")
    agency = table.one("opd", "opd_code")
    return entity is not None and agency is None and bool(table.nodes) and not table.one("code", "question")


class _RegionTables:
    """What the tables of one file give, row by row."""

    def __init__(self, reader: FileReading) -> None:
        self.reader = reader
        self.values: list[NodeValue] = []
        self.cohorts: dict[str, str] = {}
        self.absent: list[str] = []
        self.years: set[int] = set()
        self.places: dict[str, list[tuple[str, int]]] = {}
        self.left_out: list[str] = []

    def take(self, table: Table) -> None:
        """Read every row of a table."""
        table = rival_columns.settle_rival_columns(table, self.reader)
        shared.report_unused_columns(self.reader, table, USED)
        shared.report_hidden_rows(self.reader, table)
        shared.report_left_out_rows(table, self.reader)
        self.years |= self._years(table)
        published = _published(table, self.reader)
        before = len(self.values)
        for row in _unique_rows(self, table):
            self._row(table, row, published)
        self.values[before:] = _aligned(self.values[before:])

    def _years(self, table: Table) -> set[int]:
        """The year of a table; of several in a column the latest, whose rows alone are read."""
        found = shared.years_in_table(table)
        if len(found) > 1:
            listed = ", ".join(map(str, sorted(found)))
            self.reader.say("W58", table.sheet.name, found=listed, year=max(found))
        titled = year_named_above(table.sheet, table.top)
        return {max(found)} if found else {titled} if titled else set()

    def _row(self, table: Table, row: tuple[int, str], published: set[int]) -> None:
        line, region = row
        inputs = [column for column in table.nodes if column.index not in published]
        parsed = {column.index: self._cell(table.sheet, line, column) for column in inputs}
        if cohort := table.text(line, table.one("cohort")):
            self.cohorts[region] = cohort
        if self._took_no_part(region, list(parsed.values()), table.sheet.name, line):
            return
        for column in inputs:
            self.values.append(_claimed(region, column, parsed[column.index], table.sheet.name, line))
        for column in table.columns:
            if column.index in published and (found := self._published(table.sheet, line, column, region)):
                self.values.append(found)

    def _published(self, sheet: Sheet, line: int, column: TableColumn, region: str) -> NodeValue | None:
        """The file's own figure of a node; one off the instrument's scale is another scale's, and asked."""
        node, scale = self._node(column), self.reader.instrument.framework.scale
        found = self.reader.published(sheet, line, column.index, region=region, node=node)
        if not column.node or not found or found.value is None:
            return found
        if scale.minimum <= found.value <= scale.maximum:
            return found
        parsed = self._cell(sheet, line, column)
        return replace(found, value=parsed.value, status=parsed.status, digits=parsed.digits)

    def _node(self, column: TableColumn) -> str:
        return column.node or self.reader.instrument.framework.roots[0]

    def _cell(self, sheet: Sheet, line: int, column: TableColumn) -> ParsedCell:
        framework = self.reader.instrument.framework
        node = framework.node(column.node)
        integers = framework.scale.integers and not framework.children(node.code)
        return self.reader.answer(sheet, line, column.index, node, integers=integers)

    def _took_no_part(self, region: str, parsed: list[ParsedCell], sheet: str, line: int) -> bool:
        if any(one.problem for one in parsed):
            return False
        known = [one.value for one in parsed if one.value is not None]
        code = ""
        if not known:
            code = "W52"
        elif self.reader.instrument.absent_when_all_zero and not any(known):
            code = "W38"
        if code:
            self.absent.append(region)
            self.reader.say(code, sheet, cell_name(line, 0), regions.find_region(region).name)
        return bool(code)

    def recognised(self) -> Recognised:
        """Everything the tables gave, after what was left out is said."""
        if self.left_out:
            names = "; ".join(self.left_out[:NAMED_IN_FINDING])
            more = ", …" if len(self.left_out) > NAMED_IN_FINDING else ""
            self.reader.say("E36", found=len(self.left_out), names=names + more)
        given = self.values or self.absent or self.reader.questions
        refused = not given and bool(self.reader.other_regions.by_sheet)
        if refused:
            named_region.say_no_answers(self.reader)
        return Recognised(
            layout="by_region",
            values=tuple(self.values),
            cohorts=self.cohorts,
            year=max(self.years) if self.years else None,
            absent=tuple(self.absent),
            refused=refused,
        )


def _unique_rows(reading: _RegionTables, table: Table) -> list[tuple[int, str]]:
    """The rows to read with their regions; a region on two rows is asked."""
    found: dict[str, list[int]] = {}
    latest = max(shared.years_in_table(table), default=None)
    for line in table.rows:
        year = table.text(line, table.one("year"))
        region = _region(reading, table, line) if not year or year == str(latest) else None
        if region:
            found.setdefault(region, []).append(line)
    rows = [(_chosen_row(reading.reader, table, region, lines), region) for region, lines in found.items()]
    return sorted((line, region) for line, region in rows if line is not None)


def _chosen_row(reader: FileReading, table: Table, region: str, lines: list[int]) -> int | None:
    if len(lines) == 1:
        return lines[0]
    name = regions.find_region(region).name
    offered = tuple((str(line + 1), f"Baris {line + 1}") for line in lines)
    choice = reader.ask(
        "duplicate",
        reader.key("duplicate", table.sheet.name, region),
        f"Baris mana yang dipakai untuk {name}?",
        offered,
        table.sheet.name,
        cell_name(lines[1], 0),
    )
    if choice is None:
        reader.say("E27", table.sheet.name, cell_name(lines[1], 0), name)
        return None
    return int(choice) - 1


def _region(reading: _RegionTables, table: Table, line: int) -> str | None:
    """The region of a row; None where the row is no data, no region, another region, or still asked."""
    if table.blank(line):
        return None
    column = table.one("region_code", "region", "institution")
    named = table.of("region", "region_code", "institution")
    names = [text for one in named if (text := table.text(line, one))]
    text = next(iter(names), "")
    place = cell_name(line, column.index if column else 0)
    sheet, reader = table.sheet.name, reading.reader
    if not text or begins_as_total(text) or not _has_values(table, line):
        return _without_values(reading, table, line, text)
    if (kind := table.text(line, table.one("kind"))) and text:
        names.append(f"{kind} {text}")
    if all(map(_is_no_region, names)):
        reading.left_out.append(text)
        return None
    region = named_region.find_region_of_row(reader, names, sheet, place)
    if region and region != SKIP and reader.context.region not in (None, region):
        reader.other_regions.add_rows(sheet, (line,), region)
        return None
    return None if region == SKIP else region


def _is_no_region(text: str) -> bool:
    match = regions.match_region(text)
    claims = named_region.is_region_like(text) or regions.is_code_like(text)
    return match.status == "unknown" and not match.candidates and not claims


def _without_values(reading: _RegionTables, table: Table, line: int, text: str) -> str | None:
    """A row without a name or numbers: a region that took no part, or a total, a note, a signature."""
    match = regions.match_region(text)
    if match.status == "ok" and match.code and not begins_as_total(text):
        if reading.reader.context.region in (None, match.code):
            return match.code
        reading.reader.other_regions.add_rows(table.sheet.name, (line,), match.code)
        return None
    reading.reader.say("W30", table.sheet.name, cell_name(line, 0), line + 1)
    return None


def _has_values(table: Table, line: int) -> bool:
    return any(
        table.sheet.text(line, column.index)
        or cell_name(line, column.index) in table.sheet.errors
        or cell_name(line, column.index) in table.sheet.uncomputed
        for column in table.nodes
    )


def _published(table: Table, reader: FileReading) -> set[int]:
    """The columns that sum up others of the table: of a node whose descendants also have columns."""
    given = {column.node for column in table.nodes}
    framework = reader.instrument.framework
    above = {column.index for column in table.nodes if shared.nodes_below(framework, column.node) & given}
    return above | {column.index for column in table.of("published")}


def _claimed(region: str, column: TableColumn, parsed: ParsedCell, sheet: str, line: int) -> NodeValue:
    return NodeValue(
        region=region,
        node=column.node,
        kind="claimed",
        value=parsed.value,
        status=parsed.status,
        sheet=sheet,
        cell=cell_name(line, column.index),
        digits=parsed.digits,
    )


def _aligned(values: list[NodeValue]) -> list[NodeValue]:
    """Decimals by column: "2" in a column of "1,93" was printed with two."""
    columns: dict[tuple[str, str], list[NodeValue]] = {}
    for value in values:
        columns.setdefault((value.kind, value.node), []).append(value)
    most = {place: max(shared.align_decimals(group)[0].digits or 0, 0) for place, group in columns.items()}
    return [replace(value, digits=most[value.kind, value.node]) for value in values]

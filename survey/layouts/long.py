"""One answer per row with its OPD or region in columns (L01): the long table."""

from __future__ import annotations

from dataclasses import replace

from reference.keys import text_key
from survey import named_opd, named_region
from survey.answers.cells import INAPPLICABLE, ParsedCell
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Workbook, cell_name
from survey.layouts import shared
from survey.layouts.answers import is_cell_filled, read_row_answer
from survey.layouts.owners import FileOwners, owners_of_file
from survey.layouts.twice import settle_twice_answered
from survey.tables.headings import node_named_by
from survey.tables.table import Table, TableColumn, begins_as_total, year_named_above
from survey.values import Answer, NodeValue, Response

ITEM = ("code", "question", "indicator", "branch", "number")
OWNER = ("region", "region_code", "institution", "opd", "opd_code", "year", "period")
VALUE = ("value", "claimed", "verified", "verified_note", "not_applicable")
REASON = ("fact", "analysis", "obstacle", "evidence", "evidence_link", "evidence_date", "note")
USED = frozenset({*ITEM, *OWNER, *VALUE, *REASON})
YES = frozenset(map(text_key, ("ya", "y", "1", "true", "benar", "x", "v", "tidak berlaku")))


def recognise_long_tables(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every long table; None where no table has an item, a value and an owner in columns."""
    found = [table for table in shared.tables_in_workbook(book, reader) if _is_header(table)]
    if not found:
        return None
    tables = shared.tables_of_one_period(found, reader)
    shared.report_unread_tables(book, reader, found)
    reading = _LongTables(reader, owners_of_file(book, reader))
    for table in tables:
        shared.prepare_answer_columns(table, table.of("value", "claimed", "verified"), reader, book)
        reading.take(table)
    return reading.recognised()


def _is_header(table: Table) -> bool:
    item = table.one("code", "indicator", "question")
    owner = table.one("opd", "opd_code", "region", "region_code")
    return bool(item and owner and table.one("value", "claimed")) and len(table.nodes) < 2


class _LongTables:
    """Answers of each respondent, in the order of the rows."""

    def __init__(self, reader: FileReading, file: FileOwners) -> None:
        self.reader, self.file = reader, file
        self.answers: dict[tuple[str | None, str, str | None, str, str], list[Answer]] = {}
        self.values: list[NodeValue] = []
        self.years: dict[int, int] = {}
        self.period = ""
        self.above: dict[int, tuple[Table, str]] = {}
        """Column -> the table and the name that its rows without one stand under."""
        self.answered: set[str] = set()
        """What is answered under that name."""
        self.nameless = 0
        self.refused = False

    def take(self, table: Table) -> None:
        """Read every row of a table."""
        shared.report_unused_columns(self.reader, table, USED)
        shared.report_hidden_rows(self.reader, table)
        shared.report_left_out_rows(table, self.reader)
        named = named_region.region_named_above(self.reader, table.sheet, table.top)
        year = self._year(table)
        for row in table.rows:
            if not table.blank(row) and self._is_item(table, row) and self._of_year(table, row, year):
                self._row(table, row, named)

    def _year(self, table: Table) -> int | None:
        found = shared.years_in_table(table)
        if len(found) > 1:
            listed = ", ".join(map(str, sorted(found)))
            self.reader.say("W58", table.sheet.name, found=listed, year=max(found))
        year = max(found) if found else year_named_above(table.sheet, table.top)
        if year:
            self.years[year] = 1
        return year

    def _of_year(self, table: Table, row: int, year: int | None) -> bool:
        text = table.text(row, table.one("year"))
        return not text.isdecimal() or len(text) != 4 or int(text) == year

    def _is_item(self, table: Table, row: int) -> bool:
        columns = table.of("code", "question", "indicator")
        text = next((text for column in columns if (text := table.text(row, column))), "")
        if text and (node_named_by(text, self.reader.instrument) or not begins_as_total(text)):
            return True
        self.reader.say("W30", table.sheet.name, cell_name(row, 0), row + 1)
        return False

    def _row(self, table: Table, row: int, named: str | None) -> None:
        region = self._region(table, row, named)
        if region == SKIP:
            return
        if region and self.reader.context.region not in (None, region):
            self.reader.other_regions.add_rows(table.sheet.name, (row,), region)
            return
        indicator = self._indicator(table, row)
        if indicator is None:
            return
        self.period = self.period or table.text(row, table.one("period"))
        owner = table.one("opd", "opd_code")
        opd, opd_text = self._owner(table, row, region, indicator)
        if opd == SKIP:
            return
        if owner is None and opd == named_opd.REGION_ITSELF:
            self._value(table, row, region, indicator)
            return
        who = table.text(row, table.one("respondent"))
        region_text = table.text(row, table.one("region", "region_code", "institution"))
        answers = self.answers.setdefault((region, region_text, opd, opd_text, who), [])
        self._answer(table, row, indicator, answers)

    def _owner(self, table: Table, row: int, region: str | None, indicator: str) -> tuple[str | None, str]:
        """Whose the answer on a row is, and how that is written: by its columns, else as its table says.

        Of an instrument that OPD answer a table of one region that names none is asked about once; of others,
        and of tables of several regions, the values are the region's.
        """
        column = table.one("opd", "opd_code")
        if column is not None:
            text, code = self._owner_texts(table, row, indicator)
            place = cell_name(row, column.index)
            return named_opd.find_opd(self.reader, region, text, table.sheet.name, place, code), text
        if named := self.file.opd_named(table, region):
            return self.file.opd_of(table, region), named.text
        if not self.file.by_opd or self._lists_regions(table):
            return named_opd.REGION_ITSELF, ""
        return named_opd.choose_opd_or_region(self.reader, region), ""

    def _lists_regions(self, table: Table) -> bool:
        """Whether the rows of a table are of several regions."""
        columns = table.of("region_code", "region")
        return self.reader.recall(
            ("lists regions", table.sheet.name, table.top),
            lambda: len({tuple(table.text(row, one) for one in columns) for row in table.rows}) > 1,
        )

    def _owner_texts(self, table: Table, row: int, indicator: str) -> tuple[str, str]:
        """How a row names its OPD and the code of it; a row that does not stands under the last that did.

        Unless that one has answered the same item above: then nobody knows whose the row is.
        """
        columns = table.of("opd", "opd_code")
        # A cell with an error named an OPD once: it is not an empty one.
        wrong = table.sheet.errors
        own = [table.text(row, column) or wrong.get(cell_name(row, column.index), "") for column in columns]
        if any(own):
            self.answered.clear()
        elif indicator not in self.answered:
            found = [self.above.get(column.index, (table, "")) for column in columns]
            own = [text if of is table else "" for of, text in found]
            self.nameless += any(own)
        self.answered.add(indicator)
        self.above = {column.index: (table, text) for column, text in zip(columns, own, strict=True)}
        code = "".join(text for column, text in zip(columns, own, strict=True) if column.role == "opd_code")
        return next(filter(None, own), ""), code

    def _region(self, table: Table, row: int, named: str | None) -> str | None:
        columns = table.of("region_code", "region", "institution")
        said = {text: one for one in columns if (text := table.text(row, one))}
        if not said:
            return named_region.region_of_file(self.reader, named)
        place = cell_name(row, next(iter(said.values())).index)
        return named_region.find_region_of_row(self.reader, tuple(said), table.sheet.name, place)

    def _indicator(self, table: Table, row: int) -> str | None:
        columns = table.of("code", "question", "indicator")
        for column in columns:
            found = node_named_by(table.text(row, column), self.reader.instrument)
            if found and not self.reader.instrument.framework.children(found):
                return found
        named = next((one for one in columns if table.text(row, one)), columns[0])
        place = cell_name(row, named.index)
        proposal = "Periksa kode pada instrumen; baris ini tidak dibaca."
        expected = self.reader.instrument.key
        found_text = table.text(row, named)
        self.reader.say("E28", table.sheet.name, place, found_text, expected=expected, proposal=proposal)
        return None

    def _answer(self, table: Table, row: int, indicator: str, answers: list[Answer]) -> None:
        column, parsed = self._parsed(table, row, indicator)
        verified = self._verified(table, row, indicator)
        found = read_row_answer(table, row, indicator, column.index, parsed, verified)
        answers.append(found)

    def _parsed(self, table: Table, row: int, indicator: str) -> tuple[TableColumn, ParsedCell]:
        column = table.of("value", "claimed")[0]
        node = self.reader.instrument.framework.node(indicator)
        flag = text_key(table.text(row, table.one("not_applicable")))
        if flag in YES or flag in INAPPLICABLE:
            if node.tags.get("may_not_apply"):
                return column, ParsedCell("not_applicable")
            if not is_cell_filled(table.sheet, row, column.index):
                place = table.one("not_applicable")
                self.reader.say(
                    "E32",
                    table.sheet.name,
                    cell_name(row, place.index if place else 0),
                    indicator,
                    choices="skala",
                )
        return column, self.reader.answer(table.sheet, row, column.index, node)

    def _verified(self, table: Table, row: int, indicator: str) -> ParsedCell | None:
        column = table.one("verified")
        if column is None:
            return None
        return self.reader.answer(
            table.sheet, row, column.index, self.reader.instrument.framework.node(indicator)
        )

    def _value(self, table: Table, row: int, region: str | None, indicator: str) -> None:
        """A row without an OPD is a value of the region itself."""
        column, parsed = self._parsed(table, row, indicator)
        place = cell_name(row, column.index)
        claimed = NodeValue(
            region, indicator, "claimed", parsed.value, parsed.status, table.sheet.name, place, parsed.digits
        )
        self.values.append(claimed)
        if verified := self._verified(table, row, indicator):
            self.values.append(
                replace(
                    claimed,
                    kind="verified",
                    value=verified.value,
                    status=verified.status,
                    digits=verified.digits,
                )
            )

    def recognised(self) -> Recognised:
        """The responses and values of all tables."""
        if self.nameless:
            self.reader.say("W82", found=self.nameless)
        settled = settle_twice_answered(list(self.answers.values()), self.reader)
        responses = tuple(
            Response(*owner[:4], "1", answers) for owner, answers in zip(self.answers, settled, strict=True)
        )
        refused = not (responses or self.values or self.reader.questions)
        if refused:
            named_region.say_no_answers(self.reader)
        return Recognised(
            "long",
            responses=responses,
            values=tuple(self.values),
            year=max(self.years, default=None),
            period=self.period,
            refused=refused,
        )

"""The rows of a planning table told apart: named lines, rows that go on with one, and rows left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from reference.instruments import Instrument
from reference.instruments.dimensions import match_dimension
from reference.keys import normalise_text, text_key
from survey.files.grid import Cell, Sheet, cell_as_text
from survey.programmes import amounts, codes
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.names import RosterNames
from survey.programmes.plan_columns import MIXED, PlanShape, cell_words
from survey.programmes.plan_levels import PlanLine
from survey.tables.areas import TableArea

TOTAL = re.compile(r"^(sub ?|grand )?(total|jumlah|jml)\b")
NUMBERED = re.compile(r"^\(?\d{1,2}\)?\s*(?:[=:(].*)?$")
BODY = re.compile(
    r"^(dinas|badan|kantor|sekretariat|inspektorat|kecamatan|kelurahan|satuan|bagian|rsud|rumah sakit|"
    r"puskesmas|uptd|unit)\b"
)
DETAILS = frozenset({"cost", "measure", "target", "target_of"})
SUM, REPEATED, NUMBERS, NOTE, ACCOUNTS, BARE = (
    *("jumlah", "judul kolom berulang", "nomor kolom", "catatan atau tanda tangan", "rincian belanja"),
    "tanpa rincian di bawahnya",
)
"""Why a row is no programme and nothing above one."""


@dataclass
class PlanBody:
    """The named lines of a table, and the rows left out with why; `totals` are amounts of rows of sums.

    `paths` holds, for lines in columns of levels, what stands in the columns above theirs.
    """

    lines: list[PlanLine] = field(default_factory=list)
    paths: list[tuple[tuple[int, str], ...]] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class PlanSheet:
    """Where a planning table lies and what its columns mean, with what names its OPD and dimensions.

    Its rows may go on below its area, after blank rows, as far as `until`.
    """

    sheet: Sheet
    area: TableArea
    columns: Sequence[ProgrammeColumn]
    shape: PlanShape
    roster: RosterNames
    instrument: Instrument
    until: int

    @cached_property
    def last_data_row(self) -> int:
        """The last row that surely is data: below it stand notes and signatures."""
        rows = range(min(self.until, len(self.sheet.rows)) - 1, self.area.last, -1)
        return next((row for row in rows if _is_data(self, row)), self.area.last)

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """The headings and their parts as keys."""
        parts = (part for one in self.columns for part in (one.heading, *one.heading.split(" / ")))
        return frozenset(map(text_key, parts))

    def with_fields(self, *fields: str) -> list[ProgrammeColumn]:
        """The columns with one of these fields."""
        return [one for one in self.columns if one.field in fields]

    def own_cell(self, row: int, at: int) -> Cell:
        """A cell of the row itself: what a merged cell holds belongs to its first row alone."""
        anchor = self.sheet.merged.get((row, at), (row, at))
        return self.sheet.at(*anchor) if anchor[0] == row else None

    def amount_in(self, row: int) -> float | None:
        """The pagu a row names in rupiah, None without any."""
        found = [
            amounts.parse_amount(self.own_cell(row, one.index), one.factor).rupiah
            for one in self.with_fields("cost")
        ]
        told = [value for value in found if value is not None]
        return sum(told) if told else None

    def says_any(self, row: int, *fields: str) -> bool:
        """Whether a row holds anything in columns of these fields."""
        return any(self.own_cell(row, one.index) is not None for one in self.with_fields(*fields))


def gather_plan_lines(table: PlanSheet) -> PlanBody:
    """Every row of the table as a line, as one that goes on with the line above it, or left out."""
    body, codes_so_far = PlanBody(), _CodeColumns(table)
    above: dict[int, str] = {}
    for row in _rows(table):
        code = codes_so_far.read_code(row)
        texts = {at: text for at in sorted(table.shape.names) if (text := _own_words(table, row, at)).strip()}
        if reason := _left_out(table, body, row, code, texts):
            body.left.append((row, reason))
        elif code or texts:
            body.lines.append(_line(table, row, code, texts))
            body.paths.append(_path(table, above, texts))
        else:
            _go_on(table, body, row)
    return body


def _rows(table: PlanSheet) -> Iterator[int]:
    """The rows that say anything, with those below that may be data all the same."""
    for row in range(table.area.first, min(table.until, len(table.sheet.rows))):
        if not table.sheet.blank(row, table.area.left, table.area.right):
            yield row


def _own_words(table: PlanSheet, row: int, at: int) -> str:
    anchor = table.sheet.merged.get((row, at), (row, at))
    words = cell_words(table.sheet, *anchor) if anchor == (row, at) else ""
    # A number in a column of names is a code or a count.
    return words if re.search(r"[^\W\d_]", words) else ""


def _line(table: PlanSheet, row: int, code: str, texts: Mapping[int, str]) -> PlanLine:
    at = max(texts, default=table.shape.lowest_column)
    words = texts.get(at, "")
    led, bare = codes.split_leading_code(words)
    number = table.sheet.text(row, table.shape.number) if table.shape.number is not None else ""
    level = table.shape.names[at]
    line = PlanLine(
        row, words, at, code or led, number, table.amount_in(row), None if level == MIXED else level
    )
    return replace(line, band=_band(table, line, bare if led else words))


def _band(table: PlanSheet, line: PlanLine, words: str) -> tuple[str, str]:
    """The OPD or the dimension that a row names for those below it, ("", "") for any other row."""
    text = " ".join(words.split())
    if table.says_any(line.row, "measure", "target") or codes.level_of_code(line.code) not in (
        None,
        codes.UNIT,
    ):
        return "", ""
    match = table.roster.match(text)
    if match.status == "ok" and match.opd and BODY.match(normalise_text(text)):
        return "lead", match.opd
    if codes.level_of_code(line.code) == codes.UNIT:
        return "lead", ""
    dimension = "" if line.amount or line.code else match_dimension(table.instrument, text)
    return ("dimension", dimension) if dimension else ("", "")


def _path(table: PlanSheet, above: dict[int, str], texts: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    """What stands in the columns above the lowest one filled, here or in the rows before."""
    for at, text in texts.items():
        level = table.shape.names[at]
        for lower in [one for one in above if one >= level]:
            del above[lower]
        above[level] = " ".join(text.split())
    own = table.shape.names[max(texts)] if texts else MIXED
    return tuple(sorted((level, text) for level, text in above.items() if level < own and level != MIXED))


def _left_out(table: PlanSheet, body: PlanBody, row: int, code: str, texts: Mapping[int, str]) -> str:
    """Why a row is no data, "" where it is."""
    cells = [cell_as_text(cell) for cell in table.sheet.rows[row][table.area.left : table.area.right + 1]]
    filled = [text for text in cells if text]
    if len(filled) > 1 and all(text_key(text) in table.heading_keys for text in filled):
        return REPEATED
    if (
        len(filled) > 2
        and all(NUMBERED.match(text) for text in filled)
        and filled[0].strip("()") in ("0", "1")
    ):
        return NUMBERS
    if not code and TOTAL.match(normalise_text(_label(table, row))):
        body.totals += [amount] if (amount := table.amount_in(row)) is not None else []
        return SUM
    return NOTE if row > table.last_data_row else ""


def _label(table: PlanSheet, row: int) -> str:
    """The first words of a row, where they stand in or before the columns of names; "" elsewhere."""
    until = max(table.shape.names)
    cells = (table.sheet.text(row, at) for at in range(table.area.left, until + 1))
    return next((text for text in cells if re.search(r"[^\W\d_]", text)), "")


def _is_data(table: PlanSheet, row: int) -> bool:
    """Whether a row below the area of the table is more of it: a code with a name, money, or a target."""
    texts = [text for at in table.shape.names if (text := _own_words(table, row, at).strip())]
    coded = any(codes.is_code_part(table.own_cell(row, at)) for at in table.shape.codes)
    if (coded and texts) or any(codes.split_leading_code(text)[0] for text in texts):
        return True
    if TOTAL.match(normalise_text(_label(table, row))):
        return False
    aimed = table.says_any(row, "measure") and table.says_any(row, "target", "target_of")
    return table.amount_in(row) is not None or aimed


def _go_on(table: PlanSheet, body: PlanBody, row: int) -> None:
    """A row without a name adds to the line above it; before any line it is a note."""
    if not body.lines:
        body.left.append((row, NOTE))
        return
    line, more = body.lines[-1], table.amount_in(row)
    amount = line.amount if more is None else (line.amount or 0.0) + more
    body.lines[-1] = replace(line, amount=amount, more=(*line.more, row))


class _CodeColumns:
    """Reads codes row by row: parts left blank at their left are those of the row above."""

    def __init__(self, table: PlanSheet) -> None:
        self.table, self.before = table, [""] * len(table.shape.codes)

    def read_code(self, row: int) -> str:
        """The code of a row, "" where it has none of its own."""
        cells = [self.table.own_cell(row, at) for at in self.table.shape.codes]
        parts = [codes.code_part_text(cell) if codes.is_code_part(cell) else "" for cell in cells]
        filled = [at for at, part in enumerate(parts) if part]
        if not filled:
            return ""
        last = filled[-1]
        own = [part or before for part, before in zip(parts[: last + 1], self.before, strict=False)]
        self.before = own + [""] * (len(parts) - len(own))
        code = codes.join_code_parts([part for part in own if part])
        # A part of its own kept as a number has lost the zeros in front: 11 is 0011.
        lone = last and isinstance(cells[last], float) and code.count(".") + 1 == len(codes.WIDTHS)
        return f"{code.rpartition('.')[0]}.{code.rpartition('.')[2]:0>4}" if lone else code

"""A nomenclature as a file or pasted text gives it: codes and their names, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from reference.instruments import Instrument
from reference.keys import text_key
from survey.changed_cells import tell_changed_cells
from survey.files.grid import Cell, Sheet, Workbook, cell_as_text, cell_name
from survey.files.preflight import RefusalError
from survey.files.sandbox import end_slow_reading, read_table_file
from survey.programmes import codes, columns, plan_columns
from survey.programmes.names import RosterNames
from survey.programmes.plan_lines import PlanSheet, gather_plan_lines
from survey.programmes.wording import make_programme_finding
from survey.tables import areas
from survey.time_limit import check_time
from survey.values import Finding, SourceFile

WHOLE = re.compile(r"^[\dX]\.(\d{2}|XX)(\.[\dX]{1,4})*$", re.I)
NOBODY = pd.DataFrame(columns=["opd", "code", "name", "short", "sectors", "district", "vote"], dtype=str)
PASTED = "teks yang ditempel"


@dataclass(frozen=True)
class CodeRow:
    """One code with its name, and where it stands."""

    code: str
    name: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class NomenclatureFile:
    """Code -> name as the file gives them, its first name where it gives several, and what is said of it."""

    file: str
    names: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def read_nomenclature_file(file: SourceFile, instrument: Instrument) -> NomenclatureFile:
    """The codes in a file (Excel, ODS, HTML, CSV); one that cannot be opened has none and says why."""
    try:
        return _in_time(read_table_file(file), file.name, instrument)
    except RefusalError as refusal:
        return _refused(file.name, refusal)


def read_nomenclature_text(text: str, instrument: Instrument) -> NomenclatureFile:
    """The codes in a pasted text: a line a code, cells parted by tabs as Excel and browsers copy them."""
    if re.search(r"<t[rd][\s>]", text, re.I):
        return read_nomenclature_file(SourceFile(f"{PASTED}.html", text.encode()), instrument)
    rows = tuple(tuple(cell.strip() or None for cell in line.split("\t")) for line in text.splitlines())
    try:
        return _in_time(Workbook("text", "text", (Sheet(PASTED, rows),)), PASTED, instrument)
    except RefusalError as refusal:
        return _refused(PASTED, refusal)


def _refused(name: str, refusal: RefusalError) -> NomenclatureFile:
    said = make_programme_finding(refusal.code, file=name, found=refusal.found, **refusal.parts)
    return NomenclatureFile(name, {}, (said,))


def _in_time(book: Workbook, name: str, instrument: Instrument) -> NomenclatureFile:
    with end_slow_reading():
        return read_nomenclature_workbook(book, name, instrument)


def read_nomenclature_workbook(book: Workbook, name: str, instrument: Instrument) -> NomenclatureFile:
    """The codes of an opened workbook."""
    names: dict[str, str] = {}
    said: list[Finding] = [*tell_changed_cells(book, name)]
    for sheet in book.sheets:
        for row in _rows(sheet, instrument):
            first = names.setdefault(row.code, row.name)
            if text_key(first) != text_key(row.name):
                place = {"file": name, "sheet": row.sheet, "cell": row.cell}
                said.append(
                    make_programme_finding("P38", **place, found=row.code, name=first, other=row.name)
                )
    if not names:
        said.append(make_programme_finding("P37", file=name))
    return NomenclatureFile(name, names, tuple(said))


def _rows(sheet: Sheet, instrument: Instrument) -> Iterator[CodeRow]:
    """The codes of a sheet: parts in columns of their own by headings, whole codes wherever they stand."""
    parted: set[int] = set()
    for area in areas.find_table_areas(sheet):
        known = columns.find_programme_columns(sheet, area, {})
        shape = plan_columns.find_plan_shape(sheet, area, known)
        if shape and len(shape.codes) > 1:
            parted.update(range(area.first, area.last + 1))
            table = PlanSheet(sheet, area, known, shape, RosterNames(NOBODY), instrument, area.last + 1)
            for line in gather_plan_lines(table).lines:
                if _is_named(line.code, line.bare_name):
                    place = cell_name(line.row, line.column)
                    yield CodeRow(line.code, line.bare_name, sheet.name, place)
    for row, cells in enumerate(sheet.rows):
        check_time()
        if row not in parted:
            yield from _whole_codes(sheet.name, row, cells)


def _whole_codes(sheet: str, row: int, cells: Iterable[Cell]) -> Iterator[CodeRow]:
    """Codes with the text beside them, or before a name in the same cell."""
    waiting = ""
    for column, cell in enumerate(cells):
        text = cell_as_text(cell)
        if not text:
            continue
        led, name = codes.split_leading_code(text)
        if WHOLE.match(text.rstrip(".")):
            waiting = codes.join_code_parts([text.rstrip(".")])
        elif led and _is_named(led, name):
            yield CodeRow(led, name, sheet, cell_name(row, column))
            waiting = ""
        elif waiting and _is_named(waiting, text):
            yield CodeRow(waiting, text, sheet, cell_name(row, column))
            waiting = ""


def _is_named(code: str, name: str) -> bool:
    """Whether a code of program, kegiatan or the like has a name of words."""
    level = codes.level_of_code(code)
    return level not in (None, codes.URUSAN, codes.UNIT, codes.ACCOUNT) and bool(
        re.search(r"[^\W\d_]{3}", name)
    )

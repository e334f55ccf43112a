"""Workbooks as OPD send them, for the browser tests: filled forms, and forms spoilt in every known way."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pandas as pd

from reference import agencies, instruments
from survey import template
from survey.template import layout
from survey.values import Answer
from tests.form_cells import column_of

REGION = "35.18"
OTHER = "35.23"
PERIOD = "2026"
KESIAPAN = instruments.load_instrument("kesiapan")
ROSTER = agencies.general_roster(REGION)
ASSIGNED = agencies.assign_indicators(KESIAPAN.framework, ROSTER)
LEADS = list(dict.fromkeys(ASSIGNED.loc[ASSIGNED["role"] == "lead", "opd"]))
CODE = 2  # column of the answer sheet


def form(opd: str, level: float | None = 3.0, region: str = REGION) -> bytes:
    """The form of an OPD, each indicator at `level`, with evidence; None leaves it empty."""
    roster = ROSTER if region == REGION else agencies.general_roster(region)
    answers = {leaf: Answer(leaf, "answered", level, evidence="SK 1") for leaf in KESIAPAN.framework.leaves}
    agency = {str(key): value for key, value in roster.set_index("opd", drop=False).loc[opd].items()}
    assigned = ASSIGNED if region == REGION else agencies.assign_indicators(KESIAPAN.framework, roster)
    buffer = BytesIO()
    given = {} if level is None else answers
    template.write_survey_form(KESIAPAN, region, agency, assigned, buffer, PERIOD, answers=given)
    return buffer.getvalue()


def edited(data: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """The workbook after `change`, as a person saves it."""
    book = openpyxl.load_workbook(BytesIO(data))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_first_answer(opd: str, value: object) -> bytes:
    """The form of an OPD with another value in its first answer cell."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book[layout.ANSWER_SHEET]
        sheet.cell(first_row(book), column_of(sheet, "Jawaban")).value = value

    return edited(form(opd), change)


def first_row(book: openpyxl.Workbook) -> int:
    """The first row of the answer sheet that holds an indicator."""
    sheet = book[layout.ANSWER_SHEET]
    return next(
        row
        for row in range(layout.FIRST_ROW, sheet.max_row + 1)
        if sheet.cell(row, CODE).value in KESIAPAN.framework.leaves
    )


def with_meta(opd: str, key: str, value: str) -> bytes:
    """The form of an OPD with another entry in its hidden sheet."""

    def change(book: openpyxl.Workbook) -> None:
        cells = book[layout.META_SHEET]["A"]
        next(cell for cell in cells if cell.value == key).offset(column=1).value = value

    return edited(form(opd), change)


def with_code(opd: str, code: str) -> bytes:
    """The form of an OPD whose first row carries another code and question."""

    def change(book: openpyxl.Workbook) -> None:
        sheet, row = book[layout.ANSWER_SHEET], first_row(book)
        sheet.cell(row, CODE).value = code
        sheet.cell(row, column_of(sheet, "Pertanyaan")).value = "Pertanyaan yang tidak ada"

    return edited(form(opd), change)


def in_zip(files: dict[str, bytes]) -> bytes:
    """A ZIP of files by name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def filled(forms: bytes, level: Callable[[int], int]) -> dict[str, bytes]:
    """The workbooks of a ZIP of empty forms, each answer a number, as typed in a spreadsheet program."""
    with zipfile.ZipFile(BytesIO(forms)) as archive:
        return {
            name: edited(archive.read(name), lambda book: fill(book, level)) for name in archive.namelist()
        }


def fill(book: openpyxl.Workbook, level: Callable[[int], int]) -> None:
    """Type an answer and its evidence for every indicator, and a programme: what an OPD without any sends."""
    book[layout.PROGRAMME_SHEET].cell(layout.FIRST_ROW, 2).value = "Layanan terpadu"
    if layout.ANSWER_SHEET not in book.sheetnames:
        return
    sheet = book[layout.ANSWER_SHEET]
    for row in range(layout.FIRST_ROW, sheet.max_row + 1):
        if sheet.cell(row, CODE).value in KESIAPAN.framework.leaves:
            sheet.cell(row, column_of(sheet, "Jawaban")).value = level(row)
            sheet.cell(row, column_of(sheet, "Bukti")).value = "SK Bupati 5 Tahun 2025"


def long_table(*rows: tuple[object, ...]) -> bytes:
    """A long table of answers (region, OPD, code, answer) as an .xlsx."""
    buffer = BytesIO()
    pd.DataFrame(rows, columns=["Kabupaten", "OPD", "Kode", "Jawaban"]).to_excel(buffer, index=False)
    return buffer.getvalue()

"""The corrections of a file: every finding leads to its marked cell in the copy, and nothing becomes live."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from reports.corrections import corrections, workbook
from survey.answers.file_reading import ReadingContext
from survey.files.grid import Sheet, Workbook
from survey.read import read_batch
from survey.values import Answer, Finding, Reading, Response, SourceFile
from tests.reports.office import needs_office, recalculated
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, form
from tests.survey.making import book as sheets

NAMES = {"GOV1.1": "Standar pelayanan publik"}
RED, YELLOW = "FFF8C9C4", "FFFFF2B3"
ROWS = (("Kode", "Jawaban", "Sejak"), ("GOV1.1", "tinggi", date(2025, 5, 9)), ("GOV1.2", 3.0, True), ())


def finding(severity="error", cell="B2", sheet="Jawaban", **more):
    words = {"found": "tinggi", "proposal": "Pilih nilai 1-5."} | more
    return Finding("E20", severity, "'tinggi' bukan pilihan.", "a.xlsx", sheet, cell, **words)


def reading(*findings):
    answers = (Answer("GOV1.1", "missing", sheet="Jawaban", cell="B2"),)
    response = Response("35.18", "", "DINKES", "", "1", answers)
    return Reading(SourceFile("a.xlsx", b""), responses=(response,), findings=findings)


def book(*sheets):
    return Workbook("xlsx", "calamine", sheets or (Sheet("Jawaban", ROWS, errors={"C4": "#DIV/0!"}),))


def opened(given, source):
    buffer = BytesIO()
    workbook.write_corrections(given, source, NAMES, buffer)
    return openpyxl.load_workbook(buffer)


def listed(workbook):
    return [list(row) for row in workbook["Daftar Masalah"].iter_rows(min_row=6)]


def test_each_problem_names_place_item_content_and_fix_and_links_to_the_cell():
    (row,) = listed(opened(reading(finding()), book()))
    texts = [cell.value for cell in row]
    assert texts == [
        *(1, "Jawaban", "B2", "GOV1.1 Standar pelayanan publik", "tinggi", "'tinggi' bukan pilihan."),
        *("Pilih nilai 1-5.", "Harus diperbaiki"),
    ]
    assert row[2].hyperlink.location == "'Jawaban'!B2"


@pytest.mark.parametrize(("severity", "fill"), [("error", RED), ("warning", YELLOW)])
def test_the_copy_marks_the_cell_and_says_why(severity, fill):
    cell = opened(reading(finding(severity)), book())["Jawaban"]["B2"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("tinggi", fill)
    assert cell.comment.text == "'tinggi' bukan pilihan. Pilih nilai 1-5."


def test_the_gravest_finding_of_a_cell_colours_it_and_all_are_told():
    cell = opened(reading(finding("warning", found="x"), finding()), book())["Jawaban"]["B2"]
    assert cell.fill.fgColor.rgb == RED
    assert cell.comment.text.count("\n") == 1


def test_the_copy_holds_every_cell_at_its_place_in_its_kind():
    copy = opened(reading(finding()), book())["Jawaban"]
    assert [cell.value for cell in copy[1]] == ["Kode", "Jawaban", "Sejak"]
    assert copy["B3"].value == 3
    assert copy["C3"].value is True
    assert copy["C2"].value.date() == date(2025, 5, 9)
    assert copy["B3"].fill.fgColor.rgb != RED


def test_an_error_cell_keeps_its_error_as_text_even_beyond_the_grid():
    cell = opened(reading(finding(cell="C4")), book())["Jawaban"]["C4"]
    assert (cell.value, cell.data_type) == ("#DIV/0!", "s")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "http://x.id", "+62", "=HYPERLINK(1)"])
def test_what_the_file_held_stays_text(text):
    source = book(Sheet("Jawaban", ((text, text),)))
    workbook = opened(reading(finding(found=text, cell="A1")), source)
    cells = (workbook["Jawaban"]["A1"], workbook["Jawaban"]["B1"], listed(workbook)[0][4])
    assert {(cell.value, cell.data_type, cell.hyperlink) for cell in cells} == {(text, "s", None)}


@pytest.mark.parametrize("name", ["daftar masalah", "a/b:c*[d]?", "x" * 60, "Rekap 'final'", "History"])
def test_any_sheet_name_can_be_copied_and_linked(name):
    given = reading(finding(sheet=name, cell="A1"))
    workbook = opened(given, book(Sheet(name, (("isi",),))))
    link = listed(workbook)[0][2].hyperlink.location
    copied = workbook.worksheets[1]
    assert link == f"'{copied.title.replace(chr(39), chr(39) * 2)}'!A1"
    assert copied["A1"].value == "isi"


def test_sheets_nobody_read_are_not_copied():
    source = book(Sheet("Jawaban", ROWS), Sheet("Pribadi", (("NIP",),)))
    assert opened(reading(finding()), source).sheetnames == ["Daftar Masalah", "Jawaban"]


def test_personal_data_are_not_handed_on():
    rows = (("Judul",), ("NIP", "Jawaban"), ("198001012005011001", "tinggi"))
    personal = Finding("W32", "info", "Kolom 'NIP'.", "a.xlsx", "Isian", "A2", "NIP")
    source = book(Sheet("Isian", rows))
    copy = opened(reading(personal, finding(sheet="Isian", cell="B3")), source)["Isian"]
    assert [cell.value for cell in copy["A"]] == ["Judul", "NIP", None]
    assert copy["B3"].value == "tinggi"


def test_a_table_with_personal_columns_goes_back_without_them():
    rows = [
        ["Nama Lengkap", "OPD", "GOV1.1", "GOV1.2"],
        ["Ani Wijaya", "Dinkes", 4, "bagus"],
        ["Budi", "Setda", 2, 3],
    ]
    given = SourceFile("isian.xlsx", sheets(("Isian", rows)))
    (found,) = read_batch([given], ReadingContext(KESIAPAN, NGANJUK, ROSTERS))
    copy = openpyxl.load_workbook(BytesIO(corrections.corrections_workbook(found, NAMES)))["Isian"]
    assert "Ani" not in str([[cell.value for cell in row] for row in copy.iter_rows()])
    assert copy["D2"].comment.text


def test_without_the_grid_the_list_stands_alone_and_says_so():
    workbook = opened(reading(finding()), None)
    assert workbook.sheetnames == ["Daftar Masalah"]
    assert "Salinan tabel tidak disertakan" in workbook["Daftar Masalah"]["A3"].value
    assert listed(workbook)[0][2].hyperlink is None


def test_a_finding_about_the_whole_file_has_no_cell():
    (row,) = listed(opened(reading(finding(sheet="", cell="")), book()))
    assert row[1].value in (None, "")
    assert row[2].hyperlink is None


def test_of_several_files_each_gets_its_own_workbook_beside_one_list():
    one, two = reading(finding()), reading(finding("warning"))
    with zipfile.ZipFile(BytesIO(corrections.bundle_corrections([one, two], NAMES))) as found:
        assert sorted(found.namelist()) == [
            "Daftar perbaikan semua berkas.xlsx",
            "Perbaikan_a (2).xlsx",
            "Perbaikan_a.xlsx",
        ]


@pytest.mark.parametrize("name", ["../../etc/x.xlsx", "a\\b.xls", "....ods", "x" * 300 + ".csv"])
def test_a_file_name_is_one_every_system_takes(name):
    found = corrections.corrections_file_name(Reading(SourceFile(name, b"")))
    assert found.startswith("Perbaikan_")
    assert not set(found) & set('/\\:*?"<>|')
    assert len(found) < 150


def spoilt():
    """A form with one answer out of scale, as an OPD fills it in."""
    workbook = openpyxl.load_workbook(BytesIO(form()))
    workbook["Jawaban"]["I8"] = 7
    workbook["Jawaban"]["I9"] = "=1/0"
    buffer = BytesIO()
    workbook.save(buffer)
    return SourceFile("Survei.xlsx", buffer.getvalue())


def test_a_form_as_read_goes_back_marked():
    given = spoilt()
    (found,) = read_batch([given], ReadingContext(KESIAPAN, NGANJUK, ROSTERS))
    workbook = openpyxl.load_workbook(BytesIO(corrections.corrections_workbook(found, NAMES)))
    assert workbook["Jawaban"]["I8"].fill.fgColor.rgb == RED
    assert workbook["Jawaban"]["I8"].comment.text
    rows = {row[2].value: row[3].value for row in listed(workbook)}
    assert rows["I8"]
    assert "Daftar Masalah" not in openpyxl.load_workbook(BytesIO(given.data)).sheetnames


@needs_office
def test_another_office_opens_it(tmp_path):
    (found,) = read_batch([spoilt()], ReadingContext(KESIAPAN, NGANJUK, ROSTERS))
    source = tmp_path / "perbaikan.xlsx"
    source.write_bytes(corrections.corrections_workbook(found, NAMES))
    saved = openpyxl.load_workbook(recalculated([source], tmp_path)[0])
    assert saved["Jawaban"]["I8"].comment.text
    assert saved["Daftar Masalah"]["C6"].hyperlink.location

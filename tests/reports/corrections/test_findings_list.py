"""The list of corrections: complete, gravest first, and never a live formula."""

from io import BytesIO

import openpyxl
import pytest

from reports.corrections import findings_list
from survey.values import Finding

FINDINGS = [
    Finding("W33", "warning", "Nama 'Pasuruan' bisa kabupaten atau kota.", file="b.xlsx", proposal="Pilih."),
    Finding("I01", "info", "Makro diabaikan.", file="a.xlsx"),
    Finding("E20", "error", "'3,5' bukan pilihan.", "a.xlsx", "Jawaban", "E14", "3,5", "3 atau 4"),
]


def rows(findings):
    buffer = BytesIO()
    findings_list.write_findings_list(findings, buffer)
    sheet = openpyxl.load_workbook(buffer).active
    return [list(row) for row in sheet.iter_rows(min_row=4)]


def test_columns_say_where_what_and_how_to_mend():
    head, first, *_ = rows(FINDINGS)
    assert [cell.value for cell in head][1:7] == ["Berkas", "Lembar", "Sel", "Isi", "Masalah", "Saran"]
    assert [cell.value for cell in first] == [
        *(1, "a.xlsx", "Jawaban", "E14", "3,5", "'3,5' bukan pilihan.", "3 atau 4", "Harus diperbaiki"),
    ]


def test_by_file_and_there_the_gravest_first():
    found = [(row[1].value, row[7].value) for row in rows(FINDINGS)[1:]]
    assert found == [
        ("a.xlsx", "Harus diperbaiki"),
        ("a.xlsx", "Catatan"),
        ("b.xlsx", "Perlu diperiksa"),
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.id","y")', "+1", "@SUM(A1)", "http://x.id", "-2+3"]
)
def test_what_an_opd_typed_stays_text(text):
    cell = rows([Finding("E20", "error", "m", file="a.xlsx", found=text)])[1][4]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_no_findings_still_make_a_sheet():
    assert len(rows([])) == 1

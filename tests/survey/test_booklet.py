"""A booklet comes back as it was filled in, however its sheets, columns and rows were moved."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey import booklet
from survey.booklet import BookletField, BookletPage, BookletRow
from survey.values import SourceFile
from tests.survey.making import book

FIELDS = (
    BookletField("text", "Isu daerah", others=("Masalah",)),
    BookletField("cause", "Jenis", choices=("SDM", "data")),
    BookletField("opd", "OPD", choices=tuple(f"Dinas {n:03}, Kabupaten" for n in range(60))),
)
ISSUES = BookletPage("Isu", "Satu baris satu isu.", FIELDS)
NOTES = BookletPage("Catatan", "", (BookletField("text", "Catatan"), BookletField("kind", "Jenis catatan")))
ROW = BookletRow({"text": "Sampah", "cause": "data", "opd": "Dinas 001, Kabupaten"}, "a:1")


def written(*rows: BookletRow) -> bytes:
    page = BookletPage(ISSUES.title, ISSUES.hint, FIELDS, rows)
    return booklet.write_booklet(
        "Kertas kerja", "Kab. Nganjuk", [page, NOTES], {"buku": "x"}, "Data contoh (sintetis)"
    )


def changed(data: bytes, change) -> bytes:
    workbook = openpyxl.load_workbook(BytesIO(data))
    change(workbook)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(data: bytes, name="kertas.xlsx"):
    return booklet.read_booklet(SourceFile(name, data), [ISSUES, NOTES])


def texts(taken):
    return [(row.mark, dict(row.texts)) for row in taken.rows]


def test_what_was_written_is_read_back_without_a_finding():
    taken = read(written(ROW))
    assert taken.meta == {"buku": "x"}
    assert texts(taken) == [("a:1", dict(ROW.texts))]
    assert taken.findings == ()
    assert taken.rows[0].cells["text"] == "B6"


plain = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30)


@settings(max_examples=15, deadline=None)
@given(st.lists(plain, min_size=1, max_size=6))
def test_any_words_survive(words):
    rows = [BookletRow({"text": word}, f"k{place}:1") for place, word in enumerate(words)]
    assert [row.texts["text"] for row in read(written(*rows)).rows] == words


def test_renamed_sheets_moved_columns_and_inserted_rows_are_no_obstacle():
    def change(workbook):
        sheet = workbook["Isu"]
        sheet.title = "Lembar1"
        sheet.insert_cols(3)
        sheet["C5"] = "Nomor urut"
        sheet.insert_rows(1, 3)
        sheet.append([None, "Banjir", 2, "SDM"])

    taken = read(changed(written(ROW), change))
    assert [row["text"] for _, row in texts(taken)] == ["Sampah", "Banjir"]
    assert texts(taken)[0][0] == "a:1"
    assert taken.findings == ()


def test_a_copied_row_is_a_row_of_its_own():
    def change(workbook):
        sheet = workbook["Isu"]
        for column in range(1, 5):
            sheet.cell(7, column).value = sheet.cell(6, column).value

    taken = read(changed(written(ROW), change))
    assert [mark for mark, _ in texts(taken)] == ["a:1", ""]
    assert [(one.code, one.cell) for one in taken.findings] == [("W84", "B7")]


def test_a_word_outside_the_list_is_a_finding_at_its_cell_and_stays():
    def change(workbook):
        workbook["Isu"]["C6"] = "uang"

    taken = read(changed(written(ROW), change))
    assert taken.rows[0].texts["cause"] == "uang"
    (found,) = taken.findings
    assert (found.code, found.sheet, found.cell, found.found) == ("W83", "Isu", "C6", "uang")


def test_a_failed_formula_is_a_finding():
    data = book(("Isu", [["Isu daerah", "Jenis"], ["Sampah", "data"]]), formulas={"A2": ("=NA()", "#N/A")})
    assert [one.code for one in read(data).findings] == ["W81"]


def test_cells_of_several_lines_keep_them_and_merged_cells_reach_their_rows():
    data = book(
        ("Apa saja", [["Masalah", "Jenis"], ["", "data"], [None, "SDM"]]),
        merges=[("A2:A3", "Sampah\nplastik")],
    )
    assert [(row.texts["text"], row.texts["cause"]) for row in read(data).rows] == [
        ("Sampah\nplastik", "data"),
        ("Sampah\nplastik", "SDM"),
    ]


def test_other_sheets_are_named_and_a_file_without_our_tables_is_refused():
    data = book(("Isu", [["Isu daerah", "Jenis"], ["Sampah", "data"]]), ("Rekap", [["Jumlah", 3.0]]))
    assert [(one.code, one.sheet) for one in read(data).findings] == [("W46", "Rekap")]
    refused = read(book(("Rekap", [["Jumlah", 3.0]])))
    assert refused.refused
    assert "E80" in [one.code for one in refused.findings]


@pytest.mark.parametrize("data", [b"", b"bukan excel", b"PK\x03\x04rusak"])
def test_a_file_that_cannot_be_opened_is_refused_in_words(data):
    taken = read(data)
    assert taken.refused
    assert taken.findings[0].proposal


def test_a_csv_with_the_headings_is_read():
    taken = read(b"Masalah;Jenis\nSampah;data\n", "isu.csv")
    assert [row.texts["text"] for row in taken.rows] == ["Sampah"]


def test_a_text_that_looks_like_a_formula_stays_text():
    data = written(BookletRow({"text": "=1+1"}, "a:1"))
    assert openpyxl.load_workbook(BytesIO(data))["Isu"]["B6"].data_type == "s"
    assert read(data).rows[0].texts["text"] == "=1+1"

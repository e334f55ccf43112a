"""A table whose name column was not found is shown, and read where the user points."""

from dataclasses import replace

from survey.files.grid import Sheet, Workbook
from survey.programmes import pointing, reading
from survey.values import TableChoice
from tests.survey.programmes.tables import SOURCE

ROWS = (
    ("Lampiran", None, None, None),
    ("Judul Besar", "Warna", "Rupiah", "HP"),
    ("Kanal aduan", "biru", 1.5e8, "081234567890"),
    ("Bank sampah", "hijau", 2.5e8, "081234567891"),
)
GRID = Workbook("xlsx", "calamine", (Sheet("Isian", ROWS),))
PLACE = TableChoice("Isian", (2,), 3, 4)


def read(book=GRID, **told):
    return reading.read_programme_workbook(book, "a.xlsx", replace(SOURCE, **told))


def test_the_table_is_shown_with_its_columns_and_without_personal_data():
    assert [one.code for one in read().findings] == ["P19"]
    view = pointing.view_programme_table(GRID, PLACE, SOURCE)
    assert [(use.column, use.heading) for use in view.columns] == [
        (1, "Judul Besar"),
        (2, "Warna"),
        (3, "Rupiah"),
    ]
    assert view.preview == (
        ("Judul Besar", "Warna", "Rupiah", "HP"),
        *((*row[:2], f"{row[2]:.0f}", "") for row in ROWS[2:]),
    )
    assert view.shown_from == 2
    assert pointing.view_programme_table(GRID, replace(PLACE, sheet="Lain"), SOURCE) is None


def test_a_name_that_is_pointed_at_is_enough():
    found = read(columns={"Judul Besar": "name", "Rupiah": "cost"})
    assert [(row.given["name"], row.given["costs"]) for row in found.rows] == [
        ("Kanal aduan", {2026: 1.5e8}),
        ("Bank sampah", {2026: 2.5e8}),
    ]
    assert "081234567890" not in str(found.rows)


def test_columns_without_a_heading_of_their_own_go_by_their_letters():
    rows = (("No", None, "Nilai", "Nilai"), (1.0, "Kanal aduan", 1e8, 2e8), (2.0, "Bank sampah", 3e8, 4e8))
    book = Workbook("xlsx", "calamine", (Sheet("Isian", rows),))
    place = TableChoice("Isian", (1,), 2, 3)
    view = pointing.view_programme_table(book, place, SOURCE)
    assert [use.heading for use in view.columns] == ["No", "Kolom B", "Nilai (kolom C)", "Nilai (kolom D)"]
    found = read(
        book, columns={"Kolom B": "name", "Nilai (kolom D)": "cost", "Nilai (kolom C)": ""}, table=place
    )
    assert [(row.given["name"], row.given["costs"]) for row in found.rows] == [
        ("Kanal aduan", {2026: 2e8}),
        ("Bank sampah", {2026: 4e8}),
    ]


def test_a_table_is_read_from_the_rows_pointed_at():
    rows = (
        *ROWS,
        (None,),
        ("Judul Besar", "Warna", "Rupiah"),
        ("Kartu warga", "ungu", 3e8),
        ("Jumlah", None, 3e8),
    )
    book = Workbook("xlsx", "calamine", (Sheet("Isian", rows),))
    told = {"Judul Besar": "name", "Rupiah": "cost"}
    found = read(book, columns=told, table=TableChoice("Isian", (6,), 7, 8))
    assert [row.given["name"] for row in found.rows] == ["Kartu warga"]


def test_what_stands_above_can_be_pointed_at():
    rows = (("Bagian", "Isi", "Rupiah"), ("Layanan", "Kanal aduan", 1e8), (None, "Kartu warga", 2e8))
    book = Workbook("xlsx", "calamine", (Sheet("Isian", rows),))
    found = read(book, columns={"Bagian": "above", "Isi": "name", "Rupiah": "cost"})
    assert [(row.given["name"], row.given["renja"]) for row in found.rows] == [
        ("Kanal aduan", "Layanan"),
        ("Kartu warga", "Layanan"),
    ]

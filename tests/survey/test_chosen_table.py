"""What the page shows before a table is read from where the user points."""

from survey import chosen_table
from survey.read import recall_grid
from survey.tables.mapping import ColumnMapping
from survey.values import TableChoice
from tests.survey.making import KESIAPAN, NGANJUK, book, read

ROWS = [
    ["Rekap"],
    ["Nama Lengkap", "Asal", "GOV1.1", "Pertanyaan lain"],
    ["Ani Wijaya", "Dinkes", 4, 1],
    ["Budi Santoso", "Setda", 2, 5],
    ["Jumlah", None, 6, 6],
]


def grid(*sheets):
    data = book(*(sheets or (("Isian", ROWS),)))
    reading = read(data, region=NGANJUK)
    found = recall_grid(reading.file, reading.sha256)
    assert found is not None
    return found


WHOLE = TableChoice("Isian", (2,), 3, 5)


def view(choice=WHOLE, mappings=None):
    return chosen_table.view_chosen_table(grid(), KESIAPAN, choice, mappings or {})


def test_headings_and_first_rows_follow_the_choice():
    found = view()
    assert [use.heading for use in found.columns][1:] == ["Asal", "GOV1.1", "Pertanyaan lain"]
    assert (found.header, found.first, found.last, found.shown_from) == ((2,), 3, 5, 2)
    assert found.preview[1][1:] == ("Dinkes", "4", "1")


def test_another_heading_row_gives_other_headings():
    found = view(TableChoice("Isian", (3,), 4, 5))
    assert "Dinkes" in [use.heading for use in found.columns]


def test_names_of_people_are_not_shown():
    assert "Ani" not in repr(view())


def test_columns_carry_what_was_said_before_and_how_sure_it_is():
    sign = view().signature
    said = ColumnMapping(sign, (("Asal", "opd"), ("Pertanyaan lain", "GOV1.2")))
    uses = {use.heading: (use.target, use.how) for use in view(mappings={sign: said}).columns}
    assert uses["Pertanyaan lain"] == ("GOV1.2", "given")
    assert uses["GOV1.1"] == ("GOV1.1", "exact")


def test_a_sheet_that_is_not_there_has_no_view():
    assert view(TableChoice("Lain", (1,), 2, 3)) is None


def test_the_table_of_a_sheet_is_guessed_and_an_empty_sheet_has_none():
    found = grid(("Isian", ROWS), ("Kosong", []))
    assert chosen_table.guess_table_choice(found, "Isian").header == (2,)
    assert chosen_table.guess_table_choice(found, "Kosong") is None
    assert chosen_table.guess_table_choice(found, "Lain") is None


def test_rows_beyond_the_sheet_are_cut():
    assert view(TableChoice("Isian", (2,), 3, 900)).last == 5

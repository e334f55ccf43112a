"""Control characters are left out where cells are read, and said."""

import pytest

from reference.control_characters import strip_control_characters
from survey.files.plain_rows import CellBudget, sheet_within_limits
from survey.programmes import read_programme_file
from survey.values import SourceFile
from tests.survey.making import book, read
from tests.survey.programmes.tables import SOURCE


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Word\x07 akhir", "Word akhir"),
        ("masalah\x07dua", "masalah dua"),
        ("Pro\x02gram", "Program"),
        ("satu\x0bdua", "satu\ndua"),
        ("a\nb\tc", "a\nb\tc"),
        ("Sub\u200bkegiatan – “é”", "Subkegiatan – “é”"),
        ("\x00\x1f", ""),
    ],
)
def test_words_that_a_mark_parted_stay_apart(text, clean):
    assert strip_control_characters(text) == clean


def test_the_cells_are_named():
    sheet = sheet_within_limits("a", [["x", None, 1.0], ["a\x07", "b\nc", "\x02d"]], CellBudget())
    assert (sheet.rows[1], sheet.cleaned) == (("a", "b\nc", "d"), ("A2", "C2"))


def test_a_file_says_where_it_was_cleaned():
    rows = [("Nama Program", "OPD", "Dimensi"), ("Kanal\x07aduan", "Dinkes", "GOV")]
    found = read_programme_file(SourceFile("a.xlsx", book(("Program", rows))), SOURCE)
    assert found.rows[0].given["name"] == "Kanal aduan"
    assert [(one.code, one.sheet, one.found) for one in found.findings] == [("W64", "Program", "1")]
    told = read(book(("Isian", [("Kode", "Jawaban"), ("GOV2.1\x07", 3)])))
    assert "W64" in [one.code for one in told.findings]

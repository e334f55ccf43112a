"""What findings tell is told whole: no list cut off, and several marks of a row by their cells."""

import pytest

from survey.messages import make_finding
from tests.survey.making import KESIAPAN, NGANJUK, book, read, said

LEAVES = list(KESIAPAN.framework.leaves)[:4]


@pytest.mark.parametrize("length", [10, 60, 200])
def test_the_opd_that_differ_are_all_named_to_the_end(length):
    listed = "; ".join(("Dinas " + "a" * length, "Badan " + "b" * length))
    finding = make_finding("E50", found=listed, names=listed)
    assert listed + "." in finding.message


@pytest.mark.parametrize("mark", ["√", "x", "v", "●"])
@pytest.mark.parametrize("marked", [(3, 5), (1, 2, 4)])
def test_several_marks_of_a_row_are_named_as_such(mark, marked):
    rows = [[code, *("" for _ in range(5))] for code in LEAVES]
    for at, row in enumerate(rows):
        row[at % 5 + 1] = mark
    rows[0][1:] = [mark if level in marked else "" for level in range(1, 6)]
    data = book(("Isian", [["Nama OPD", "Dinas Kesehatan"], ["Kode", 1, 2, 3, 4, 5], *rows]))
    reading = read(data, region=NGANJUK)
    (finding,) = said(reading, "E55")
    assert finding.message.count(f"'{mark}'") == len(marked)
    assert "bukan pilihan" not in finding.message

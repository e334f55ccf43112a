"""A text that is cut at the longest is said at every door: nothing is lost in silence."""

import io

import openpyxl
import pytest

from reference.text_limits import TEXT
from survey.values import SourceFile
from tests.doors import doors
from tests.survey.making import book
from workflow import instrument_edits
from workflow.setup import list_remarks, roster_list

MOST = "8.000 huruf"
LEAVES = doors.KESIAPAN.framework.leaves[:8]


def table(*head):
    """A file of one table whose rows end with a text."""

    def made(rows, text):
        return book(("Isian", [list(head), *([*row, text] for row in rows)]))

    return made


def instrument(rows, text):
    """Our own instrument with a text in a column of its nodes."""
    whole = openpyxl.load_workbook(io.BytesIO(instrument_edits.instrument_workbook(doors.KESIAPAN)))
    sheet = whole.worksheets[-1]
    sheet.cell(4, sheet.max_column).value = text
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()


def roster_said(file):
    return list_remarks.describe_list(roster_list.read_list_file(file), doors.REGION)


PLACES = {
    "survey": (
        doors.send_survey,
        table("Kabupaten", "Perangkat daerah", *LEAVES, "Catatan"),
        [["Kab. Nganjuk", "Dinas Kesehatan", 1, 2, 3, 4, 5, 4, 3, 2]],
    ),
    "roster": (
        roster_said,
        table("No", "Nama OPD", "Keterangan"),
        [[1, "Dinas Kesehatan"], [2, "Dinas Sosial"], [3, "Dinas Perhubungan"]],
    ),
    "programmes": (
        doors.send_programmes,
        table("Nama Program", "OPD", "Biaya 2026", "Uraian"),
        [["Layanan digital", "Dinas Kesehatan", 5_000_000], ["Jaringan desa", "Dinas Sosial", 7_000_000]],
    ),
    "nomenclature": (doors.send_nomenclature, table("Kode", "Nomenklatur"), [["1.02.01"], ["1.02.02"]]),
    "worksheet": (doors.send_worksheet, table("OPD", "Isu"), [["Dinas Kesehatan"]]),
    "goals": (doors.send_goals, table("OPD", "Uraian sasaran"), [["Dinas Kesehatan"]]),
    "instrument": (doors.send_instrument, instrument, []),
}
# The headings of a mapping are cut as those of the file it is for and still meet; the rest is no table.
APART = {"surveys in a ZIP", "mapping", "instrument folder", "template", "package"}


def test_every_door_for_tables_is_tried():
    assert PLACES.keys() == doors.DOORS.keys() - APART


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("length", [TEXT - 1, TEXT, TEXT + 1, 32_767])
def test_a_text_that_is_cut_is_said_and_no_other(place, length):
    said, made, rows = PLACES[place]
    found = " ".join(said(SourceFile("berkas.xlsx", made(rows, ("kata " * 7_000)[:length]))))
    assert (MOST in found) == (length > TEXT), found

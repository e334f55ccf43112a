"""Tables of programmes as rows of cells, read for Kab. Nganjuk of the sample."""

from reference import agencies, instruments
from survey.files.grid import Sheet, Workbook
from survey.programmes import ProgrammeContext, reading
from tests.shared import SHARED

KESIAPAN = instruments.load_instrument("kesiapan")
ROSTER = agencies.sample_rosters()["35.18"]
SOURCE = ProgrammeContext(KESIAPAN, ROSTER, 2026)
HEADINGS = ("Nama Program", "Dimensi", "OPD", "Biaya 2026", "Status")


def of(*rows, source=SOURCE, **sheet):
    grid = Sheet("Program", tuple(tuple(row) for row in rows), **sheet)
    return reading.read_programme_workbook(Workbook("xlsx", "calamine", (grid,)), "a.xlsx", source)


def only(*rows, **more):
    (row,) = of(*rows, **more).rows
    return row


def codes(row):
    return [(one.code, one.cell) for one in row.findings]


def layout(name):
    """The headings of a published layout of ../shared."""
    text = (SHARED / "facts" / "layouts" / name).read_text(encoding="utf-8")
    return tuple(text.strip().split(","))

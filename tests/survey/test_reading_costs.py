"""What reading costs is counted in calls of our own functions: a clock would tell of the machine."""

import cProfile
import random
from io import BytesIO

import pytest
import xlsxwriter

from reference import agencies
from survey import read, recognising, template
from survey.answers.file_reading import ReadingContext
from survey.files.grid import Sheet, Workbook
from survey.files.reader import read_workbook
from survey.values import Answer, SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS
from tests.survey.test_repetition import lines

LEAVES = KESIAPAN.framework.leaves
OPD = ["Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "Sekretariat Daerah"]
WHO = ["Waktu", "Kabupaten", "Perangkat daerah", "Responden", "Jabatan", "Catatan"]
BEYOND = 1_300
"""Rows of which each more costs the same: a legend is looked for within 400 of both ends of a table."""


def calls(work):
    """How many calls of Python functions some work makes."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(work)
    return sum(one.callcount for one in profile.getstats())


def rows_of(count, leaves, unknown=0, beside=()):
    """Respondents by rows, with columns of unknown use and words beside the levels."""
    drawn = random.Random(0)
    yield (*WHO, *leaves, *(f"Kolom {at}" for at in range(unknown)), *beside)
    for row in range(1, count + 1):
        who = ("2026-01-01", "Kab. Nganjuk", OPD[row % 3], f"R{row}", "Staf", "-")
        levels = (float(drawn.randint(1, 5)) for _ in range(len(leaves) + unknown))
        yield (*who, *levels, *(f"{one} {row}" for one in beside))


def cost_of(book):
    """The calls that recognising a workbook makes."""
    context = ReadingContext(KESIAPAN, NGANJUK, ROSTERS)
    return calls(lambda: recognising.recognise_workbook(book, SourceFile("a.xlsx", b""), context))


def cost_of_rows(count, *columns):
    """The calls for a table of so many respondents."""
    sheet = Sheet("Jawaban", tuple(rows_of(count, *columns)), yes_or_no=False)
    return cost_of(Workbook("xlsx", "calamine", (sheet,)))


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param((LEAVES[:50],), id="levels alone"),
        pytest.param((LEAVES[:50], 20), id="columns of unknown use"),
        pytest.param((LEAVES[:50], 0, ("Bukti", "Keterangan lain")), id="texts beside"),
    ],
)
def test_a_row_of_a_large_table_costs_less_than_a_call_for_each_of_its_cells(columns):
    """What looks at each cell of a large table multiplies by its columns: legends were looked for so."""
    cost_of_rows(BEYOND, *columns)
    less, more = (cost_of_rows(BEYOND + rows, *columns) for rows in (100, 300))
    assert (more - less) / 200 < 56


def full_form(opd, level):
    """A form of one OPD that answers for everything, filled in."""
    roster = ROSTERS[NGANJUK]
    alone = roster[roster["opd"] == opd]
    assigned = agencies.assign_indicators(KESIAPAN.framework, alone)
    answers = {
        leaf: Answer(leaf, "answered", level, fact="Fakta yang ditulis OPD", evidence="SK 1")
        for leaf in LEAVES
    }
    buffer = BytesIO()
    agency = alone.iloc[0].to_dict()
    template.write_survey_form(KESIAPAN, NGANJUK, agency, assigned, buffer, "2026", answers=answers)
    return read_workbook("a.xlsx", buffer.getvalue())


def test_a_form_of_a_batch_costs_few_calls_for_each_of_its_cells():
    """Forty forms are read in three times what bare reading takes: a form after the first, what it costs."""
    cost_of(full_form("DINKES", 3.0))
    book = full_form("SETDA", 4.0)
    cells = sum(len(row) for sheet in book.sheets for row in sheet.rows)
    assert cells > 1_500
    assert cost_of(book) / cells < 26


@pytest.mark.parametrize("part", ["respondents", "legends in cells", "titles above headings", "long"])
def test_twice_as_many_tables_cost_little_more_than_twice_as_much(part):
    """A year, a region, a scale and words are sought once a file, not once more for each of its tables."""

    def cost(times):
        return cost_of(read_workbook("a.csv", lines(part, times).encode()))

    cost(20)
    assert cost(300) / cost(150) < 2.7


def csv_of(rows):
    """Rows as a CSV."""
    return "\n".join(",".join(map(str, cells)) for cells in rows).encode()


@pytest.mark.parametrize("rows", [3, 1_000])
def test_a_survey_is_recognised_once(monkeypatch, rows):
    """A small one here alone, a large one in the child alone."""
    here = []
    monkeypatch.setattr(
        recognising,
        "recognise_workbook",
        lambda *given, found=recognising.recognise_workbook: here.append(1) or found(*given),
    )
    child = []
    monkeypatch.setattr(
        read.large_surveys,
        "read_large_survey",
        lambda *given, found=read.large_surveys.read_large_survey: child.append(1) or found(*given),
    )
    read.forget_grids()
    data = csv_of(rows_of(rows, LEAVES[:20]))
    (reading,) = read.read_batch([SourceFile("a.csv", data)], ReadingContext(KESIAPAN, NGANJUK, ROSTERS))
    read.forget_grids()
    assert len(reading.responses) == rows
    assert (len(here), len(child)) == ((1, 0) if rows == 3 else (0, 1))


def test_a_number_of_a_survey_stands_in_memory_once():
    """Millions of levels, each its own object, cost whoever looks at them a walk through memory."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as written:
        sheet = written.add_worksheet()
        for row in range(200):
            sheet.write_row(row, 0, [float(row % 7), 37.0, 0.5, True, 1])
    levels = [cell for row in read_workbook("a.xlsx", buffer.getvalue()).sheets[0].rows for cell in row]
    assert len({id(cell) for cell in levels if cell in (37.0, *range(7)) and type(cell) is float}) == 8
    assert levels[3] is True

"""A fault of ours in one file is that file's own: refused with a reference that the log explains."""

import logging
import math

import pytest

from survey import batch, faults, large_surveys, layouts, read, recognising, same_opd
from survey.answers.file_reading import ReadingContext
from survey.files import limits
from survey.read import read_batch
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book, codes, form

NODES = KESIAPAN.framework
FAULTS = (IndexError("x"), KeyError("x"), ValueError(), RecursionError(), MemoryError(), AssertionError())


def table(opd, level):
    """Items with their answers on rows below them, read by the last recogniser of all."""
    names = [NODES.node(code).name for code in NODES.leaves[:12]]
    rows = [row for name in names for row in ([name], ["Jawaban:", level])]
    return book(("Isian", [[f"OPD : {opd}"], [], *rows]))


GOOD = SourceFile("baik.xlsx", table("Dinas Komunikasi dan Informatika", 4))
BAD = SourceFile("buruk.xlsx", table("Dinas Kesehatan", 2))


def together(*files, **given):
    return read_batch(files, ReadingContext(KESIAPAN, NGANJUK, ROSTERS, **given))


@pytest.fixture(autouse=True)
def recognised_here(monkeypatch):
    """Every file is recognised in this process, where the faults are: the child knows nothing of them.

    A file that once took too long here, in a worker that collects the garbage of an hour of tests, would
    go to the child ever after.
    """
    monkeypatch.setattr(limits, "SERVER_SECONDS", math.inf)
    read.forget_grids()
    yield
    read.forget_grids()


@pytest.fixture
def logged():
    """What the log of faults takes, as it would be written."""
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))
    logging.getLogger(faults.LOG).addHandler(handler)
    yield lines
    logging.getLogger(faults.LOG).removeHandler(handler)


def failing(name, whole, fault):
    """What does as `whole` does, and raises at the file `name`."""

    def step(first, *rest):
        file = next(one for one in (first, *rest) if hasattr(one, "file"))
        if file.file == name:
            raise fault
        return whole(first, *rest)

    return step


def held(readings, logged):
    """The bad file alone is refused, by a reference that the log explains."""
    verdicts = {reading.file: reading.verdict for reading in readings}
    assert verdicts == {GOOD.name: "ready", BAD.name: "refused"}
    (finding,) = next(reading.findings for reading in readings if reading.file == BAD.name)
    assert (finding.code, finding.severity, finding.file) == ("E99", "error", BAD.name)
    assert finding.found in finding.message
    assert [line for line in logged if finding.found in line and "Traceback" in line]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("name", layouts.LAYOUTS)
@pytest.mark.parametrize("order", [(GOOD, BAD), (BAD, GOOD)], ids=("last", "first"))
def test_a_recogniser_that_raises_refuses_its_file_and_blocks_no_other(
    monkeypatch, logged, name, fault, order
):
    monkeypatch.setitem(recognising.LAYOUTS, name, failing(BAD.name, layouts.LAYOUTS[name], fault))
    held(together(*order), logged)


STEPS = [
    (large_surveys, "open_survey_file"),
    *((recognising, step) for step in ("_say_about_file", "_recognised", "_reading")),
]


@pytest.mark.parametrize(("room", "step"), STEPS, ids=lambda part: getattr(part, "__name__", part))
def test_any_step_of_reading_that_raises_refuses_its_file_alone(monkeypatch, logged, room, step):
    whole = getattr(room, step)

    def failing_step(*given, **options):
        named = [one for part in given for one in (part, getattr(part, "source", None))]
        if any(getattr(one, "name", None) == BAD.name for one in named):
            raise IndexError
        return whole(*given, **options)

    monkeypatch.setattr(room, step, failing_step)
    held(together(GOOD, BAD), logged)


@pytest.mark.parametrize("step", ["_check_weights", "_within"])
def test_judging_that_raises_refuses_its_file_alone(monkeypatch, logged, step):
    monkeypatch.setattr(batch, step, failing(BAD.name, getattr(batch, step), IndexError()))
    held(together(GOOD, BAD), logged)


def test_settling_between_files_that_raises_refuses_those_files_alone(monkeypatch, logged):
    again = SourceFile("lagi.xlsx", table("Dinas Kesehatan", 5))

    def fail(*_):
        raise KeyError

    monkeypatch.setattr(same_opd._Shared, "settle_all", fail)
    assert [one.verdict for one in together(BAD, GOOD, again)] == ["refused", "ready", "refused"]
    assert len(logged) == 2


def legend(rows, gap):
    """Items in rows with a legend of as many lines beside them, so many columns away."""
    names = [NODES.node(code).name for code in NODES.leaves[:30]]
    lines = [[number, name, number % 5 + 1] for number, name in enumerate(names, 1)]
    beside = [["Keterangan", "Uraian"], *([f"Tingkat {n}", f"Penjelasan {n}"] for n in range(1, rows + 1))]
    head = ["No", "Aspek yang dinilai", "Hasil"]
    whole = [
        line + [None] * gap + (beside[at] if at < len(beside) else [])
        for at, line in enumerate([head, *lines])
    ]
    return book(("Jawaban", [["OPD : Dinas Kesehatan"], [], *whole]))


@pytest.mark.parametrize("rows", [3, 5, 9, 14])
@pytest.mark.parametrize("gap", [1, 2, 4])
def test_a_legend_beside_a_table_of_items_is_left_out_and_said(rows, gap):
    (reading,) = together(SourceFile("a.xlsx", legend(rows, gap)))
    (response,) = reading.responses
    assert [answer.value for answer in response.answers] == [n % 5 + 1 for n in range(1, 31)]
    assert "W93" in codes(reading)


def test_a_form_of_ours_says_nothing_of_tables_left_out():
    (reading,) = together(SourceFile("a.xlsx", form()))
    assert "W93" not in codes(reading)

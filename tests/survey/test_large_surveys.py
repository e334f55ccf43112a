"""A survey too large for the server says from the child what it would say here."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey import faults, large_surveys, read, reading_transfer, recognising
from survey.answers.answer_table import AnswerRow
from survey.answers.file_reading import ReadingContext
from survey.files import limits
from survey.files.preflight import RefusalError
from survey.files.reader import read_workbook
from survey.files.sandbox import Sandbox
from survey.kept_grids import KeptGrids, OpenedSurvey
from survey.values import Answer, SourceFile
from tests.survey.making import KESIAPAN, KOMINFO, NGANJUK, ROSTERS, book, draw_levels, form

ROOT = Path(__file__).resolve().parent.parent.parent
INDONESIA = ROOT / "tests" / "corpus" / "indonesia"
LEAVES = KESIAPAN.framework.leaves
HEAD = ["Kabupaten", "Perangkat daerah"]
OPD = ["Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "Sekretariat Daerah", "Dinas yang tidak ada"]


def by_rows(rows, leaves, *odd):
    """Respondents by rows, each with its level of some leaves; `odd` stand in the first cells."""
    levels = draw_levels(rows, rows * len(leaves))
    lines = [
        ["Kab. Nganjuk", OPD[row % len(OPD)], *levels[row * len(leaves) : (row + 1) * len(leaves)]]
        for row in range(rows)
    ]
    for place, cell in enumerate(odd):
        lines[place][2] = cell
    return book(("Jawaban", [[*HEAD, *leaves], *lines]))


def filled(opd, level=3.0):
    """A form of ours with an answer to each indicator of its OPD."""
    answers = {code: Answer(code, "answered", level, fact="Ada", evidence="SK 1") for code in LEAVES}
    return form(opd, answers=answers)


SURVEYS = {
    "form.xlsx": filled("DISKOMINFO"),
    "kosong.xlsx": book(("Lembar", [["a"]])),
    "baris.xlsx": by_rows(30, LEAVES[:10]),
    "ragu.xlsx": by_rows(40, LEAVES[:10], "ya", "5 (baik)", "tidak tahu", "6", 4.5, True),
    **{path.name: path.read_bytes() for path in sorted(INDONESIA.iterdir())},
    "daerah.xlsx": book(
        ("Nilai", [["Kode", "Kabupaten", *KOMINFO.framework.leaves[:6]], ["35.18", "Kab. Nganjuk", *[3] * 6]])
    ),
}


@pytest.fixture
def in_child(monkeypatch):
    """Every survey is large."""
    monkeypatch.setattr(limits, "SMALL_CELLS", -1)
    read.forget_grids()
    yield
    read.forget_grids()


def both_ways(monkeypatch, files, context):
    """What a batch says recognised here, and in the child."""
    read.forget_grids()
    here = read.read_batch(files, context)
    read.forget_grids()
    monkeypatch.setattr(recognising, "recognise_workbook", None)
    monkeypatch.setattr(limits, "SMALL_CELLS", -1)
    there = read.read_batch(files, context)
    monkeypatch.undo()
    return here, there


@pytest.mark.parametrize("instrument", [KESIAPAN, KOMINFO], ids=lambda one: one.key)
def test_the_child_says_what_the_server_would_say(monkeypatch, instrument):
    files = [SourceFile(name, data) for name, data in SURVEYS.items()]
    context = ReadingContext(instrument, None, ROSTERS)
    here, there = both_ways(monkeypatch, files, context)
    assert here == there
    assert any(reading.responses or reading.values for reading in here)
    asked = {question.key: question.candidates[0][0] for one in here for question in one.questions}
    assert asked
    again, chosen = both_ways(monkeypatch, files, ReadingContext(instrument, None, ROSTERS, choices=asked))
    assert again == chosen
    assert again != here


def test_the_rosters_of_a_store_are_fetched_when_a_file_names_their_region(in_child):
    """They lie in the server, where alone the store is."""
    fetched = []

    class Watched(dict):
        def __getitem__(self, code):
            fetched.append(code)
            return super().__getitem__(code)

    context = ReadingContext(KESIAPAN, NGANJUK, Watched(ROSTERS))
    (reading,) = read.read_batch([SourceFile("a.xlsx", filled("DISKOMINFO"))], context)
    assert reading.responses[0].opd == "DISKOMINFO"
    assert set(fetched) == {NGANJUK}


class Faulty(dict):
    """A part of the context on which recognising fails, in the child too."""

    def __contains__(self, _):
        raise IndexError("di dalam anak")


def test_a_fault_in_the_child_is_in_the_log_and_refuses_its_file_alone(in_child):
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))
    logging.getLogger(faults.LOG).addHandler(handler)
    try:
        context = ReadingContext(KESIAPAN, NGANJUK, ROSTERS, tables=Faulty())
        bad, other = read.read_batch(
            [SourceFile("a.xlsx", filled("DINKES")), SourceFile("b.txt", b"")], context
        )
    finally:
        logging.getLogger(faults.LOG).removeHandler(handler)
    (finding,) = bad.findings
    assert finding.code == "E99"
    assert [line for line in lines if finding.found in line and "IndexError: di dalam anak" in line]
    assert other.findings[0].code == "E06"


def test_a_file_that_says_too_much_is_refused_and_the_next_is_read(monkeypatch, in_child):
    monkeypatch.setattr(limits, "READING_BYTES", 200_000)
    monkeypatch.setattr(limits, "READING_TIMES", 0)
    files = [
        SourceFile("besar.xlsx", by_rows(500, LEAVES[:60])),
        SourceFile("kecil.xlsx", filled("DINKES")),
        *(SourceFile(f"{number}.xlsx", filled("DISKOMINFO", 1 + number % 5)) for number in range(9)),
    ]
    large, small, *others = read.read_batch(files, ReadingContext(KESIAPAN, NGANJUK, ROSTERS))
    (said,) = (one for one in large.findings if one.severity == "error")
    assert said.code == "E43"
    assert "30.0" in said.found
    assert (large.verdict, small.verdict) == ("refused", "ready")
    # The room is that of the batch: it fills.
    assert [one.findings[-1].code for one in others if one.verdict == "refused"].count("E43") >= 1


@pytest.mark.parametrize("kind", reading_transfer.KINDS)
@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\x91\xc0", b"\x91\x95\x01\xa1a\x00\x90\xc3", b"\xdd" * 9]
)
def test_nonsense_from_the_child_is_a_refusal(kind, content):
    (head, *_) = reading_transfer.pack_reading(reading_of(form()), 2**30)
    with pytest.raises(RefusalError):
        reading_transfer.unpack_reading([head, (kind, content)], SourceFile("a.xlsx", b""))


@pytest.mark.parametrize("change", ["code", "place", "table"])
def test_an_answer_beyond_its_table_is_a_refusal(change):
    reading = reading_of(by_rows(30, LEAVES[:4]))
    row = reading.responses[0].answers
    assert isinstance(row, AnswerRow)
    parts = reading_transfer.pack_reading(reading, 2**30)
    found = {
        "code": [part for part in parts if part[0] != "table"],
        "place": [(kind, data.replace(b"\xa11\x00\x1d", b"\xa11\x00\x7d")) for kind, data in parts],
        "table": [(kind, data.replace(b"\xa11\x00", b"\xa11\x07")) for kind, data in parts],
    }[change]
    assert found != parts
    with pytest.raises(RefusalError):
        reading_transfer.unpack_reading(found, reading.source)


def reading_of(data, name="a.xlsx"):
    return recognising.recognise_workbook(
        read_workbook(name, data), SourceFile(name, data), ReadingContext(KESIAPAN, NGANJUK, ROSTERS)
    )


def test_a_name_that_cannot_be_sent_is_sent_without_what_cannot(in_child):
    given = SourceFile("survei\udcff.xlsx", by_rows(30, LEAVES[:4]))
    (reading,) = read.read_batch([given], ReadingContext(KESIAPAN))
    assert reading.responses
    assert {finding.file for finding in reading.findings} == {"survei.xlsx"}


def test_a_form_is_small_and_the_child_that_opens_it_loads_no_pandas():
    with Sandbox() as sandbox:
        assert large_surveys.open_survey_file(SourceFile("a.xlsx", filled("DINKES")), sandbox).small
    light = "import survey.child_reading, survey.files.reader, sys; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", light], cwd=ROOT, check=False).returncode == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, limits.GRID_BYTES)), max_size=60))
def test_grids_kept_stay_within_their_bytes_and_the_last_is_there(steps):
    kept = KeptGrids()
    sizes = {}
    for name, size in steps:
        kept.keep_grids((name, ""), OpenedSurvey(None, True, size))
        sizes[name] = size
        held = [one for one in sizes if kept.find_grids((one, ""))]
        assert name in held
        assert sum(sizes[one] for one in held) <= limits.KEPT_BYTES

"""Malformed, encrypted and odd files of other projects: read or refused, never a crash."""

import pytest

from benchmarks import hard
from survey.answers.file_reading import ReadingContext
from survey.files.sandbox import Sandbox
from survey.read import read_batch
from survey.values import SourceFile
from tests.shared import SHARED, needs_shared
from tests.survey.making import KESIAPAN, KOMINFO, book

pytestmark = needs_shared


def files(folder):
    paths = sorted((SHARED / "corpus" / folder).glob("*"))
    return [SourceFile(path.name, path.read_bytes()) for path in paths if path.suffix not in (".json",)]


@pytest.mark.parametrize("folder", ["hard", "survey"])
def test_every_file_gets_a_verdict_and_none_ends_the_child(folder):
    found = files(folder)
    readings = read_batch(found, ReadingContext(KESIAPAN), most=None)
    assert len(readings) == len(found)
    for reading in readings:
        assert reading.verdict != "ready" or reading.responses or reading.values
        assert all(finding.message for finding in reading.findings)
    assert not [
        reading.file for reading in readings for finding in reading.findings if finding.code in ("E12", "E42")
    ]


def test_a_sample_keeps_every_promise_of_the_benchmark(capsys):
    folder = SHARED / "corpus" / "hard"
    sample = list(hard.index().items())[::4]
    outcomes = list(hard.run((folder / name, others) for name, others in sample))
    assert hard.report(outcomes, folder), capsys.readouterr().out


def test_what_another_reader_opens_is_refused_for_a_proved_reason_only(tmp_path):
    good = hard.Outcome("a.xlsx", "E04", "Berkas rusak.", 0.1, 0, False, "openpyxl=ok calamine=ok")
    (tmp_path / "a.xlsx").write_bytes(book(("L", [["a"]])))
    assert hard.wrongly_refused([good], tmp_path) == [good]
    (tmp_path / "a.xlsx").write_bytes(book(("L", [["a"]]))[:-30])
    assert not hard.wrongly_refused([good], tmp_path)


def test_no_foreign_table_is_taken_for_a_ministrys():
    assert {
        reading.verdict for reading in read_batch(files("survey"), ReadingContext(KOMINFO), most=None)
    } == {"refused"}


@pytest.mark.parametrize(
    "name", ["calamine__any_sheets.xls", "calamine__any_sheets.xlsb", "pycalamine__any_sheets.ods"]
)
def test_hidden_sheets_are_known_in_every_format(name):
    with Sandbox() as sandbox:
        book = sandbox.read(name, (SHARED / "corpus" / "hard" / name).read_bytes())
    assert not all(sheet.visible for sheet in book.sheets)

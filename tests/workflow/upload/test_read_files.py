"""Files gathered from disk, and the year that a period's name tells."""

import pytest

from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.workflow.survey_scene import KESIAPAN
from workflow.upload import read_files


def test_files_and_what_lies_below_folders(tmp_path):
    for name in ("b/2.XLSX", "b/c/1.csv", "b/catatan.docx", "a.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    found = read_files.gather_files([tmp_path / "b", tmp_path / "a.xlsx"])
    paths = [(tmp_path / name).as_posix() for name in ("b/2.XLSX", "b/c/1.csv", "a.xlsx")]
    assert [file.name for file in found] == paths
    assert found[0].data == b"b/2.XLSX"


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as error:
        read_files.gather_files([tmp_path / "hilang.xlsx"])
    assert error.value.filename == str(tmp_path / "hilang.xlsx")


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2026", 2026),
        ("Semester I 2026", 2026),
        ("2025/2026", None),
        ("Tahap II", None),
        ("12026", None),
        ("", None),
    ],
)
def test_the_year_of_a_period(period, year):
    assert read_files.year_in_period_name(period) == year


def test_a_command_may_take_more_files_than_a_page():
    files = [SourceFile(f"{number}.xlsx", b"") for number in range(61)]
    context = ReadingContext(KESIAPAN)
    assert [r.findings[0].code for r in read_batch(files, context)].count("E14") == 1
    assert [r.findings[0].code for r in read_batch(files, context, most=None)].count("E14") == 0

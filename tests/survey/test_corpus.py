"""The numbers that benchmarks/corpus.py measures over real files and names, held here."""

import pytest

from benchmarks import corpus
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared
FOLDER = SHARED / "corpus"


@pytest.fixture(scope="module")
def checked():
    return corpus.survey(FOLDER / "survey")


def test_headings_and_rows_of_real_files_are_exact(checked):
    wrong = [one.file for one in checked if not (one.header and one.rows)]
    assert len(wrong) <= 1, wrong


def test_scales_of_real_files_are_right(checked):
    assert [one.file for one in checked if one.scale is False] == []
    assert sum(one.scale is True for one in checked) == 4


@pytest.mark.parametrize(
    ("outcomes", "least"), [(corpus.kabupaten, 0.98), (corpus.opd, 0.95)], ids=["kabupaten", "opd"]
)
def test_names_are_right_or_asked(outcomes, least):
    good, asked, wrong = corpus.share(outcomes(FOLDER / "names"))
    assert (good >= least, asked <= 0.08, wrong) == (True, True, 0)

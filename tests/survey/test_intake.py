"""The numbers that benchmarks/intake.py measures over the cases and forms of ../shared, held here."""

from collections import Counter

import pytest

from benchmarks import cases, dirty, intake
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared
MOST_ASKED, MOST_QUESTIONS = 12, 1.5
"""Measured, and the bound. Lower it when it falls, never raise it."""


@pytest.fixture(scope="module")
def forms():
    return list(dirty.judge_forms(SHARED / "corpus" / "dirty"))


def test_every_case_is_right():
    found = {name: problems for name, problems in cases.judge_cases(SHARED / "corpus" / "cases") if problems}
    assert found == {}


def test_no_form_is_read_wrong_or_lost_in_silence(forms):
    assert [one.file for one in forms if one.outcome in ("wrong", "lost")] == []


def test_few_forms_are_refused_or_asked_about_more_than_once(forms):
    counts = Counter(one.outcome for one in forms)
    asked = [one for one in forms if one.outcome == "asked"]
    assert counts["refused"] <= 5
    assert counts["asked"] <= MOST_ASKED
    assert sum(one.questions for one in asked) <= MOST_QUESTIONS * max(1, len(asked))


def test_what_stands_beside_an_open_question_is_what_was_written(forms):
    assert [one.file for one in forms if one.outcome == "asked" and one.wrong] == []


def test_tables_of_real_files_are_told_where_they_lie():
    assert [
        row.measured for row in intake.measure_survey(SHARED / "corpus" / "survey") if row.kept is False
    ] == []

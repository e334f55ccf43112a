"""Every sentence on a kabupaten is true of its numbers, in Indonesian, and silent where data are short."""

import re

import numpy as np
import pytest

from charts.drawing.format import format_number, round_as_printed, subtract_as_printed
from reports import sentences
from tests.reports.scene import other_names

RULES = [
    *(
        sentences.index_sentence,
        sentences.class_limit_sentence,
        sentences.extremes_sentence,
        sentences.unknown_dimensions_sentence,
        sentences.gap_sentence,
    ),
    *(
        sentences.pareto_sentence,
        sentences.answered_sentence,
        sentences.responses_sentence,
        sentences.evidence_sentence,
        sentences.prerequisites_sentence,
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sentence_is_indonesian_and_whole(facts, rule):
    said = rule(facts)
    assert not re.search(r"\d\.\d{1,2}(?!\d)|\bnan\b|None|\binf\b", said)
    assert said == "" or ((said[0].isupper() or said[0].isdigit()) and said.endswith("."))
    assert not any(name in said for name in other_names(facts.region))


def test_the_index_and_its_class_are_those_of_the_result(usual):
    said = sentences.index_sentence(usual)
    assert format_number(float(usual.result.scores.at[usual.region, "INDEKS"])) in said
    assert usual.result.classes.at[usual.region, "band"] in said


def test_highest_lowest_and_furthest_are_named_from_the_numbers(facts_of):
    for name in ("usual", "sixty", "one", "best"):
        facts = facts_of(name)
        rows = facts.dimensions
        score, distance = (
            round_as_printed(rows["score"]),
            subtract_as_printed(rows["target"], rows["score"]),
        )
        said = sentences.extremes_sentence(facts)
        low, far = (
            set(rows.loc[score == score.min(), "name"]),
            set(rows.loc[distance == distance.max(), "name"]),
        )
        if score.nunique() > 1:
            tail = said.partition("terendah")[2]
            assert {n for n in rows["name"] if n in tail} == low
        else:
            assert said == ""
        gap = sentences.gap_sentence(facts)
        if "terjauh" in gap:
            assert {n for n in rows["name"] if n in gap} == far


def test_a_dimension_without_data_is_named_and_nothing_is_ranked(facts_of):
    hole = facts_of("hole")
    assert "Smart Environment" in sentences.index_sentence(hole)
    assert sentences.unknown_dimensions_sentence(hole) == "Data belum cukup untuk Smart Environment."
    assert (sentences.extremes_sentence(hole), sentences.gap_sentence(hole)) == ("", "")


def test_all_targets_reached_is_said_only_when_true(facts_of):
    assert sentences.gap_sentence(facts_of("best")) == "Seluruh dimensi sudah mencapai target 2030."


def test_a_table_of_a_ministry_has_no_senders_and_no_targets(facts_of):
    for name in ("domains", "components"):
        facts = facts_of(name)
        assert (
            sentences.responses_sentence(facts),
            sentences.gap_sentence(facts),
            sentences.prerequisites_sentence(facts),
        ) == ("", "", "")
        assert np.isfinite(facts.index["score"])


def test_the_message_leads_with_the_index(facts):
    assert sentences.key_messages(facts)[0] == sentences.index_sentence(facts)

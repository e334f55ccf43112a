"""Many OPD that each sent several files are asked about once, and what is chosen holds for each of them."""

import random

import pytest

from reference import agencies
from survey.answers.file_reading import ReadingContext
from survey.many_opd import EACH, FIRST, JOIN, LAST, MANY
from survey.read import read_batch
from survey.same_opd import forget_file_decisions
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, book

ROSTER = agencies.general_roster(NGANJUK)
NAMES = dict(zip(ROSTER["opd"], ROSTER["name"], strict=True))
LEAVES = KESIAPAN.framework.leaves[:4]


def form(opd, level, name, leaves=LEAVES):
    rows = [["Nama OPD", *leaves], [NAMES[opd], *(level for _ in leaves)]]
    return SourceFile(name, book(("Isian", rows)))


def two_versions(owners):
    """Level 2 in the first file of each, level 4 in the second."""
    return [form(opd, level, f"{opd} v{level}.xlsx") for level in (2, 4) for opd in owners]


def together(files, choices=()):
    context = ReadingContext(KESIAPAN, NGANJUK, {NGANJUK: ROSTER}, choices=dict(choices))
    return read_batch(files, context)


def asked(readings):
    return {one.key: one for reading in readings for one in reading.questions}


def levels(readings):
    return {
        (response.opd, answer.value)
        for reading in readings
        if reading.verdict == "ready"
        for response in reading.responses
        for answer in response.answers
    }


def drawn_owners(seed, count):
    return random.Random(seed).sample(sorted(NAMES), count)


@pytest.mark.parametrize("count", [1, 2, MANY - 1])
def test_a_few_are_asked_one_by_one(count):
    assert len(asked(together(two_versions(drawn_owners(count, count))))) == count


@pytest.mark.parametrize("count", [MANY, 9, 20])
@pytest.mark.parametrize(("choice", "level"), [(LAST, 4.0), (FIRST, 2.0)])
def test_many_are_asked_once_and_answered_once(count, choice, level):
    owners = drawn_owners(count, count)
    files = two_versions(owners)
    readings = together(files)
    (question,) = asked(readings).values()
    assert {one.verdict for one in readings} == {"confirm"}
    assert all(NAMES[opd] in question.text for opd in owners)
    settled = together(files, {question.key: choice})
    assert asked(settled) == {}
    assert levels(settled) == {(opd, level) for opd in owners}


def test_they_can_still_be_asked_one_by_one():
    owners = drawn_owners("each", 6)
    files = two_versions(owners)
    (question,) = asked(together(files)).values()
    choices = {question.key: EACH}
    apart = asked(together(files, choices))
    assert len(apart) == 6
    expected = set()
    for place, one in enumerate(apart.values()):
        version = place % 2
        choices[one.key] = one.candidates[version][0]
        expected.add((one.key.split(":")[2], 4.0 if version else 2.0))
        left = asked(together(files, choices))
        assert len(left) == 5 - place, "those that are left stay apart"
    assert levels(together(files, choices)) == expected


def test_parts_of_one_form_of_many_opd_are_joined_at_once():
    owners = drawn_owners("join", 5)
    files = [
        form(opd, 3, f"{opd} {at}.xlsx", leaves)
        for opd in owners
        for at, leaves in enumerate((LEAVES[:2], LEAVES[2:]))
    ]
    (question,) = asked(together(files)).values()
    settled = together(files, {question.key: JOIN})
    found = {
        one.opd: len({a.indicator for a in one.answers if a.value == 3.0})
        for r in settled
        for one in r.responses
    }
    assert found == dict.fromkeys(owners, len(LEAVES))
    contradicting = asked(together(two_versions(owners)))
    assert JOIN not in dict(next(iter(contradicting.values())).candidates)


def test_a_further_file_of_one_of_them_is_asked_about_that_one_alone():
    owners = drawn_owners("more", 5)
    files = two_versions(owners)
    (question,) = asked(together(files)).values()
    later = [*files, form(owners[0], 5, "versi 3.xlsx")]
    (again,) = asked(together(later, {question.key: LAST})).values()
    assert again.key.split(":")[2] == owners[0]
    assert len(again.candidates) >= 2
    assert f"{owners[0]} v2.xlsx" not in dict(again.candidates).values(), "left out before, left out still"


def test_a_file_that_cannot_be_stored_takes_its_own_decision_with_it_alone():
    owners = drawn_owners("gone", 5)
    files = two_versions(owners)
    (question,) = asked(together(files)).values()
    gone = next(one for one in files if one.name == f"{owners[2]} v4.xlsx")
    kept = forget_file_decisions({question.key: LAST, "value:x:A1": "3"}, gone.path_and_content)
    assert kept["value:x:A1"] == "3"
    settled = together(files, kept)
    (left,) = asked(settled).values()
    assert left.key.split(":")[2] == owners[2]
    assert levels(settled) == {(opd, 4.0) for opd in owners if opd != owners[2]}

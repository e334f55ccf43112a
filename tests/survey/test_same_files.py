"""Files of one name, of one content, of one OPD: each stands by content and path, and nothing gets lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.answers.file_reading import ReadingContext
from survey.joining import is_answered, join_responses
from survey.read import read_batch
from survey.values import Answer, Response, SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book, codes

NODES = KESIAPAN.framework
LEAVES = NODES.leaves[:12]
AGENCIES = {"DISKOMINFO": "Dinas Komunikasi dan Informatika", "DINKES": "Dinas Kesehatan", "": None}


def survey(opd, levels, name="survei.xlsx"):
    """A table of items in rows that names its OPD above, or nobody."""
    named = AGENCIES[opd]
    rows = [[at, NODES.node(code).name, levels.get(code)] for at, code in enumerate(LEAVES, 1)]
    above = [[f"OPD : {named}"]] if named else []
    return SourceFile(name, book(("Jawaban", [*above, [], ["No", "Aspek yang dinilai", "Hasil"], *rows])))


def together(*files, **given):
    return read_batch(files, ReadingContext(KESIAPAN, NGANJUK, ROSTERS, **given))


def answers(reading):
    return {
        one.indicator: one.value for each in reading.responses for one in each.answers if is_answered(one)
    }


def agency(reading):
    return next(one for one in reading.questions if one.kind == "agency")


FULL = dict.fromkeys(LEAVES, 3)


def test_two_opd_send_files_of_one_name():
    one, two = together(survey("DINKES", FULL), survey("DISKOMINFO", FULL))
    assert [one.responses[0].opd, two.responses[0].opd] == ["DINKES", "DISKOMINFO"]
    assert {one.verdict, two.verdict} == {"ready"}
    assert one.file == two.file
    assert one.path_and_content != two.path_and_content


@pytest.mark.parametrize("names", [("a/survei.xlsx", "b/survei.xlsx"), ("survei.xlsx", "survei.xlsx")])
def test_the_same_bytes_of_nobody_named_may_be_two_opd(names):
    files = [survey("", FULL, name) for name in names]
    one, two = together(*files)
    asked = agency(one), agency(two)
    assert asked[0].key != asked[1].key
    assert one.path_and_content != two.path_and_content
    chosen = {asked[0].key: "DINKES", asked[1].key: "DISKOMINFO"}
    found = together(*files, choices=chosen)
    assert [reading.responses[0].opd for reading in found] == ["DINKES", "DISKOMINFO"]
    assert [answers(reading) for reading in found] == [FULL, FULL]
    alone = [together(reading.source, choices=chosen)[0] for reading in found]
    assert [reading.responses[0].opd for reading in alone] == ["DINKES", "DISKOMINFO"]


def test_the_same_bytes_chosen_for_one_opd_are_read_once():
    files = [survey("", FULL, name) for name in ("a/survei.xlsx", "b/survei.xlsx")]
    chosen = {agency(reading).key: "DINKES" for reading in together(*files)}
    one, two = together(*files, choices=chosen)
    assert (len(one.responses), two.responses, codes(two)) == (1, (), ["W56"])


def test_the_same_bytes_that_name_their_opd_are_read_once():
    one, two = together(survey("DINKES", FULL, "a.xlsx"), survey("DINKES", FULL, "b.xlsx"))
    assert (len(one.responses), two.responses, codes(two)) == (1, (), ["W56"])


def test_a_choice_between_two_files_says_nothing_of_a_third():
    files = [survey("DINKES", {code: level}, f"{level}.xlsx") for code in LEAVES[:1] for level in (1, 2, 3)]
    (question,) = together(*files[:2])[0].questions
    (again,) = together(*files, choices={question.key: "all"})[0].questions
    assert again.key != question.key


def test_files_of_one_name_and_one_opd_are_told_apart_in_the_question():
    one, two = survey("DINKES", {LEAVES[0]: 1}), survey("DINKES", {LEAVES[0]: 2, LEAVES[1]: 2})
    (question,) = together(one, two)[0].questions
    labels = [label for _, label in question.candidates[:2]]
    assert labels == ["survei.xlsx (berkas ke-1: 1 pertanyaan)", "survei.xlsx (berkas ke-2: 2 pertanyaan)"]


def test_what_one_file_asks_the_other_respondents_of_its_opd_wait_for():
    one, two = survey("DINKES", FULL, "1.xlsx"), survey("DINKES", FULL | {LEAVES[0]: "kurang tahu"}, "2.xlsx")
    question = next(one for one in together(one, two)[0].questions if one.kind == "duplicate")
    found = together(one, two, choices={question.key: "all"})
    assert [reading.verdict for reading in found] == ["confirm", "confirm"]


LEVELS = st.dictionaries(st.sampled_from(LEAVES), st.integers(1, 5), min_size=1)


@settings(max_examples=25, deadline=None)
@given(st.lists(LEVELS, min_size=2, max_size=3, unique_by=lambda one: tuple(sorted(one.items()))))
def test_joined_files_keep_every_answer_and_files_that_differ_are_not_joined(parts):
    files = [survey("DINKES", part, f"{at}.xlsx") for at, part in enumerate(parts)]
    question = next(one for one in together(*files)[0].questions if one.kind == "duplicate")
    same = all(
        one.get(code, level) == level for one in parts for other in parts for code, level in other.items()
    )
    assert ("join" in dict(question.candidates)) == same
    if same:
        found = together(*files, choices={question.key: "join"})
        assert answers(found[0]) == {code: level for part in parts for code, level in part.items()}
        assert [reading.responses for reading in found[1:]] == [()] * (len(parts) - 1)
        assert {reading.verdict for reading in found} == {"ready"}


def test_joined_answers_name_the_file_they_stand_in():
    one = Response(NGANJUK, "", "DINKES", "", "1", (Answer("A", "answered", 2.0, sheet="J", cell="A1"),))
    two = Response(NGANJUK, "", "DINKES", "", "1", (Answer("B", "answered", 3.0, sheet="J", cell="B1"),))
    joined = join_responses(one, two, "b.xlsx")
    assert [(answer.sheet, answer.cell) for answer in joined.answers] == [("J", "A1"), ("b.xlsx › J", "B1")]

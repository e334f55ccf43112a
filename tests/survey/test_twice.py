"""Two different answers of one OPD to one item are asked in every layout, once for those of one kind."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, read, said

LEAVES = KESIAPAN.framework.leaves
OPDS = ("Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "Sekretariat Daerah")


def name(code):
    return KESIAPAN.framework.node(code).name


def values(reading):
    return {
        (response.opd, answer.indicator): answer.value
        for response in reading.responses
        for answer in response.answers
    }


def two_readings(draw, count, differing):
    """Item -> its first and its second answer; `differing` of them are not the same."""
    items = draw.sample(LEAVES, count)
    found = {}
    for place, code in enumerate(items):
        first = draw.randint(1, 5)
        second = draw.choice([one for one in range(1, 6) if one != first]) if place < differing else first
        found[code] = (first, second)
    return found


def in_two_columns(pairs):
    headings = ["OPD", *(f"grup_a/{code}" for code in pairs), *(f"grup_b/{code}" for code in pairs)]
    firsts, seconds = zip(*pairs.values(), strict=True)
    return book(("data", [headings, [OPDS[0], *firsts, *seconds]]))


def in_one_form(pairs):
    rows = [["Nama OPD", OPDS[0]], ["No", "Indikator", "Nilai"]]
    rows += [[None, name(code), first] for code, (first, _) in pairs.items()]
    rows += [[None, name(code), second] for code, (_, second) in pairs.items()]
    return book(("data", rows))


def on_two_sheets(pairs):
    sheets = [
        (f"Isian {at}", [["Nama OPD", OPDS[0]], ["No", "Indikator", "Nilai"], *rows])
        for at, rows in enumerate(
            [[[None, name(code), both[side]] for code, both in pairs.items()] for side in (0, 1)]
        )
    ]
    return book(*sheets)


def under_any_headings(pairs):
    rows = [["Nama OPD", OPDS[0]], [], ["Nomor", "Hal", "Isian"]]
    asks = KESIAPAN.question
    rows += [[10 + at, asks(code), first] for at, (code, (first, _)) in enumerate(pairs.items())]
    rows += [
        [30 + at, KESIAPAN.question(code), second] for at, (code, (_, second)) in enumerate(pairs.items())
    ]
    return book(("data", rows))


def in_a_long_table(pairs):
    rows = [["OPD", "Kode", "Jawaban"]]
    rows += [
        [OPDS[0], code, one] for side in (0, 1) for code, one in ((c, p[side]) for c, p in pairs.items())
    ]
    return book(("data", rows))


LAYOUTS = (in_two_columns, in_one_form, on_two_sheets, under_any_headings, in_a_long_table)


@pytest.mark.parametrize("differing", [0, 1, 6])
@pytest.mark.parametrize("made", LAYOUTS)
def test_what_differs_is_asked_once_and_counts_as_chosen(made, differing):
    pairs = two_readings(random.Random(f"{made.__name__}{differing}"), 8, differing)
    data = made(pairs)
    reading = read(data, region=NGANJUK)
    same = {("DINKES", code): first for code, (first, second) in pairs.items() if first == second}
    asked = dict.fromkeys((("DINKES", code) for code, (first, second) in pairs.items() if first != second))
    assert values(reading) == same | asked
    assert len(reading.questions) == min(differing, 1)
    assert reading.verdict == ("confirm" if differing else "ready")
    assert len(said(reading, "E29")) == differing
    for side in (0, 1) if differing else ():
        (question,) = reading.questions
        chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[side][0]})
        assert chosen.verdict == "ready"
        assert values(chosen) == {("DINKES", code): both[side] for code, both in pairs.items()}


@pytest.mark.parametrize("made", LAYOUTS)
def test_they_may_be_chosen_one_by_one(made):
    pairs = two_readings(random.Random(made.__name__), 6, 3)
    data = made(pairs)
    choices = {}
    (question,) = read(data, region=NGANJUK).questions
    choices[question.key] = "each"
    for at, one in enumerate(read(data, region=NGANJUK, choices=choices).questions):
        choices[one.key] = one.candidates[at % 2][0]
    assert len(choices) == 4
    reading = read(data, region=NGANJUK, choices=choices)
    assert (reading.verdict, None in values(reading).values()) == ("ready", False)


def test_many_rows_in_two_columns_are_one_question():
    rows = [
        ["OPD", "GOV1.1", "GOV1.2", "GOV1.1"],
        [OPDS[0], 1, 3, 2],
        [OPDS[1], 4, 3, 5],
        [OPDS[2], 2, 2, None],
    ]
    data = book(("data", rows))
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert [column for column, _ in question.candidates] == ["B", "D"]
    chosen = values(read(data, region=NGANJUK, choices={question.key: "D"}))
    assert {opd: value for (opd, code), value in chosen.items() if code == "GOV1.1"} == {
        "DINKES": 2.0,
        "DISKOMINFO": 5.0,
        "SETDA": 2.0,
    }


def test_a_survey_of_respondents_on_two_sheets_is_one_submission_an_opd():
    first = [["OPD", *LEAVES[:3]], [OPDS[0], 1, 2, 3], [OPDS[1], 3, 2, 1]]
    second = [["OPD", *LEAVES[3:6]], [OPDS[0], 4, 5, 1], [OPDS[1], 1, 5, 4]]
    reading = read(book(("Bagian 1", first), ("Bagian 2", second)), region=NGANJUK)
    assert reading.verdict == "ready"
    assert [[one.value for one in response.answers] for response in reading.responses] == [
        [1, 2, 3, 4, 5, 1],
        [3, 2, 1, 1, 5, 4],
    ]


def test_sheets_of_respondents_that_differ_are_asked_by_sheet():
    first = [["OPD", *LEAVES[:3]], [OPDS[0], 1, 2, 3], [OPDS[1], 3, 2, 1]]
    second = [["OPD", *LEAVES[:3]], [OPDS[0], 1, 4, 5], [OPDS[1], 3, 2, 1]]
    data = book(("Bagian 1", first), ("Bagian 2", second))
    reading = read(data, region=NGANJUK)
    assert values(reading)["DINKES", LEAVES[1]] is None
    choices = {one.key: one.candidates[-1][0] for one in reading.questions}
    assert values(read(data, region=NGANJUK, choices=choices))["DINKES", LEAVES[1]] == 4

"""Numbers up to 100 of items that count in percent: read where the form asks for nothing else, else asked."""

from random import Random

import pytest

from survey.answers.percent_levels import percent_bounds
from tests.survey.making import KESIAPAN, NGANJUK, book, read, said
from tests.survey.scales.drawn_scales import OPD, SHORT

LEAVES = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
BANDED = [node for node in LEAVES if percent_bounds(node)]
OTHERS = [node for node in LEAVES if node not in BANDED]
PERCENTS = (1, 2, 3, 4, 5, 12, 35, 50, 70, 85, 100)


def level_of(node, percent):
    """The level of a percentage by what the anchors of an item say."""
    return 1 + sum(bound <= percent / 100 for bound in percent_bounds(node))


def drawn(seed, nodes, percents=PERCENTS, owners=1):
    """Percentages of the items in percent, high and low ones, levels of the others; and the levels meant."""
    random = Random(seed)
    given, truth = {}, {}
    for opd in OPD[:owners]:
        chosen = iter([70, 35, 5, 1, 3, *random.choices(percents, k=len(nodes))])
        for node in nodes:
            number = next(chosen) if node in BANDED else random.randint(1, 5)
            given[opd, node] = number
            truth[SHORT[opd], node.code] = level_of(node, number) if node in BANDED else number
    return given, truth


def by_rows(given, text=lambda node: node.tags["question"], heading="Jawaban", beside=lambda node: None):
    rows = [["Nama OPD", OPD[0]], ["No", "Pertanyaan", heading, "Uraian"]]
    return rows + [
        [place, text(node), number, beside(node)]
        for place, ((_, node), number) in enumerate(given.items(), 1)
    ]


def by_columns(given, text=lambda node: node.tags["question"]):
    nodes = list(dict.fromkeys(node for _, node in given))
    owners = dict.fromkeys(opd for opd, _ in given)
    return [["Nama OPD", *map(text, nodes)]] + [
        [opd, *(given[opd, node] for node in nodes)] for opd in owners
    ]


def values(rows, **choices):
    reading = read(book(("Isian", rows)), region=NGANJUK, **choices)
    return reading, {
        (response.opd, one.indicator): one.value for response in reading.responses for one in response.answers
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("owners", [1, 2])
def test_a_form_that_asks_for_percent_and_shows_no_levels_is_read_by_the_bounds_of_its_items(seed, owners):
    nodes = Random(seed).sample(BANDED, 10)
    given, truth = drawn(seed, nodes, owners=owners)
    reading, found = values(by_columns(given) if owners > 1 else by_rows(given))
    assert (reading.questions, found) == ((), truth)
    assert "batas tingkat" in said(reading, "W69")[0].message


def test_a_heading_in_percent_does_as_well_as_the_questions():
    given, truth = drawn("heading", BANDED[:10])
    reading, found = values(by_rows(given, text=lambda node: node.name, heading="Persentase (%)"))
    assert (reading.questions, found) == ((), truth)


DOUBTS = {
    "nothing says percent": lambda given: by_rows(given, text=lambda node: node.name),
    "the levels are shown": lambda given: by_rows(given, beside=lambda node: "; ".join(node.tags["anchors"])),
    "their names are shown": lambda given: [*by_rows(given), [], ["Sangat siap"]],
    "an instruction names the levels": lambda given: [["Pilih tingkat 1-5"], *by_rows(given)],
    "the scale is named": lambda given: by_rows(given, heading="Nilai (0-100)"),
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_form_on_which_the_low_numbers_may_be_levels_is_asked_about_once(doubt):
    given, truth = drawn(doubt, BANDED[:12])
    rows = DOUBTS[doubt](given)
    reading, found = values(rows)
    (question,) = reading.questions
    assert (question.kind, set(found.values())) == ("scale", {None})
    assert truth in [values(rows, choices={question.key: choice})[1] for choice, _ in question.candidates]


def test_a_few_high_numbers_show_no_percentages():
    given, _ = drawn("few", BANDED[:12], percents=(1, 2, 3, 4, 5))
    reading, found = values(by_rows(given))
    high = {("DINKES", node.code) for (_, node), number in given.items() if number > 5}
    assert len(reading.questions) == len(high) == 2
    assert {key for key, value in found.items() if value is None} == high


@pytest.mark.parametrize("shape", [by_rows, by_columns])
def test_percentages_of_some_items_beside_levels_of_others_are_asked_with_that_reading_first(shape):
    given, truth = drawn("mixed", [*BANDED[:8], *OTHERS[:8]])
    reading, found = values(shape(given))
    (question,) = reading.questions
    assert set(found.values()) == {None}
    assert values(shape(given), choices={question.key: question.candidates[0][0]})[1] == truth

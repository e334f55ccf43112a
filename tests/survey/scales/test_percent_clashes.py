"""Percentages of items that count in percent, beside others: never by two readings unasked."""

from random import Random

import pytest

from survey.answers.percent_levels import level_by_bounds, percent_bounds
from tests.survey.making import KESIAPAN, NGANJUK, read, said
from tests.survey.making import book as make_book
from tests.survey.scales.drawn_scales import OPD, SHAPES, values_read

LEAVES = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
BANDED = [node for node in LEAVES if percent_bounds(node)]
OTHERS = [node for node in LEAVES if not percent_bounds(node)]
EVEN = [node for node in BANDED if percent_bounds(node) == (0.2, 0.4, 0.6, 0.8)]
FIFTHS, QUARTERS = (20, 40, 60, 80, 100), (0, 25, 50, 75, 100)
SHOWN = {
    "text": "{}%".format,
    "spaced": "{} %".format,
    "words": "{} persen".format,
    "number": lambda n: n / 100,
}


def drawn(layout, nodes, percents, how, seed):
    """A workbook of percentages, and what they mean by fifths and by the bounds of their items."""
    random = Random(seed)
    opd = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)]
    every = [*percents, *random.choices(percents, k=len(nodes) * len(opd) - len(percents))]
    random.shuffle(every)
    numbers = dict(zip(((name, node) for name in opd for node in nodes), every, strict=True))
    given = {(name, node.code): SHOWN[how](number) for (name, node), number in numbers.items()}
    fifths = {(name, node.code): max(1, number // 20) for (name, node), number in numbers.items()}
    bounds = {
        (name, node.code): level_by_bounds(number / 100, percent_bounds(node), KESIAPAN.framework.scale)
        if percent_bounds(node)
        else fifths[name, node.code]
        for (name, node), number in numbers.items()
    }
    return make_book(*SHAPES[layout]("Nilai", opd, nodes, given)), fifths, bounds


def outcomes(data, question):
    """What each choice gives, in the order in which they are offered."""
    return [
        values_read(read(data, region=NGANJUK, choices={question.key: choice}))
        for choice, _ in question.candidates
    ]


@pytest.mark.parametrize("how", SHOWN)
@pytest.mark.parametrize("layout", SHAPES)
def test_fifths_of_every_kind_of_item_are_asked_once_with_both_readings(layout, how):
    nodes = Random(f"{layout}{how}").sample(BANDED, 5) + Random(f"{how}{layout}").sample(OTHERS, 7)
    data, fifths, bounds = drawn(layout, nodes, FIFTHS, how, seed=f"{layout}{how}")
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, set(values_read(reading).values())) == ("scale", {None})
    assert {one.code for one in reading.findings if one.severity == "error"} == {"E73"}
    alike, by_bounds, left = outcomes(data, question)
    assert (alike, by_bounds) == (fifths, bounds)
    assert left == dict.fromkeys(fifths)


@pytest.mark.parametrize("layout", SHAPES)
def test_fifths_of_items_in_percent_alone_are_asked_with_their_bounds_first(layout):
    data, fifths, bounds = drawn(layout, BANDED[:12], FIFTHS, "text", seed=layout)
    (question,) = read(data, region=NGANJUK).questions
    assert outcomes(data, question)[:2] == [bounds, fifths]


@pytest.mark.parametrize("layout", SHAPES)
@pytest.mark.parametrize("percents", [(20, 35, 60, 85, 100), (5, 12, 40, 60, 80)])
def test_other_shares_of_items_in_percent_are_read_by_their_bounds(layout, percents):
    data, _, bounds = drawn(layout, BANDED[:12], percents, "text", seed=layout)
    reading = read(data, region=NGANJUK)
    assert (reading.questions, values_read(reading)) == ((), bounds)
    assert said(reading, "W78")


@pytest.mark.parametrize("layout", SHAPES)
def test_fifths_of_items_that_do_not_count_in_percent_are_read_as_levels(layout):
    data, fifths, _ = drawn(layout, OTHERS[:12], FIFTHS, "text", seed=layout)
    reading = read(data, region=NGANJUK)
    assert (reading.questions, values_read(reading)) == ((), fifths)


def test_shares_that_both_readings_take_alike_are_not_asked():
    data, _, bounds = drawn("wide", [*EVEN[:6], *OTHERS[:6]], QUARTERS, "text", seed="quarters")
    reading = read(data, region=NGANJUK)
    found = values_read(reading)
    even = {node.code for node in EVEN}
    assert reading.questions == ()
    assert {place: found[place] for place in bounds if place[1] in even} == {
        place: level for place, level in bounds.items() if place[1] in even
    }


@pytest.mark.parametrize("share", ["100%", "40%", "12 persen"])
def test_one_percentage_among_levels_is_asked_with_the_level_of_its_item_first(share):
    nodes = [*OTHERS[:6], BANDED[0]]
    given = {(OPD[0], node.code): float(1 + at % 5) for at, node in enumerate(nodes)}
    given[OPD[0], BANDED[0].code] = share
    reading = read(make_book(*SHAPES["items"]("Nilai", OPD[:1], nodes, given)), region=NGANJUK)
    (question,) = reading.questions
    number = float(share.split("%")[0].split()[0]) / 100
    level = level_by_bounds(number, percent_bounds(BANDED[0]), KESIAPAN.framework.scale)
    assert (question.kind, question.candidates[0][0]) == ("value", f"{level:g}")
    assert values_read(reading)[OPD[0], BANDED[0].code] is None

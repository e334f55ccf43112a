"""Items and their levels without any headings: no row is lost as headings, and no level is guessed."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, read

LEAVES = KESIAPAN.framework.leaves
SHAPES = {
    "name and level": lambda at, code, level: [KESIAPAN.framework.node(code).name, level],
    "number, name, level": lambda at, code, level: [at, KESIAPAN.framework.node(code).name, level],
    "number, question, level, evidence": lambda at, code, level: [at, KESIAPAN.question(code), level, "SK"],
    "code, name, level": lambda at, code, level: [code, KESIAPAN.framework.node(code).name, level],
}
ABOVE = {
    "title": [["KUESIONER DINAS KESEHATAN"], []],
    "label": [["Nama OPD", "Dinas Kesehatan"]],
    "label and blank": [["Nama OPD", ":", "Dinas Kesehatan"], []],
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("first", [1, 2, 5])
def test_every_row_of_a_table_without_headings_answers(shape, above, first):
    draw = random.Random(f"{shape}{above}{first}")
    levels = {code: draw.randint(1, 5) for code in draw.sample(LEAVES, 9)}
    levels[next(iter(levels))] = first
    rows = [SHAPES[shape](at, code, level) for at, (code, level) in enumerate(levels.items(), start=1)]
    reading = read(book(("Isian", [*ABOVE[above], *rows])), region=NGANJUK)
    found = {one.indicator: one.value for response in reading.responses for one in response.answers}
    assert reading.verdict == "ready"
    assert found == levels


def test_two_columns_of_levels_without_headings_are_asked():
    rows = [
        [KESIAPAN.framework.node(code).name, 1 + at % 5, 1 + (3 * at + 1) % 5]
        for at, code in enumerate(LEAVES[:9])
    ]
    reading = read(book(("Isian", [["Nama OPD", "Dinas Kesehatan"], *rows])), region=NGANJUK)
    assert reading.questions or reading.verdict == "refused"
    assert not any(one.value for response in reading.responses for one in response.answers)

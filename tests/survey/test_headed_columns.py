"""Answer columns headed by OPD under a line that names another: two statements, so the file is asked."""

from random import Random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read
from tests.survey.test_owners import LABELS, NAMES, answers_of

LEAVES = KESIAPAN.framework.leaves[:8]
LINES = {
    "two cells": lambda label, name: [[label, name]],
    "line": lambda label, name: [[f"{label} : {name}"]],
    "three cells": lambda label, name: [[label, ":", name]],
}


def drawn(line, heads, seed, group=False):
    """A form with answer columns headed by OPD, and what each column holds."""
    random = Random(seed)
    columns = {head: {code: random.randint(1, 5) for code in LEAVES} for head in heads}
    rows = [*line, ["No", "Indikator", *heads]]
    if group:
        rows = [*line, ["No", "Indikator", "Nilai", *[None] * (len(heads) - 1)], [None, None, *heads]]
    rows += [
        [at, KESIAPAN.framework.node(code).name, *(columns[head][code] for head in heads)]
        for at, code in enumerate(LEAVES, 1)
    ]
    at = len(line) + 1
    merges = [(f"C{at}:{'CDEF'[len(heads) - 1]}{at}", "Nilai")] if group else []
    return book(("Isian", rows), merges=merges), columns


def owned(columns):
    ids = {name: opd for opd, names in NAMES.items() for name in names}
    return {(ids[head], code): value for head, values in columns.items() for code, value in values.items()}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("where", LINES)
@pytest.mark.parametrize("heads", [("Dinkes", "Setda"), ("Dinas Kesehatan",), ("Diskominfo", "Dinkes")])
def test_a_line_that_names_another_opd_than_the_columns_is_asked_once(heads, where, seed):
    line = LINES[where](Random(seed).choice(LABELS), "Dinas Komunikasi dan Informatika")
    data, columns = drawn(line, heads, seed)
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, reading.verdict, codes(reading).count("E50")) == ("agency", "confirm", 1)
    assert answers_of(reading) == {}
    outcomes = {
        choice: read(data, region=NGANJUK, choices={question.key: choice})
        for choice, _ in question.candidates
    }
    assert answers_of(outcomes["headings"]) == owned(columns)
    for at, head in enumerate(heads):
        expected = {("DISKOMINFO", code): value for code, value in columns[head].items()}
        assert answers_of(outcomes[str(2 + at)]) == expected
    assert [one.questions for one in outcomes.values()] == [()] * len(outcomes)


@pytest.mark.parametrize("where", LINES)
def test_a_line_that_names_the_opd_of_the_only_column_is_no_doubt(where):
    data, columns = drawn(LINES[where]("Nama OPD", "Dinas Kesehatan"), ("Dinkes",), 1)
    reading = read(data, region=NGANJUK)
    assert (reading.questions, answers_of(reading)) == ((), owned(columns))


@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize(
    "title", ["DINAS KOMUNIKASI DAN INFORMATIKA", "Disusun oleh: Dinas Komunikasi dan Informatika"]
)
def test_a_letterhead_above_columns_of_opd_is_no_doubt(title, group):
    data, columns = drawn([["PEMERINTAH KABUPATEN NGANJUK"], [title], []], ("Dinkes", "Setda"), 2, group)
    reading = read(data, region=NGANJUK)
    assert (reading.questions, answers_of(reading)) == ((), owned(columns))


@pytest.mark.parametrize("words", [("KS", "CS", "S", "SS"), ("Kurang mampu", "Mampu", "Sangat mampu")])
def test_a_column_of_one_level_is_read_in_the_words_of_the_others(words):
    rows = [["No", "Indikator", "Dinas Kesehatan", "Setda", "Diskominfo"]]
    rows += [
        [at, KESIAPAN.framework.node(code).name, words[0], words[at % len(words)], words[-1 - at % 2]]
        for at, code in enumerate(LEAVES, 1)
    ]
    data = book(("Isian", rows))
    (question,) = read(data, region=NGANJUK).questions
    chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    found = answers_of(chosen)
    assert len(found) == 3 * len(LEAVES)
    assert len({found["DINKES", code] for code in LEAVES}) == 1

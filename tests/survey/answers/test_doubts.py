"""Odd cells asked together or each, by whether the user sees them in one table."""

import pytest

from survey.answers.doubts import FEW, CellDoubt, group_doubts
from survey.values import Question
from tests.survey.making import KESIAPAN, NGANJUK, book, read

LEAVES = KESIAPAN.framework.leaves


def odd(count):
    """A form with so many cells that each say something else that is no answer."""
    rows = [
        [code, KESIAPAN.framework.node(code).name, f"lain {code}" if at < count else 3]
        for at, code in enumerate(LEAVES)
    ]
    return book(("Jawaban", [["OPD : Dinas Kesehatan"], [], ["Kode", "Indikator", "Nilai"], *rows]))


def cell_questions(count, **given):
    found = read(odd(count), region=NGANJUK, **given).questions
    return [one for one in found if one.kind == "value"]


@pytest.mark.parametrize("count", [3, 7, FEW])
def test_a_few_cells_of_several_kinds_are_asked_each_where_a_table_shows_them(count):
    assert len(cell_questions(count)) == 1
    apart = cell_questions(count, in_table=True)
    assert len(apart) == count
    assert all(one.cell for one in apart)


def test_a_formula_without_a_result_is_named_among_the_others():
    told = [
        CellDoubt(Question("value", f"k{at}", "", ()), kind, text, (), 1)
        for at, (kind, text) in enumerate([("E22=1", "#REF!"), ("E22=2", "#N/A"), ("E23=3", "")])
    ]
    ((question, _),) = group_doubts(told, "value:jenis", {})
    assert "'#REF!', '#N/A', rumus tanpa nilai" in question.text
    assert "''" not in question.text


def test_many_are_asked_together_everywhere():
    assert len(cell_questions(FEW + 1, in_table=True)) == 1

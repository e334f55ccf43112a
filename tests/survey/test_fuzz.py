"""Two hundred mutated workbooks: each is read or refused in words, nothing escapes."""

from collections import Counter

from benchmarks import fuzz
from tests.survey.making import KESIAPAN

CASES = 200


def test_nothing_escapes():
    found = dict(fuzz.run(range(CASES), KESIAPAN))
    assert sorted(found) == list(range(CASES))
    assert not {number: verdict for number, verdict in found.items() if verdict.startswith("ESCAPE")}
    # Mutations that only ever end at one gate would test that gate alone.
    assert len(Counter(found.values())) >= 5


def test_a_case_is_the_same_whatever_ran_before():
    files = fuzz.seeds()
    first = fuzz.case(7, files)
    fuzz.case(3, files)
    assert fuzz.case(7, files) == first


def test_every_mutation_changes_something():
    workbook = next(file.data for file in fuzz.seeds() if file.name == "tabel.xlsx")
    for name in fuzz.MUTATIONS:
        drawn = fuzz.random.Random(1)
        assert any(fuzz._mutate(drawn, name, workbook, workbook) != workbook for _ in range(5)), name

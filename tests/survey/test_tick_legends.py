"""What a legend says of the headings of columns to mark: it names letters, and contradicts numbers."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, read

LEAVES = KESIAPAN.framework.leaves[:12]
WORDS = {
    "instrument": KESIAPAN.framework.scale.levels,
    "good": ("Sangat kurang", "Kurang", "Cukup", "Baik", "Sangat baik"),
}
HEADINGS = {
    "numbers": [1, 2, 3, 4, 5],
    "romans": ["I", "II", "III", "IV", "V"],
    "letters": ["a", "b", "c", "d", "e"],
    "capitals": ["A", "B", "C", "D", "E"],
    "from zero": [0, 1, 2, 3, 4],
}
WAYS = {
    "below in one line": lambda pairs: (
        [],
        [[], ["Keterangan: " + "; ".join(f"{c} = {w}" for c, w in pairs)]],
    ),
    "above in one line": lambda pairs: ([[", ".join(f"{c} = {w}" for c, w in pairs)]], []),
    "below in rows": lambda pairs: ([], [[], ["Keterangan:"], *([c, w] for c, w in pairs)]),
}


def marked(headings, way, words):
    """A reading of a form with columns to mark and its legend, and the places of its marks."""
    draw = random.Random(f"{headings}{way}{words}")
    places = {code: draw.randint(1, 5) for code in LEAVES}
    rows = [["No", "Indikator", *headings]]
    rows += [
        [at, KESIAPAN.framework.node(code).name, *("x" if one == place else None for one in range(1, 6))]
        for at, (code, place) in enumerate(places.items(), start=1)
    ]
    above, below = WAYS[way](list(zip(headings, words, strict=True)))
    data = book(("Isian", [["Nama OPD", "Dinas Kesehatan"], *above, *rows, *below]))
    return read(data, region=NGANJUK), places


@pytest.mark.parametrize("headings", HEADINGS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", WORDS)
def test_a_legend_that_rises_leaves_no_doubt(headings, way, words):
    reading, places = marked(HEADINGS[headings], way, WORDS[words])
    found = {one.indicator: one.value for response in reading.responses for one in response.answers}
    assert (reading.verdict, reading.questions) == ("ready", ())
    assert found == places


@pytest.mark.parametrize("headings", HEADINGS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", WORDS)
def test_a_legend_that_falls_is_one_question_with_its_own_reading_first(headings, way, words):
    reading, _ = marked(HEADINGS[headings], way, WORDS[words][::-1])
    assert not any(one.value for response in reading.responses for one in response.answers)
    (question,) = reading.questions
    assert question.kind == "scale"
    assert question.candidates[0][0] == "5|4|3|2|1"

"""Questions whose levels stand in rows or cells of their own, drawn: the marked one answers, or is asked."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, draw_levels, read

LEAVES = list(KESIAPAN.framework.leaves)[:12]
NODES = [KESIAPAN.framework.node(code) for code in LEAVES]
FRONTS = [
    lambda level: f"{'abcde'[level - 1]}. ",
    lambda level: f"{level}. ",
    lambda level: f"{level} = ",
    lambda level: f"Level {level}: ",
    lambda level: f"{'ABCDE'[level - 1]}) ",
    lambda level: "",
]
MARKS = [
    ("v", None),
    ("√", None),
    ("x", None),
    ("☑", "☐"),
    (1, None),
    ("Ya", "Tidak"),
    ("[x]", "[ ]"),
    ("●", "○"),
]


def answers(reading):
    return {
        one.indicator: one.value
        for response in reading.responses
        for one in response.answers
        if one.value is not None
    }


def truth(drawn):
    return dict(zip(LEAVES, map(float, drawn), strict=True))


def form(drawn, front, mark, blank, *, falls=False, apart=False, numbered=False):
    """A form with a row a level: the question on the first of them, or on a row above (`apart`)."""
    head = ["No", "Pertanyaan", *(["Level"] if numbered else []), "Pilihan", "Jawaban"]
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan / Pilihan", "Jawaban"] if apart else head]
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        if apart:
            rows.append([place, node.tags["question"]])
        for at in range(5, 0, -1) if falls else range(1, 6):
            option, held = front(at) + node.tags["anchors"][at - 1], mark if at == level else blank
            is_first = at == (5 if falls else 1)
            named = [place, node.tags["question"]] if is_first else [None, None]
            rows.append(
                [None, option, held] if apart else [*named, *([at] if numbered else []), option, held]
            )
    return book(("Kuesioner", rows))


@pytest.mark.parametrize("place", range(len(MARKS)))
@pytest.mark.parametrize("way", ["rises", "falls", "apart", "numbered"])
def test_the_level_whose_row_is_marked_answers(place, way):
    drawn, (mark, blank) = draw_levels(f"{place}{way}", len(LEAVES)), MARKS[place]
    front = FRONTS[place % len(FRONTS)]
    data = form(
        drawn, front, mark, blank, falls=way == "falls", apart=way == "apart", numbered=way == "numbered"
    )
    reading = read(data, region=NGANJUK)
    assert answers(reading) == truth(drawn)
    assert not reading.questions


@pytest.mark.parametrize("seed", range(4))
def test_two_marks_of_one_question_are_asked_and_nothing_else_is_lost(seed):
    drawn = draw_levels(seed, len(LEAVES))
    twice = random.Random(seed).randrange(len(LEAVES))
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", "Pilihan", "Tanda"]]
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True)):
        for at in range(1, 6):
            is_marked = at == level or (place == twice and at == level % 5 + 1)
            named = [place + 1, node.tags["question"]] if at == 1 else [None, None]
            rows.append([*named, node.tags["anchors"][at - 1], "x" if is_marked else None])
    data = book(("Kuesioner", rows))
    first = read(data, region=NGANJUK)
    (question,) = first.questions
    want = truth(drawn)
    assert answers(first) == {code: level for code, level in want.items() if code != LEAVES[twice]}
    chosen = read(data, region=NGANJUK, choices={question.key: f"{drawn[twice]}"})
    assert answers(chosen) == want


@pytest.mark.parametrize("written", [lambda level: level, lambda level: f"{level}"])
def test_a_level_written_beside_the_first_option_is_the_answer_not_a_mark(written):
    drawn = draw_levels("written", len(LEAVES))
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", "Pilihan Jawaban", "Jawaban"]]
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        for at in range(1, 6):
            named = [place, node.tags["question"]] if at == 1 else [None, None]
            rows.append([*named, node.tags["anchors"][at - 1], written(level) if at == 1 else None])
    assert answers(read(book(("Kuesioner", rows)), region=NGANJUK)) == truth(drawn)


@pytest.mark.parametrize("boxes", [("☑ ", "☐ "), ("[x] ", "[ ] "), ("(v) ", "( ) "), ("● ", "○ ")])
def test_a_box_in_front_of_each_description_marks_its_level(boxes):
    drawn = draw_levels(boxes[0], len(LEAVES))
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        told = [boxes[at != level] + text for at, text in enumerate(node.tags["anchors"], 1)]
        rows.append([place, node.tags["question"], *told])
    assert answers(read(book(("Kuesioner", rows)), region=NGANJUK)) == truth(drawn)


@pytest.mark.parametrize("heading", ["Pilihan", "Pilihan Jawaban", "Opsi", "Kriteria"])
@pytest.mark.parametrize("between", ["\n", "  "])
def test_a_column_that_prints_the_choices_is_not_the_answers(heading, between):
    drawn = draw_levels(heading, len(LEAVES))
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", heading, "Jawaban"]]
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        told = between.join(f"{'abcde'[at]}. {text}" for at, text in enumerate(node.tags["anchors"]))
        rows.append([place, node.tags["question"], told, level])
    reading = read(book(("Kuesioner", rows)), region=NGANJUK)
    assert answers(reading) == truth(drawn)
    assert not reading.questions

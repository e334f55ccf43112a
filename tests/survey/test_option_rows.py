"""Questions whose levels stand in rows or cells of their own, drawn: the marked one answers, or is asked."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, SPBE, book, draw_levels, read

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


@pytest.mark.parametrize("heading", ["Pilihan", "Jawaban", "Nilai"])
@pytest.mark.parametrize("with_codes", [True, False])
def test_a_column_that_lists_the_choices_in_rows_is_not_the_answers(heading, with_codes):
    drawn = draw_levels(f"{heading}{with_codes}", len(LEAVES))
    answer = "Skor" if heading == "Nilai" else "Pilihan" if heading == "Jawaban" else "Jawaban"
    rows = [
        ["Nama OPD", "Dinas Kesehatan"],
        ["No", *(["Kode"] if with_codes else []), "Pertanyaan", heading, answer],
    ]
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        named = [place, *([node.code] if with_codes else []), node.tags["question"]]
        for at, text in enumerate(node.tags["anchors"], 1):
            front = named if at == 1 else [None] * len(named)
            rows.append([*front, f"{at}. {text}", level if at == 1 else None])
    reading = read(book(("Kuesioner", rows)), region=NGANJUK)
    assert answers(reading) == truth(drawn)
    assert not reading.questions


def shared_levels():
    """Two items of SPBE that describe their levels alike, and a third."""
    nodes = [SPBE.framework.node(code) for code in SPBE.framework.leaves]
    alike = [one for one in nodes if one.tags["anchors"] == nodes[0].tags["anchors"]]
    return [alike[2], alike[1], nodes[-1]]


@pytest.mark.parametrize("named_by", ["code", "question above"])
def test_levels_that_several_items_share_belong_to_the_one_named_there(named_by):
    rows = [["Nama OPD", "Dinas Kesehatan"], ["Kode", "Pilihan", "Tanda"]]
    for place, node in enumerate(shared_levels(), 1):
        if named_by == "question above":
            rows.append([node.name])
        for at, text in enumerate(node.tags["anchors"], 1):
            code = node.code if at == 1 and named_by == "code" else None
            rows.append([code, text, "x" if at == place else None])
    reading = read(book(("Kuesioner", rows)), SPBE, region=NGANJUK)
    found = answers(reading)
    assert found == {node.code: float(place) for place, node in enumerate(shared_levels(), 1)}
    assert not reading.questions


def test_levels_that_several_items_share_are_asked_where_nothing_names_one():
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pilihan", "Tanda"]]
    first, second, _ = nodes = shared_levels()
    for place, node in enumerate(nodes, 1):
        for at, text in enumerate(node.tags["anchors"], 1):
            rows.append([place if at == 1 else None, text, "x" if at == 2 else None])
    data = book(("Kuesioner", rows))
    reading = read(data, SPBE, region=NGANJUK)
    asked = [one for one in reading.questions if "Pertanyaan mana" in one.text]
    assert [one.cell for one in asked[:2]] == ["B3", "B8"]
    assert not {first.code, second.code} & set(answers(reading))
    chosen = {one.key: node.code for one, node in zip(asked, nodes, strict=False)}
    assert {first.code: 2.0, second.code: 2.0}.items() <= answers(
        read(data, SPBE, region=NGANJUK, choices=chosen)
    ).items()

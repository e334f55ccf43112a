"""Questions with their answers on rows below them: read by the labels, whoever is named above."""

from random import Random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, draw_levels, read

LEAVES = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
TEXTS = {
    "question": lambda at, node: f"{at}. {node.tags['question']}",
    "code": lambda at, node: f"{node.code} {node.name}",
    "name": lambda at, node: node.name,
}
ANSWERS = {
    "beside": lambda level: [["Jawaban:", level]],
    "beside a colon": lambda level: [["Nilai", ":", level]],
    "inside": lambda level: [[f"Jawaban: {level}"]],
    "alone": lambda level: [[level]],
    "after a blank": lambda level: [[], ["Jawaban OPD", level]],
    "with evidence": lambda level: [["Skor", level], ["Bukti dukung:", "SK 12/2026"], ["Catatan: rutin"]],
}


OPTIONS = {
    "none": lambda node: [],
    "numbered": lambda node: [[f"{at}. {text}"] for at, text in enumerate(node.tags["anchors"], 1)],
    "lettered": lambda node: [
        [f"{at}) {text}"] for at, text in zip("abcde", node.tags["anchors"], strict=True)
    ],
    "in cells": lambda node: [[at, text] for at, text in enumerate(node.tags["anchors"], 1)],
    "plain": lambda node: [[text] for text in node.tags["anchors"]],
}


def drawn(text, answer, seed, gap=0, options="none"):
    nodes = Random(seed).sample(LEAVES, 12)
    levels = draw_levels(seed, len(nodes))
    rows = [["KUESIONER KESIAPAN"], ["Nama OPD", "Dinas Kesehatan"], []]
    for at, (node, level) in enumerate(zip(nodes, levels, strict=True), 1):
        shown = OPTIONS[options](node)
        rows += [[TEXTS[text](at, node)], *shown, *ANSWERS[answer](level), *[[] for _ in range(gap)]]
    return rows, {node.code: level for node, level in zip(nodes, levels, strict=True)}


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("text", TEXTS)
def test_answers_below_their_questions_are_read(text, answer, gap):
    rows, truth = drawn(text, answer, seed=f"{text}{answer}", gap=gap)
    reading = read(book(("Isian", rows)), region=NGANJUK)
    (response,) = reading.responses
    assert reading.questions == ()
    assert (response.opd, {one.indicator: one.value for one in response.answers}) == ("DINKES", truth)
    if answer == "with evidence":
        assert {(one.evidence, one.note) for one in response.answers} == {("SK 12/2026", "rutin")}


@pytest.mark.parametrize("answer", ["beside", "inside", "with evidence", "alone"])
@pytest.mark.parametrize("options", OPTIONS)
def test_options_between_a_question_and_its_answer_are_none(options, answer):
    rows, truth = drawn("question", answer, seed=f"{options}{answer}", options=options)
    reading = read(book(("Isian", rows)), region=NGANJUK)
    found = {one.indicator: one.value for each in reading.responses for one in each.answers}
    assert {code: value for code, value in found.items() if value not in (None, truth[code])} == {}
    assert found == truth or reading.questions or reading.verdict == "refused"


def test_what_is_no_answer_below_a_question_is_asked():
    rows, truth = drawn("question", "beside", seed="odd")
    at = next(place for place, cells in enumerate(rows) if cells and cells[0] == "Jawaban:")
    rows[at][1] = "3/4"
    reading = read(book(("Isian", rows)), region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, question.cell) == ("value", f"B{at + 1}")
    found = {one.indicator: one.value for one in reading.responses[0].answers}
    assert list(found.values()).count(None) == 1
    assert {code: value for code, value in found.items() if value not in (None, truth[code])} == {}


def test_a_form_without_any_answer_is_refused():
    rows, _ = drawn("question", "beside", seed="blank")
    blank = [[cells[0]] if cells and cells[0] == "Jawaban:" else cells for cells in rows]
    reading = read(book(("Isian", blank)), region=NGANJUK)
    assert (reading.verdict, reading.questions) == ("refused", ())


def test_a_form_that_names_no_opd_is_asked_once():
    rows, _ = drawn("question", "beside", seed="nobody")
    (question,) = read(book(("Isian", [rows[0], *rows[3:]])), region=NGANJUK).questions
    assert question.kind == "agency"


@pytest.mark.parametrize("count", [0, 2])
def test_questions_most_of_which_nobody_answered_below_are_no_such_form(count):
    rows, _ = drawn("question", "beside", seed="few")
    kept = [cells for cells in rows if not cells or cells[0] != "Jawaban:"]
    answers = [["Jawaban:", 3]] * count
    reading = read(book(("Isian", [*kept, *answers])), region=NGANJUK)
    assert reading.verdict == "refused"

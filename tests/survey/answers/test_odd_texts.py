"""Cells that hold a level and something else: read where they mean one thing, else asked by kind."""

import time

import pytest

from scoring.tree import Scale
from survey.answers.cells import parse_answer_cell
from survey.answers.odd_texts import names_another_level
from tests.survey.making import KESIAPAN, NGANJUK, book, read, said

LEVELS = Scale(1, 5, ("Belum siap", "Kurang siap", "Cukup siap", "Siap", "Sangat siap"))
PLAIN = (
    "{0}.", "{0} ,", "{0} (tiga)", "{0} (SK)", "{0} - Sebagian", "{0}. Sebagian", "{0} -> Sebagian",
    "{0}:sebagian", "({0}) Sebagian", "{0} = sebagian besar", "Level {0}", "skor: {0}",
    "Nilai {0}, bukti menyusul",
    "{0} dari 5", "Level {0} (dari 5)", "{0}. Belum ada, target 5", "→ {0}", "{0} - terpenuhi 60% sampai 90%",
)  # fmt: skip
ASKED = {
    "{0}*": "marked", "{0}?": "marked", "±{0}": "marked", "> {0}": "marked",
    "{0}-": "marked", "~{0}": "marked",
    "{0}, karena sudah ada Perbup": "noted", "{0} (seharusnya {1})": "noted", "{0})({1}": "noted",
    "{0}/{1}": "range", "{0}-{1}": "range", "{0} s/d {1}": "range", "{0} – {1}": "range",
    "{0} atau {1}": "range",
    "{0} → {1}": "arrow", "{0} -> {1}": "arrow", "{0} => {1}": "arrow", "{0} menjadi {1}": "arrow",
    "dari {0} ke {1}": "arrow", "{0}-Feb": "date", "{0} Maret": "date",
    "{0} OPD": "quantity", "{0} tahun": "quantity", "{0} (empat) dokumen": "quantity",
    "{0} kali setahun": "quantity",
    "{0},5": "decimal", "{0}.25": "decimal",
}  # fmt: skip
PAIRS = [(low, high) for low in range(1, 5) for high in range(low + 1, 6)]


@pytest.mark.parametrize("pattern", PLAIN)
def test_a_level_with_words_that_change_nothing_is_read(pattern):
    for level in range(1, 6):
        assert parse_answer_cell(pattern.format(level), LEVELS, integers=True).value == level


@pytest.mark.parametrize(("pattern", "kind"), ASKED.items())
def test_what_may_mean_something_else_is_asked_by_its_kind(pattern, kind):
    for low, high in PAIRS:
        parsed = parse_answer_cell(pattern.format(low, high), LEVELS, integers=True)
        assert (parsed.value, parsed.kind, bool(parsed.problem)) == (None, kind, True)


def form_of(cells, heading="Nilai"):
    items = list(KESIAPAN.framework.leaves)[: len(cells)]
    rows = [[code, cell] for code, cell in zip(items, cells, strict=True)]
    return book(("Isian", [["Nama OPD", "Dinas Kesehatan"], ["Kode", heading], *rows]))


def levels_read(reading):
    return [one.value for one in reading.responses[0].answers]


@pytest.mark.parametrize(
    "pattern", [pattern for pattern, kind in ASKED.items() if kind in ("arrow", "range")]
)
def test_a_kind_in_many_cells_is_one_question_with_either_reading(pattern):
    data = form_of([pattern.format(low, high) for low, high in PAIRS], "Nilai (kini dan yang diharapkan)")
    (question,) = read(data, region=NGANJUK).questions
    read_as = [
        levels_read(read(data, region=NGANJUK, choices={question.key: choice}))
        for choice, _ in question.candidates
    ]
    assert [low for low, _ in PAIRS] in read_as
    assert [high for _, high in PAIRS] in read_as
    assert [None] * len(PAIRS) in read_as
    last = read(data, region=NGANJUK, choices={question.key: "each"})
    assert len(last.questions) == len(PAIRS)


def test_single_odd_cells_are_one_question_and_only_clear_proposals_are_taken():
    cells = ["3*", "2/3", "4 OPD", "Ada", 7, 4, "2024"]
    (question,) = read(form_of(cells), region=NGANJUK).questions
    assert question.text.startswith("6 sel berisi isi yang tidak lazim")
    settled = read(form_of(cells), region=NGANJUK, choices={question.key: "first"})
    assert levels_read(settled) == [3, None, None, None, None, 4, None]
    assert settled.questions == ()
    assert len(said(settled, "W53")) == 6


def test_kinds_asked_together_may_be_taken_apart_step_by_step():
    cells = ["3*", "4*", "Ada", "Ada", "2/3", 4]
    choices = {}
    for _ in range(3):
        questions = read(form_of(cells), region=NGANJUK, choices=choices).questions
        choices |= {one.key: "each" for one in questions if "each" in dict(one.candidates)}
    assert [one.cell for one in questions] == ["B3", "B4", "B5", "B6", "B7"]


def test_an_anchor_behind_another_number_is_asked():
    node = KESIAPAN.framework.node("GOV1.1")
    anchors = node.tags["anchors"]
    (question,) = read(form_of([f"1. {anchors[3]}"]), region=NGANJUK).questions
    assert [choice for choice, _ in question.candidates[:2]] == ["4", "1"]
    assert levels_read(read(form_of([f"4. {anchors[3]}"]), region=NGANJUK)) == [4]
    assert levels_read(read(form_of([f"d) {anchors[3]}"]), region=NGANJUK)) == [4]


@pytest.mark.parametrize("piece", ["9 ", "9 dari ", "maks 9 ", "target  9,"])
def test_a_text_of_many_numbers_takes_time_by_its_length(piece):
    """Twice the text in far less than four times the time; the shorter one takes a moment at least."""

    def spent(times: int) -> float:
        rest = piece * times
        start = time.thread_time()
        names_another_level(rest, 3.0, LEVELS)
        return time.thread_time() - start

    whole = min(spent(40_000) for _ in range(3))
    half = min(spent(20_000) for _ in range(3))
    assert whole < 3 * half, (whole, half)


def test_a_word_before_a_number_counts_however_long_the_text_before_it():
    assert not names_another_level("x " * 4_000 + "dari 5", 3.0, LEVELS)
    assert names_another_level("x " * 4_000 + "seharusnya 4", 3.0, LEVELS)

"""Headings that only number the questions: the instrument's order is proposed, never taken for granted."""

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, draw_levels, read

NAMES = {"DINKES": "Dinas Kesehatan", "SETDA": "Setda", "DISKOMINFO": "Diskominfo"}
HEADINGS = ("P{}", "Q{:02d}", "Pertanyaan {}", "Soal {}", "No. {}", "Butir-{}", "{}")


def drawn(heading, count, write=lambda level: level):
    rows = [["No", "Nama OPD", *(heading.format(at) for at in range(1, count + 1))]]
    truth = {}
    for at, (opd, name) in enumerate(NAMES.items(), 1):
        levels = draw_levels(f"{heading}{opd}", count)
        rows.append([at, name, *map(write, levels)])
        truth |= {(opd, code): level for code, level in zip(KESIAPAN.framework.leaves, levels, strict=False)}
    return rows, truth


def values(reading):
    return {(one.opd, answer.indicator): answer.value for one in reading.responses for answer in one.answers}


@pytest.mark.parametrize("count", [8, 15, len(KESIAPAN.framework.leaves)])
@pytest.mark.parametrize("heading", HEADINGS)
def test_the_order_of_the_instrument_is_asked_once_and_read_when_confirmed(heading, count):
    rows, truth = drawn(heading, count)
    data = book(("Rekap", rows))
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, reading.verdict, codes(reading).count("E76")) == ("mapping", "confirm", 1)
    assert values(reading) == {}
    in_order = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert (in_order.questions, values(in_order)) == ((), truth)
    other = read(data, region=NGANJUK, choices={question.key: question.candidates[1][0]})
    assert (other.verdict, len(other.tables), values(other)) == ("refused", 1, {})


def test_the_answer_holds_for_the_next_file_with_these_headings():
    first, _ = drawn("P{}", 9)
    (question,) = read(book(("Rekap", first)), region=NGANJUK).questions
    second, truth = drawn("P{}", 9, write=lambda level: f"{level} ")
    reading = read(book(("Data", second)), region=NGANJUK, choices={question.key: "order"})
    assert (reading.questions, values(reading)) == ((), truth)


@pytest.mark.parametrize("change", ["a gap", "amounts", "nobody named"])
def test_numbers_that_head_something_else_are_no_questions(change):
    rows, _ = drawn("P{}", 9)
    if change == "a gap":
        rows[0][5] = "P44"
    elif change == "amounts":
        rows = [rows[0], *([*cells[:2], *(1000 + at * 37 for at in range(9))] for cells in rows[1:])]
    else:
        rows = [[cells[0], *cells[2:]] for cells in rows]
    assert read(book(("Rekap", rows)), region=NGANJUK).verdict == "refused"


TEXTS = ("P{}", "Q{:02d}", "Pertanyaan {}", "Soal {}", "P.{}", "Butir-{}", "{}", "No. {}")
SHAPES = {
    "two columns": (["Kode", "Jawaban"], lambda text, level: [text, level]),
    "numbered": (["No", "Pertanyaan", "Nilai"], lambda text, level: [text, None, level]),
    "with evidence": (["Pertanyaan", "Jawaban", "Bukti"], lambda text, level: [text, level, "SK 12/2026"]),
    "no heading of ours": (["Kolom A", "Kolom B"], lambda text, level: [text, level]),
}


def drawn_rows(text, shape, count, names=("Dinas Kesehatan",)):
    heading, write = SHAPES[shape]
    rows, truth = [], {}
    known = {name: opd for opd, name in NAMES.items()}
    for name in names:
        levels = draw_levels(f"{text}{shape}{name}", count)
        lines = [write(text.format(at), level) for at, level in enumerate(levels, 1)]
        rows += [["Nama OPD", name], heading, *lines, []]
        truth |= {
            (known[name], code): level for code, level in zip(KESIAPAN.framework.leaves, levels, strict=False)
        }
    return rows, truth


@pytest.mark.parametrize("count", [8, 15])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("text", TEXTS)
def test_numbers_in_rows_are_asked_once_and_read_in_order_when_confirmed(text, shape, count):
    rows, truth = drawn_rows(text, shape, count)
    data = book(("Isian", rows))
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, reading.verdict, values(reading)) == ("mapping", "confirm", {})
    in_order = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert (in_order.questions, values(in_order)) == ((), truth)
    other = read(data, region=NGANJUK, choices={question.key: question.candidates[1][0]})
    assert (other.verdict, values(other)) == ("refused", {})


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 3, 2, 1), (1, 5, 3, 2)])
@pytest.mark.parametrize("label", ["No. {}", "no {}", "No.{}"])
def test_numbers_of_rows_are_no_legend_whatever_levels_stand_beside_them(label, order):
    levels = [*order, 5, 3, 1, 2]
    rows = [["Nama OPD", "Dinas Kesehatan"], ["Kolom A", "Kolom B"]]
    rows += [[label.format(place), level] for place, level in enumerate(levels, 1)]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert question.kind == "mapping"
    settled = read(book(("Isian", rows)), region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert settled.questions == ()
    assert sorted(values(settled).values()) == sorted(map(float, levels))


def test_numbered_rows_that_name_no_opd_are_asked_whose_they_are():
    rows, truth = drawn_rows("P{}", "two columns", 9)
    data = book(("Isian", rows[1:]))
    (question,) = read(data, region=NGANJUK).questions
    choices = {question.key: "order"}
    (owner,) = read(data, region=NGANJUK, choices=choices).questions
    assert owner.kind == "agency"
    settled = read(data, region=NGANJUK, choices=choices | {owner.key: "DINKES"})
    assert (settled.questions, values(settled)) == ((), truth)


@pytest.mark.parametrize("change", ["a gap", "two candidates", "amounts", "too many"])
def test_rows_that_number_something_else_are_no_questions(change):
    count = len(KESIAPAN.framework.leaves) + 5 if change == "too many" else 9
    rows, _ = drawn_rows("P{}", "two columns", count)
    if change == "a gap":
        rows[4][0] = "P44"
    if change == "two candidates":
        rows = [rows[0], [*rows[1], "Nilai lain"], *([*cells, 6 - cells[1]] for cells in rows[2:-1])]
    if change == "amounts":
        rows = [*rows[:2], *([cells[0], 1000 + 37 * at] for at, cells in enumerate(rows[2:-1]))]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert values(reading) == {}
    assert not any(one.key.endswith(":urutan") for one in reading.questions)

"""No cell is lost: where answers stand a cell is an answer, or a finding or a question tells of it."""

import random
from datetime import date

import pytest

from survey.answers.cells import is_no_answer
from survey.answers.file_reading import ReadingContext
from survey.files.grid import cell_name, column_letters
from survey.read import read_batch
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book, read, said

LEAVES = KESIAPAN.framework.leaves[:40]
LEVELS = (1, 2, 3, 4, 5, "3", "4 ", "Level 2", 3.0)
ODD = (
    7,
    0,
    2.5,
    "tiga?",
    "x (SK)",
    "ada",
    "3*",
    "5 - 4",
    "n/a",
    "-",
    "belum ada",
    "Tidak berlaku",
    True,
    date(2026, 3, 1),
)
HEADINGS = ("Isian", "Kolom 7", "Hasil lapangan", "Kondisi 2", "Poin", "K1", "Penilaian tim", None)
OWNERS = list(ROSTERS[NGANJUK]["name"][:3])


def drawn_cell(rng, odd):
    roll = rng.random()
    if roll < odd:
        return rng.choice(ODD)
    return None if roll > 0.9 else rng.choice(LEVELS)


def drawn_extra(rng):
    """A column that nobody announced: levels, marks, words or figures."""
    kind = rng.choice(("levels", "words", "figures", "marks", "sparse"))
    draw = {
        "levels": lambda: rng.choice(LEVELS),
        "words": lambda: rng.choice(("selesai", "proses", "lihat lampiran", None)),
        "figures": lambda: rng.choice((120, 45.5, 3000, None)),
        "marks": lambda: rng.choice(("x", "v", None)),
        "sparse": lambda: rng.choice((3, None, None, None)),
    }
    return draw[kind]


def items_by_rows(rng, odd):
    """One OPD's form: its items in rows, perhaps rows of no item and columns of no known heading."""
    items = rng.sample(LEAVES, rng.randint(5, 20))
    extra = [drawn_extra(rng) for _ in range(rng.randint(0, 2))]
    head = ["No", "Pertanyaan", "Jawaban", *rng.sample(HEADINGS, len(extra))]
    rows = []
    for number, code in enumerate(items, start=1):
        text = KESIAPAN.framework.node(code).tags["question"]
        rows.append([number, f"{code} {text}", drawn_cell(rng, odd), *(draw() for draw in extra)])
        if rng.random() < 0.08:
            rows.append(
                [
                    None,
                    rng.choice((None, "Hal lain yang ditanyakan di sini")),
                    drawn_cell(rng, odd),
                    *(None for _ in extra),
                ]
            )
    return [["Nama OPD", OWNERS[0]], [], head, *rows], 2


def respondents_by_rows(rng, odd):
    """A form's export: OPD in rows, items in columns, perhaps questions of no item."""
    items = rng.sample(LEAVES, rng.randint(3, 10))
    extra = [drawn_extra(rng) for _ in range(rng.randint(0, 2))]
    head = ["Stempel waktu", "Nama OPD", *items, *rng.sample(HEADINGS, len(extra))]
    rows = [
        ["2026-05-01 08:00", owner, *(drawn_cell(rng, odd) for _ in items), *(draw() for draw in extra)]
        for owner in OWNERS
    ]
    return [head, *rows], 0


def one_answer_a_row(rng, odd):
    items = rng.sample(LEAVES, rng.randint(3, 8))
    extra = [drawn_extra(rng) for _ in range(rng.randint(0, 1))]
    head = ["Nama OPD", "Kode", "Nilai", *rng.sample(HEADINGS, len(extra))]
    rows = [
        [owner, code, drawn_cell(rng, odd), *(draw() for draw in extra)] for owner in OWNERS for code in items
    ]
    return [head, *rows], 0


NAMING = ("No", "Kode", "Pertanyaan", "Nama OPD", "Stempel waktu")
SHAPES = {
    "baris butir": items_by_rows,
    "baris responden": respondents_by_rows,
    "baris jawaban": one_answer_a_row,
}


ALL = {f"duplicate:{NGANJUK}:{opd}": "all" for opd in ROSTERS[NGANJUK]["opd"]}


def drawn_files(shape, odd, count):
    """(cells, row of headings, reading) of so many drawn files, read in one batch."""
    drawn = [SHAPES[shape](random.Random(f"{shape}{odd}{number}"), odd) for number in range(count)]
    files = [SourceFile(f"{number}.xlsx", book(("Survei", rows))) for number, (rows, _) in enumerate(drawn)]
    context = ReadingContext(KESIAPAN, region=NGANJUK, rosters=ROSTERS, choices=ALL)
    readings = read_batch(files, context, most=None)
    return [(rows, top, reading) for (rows, top), reading in zip(drawn, readings, strict=True)]


def answered_cells(reading):
    every = (answer for one in reading.responses for answer in one.answers)
    return {answer.cell for answer in every if answer.status != "missing"}


def told_cells(reading):
    return {one.cell for one in (*reading.findings, *reading.questions) if one.cell}


def is_told(row, column, told, top):
    """Whether a finding or a question names the cell, its heading, or its row by the first column."""
    return bool({cell_name(row, column), cell_name(top, column), cell_name(row, 0)} & told)


def says_a_level(cell):
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in (1, 2, 3, 4, 5)


def cells_of_answers(rows, top):
    """(row, column, heading, cell) of every filled cell that names neither item nor owner."""
    for row in range(top + 1, len(rows)):
        for column, cell in enumerate(rows[row]):
            missing = isinstance(cell, str) and is_no_answer(cell)
            if cell is not None and not missing and rows[top][column] not in NAMING:
                yield row, column, rows[top][column], cell


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("odd", [0.0, 0.15])
def test_every_cell_is_an_answer_a_finding_or_a_question(shape, odd):
    for rows, top, reading in drawn_files(shape, odd, 60):
        answers, told = answered_cells(reading), told_cells(reading)
        spoken = " ".join(one.message for one in reading.findings)
        for row, column, heading, cell in cells_of_answers(rows, top):
            named = cell_name(row, column) in answers or is_told(row, column, told, top)
            unused = (heading or f"Kolom {column_letters(column)} ") in spoken and not says_a_level(cell)
            unused = unused or (cell == "n/a" and "(n/a)" in spoken)
            assert named or unused or reading.verdict != "ready", (reading.file, row, heading, cell)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_that_lost_levels_is_never_ready(shape):
    """A stray figure among words is named with its column; a row or a column of levels is asked."""
    for rows, top, reading in drawn_files(shape, 0.0, 60):
        if reading.verdict == "ready":
            answers = answered_cells(reading)
            columns = {}
            for row, column, _, cell in cells_of_answers(rows, top):
                columns.setdefault(column, []).append((cell_name(row, column) in answers, says_a_level(cell)))
            for cells in columns.values():
                lost = sum(level and not answer for answer, level in cells)
                assert lost < 0.5 * len(cells), (reading.file, lost)
                assert not (lost and any(answer for answer, _ in cells)), (reading.file, lost)


def test_a_choice_lets_the_rest_count_or_refuses_the_file():
    rows = [["Nama OPD", OWNERS[0]], [], ["No", "Pertanyaan", "Jawaban", "Isian tim"]]
    rows += [[number, code, 3, 4] for number, code in enumerate(LEAVES[:6], start=1)]
    data = book(("Survei", rows))
    asked = read(data, region=NGANJUK)
    (question,) = asked.questions
    assert "Kolom 'Isian tim' (6 sel)" in question.text
    assert read(data, region=NGANJUK, choices={question.key: "leave"}).verdict == "ready"
    assert read(data, region=NGANJUK, choices={question.key: "refuse"}).verdict == "refused"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_that_answers_nothing_is_refused_and_what_it_was_marked_with_is_asked(shape):
    """Blank answers are none; marks where no level can be told are a question, never "Siap dinilai"."""
    for cell, verdict in ((None, {"refused"}), ("!", {"confirm", "refused"}), ("Belum ada data", {"ready"})):
        rows, top = SHAPES[shape](random.Random(1), 0.0)
        answers = [place for place, heading in enumerate(rows[top]) if heading not in NAMING]
        for row in rows[top + 1 :]:
            for place in answers:
                row[place : place + 1] = [cell]
        assert read(book(("Survei", rows)), region=NGANJUK).verdict in verdict, (cell, rows)


def test_a_column_that_repeats_what_was_read_is_said_and_asks_nothing():
    """The letter chosen and its score are one answer; where they differ the score may be another."""
    rows = [["Nama OPD", OWNERS[0]], [], ["No", "Pertanyaan", "Pilihan", "Skor"]]
    rows += [[n, code, "abcde"[n % 5], n % 5 + 1] for n, code in enumerate(LEAVES[:8], start=1)]
    same = read(book(("Survei", rows)), region=NGANJUK)
    assert (same.verdict, [one.found for one in said(same, "W98")]) == ("ready", ["Skor"])
    rows[4][3] = 1 + rows[4][3] % 5
    assert read(book(("Survei", rows)), region=NGANJUK).verdict == "confirm"

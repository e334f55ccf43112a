"""Answers as marks, drawn: any mark under any heading gives its level or a question, and none is invented."""

import random
from io import BytesIO

import openpyxl
import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read
from tests.survey.making import form as own_form

LEAVES = list(KESIAPAN.framework.leaves)[:12]
QUESTIONS = [KESIAPAN.framework.node(code).tags["question"] for code in LEAVES]
MARKS = [
    "x", "X", "v", "V", "✓", "√", "✔", "☑", "✅", "☒", "●", "•", "○", "O", "o", "*", "+", "/", "xx", "vv",
    "ok", "OK", "ya", "Ya", "YA", "y", "1", 1, True, "TRUE", "P", "ü", "þ", "û", "a", "R", "#", "[x]", "(v)",
    "pilih", "■", "✗", "Sesuai", "=", "\U0001f5f8",
]  # fmt: skip
FILLED = [("☑", "☐"), (1, 0), ("1", "0"), (True, False), ("v", "-"), ("þ", "o"), ("●", "○"), ("ya", "tidak"),
          ("✓", "✗"), ("x", "."), ("R", "£"), ("v", "x"), ("Y", "N")]  # fmt: skip
PLAIN = [
    (1, 2, 3, 4, 5), (5, 4, 3, 2, 1), ("1", "2", "3", "4", "5"), ("I", "II", "III", "IV", "V"),
    tuple(f"Level {level}" for level in range(1, 6)), tuple(f"Skor {level}" for level in (5, 4, 3, 2, 1)),
    KESIAPAN.framework.scale.levels, KESIAPAN.framework.scale.levels[::-1],
    tuple(f"{place} {name}" for place, name in enumerate(KESIAPAN.framework.scale.levels, 1)),
    tuple(f"{place} = {name}" for place, name in enumerate(KESIAPAN.framework.scale.levels, 1)),
    tuple(f"{name} ({place})" for place, name in enumerate(KESIAPAN.framework.scale.levels, 1)),
    ("STS", "TS", "N", "S", "SS"),
    ("Sangat setuju", "Setuju", "Netral", "Tidak setuju", "Sangat tidak setuju"),
    ("Tidak Siap", "Kurang Siap", "Cukup Siap", "Siap", "Sangat Siap"),
    ("Sangat Tidak Siap", "Tidak Siap", "Cukup Siap", "Siap", "Sangat Siap"),
    ("L1", "L2", "L3", "L4", "L5"), ("Belum", "Kurang", "Cukup", "Siap", "Sangat Siap"),
    ("①", "②", "③", "④", "⑤"), ("Satu", "Dua", "Tiga", "Empat", "Lima"),
]  # fmt: skip
DOUBTFUL = [
    ("a", "b", "c", "d", "e"), ("A.", "B.", "C.", "D.", "E."), (0, 1, 2, 3, 4), (1, 2, 3, 4), (1, 2, 3),
    ("Rintisan", "Berkembang", "Maju", "Unggul", "Teladan"),
    ("0-20%", "21-40%", "41-60%", "61-80%", "81-100%"),
    ("5 Belum siap", "4 Kurang siap", "3 Cukup siap", "2 Siap", "1 Sangat siap"), (1, 2, 3, 4, 5, 6, 7),
    ("Ya", "Tidak"), ("STS", "TS", "S", "SS"),
]  # fmt: skip
DESCENDING = {(5, 4, 3, 2, 1), PLAIN[5], PLAIN[7], PLAIN[12]}


def draw(seed, headings, places=12):
    """The level marked for each item by its place in the headings, None where the row is left blank."""
    chance = random.Random(seed)
    return [None if chance.random() < 0.1 else chance.randrange(len(headings)) for _ in range(places)]


def form(headings, drawn, mark, *, blank=None, rows=1, merged=False, gap=0, evidence=True):
    """The bytes of a form: two lines on its owner, headings on one or two rows, and the marks drawn."""
    width = len(headings)
    tail = ["Bukti"] if evidence else []
    head = [["No", "Pertanyaan", *headings, *tail]]
    if rows == 2:
        head = [["No", "Pertanyaan", "Tingkat", *[None] * (width - 1), *tail], [None, None, *headings]]
    top = 1 + gap
    lines = [["Nama OPD", "Dinas Kesehatan"], *[[]] * gap, *head]
    for place, level in enumerate(drawn):
        cells = [mark if level == one else blank if level is not None else None for one in range(width)]
        lines.append([place + 1, QUESTIONS[place], *cells, *(["SK"] if evidence else [])])
    last = chr(ord("C") + width - 1)
    merges = [(f"C{top + 1}:{last}{top + 1}", "Tingkat")] if rows == 2 else []
    if rows == 2 and merged:
        merges += [(f"A{top + 1}:A{top + 2}", "No"), (f"B{top + 1}:B{top + 2}", "Pertanyaan")]
    return book(("Kuesioner", lines), merges=merges)


def answers(reading):
    """Code -> level, of those that were answered."""
    return {
        one.indicator: one.value
        for response in reading.responses
        for one in response.answers
        if one.value is not None
    }


def truth(headings, drawn):
    def level_of(place):
        return float(5 - place if headings in DESCENDING else place + 1)

    return {LEAVES[row]: level_of(place) for row, place in enumerate(drawn) if place is not None}


@pytest.mark.parametrize("place", range(len(MARKS)))
def test_any_mark_under_plain_headings(place):
    chance = random.Random(place)
    headings = PLAIN[place % len(PLAIN)]
    drawn = draw(place, headings)
    shape = {"rows": chance.choice([1, 2]), "merged": chance.random() < 0.5, "gap": chance.choice([0, 1, 2])}
    reading = read(
        form(headings, drawn, MARKS[place], evidence=chance.random() < 0.5, **shape), region=NGANJUK
    )
    assert (reading.verdict, [one.opd for one in reading.responses]) == ("ready", ["DINKES"]), (
        shape,
        headings,
    )
    assert answers(reading) == truth(headings, drawn)


@pytest.mark.parametrize("headings", PLAIN)
@pytest.mark.parametrize("rows", [1, 2])
def test_any_plain_headings(headings, rows):
    drawn = draw(rows, headings)
    reading = read(form(headings, drawn, "v", rows=rows, gap=rows - 1), region=NGANJUK)
    assert (reading.verdict, answers(reading)) == ("ready", truth(headings, drawn))
    assert "W45" not in codes(reading)


@pytest.mark.parametrize(("mark", "blank"), FILLED)
def test_what_fills_the_other_cells_is_no_mark(mark, blank):
    drawn = draw(str(mark), range(5))
    reading = read(form((1, 2, 3, 4, 5), drawn, mark, blank=blank), region=NGANJUK)
    assert (reading.verdict, answers(reading)) == ("ready", truth((1, 2, 3, 4, 5), drawn))


@pytest.mark.parametrize("headings", DOUBTFUL)
def test_headings_of_another_scale_are_asked_once(headings):
    drawn = draw(3, headings)
    data = form(headings, drawn, "x")
    reading = read(data, region=NGANJUK)
    assert ([one.kind for one in reading.questions], answers(reading)) == (["scale"], {})
    asked = reading.questions[0]
    choice = asked.candidates[0][0]
    settled = read(data, region=NGANJUK, choices={asked.key: choice})
    levels = [None if one == "-" else float(one) for one in choice.split("|")]
    expected = {LEAVES[row]: levels[place] for row, place in enumerate(drawn) if place is not None}
    assert answers(settled) == {code: level for code, level in expected.items() if level is not None}
    assert settled.verdict == "ready"
    refused = read(data, region=NGANJUK, choices={asked.key: "none"})
    assert answers(refused) == {}
    assert refused.verdict == "refused"


def changed(drawn, where, text, headings=(1, 2, 3, 4, 5), mark="x"):
    """The form with the marked cell of one row replaced by a text."""
    lines = [["Nama OPD", "Dinas Kesehatan"], [], ["No", "Pertanyaan", *headings]]
    for place, level in enumerate(drawn):
        own = text if place == where else mark
        lines.append([place + 1, QUESTIONS[place], *[own if level == one else None for one in range(5)]])
    return book(("Kuesioner", lines))


FULL = [4, 2, 3, 0, 1, 4, 4, 2, 3, 0, 1, 2]


@pytest.mark.parametrize(
    "text", ["x (SK)", "x?", "X - SK Bupati", "x 2024", "SK Bupati 2023", "lihat lampiran", 7, "?"]
)
def test_an_odd_mark_is_one_doubt_and_its_column_stays(text):
    data = changed(FULL, 5, text)
    reading = read(data, region=NGANJUK)
    assert len(reading.questions) == 1
    assert answers(reading) == {code: one for code, one in truth(range(5), FULL).items() if code != LEAVES[5]}
    assert "W45" not in codes(reading)
    settled = read(
        data, region=NGANJUK, choices={reading.questions[0].key: reading.questions[0].candidates[0][0]}
    )
    assert (settled.verdict, answers(settled)) == ("ready", truth(range(5), FULL))
    left = read(data, region=NGANJUK, choices={reading.questions[0].key: "missing"})
    assert (left.verdict, len(answers(left))) == ("ready", 11)


def test_marks_with_notes_are_one_question():
    lines = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
    for place, level in enumerate(FULL):
        mark = f"√ ({2020 + place})" if place % 2 else "√"
        lines.append([place + 1, QUESTIONS[place], *[mark if level == one else None for one in range(5)]])
    reading = read(book(("Isian", lines)), region=NGANJUK)
    assert (len(reading.questions), len(answers(reading))) == (1, 6)


def test_rows_marked_up_to_their_level_are_asked_once():
    lines = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
    lines += [[row + 1, QUESTIONS[row], *["v"] * (level + 1)] for row, level in enumerate(FULL)]
    data = book(("Isian", lines))
    reading = read(data, region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["scale"]
    settled = read(data, region=NGANJUK, choices={reading.questions[0].key: "ok"})
    assert answers(settled) == truth(range(5), FULL)


def test_a_mark_over_merged_cells_is_asked():
    drawn = [4, 2, 3, 0, 1, 4]
    lines = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
    for place, level in enumerate(drawn):
        lines.append([place + 1, QUESTIONS[place], *["x" if level == one else None for one in range(5)]])
    lines[4][5], lines[5][2] = None, None
    reading = read(book(("Isian", lines), merges=[("E5:F5", "x"), ("C6:C7", "x")]), region=NGANJUK)
    assert {one.cell for one in reading.questions} == {"E5", "C7"}
    assert set(answers(reading)) == {LEAVES[0], LEAVES[1], LEAVES[3], LEAVES[5]}


@pytest.mark.parametrize("seed", range(12))
def test_no_level_is_invented_from_other_contents(seed):
    """Ratings of several people, counts, notes: under level headings they are no marks."""
    chance = random.Random(seed)
    kinds = [lambda: chance.randint(1, 5), lambda: chance.randint(0, 40), lambda: chance.choice(QUESTIONS)]
    kind = kinds[seed % 3]
    lines = [["Nama OPD", "Dinas Kesehatan"], [], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
    lines += [[row + 1, text, *[kind() for _ in range(5)]] for row, text in enumerate(QUESTIONS)]
    reading = read(book(("Isian", lines)), region=NGANJUK)
    assert (reading.verdict != "ready", answers(reading)) == (True, {})


def test_our_own_columns_of_marks_beside_an_equal_column_of_answers():
    lines = [["Nama OPD", "Dinas Kesehatan"], [], ["No", "Pertanyaan", 1, 2, 3, 4, 5, "Nilai"]]
    for place, level in enumerate(FULL):
        lines.append(
            [place + 1, QUESTIONS[place], *["x" if level == one else None for one in range(5)], level + 1]
        )
    reading = read(book(("Isian", lines)), region=NGANJUK)
    assert (reading.verdict, answers(reading)) == ("ready", truth(range(5), FULL))
    lines[5][7] = 1
    assert [one.kind for one in read(book(("Isian", lines)), region=NGANJUK).questions] == ["mapping"]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("apart", [0, 1])
@pytest.mark.parametrize("owners", [0, 1])
def test_levels_on_a_row_of_their_own_under_a_group(merged, apart, owners):
    lines = [["Nama OPD", "Dinas Kesehatan"], *[[]] * owners, ["No", "Pertanyaan", "Tingkat Kesiapan"]]
    lines += [*[[]] * apart, [None, None, 1, 2, 3, 4, 5]]
    lines += [[row + 1, QUESTIONS[row], *[None] * level, "v"] for row, level in enumerate(FULL)]
    merges = [(f"C{owners + 2}:G{owners + 2}", "Tingkat Kesiapan")] if merged else []
    reading = read(book(("Isian", lines), merges=merges), region=NGANJUK)
    assert (reading.verdict, answers(reading)) == ("ready", truth(range(5), FULL))


@pytest.mark.parametrize(("one", "other", "asked"), [
    ("Kondisi Saat Ini", "Kondisi Diharapkan", 0), ("Saat Ini", "Target 2027", 0),
    ("Penilai 1", "Penilai 2", 1),
])  # fmt: skip
def test_two_groups_of_levels_are_told_apart_or_asked(one, other, asked):
    lines = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", one, *[None] * 4, other, *[None] * 4]]
    lines += [[None, None, *range(1, 6), *range(1, 6)]]
    for row, level in enumerate(FULL):
        cells = ["x" if place == level else None for place in range(5)]
        lines.append([row + 1, QUESTIONS[row], *cells, *cells[::-1]])
    merges = [("C2:G2", one), ("H2:L2", other)]
    reading = read(book(("Isian", lines), merges=merges), region=NGANJUK)
    assert len(reading.questions) == asked
    assert answers(reading) == ({} if asked else truth(range(5), FULL))


def test_two_forms_stacked_on_a_sheet_are_two_submissions():
    lines = []
    for owner in ("Dinas Kesehatan", "Dinas Komunikasi dan Informatika"):
        lines += [["Nama OPD", owner], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
        lines += [[row + 1, QUESTIONS[row], *[None] * level, "v"] for row, level in enumerate(FULL)] + [[]]
    reading = read(book(("Isian", lines)), region=NGANJUK)
    assert [(one.opd, len(one.answers)) for one in reading.responses] == [("DINKES", 12), ("DISKOMINFO", 12)]


def test_marks_in_columns_added_to_our_own_form():
    workbook = openpyxl.load_workbook(BytesIO(own_form("DISKOMINFO")))
    sheet = workbook["Jawaban"]
    top = next(row for row in range(1, 12) if sheet.cell(row, 2).value == "Kode")
    after, expected = sheet.max_column + 1, {}
    for level in range(5):
        sheet.cell(top, after + level).value = level + 1
    for row, level in enumerate(FULL, start=top + 1):
        sheet.cell(row, after + level).value = "x"
        expected[sheet.cell(row, 2).value] = float(level + 1)
    buffer = BytesIO()
    workbook.save(buffer)
    reading = read(buffer.getvalue(), region=NGANJUK)
    assert (reading.layout, reading.verdict, answers(reading)) == ("template", "ready", expected)


def test_crosses_on_rows_of_their_own_among_ticks_are_one_question():
    lines = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", 1, 2, 3, 4, 5]]
    for row, level in enumerate(FULL):
        lines.append([row + 1, QUESTIONS[row], *[None] * level, "x" if row % 4 == 0 else "√"])
    data = book(("Isian", lines))
    reading = read(data, region=NGANJUK)
    assert (len(reading.questions), len(answers(reading))) == (1, 9)
    settled = read(data, region=NGANJUK, choices={reading.questions[0].key: "ok"})
    assert answers(settled) == truth(range(5), FULL)


@pytest.mark.parametrize(("heading", "code"), [("Belum ada data", None), ("Tidak berlaku", "W97")])
def test_a_column_to_mark_may_say_that_there_is_no_level(heading, code):
    lines = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", 1, 2, 3, 4, 5, heading]]
    for row, level in enumerate(FULL):
        cells = [None] * 5 + ["x"] if row < 3 else [*[None] * level, "x"]
        lines.append([row + 1, QUESTIONS[row], *cells])
    reading = read(book(("Isian", lines)), region=NGANJUK)
    assert reading.verdict == "ready"
    assert answers(reading) == {LEAVES[row]: level + 1.0 for row, level in enumerate(FULL) if row > 2}
    assert (code in codes(reading)) == any(
        not KESIAPAN.framework.node(one).tags.get("may_not_apply") for one in LEAVES[:3] if code
    )

"""Scales that are not the instrument's: never taken as they stand, asked once, read right when answered."""

from dataclasses import dataclass
from random import Random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read, said

LEAVES = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
PLAIN = [node for node in LEAVES if not any("%" in text for text in node.tags["anchors"])]
OPD = ("Dinas Kesehatan", "Diskominfo", "Sekretariat Daerah", "Kecamatan Berbek")
STEPS = ("tidak ada", "rencana", "sebagian", "seluruhnya", "terintegrasi")
PHASES = ("tahap awal", "tahap satu", "tahap dua", "tahap tiga", "tahap akhir")
LEVELS = KESIAPAN.framework.scale.levels
RISING = ("tidak ada", "kurang", "cukup", "baik", "sangat baik")


@dataclass(frozen=True)
class Kind:
    """One way to write levels: code -> level meant, what heads a column, and what a legend says of it."""

    levels: dict
    heading: str = "Nilai"
    legend: tuple[str, ...] = ()
    own: bool = False
    """Whether it is plainly the instrument's own, so that nothing is asked."""


def legend_of(codes_, words):
    return tuple(f"{code} = {word}" for code, word in zip(codes_, words, strict=True))


def numbers_from(first, levels):
    return {float(first + place): level for place, level in enumerate(levels)}


UP, DOWN = (1, 2, 3, 4, 5), (5, 4, 3, 2, 1)
KINDS = {
    "0-4 heading": Kind(numbers_from(0, UP), "Skor (0-4)"),
    "0-4 values": Kind(numbers_from(0, UP), "Skor"),
    "0-4 legend": Kind(numbers_from(0, UP), "Skor", legend_of(range(5), RISING), own=True),
    "0-4 heading and legend": Kind(
        numbers_from(0, UP), "Skor (0-4)", legend_of(range(5), ("belum ada", *STEPS[1:])), own=True
    ),
    "0-4 legend with a gap": Kind(numbers_from(0, UP), "Skor", legend_of((0, 1, 3, 4), RISING[:4])),
    "0-4 legend that says little": Kind(numbers_from(0, UP), "Skor", legend_of(range(5), PHASES)),
    "0-4 legend out of order": Kind(
        numbers_from(0, UP), "Skor", legend_of(range(5), (RISING[0], *RISING[:0:-1]))
    ),
    "0-4 legend, never 0": Kind(numbers_from(1, UP[1:]), "Skor", legend_of(range(5), RISING)),
    "0-4 falling": Kind(numbers_from(0, DOWN), "Skor", legend_of(range(5), RISING[::-1])),
    "0-5 legend": Kind(
        {0.0: None} | numbers_from(1, UP),
        "Skor",
        ("0 = belum ada data", *legend_of(range(1, 6), RISING)),
        own=True,
    ),
    "0-5 legend of six steps": Kind(
        {0.0: None} | numbers_from(1, UP), "Skor", legend_of(range(6), ("belum ada", *RISING))
    ),
    "1-4 heading": Kind(numbers_from(1, (1, 2, 4, 5)), "Jawaban (1 s.d. 4)"),
    "1-4 legend": Kind(numbers_from(1, (1, 2, 4, 5)), "Nilai", legend_of(range(1, 5), RISING[1:])),
    "1-3 span": Kind(numbers_from(1, (1, 3, 5)), "Nilai", ("Isilah dengan angka 1 sampai 3",)),
    "5 falling": Kind(numbers_from(1, DOWN), "Nilai", legend_of(range(1, 6), RISING[::-1])),
    "5 own legend": Kind(numbers_from(1, UP), "Nilai", legend_of(range(1, 6), RISING), own=True),
    "5 own": Kind(numbers_from(1, UP), "Skor (1-5)", own=True),
    "1-10": Kind(numbers_from(1, (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)), "Nilai 1-10"),
    "1-10 values": Kind(numbers_from(1, (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)), "Nilai"),
    "0-100": Kind({float(number): -(-number // 20) or 1 for number in range(0, 101, 5)}, "Nilai (0-100)"),
    "0-100 values": Kind({float(number): -(-number // 20) or 1 for number in range(0, 101, 10)}, "Nilai"),
    "letters": Kind(dict(zip("ABCDE", UP, strict=True)), "Pilihan"),
    "letters spelled": Kind(
        dict(zip("ABCDE", UP, strict=True)), "Nilai", legend_of("ABCDE", RISING), own=True
    ),
    "letters level names": Kind(
        dict(zip("abcde", UP, strict=True)), "Nilai", legend_of("abcde", LEVELS), own=True
    ),
    "letters of four": Kind(
        dict(zip("ABCD", (1, 2, 4, 5), strict=True)), "Nilai", legend_of("ABCD", RISING[:4])
    ),
    "letters falling": Kind(dict(zip("abcde", DOWN, strict=True)), "Nilai", legend_of("abcde", RISING[::-1])),
    "letters scored": Kind(
        dict(zip("abcde", UP, strict=True)), "Nilai", ("a = 1; b = 2; c = 3; d = 4; e = 5",), own=True
    ),
    "letters with words": Kind(
        {f"{code}. Uraian {code}": level for code, level in zip("abcde", UP, strict=True)}
    ),
    "romans": Kind(dict(zip(("I", "II", "III", "IV", "V"), UP, strict=True)), "Level", own=True),
    "romans falling": Kind(
        dict(zip(("I", "II", "III", "IV", "V"), DOWN, strict=True)),
        "Level",
        legend_of(("I", "II", "III", "IV", "V"), RISING[::-1]),
    ),
    "limesurvey": Kind(dict(zip(("A1", "A2", "A3", "A4", "A5"), UP, strict=True))),
    "limesurvey options": Kind(dict(zip(("AO01", "AO02", "AO03", "AO04", "AO05"), UP, strict=True))),
    "four words": Kind(dict(zip(("STS", "TS", "S", "SS"), (1, 2, 4, 5), strict=True))),
    "five words": Kind(
        dict(zip(("Tidak siap", "Kurang siap", "Cukup siap", "Siap", "Sangat siap"), UP, strict=True)),
        own=True,
    ),
    "ready in four": Kind(
        dict(zip(("Belum mampu", "Kurang mampu", "Mampu", "Sangat mampu"), (1, 2, 4, 5), strict=True))
    ),
    "yes and no": Kind({"Tidak": 1, "Ya": 5}),
    "percent": Kind({f"{20 * level}%": level for level in UP}, own=True),
    "numbers with falling words": Kind(
        {
            f"{place} - {word}": level
            for (place, word), level in zip(enumerate(RISING[::-1], 1), DOWN, strict=True)
        }
    ),
    "stars": Kind({"★" * level: level for level in UP}),
    "stars of five": Kind({"★" * level + "☆" * (5 - level): level for level in UP}),
    "level romans": Kind(
        dict(zip(("Level I", "Level II", "Level III", "Level IV", "Level V"), UP, strict=True)), own=True
    ),
    "initials": Kind(dict(zip(("SK", "K", "C", "B", "SB"), UP, strict=True))),
    "initials without the lowest": Kind(dict(zip(("K", "C", "B", "SB"), (2, 3, 4, 5), strict=True))),
    "initials of ready": Kind(dict(zip(("BS", "KS", "CS", "S", "SS"), UP, strict=True))),
    "initials of high": Kind(dict(zip(("SR", "R", "S", "T", "ST"), UP, strict=True))),
    "faces": Kind(dict(zip("😡🙁😐🙂😍", UP, strict=True))),
    "other faces": Kind(dict(zip(("😭", "☹️", "😑", "😊", "🤩"), UP, strict=True))),
    "lights": Kind(dict(zip("🔴🟡🟢", (1, 3, 5), strict=True))),
    "options": Kind({f"Opsi {level}": level for level in UP}),
    "numbers with words": Kind(
        {f"{place} - {word}": place + 1 for place, word in enumerate(RISING)}, "Skor", own=True
    ),
}
LAYOUTS = ("wide", "items", "columns", "long", "two sheets")
PLACES = ("above", "below", "sheet")


def drawn_cells(kind, count, random):
    """Cells in which every code stands, in any order."""
    every = list(kind.levels)
    cells = [*every, *random.choices(every, k=max(0, count - len(every)))]
    random.shuffle(cells)
    return cells


def drawn_book(kind, layout, place, seed):
    """A workbook and what is meant in it: (OPD, item) -> level."""
    random = Random(seed)
    nodes = random.sample(PLAIN, 12)
    opd = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)]
    cells = iter(drawn_cells(kind, len(nodes) * len(opd), random))
    given = {(name, node.code): next(cells) for name in opd for node in nodes}
    tables = SHAPES[layout](kind.heading, opd, nodes, given)
    legend = [[line] for line in kind.legend]
    if place == "above":
        tables[0] = (tables[0][0], [*legend, [], *tables[0][1]])
    elif place == "below":
        tables[0] = (tables[0][0], [*tables[0][1], [], [], *legend])
    elif legend:
        tables.append(("Keterangan", legend))
    return book(*tables), {key: kind.levels[cell] for key, cell in given.items()}


def wide_rows(heading, opd, nodes, given):
    head = [
        "Nama OPD",
        *(f"{node.code} ({heading.split('(')[1]}" if "(" in heading else node.code for node in nodes),
    ]
    return [("Respons", [head, *([name, *(given[name, node.code] for node in nodes)] for name in opd)])]


def item_rows(heading, opd, nodes, given):
    head = [["Nama OPD", opd[0]], ["No", "Kode", "Indikator", heading]]
    rows = [[place, node.code, node.name, given[opd[0], node.code]] for place, node in enumerate(nodes, 1)]
    return [("Isian", [*head, *rows])]


def two_sheets(heading, opd, nodes, given):
    (_, first), (_, second) = (
        item_rows(heading, opd, nodes[:6], given)[0],
        item_rows(heading, opd, nodes[6:], given)[0],
    )
    return [("Bagian 1", first), ("Bagian 2", second)]


def by_columns(_heading, opd, nodes, given):
    rows = [[node.tags["question"], *(given[name, node.code] for name in opd)] for node in nodes]
    return [("Rekap", [["Pertanyaan", *opd], *rows])]


def long_rows(heading, opd, nodes, given):
    rows = [[name, node.code, given[name, node.code]] for name in opd for node in nodes]
    return [("Data", [["Nama OPD", "Kode", heading], *rows])]


SHAPES = {
    "wide": wide_rows,
    "items": item_rows,
    "columns": by_columns,
    "long": long_rows,
    "two sheets": two_sheets,
}
SHORT = {"Dinas Kesehatan": "DINKES", "Diskominfo": "DISKOMINFO", "Sekretariat Daerah": "SETDA"}


def values_read(reading):
    names = {short: name for name, short in SHORT.items()}
    return {
        (names.get(response.opd, "Kecamatan Berbek"), one.indicator): one.value
        for response in reading.responses
        for one in response.answers
    }


def is_drawn(kind, layout):
    """Whether a layout can say what the kind says: a heading of its own needs a column of its own."""
    return layout != "columns" or ("(" not in kind.heading and not any(map(str.isdigit, kind.heading)))


CASES = [
    (name, layout, PLACES[number % len(PLACES)])
    for number, (name, kind) in enumerate(KINDS.items())
    for layout in LAYOUTS
    if is_drawn(kind, layout)
]


@pytest.mark.parametrize(("name", "layout", "place"), CASES)
def test_a_scale_is_read_as_meant_or_asked_once(name, layout, place):
    kind = KINDS[name]
    data, truth = drawn_book(kind, layout, place, seed=f"{name}{layout}")
    reading = read(data, region=NGANJUK)
    assert reading.verdict != "refused"
    if kind.own:
        assert (values_read(reading), reading.questions) == (truth, ())
        return
    (question,) = reading.questions
    assert (question.kind, codes(reading).count("E70") > 0) == ("scale", True)
    assert set(values_read(reading).values()) <= {None}
    outcomes = [
        values_read(read(data, region=NGANJUK, choices={question.key: choice}))
        for choice, _ in question.candidates
    ]
    assert truth in outcomes
    assert outcomes[-1] == dict.fromkeys(truth)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.legend and not kind.own])
def test_a_legend_puts_the_likeliest_reading_first(name):
    data, truth = drawn_book(KINDS[name], "items", "above", seed=name)
    (question,) = read(data, region=NGANJUK).questions
    assert values_read(read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})) == truth


def test_what_was_chosen_for_a_scale_holds_for_the_next_file_with_it():
    first, _ = drawn_book(KINDS["1-4 legend"], "items", "above", seed=1)
    second, truth = drawn_book(KINDS["1-4 legend"], "wide", "sheet", seed=2)
    (question,) = read(first, region=NGANJUK).questions
    reading = read(second, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert (reading.questions, values_read(reading)) == ((), truth)
    assert "1 = 1, 2 = 2" in said(reading, "W53")[0].found


def test_another_legend_of_the_same_numbers_is_asked_again():
    first, _ = drawn_book(KINDS["0-4 legend with a gap"], "items", "above", seed=1)
    second, _ = drawn_book(KINDS["0-4 falling"], "items", "above", seed=2)
    (question,) = read(first, region=NGANJUK).questions
    (other,) = read(second, region=NGANJUK, choices={question.key: question.candidates[0][0]}).questions
    assert other.key != question.key


def test_a_number_outside_a_plain_scale_is_a_doubt_of_its_cell():
    _, truth = drawn_book(KINDS["5 own"], "items", "above", seed=3)
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Skor"]]
    rows += [[place, code, level] for place, ((_, code), level) in enumerate(truth.items(), 1)]
    rows[-1][-1] = 7
    reading = read(book(("Isian", rows)), region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, question.cell) == ("value", f"C{len(rows)}")
    assert sum(value is None for value in values_read(reading).values()) == 1


def test_two_marks_of_limesurvey_for_no_answer_are_said():
    rows = [["Nama OPD", "GOV1.1", "GOV1.2"], [OPD[0], "A1", "-oth-"], [OPD[1], "A5", "N/A"]]
    reading = read(book(("Respons", rows)), region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["scale"]
    assert [one.found for one in said(reading, "W76")] == ["-oth-", "N/A"]


def test_scores_beside_letters_say_what_they_mean():
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Pilihan", "Skor"]]
    rows += [[place, node.code, "abcde"[place % 5], place % 5 + 1] for place, node in enumerate(PLAIN[:15])]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert reading.questions == ()
    assert list(values_read(reading).values()) == [place % 5 + 1 for place in range(15)]


@pytest.mark.parametrize(("cell", "levels"), [("3*", {4}), ("2 → 3", {3, 4}), ("3.", set())])
def test_odd_cells_on_another_scale_are_read_on_that_scale(cell, levels):
    rows = [["Nama OPD", OPD[0]], ["Kode", "Skor (0-4)"]]
    rows += [[node.code, level] for node, level in zip(PLAIN, [0, 1, 2, 3, 4, 4, cell], strict=False)]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    settled = read(book(("Isian", rows)), region=NGANJUK, choices={question.key: question.candidates[0][0]})
    last = list(values_read(settled).values())[-1]
    assert last in (None, 4)
    offered = {int(name) for one in settled.questions for name, _ in one.candidates[: len(levels)]}
    assert offered == levels or (last == 4 and not levels)


def test_a_number_beyond_another_scale_is_a_doubt_of_its_cell():
    rows = [["Nama OPD", OPD[0]], ["Kode", "Skor (0-4)"]]
    rows += [[node.code, level] for node, level in zip(PLAIN, [0, 1, 2, 3, 4, 4, 5], strict=False)]
    scale, cell = read(book(("Isian", rows)), region=NGANJUK).questions
    assert (scale.kind, cell.kind, cell.cell) == ("scale", "value", "B9")


def test_a_score_up_to_the_most_beside_it_is_asked():
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Skor Maksimal", "Nilai"]]
    rows += [[place, node.code, 4, place % 4 + 1] for place, node in enumerate(PLAIN[:12])]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert (question.kind, "1–4" in question.text) == ("scale", True)


def test_a_legend_in_the_heading_of_the_answers_is_read():
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Nilai (1 = sangat baik, 5 = sangat kurang)"]]
    rows += [[place, node.code, place % 5 + 1] for place, node in enumerate(PLAIN[:12])]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert question.candidates[0][0] == "1 = 5, 2 = 4, 3 = 3, 4 = 2, 5 = 1"


@pytest.mark.parametrize(
    "words", [("Rendah", "Sedang", "Tinggi"), ("Merah", "Kuning", "Hijau"), ("Belum", "Proses", "Selesai")]
)
def test_words_that_say_how_good_they_are_stand_in_their_order(words):
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Nilai"]]
    rows += [[place, node.code, words[place % 3]] for place, node in enumerate(PLAIN[:12])]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    told = f"{words[0]} = 1, {words[1]} = 3, {words[2]} = 5"
    assert (question.kind, question.candidates[0][0]) == ("scale", told)


@pytest.mark.parametrize("beside", [(0, 4), (1, 2, 3), ("SK", "Perda"), (2024, 2026)])
def test_a_legend_that_may_explain_another_column_is_asked(beside):
    legend = "Keterangan: " + ", ".join(legend_of(range(5), RISING))
    rows = [["Nama OPD", OPD[0]], [legend], ["No", "Kode", "Nilai", "Risiko"]]
    rows += [
        [place, node.code, place % 5, beside[place % len(beside)]] for place, node in enumerate(PLAIN[:12])
    ]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    fits = all(isinstance(cell, int) and cell <= 4 for cell in beside)
    assert bool(reading.questions) == fits
    assert fits or list(values_read(reading).values()) == [1 + place % 5 for place in range(12)]


def test_b_and_c_among_initials_are_no_letters_of_a_list():
    cells = [*["B"] * 6, *["C"] * 5, "K", "SB"]
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Nilai"]]
    rows += [
        [place, node.code, cell] for place, (node, cell) in enumerate(zip(PLAIN, cells, strict=False), 1)
    ]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert question.candidates[0][0] == "K = 2, C = 3, B = 4, SB = 5"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("length", [20, 45])
def test_an_anchor_cut_off_is_read_where_it_begins_one_level_alone(layout, length):
    random = Random(f"{layout}{length}")
    opd, nodes = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)], random.sample(PLAIN, 12)
    truth = {(name, node.code): random.randint(1, 5) for name in opd for node in nodes}
    anchors = {node.code: node.tags["anchors"] for node in nodes}
    given = {(name, code): anchors[code][level - 1][:length] for (name, code), level in truth.items()}
    begun = {
        (name, code): sum(text.casefold().startswith(cell.casefold()) for text in anchors[code])
        for (name, code), cell in given.items()
    }
    found = values_read(read(book(*SHAPES[layout]("Jawaban", opd, nodes, given)), region=NGANJUK))
    assert found == {place: truth[place] if begun[place] == 1 else None for place in truth}


@pytest.mark.parametrize("pattern", ["{}% dari target", "tercapai {}%", "± {} % terpenuhi"])
def test_a_percentage_among_words_offers_its_level(pattern):
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Capaian"]]
    levels = [1 + place % 5 for place in range(10)]
    rows += [
        [place, node.code, pattern.format(20 * level)]
        for place, (node, level) in enumerate(zip(PLAIN, levels, strict=False), 1)
    ]
    data = book(("Isian", rows))
    (question,) = read(data, region=NGANJUK).questions
    chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert list(values_read(chosen).values()) == levels


ANCHORED = {
    "alone": ("{anchor}", 0), "number": ("{level}. {anchor}", 0), "letter": ("{letter}) {anchor}", 0),
    "dash": ("{level} - {anchor}", 0), "arrow": ("{level} -> {anchor}", 0),
    "behind": ("{anchor} ({level})", 0),
    "from nothing": ("{less}. {anchor}", 1), "turned": ("{turned}. {anchor}", 1),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("how", ANCHORED)
def test_anchors_with_a_code_are_read_and_one_that_says_otherwise_is_asked(how, layout):
    pattern, asked = ANCHORED[how]
    random = Random(f"{how}{layout}")
    opd, nodes = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)], random.sample(PLAIN, 12)
    truth = {(name, node.code): random.randint(1, 5) for name in opd for node in nodes}
    anchors = {node.code: node.tags["anchors"] for node in nodes}
    given = {
        (name, code): pattern.format(
            anchor=anchors[code][level - 1],
            level=level, less=level - 1, turned=6 - level, letter="abcde"[level - 1],
        )
        for (name, code), level in truth.items()
    }  # fmt: skip
    reading = read(book(*SHAPES[layout]("Jawaban", opd, nodes, given)), region=NGANJUK)
    found = values_read(reading)
    assert len(reading.questions) == asked
    assert {key: value for key, value in found.items() if value not in (None, truth[key])} == {}
    assert asked or found == truth

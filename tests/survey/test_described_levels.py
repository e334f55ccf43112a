"""Marks in columns that describe their levels on every row: over, before or behind the description."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.keys import text_key
from survey.answering.described_levels import leave_descriptions_out
from survey.template import layout
from tests.survey.filled_form import edited
from tests.survey.making import KESIAPAN, NGANJUK, book, form, read, said

FIRST = layout.FIRST_ROW
WAYS = {
    "over": lambda text, sign: sign,
    "before": lambda text, sign: f"{sign} {text}",
    "behind": lambda text, sign: f"{text} ({sign})",
    "close": lambda text, sign: f"{sign}{text}" if not sign.isalnum() else f"{sign} {text}",
}
MARKS = ("x", "v", "✓", "√", "☑", "X", "ok", "●")


def levels_columns(sheet):
    heads = {cell.value: cell.column for cell in sheet[layout.HEADER_ROW]}
    return [heads[f"Tingkat {level}"] for level in range(1, 6)], heads


def marked(levels, way, sign, *, rows=range(7)):
    """Our empty form with a level of each of its first rows marked where the levels are described."""

    def change(whole):
        sheet = whole[layout.ANSWER_SHEET]
        columns, _ = levels_columns(sheet)
        for row, level in zip(rows, levels, strict=False):
            cell = sheet.cell(FIRST + row, columns[level - 1])
            cell.value = WAYS[way](cell.value, sign)

    return edited(form("DINKES"), change)


def levels_of(reading):
    return [int(one.value) for one in reading.responses[0].answers if one.status == "answered"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sign", MARKS)
def test_our_form_ticked_where_its_levels_are_described_is_read(way, sign):
    reading = read(marked([1, 2, 3, 4, 5, 1, 2], way, sign), region=NGANJUK)
    assert (reading.verdict, levels_of(reading)) == ("ready", [1, 2, 3, 4, 5, 1, 2])
    assert [one.found for one in said(reading, "W25")] == ["7"]


@pytest.mark.parametrize("level", range(1, 6))
def test_one_mark_alone_is_an_answer(level):
    reading = read(marked([level], "over", "x"), region=NGANJUK)
    assert (reading.verdict, levels_of(reading)) == ("ready", [level])


def test_a_choice_that_says_otherwise_than_its_mark_is_asked():
    def change(whole):
        sheet = whole[layout.ANSWER_SHEET]
        columns, heads = levels_columns(sheet)
        sheet.cell(FIRST, columns[1]).value = "x"
        sheet.cell(FIRST, heads["Jawaban"]).value = 4

    reading = read(edited(form("DINKES"), change), region=NGANJUK)
    assert reading.verdict == "confirm"
    assert len(reading.questions) == 1


@pytest.mark.parametrize("way", WAYS)
def test_so_is_any_form_that_prints_the_levels_of_our_questions(way):
    nodes = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves[:6]]
    rows = [
        [number, KESIAPAN.question(node.code, NGANJUK), *node.tags["anchors"]]
        for number, node in enumerate(nodes, 1)
    ]
    for level, row in enumerate(rows, 1):
        at = 1 + (level - 1) % 5 + 1
        row[at] = WAYS[way](row[at], "√")
    head = ["No", "Pertanyaan", "Tingkat 1", "Tingkat 2", "Tingkat 3", "Tingkat 4", "Tingkat 5"]
    reading = read(book(("Isian", [["OPD : Dinas Kesehatan"], [], head, *rows])), region=NGANJUK)
    assert levels_of(reading) == [1, 2, 3, 4, 5, 1]


ANCHORS = tuple(KESIAPAN.framework.node(KESIAPAN.framework.leaves[0]).tags["anchors"])
KEYS = frozenset(map(text_key, ANCHORS))


@given(st.dictionaries(st.integers(0, 4), st.sampled_from([*WAYS, "note"]), max_size=3))
def test_what_was_written_stays_and_what_was_printed_goes(written):
    row = {
        place: WAYS[written[place]](text, "x") if written.get(place, "note") != "note" else text
        for place, text in enumerate(ANCHORS)
    }
    row |= {place: "lihat SK" for place, way in written.items() if way == "note"}
    held = leave_descriptions_out(row, KEYS)
    assert held == {place: "lihat SK" if way == "note" else held[place] for place, way in written.items()}
    assert all(held[place].strip("()") == "x" for place, way in written.items() if way != "note")


def test_a_description_alone_on_its_row_is_the_answer():
    assert leave_descriptions_out({3: ANCHORS[3]}, KEYS) == {3: ANCHORS[3]}

"""Answers kept by columns read like any others; the same doubt in many cells is asked once."""

import datetime
from dataclasses import replace

import pandas as pd

from survey.files import process_protocol
from survey.files.grid import Sheet, Workbook
from survey.values import Answer
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book, read, said
from tests.workflow.survey_scene import kept

HEADINGS = ["Nama OPD", "GOV1.1", "GOV1.2"]


def survey(*rows, headings=HEADINGS, **given):
    table = [headings, *(["Dinas Kesehatan", *row] for row in rows)]
    return read(book(("Respons", table)), KESIAPAN, **{"region": NGANJUK, **given})


def values(reading):
    return [[one.value for one in response.answers] for response in reading.responses]


def test_a_row_reads_like_any_answers():
    (response,) = survey([3, "Belum ada data"]).responses
    assert response.answers == (
        Answer("GOV1.1", "answered", 3.0, sheet="Respons", cell="B2"),
        Answer("GOV1.2", "missing", sheet="Respons", cell="C2"),
    )
    assert response.answers[-1] == response.answers[1:][0]
    assert len(response.answers) == 2


def test_a_doubt_in_many_cells_of_a_file_is_one_question():
    reading = survey(*[[9, 3]] * 5, [2, 9])
    (grouped,) = [one for one in reading.questions if one.kind == "value"]
    assert (grouped.cell, grouped.text) == ("", "6 sel berisi '9': bagaimana dibaca?")
    assert [one.cell for one in said(reading, "E21")] == ["B2", "C7"]
    settled = survey(*[[9, 3]] * 5, [2, 9], choices={grouped.key: "5"})
    assert values(settled) == [[5.0, 3.0]] * 5 + [[2.0, 5.0]]
    assert [one.cell for one in said(settled, "W53")] == ["B2", "B3", "B4", "B5", "B6", "C7"]


def test_cells_asked_together_may_be_settled_one_by_one():
    rows = [[9, 3], [9, 3], [2, 1]]
    (grouped,) = [one for one in survey(*rows).questions if one.kind == "value"]
    apart = {grouped.key: "each"}
    alone = [one for one in survey(*rows, choices=apart).questions if one.kind == "value"]
    assert [one.cell for one in alone] == ["B2", "B3"]
    assert values(survey(*rows, choices=apart | {alone[1].key: "4"})) == [[None, 3], [4, 3], [2, 1]]


def test_a_single_doubtful_cell_is_asked_by_itself():
    reading = survey([9, 3], [2, 3], [2, 1])
    assert [one.cell for one in reading.questions if one.kind == "value"] == ["B2"]


def test_errors_and_formulas_without_a_value_keep_their_cells():
    rows = [HEADINGS, *([name, 3, 3] for name in ("Dinas Kesehatan", "Diskominfo", "Kecamatan Berbek"))]
    formulas = {"B3": ("=1/0", "#DIV/0!"), "C4": ("=B2+1", "")}
    reading = read(book(("Respons", rows), formulas=formulas), KESIAPAN, region=NGANJUK)
    assert [(one.code, one.cell) for one in reading.findings if one.cell] == [("E22", "B3"), ("E23", "C4")]
    assert values(reading) == [[3.0, 3.0], [None, 3.0], [3.0, None]]


def test_of_two_columns_of_one_item_one_fills_the_other_and_differences_are_asked():
    headings = [*HEADINGS, "GOV1.1"]
    reading = survey([3, 1, None], [None, 1, 4], [3, 1, 2], headings=headings)
    firsts = [response.answers[0] for response in reading.responses]
    assert [(one.value, one.cell) for one in firsts] == [(3.0, "B2"), (4.0, "D3"), (None, "B4")]
    assert [one.cell for one in said(reading, "E29")] == ["D4"]


def test_true_is_no_level_though_it_equals_one():
    reading = survey([1, 3], [True, 3])
    assert values(reading) == [[1.0, 3.0], [None, 3.0]]
    assert said(reading, "E20")[0].cell == "B3"


def test_coerced_numbers_are_counted_over_the_column():
    (one,) = said(survey(["3", 3], ["3", 3], ["4,0", 3]), "W42")
    assert one.found == "3"


def test_rows_and_single_answers_give_the_same_frame():
    rows = [HEADINGS, ["Dinas Kesehatan", 3, 2], ["Diskominfo", None, 1], ["Kecamatan Berbek", 5, "-"]]
    reading = read(book(("Respons", rows)), KESIAPAN, region=NGANJUK)
    alone = tuple(replace(one, answers=tuple(one.answers)) for one in reading.responses)
    frames = [
        kept([each], KESIAPAN, ROSTERS).answers.sort_values(["opd", "indicator"], ignore_index=True)
        for each in (reading, replace(reading, responses=alone))
    ]
    assert len(frames[0]) == 6
    pd.testing.assert_frame_equal(*frames, check_dtype=False)


def test_cells_of_every_kind_come_through_the_pipe_as_they_were():
    rows = (
        ("teks", 1.5, None, True),
        (),
        (False, datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4), 0.0),
        (float("inf"), "teks", "1.5"),
    )
    given = Workbook("xlsx", "calamine", (Sheet("A", rows, errors={"B2": "#N/A"}), Sheet("B", ((2.0,),))))
    message, cells = process_protocol.pack_workbook(given, 2**20)
    found = process_protocol.unpack_workbook(message, cells)
    assert found == given
    assert [list(map(type, row)) for row in found.sheets[0].rows] == [list(map(type, row)) for row in rows]

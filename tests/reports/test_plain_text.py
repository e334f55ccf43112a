"""Texts that a spreadsheet would run, and the one writer of CSV files."""

import csv
import datetime
import io
import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.plain_text import defuse_text, write_plain_csv

HOSTILE = st.text(alphabet='=+-@\r\n\t\v;,|"\x85\u2028\u200b\u202e＝﹦a1 ', max_size=12)
UNSEEN = " \u200b\u202e"
NUMBER = re.compile(r"[+-]?\d[\d.,]*(e[+-]\d+)?")
DAY = st.just(datetime.date(2026, 1, 2))
CELLS = st.one_of(HOSTILE, st.integers(-9, 9), st.floats(allow_nan=True), st.none(), DAY)
HEADINGS = st.lists(HOSTILE, min_size=1, max_size=4)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=4)


@given(HEADINGS, ROWS, st.sampled_from([(",", "."), (";", ",")]))
def test_no_cell_of_a_csv_runs_or_opens_a_row_or_a_column(headings, rows, marks):
    target = io.StringIO()
    write_plain_csv(target, headings, [row[: len(headings)] for row in rows], *marks)
    text = target.getvalue()
    assert not set(text) & set("\r\v\x85\u2028"), "a spreadsheet begins a row at these"
    read = [row for row in csv.reader(io.StringIO(text), delimiter=marks[0]) if row]
    assert {len(row) for row in read} <= {len(headings)}
    for cell in (cell for row in read for cell in row if len(cell) > 1):
        assert NUMBER.fullmatch(cell) or cell.lstrip(UNSEEN)[:1] not in set("=+-@＝﹦"), repr(cell)


@given(HEADINGS, ROWS, st.sampled_from([(",", "."), (";", ",")]), st.sampled_from(",;\t"))
@example(["a"], [[";-|", None, None, None]], (",", "."), ";")
@example(["a"], [[";-1|x", None, None, None]], (",", "."), ";")
def test_no_formula_appears_where_another_country_parts_the_file(headings, rows, marks, taken):
    """A comma opens the file of one computer and a semicolon that of the next."""
    target = io.StringIO()
    write_plain_csv(target, headings, [row[: len(headings)] for row in rows], *marks)
    for row in csv.reader(io.StringIO(target.getvalue()), delimiter=taken):
        for cell in row:
            assert not re.match(rf"[{UNSEEN}]*[=@＝﹦][^=@＝﹦]", cell), repr(cell)
            signed = re.match(rf"[{UNSEEN}]*[+-]\s*[^\s,;\"]", cell)
            assert not signed or NUMBER.match(cell.strip(UNSEEN)), repr(cell)


@pytest.mark.parametrize("taken", [",", ";", "\t"])
@pytest.mark.parametrize(
    "text",
    [
        "Server, -1+cmd|' /C calc'!A0",
        "Server;+1+1",
        "Server, - 2+A1",
        "Server; -A1",
        'Server";\u200b-5*A1',
        "Server,--1",
        "Server,-1 ;-1-1",
    ],
)
def test_a_sign_behind_a_mark_begins_no_formula(text, taken):
    for marks in ((",", "."), (";", ",")):
        target = io.StringIO()
        write_plain_csv(target, ["Judul"], [[text]], *marks)
        cells = [cell for row in csv.reader(io.StringIO(target.getvalue()), delimiter=taken) for cell in row]
        assert not [
            one
            for one in cells
            if re.match(rf"[{UNSEEN}]*[=+\-@]", one) and not NUMBER.fullmatch(one.strip())
        ]


@pytest.mark.parametrize("text", ["suhu 3,-4", "a; -5,5", "a; -", "Dinas, Badan - UPT", "1,5 - 2,5"])
def test_numbers_and_dashes_behind_a_mark_stay(text):
    assert defuse_text(text) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_precision(number):
    target = io.StringIO()
    write_plain_csv(target, ["a", "b"], [[number, math.nan]], ";", ",")
    written = target.getvalue().split("\n")[1]
    assert float(written.rstrip(";").replace(",", ".")) == number


def test_a_text_of_more_lines_stays_one_cell():
    assert defuse_text("Jalan\rKota\n=1") == "Jalan Kota =1"

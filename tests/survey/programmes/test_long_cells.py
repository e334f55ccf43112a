"""The longest texts a cell may hold cost what their length costs, whatever they are made of."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.programmes import alignment
from reference import agency_readings
from reference.text_limits import TEXT
from survey.files.plain_rows import CellBudget
from survey.programmes import days, names
from survey.programmes.names import RosterNames
from survey.programmes.nomenclature import NOBODY

MOST_SECONDS = 1.5  # each took 3 to more than 60 seconds where it looked again from every letter
PIECES = ["a", "-", "(", ":", " ", "\n", "1:", "level 1 ", "dan ", " \n", "x ,", "2026 ", "[", "1."]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "read",
    [
        days.parse_time_span,
        names._levelled,
        names.split_name_list,
        names.STRONG.split,
        names.WEAK.split,
        agency_readings.strip_brackets,
        alignment.NUMBER.findall,
    ],
)
def test_a_text_of_the_longest_kind_is_read_in_a_moment(read, piece):
    text = str(CellBudget().cell(f"a{(piece * TEXT)[: TEXT - 2]}z"))
    started = time.process_time()
    read(text)
    assert time.process_time() - started < MOST_SECONDS


@pytest.mark.parametrize("many", [40, 400])
def test_a_cell_of_many_opd_is_compared_some_times_for_each(many):
    roster, asked = RosterNames(NOBODY), []
    known = roster.match
    roster.match = lambda text: asked.append(text) or known("-")
    found = roster.named(", ".join(f"unit {place}x" for place in range(many)))
    assert len(found) == many
    assert len(asked) <= (names.MOST_PIECES + 2) * many


@given(st.text(alphabet="ab \n\t", max_size=30), st.integers(0, 900), st.sampled_from([" ", "\n", " \n"]))
def test_a_wide_gap_parts_what_it_parted_and_nothing_else_is_lost(text, wide, space):
    whole = f"a{text}{space * wide}{'b' * 500}"
    cell = str(CellBudget().cell(whole))
    assert cell.split() == whole.split()
    assert ("\n" in cell) == ("\n" in whole) or wide == 0


@given(st.text(alphabet="aK1.x2 ", max_size=30))
def test_numbers_of_goals_are_found_as_before(text):
    plain = alignment.re.compile(r"[a-z]*\d+(?:\.[a-z]*\d+)*", alignment.re.IGNORECASE)
    assert alignment.NUMBER.findall(text) == plain.findall(text)

"""Figures in a row of programmes: shares, years and thousands, each told where it is read otherwise."""

import pytest

from tests.survey.programmes.tables import codes, only

REALISED = ("Nama Program", "OPD", "Realisasi 2025 (%)")


@pytest.mark.parametrize(
    ("cell", "done", "said"),
    [
        (85.0, 85.0, []),
        ("85%", 85.0, []),
        (0.85, 85.0, ["Realisasi '0,85' dibaca: 85%."]),
        ("0,5%", 0.5, []),
        (0.0, 0.0, []),
    ],
)
def test_a_share_of_one_is_taken_for_per_cent_and_told(cell, done, said):
    row = only(REALISED, ("Bank sampah", "DLH", cell))
    assert row.given["realisation"] == {2025: {"done": done}}
    assert [one.message for one in row.findings] == said


@pytest.mark.parametrize("cell", [150.0, -5.0, "101%"])
def test_more_or_less_than_can_be_done_is_told_and_counts_nowhere(cell):
    row = only(REALISED, ("Bank sampah", "DLH", cell))
    assert "realisation" not in row.given
    assert codes(row) == [("P26", "C2")]
    assert row.unread["realisation"]


def test_what_was_done_in_the_nth_year_is_of_a_calendar_year():
    headings = ("Nama Program", "OPD", "Capaian T2", "Mulai")
    row = only(headings, ("Bank sampah", "DLH", 40.0, "Juni 2027"))
    assert row.given["realisation"] == {2028: {"done": 40.0}}


@pytest.mark.parametrize(
    ("cell", "target", "told"),
    [("1.250", 1250.0, ["P20"]), ("2.500.000 ", 2.5e6, ["P20"]), ("1,25", 1.25, []), (1.25, 1.25, [])],
)
def test_points_part_the_thousands_of_a_target(cell, target, told):
    row = only(("Nama Program", "OPD", "Target"), ("Bank sampah", "DLH", cell))
    assert row.given["target"] == target
    assert [code for code, _ in codes(row)] == told

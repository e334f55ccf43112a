"""Root causes: read from an official's words, and counted without losing one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.worksheets import causes, merging
from planning.worksheets.worksheets import ISSUE
from tests.planning.lines import rooms


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("regulasi", "regulasi"),
        ("SDM", "SDM"),
        ("Tenaga teknis kurang, anggaran ada", "SDM"),
        ("Anggaran untuk pelatihan belum ada", "anggaran"),
        ("Jaringan internet di desa", "sarana"),
        ("Perbup belum terbit", "regulasi"),
        ("Rekap belum tersusun", "data"),
        ("Koordinasi antar-OPD", "proses"),
        ("Perdagangan lesu", ""),
        ("lain-lain", ""),
    ],
)
def test_the_cause_named_first_is_read_from_an_officials_words(text, cause):
    assert causes.classify_root_cause(text) == cause


@pytest.mark.parametrize("text", ["", "-", "Nihil", "tidak ada", "Tidak ada kendala."])
def test_no_obstacle_is_no_obstacle(text):
    assert not causes.is_obstacle(text)


@given(rooms, st.lists(st.sampled_from(["", *causes.CAUSES]), max_size=20))
def test_totals_per_root_cause_match_what_was_said(room, coded):
    found = causes.count_root_causes(coded, merging.merge_joined_lines(room, {}))
    assert found["survey"].sum() == len(coded)
    assert found["groups"].sum() == sum(line.part == ISSUE for line in room)
    assert (found["total"] == found["survey"] + found["groups"]).all()
    assert found["cause"].tolist()[:6] == list(causes.CAUSES)

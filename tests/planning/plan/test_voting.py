"""Tallies by the formulas of the field (ux.md 4.2, 4.4), and ballots refused in words."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import voting
from reference.planning import voting_ways
from tests.planning.scene import roster

WAYS = voting_ways()


def ballot(way, **marks):
    codes = [criterion.code for criterion in WAYS[way].criteria]
    return {key: dict(zip(codes, values, strict=True)) for key, values in marks.items()}


def test_impact_times_ease_reaches_a_hundred():
    ballots = {
        "A": ballot("dampak_kemudahan", x=(5, 5), y=(4, 3)),
        "B": ballot("dampak_kemudahan", x=(5, 5), y=(5, 2)),
    }
    found = voting.count_votes(WAYS["dampak_kemudahan"], ballots, ["x", "y", "z"])
    assert found.at["x", "points"] == 100
    assert found.at["y", "points"] == pytest.approx(4.5 * 2.5 / 25 * 100)
    assert math.isnan(found.at["z", "points"])
    assert found["voters"].tolist() == [2, 2, 0]


def test_usg_is_a_sum_and_ties_go_by_urgency_then_seriousness():
    ballots = {"A": ballot("usg", a=(3, 4, 3), b=(4, 3, 3), c=(4, 2, 4), d=(5, 5, 5))}
    found = voting.count_votes(WAYS["usg"], ballots, list("abcd"))
    assert found["points"].tolist() == [10, 10, 10, 15]
    assert voting.order_by_votes(WAYS["usg"], found) == ["d", "b", "c", "a"]


def test_the_weights_of_permendagri_54_2010():
    way = WAYS["permendagri"]
    assert [criterion.weight for criterion in way.criteria] == [20, 10, 20, 10, 15, 25]
    found = voting.count_votes(way, {"A": ballot("permendagri", a=(5, 1, 4, 2, 3, 5))}, ["a"])
    assert found.at["a", "points"] == pytest.approx((100 + 10 + 80 + 20 + 45 + 125) / 100)


@pytest.mark.parametrize(("proposals", "dots"), [(1, 1), (3, 1), (4, 2), (12, 4), (13, 5)])
def test_dots_are_a_third_rounded_up(proposals, dots):
    assert WAYS["titik"].named(proposals) == dots


def test_dots_and_borda_add_up():
    dots, borda = WAYS["titik"], WAYS["borda"]
    names = list("abcdef")
    given, problem = voting.marks_of_named_proposals(dots, ["a", "b"], len(names))
    assert problem == ""
    assert voting.count_votes(dots, {"A": given, "B": {"a": {"titik": 1.0}}}, names)["points"].tolist()[
        :3
    ] == [
        2,
        1,
        0,
    ]
    first, _ = voting.marks_of_named_proposals(borda, ["a", "b", "c", "d", "e"], 6)
    second, _ = voting.marks_of_named_proposals(borda, ["b"], 6)
    found = voting.count_votes(borda, {"A": first, "B": second}, names)
    assert found["points"].tolist() == [5, 9, 3, 2, 1, 0]
    assert found["voters"].tolist() == [1, 2, 1, 1, 1, 0]


def test_naming_too_many_or_one_twice_is_refused():
    dots = WAYS["titik"]
    assert "paling banyak 2" in voting.marks_of_named_proposals(dots, ["a", "b", "c"], 6)[1]
    assert "dua kali" in voting.marks_of_named_proposals(WAYS["borda"], ["a", "a"], 6)[1]


def rated(orders):
    """Ballots in which each OPD gives ranks as dots: kendall_w only sees the order."""
    return {
        str(voter): {
            key: {"u": float(rank), "s": 1.0, "g": 1.0} for key, rank in zip("abcd", ranks, strict=True)
        }
        for voter, ranks in enumerate(orders)
    }


def test_agreement_is_hidden_under_five_voters_and_worded_above():
    way = WAYS["usg"]
    alike = voting.measure_voter_agreement(way, rated([(1, 2, 3, 4)] * 5), list("abcd"))
    assert (alike.w, alike.word) == (pytest.approx(1.0), "sangat kuat")
    assert voting.measure_voter_agreement(way, rated([(1, 2, 3, 4)] * 4), list("abcd")).w is None
    split = rated([(1, 2, 3, 4), (4, 3, 2, 1)] * 3)
    assert voting.measure_voter_agreement(way, split, list("abcd")).word == "lemah"


@pytest.mark.parametrize("least", [1, 2, 3])
def test_agreement_says_over_which_proposals_it_speaks(least):
    """One OPD that marks a few alone turns W into the agreement on those few."""
    few = rated([(1, 2, 3, 4)] * 5)
    few["0"] = {key: few["0"][key] for key in "abcd"[least:]}
    found = voting.measure_voter_agreement(WAYS["usg"], few, list("abcd"))
    if least == 3:
        assert (found.w, found.shared) == (None, frozenset())
        return
    assert found.shared == set("abcd"[least:])
    assert found.word.endswith(f"atas {4 - least} dari 4 usulan yang dinilai semua OPD")


def test_a_published_order_of_three_judges_keeps_its_w():
    orders = [(1, 2, 3, 4), (1, 3, 2, 4), (2, 1, 3, 4)] * 2
    assert voting.measure_voter_agreement(WAYS["usg"], rated(orders), list("abcd")).w == pytest.approx(
        0.7778, abs=5e-5
    )


def test_one_vote_for_each_opd_and_kecamatan_together():
    marks = ballot("usg", a=(3, 3, 3))
    rows = [("Dinkes", marks), ("Kecamatan Baron", marks), ("Dinas Pendidikan", {})]
    ballots, problems = voting.parse_ballots(WAYS["usg"], rows, roster())
    assert problems == []
    assert list(ballots) == ["DINKES", "KECAMATAN"]
    assert voting.list_voting_bodies(roster()) == {
        "DINKES": "Dinkes",
        "DISDIK": "Disdik",
        "KECAMATAN": "Kecamatan",
    }


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (("Dinas Kesehatan", (3, 3, 3)), "Baris 2: Dinas Kesehatan sudah tertulis pada baris 1"),
        (("Dinas Sihir", (3, 3, 3)), 'Baris 2: OPD "Dinas Sihir" tidak ada'),
        (("", (3, 3, 3)), "Baris 2: nama OPD belum diisi"),
        (("Disdik", (7, 3, 3)), "Baris 2: nilai 7 di luar 1 sampai 5"),
    ],
)
def test_double_unknown_and_impossible_votes_are_refused_in_words(second, said):
    name, marks = second
    rows = [("Dinkes", ballot("usg", a=(3, 3, 3))), (name, ballot("usg", a=marks))]
    problems = voting.parse_ballots(WAYS["usg"], rows, roster())[1]
    assert any(problem.startswith(said) for problem in problems), problems


votes = st.lists(st.tuples(*[st.integers(1, 5)] * 2), min_size=3, max_size=3)


@settings(deadline=None)
@given(st.lists(votes, min_size=1, max_size=6))
def test_resampled_points_stay_within_what_single_voters_say(ballots):
    way = WAYS["dampak_kemudahan"]
    given = {
        str(v): ballot("dampak_kemudahan", **dict(zip("abc", rows, strict=True)))
        for v, rows in enumerate(ballots)
    }
    draws = voting.resample_votes(way, given, list("abc"), 50, seed=1)
    marks = voting.ballots_as_array(way, given, list("abc"))
    top = marks.max(axis=0).prod(axis=1) / 25 * 100
    low = marks.min(axis=0).prod(axis=1) / 25 * 100
    assert (draws <= top[:, None] + 1e-9).all()
    assert (draws >= low[:, None] - 1e-9).all()
    assert np.array_equal(draws, voting.resample_votes(way, given, list("abc"), 50, seed=1))


def test_one_criterion_is_laid_over_the_others():
    cast = {"A": {"x": {"u": 3.0, "s": 2.0}}, "B": {"x": {"u": 1.0}}}
    given = {"A": {"x": {"u": 5.0}, "y": {"u": 4.0}}}
    assert voting.merge_ballots(cast, given, "u") == {"A": {"x": {"u": 5.0, "s": 2.0}, "y": {"u": 4.0}}}
    assert voting.merge_ballots(cast, {}, "s") == {"A": {"x": {"u": 3.0}}, "B": {"x": {"u": 1.0}}}


def test_the_name_a_body_is_shown_by_is_read_back():
    rows = [(name, ballot("usg", a=(3, 3, 3))) for name in voting.list_voting_bodies(roster()).values()]
    ballots, problems = voting.parse_ballots(WAYS["usg"], rows, roster())
    assert problems == []
    assert set(ballots) == set(voting.list_voting_bodies(roster()))

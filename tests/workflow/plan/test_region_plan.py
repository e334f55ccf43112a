"""The board of a region: orders, ballots as a table, doors and the roadmap follow from what is stored."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from planning.plan import budget, ranking
from planning.plan.plan_settings import PlanSettings
from planning.programmes.programme import Programme
from reference.planning import voting_ways
from tests.planning.scene import UNIT, assessment, planned, programme, roster
from workflow.plan.ballots import build_ballot_table, read_ballot_table
from workflow.plan.region_plan import CRITERIA, VALUE, RegionPlan

A = {"lifts": {"ECO1.1": 4.0}, "costs": {2027: 2e9}, "dimension": "ECO", "lead": "DISDIK", "funds": "APBD"}
B = {"lifts": {"GOV1.1": 3.0}, "costs": {2027: 1e9}, "dimension": "GOV"}
PLANS = (
    planned("a", date(2027, 2, 1), date(2027, 8, 31), **A),
    planned("b", date(2026, 2, 1), date(2028, 8, 31), **B),
    programme("c", dimension="GOV"),
    programme("runs", status="berjalan", since=2024, end=date(2027, 12, 31), lifts={"GOV1.2": 5.0}),
)


def board(votes=None, plans=PLANS, room=None, over=()):
    given = (UNIT, assessment(), plans, room or PlanSettings(), votes or {}, {}, roster(), 2026)
    return RegionPlan(*given, date(2026, 6, 15), over)


def filled(found, way, code, **rows):
    table = build_ballot_table(found, voting_ways()[way], code).set_index("OPD")
    for name, marks in rows.items():
        table.loc[name] = marks
    return table.reset_index()


def test_only_proposals_are_ranked_and_orders_are_those_with_data():
    found = board()
    assert [each.key for each in found.proposals] == ["a", "b", "c"]
    assert found.orders == [CRITERIA, VALUE]
    assert found.ranked(VALUE).index[0] == "a"
    assert math.isnan(found.ranked(VALUE).loc["c", "place"])
    assert set(found.ranked(CRITERIA).index) == {"a", "b", "c"}


def test_votes_stand_over_what_the_data_propose():
    cast = {"DINKES": {"a": {"dampak": 1.0, "kemudahan": 2.0}, "b": {"dampak": 5.0, "kemudahan": 4.0}}}
    found = board({"dampak_kemudahan": cast})
    assert found.values.loc["b", ["dampak", "kemudahan"]].tolist() == [5.0, 4.0]
    assert found.ranked("dampak_kemudahan").index[:2].tolist() == ["b", "a"]
    assert found.orders == [CRITERIA, VALUE, "dampak_kemudahan"]


def test_ballots_of_an_opd_that_is_gone_do_not_count():
    found = board({"usg": {"HAPUS": {"a": {"u": 5.0, "s": 5.0, "g": 5.0}}}})
    assert found.cast(voting_ways()["usg"]) == {}
    assert "usg" not in found.orders


def test_the_table_shows_what_was_cast_and_reads_what_was_typed():
    cast = {"DINKES": {"a": {"u": 3.0, "s": 2.0}}}
    found, way = board({"usg": cast}), voting_ways()["usg"]
    table = build_ballot_table(found, way, "u")
    assert table.loc[table["OPD"] == "Dinkes", "1"].tolist() == [3.0]
    typed = filled(found, "usg", "u", Dinkes=[4.0, math.nan, 5.0], Kecamatan=[1.0, 2.0, 3.0])
    ballots, problems = read_ballot_table(found, way, "u", typed)
    assert problems == []
    assert ballots["DINKES"] == {"a": {"u": 4.0, "s": 2.0}, "c": {"u": 5.0}}
    assert ballots["KECAMATAN"]["b"] == {"u": 2.0}
    assert "DISDIK" not in ballots


def test_named_proposals_are_read_in_their_order_and_shown_again():
    found, way = board(), voting_ways()["borda"]
    typed = filled(found, "borda", "poin", Dinkes=["3", "1", None])
    ballots, problems = read_ballot_table(found, way, "poin", typed)
    assert problems == []
    assert ballots == {"DINKES": {"c": {"poin": 3.0}, "a": {"poin": 2.0}}}
    again = build_ballot_table(board({"borda": ballots}), way, "poin").set_index("OPD")
    assert again.loc["Dinkes"].tolist() == ["3", "1", None]


@pytest.mark.parametrize(
    ("way", "code", "name", "marks", "said"),
    [
        ("usg", "u", "Dinas Sihir", [3.0, 3.0, 3.0], "tidak ada pada susunan OPD"),
        ("usg", "u", "Disdik", [9.0, 3.0, 3.0], "nilai 9 di luar 1 sampai 5"),
        ("borda", "poin", "Disdik", ["1", "1", None], "dua kali"),
    ],
)
def test_what_cannot_be_a_ballot_is_said_by_row(way, code, name, marks, said):
    found = board()
    table = build_ballot_table(found, voting_ways()[way], code)
    table = pd.concat([table.iloc[:1], pd.DataFrame([[name, *marks]], columns=table.columns)])
    problems = read_ballot_table(found, voting_ways()[way], code, table)[1]
    assert len(problems) == 1
    assert problems[0].startswith("Baris 2")
    assert said in problems[0]


def test_an_opd_pasted_twice_is_refused():
    found = board()
    table = filled(found, "usg", "u", Dinkes=[3.0, 3.0, 3.0])
    doubled = pd.concat([table, table[table["OPD"] == "Dinkes"].assign(OPD="Dinas Kesehatan")])
    problems = read_ballot_table(found, voting_ways()["usg"], "u", doubled)[1]
    assert any("sudah tertulis pada baris" in said for said in problems)


def test_the_shortlist_is_the_rooms_or_the_largest_gains():
    assert board().shortlist == ["a", "b", "c"]
    assert board(room=PlanSettings(shortlist=("c", "gone"))).shortlist == ["c"]
    many = tuple(replace(PLANS[0], key=f"p{place}") for place in range(30))
    assert len(board(plans=many).shortlist) == 12


def test_doors_costs_and_the_expected_index_follow():
    found = board()
    assert found.doors["a"].budget == "APBD 2027"
    assert found.doors["b"] is None
    assert [bar.programme.key for bar in found.bars] == ["runs", "b", "a"]
    assert found.costs["rupiah"].sum() == sum(bar.cost for bar in found.bars) == 3e9
    assert found.expected.set_index("year").at[2027, "done"] == 2
    assert math.isnan(found.cost_of("c", None))
    assert found.cost_of("a", 2028) == 0


def test_a_ceiling_cuts_the_same_list():
    found = board()
    ranked = found.ranked(VALUE)
    costs = pd.DataFrame({"cost": [found.cost_of(key, None) for key in ranked.index]}, index=ranked.index)
    assert budget.cut_at_ceiling(costs, 2.5e9)["inside"].to_dict() == {"a": True, "b": False, "c": False}


def test_a_region_without_programmes_has_an_empty_board():
    found = board(plans=())
    assert found.proposals == ()
    assert found.ranked(CRITERIA).empty
    assert found.verdicts == {}
    assert found.bars == []
    assert found.expected["index"].nunique() == 1


def test_a_programme_of_another_instrument_breaks_nothing():
    odd = Programme("x", "Lain", lifts={"SPBE.I01": 5.0}, dimension="TIDAK.ADA")
    found = board(plans=(odd,))
    assert "tidak ada pada instrumen" in found.gains.loc["x", "why"]
    assert len(found.ranked(CRITERIA)) == 1
    assert ranking.CRITERIA.keys() == set(found.values.columns)


def test_votes_for_what_is_no_longer_voted_on_are_no_result():
    """A new shortlist after the vote: ballots are kept, but no slide, order or chart is made of nothing."""
    gone = {"DINKES": {"c": {"dampak": 4.0, "kemudahan": 4.0}}}
    found = board({"dampak_kemudahan": gone}, room=PlanSettings(shortlist=("a", "b")))
    way = voting_ways()["dampak_kemudahan"]
    assert found.cast(way)
    assert not found.has_votes(way)
    assert found.orders == [CRITERIA, VALUE]
    assert board({"dampak_kemudahan": gone}, room=PlanSettings(shortlist=("c",))).has_votes(way)

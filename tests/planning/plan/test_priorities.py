"""The start list: sums, ties, kinds, and what every OPD has to do."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import priorities
from scoring import Framework, Node, Scale

SCALE = Scale(1.0, 5.0)
ANCHORS = ("belum ada", "draf", "ditetapkan", "dijalankan", "diperbarui")


def leaf(code: str, parent: str, kind: str) -> Node:
    tags = {"kind": kind, "anchors": ANCHORS, "evidence": f"SK {code}"}
    return Node(code, f"Indikator {code}", parent, 1, target=4.0, tags=tags)


def build() -> Framework:
    nodes = [Node("INDEKS", "Indeks", None, 4), Node("PRE", "Prasyarat", None, 2)]
    for branch in ("GOV", "ECO"):
        nodes.append(Node(branch, f"Smart {branch}", "INDEKS", 3))
        for part in ("1", "2"):
            nodes.append(Node(branch + part, f"Subdimensi {branch}{part}", branch, 2))
            nodes += [leaf(f"{branch}{part}.{i}", branch + part, k) for i, k in enumerate("KSILP", 1)]
    return Framework((*nodes, leaf("PRE.01", "PRE", "R")), SCALE)


FRAMEWORK = build()
LEAVES = [code for code in FRAMEWORK.leaves if code != "PRE.01"]
ROSTER = pd.DataFrame({"opd": ["KOMINFO", "DINKES"], "name": ["Dinas Kominfo", "Dinas Kesehatan"]})
SIZES = st.one_of(st.sampled_from([0.0, 0.01, 0.02, math.nan]), st.floats(0, 0.2))
GAPS = st.lists(SIZES, min_size=len(LEAVES), max_size=len(LEAVES)).map(
    lambda sizes: pd.Series(sizes, index=LEAVES)
)


def series(**values: float) -> pd.Series:
    return pd.Series({code.replace("_", "."): value for code, value in values.items()}, dtype=float)


@settings(max_examples=40, deadline=None)
@given(GAPS)
@pytest.mark.parametrize("level", [None, 2, 3])
def test_every_list_sums_to_the_whole_gap(level, contributions):
    listed = priorities.rank_gaps(FRAMEWORK, contributions, level=level)
    assert listed["contribution"].sum() == pytest.approx(contributions.sum(), abs=1e-7)
    if len(listed):
        assert listed["share"].sum() == pytest.approx(1, abs=1e-6)
        assert listed["cumulative"].iloc[-1] == pytest.approx(1, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(GAPS, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_rows(contributions, random):
    shuffled = list(LEAVES)
    random.shuffle(shuffled)
    one, other = (priorities.rank_gaps(FRAMEWORK, contributions[codes]) for codes in (LEAVES, shuffled))
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=40, deadline=None)
@given(GAPS)
def test_a_group_holds_exactly_the_equal_ones_and_better_groups_are_larger(contributions):
    listed = priorities.rank_gaps(FRAMEWORK, contributions)
    for _, members in listed.groupby("group"):
        assert np.ptp(members["contribution"]) <= 1e-9
        assert (members["size"] == len(members)).all()
    leaders = listed.groupby("group")["contribution"].max()
    assert (leaders.diff().dropna() < 0).all()
    assert leaders.index.tolist() == list(range(1, len(leaders) + 1))


@settings(max_examples=40, deadline=None)
@given(GAPS)
def test_the_kinds_split_the_whole_without_overlap(contributions):
    lists = priorities.rank_gaps_by_kind(FRAMEWORK, contributions)
    nodes = [node for frame in lists.values() for node in frame["node"]]
    assert sorted(nodes) == sorted(priorities.rank_gaps(FRAMEWORK, contributions)["node"])
    assert sum(frame["share"].sum() for frame in lists.values()) == pytest.approx(1 if nodes else 0, abs=1e-6)


def test_ties_are_one_group_in_the_instruments_order():
    listed = priorities.rank_gaps(FRAMEWORK, series(ECO1_1=0.1, GOV1_2=0.1 + 1e-12, GOV1_1=0.1, ECO1_2=0.3))
    assert listed[["node", "group", "size"]].to_numpy().tolist() == [
        ["ECO1.2", 1, 1],
        ["GOV1.1", 2, 3],
        ["GOV1.2", 2, 3],
        ["ECO1.1", 2, 3],
    ]
    assert listed["cumulative"].tolist() == pytest.approx([0.5, 1, 1, 1])


def test_unknown_and_closed_gaps_and_other_roots_are_left_out():
    contributions = series(GOV1_1=0.1, GOV1_2=0.0, GOV1_3=math.nan, PRE_01=2.0)
    assert priorities.rank_gaps(FRAMEWORK, contributions)["node"].tolist() == ["GOV1.1"]


def test_documents_stand_apart_from_services():
    lists = priorities.rank_gaps_by_kind(FRAMEWORK, series(GOV1_1=0.1, GOV1_4=0.2, GOV1_5=0.1, GOV1_2=0.1))
    assert {title: frame["node"].tolist() for title, frame in lists.items()} == {
        "dokumen": ["GOV1.1"],
        "layanan dan pemanfaatan": ["GOV1.4", "GOV1.5"],
        "sumber daya dan sarana": ["GOV1.2"],
    }


def test_no_gap_at_all_lists_nothing():
    contributions = pd.Series(0.0, index=LEAVES)
    assert priorities.rank_gaps(FRAMEWORK, contributions).empty


def duties(contributions: pd.Series, values: pd.Series) -> pd.DataFrame:
    leads = [(code, "KOMINFO" if code.startswith("GOV") else "DINKES", "lead") for code in LEAVES]
    support = [(code, "DINKES", "support") for code in LEAVES]
    assignments = pd.DataFrame(leads + support, columns=["indicator", "opd", "role"])
    return priorities.list_closing_duties(FRAMEWORK, contributions, values, assignments, ROSTER)


def test_each_lead_gets_the_next_levels_anchor_as_its_action():
    rows = duties(series(GOV1_1=0.1, ECO1_1=0.2, ECO1_2=0.1), series(GOV1_1=2, ECO1_1=1, ECO1_2=3.5))
    assert rows["opd_name"].tolist() == ["Dinas Kesehatan", "Dinas Kesehatan", "Dinas Kominfo"]
    assert rows["indicator"].tolist() == ["ECO1.1", "ECO1.2", "GOV1.1"]
    assert rows["level"].tolist() == [1, 3.5, 2]
    assert rows["next_level"].tolist() == [2, 4, 3]
    assert rows["target"].tolist() == [4, 4, 4]
    assert rows["action"].tolist() == ["draf", "dijalankan", "ditetapkan"]
    assert rows["evidence"].tolist() == ["SK ECO1.1", "SK ECO1.2", "SK GOV1.1"]
    assert rows["total"].tolist() == pytest.approx([0.3, 0.3, 0.1])
    assert rows["group"].tolist() == [1, 2, 1]


@settings(max_examples=40, deadline=None)
@given(GAPS)
def test_duties_hold_the_whole_gap(contributions):
    values = contributions * 0 + 2.0
    assert duties(contributions, values)["contribution"].sum() == pytest.approx(
        priorities.rank_gaps(FRAMEWORK, contributions)["contribution"].sum()
    )


def test_without_anchors_there_is_no_invented_action():
    bare = Framework((Node("S", "SPBE", None, 2), Node("S.1", "Domain", "S", 1, target=4.0)), SCALE)
    assignments = pd.DataFrame([("S.1", "KOMINFO", "lead")], columns=["indicator", "opd", "role"])
    rows = priorities.list_closing_duties(
        bare, pd.Series({"S.1": 1.0}), pd.Series({"S.1": 3.0}), assignments, ROSTER
    )
    assert rows["action"].tolist() == [""]


def test_unanswered_names_the_lead():
    assignments = pd.DataFrame([("GOV1.1", "KOMINFO", "lead")], columns=["indicator", "opd", "role"])
    rows = priorities.list_unanswered_indicators(
        FRAMEWORK, series(GOV1_1=math.nan, GOV1_2=2), assignments, ROSTER
    )
    assert rows[["opd_name", "indicator"]].to_numpy().tolist() == [["Dinas Kominfo", "GOV1.1"]]


@pytest.mark.parametrize(
    ("value", "strong", "weak"), [(5, 1, 0), (4, 1, 0), (3.99, 0, 0), (2.01, 0, 0), (2, 0, 1), (1, 0, 1)]
)
def test_strengths_and_weaknesses_at_their_bounds(value, strong, weak):
    values = series(GOV1_1=value)
    assert len(priorities.list_strengths(FRAMEWORK, values)) == strong
    assert len(priorities.list_weaknesses(FRAMEWORK, values)) == weak


def test_strengths_are_highest_first_weaknesses_lowest_first_ties_as_one():
    values = series(GOV1_1=4, GOV1_2=5, GOV1_3=2, GOV1_4=1, GOV1_5=1, ECO1_1=math.nan)
    strong, weak = priorities.list_strengths(FRAMEWORK, values), priorities.list_weaknesses(FRAMEWORK, values)
    assert strong["node"].tolist() == ["GOV1.2", "GOV1.1"]
    assert weak[["node", "group", "size"]].to_numpy().tolist() == [
        ["GOV1.4", 1, 2],
        ["GOV1.5", 1, 2],
        ["GOV1.3", 2, 1],
    ]


def test_dimension_of_any_node():
    expected = {"GOV1.1": "GOV", "GOV1": "GOV", "GOV": "GOV", "INDEKS": "INDEKS"}
    assert {code: FRAMEWORK.dimension_of(code) for code in expected} == expected

"""A framework says everything that is wrong with it, and is equal by content."""

import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from scoring import Band, Framework, FrameworkError, Node, Scale
from tests.scoring import coinr
from tests.shared import needs_shared

LEVELS = Scale(1, 5)


def node(code: str, parent: str | None = None, level: int = 1, **fields: object) -> Node:
    return Node(code, code, parent, level, **fields)


def tree(**rules: object) -> Framework:
    nodes = (
        node("X", level=3),
        node("G", "X", 2, weight=2),
        node("H", "X", 2, weight=1),
        node("G1", "G", weight=1, target=4),
        node("G2", "G", weight=3, target=2),
        node("H1", "H", target=5),
        node("P", level=2),
        node("P1", "P"),
    )
    return Framework(nodes, LEVELS, **rules)


def test_a_tree_knows_its_parts():
    found = tree()
    assert found.roots == ("X", "P")
    assert found.leaves == ("G1", "G2", "H1", "P1")
    assert found.children("G") == ("G1", "G2")
    assert found.children("G1") == ()
    assert found.levels == (1, 2, 3)
    assert found.descendants("X") == ("G1", "G2", "H1")
    order = found.bottom_up
    assert set(order) == {"X", "G", "H", "P"}
    assert order.index("X") > max(order.index("G"), order.index("H"))


def test_a_tree_answers_where_its_nodes_stand():
    found = tree()
    assert found.dimensions == ("G", "H")
    assert found.dimension_names == {"G": "G", "H": "H"}
    assert found.below("X") == ("G", "G1", "G2", "H", "H1")
    assert (found.ancestors("G2"), found.ancestors("X")) == (("X", "G"), ())
    assert {code: found.dimension_of(code) for code in ("G2", "G", "X", "P1")} == {
        "G2": "G", "G": "G", "X": "X", "P1": "P1",
    }  # fmt: skip
    assert found.at_level(1) == ("G1", "G2", "H1")
    assert found.at_level(1, "G") == ("G1", "G2")
    assert found.levels_below_index == (2, 1)
    assert found.prerequisites == ("P1",)


def test_where_nodes_stand_is_worked_out_once():
    found = tree()
    assert found.below("X") is found.below("X")
    assert found.ancestors("G1") is found.ancestors("G1")
    assert found.dimension_names is found.dimension_names


def test_effective_weights_are_shares_of_the_root():
    found = tree().effective_weights()
    assert found.to_dict() == pytest.approx(
        {"X": 1, "G": 2 / 3, "H": 1 / 3, "G1": 1 / 6, "G2": 1 / 2, "H1": 1 / 3, "P": 1, "P1": 1}
    )


@pytest.mark.parametrize("folder", [coinr.SYNTHETIC, pytest.param(coinr.ASEM, marks=needs_shared)])
def test_effective_weights_equal_coinr(folder):
    theirs = pd.read_csv(folder / "effective_weights.csv").set_index("iCode")["EffWeight"]
    ours = coinr.framework(folder).effective_weights()
    pd.testing.assert_series_equal(ours[theirs.index], theirs, rtol=1e-12, check_names=False)


PROBLEMS = [
    ((node("X", level=2), node("A", "Y")), "Induk 'Y'"),
    ((node("X", level=2), node("A", "B", 1), node("B", "A", 2)), "lingkaran"),
    ((node("X", "X", 2),), "lingkaran"),
    ((node("X", level=2), node("A", "X"), node("A", "X")), "dipakai 2 kali"),
    ((node("X", level=2), node("A", "X", weight=-1), node("B", "X")), "negatif"),
    ((node("X", level=2), node("A", "X", weight=float("nan"))), "bukan bilangan"),
    ((node("X", level=2), node("A", "X", weight=0), node("B", "X", weight=0)), "berjumlah 0"),
    ((node("X", level=2), node("A", "X", minimum=3, maximum=3)), "Batas bawah"),
    ((node("X", level=2), node("A", "X", minimum=6)), "Batas bawah"),
    ((node("X", level=2), node("A", "X", direction=0)), "Arah"),
    ((node("X", level=1), node("A", "X", 1)), "Tingkat"),
    ((node("X", level=2), node("A", "X", weight="dua")), "Bobot simpul 'A' bukan bilangan"),
    ((node("X", level=2), node("A", "X", target=float("nan"))), "Target simpul 'A' bukan bilangan"),
    ((node("X", level=2), node("A", "X", minimum=float("inf"))), "Batas bawah simpul 'A' bukan bilangan"),
    ((), "tidak memiliki simpul"),
]


@pytest.mark.parametrize(("nodes", "expected"), PROBLEMS)
def test_a_problem_is_named(nodes, expected):
    with pytest.raises(FrameworkError) as caught:
        Framework(nodes, LEVELS)
    assert any(expected in problem for problem in caught.value.problems)


def test_all_problems_are_listed_at_once():
    nodes = (node("X", level=2), node("A", "X", weight=-1), node("A", "Y"), node("B", "X", minimum=9))
    with pytest.raises(FrameworkError) as caught:
        Framework(
            nodes,
            Scale(5, 1, bands=(Band("b", 3), Band("a", 2))),
            weight_sets={"w": {"Z": 1.0, "B": -2.0}},
            coverage={2: 1.5},
        )
    text = str(caught.value)
    for part in (
        "negatif",
        "dipakai 2 kali",
        "Induk 'Y'",
        "Batas bawah",
        "skala",
        "kelas",
        "'Z'",
        "kelengkapan",
    ):
        assert part in text


def test_a_weight_set_must_leave_weight_to_somebody():
    with pytest.raises(FrameworkError, match="berjumlah 0"):
        tree(weight_sets={"w": {"G1": 0.0, "G2": 0.0}})


def test_equal_by_content_tags_included():
    assert tree() == tree()
    assert hash(tree()) == hash(tree())
    tagged = replace(
        tree(), nodes=tuple(replace(n, tags={"anchors": ("a", "b"), "n": 1}) for n in tree().nodes)
    )
    other = replace(
        tree(), nodes=tuple(replace(n, tags={"n": 1, "anchors": ["a", "b"]}) for n in tree().nodes)
    )
    assert tagged == other
    assert tagged != tree()
    assert tree(coverage={2: 0.5}) != tree()
    assert tree(coverage={2: 0.5, 3: 1}) == tree(coverage={3: 1.0, 2: 0.5})
    assert pickle.loads(pickle.dumps(tagged)) == tagged


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), "satu", -1.0])
def test_a_weight_set_holds_weights(weight):
    with pytest.raises(FrameworkError, match="set bobot 'w'"):
        tree(weight_sets={"w": {"G1": weight}})


def test_a_value_does_not_change_under_its_hash():
    weights, tags = {"G": 1.0}, {"question": "?"}
    found = tree(weight_sets={"w": weights}, coverage={2: 0.5})
    tagged = Node("A", "A", None, 1, tags=tags)
    before = found.digest
    weights["G"] = 9.0
    tags["question"] = "!"
    assert found.weight_sets["w"]["G"] == 1.0
    assert tagged.tags == {"question": "?"}
    for held in (found.weight_sets, found.weight_sets["w"], found.coverage, tagged.tags):
        with pytest.raises(TypeError):
            held["new"] = 1
        with pytest.raises(TypeError):
            held.update(new=1)
    assert pickle.loads(pickle.dumps(found)).digest == before
    assert json.loads(json.dumps(tagged.tags)) == {"question": "?"}


def test_a_very_deep_tree_is_walked_without_recursion():
    nodes = [node(str(depth), str(depth - 1) if depth else None, 3000 - depth) for depth in range(3000)]
    found = Framework(tuple(nodes), LEVELS)
    assert found.descendants("0") == ("2999",)
    assert found.bottom_up[-1] == "0"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_digest_is_the_same_in_every_process(seed):
    code = "from tests.scoring.test_framework import tree; print(tree().digest)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert run.stdout.strip() == tree().digest


def test_weights_by_name_or_mapping():
    found = tree(weight_sets={"w": {"G": 1.0}})
    assert found.with_weights("w").effective_weights()["G"] == 0.5
    assert found.with_weights({"G": 4.0}).effective_weights()["G"] == 0.8
    with pytest.raises(FrameworkError, match="w"):
        found.with_weights("elsewhere")
    with pytest.raises(FrameworkError, match="Z"):
        found.with_weights({"Z": 1.0})


def test_targets_come_from_below_where_a_node_has_none():
    found = tree().targets()
    assert found["G"] == pytest.approx((1 * 4 + 3 * 2) / 4)
    assert found["X"] == pytest.approx((2 * 2.5 + 1 * 5) / 3)
    assert found["P"] is None
    assert tree().with_targets({"G": 3.0}).targets()["X"] == pytest.approx((2 * 3 + 5) / 3)


def test_a_target_in_the_leafs_own_unit_is_carried_to_the_scale():
    nodes = (node("X", level=2), node("A", "X", minimum=20, maximum=100, target=40, direction=-1))
    assert Framework(nodes, LEVELS).targets()["A"] == pytest.approx(1 + 0.75 * 4)


def test_a_cut_tree_ends_at_the_level_and_keeps_its_targets():
    cut = tree(weight_sets={"w": {"G": 1.0, "G1": 2.0}}).cut(2)
    assert cut.leaves == ("G", "H", "P")
    assert cut.node("G").target == pytest.approx(2.5)
    assert cut.weight_sets == {"w": {"G": 1.0}}
    assert cut.targets()["X"] == pytest.approx(tree().targets()["X"])
    assert tree().cut(3).codes == ("X",)


def test_attached_nodes_become_the_leaves():
    cut = tree().cut(2)
    grown = cut.attach([node("Q1", "H"), node("Q2", "H")])
    assert grown.leaves == ("G", "P", "Q1", "Q2")
    with pytest.raises(FrameworkError, match="Induk"):
        cut.attach([node("Q1", "Z")])


def test_from_frame_reads_blanks_levels_and_tags():
    frame = pd.DataFrame(
        {
            "code": ["X", "G", "G1", "H"],
            "parent": [None, "X", "G", "X"],
            "weight": [1.0, 2.0, 1.0, 1.0],
            "target": [None, None, 4.0, None],
            "question": ["", "", "Berapa?", ""],
        }
    )
    found = Framework.from_frame(frame, LEVELS, coverage={2: 0.5})
    assert [n.level for n in found.nodes] == [3, 2, 1, 1]
    assert found.node("G1").target == 4.0
    assert found.node("H").target is None
    assert found.node("G1").tags == {"question": "Berapa?"}
    assert found.coverage == {2: 0.5}


def test_from_frame_lists_every_problem():
    frame = pd.DataFrame({"code": ["X", "A", "A"], "parent": ["", "Y", "X"], "weight": [1, 1, -1]})
    with pytest.raises(FrameworkError) as caught:
        Framework.from_frame(frame, LEVELS)
    assert len(caught.value.problems) >= 3
    with pytest.raises(FrameworkError, match="parent"):
        Framework.from_frame(pd.DataFrame({"code": ["X"]}), LEVELS)

"""Rules that hold for every tree, every answer and every method."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import (
    Assessment,
    Framework,
    Indicators,
    Method,
    Node,
    Scale,
    analyse_uncertainty,
    assess_units,
    explain_change,
    gap_contributions,
    score_gain_of_actions,
    split_change_by_leaf,
    weighted_shortfall,
)
from tests.scoring.answers import partly_applicable

AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "power:0.5", "power:2", "weakest_link")
ABSOLUTE = [Method(aggregation=name) for name in (*AGGREGATIONS, "mazziotta_pareto")]
RELATIVE = [
    Method(normalisation=name)
    for name in ("minmax", "zscore", "rank", "percentile", "borda", "distance_to_max")
]
COPELAND = [Method(aggregation="copeland"), Method(normalisation="minmax", aggregation="copeland")]
quick = settings(max_examples=25, deadline=None)

weights = st.sampled_from([0.5, 1.0, 2.0, 3.0])


@st.composite
def trees(draw: st.DrawFn) -> Framework:
    """Two to four levels below X, uneven, with null weights, and leaves where less is better."""
    nodes = [Node("X", "X", None, 9)]
    inner = [nodes[0]]
    while inner:
        parent = inner.pop(0)
        for place in range(draw(st.integers(1, 3))):
            # The first of the siblings always weighs, so that somebody does.
            weight = draw(weights if place == 0 else st.one_of(weights, st.just(0.0)))
            node = Node(f"{parent.code}.{place}", "", parent.code, parent.level - 1, weight)
            if node.level > 6 and len(nodes) < 8 and draw(st.booleans()):
                inner.append(node)
            else:
                direction, target = draw(st.sampled_from([1, 1, -1])), draw(st.integers(1, 5))
                node = replace(node, direction=direction, target=target)
            nodes.append(node)
    share = draw(st.sampled_from([0.0, 0.5]))
    return Framework(tuple(nodes), Scale(1, 5), coverage=dict.fromkeys(range(1, 10), share))


@st.composite
def surveys(draw: st.DrawFn, units: int = 4) -> tuple[Framework, pd.DataFrame]:
    tree = draw(trees())
    answer = st.sampled_from([np.nan, 1.0, 2.0, 3.0, 4.0, 5.0])
    rows = draw(
        st.lists(
            st.lists(answer, min_size=len(tree.leaves), max_size=len(tree.leaves)), min_size=1, max_size=units
        )
    )
    return tree, pd.DataFrame(
        rows, index=[f"u{place}" for place in range(len(rows))], columns=list(tree.leaves)
    )


def scored(tree: Framework, values: pd.DataFrame, method: Method) -> Assessment:
    return assess_units(Indicators.from_values(values), tree, method)


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other[one.columns].loc[one.index], rtol=1e-10, atol=1e-9)


@pytest.mark.parametrize("method", [*ABSOLUTE, *RELATIVE, *COPELAND], ids=str)
@given(data=surveys(), seed=st.integers(0, 99))
@quick
def test_permuting_rows_or_columns_changes_nothing(method, data, seed):
    tree, values = data
    chance = np.random.default_rng(seed)
    rows = [values.index[place] for place in chance.permutation(len(values))]
    nodes = tuple(tree.nodes[place] for place in chance.permutation(len(tree.nodes)))
    turned = scored(replace(tree, nodes=nodes), values.loc[rows], method)
    straight = scored(tree, values, method)
    same(straight.scores, turned.scores)
    pd.testing.assert_series_equal(straight.ranks(), turned.ranks()[values.index])


@pytest.mark.parametrize("method", [*ABSOLUTE, *COPELAND], ids=str)
@given(data=surveys(), factor=st.sampled_from([0.01, 0.3, 7.0, 1e6]))
@quick
def test_scaling_the_weights_changes_nothing(method, data, factor):
    tree, values = data
    scaled = tree.with_weights({node.code: node.weight * factor for node in tree.nodes})
    same(scored(tree, values, method).scores, scored(scaled, values, method).scores)


@pytest.mark.parametrize("method", [Method(aggregation=name) for name in AGGREGATIONS], ids=str)
@given(data=surveys(units=1), place=st.integers(0, 8), better=st.integers(1, 4))
@quick
def test_a_better_answer_never_lowers_a_score(method, data, place, better):
    tree, values = data
    leaf = tree.leaves[place % len(tree.leaves)]
    direction = tree.node(leaf).direction
    raised = values.copy()
    raised[leaf] = (raised[leaf] + direction * better).clip(1, 5)
    gain = scored(tree, raised, method).scores - scored(tree, values, method).scores
    assert gain.fillna(0).min(axis=None) >= -1e-9


def test_mazziotta_pareto_can_punish_a_better_answer():
    """The exception that its docstring names: one part far ahead widens the imbalance."""
    nodes = (Node("X", "X", None, 2), *(Node(code, code, "X", 1) for code in "ABC"))
    tree = Framework(nodes, Scale(0, 100))
    values = pd.DataFrame([[10.0, 10, 12], [10, 10, 100]], index=["even", "ahead"], columns=list("ABC"))
    found = scored(tree, values, Method(aggregation="mazziotta_pareto")).scores["X"]
    assert found["ahead"] < found["even"]


@given(data=surveys())
@quick
def test_contributions_sum_for_the_arithmetic_mean(data):
    tree, values = data
    found = scored(tree, values, Method())
    known = found.scores["X"].notna()
    for parts, whole in (
        (gap_contributions(found), weighted_shortfall(found)["X"]),
        (score_gain_of_actions(found), weighted_shortfall(found)["X"]),
    ):
        np.testing.assert_allclose(parts.sum(axis=1)[known], whole[known], atol=1e-10)


@pytest.mark.parametrize("method", ABSOLUTE, ids=str)
@given(data=surveys())
@quick
def test_one_unit_scores_as_it_does_among_many(method, data):
    tree, values = data
    together = scored(tree, values, method).scores
    for unit in values.index:
        same(scored(tree, values.loc[[unit]], method).scores, together.loc[[unit]])


@pytest.mark.parametrize("method", [*ABSOLUTE, *RELATIVE, *COPELAND], ids=str)
@given(data=surveys())
@quick
def test_a_unit_without_answers_is_unknown_and_disturbs_nobody(method, data):
    tree, values = data
    values = pd.concat([values, values.iloc[[0]].set_axis(["again"])])
    absent = pd.DataFrame(np.nan, index=["absent"], columns=values.columns)
    beside = scored(tree, pd.concat([absent, values]), method)
    assert beside.scores.loc["absent"].isna().all()
    same(scored(tree, values, method).scores, beside.scores.loc[values.index])
    assert np.isnan(beside.ranks()["absent"])


@pytest.mark.parametrize("method", ABSOLUTE, ids=str)
@given(data=surveys())
@quick
def test_scores_stay_between_the_ends(method, data):
    tree, values = data
    found = scored(tree, values, method).scores.to_numpy()
    assert np.nanmin(found, initial=50) >= method.floor(tree) - 1e-9
    assert np.nanmax(found, initial=50) <= 100 + 1e-9


@given(data=surveys(), other=st.data())
@quick
def test_the_parts_of_a_change_always_sum_to_it(data, other):
    """Whatever differs: answers, weights, leaves that came or went."""
    tree, values = data
    changed = tree.with_weights({leaf: other.draw(weights) for leaf in tree.leaves})
    changed = changed.attach([Node("NEW", "", "X", 1, weight=other.draw(weights), target=3)])
    later = values.iloc[:, ::-1].set_axis(values.columns, axis=1).assign(NEW=4.0)
    before, after = scored(tree, values, Method()), scored(changed, later, Method())
    found = explain_change(before, after)
    total = found[["answers", "instrument", "weights"]].sum(axis=1, skipna=False)
    np.testing.assert_allclose(total, found["after"] - found["before"], atol=1e-9)
    known = before.scores["X"].notna() & after.scores["X"].notna()
    assert total.notna().tolist() == known.tolist()


@given(data=surveys(), other=st.data())
@quick
def test_the_shares_of_leaves_in_a_change_always_sum_to_it(data, other):
    """On one tree nothing is left for it; on another with other weights and a new leaf the rest is."""
    tree, values = data
    changed = tree.with_weights({leaf: other.draw(weights) for leaf in tree.leaves})
    changed = changed.attach([Node("NEW", "", "X", 1, weight=other.draw(weights), target=3)])
    later = values.iloc[:, ::-1].set_axis(values.columns, axis=1)
    before = scored(tree, values, Method())
    for after in (scored(tree, later, Method()), scored(changed, later.assign(NEW=4.0), Method())):
        for unit in values.index:
            moved = split_change_by_leaf(before, after, unit)
            first, last = (float(one.on_scale().at[unit, "X"]) for one in (before, after))
            assert list(moved.index[:-1]) == [
                leaf for leaf in tree.leaves if repr(values.at[unit, leaf]) != repr(later.at[unit, leaf])
            ]
            if np.isnan(last - first):
                assert moved.isna().all()
            else:
                assert moved.sum(skipna=False) == pytest.approx(last - first, abs=1e-9)
                assert after.framework is not tree or abs(moved[""]) < 1e-9


@pytest.mark.parametrize("method", ABSOLUTE, ids=str)
@given(data=surveys(), chance=st.randoms())
@quick
def test_what_does_not_apply_counts_as_if_the_leaf_were_not_there(method, data, chance):
    tree, values = data
    off = pd.DataFrame(False, values.index, values.columns)
    off[chance.choice(list(tree.leaves))] = True
    with_it = assess_units(partly_applicable(values.mask(off), off), tree, method)
    gone = values.columns[off.iloc[0]][0]
    pruned = [node for node in tree.nodes if node.code != gone]
    if sum(node.weight for node in pruned if node.parent == tree.node(gone).parent) > 0:
        without = scored(replace(tree, nodes=tuple(pruned)), values.drop(columns=gone), method)
        same(without.scores, with_it.scores[list(without.framework.codes)])


@given(data=surveys(), seed=st.integers(0, 9))
@quick
def test_a_null_weight_leaf_never_moves_anything(data, seed):
    tree, values = data
    idle = [leaf for leaf in tree.leaves if tree.node(leaf).weight == 0]
    changed = values.assign(**dict.fromkeys(idle, 5.0))
    inner = list(tree.bottom_up)
    same(scored(tree, values, Method()).scores[inner], scored(tree, changed, Method()).scores[inner])
    before, after = (
        analyse_uncertainty(scored(tree, v, Method()), n=5, seed=seed).scores for v in (values, changed)
    )
    same(before, after)

"""The share of questions answered, and what a score is held against where some are not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Framework, Indicators, Method, Node, Scale, assess_units, comparable_targets
from scoring.gaps import distance_to_targets, weighted_shortfall

SCALE = Scale(1, 5, (), (), integers=True)
LEVELS = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, None, None])
WEIGHTS = st.sampled_from([1.0, 2.0, 0.5])
AIMS = st.sampled_from([3.0, 4.0, 5.0])


@st.composite
def assessed(draw):
    """Two dimensions of two parts of three leaves: weights, targets, answers, what does not apply."""
    nodes = [Node("X", "X", None, 4)]
    values, off = {}, {}
    for top in "AB":
        nodes.append(Node(top, top, "X", 3, draw(WEIGHTS)))
        for sub in (f"{top}1", f"{top}2"):
            nodes.append(Node(sub, sub, top, 2, draw(WEIGHTS)))
            for leaf in (f"{sub}.{n}" for n in (1, 2, 3)):
                nodes.append(Node(leaf, leaf, sub, 1, draw(WEIGHTS), target=draw(AIMS)))
                values[leaf] = draw(LEVELS)
                off[leaf] = draw(st.sampled_from([False] * 5 + [True]))
    framework = Framework(tuple(nodes), SCALE, coverage={2: 0.3, 3: 0.5, 4: 0.5})
    frame = pd.DataFrame([values], index=["u"], dtype=float)
    applies = pd.DataFrame([off], index=["u"])
    indicators = replace(Indicators.from_values(frame.where(~applies)), not_applicable=applies)
    return assess_units(indicators, framework, Method())


def flat_share(found, code):
    """The same by single leaves: the product of the shares on its way."""
    framework, off = found.framework, found.indicators.not_applicable.loc["u"]
    applies = {
        c: any(not off[leaf] for leaf in framework.descendants(c)) if framework.children(c) else not off[c]
        for c in framework.codes
    }

    def leaves(at, weight):
        kids = [child for child in framework.children(at) if applies[child]]
        if not kids and not framework.children(at):
            yield at, weight
        total = sum(framework.node(child).weight for child in kids)
        for child in kids:
            yield from leaves(child, weight * framework.node(child).weight / total)

    weights = dict(leaves(code, 1.0)) if applies[code] else {}
    known = found.indicators.values.loc["u"]
    return sum(w for leaf, w in weights.items() if known[leaf] == known[leaf]) if weights else np.nan


@settings(max_examples=300, deadline=None)
@given(assessed())
def test_answered_is_the_weighted_share_of_questions_with_a_value(found):
    for code in found.framework.codes:
        wanted, share = flat_share(found, code), found.answered_shares.at["u", code]
        assert np.isnan(share) if np.isnan(wanted) else share == pytest.approx(wanted, abs=1e-12)


@settings(max_examples=300, deadline=None)
@given(assessed())
def test_distance_and_shortfall_count_the_same_parts(found):
    """A surplus is the only thing that may part them: then the shortfall is the larger."""
    scores, targets = found.on_scale().loc["u"], comparable_targets(found).loc["u"]
    distance, lack = distance_to_targets(found).loc["u"], weighted_shortfall(found).loc["u"]
    assert (distance.dropna() == (targets - scores).dropna()).all()
    leaves = list(found.framework.leaves)
    surplus = (scores[leaves] > targets[leaves] + 1e-9).any()
    for code in found.framework.codes:
        assert np.isnan(distance[code]) == np.isnan(lack[code])
        if not np.isnan(lack[code]):
            assert lack[code] >= distance[code] - 1e-9
            if not surplus:
                assert lack[code] == pytest.approx(distance[code], abs=1e-9)


def test_seventy_one_of_ninety_is_not_all():
    """Every child is known, and still a fifth of the questions is open."""
    nodes = [Node("X", "X", None, 3)]
    values = {}
    for n in range(18):
        nodes.append(Node(f"S{n}", "S", "X", 2))
        for m in range(5):
            nodes.append(Node(f"S{n}.{m}", "L", f"S{n}", 1, target=4))
            values[f"S{n}.{m}"] = np.nan if len(values) % 90 in range(0, 90, 5) or len(values) == 1 else 3.0
    tree = Framework(tuple(nodes), SCALE, coverage={2: 0.5, 3: 0.5})
    found = assess_units(Indicators.from_values(pd.DataFrame([values], index=["u"])), tree)
    assert found.coverage.at["u", "X"] == 1.0
    assert found.answered_shares.at["u", "X"] == pytest.approx(71 / 90)

"""A method without meaning is refused with what to change."""

from dataclasses import replace

import pytest

from scoring import Framework, Method, MethodError, Node, Scale
from scoring.aggregate import AGGREGATIONS
from scoring.normalise import NORMALISATIONS


def tree(aggregation: str | None = None, target: float | None = 4.0) -> Framework:
    nodes = (
        Node("X", "X", None, 3),
        Node("G", "G", "X", 2, aggregation=aggregation),
        Node("A", "A", "G", 1, target=target),
        Node("B", "B", "G", 1, target=target),
    )
    return Framework(nodes, Scale(1, 5), coverage={2: 0.5, 3: 1.0})


MEANINGLESS = [
    (Method(normalisation="scaled"), "Normalisasi 'scaled'"),
    (Method(aggregation="mean"), "Agregasi 'mean'"),
    (Method(aggregation="power:two"), "Agregasi 'power:two'"),
    (Method(imputation="zero"), "Imputasi"),
    (Method(treatment="trim"), "pencilan"),
    (Method(respondent="boss"), "responden"),
    (Method(within="first"), "satu OPD"),
    (Method(evidence="trust"), "bukti"),
    (Method(coverage=1.2), "kelengkapan"),
    (Method(normalisation="zscore", aggregation="geometric"), "memerlukan nilai positif"),
    (Method(normalisation="borda", aggregation="harmonic"), "memerlukan nilai positif"),
    (Method(normalisation="zscore", aggregation="mazziotta_pareto"), "tidak negatif"),
    (Method(normalisation="distance_to_reference"), "daerah acuan"),
    (Method(evidence="cap", cap=6.0), "skala"),
    (Method(minimum_respondents=3), "minimum"),
]


@pytest.mark.parametrize(("method", "expected"), MEANINGLESS)
def test_is_refused_in_indonesian(method, expected):
    with pytest.raises(MethodError, match=expected):
        method.check(tree())


def test_a_single_nodes_aggregation_is_checked_too():
    with pytest.raises(MethodError, match="geometric"):
        Method(normalisation="zscore").check(tree("geometric"))
    with pytest.raises(MethodError, match="Agregasi 'mean'"):
        Method().check(tree("mean"))
    with pytest.raises(MethodError, match="Copeland"):
        Method(aggregation="geometric").check(tree("copeland"))


def test_the_instruments_own_policy_is_checked_too():
    with pytest.raises(MethodError, match="Kebijakan responden 'boss'"):
        Method().check(replace(tree(), respondent="boss"))


def test_distance_to_target_needs_targets():
    with pytest.raises(MethodError, match="A, B"):
        Method(normalisation="distance_to_target").check(tree(target=None))
    Method(normalisation="distance_to_target").check(tree())


def test_every_choice_of_a_registry_has_some_use():
    for name in NORMALISATIONS:
        Method(normalisation=name, reference="u").check(tree())
    for name in AGGREGATIONS:
        Method(aggregation=name).check(tree())


def test_none_means_as_the_instrument_says():
    assert Method().thresholds(tree()) == {2: 0.5, 3: 1.0}
    assert Method(coverage=0.7).thresholds(tree()) == {1: 0.7, 2: 0.7, 3: 0.7}
    assert Method(coverage={3: 0.2}).thresholds(tree()) == {3: 0.2}
    assert Method().policy(replace(tree(), respondent="mean")) == "mean"
    assert Method(respondent="median").policy(tree()) == "median"


def test_a_method_is_a_value():
    assert Method(coverage={3: 0.2, 2: 0.1}) == Method(coverage={2: 0.1, 3: 0.2})
    assert hash(Method(coverage={2: 0.1})) == hash(replace(Method(), coverage={2: 0.1}))


@pytest.mark.parametrize(
    ("aggregation", "floor"), [("arithmetic", 0), ("geometric", 1), ("power:2", 0), ("power:-2", 1)]
)
def test_scores_keep_off_zero_only_where_zero_would_annihilate(aggregation, floor):
    assert Method(aggregation=aggregation).floor(tree()) == floor
    assert Method().floor(tree(aggregation)) == floor

"""A word that stands beside a printed number follows what is printed: no number has two words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import format as fmt
from planning.comparison import peers, region_factors
from planning.plan import voting
from scoring import Band, Scale
from scoring.bands import band_of
from workflow.results import agreement

BANDS = tuple(Band(name, lower) for name, lower in (("a", 1.0), ("b", 1.8), ("c", 2.6), ("d", 3.4)))
SCALE = Scale(1, 5, (), BANDS)


def relation(rho):
    return region_factors.FactorRelation(40, rho, True, 0.0, 0.0)


WORDS = {
    "Kendall's W": (voting.describe_concordance, [bound for bound, _ in voting.WORDS if bound <= 1], 1.0),
    "rank correlation": (
        lambda rho: relation(rho).strength,
        [bound for bound, _ in region_factors.STRENGTHS if bound < 1],
        1.0,
    ),
    "r_wg": (agreement.agreement_word, [bound for bound, _ in agreement.STRENGTHS], 1.0),
    "average deviation": (lambda value: agreement.deviation_word(value, SCALE), [5 / 6], 4.0),
    "consensus": (agreement.is_disputed, [agreement.DISPUTED], 1.0),
    "distance of regions": (peers.similarity_word, [bound for bound, _ in peers.WORDS if bound < 9], 9.0),
}


@st.composite
def alike(draw, bounds, most):
    """Two values near a bound that print the same two decimals."""
    bound = draw(st.sampled_from(bounds))
    near = st.floats(max(0.0, bound - 0.011), min(most, bound + 0.011))
    first = draw(near)
    return first, draw(near.filter(lambda other: fmt.format_number(other) == fmt.format_number(first)))


@pytest.mark.parametrize("name", WORDS)
@given(data=st.data())
def test_one_printed_number_has_one_word(name, data):
    word, bounds, most = WORDS[name]
    first, second = data.draw(alike(bounds, most))
    assert word(first) == word(second), (first, second)


@given(st.data())
def test_a_class_beside_a_printed_index_is_told_apart(data):
    """The class follows the unrounded index: what prints alike and is classed apart says "≈ batas"."""
    first, second = data.draw(alike([band.lower for band in BANDS[1:]], 5.0))
    names = [BANDS[band_of(value, BANDS) - 1].name for value in (first, second)]
    apart = names[0] != names[1]
    told = [fmt.format_index(value, SCALE) for value in (first, second)]
    beside = [fmt.name_class(name, value, SCALE) for name, value in zip(names, (first, second), strict=True)]
    assert (told[0] != told[1]) == apart
    assert ("≈" in beside[0]) == ("≈" in told[0])
    assert apart <= any("≈ batas" in text for text in told)


@given(st.floats(0.0, 1.0), st.sampled_from([0.6, 0.8, 0.25]))
def test_a_number_said_to_be_under_a_bound_prints_under_it(share, need):
    if share > need - 1e-9:
        return
    shown = fmt.format_percent_below(share, need)
    assert float(re.sub("%$", "", shown).replace(",", ".")) < need * 100
    shown = fmt.format_below(5 * share, 5 * need)
    assert float(shown.replace(",", ".")) < 5 * need


def test_the_case_that_was_seen():
    assert voting.describe_concordance(0.498) == voting.describe_concordance(0.5) == "sedang"
    assert fmt.format_percent_below(0.598, 0.6) == "59,8%"
    assert fmt.format_percent_below(0.52, 0.6) == "52%"

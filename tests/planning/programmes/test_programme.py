"""What a programme says of itself."""

from planning.programmes.programme import Programme


def test_the_cost_is_the_sum_over_its_years():
    assert Programme("a", "A", costs={2026: 5e8, 2027: 2.5e8}).cost == 7.5e8
    assert Programme("a", "A").cost == 0

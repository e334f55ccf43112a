"""What the repetitions say of two neighbours, in words that the percentages beside them bear out."""

import pytest

from ui.comparison.rank_uncertainty import pair_order_verdict


@pytest.mark.parametrize(
    ("ahead", "behind", "words"),
    [
        (1.0, 0.0, "Jelas di atas"),
        (0.896, 0.104, "Jelas di atas"),  # prints as 90%
        (0.894, 0.106, "Cenderung di atas"),
        (0.696, 0.304, "Cenderung di atas"),  # prints as 70%
        (0.695, 0.305, "Cenderung di atas"),
        (0.694, 0.306, "Berimbang"),
        (0.0, 0.0, "Berimbang"),
        (0.29, 0.71, "Cenderung terbalik"),
        (0.04, 0.96, "Jelas terbalik"),
        (float("nan"), float("nan"), "Berimbang"),
    ],
)
def test_the_words_for_two_neighbours_follow_both_shares(ahead, behind, words):
    assert pair_order_verdict(ahead, behind) == words

"""What an indicator is called: its level, and where several lie."""

import pandas as pd
import pytest

from reference import instruments
from ui.shared import indicator_card


@pytest.mark.parametrize(
    ("instrument", "values", "told"),
    [
        ("kesiapan", [5.0, 5.0, 4.0], "Tingkat 5 dan 4"),
        ("kesiapan", [1.0], "Tingkat 1"),
        ("pemdi", [4.6, 4.57, 3.56], "Nilai 3,56–4,6"),
        ("pemdi", [2.35, 1.0], "Nilai 1–2,35"),
        ("pemdi", [], "Tidak ada."),
        ("kesiapan", [], "Tidak ada."),
    ],
)
def test_levels_of_a_list_are_told_once_and_decimals_from_where_to_where(instrument, values, told):
    framework = instruments.load_instrument(instrument).framework
    assert indicator_card.reached_levels_text(framework, pd.Series(values, dtype=float)) == told


SAID = pd.DataFrame(
    {"opd": ["A", "B", "C"], "claimed": [3.0, 1.0, float("nan")], "role": ["lead", "support", "support"]}
)


def test_each_level_says_what_it_asks_and_which_opd_placed_themselves_there():
    framework = instruments.load_instrument("kesiapan", "0.9").framework
    leaf = next(code for code in framework.leaves if framework.node(code).tags.get("anchors"))
    labels = indicator_card.label_levels(framework, leaf, SAID, {"A": "Disdik"})
    asked = framework.node(leaf).tags["anchors"]
    assert [label.startswith(f"**{place}** ") for place, label in enumerate(labels, 1)] == [True] * 5
    assert all(
        indicator_card.escape_markdown(text) in label for text, label in zip(asked, labels, strict=True)
    )
    assert ":blue-badge[Disdik]" in labels[2]
    assert ":gray-badge[B]" in labels[0]
    assert not any("[C]" in label for label in labels)

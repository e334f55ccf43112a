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

"""What people write for a dimension."""

import pytest

from reference import instruments
from reference.instruments.dimensions import match_dimension

KESIAPAN = instruments.load_instrument("kesiapan")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Smart Governance", "GOV"), ("governance", "GOV"), ("GOV", "GOV"), ("Tata kelola", "GOV")),
        *(("Dimensi Smart Living", "LIV"), ("smart people", "SOC"), ("Lingkungan", "ENV")),
        *(("SmartEconomy", "ECO"), ("smart", ""), ("", ""), ("Pelayanan Publik", ""), ("Pariwisata", "")),
    ],
)
def test_a_dimension_is_known_by_code_name_or_usual_word(text, code):
    assert match_dimension(KESIAPAN, text) == code

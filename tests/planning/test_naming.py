"""What people write for a dimension or an indicator."""

import pytest

from planning import naming
from reference import instruments

FRAMEWORK = instruments.load("kesiapan").framework


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Smart Governance", "GOV"), ("governance", "GOV"), ("GOV", "GOV"), ("Tata kelola", "GOV")),
        *(("Dimensi Smart Living", "LIV"), ("smart people", "SOC"), ("Lingkungan", "ENV")),
        *(("SmartEconomy", "ECO"), ("smart", ""), ("", ""), ("Pelayanan Publik", ""), ("Pariwisata", "")),
    ],
)
def test_a_dimension_is_known_by_code_name_or_usual_word(text, code):
    assert naming.dimension(FRAMEWORK, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("gov1.1", "GOV1.1"), ("GOV 1.1", "GOV1.1"), ("Standar pelayanan publik", "GOV1.1")),
        *(
            ("Pelayanan Publik", "GOV1"),
            ("Panggilan darurat terpadu", "SOC3.4"),
            ("GOV9.9", None),
            ("", None),
        ),
    ],
)
def test_any_node_is_known_by_code_or_name(text, code):
    assert naming.node(FRAMEWORK, text) == code

"""Classes at their boundaries and with their conditions."""

import numpy as np
import pandas as pd
import pytest

from scoring import Band, Framework, Indicators, Node, Scale, assess_units, classify_units

BANDS = (
    Band("Belum siap", 1.0),
    Band("Kurang siap", 1.8),
    Band("Cukup siap", 2.6),
    Band("Siap", 3.4, evidence=0.5, weakest=2.6),
    Band("Sangat siap", 4.2, evidence=0.5, weakest=2.6),
)
NODES = (
    Node("X", "X", None, 3),
    *(Node(code, code, "X", 2) for code in "GH"),
    *(Node(code, code, "G", 1) for code in "AB"),
    *(Node(code, code, "H", 1) for code in "CD"),
)
TREE = Framework(NODES, Scale(1, 5, bands=BANDS, integers=False), coverage={3: 1.0})


def classes(values: list[float], proved: int = 4, tree: Framework = TREE) -> pd.Series:
    table = pd.DataFrame([values], index=["u"], columns=list("ABCD"))
    evidence = pd.DataFrame([[place < proved for place in range(4)]], index=["u"], columns=list("ABCD"))
    plain = Indicators.from_values(table)
    found = Indicators(**(vars(plain) | {"evidence": evidence}))
    return classify_units(assess_units(found, tree)).loc["u"]


@pytest.mark.parametrize(
    ("score", "band", "level"),
    [
        (1.0, "Belum siap", 1),
        (1.8 - 1e-6, "Belum siap", 1),
        (1.8 - 1e-10, "Kurang siap", 2),
        (1.8, "Kurang siap", 2),
        (2.6, "Cukup siap", 3),
        (3.4 - 1e-6, "Cukup siap", 3),
        (3.4, "Siap", 4),
        (4.2 - 1e-8, "Siap", 4),
        (4.2, "Sangat siap", 5),
        (5.0, "Sangat siap", 5),
    ],
)
def test_a_band_begins_at_its_lower_end(score, band, level):
    found = classes([score] * 4)
    assert (found["band"], found["level"], found["unlimited_band"], found["reason"]) == (
        band,
        level,
        band,
        "",
    )


@pytest.mark.parametrize(
    ("values", "proved", "band", "reason"),
    [
        ([5.0, 5.0, 4.0, 4.0], 2, "Sangat siap", ""),
        ([5.0, 5.0, 4.0, 4.0], 1, "Cukup siap", "evidence"),
        ([5.0, 5.0, 2.6, 2.6], 4, "Siap", ""),
        ([5.0, 5.0, 2.5, 2.5], 4, "Cukup siap", "dimension_below"),
        ([5.0, 5.0, 2.5, 2.5], 0, "Cukup siap", "dimension_below;evidence"),
        ([3.0, 3.0, 2.5, 2.5], 0, "Cukup siap", ""),
    ],
)
def test_the_upper_bands_have_conditions_and_say_which_failed(values, proved, band, reason):
    found = classes(values, proved)
    assert (found["band"], found["reason"]) == (band, reason)
    assert found["unlimited_band"] == (
        "Cukup siap" if reason == "" and band == "Cukup siap" else found["unlimited_band"]
    )


def test_evidence_is_a_share_of_the_answered():
    assert classes([5.0, np.nan, 5.0, np.nan], proved=1)["band"] == "Sangat siap"
    assert classes([np.nan, 5.0, 5.0, 5.0], proved=2)["reason"] == "evidence"


def test_a_unit_without_a_score_has_no_band():
    found = classes([5.0, 5.0, np.nan, np.nan])
    assert found[["band", "level", "unlimited_band"]].isna().all()
    assert found["reason"] == ""


def test_an_instrument_without_bands_has_none():
    found = classes([5.0] * 4, tree=Framework(NODES, Scale(1, 5)))
    assert found[["band", "level", "unlimited_band"]].isna().all()

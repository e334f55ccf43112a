"""Item quality: shares and reliability of each indicator."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring.framework import Framework
from scoring.items import item_quality
from scoring.tree import Node, Scale

ORACLES = Path(__file__).parent / "oracles" / "survey"


def framework(leaves: list[str]) -> Framework:
    nodes = [Node("R", "R", None, 2), *(Node(code, code, "R", 1) for code in leaves)]
    return Framework(tuple(nodes), Scale(1, 5, (), ()))


def answers(claims: dict[str, list[object]]) -> pd.DataFrame:
    """Per indicator the answers of OPD 0, 1, ...: a level, None for a blank, "n/a" for not applicable."""
    status = {None: "missing", "n/a": "not_applicable"}
    rows = [
        (
            "35.18",
            item,
            str(opd),
            "",
            status.get(value, "answered"),
            value if isinstance(value, float) else np.nan,
        )
        for item, values in claims.items()
        for opd, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["unit", "indicator", "opd", "respondent", "status", "claimed"])


def test_shares_and_moments_of_an_item():
    frame = answers({"A": [1.0, 1.0, 5.0, 3.0, None, "n/a"], "B": ["n/a"] * 6})
    quality = item_quality(frame, framework(["A", "B"]))
    row = quality.loc["A"]
    assert (row["asked"], row["answered"], row["not_applicable"]) == (5, 4, 1)
    assert (row["skipped_share"], row["floor_share"], row["ceiling_share"]) == (0.2, 0.5, 0.25)
    assert row["mean"] == 2.5
    assert row["variance"] == pytest.approx(np.var([1, 1, 5, 3], ddof=1))
    assert np.isnan(quality.loc["B", "skipped_share"])


def test_reliability_equals_psych_within_the_scale():
    wide = pd.read_csv(ORACLES / "survey_wide.csv")
    expected = pd.read_csv(ORACLES / "cronbach_drop_GOV.csv")
    claims = wide.melt(["kabupaten", "opd"], list(expected["item"]), "indicator", "claimed")
    frame = claims.rename(columns={"kabupaten": "unit"}).assign(respondent="", status="answered")
    frame.loc[frame["claimed"].isna(), "status"] = "missing"
    quality = item_quality(frame, framework(list(expected["item"])))
    np.testing.assert_allclose(quality["item_total"], expected["r_drop"], rtol=1e-12)
    np.testing.assert_allclose(quality["alpha_if_dropped"], expected["raw_alpha_if_dropped"], rtol=1e-12)


@pytest.mark.parametrize(("n", "computed"), [(4, False), (5, True)])
def test_reliability_needs_five_respondents(n, computed):
    levels = [1.0, 2.0, 4.0, 3.0, 5.0][:n]
    quality = item_quality(answers({"A": levels, "B": levels, "C": levels}), framework(["A", "B", "C"]))
    assert quality["item_total"].notna().all() == computed


def test_an_item_all_answer_alike_has_no_reliability():
    quality = item_quality(answers({"A": [3.0] * 6, "B": [1.0, 2, 3, 4, 5, 1]}), framework(["A", "B"]))
    assert quality.loc["A", "variance"] == 0
    assert np.isnan(quality.loc["A", "item_total"])


def test_items_come_in_the_order_of_the_framework_also_without_answers():
    quality = item_quality(answers({"A": [3.0]}), framework(["Z", "A"]))
    assert list(quality.index) == ["Z", "A"]
    assert quality.loc["Z", "asked"] == 0

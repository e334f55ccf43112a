"""The ministries' published tables through the same steps as an upload: the published numbers come out."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from reference import instruments, regions
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.workflow.published_tables import DENPASAR, KOMINFO_2022, KOMINFO_2023, MALANG, SPBE_2024
from tests.workflow.survey_scene import kept
from workflow.results import assess, published, score_table

COLUMNS = (
    "region,region_name,period,node,level,name,score,percent,coverage,predicate,target,gap,"
    "shortfall,published"
)
MALANG_COMPONENTS = {"BASELINE": 1.4, "OUTPUT": 1.54, "OUTCOME": 2.92, "IMPACT": 2.56, "QUICKWIN": 3.08}
DENPASAR_ASPECTS = (3.4, 3.5, 3.75, 4.5, 2.875, 3.0, 4.1, 25 / 6)
DENPASAR_DOMAINS = (3.4, 3.8, 32 / 11, 4.126374)


@cache
def result(source):
    instrument = instruments.load_instrument(source.instrument)
    file = SourceFile(source.name, source.path.read_bytes())
    readings = read_batch([file], ReadingContext(instrument, weights=source.weights))
    return assess.score_regions(kept(readings, instrument, {}, source.weights))


@cache
def scores(source):
    """The score table with the region and node of a row as its index."""
    return score_table.scores_table(result(source), "P").set_index(["region", "node"])


@pytest.mark.parametrize(
    ("source", "root", "regions", "tolerance"),
    [
        (KOMINFO_2023, "KOMINFO", 90, 0.0051),
        (KOMINFO_2022, "KOMINFO", 38, 0.0131),
        (SPBE_2024, "SPBE", 256, 0.008),
    ],
)
def test_every_published_index_comes_out(source, root, regions, tolerance):
    rows = scores(source).xs(root, level="node")
    assert rows["score"].notna().sum() == regions
    scored = rows[rows["score"].notna()]
    assert scored["published"].notna().all()
    assert (scored["score"] - scored["published"]).abs().max() <= tolerance


def test_both_weight_sets_of_2023_are_used_as_ket_says():
    assert set(result(KOMINFO_2023).weight_sets.values()) == {"REGULER-2021-2024", "KPPN-IKN-2023"}


def test_a_blank_collaboration_does_not_apply_but_a_zero_counts():
    rows = scores(KOMINFO_2023)
    blank = rows.xs("KOMINFO.KOLABORASI", level="node")["score"].isna()
    assert blank.any()
    assert not blank.all()
    known = rows.xs("KOMINFO", level="node")["coverage"]
    assert (known == 1.0).all()


def test_who_took_no_part_has_rows_without_a_score():
    absent = result(KOMINFO_2022).absent
    assert len(absent) == 4
    rows = scores(KOMINFO_2022).loc[list(absent)]
    assert len(rows) == 4 * 7
    assert rows[["score", "percent", "coverage", "gap", "shortfall"]].isna().all(axis=None)
    assert set(absent).isdisjoint(result(KOMINFO_2022).regions)


def test_kominfo_shows_no_predicate():
    for source in (KOMINFO_2023, KOMINFO_2022, MALANG):
        assert not scores(source)["predicate"].fillna("").any()


def test_malang_from_59_questions_to_the_final_score():
    rows = scores(MALANG).loc["35.07"]
    questions = rows[rows["level"] == 1]
    assert len(questions) == 59
    for component, value in MALANG_COMPONENTS.items():
        assert rows.loc[f"KOMINFO.{component}", "score"] == pytest.approx(value, abs=0.006)
    assert rows.loc["KOMINFO", "score"] == pytest.approx(2.51, abs=0.006)
    assert {row["verdict"] for row in published.compare_published_figures(result(MALANG))} == {"sama"}


def test_denpasar_from_47_indicators_to_the_index():
    rows = scores(DENPASAR).loc["51.71"]
    assert (rows["level"] == 1).sum() == 47
    for number, value in enumerate(DENPASAR_ASPECTS, 1):
        assert rows.loc[f"SPBE.A{number}", "score"] == pytest.approx(value, abs=5e-7)
    for number, value in enumerate(DENPASAR_DOMAINS, 1):
        assert rows.loc[f"SPBE.D{number}", "score"] == pytest.approx(value, abs=5e-7)
    assert rows.loc["SPBE", "score"] == pytest.approx(3.7495, abs=5e-9)
    assert rows["predicate"].fillna("").tolist() == ["Sangat Baik"] + [""] * (len(rows) - 1)


def test_spbe_2024_predicates_are_the_published_and_two_rest_on_what_was_rounded():
    """Rule 7: Bojonegoro's 3.50 is 3.499 and "Baik", Sinjai's 2.60 is 2.597 and "Cukup"."""
    own = scores(SPBE_2024).xs("SPBE", level="node")
    theirs = _spbe_published()["predikat"]
    assert own["predicate"].to_dict() == theirs.to_dict()
    bands = instruments.load_instrument("spbe").framework.scale.bands
    rounded = {
        code: max((band for band in bands if band.lower <= value), key=lambda band: band.lower).name
        for code, value in own["published"].items()
    }
    differing = {regions.find_region(code).short for code, band in rounded.items() if band != theirs[code]}
    assert differing == {"Bojonegoro", "Sinjai"}


def test_spbe_2024_is_scored_on_the_tree_cut_at_its_domains():
    rows = scores(SPBE_2024)
    assert set(rows.index.get_level_values("node")) == {"SPBE", *(f"SPBE.D{n}" for n in range(1, 5))}
    assert set(rows["coverage"]) == {1.0}


@pytest.mark.parametrize("source", [KOMINFO_2023, KOMINFO_2022, MALANG, DENPASAR, SPBE_2024])
def test_the_table_has_the_promised_columns_and_units(source):
    rows = scores(source).reset_index()
    rows = rows[COLUMNS.split(",")]
    scale = instruments.load_instrument(source.instrument).framework.scale
    known = rows[rows["score"].notna()]
    percent = 100 * (known["score"] - scale.minimum) / (scale.maximum - scale.minimum)
    np.testing.assert_allclose(known["percent"], percent, atol=1e-9)
    assert known["coverage"].between(0, 1).all()
    assert rows["region"].is_monotonic_increasing
    assert not rows.duplicated(["region", "node"]).any()


def _spbe_published():
    rows = pd.read_csv(SPBE_2024.path)
    names = rows["instansi"].str.removeprefix("Pemerintah ")
    return (
        rows.assign(region=[regions.match_region(name).code for name in names]).dropna().set_index("region")
    )

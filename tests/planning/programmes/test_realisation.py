"""Planned against done: Kebumen's published table comes out, and what is not reported is never 0."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.programmes import realisation
from planning.programmes.programme import Programme, Realisation

ORACLES = Path(__file__).parent.parent.parent / "scoring" / "oracles" / "indonesia"
KEBUMEN = pd.read_csv(ORACLES / "kebumen_2022_realisasi_program_per_dimensi.csv")
NAN = float("nan")


def made(key: str, dimension: str = "GOV", done: float | None = None, year: int = 2022, **more) -> Programme:
    reported = {year: Realisation(done)} if done is not None else {}
    return Programme(key, key, dimension=dimension, realisation=reported, **more)


def test_kebumens_published_shares_come_out():
    register = [
        made(f"{row.dimensi} {place}", row.dimensi, 100.0 if place < row.program_berjalan else 0.0)
        for row in KEBUMEN.itertuples()
        for place in range(row.program_masterplan)
    ]
    found = realisation.realisation_by_dimension(register, 2022, list(KEBUMEN["dimensi"])).set_index("node")
    for row in KEBUMEN.itertuples():
        assert found.loc[row.dimensi, "planned"] == row.program_masterplan
        assert found.loc[row.dimensi, "running"] == row.program_berjalan
        assert found.loc[row.dimensi, "share"] * 100 == pytest.approx(row.persen_terpublikasi, abs=0.006)


def test_what_is_not_reported_is_not_nothing_done():
    found = realisation.realisation_by_dimension([made("a", done=80), made("b")], 2022, ["GOV"]).iloc[0]
    assert (found["running"], found["silent"], found["share"], found["highest"]) == (1, 1, 0.5, 1.0)
    assert found["mean"] == 80


def test_a_dimension_without_programmes_has_no_share():
    found = realisation.realisation_by_dimension([], 2022, ["GOV"]).iloc[0]
    assert (found["planned"], str(found["share"]), str(found["mean"])) == (0, "nan", "nan")


def test_a_programme_outside_the_dimensions_is_counted_apart():
    found = realisation.realisation_by_dimension([made("a", "", 50)], 2022, ["GOV"])
    assert found["node"].tolist() == ["GOV", ""]
    assert found["planned"].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("programme", "years"),
    [
        (Programme("a", "a", start=date(2021, 5, 1), end=date(2023, 1, 1)), {2021, 2022, 2023}),
        (Programme("a", "a", start=date(2023, 1, 1)), {2023, 2024}),
        (Programme("a", "a", end=date(2021, 12, 31)), {2020, 2021}),
        (Programme("a", "a", since=2022, status="berjalan"), {2022, 2023, 2024}),
        (Programme("a", "a", costs={2022: 1.0}), {2022}),
        (Programme("a", "a", costs={2024: 1.0}, realisation={2020: Realisation(5)}), {2020, 2024}),
        (Programme("a", "a"), {2020, 2021, 2022, 2023, 2024}),
        (Programme("a", "a", status="dihentikan"), set()),
    ],
)
def test_a_programme_is_planned_in_the_years_it_names(programme, years):
    assert {year for year in range(2020, 2025) if realisation.planned_programmes([programme], year)} == years


@pytest.mark.parametrize(
    ("done", "more", "carried"),
    [
        (60, {"end": date(2022, 12, 31)}, True),
        (100, {"end": date(2022, 12, 31)}, False),
        (None, {"end": date(2022, 12, 31)}, False),
        (60, {"end": date(2023, 12, 31)}, False),
        (60, {"costs": {2023: 1.0}}, False),
        (0, {}, True),
        (60, {"status": "selesai"}, False),
    ],
)
def test_what_was_not_finished_and_has_no_year_left_is_carried_over(done, more, carried):
    found = realisation.programmes_to_carry_over([made("a", done=done, **more)], 2022)
    assert bool(found) == carried


reports = st.lists(st.tuples(st.sampled_from(["GOV", "ENV", ""]), st.none() | st.floats(0, 100)), max_size=20)


@given(reports)
def test_the_parts_make_the_whole(rows):
    register = [made(str(place), node, done) for place, (node, done) in enumerate(rows)]
    found = realisation.realisation_by_dimension(register, 2022, ["GOV", "ENV"])
    assert found["planned"].sum() == len(rows)
    assert found["silent"].sum() == sum(done is None for _, done in rows)
    assert found["running"].sum() == sum(bool(done) for _, done in rows)
    known = found[found["planned"] > 0]
    assert (known["share"] <= known["highest"]).all()
    assert known["highest"].between(0, 1).all()

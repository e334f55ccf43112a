"""A scenario changes what it names and nothing else; the official numbers stay to the last bit."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage
from planning.simulation import weighting
from planning.simulation.scenario import Scenario
from scoring import Indicators, Method, assess_units
from storage import StoreError
from storage.values import Actor
from tests.workflow.survey_scene import KESIAPAN, same
from workflow.results.result import Result
from workflow.simulation import saved_scenarios, simulate

HOME, AWAY = "35.18", "35.14"
TREE = KESIAPAN.framework
DIMENSIONS = list(TREE.children("INDEKS"))


def result(method: Method | None = None, **levels: float) -> Result:
    """Two regions: one on level 2 throughout but for `levels`, its neighbour on level 3 and 4."""
    rows = pd.DataFrame(2.0, index=[HOME, AWAY], columns=list(TREE.leaves))
    rows.loc[AWAY] = [3.0 + (place % 2) for place in range(len(TREE.leaves))]
    for leaf, level in levels.items():
        rows.loc[HOME, leaf.replace("_", ".")] = level
    part = assess_units(Indicators.from_values(rows), TREE, method or Method())
    return Result(KESIAPAN, (part,))


OFFICIAL = result(GOV1_1=4.0, ECO1_2=1.0)
SHARES = st.lists(st.floats(0.01, 1), min_size=6, max_size=6)


def of(**given) -> Scenario:
    return Scenario(HOME, KESIAPAN.key, **given)


def test_an_empty_scenario_gives_the_official_result_itself():
    assert simulate.simulate_scenario(OFFICIAL, of()) is OFFICIAL


@settings(max_examples=25, deadline=None)
@given(SHARES, st.dictionaries(st.sampled_from(TREE.leaves), st.sampled_from([2.0, 3.0, 5.0]), max_size=9))
def test_the_official_numbers_are_bit_identical_after_any_scenario(parts, levels):
    before = result(GOV1_1=4.0, ECO1_2=1.0)
    weights = {code: part / sum(parts) for code, part in zip(DIMENSIONS, parts, strict=True)}
    simulate.simulate_scenario(OFFICIAL, of(weights=weights, levels=levels))
    same(before, OFFICIAL)
    same(simulate.simulate_scenario(OFFICIAL, of()), before)


def test_packages_that_raise_the_same_indicator_add_the_best_of_their_levels_in_any_order():
    more, less = {"ECO1.2": 5.0}, {"ECO1.2": 3.0}
    alone = simulate.combined_index_gain(OFFICIAL, HOME, [more])
    assert alone > simulate.combined_index_gain(OFFICIAL, HOME, [less]) > 0
    assert simulate.combined_index_gain(OFFICIAL, HOME, [more, less]) == alone
    assert simulate.combined_index_gain(OFFICIAL, HOME, [less, more]) == alone


@settings(max_examples=25, deadline=None)
@given(SHARES, st.dictionaries(st.sampled_from(TREE.leaves), st.sampled_from([2.0, 3.0, 5.0]), max_size=9))
def test_changes_of_the_dimensions_sum_to_the_change_of_the_index(parts, levels):
    weights = {code: part / sum(parts) for code, part in zip(DIMENSIONS, parts, strict=True)}
    changed = simulate.simulate_scenario(OFFICIAL, of(weights=weights, levels=levels))
    moved = changed.scores.at[HOME, "INDEKS"] - OFFICIAL.scores.at[HOME, "INDEKS"]
    assert simulate.index_shifts_by_dimension(OFFICIAL, changed, HOME)["change"].sum() == pytest.approx(
        moved, abs=1e-9
    )


def test_weights_move_the_index_of_every_region_and_no_dimension():
    changed = simulate.simulate_scenario(
        OFFICIAL, of(weights=weighting.weights_of_vision(DIMENSIONS, ["GOV"]))
    )
    pd.testing.assert_frame_equal(changed.scores[DIMENSIONS], OFFICIAL.scores[DIMENSIONS])
    expected = OFFICIAL.scores[DIMENSIONS] @ pd.Series(weighting.weights_of_vision(DIMENSIONS, ["GOV"]))
    assert changed.scores["INDEKS"].to_numpy() == pytest.approx(expected.to_numpy())


def test_levels_move_one_region_only_and_never_downwards():
    changed = simulate.simulate_scenario(OFFICIAL, of(levels={"ECO1.2": 3.0, "GOV1.1": 1.0}))
    pd.testing.assert_series_equal(changed.scores.loc[AWAY], OFFICIAL.scores.loc[AWAY])
    assert changed.scores.at[HOME, "ECO1.2"] == 3.0
    assert changed.scores.at[HOME, "GOV1.1"] == 4.0


def test_an_unknown_indicator_stays_unknown():
    gappy = result(ECO1_2=float("nan"))
    changed = simulate.simulate_scenario(gappy, of(levels={"ECO1.2": 5.0}))
    same(gappy, changed)


def test_a_package_promises_exactly_what_it_brings():
    offers = simulate.list_action_packages(OFFICIAL, HOME, "naik satu tingkat")
    assert set(offers["kind"]) == {"dokumen", "layanan dan pemanfaatan", "sumber daya dan sarana"}
    for row in offers.to_dict("records"):
        changed = simulate.simulate_scenario(OFFICIAL, of(levels=row["levels"]))
        moved = changed.scores.at[HOME, "INDEKS"] - OFFICIAL.scores.at[HOME, "INDEKS"]
        assert row["lift"] == pytest.approx(moved, abs=1e-12)
        assert row["lift"] > 0


@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric"])
def test_packages_together_are_recomputed_not_added(aggregation):
    official = result(Method(aggregation=aggregation))
    packages = simulate.list_action_packages(official, HOME, "sampai target")["levels"].tolist()
    every = {leaf: level for levels in packages for leaf, level in levels.items()}
    changed = simulate.simulate_scenario(official, of(levels=every))
    moved = changed.scores.at[HOME, "INDEKS"] - official.scores.at[HOME, "INDEKS"]
    assert simulate.combined_index_gain(official, HOME, packages) == pytest.approx(moved, abs=1e-12)
    assert simulate.combined_index_gain(official, HOME, []) == 0.0


def test_no_part_of_the_change_is_claimed_where_the_index_is_no_weighted_mean():
    official = result(Method(aggregation="geometric"))
    changed = simulate.simulate_scenario(official, of(levels={"ECO1.2": 5.0}))
    assert simulate.index_shifts_by_dimension(official, changed, HOME)["change"].isna().all()


def test_ranks_before_and_after_with_ties_as_one_group():
    tied = simulate.rank_under_scenario(OFFICIAL, OFFICIAL)
    assert tied["label"].tolist() == ["Kab. Pasuruan", "Kab. Nganjuk"]
    assert tied["new_rank"].tolist() == tied["rank"].tolist() == [1, 2]
    every = dict.fromkeys(TREE.leaves, 5.0)
    turned = simulate.rank_under_scenario(OFFICIAL, simulate.simulate_scenario(OFFICIAL, of(levels=every)))
    assert turned[["label", "rank", "new_rank"]].to_numpy().tolist() == [
        ["Kab. Nganjuk", 2, 1],
        ["Kab. Pasuruan", 1, 2],
    ]


def test_what_another_tree_cannot_hold_falls_away():
    strange = of(
        weights={"X": 1.0},
        basis="x",
        levels={"GOV1.1": 9.0, "PRE.01": 3.0, "ECO1.1": 3.0, "?": 2.0},
        vision=("GOV", "X"),
        points={"Ani": {"X": 5.0, "GOV": 5.0}},
    )
    kept = simulate.fit_scenario_to_tree(strange, TREE)
    assert (kept.weights, kept.basis, kept.levels, kept.vision) == ({}, "", {"ECO1.1": 3.0}, ("GOV",))
    assert kept.points == {"Ani": {"GOV": 5.0}}
    assert simulate.official_weight_shares(OFFICIAL, HOME) == pytest.approx(
        weighting.equal_weights(DIMENSIONS)
    )


def test_a_named_scenario_is_kept_replaced_removed_and_brought_back(store):
    scenario = of(levels={"ECO1.1": 4.0})
    assert (
        saved_scenarios.save_scenario(
            store,
            saved_scenarios.load_scenarios(store, scenario, "2026"),
            "  Ekonomi   dulu ",
            scenario,
            Actor("Sari"),
        )
        == "Ekonomi dulu"
    )
    better = replace(scenario, levels={"ECO1.1": 5.0})
    saved_scenarios.save_scenario(
        store, saved_scenarios.load_scenarios(store, better, "2026"), "Ekonomi dulu", better, Actor("Sari")
    )
    assert saved_scenarios.list_saved_scenarios(store, of(), "2026") == ({"Ekonomi dulu": better}, [])
    saved_scenarios.remove_saved_scenario(
        store, saved_scenarios.load_scenarios(store, of(), "2026"), "Ekonomi dulu", Actor("Sari")
    )
    assert saved_scenarios.list_saved_scenarios(store, of(), "2026") == ({}, [])
    assert saved_scenarios.undo_saved_scenario(store, of(), "2026", Actor("Sari")) == ["Ekonomi dulu"]
    assert saved_scenarios.list_saved_scenarios(store, of(), "2026")[0] == {"Ekonomi dulu": better}


def test_scenarios_of_another_region_period_or_instrument_are_apart(store):
    saved_scenarios.save_scenario(
        store,
        saved_scenarios.load_scenarios(store, of(levels={"ECO1.1": 4.0}), "2026"),
        "A",
        of(levels={"ECO1.1": 4.0}),
        Actor("Sari"),
    )
    for other in (replace(of(), region=AWAY), replace(of(), instrument="spbe@2020")):
        assert saved_scenarios.list_saved_scenarios(store, other, "2026") == ({}, [])
    assert saved_scenarios.list_saved_scenarios(store, of(), "2027") == ({}, [])


def test_a_scenario_without_name_author_or_change_is_refused_in_words(store):
    with pytest.raises(StoreError, match="Nama skenario"):
        saved_scenarios.save_scenario(
            store,
            saved_scenarios.load_scenarios(store, of(levels={"ECO1.1": 4.0}), "2026"),
            "  ",
            of(levels={"ECO1.1": 4.0}),
            Actor("Sari"),
        )
    with pytest.raises(StoreError, match="belum mengubah"):
        saved_scenarios.save_scenario(
            store, saved_scenarios.load_scenarios(store, of(), "2026"), "A", of(), Actor("Sari")
        )
    with pytest.raises(StoreError, match="pencatat"):
        saved_scenarios.save_scenario(
            store,
            saved_scenarios.load_scenarios(store, of(levels={"ECO1.1": 4.0}), "2026"),
            "A",
            of(levels={"ECO1.1": 4.0}),
            Actor(" "),
        )


def test_a_damaged_scenario_is_named_and_hides_no_other(store):
    saved_scenarios.save_scenario(
        store,
        saved_scenarios.load_scenarios(store, of(levels={"ECO1.1": 4.0}), "2026"),
        "baik",
        of(levels={"ECO1.1": 4.0}),
        Actor("Sari"),
    )
    place = saved_scenarios.SCENARIOS.place(HOME, "2026")
    storage.entries.save_entries(store, place, {f"{KESIAPAN.key} rusak": "{"}, by=Actor("Sari"))
    found, damaged = saved_scenarios.list_saved_scenarios(store, of(), "2026")
    assert (list(found), damaged) == (["baik"], ["rusak"])

"""Regions side by side: order, ties, weight sets, filters, gaps, and 514 regions at once."""

import numpy as np
import pandas as pd
import pytest

from charts.comparison import heatmap
from charts.drawing.look import Look
from reference import instruments, regions
from workflow.comparison import compare
from workflow.results.assess import RegionSetup, SurveyData, score_regions
from workflow.results.result import PublishedFigure

KOMINFO, SPBE, KESIAPAN = (instruments.load_instrument(name) for name in ("kominfo", "spbe", "kesiapan"))
COMPONENTS = list(compare.compared_nodes(KOMINFO))


def answers(values: dict[str, dict[str, float | None]]) -> pd.DataFrame:
    """Values of regions themselves, as a ministry's table gives them; None does not apply."""
    rows = [
        (unit, node, "", "", "lead", "answered" if value is not None else "not_applicable", value)
        for unit, row in values.items()
        for node, value in row.items()
    ]
    names = ["unit", "indicator", "opd", "respondent", "role", "status", "claimed"]
    frame = pd.DataFrame(rows, columns=names).astype({"claimed": float})
    return frame.assign(agreed=np.nan, verified=np.nan, evidence=False)


def kominfo(values, weights, **more):
    settings = {unit: RegionSetup(weights=name) for unit, name in weights.items()}
    return score_regions(SurveyData(KOMINFO, answers(values), settings, **more))


def level(value: float, kolaborasi: float | None = None):
    return dict.fromkeys(COMPONENTS, value) | {"KOMINFO.KOLABORASI": kolaborasi}


@pytest.fixture
def two_sets():
    """Three regular areas, two of them equal, and one that is weighed otherwise."""
    values = {"35.18": level(3.0), "35.14": level(2.0), "33.22": level(3.0), "35.78": level(2.5, 4.0)}
    weights = dict.fromkeys(values, "REGULER-2021-2024") | {"35.78": "KPPN-IKN-2023"}
    return kominfo(values, weights)


def test_columns_are_what_the_index_is_made_of():
    assert list(compare.compared_nodes(KESIAPAN)) == ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]
    assert list(compare.compared_nodes(SPBE)) == ["SPBE.D1", "SPBE.D2", "SPBE.D3", "SPBE.D4"]


def test_the_best_index_stands_first_and_equal_ones_by_name(two_sets):
    table = compare.build_comparison_table(two_sets)
    assert table["label"].tolist() == ["Kab. Nganjuk", "Kab. Semarang", "Kota Surabaya", "Kab. Pasuruan"]
    assert table["index"].round(2).tolist() == [3.0, 3.0, 2.65, 2.0]
    assert (table["band"] == "").all()
    assert "asked" not in table


def test_ties_are_one_group_and_ranks_stay_within_a_weight_set(two_sets):
    ranked = compare.rank_regions(compare.build_comparison_table(two_sets)).set_index("unit")
    assert ranked["rank"].to_dict() == {"35.18": 1, "33.22": 1, "35.78": 1, "35.14": 3}
    assert ranked["tied"].to_dict() == {"35.18": 2, "33.22": 2, "35.78": 1, "35.14": 1}


def test_differences_of_rounding_alone_are_a_tie():
    frame = pd.DataFrame({"weights": "", "index": [2.1 + 0.2, 2.3], "label": ["A", "B"]})
    assert compare.rank_regions(frame)["rank"].tolist() == [1, 1]


def test_the_order_of_rows_decides_no_rank(two_sets):
    table = compare.build_comparison_table(two_sets)
    there = compare.rank_regions(table).set_index("unit")["rank"]
    back = compare.rank_regions(table.iloc[::-1].reset_index(drop=True)).set_index("unit")["rank"]
    assert back[there.index].equals(there)


def test_a_region_without_an_index_has_no_rank():
    ranked = compare.rank_regions(pd.DataFrame({"weights": "", "index": [np.nan, 2.0], "label": ["A", "B"]}))
    assert ranked["rank"].isna().tolist() == [True, False]
    assert ranked["tied"].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("province", "kind", "left"),
    [
        (None, None, 4),
        ("35", None, 3),
        ("33", None, 1),
        (None, "Kota", 1),
        ("35", "Kabupaten", 2),
        ("11", None, 0),
    ],
)
def test_filters_by_province_and_kind(two_sets, province, kind, left):
    assert len(compare.narrow_regions(compare.build_comparison_table(two_sets), province, kind)) == left


def test_weight_sets_stand_side_by_side_only_where_there_are_several(two_sets):
    table = compare.build_comparison_table(two_sets)
    shares = compare.weight_sets_side_by_side(two_sets, table)
    assert list(shares.columns) == ["KPPN-IKN-2023", "REGULER-2021-2024"]
    assert shares.sum().round(9).tolist() == [1.0, 1.0]
    assert shares.loc["Outcome"].tolist() == [0.2, 0.3]
    assert compare.weight_sets_side_by_side(two_sets, compare.narrow_regions(table, kind="Kabupaten")).empty


def test_an_empty_cell_says_why(two_sets):
    table, names = compare.build_comparison_table(two_sets), compare.compared_nodes(KOMINFO)
    holes = compare.explain_missing_scores(two_sets, table, names)
    assert holes["35.18", "KOMINFO.KOLABORASI"] == "Tidak berlaku"
    assert ("35.78", "KOMINFO.KOLABORASI") not in holes
    leaves = [leaf for leaf in KESIAPAN.framework.leaves if leaf.startswith("ENV")]
    thin = score_regions(SurveyData(KESIAPAN, answers({"35.28": dict.fromkeys(leaves[:4], 2.0)})))
    found = compare.explain_missing_scores(
        thin, compare.build_comparison_table(thin), compare.compared_nodes(KESIAPAN)
    )
    assert found["35.28", "ENV"] == "4 dari 15 indikator"
    assert found["35.28", "GOV"] == "0 dari 15 indikator"


def test_who_took_no_part_and_who_is_silent_is_listed():
    result = kominfo({"35.18": level(3.0)}, {"35.18": "REGULER-2021-2024"}, absent=["53.09"])
    sent = pd.DataFrame({"region": ["35.18", "35.14"], "answered": [1, 0], "asked": [40, 41]})
    absent = compare.list_unscored_regions(result, sent)
    assert absent[["unit", "reason"]].to_numpy().tolist() == [["53.09", "absent"], ["35.14", "silent"]]
    assert compare.build_comparison_table(result, sent)[["answered", "asked"]].to_numpy().tolist() == [
        [1, 40]
    ]


def test_figures_of_files_stand_beside_ours_the_widest_apart_first():
    result = kominfo(
        {"35.18": level(3.0), "35.14": level(2.0)},
        dict.fromkeys(["35.18", "35.14"], "REGULER-2021-2024"),
        published=[
            PublishedFigure("35.18", "KOMINFO", 3.0, 2, 2),
            PublishedFigure("35.14", "KOMINFO", 2.5, 2, 2),
        ],
    )
    figures = compare.compare_file_figures(result)
    assert figures["label"].tolist() == ["Kab. Pasuruan", "Kab. Nganjuk"]
    assert figures["verdict"].tolist() == ["beda", "sama"]


def test_what_the_numbers_of_all_regions_rest_on(two_sets):
    rests = compare.answer_basis_of_all(two_sets)
    assert (rests.claimed, rests.agreed, rests.verified) == (21, 0, 0)
    assert (rests.answered, rests.asked) == (21, 21)
    empty = compare.answer_basis_of_all(score_regions(SurveyData(KOMINFO, answers({}))))
    assert (empty.claimed, empty.answered) == (0, 0)


@pytest.fixture(scope="module")
def whole_country():
    """All 514 kabupaten and kota on the domains of SPBE, scores in steps of 0.1 from a seed."""
    random, codes = np.random.default_rng(5), list(regions.list_regions().index)
    drawn = random.integers(10, 51, (len(codes), 4)) / 10
    domains = list(compare.compared_nodes(SPBE))
    return score_regions(
        SurveyData(
            SPBE,
            answers({c: dict(zip(domains, row, strict=True)) for c, row in zip(codes, drawn, strict=True)}),
        )
    )


def test_514_regions_fill_21_pages_and_each_stands_once(whole_country):
    table, names = compare.build_comparison_table(whole_country), compare.compared_nodes(SPBE)
    assert len(table) == 514
    first = heatmap.draw_heatmap(table, names, SPBE.framework.scale, Look(), noun="domain")
    assert first.pages == 21
    assert len(first.table) == 514
    shown = [
        note.text
        for page in range(1, first.pages + 1)
        for note in heatmap.draw_heatmap(
            table, names, SPBE.framework.scale, Look(page=page)
        ).figure.layout.annotations
    ]
    for label in ("Kab. Nganjuk", "Kota Semarang", "Kab. Semarang"):
        assert sum(label == text.replace("<br>", " ") for text in shown) == 1


def test_places_of_514_regions_are_all_filled_once(whole_country):
    groups = (
        compare.rank_regions(compare.build_comparison_table(whole_country))
        .groupby("rank")["tied"]
        .agg(["first", "size"])
    )
    assert (groups["first"] == groups["size"]).all()
    assert (groups.index == groups["size"].cumsum() - groups["size"] + 1).all()
    assert groups["size"].sum() == 514
    assert groups["size"].max() > 1, "steps of 0.1 must give ties"


def test_regions_stand_by_their_codes_unless_the_index_is_asked_for():
    frame = pd.DataFrame(
        {
            "unit": ["35.18", "33.22", "35.01", "35.02"],
            "label": list("NSPQ"),
            "index": [3.0, 2.0, np.nan, 4.0],
        }
    )
    plain, ranked = (compare.order_regions(frame, by_index=wanted) for wanted in (False, True))
    assert plain["unit"].tolist() == ["33.22", "35.01", "35.02", "35.18"]
    assert ranked["unit"].tolist() == ["35.02", "35.18", "33.22", "35.01"]

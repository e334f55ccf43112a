"""Matrix, Pareto, completeness, profile, prerequisites, evidence and dots show the data and only the data."""

import json
import math

import pandas as pd
import pytest

from charts.comparison import bars, dots, intervals, rank_matrix, region_map, region_shapes
from charts.drawing.look import Look
from charts.results import (
    answer_spread,
    completeness,
    completeness_counts,
    element_matrix,
    evidence,
    pareto,
    prerequisites,
    profile,
)
from charts.simulation import bump, index_shift
from tests.charts import plan_charts
from tests.charts.frames import NAMES, SCALE, gaps, texts
from tests.charts.results.test_answer_spread import spread
from tests.charts.test_scenario_charts import STEPS, changes, ranks

CELLS = pd.DataFrame(
    [
        ("GOV", "Smart Governance", "Struktur", 2.4),
        ("GOV", "Smart Governance", "Pemanfaatan", math.nan),
        ("ECO", "Smart Economy", "Struktur", 1.5),
    ],
    columns=["node", "row_name", "column", "score"],
)
COUNTS = pd.DataFrame(
    [
        ("A", "Diskominfo", "GOV", 5, 5),
        ("A", "Diskominfo", "ECO", 3, 1),
        ("B", "Dinkes", "GOV", 4, 0),
        ("C", "Disdik", "GOV", 2, 2),
    ],
    columns=["opd", "name", "node", "asked", "answered"],
)
RANGE = pd.DataFrame(
    [("INDEKS", "Indeks", 2.4, 3.0), ("GOV", "Smart Governance", math.nan, math.nan)],
    columns=["node", "name", "proven", "claimed"],
)

RANKED = pd.DataFrame(
    [
        ("A", "Kab. Penukal Abab Lematang Ilir", 3.2, 3.04, 3.37, 1, 1, 1),
        ("B", "Kab. Pasuruan", 2.88, 2.68, 3.09, 2, 2, 3),
        ("C", "Kota Pasuruan", 1.0, math.nan, math.nan, 3, 2, 3),
    ],
    columns=["unit", "label", "score", "score_lower", "score_upper", "rank", "rank_lower", "rank_upper"],
)
SHARES = pd.DataFrame([[0.996, 0.004, 0], [0.004, 0.69, 0.306], [0, 0.306, 0.694]], list("ABC"), [1, 2, 3])


MAPPED = pd.DataFrame(
    [("35.18", "Kab. Nganjuk", 2.6), ("35.77", "Kota Madiun", 3.4), ("35.23", "Kab. Tuban", math.nan)],
    columns=["unit", "label", "score"],
)


def contributions(values):
    frame = pd.DataFrame({"node": [f"GOV1.{i}" for i in range(len(values))], "contribution": values})
    group = frame["contribution"].rank(ascending=False, method="dense").astype(int)
    share = frame["contribution"] / frame["contribution"].sum()
    return frame.assign(
        name=frame["node"],
        group=group,
        size=group.map(group.value_counts()),
        share=share,
        cumulative=group.map(share.groupby(group).sum().cumsum()),
    )


def regions():
    rows = [(f"{u}", f"Kab. {u}", node, name, 1.0 + u) for u in range(4) for node, name in NAMES.items()]
    return pd.DataFrame(rows, columns=["unit", "label", "node", "name", "score"])


def every(size="office", dark=False):
    look = Look(size, dark, place="Kab. X", source="Sumber: uji")
    holed = gaps(score={"ECO": math.nan})
    return {
        "matrix": element_matrix.draw_element_matrix(CELLS, SCALE, look),
        "pareto": pareto.draw_pareto(contributions([0.3, 0.1, 0.1]), look),
        "completeness": completeness.draw_completeness(COUNTS, {"GOV": "Governance", "ECO": "Economy"}, look),
        "completeness_counts": completeness_counts.draw_completeness_counts(COUNTS, look),
        "profile": profile.draw_profile(holed, SCALE, look),
        "prerequisites": prerequisites.draw_prerequisites(holed, SCALE, look),
        "evidence": evidence.draw_evidence_range(RANGE, SCALE, look),
        **plan_charts.every(look),
        "dots": dots.draw_score_spread(regions(), SCALE, look, selected="2"),
        "map": region_map.draw_region_map(
            MAPPED, region_shapes.region_cells("35"), SCALE, look, what="Indeks kesiapan"
        ),
        "places": rank_matrix.draw_rank_matrix(
            RANKED, rank_matrix.sum_shares_by_range(SHARES), SCALE, look, selected="B"
        ),
        "intervals": intervals.draw_index_intervals(RANKED, SCALE, look, selected="B"),
        "bars": bars.draw_plain_bars(
            gaps().assign(value=[1.0, 0.25, math.nan, 0, 3, 2.5]),
            look,
            title="Geser peringkat tanpa tiap dimensi",
            subtitle="Geser",
            what="Geser",
            how_to_read="Batang.",
        ),
        "tiles": region_map.draw_region_map(
            MAPPED, region_shapes.region_tiles("35"), SCALE, look, what="Indeks kesiapan"
        ),
        "opinions": answer_spread.draw_answer_spread(spread(few=("GOV",)), SCALE, look, respondents=38),
        "bump": bump.draw_rank_change(ranks(), STEPS, look, selected="35.1"),
        "shift": index_shift.draw_index_shift(changes(), look, before=2.61, after=2.74),
    }


@pytest.mark.parametrize("size", ["office", "projector"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_is_local_speaks_indonesian_and_has_its_words(size, dark):
    for name, chart in every(size, dark).items():
        content = json.dumps(json.loads(chart.figure.to_json()))
        assert "http" not in content, name
        assert "NaN" not in content, name
        assert chart.figure.layout.separators == ",.", name
        assert 0 < len(chart.title) <= 70, name
        assert chart.alt.endswith("."), name
        assert chart.how_to_read, name
        assert len(chart.table), name
        assert "nan" not in f"{chart.title} {chart.subtitle} {chart.alt}".lower().split(), name
        assert not any("<a" in text for text in texts(chart.figure)), name


def test_matrix_tells_missing_from_absent():
    figure = element_matrix.draw_element_matrix(CELLS, SCALE, Look()).figure
    assert {"2,40", "1,50"} <= set(texts(figure))
    assert sum("Data kurang" in text for text in texts(figure)) == 1
    assert sum(shape.line.dash == "dot" for shape in figure.layout.shapes) == 1


def test_pareto_shows_values_and_one_cumulative_share_for_each_tie():
    figure = pareto.draw_pareto(contributions([0.5, 0.25, 0.25]), Look()).figure
    shown = texts(figure)
    assert {"0,500", "0,250", "<b>50%</b>", "<b>100%</b>  2 berimbang"} <= set(shown)
    assert not any("75%" in text for text in shown)


@pytest.mark.parametrize(
    ("values", "under"),
    [([8.0, 1.0, 1.0], 1), ([5.0, 4.0, 1.0], 2), ([4.0, 4.0, 1.0, 1.0], 2), ([1.0, 1.0], None)],
)
def test_the_eighty_percent_line_lies_under_a_whole_group(values, under):
    lines = [
        shape
        for shape in pareto.draw_pareto(contributions(values), Look()).figure.layout.shapes
        if shape.type == "line"
    ]
    assert [line.y0 for line in lines] == ([] if under is None else [under - 0.5])


def test_the_eighty_percent_line_waits_for_the_page_on_which_its_group_ends():
    frame = contributions([1.0] * 12 + [0.1] * 4)
    pages = [
        pareto.draw_pareto(frame, Look(size="projector", page=page)).figure.layout.shapes for page in (1, 2)
    ]
    assert [sum(shape.type == "line" for shape in shapes) for shapes in pages] == [0, 1]


@pytest.mark.parametrize(
    ("chart", "column"),
    [
        (pareto.draw_pareto(contributions([0.0222, 0.0111, 0.0061]), Look()), "Sumbangan (poin indeks)"),
        (
            index_shift.draw_index_shift(
                changes((0.0126, -0.0044, 0, 0, 0, 0)), Look(place="X"), before=2, after=2.0082
            ),
            "Perubahan",
        ),
    ],
)
def test_the_table_prints_a_number_as_the_figure_labels_it(chart, column):
    shown = " ".join(texts(chart.figure))
    assert all(chart.printed[column](value) in shown for value in chart.table[column] if value)


def test_an_empty_pareto_still_draws():
    empty = contributions([0.1]).iloc[:0]
    assert pareto.draw_pareto(empty, Look()).title == "Sumbangan tiap indikator terhadap kesenjangan indeks"


def test_completeness_counts_equal_the_data_least_answered_first():
    chart = completeness.draw_completeness(COUNTS, {"GOV": "Governance", "ECO": "Economy"}, Look())
    assert chart.table["OPD"].tolist() == ["Dinkes", "Diskominfo", "Disdik"]
    assert sorted(text for text in texts(chart.figure) if text in ("✓", "1/3", "0/4")) == [
        "0/4",
        "1/3",
        "✓",
        "✓",
    ]
    assert {"▲ 0%", "75%", "100%"} <= set(texts(chart.figure))
    assert sum(shape.line.dash == "dot" for shape in chart.figure.layout.shapes) == 1
    assert chart.title == "1 dari 3 OPD penanggung jawab belum memiliki jawaban"


def test_completeness_never_rounds_up_to_all_nor_down_to_nothing():
    frame = pd.DataFrame(
        {"opd": ["A", "B"], "name": ["A", "B"], "node": "GOV", "asked": 1000, "answered": [999, 1]}
    )
    shown = texts(completeness.draw_completeness(frame, {"GOV": "Governance"}, Look()).figure)
    assert {"99%", "1%"} <= set(shown)
    assert "100%" not in shown


@pytest.mark.parametrize("aimed", [True, False])
def test_ticks_at_the_target_are_explained_only_where_there_are_any(aimed):
    frame = gaps() if aimed else gaps().assign(target=math.nan)
    chart = profile.draw_profile(frame, SCALE, Look(place="Kab. X"))
    assert ("target" in chart.subtitle) == ("target" in chart.how_to_read) == aimed


def test_profile_keeps_the_official_order_and_bars_start_at_the_bottom_of_the_scale():
    chart = profile.draw_profile(gaps(), SCALE, Look(place="Kab. X"))
    assert chart.table["Kode"].tolist() == list(NAMES)
    bar = next(trace for trace in chart.figure.data if trace.type == "bar")
    assert list(bar.base) == [1.0] * 6
    assert [base + length for base, length in zip(bar.base, bar.x, strict=True)] == pytest.approx(
        gaps()["score"].tolist()
    )


def test_prerequisites_run_from_the_furthest_below_target_to_the_unknown():
    chart = prerequisites.draw_prerequisites(gaps(score={"GOV": math.nan}), SCALE, Look(place="Kab. X"))
    assert chart.table["Kode"].tolist() == ["ECO", "BRA", "LIV", "SOC", "ENV", "GOV"]
    assert "Data kurang" in texts(chart.figure)


def test_evidence_draws_both_ends_and_leaves_the_unknown_dotted():
    chart = evidence.draw_evidence_range(RANGE, SCALE, Look(place="Kab. X"))
    assert {"2,40", "3,00", "Data kurang"} <= set(texts(chart.figure))
    assert chart.title == "Bila jawaban tanpa bukti dikoreksi, indeks 3,00 menjadi 2,40"


def test_dots_draw_every_known_region_once_and_name_the_chosen():
    frame = regions()
    frame.loc[0, "score"] = math.nan
    figure = dots.draw_score_spread(frame, SCALE, Look(), selected="2").figure
    cloud = next(trace for trace in figure.data if trace.name == "Daerah lain")
    assert len(cloud.x) == len(frame) - 1
    assert texts(figure).count("3,00") == 6


def test_places_never_round_to_none_or_all_and_leave_what_never_happens_blank():
    shown = texts(
        rank_matrix.draw_rank_matrix(RANKED, rank_matrix.sum_shares_by_range(SHARES), SCALE, Look()).figure
    )
    assert {">99%", "<1%", "69%", "31%", "1", "2–3"} <= set(shown)
    assert "0%" not in shown
    assert "indeks 2,88 (2,68–3,09)" in shown


@pytest.mark.parametrize(
    ("places", "ranges", "last"),
    [(1, 1, (1, 1)), (10, 10, (10, 10)), (38, 10, (37, 38)), (514, 10, (469, 514))],
)
def test_places_fall_into_at_most_ten_ranges_that_cover_all(places, ranges, last):
    found = rank_matrix.rank_column_ranges(places)
    assert (len(found), found[-1]) == (ranges, last)
    assert [place for first, end in found for place in range(first, end + 1)] == list(range(1, places + 1))
    shares = pd.DataFrame(1 / places, index=["A"], columns=range(1, places + 1))
    assert rank_matrix.sum_shares_by_range(shares).sum(axis=1).iloc[0] == pytest.approx(1)


def test_bars_print_the_number_and_say_where_it_is_unknown():
    shown = texts(every()["bars"].figure)
    assert {"1,00", "0,25", "Data kurang", "0,00"} <= set(shown)


def test_the_range_of_an_index_is_as_large_as_values_are_projected():
    """Four regions leave room: nobody in the last row should have to read small print."""
    notes = intervals.draw_index_intervals(RANKED, SCALE, Look(size="projector")).figure.layout.annotations
    sizes = [note.font.size for note in notes if "(3,04–3,37)" in note.text]
    assert sizes
    assert min(sizes) >= 36

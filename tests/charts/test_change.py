"""Slopes and small multiples draw what is known, keep their labels apart and mark a change of instrument."""

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.comparison import slope, small_multiples
from charts.drawing.look import Look
from tests.charts.frames import NAMES, SCALE, texts


def course(stages, **missing):
    return pd.DataFrame(
        [
            (node, name, stage, math.nan if missing.get(node) == stage else 2.0 + place * 0.01 + stage * 0.1)
            for place, (node, name) in enumerate(NAMES.items())
            for stage in range(stages)
        ],
        columns=["node", "name", "stage", "score"],
    )


def test_a_slope_names_both_ends_and_leaves_out_what_is_unknown_in_one():
    chart = slope.draw_slope(course(2, ECO=0), ["2025", "2026"], SCALE, Look(place="Kab. X"))
    lines = [trace for trace in chart.figure.data if trace.mode == "lines+markers"]
    assert len(lines) == 5
    assert any("2,10</b> (+0,10)  Smart Governance" in text for text in texts(chart.figure))
    assert not any("Smart Economy" in text for text in texts(chart.figure))
    assert chart.table["Selisih"].isna().sum() == 1
    assert chart.title == "Perubahan skor antarperiode"


@pytest.mark.parametrize("size", ["office", "projector"])
def test_a_name_wider_than_the_margin_begins_at_the_edge_and_is_cut_where_it_must(size):
    long = "Keadaan sebelum rapat pleno bersama Sekda, Bappeda, dan Diskominfo pada hari kedua"
    chart = slope.draw_slope(course(2), [long, "Kini"], SCALE, Look(size=size), words=slope.OF_STATES)
    (name,) = [note for note in chart.figure.layout.annotations if note.text.startswith("<b>Keadaan")]
    margin = chart.figure.layout.margin.l
    assert (name.xanchor, name.x) == ("left", 0)
    assert -margin < name.xshift < 0
    assert "periode" not in chart.how_to_read
    unknown = slope.draw_slope(course(2, GOV=0), ["Keadaan", "Kini"], SCALE, Look(), words=slope.OF_STATES)
    assert unknown.title == "Perubahan skor sejak keadaan yang ditandai"


def test_the_table_behind_holds_scores_alone_where_shares_answered_are_known():
    chart = slope.draw_slope(course(2).assign(answered=0.5), ["2025", "2026"], SCALE, Look())
    assert list(chart.table.columns) == ["Kode", "Bagian", "2025", "2026", "Selisih"]


def test_another_instrument_is_marked_and_no_change_is_claimed():
    chart = slope.draw_slope(course(2), ["2025", "2026"], SCALE, Look(), changed=True)
    assert sum(shape.line.dash == "dot" for shape in chart.figure.layout.shapes) == 1
    assert "instrumen berganti" in chart.title
    several = small_multiples.draw_small_multiples(
        course(3), ["2024", "2025", "2026"], SCALE, Look(), breaks={2}
    )
    assert sum(shape.line.dash == "dot" for shape in several.figure.layout.shapes) == len(NAMES)
    assert "instrumen berganti" in several.title


def test_multiples_break_the_line_where_data_lack():
    chart = small_multiples.draw_small_multiples(course(3, GOV=1), ["2024", "2025", "2026"], SCALE, Look())
    first = chart.figure.data[0]
    assert list(first.y)[1] is None
    assert first.connectgaps is False
    assert len(chart.figure.data) == len(NAMES)


@pytest.mark.parametrize("size", ["office", "projector"])
def test_both_have_their_words(size):
    for chart in (
        slope.draw_slope(course(2), ["2025", "2026"], SCALE, Look(size=size, source="Sumber: uji")),
        small_multiples.draw_small_multiples(
            course(4), ["1", "2", "3", "4"], SCALE, Look(size=size, source="Sumber: uji", dark=True)
        ),
    ):
        assert 0 < len(chart.title) <= 70
        assert chart.alt.endswith(".")
        assert chart.how_to_read


@given(st.lists(st.floats(0, 10), min_size=0, max_size=9))
def test_labels_are_kept_apart_in_their_order(values):
    places = slope.spread_apart(values, 0.5)
    pairs = sorted(zip(values, places, strict=True))
    moved = [place for _, place in pairs]
    assert all(
        after - before > 0.5 - 1e-6 for before, after in zip(sorted(moved), sorted(moved)[1:], strict=False)
    )
    assert all(before[1] < after[1] for before, after in itertools.pairwise(pairs) if before[0] < after[0])

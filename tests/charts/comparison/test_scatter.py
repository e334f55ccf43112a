"""The scatter names the selected, few regions all, and draws a line only from fifteen regions on."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from charts import titles
from charts.comparison import scatter
from charts.drawing import label_placement
from charts.drawing.look import Look
from planning.comparison import region_factors
from planning.comparison.region_factors import FactorRelation
from tests.charts.frames import SCALE, texts

POPULATION = region_factors.list_region_facts()[0]


LOOK = Look(source="Sumber: uji")


def draw(n, look=LOOK, slope=0, **options):
    random = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "unit": [f"{place}" for place in range(n)],
            "label": [f"Kab. {place}" for place in range(n)],
            "fact": 10 ** random.uniform(4.5, 6.6, n),
            "score": random.uniform(2, 4, n),
        }
    )
    frame["score"] += slope * (np.log10(frame["fact"]) - 5.5)
    found = region_factors.relate_fact_to_scores(POPULATION, frame)
    return scatter.draw_scatter(frame, POPULATION, found, SCALE, look, what="Indeks kesiapan", **options)


@pytest.mark.parametrize(
    ("n", "slope", "line"), [(0, 1, 0), (1, 1, 0), (14, 1, 0), (15, 1, 1), (514, 1, 1), (514, 0, 0)]
)
def test_a_trend_needs_fifteen_and_a_relation_that_is_told(n, slope, line):
    chart = draw(n, slope=slope)
    assert sum(trace.mode == "lines" for trace in chart.figure.data) == line
    assert sum(len(trace.x) for trace in chart.figure.data if trace.mode == "markers") == n
    assert n >= 15 or chart.title == "Indeks kesiapan dan Penduduk"


@pytest.mark.parametrize("size", ["office", "projector"])
def test_among_many_only_the_selected_is_named_and_peers_have_their_own_mark(size):
    chart = draw(30, replace(LOOK, size=size), selected="3", peers=["4", "5"])
    named = [text for text in texts(chart.figure) if "Kab." in text]
    assert len(named) == 1
    assert "Kab. 3" in named[0]
    shapes = {trace.name: len(trace.x) for trace in chart.figure.data if trace.mode == "markers"}
    assert shapes == {"Daerah lain": 27, "Daerah serupa": 2, "Disorot": 1}


def test_a_handful_of_regions_are_all_named_and_the_score_is_that_of_the_selected():
    named = [text for text in texts(draw(5, selected="3").figure) if "Kab." in text]
    assert sorted(text.removeprefix("<b>")[:6] for text in named) == [f"Kab. {place}" for place in range(5)]
    assert [text for text in named if "," in text] == [text for text in named if "<b>" in text]


def test_a_name_without_a_free_side_is_left_out():
    crowd = [(50.0, 50.0), (50.0, 30.0), (50.0, 70.0), (30.0, 50.0), (70.0, 50.0)]
    assert label_placement.choose_label_anchors(crowd[:1], [(30, 15)], 5, (100, 100), crowd) == [""]
    assert label_placement.choose_label_anchors(crowd[:1], [(30, 15)], 5, (100, 100), crowd[:4]) == ["left"]
    assert label_placement.choose_label_anchors(crowd[:1], [(30, 15)], 5, (100, 100), crowd, sure=1) == [
        "left"
    ]
    assert label_placement.choose_label_anchors(
        [(95.0, 50.0)], [(30, 15)], 5, (100, 100), [(95.0, 50.0)]
    ) == ["right"]


@pytest.mark.parametrize(
    ("relation", "title"),
    [
        (FactorRelation(40, 0.7, True, 1, 0), "Indeks dan Penduduk: hubungan kuat, searah"),
        (FactorRelation(40, -0.5, True, 1, 0), "Indeks dan Penduduk: hubungan sedang, berlawanan arah"),
        (FactorRelation(400, 0.15, True, 1, 0), "Indeks dan Penduduk"),
        (FactorRelation(40, 0.1, False, 1, 0), "Indeks tidak tampak berhubungan dengan Penduduk"),
        (FactorRelation(10, 0.9, False, 1, 0), "Indeks dan Penduduk"),
    ],
)
def test_titles_claim_what_the_relation_tells(relation, title):
    assert titles.factor_relation_title(relation, "Penduduk", "Indeks") == title

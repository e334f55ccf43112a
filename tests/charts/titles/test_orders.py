"""Where a subtitle says how rows are ordered, they are."""

import math
from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.comparison import heatmap
from charts.drawing.look import Look
from charts.results import completeness, gap
from tests.charts.frames import SCALE
from tests.charts.titles.proving import SHORT, columns, table

LIKELY = settings(deadline=None)


def falling(values):
    """Never rising, the unknown last."""
    known = [value for value in values if not math.isnan(value)]
    return list(values[: len(known)]) == known and all(one >= next_ for one, next_ in pairwise(known))


@LIKELY
@given(columns(6), columns(6))
def test_gaps_run_from_the_largest(scores, targets):
    frame = table(name=SHORT, score=scores, target=targets).assign(node=list("ABCDEF"))
    chart = gap.draw_gap(frame, SCALE, Look(place="Kab. X"))
    assert "diurutkan dari kesenjangan terbesar" in chart.subtitle
    assert falling((-chart.table["Selisih (skor − target)"]).tolist())


@LIKELY
@given(columns(5))
def test_regions_run_from_the_highest_index(indices):
    units = [f"35.0{place}" for place in range(5)]
    frame = pd.DataFrame({"unit": units, "label": units, "A": 2.0, "B": 3.0, "index": indices})
    chart = heatmap.draw_heatmap(frame, {"A": "Satu", "B": "Dua"}, SCALE, Look(), by_index=True)
    known = [value for value in indices if not math.isnan(value)]
    assert ("diurutkan dari indeks tertinggi" in chart.subtitle) == bool(known)
    assert falling(chart.table["Indeks kesiapan"].tolist())


@LIKELY
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6))
def test_agencies_run_from_the_least_answered(pairs):
    rows = [(f"{place}", f"OPD {place}", "A", max(pair), min(pair)) for place, pair in enumerate(pairs)]
    frame = pd.DataFrame(rows, columns=["opd", "name", "node", "asked", "answered"])
    chart = completeness.draw_completeness(frame, {"A": "Satu"}, Look())
    shares = {name: answered / asked if asked else math.nan for _, name, _, asked, answered in rows}
    assert "yang paling sedikit di atas" in chart.subtitle
    assert falling([-shares[name] for name in chart.table["OPD"]])

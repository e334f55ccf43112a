"""A year axis ends with the last programme; what has no place on it is counted and named."""

import math
import random
from datetime import date

import pandas as pd

from charts.drawing.look import Look
from charts.plan.gantt import draw_gantt
from tests.planning.scene import planned, programme
from tests.workflow.plan.test_region_plan import board
from workflow.plan.roadmap_table import list_roadmap_rows


def drawn(seed):
    chance = random.Random(seed)
    plans = []
    for number in range(chance.randint(1, 8)):
        if chance.random() < 0.3:
            plans.append(programme(f"u{number}", costs={2034: 1e9}, lifts={"GOV1.1": 4.0}))
            continue
        first = chance.randint(2024, 2037)
        last = min(first + chance.randint(0, 3), 2040)
        costs = {year: 1e9 for year in range(first, last + 1) if chance.random() < 0.5}
        plans.append(planned(f"p{number}", date(first, 1, 2), date(last, 11, 30), costs=costs))
    return tuple(plans)


def test_the_years_end_with_the_last_programme():
    for seed in range(60):
        found = board(plans=drawn(seed))
        ends = [min(each.end.year, 2035) for each in (bar.programme for bar in found.bars)]
        assert found.shown_years == list(range(2026, max([2026, *ends]) + 1))
        known = {bar.programme.key for bar in found.bars}
        beside = [each.key for each in (*found.unscheduled_programmes, *found.outside_programmes)]
        assert sorted([*known, *beside]) == sorted(found.by_key)


def test_a_proposal_without_indicators_has_no_lift_here_either():
    found = board()
    assert math.isnan(found.gains.loc["c", "gain"])
    assert math.isnan(found.values.loc["c", "dampak"])


def rows(*more):
    whole = {"lead": "", "node": "GOV", "cost": 1e9, "early": False, "quick": False}
    one = {"name": "A", "start": date(2027, 1, 2), "end": date(2029, 12, 1)} | whole
    one |= {"began": one["start"], "ends": one["end"]}
    return pd.DataFrame([one, *more])


def test_the_roadmap_tells_what_is_not_scheduled_and_draws_the_end_of_an_rpjmd():
    terms = [("Jangka pendek", 2026, 2026), ("Jangka menengah", 2027, 2030), ("Jangka panjang", 2031, 2035)]
    late = [("APBD 2029", date(2028, 11, 30)), ("Akhir RPJMD 2025–2029", date(2029, 12, 31))]
    chart = draw_gantt(
        rows({"name": "B", "node": "ECO"}, {"name": "C", "node": "ECO"}),
        Look(),
        terms=terms,
        deadlines=late,
        dimensions={"GOV": "Governance", "ECO": "Economy"},
    )
    assert "2 program belum terjadwal" in chart.subtitle
    assert chart.title.startswith("Peta jalan 2026–2035")
    assert list(chart.figure.layout.xaxis.range) == [2026, 2030]
    assert len(chart.table) == 1
    solid = [
        s for s in chart.figure.layout.shapes if s.type == "line" and s.x0 == s.x1 == 2030 and not s.line.dash
    ]
    assert solid
    assert any("Akhir RPJMD 2025–2029" in str(note.text) for note in chart.figure.layout.annotations)
    assert "belum terjadwal" not in draw_gantt(rows(), Look(), terms=terms, dimensions={"GOV": "G"}).subtitle


def test_a_programme_belongs_to_the_term_in_which_it_ends():
    for seed in range(30):
        found = board(plans=drawn(seed))
        for row, bar in zip(list_roadmap_rows(found), found.bars, strict=True):
            assert row.term == found.horizon.term(bar.end)
            if bar.end.year >= 2027:
                assert row.term != "Jangka pendek"


def test_the_chart_says_how_many_are_scheduled_outside_its_years():
    frame = rows()
    away = pd.DataFrame(
        [
            {"name": f"Luar {year}", "node": "GOV", "start": date(year, 2, 1), "end": date(year, 9, 1)}
            for year in (2020, 2044)
        ]
    )
    given = {"terms": [("Jangka pendek", 2026, 2035)], "dimensions": {"GOV": "G"}}
    chart = draw_gantt(pd.concat([frame, away]), Look(), **given)
    assert "2 di luar masa itu" in chart.subtitle
    assert chart.table["Program"].tolist() == ["A"]
    assert "di luar masa" not in draw_gantt(frame, Look(), **given).subtitle

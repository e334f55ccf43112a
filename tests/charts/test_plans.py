"""The planning charts show the data and only the data: places, lines, totals, what is missing."""

import json
import math
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.drawing.format import round_decimal, tie_rupiah
from charts.drawing.look import Look
from charts.drawing.marks_apart import set_marks_apart
from charts.plan import costs, gantt, impact_ease, impact_ease_plane, index_path, vote_totals
from tests.charts.frames import NAMES, SCALE, texts
from tests.charts.plans import TERMS, bars, every, money, proposals, yearly


@pytest.mark.parametrize("size", ["office", "projector"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_is_local_and_has_its_words(size, dark):
    for name, chart in every(size, dark).items():
        content = json.dumps(json.loads(chart.figure.to_json()))
        assert "http" not in content, name
        assert "NaN" not in content, name
        assert 0 < len(chart.title) <= 70, name
        assert chart.alt.endswith("."), name
        assert chart.how_to_read, name
        assert chart.subtitle, name
        assert len(chart.table), name
        assert "nan" not in f"{chart.title} {chart.subtitle} {chart.alt}".lower().split(), name


def numbers(chart):
    """number -> where it is drawn, as (ease, impact) of the matrix."""
    area = next(trace for trace in chart.figure.data if trace.mode == "markers+text")
    rows = chart.figure.layout.yaxis.range[0] + 0.5
    return {
        text: (1 + 4 * x / impact_ease_plane.BOX, 1 + 4 * (rows - 0.5 - y) / rows)
        for text, x, y in zip(area.text, area.x, area.y, strict=True)
    }


def test_numbers_stand_on_their_marks():
    frame = proposals(5, impact=[4.5, 3.0, 2.0, 1.5, 4.0], ease=[4.0, 2.0, 3.5, 1.5, 2.5])
    drawn = numbers(impact_ease.draw_impact_ease(frame, Look()))
    for row in frame.to_dict("records"):
        assert drawn[str(row["number"])] == pytest.approx((row["ease"], row["impact"]))


def test_an_unrated_proposal_is_listed_and_not_drawn():
    chart = impact_ease.draw_impact_ease(
        proposals(2, impact=[3.0, math.nan], ease=[3.0, 4.0], points=[36.0, math.nan]), Look()
    )
    assert set(numbers(chart)) == {"1"}
    assert "Usulan program 2" in texts(chart.figure)
    assert "–" in texts(chart.figure)


def test_the_lines_stand_where_they_were_drawn_to():
    chart = impact_ease.draw_impact_ease(proposals(), Look(), impact_line=4.0, ease_line=2.0)
    lines = [shape for shape in chart.figure.layout.shapes if shape.type == "line" and not shape.line.dash]
    rows = chart.figure.layout.yaxis.range[0] + 0.5
    upright = next(line for line in lines if line.x0 == line.x1)
    level = next(line for line in lines if line.y0 == line.y1)
    assert upright.x0 == pytest.approx(impact_ease_plane.BOX / 4)
    assert level.y0 == pytest.approx(rows - 0.5 - rows * 3 / 4)


def voted(frame):
    return vote_totals.draw_vote_totals(frame, Look(), way="USG", voted=1, asked=9)


def rated(frame):
    return impact_ease.draw_impact_ease(frame, Look())


@pytest.mark.parametrize("figure", [rated, voted])
def test_the_cut_stands_under_the_last_one_inside(figure):
    dashed = [shape for shape in figure(proposals()).figure.layout.shapes if shape.line.dash == "dash"]
    assert [shape.y0 for shape in dashed] == [4.5]
    whole = figure(proposals(inside=[True] * 12)).figure.layout.shapes
    assert not [shape for shape in whole if shape.line.dash == "dash"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), max_size=25))
def test_marks_set_apart_never_cover_each_other_and_stay_inside(spots):
    placed = set_marks_apart(spots, 30, (400, 400), [(320, 400, 0, 20)])
    for place, (one, spot) in enumerate(zip(placed, spots, strict=True)):
        assert one == spot or (0 <= one[0] <= 400 and 0 <= one[1] <= 400)
        assert one == spot or all(math.dist(one, other) >= 30 for other in placed[:place])


def test_a_mark_with_room_stays_on_its_spot():
    spots = [(50.0, 50.0), (200.0, 200.0)]
    assert set_marks_apart(spots, 30, (400, 400), []) == spots


def test_bars_reach_from_start_to_end_and_cost_what_they_say():
    frame = bars()
    chart = gantt.draw_gantt(frame, Look(), terms=TERMS, dimensions=NAMES)
    drawn = chart.figure.data[0]
    for row, base, long in zip(frame.to_dict("records"), drawn.base, drawn.x, strict=True):
        assert int(base) == row["start"].year
        assert int(base + long) == row["end"].year
        assert TERMS[0][1] <= base < base + long <= TERMS[-1][2] + 1
    assert "Rp900 juta" in " ".join(texts(chart.figure))
    assert "biaya belum diisi" in texts(chart.figure)
    assert chart.table["Biaya (rupiah)"].sum() == frame["cost"].sum()


def test_a_programme_that_began_before_the_masterplan_is_told_with_its_own_dates():
    chart = gantt.draw_gantt(bars(), Look(), terms=TERMS, dimensions=NAMES)
    assert chart.table["Mulai"][0] == "1 Januari 2024"
    assert "Program 1: 1 Januari 2024 sampai" in chart.alt
    assert "1 Januari 2024 sampai" in chart.figure.data[0].customdata[0]


def test_a_budget_deadline_outside_the_period_is_not_drawn():
    late = [("APBD 2040", date(2039, 11, 30))]
    chart = gantt.draw_gantt(bars(), Look(), terms=TERMS, deadlines=late, dimensions=NAMES)
    assert "APBD 2040" not in texts(chart.figure)


def test_index_and_target_are_printed_for_their_years():
    shown = texts(index_path.draw_index_path(yearly(), SCALE, Look(), start=2.4).figure)
    assert {"2,40", "3,48", "3,00", "4,00", "5,00", "2026", "2035"} <= set(shown)
    holed = yearly().assign(index=math.nan)
    assert "3,48" not in texts(index_path.draw_index_path(holed, SCALE, Look(), start=math.nan).figure)


def test_an_index_under_the_line_of_targets_is_printed_under_its_point():
    """Above it the line between two targets would run through the number."""
    frame = yearly().assign(index=[2.4, 3.2, *[3.1] * 8])
    notes = index_path.draw_index_path(frame, SCALE, Look(), start=2.4).figure.layout.annotations
    sides = {note.x: note.yanchor for note in notes if note.text == "<b>3,10</b>" or "3,10" in note.text}
    assert {sides[place] for place in (2, 3, 5, 6, 7, 8)} == {"top"}
    first = next(note for note in notes if "2,40" in note.text)
    assert first.yanchor == "bottom"


def test_the_total_of_a_year_is_the_sum_of_its_dimensions():
    frame = money()
    chart = costs.draw_yearly_costs(frame, Look(), dimensions=NAMES)
    assert chart.table["Jumlah"].sum() == frame.to_numpy().sum()
    assert "Rp6,90 miliar" in texts(chart.figure)


@pytest.mark.parametrize("seed", range(40))
def test_a_year_prints_beside_its_bar_as_by_itself_and_the_years_sum(seed):
    """65,755 milliard beside a sum is no "65,75" where a table says "65,76"."""
    dice = random.Random(seed)
    years = [
        float(dice.choice([0, 65_755_000_000, 1_005_000, 333_333_333, dice.randint(1, 10**11)]))
        for _ in "abc"
    ]
    *said, whole = tie_rupiah(years, sum(years))
    for words, year in zip(said, years, strict=True):
        unit = {"miliar": 1e9, "triliun": 1e12, "juta": 1e6}.get(words.split()[-1], 1.0)
        assert printed(words) == round_decimal(year / unit, 2 if unit > 1 else 0)
    assert {one.split()[-1] if " " in one else "" for one in said} == {
        whole.split()[-1] if " " in whole else ""
    }
    assert sum(map(printed, said)) == printed(whole)


def printed(words):
    return Decimal(words.removeprefix("Rp").split()[0].replace(".", "").replace(",", "."))

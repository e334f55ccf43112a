"""Bump and shift say how a scenario moves ranks and index, and never more than the numbers hold."""

import math

import pandas as pd
import pytest

from charts.drawing.look import Look
from charts.simulation import bump, index_shift
from tests.charts.frames import NAMES, texts

STEPS = ("Resmi", "Skenario")


def ranks(before=(1, 2, 3), after=(2, 1, 3)):
    return pd.DataFrame(
        {
            "unit": [f"35.{place}" for place in range(len(before))],
            "label": [f"Kab. {place}" for place in range(len(before))],
            "Resmi": before,
            "Skenario": after,
        }
    )


def changes(values=(0.05, -0.02, 0.0, 0.1, 0.0, 0.0)):
    frame = pd.DataFrame({"node": list(NAMES), "name": list(NAMES.values()), "points": 0.4})
    return frame.assign(new_points=frame["points"] + pd.Series(values), change=values)


def test_regions_stand_by_their_new_rank_with_how_far_they_moved():
    chart = bump.draw_rank_change(ranks(), STEPS, Look(), selected="35.1")
    shown = texts(chart.figure)
    assert {"Kab. 0 ▼ 1", "Kab. 1 ▲ 1", "Kab. 2 tetap"} <= set(shown)
    assert chart.table["Daerah"].tolist() == ["Kab. 1", "Kab. 0", "Kab. 2"]
    assert chart.title == "Kab. 1 naik dari peringkat 2 ke 1"
    assert "bukan ramalan" in chart.subtitle
    last = {trace.customdata[0].split(":")[0]: trace.y for trace in chart.figure.data}
    assert last["Kab. 1"] == (1, 0)


def test_ties_share_a_number_and_no_line_lies_on_another():
    chart = bump.draw_rank_change(ranks((1, 1, 3), (1, 1, 1)), STEPS, Look())
    for step in (0, 1):
        assert sorted(trace.y[step] for trace in chart.figure.data) == [0, 1, 2]
    assert [trace.text[1] for trace in chart.figure.data] == ["1", "1", "1"]


def test_many_regions_turn_pages_and_keep_their_ranks_among_all():
    many = ranks(range(1, 515), [*range(2, 515), 1])
    chart = bump.draw_rank_change(many, STEPS, Look(size="projector", page=2))
    assert chart.pages == 65
    assert chart.title == "514 dari 514 daerah berubah peringkat"
    assert {trace.text[1] for trace in chart.figure.data} == {str(place) for place in range(9, 17)}


def test_three_steps_are_drawn_one_beside_the_other():
    frame = ranks().assign(**{"Skenario B": [3, 1, 2]})
    chart = bump.draw_rank_change(frame, (*STEPS, "Skenario B"), Look())
    assert all(len(trace.x) == 3 for trace in chart.figure.data)


def test_the_shift_shows_signed_points_that_a_reader_can_add():
    chart = index_shift.draw_index_shift(changes(), Look(place="X"), before=2.61, after=2.74)
    assert {"+0,050", "−0,020", "+0,100", "0,000"} <= set(texts(chart.figure))
    assert chart.title == "Pada skenario ini indeks naik dari 2,61 menjadi 2,74"
    assert chart.table["Perubahan"].sum() == pytest.approx(0.13)


def test_an_unknown_change_is_said_and_not_drawn():
    chart = index_shift.draw_index_shift(
        changes((math.nan, 0.1, 0, 0, 0, 0)), Look(place="Kab. X"), before=math.nan, after=math.nan
    )
    assert "Data kurang" in texts(chart.figure)
    assert chart.title == "Perubahan indeks pada skenario"
    assert len(chart.figure.data[0].x) == 5

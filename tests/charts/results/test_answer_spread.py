"""The spread of answers: bars part at the middle level, numbers are counts, few answers stay hidden."""

import math

import pandas as pd
import pytest

from charts.drawing.look import Look
from charts.results import answer_spread, diverging_bars
from scoring import Scale
from scoring.agreement import consensus_index
from tests.charts.frames import NAMES, SCALE, texts

MOCK = {"ECO": (11, 17, 8, 2, 0), "SOC": (8, 8, 6, 12, 4), "GOV": (1, 7, 17, 11, 2)}


def spread(counts=MOCK, few=()):
    """Rows of answers; those in `few` have too few respondents."""
    frame = pd.DataFrame([(node, NAMES[node], *row) for node, row in counts.items()])
    frame.columns = pd.Index(["node", "name", "1", "2", "3", "4", "5"])
    agreed = [float(consensus_index(row)) for row in counts.values()]
    note = ["Tidak dihitung: 3 responden" if node in few else "" for node in frame["node"]]
    frame = frame.assign(consensus=agreed, note=note)
    frame.loc[frame["note"] != "", "consensus"] = math.nan
    return frame.assign(disputed=frame["consensus"] < 0.6)


def figure(frame, **given):
    return answer_spread.draw_answer_spread(frame, SCALE, Look(place="Kab. Nganjuk"), respondents=38, **given)


def test_the_mock_comes_out_with_its_numbers():
    shown = texts(figure(spread()).figure)
    assert {"11", "17", "74%", "26%", "0,74", "0,46", "0,71", "perlu dibahas"} <= set(shown)
    assert shown.count("perlu dibahas") == 1


def test_bars_lie_side_by_side_and_part_at_the_middle_level():
    chart = figure(spread({"SOC": MOCK["SOC"]}))
    ends = [(bar.base[0], bar.base[0] + bar.x[0]) for bar in chart.figure.data]
    assert ends[0][0] == pytest.approx(-16 / 38)
    assert ends[4][1] == pytest.approx(22 / 38)
    assert [end for _, end in ends[:-1]] == pytest.approx([start for start, _ in ends[1:]])
    assert ends[2][0] == pytest.approx(0)


@pytest.mark.parametrize(("low", "high", "part"), [(1, 5, 3), (1, 4, 3), (1, 7, 4), (0, 5, 3), (1, 2, 2)])
def test_the_middle_level_of_any_scale(low, high, part):
    assert diverging_bars.middle_level(Scale(low, high)) == part
    assert diverging_bars.scale_levels(Scale(low, high)) == list(range(low, high + 1))


def test_few_answers_show_no_bar_no_number_and_no_row_of_counts():
    chart = figure(spread(few=("ECO",)))
    shown = texts(chart.figure)
    assert "Tidak dihitung: 3 responden" in shown
    assert not {"74%", "26%", "0,74"} & set(shown)
    assert chart.table.loc[0, ["Tingkat 1", "Konsensus"]].isna().all()
    assert "74%" not in chart.alt


def test_nothing_to_count_still_draws_and_a_page_of_many_does_too():
    empty = figure(spread(few=tuple(MOCK)))
    assert empty.title == "Sebaran jawaban tiap dimensi"
    many = pd.concat([spread()] * 20, ignore_index=True)
    assert figure(many).pages == 3
    assert figure(spread().iloc[:0]).figure.data


def test_each_level_is_named_in_the_legend():
    names = [trace.name for trace in figure(spread()).figure.data]
    assert names == ["1 Belum siap", "2 Kurang siap", "3 Cukup siap", "4 Siap", "5 Sangat siap"]

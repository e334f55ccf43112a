"""The gap dumbbell shows the data, all of it and nothing else."""

import json
import math
from dataclasses import replace

import pytest

from charts.drawing.look import Look
from charts.results import gap
from tests.charts.frames import SCALE, gaps, texts

LOOK = Look(place="Kab. Nganjuk")


def draw(frame, look=LOOK):
    return gap.draw_gap(frame, SCALE, look)


def test_labels_carry_score_target_and_the_drawn_distance():
    shown = texts(draw(gaps(score={"LIV": 4.2})).figure)
    assert {"2,00", "3,50", "−1,50", "4,20", "+0,20"} <= set(shown)


def test_rows_run_from_the_largest_gap_to_the_surplus_and_missing_last():
    table = draw(gaps(score={"LIV": 4.2, "SOC": math.nan})).table
    assert table["Kode"].tolist() == ["ECO", "BRA", "GOV", "ENV", "LIV", "SOC"]


def test_every_bar_ends_at_its_score_and_target():
    lines = [trace for trace in draw(gaps()).figure.data if trace.mode == "lines"]
    assert [trace.name for trace in lines] == ["Di bawah target"]
    assert list(lines[0].x[:3]) == [2.0, 3.5, None]


def test_a_missing_score_is_a_dotted_box_with_words_and_no_number():
    figure = draw(gaps(score={"ECO": math.nan})).figure
    dotted = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    assert len(dotted) == 1
    assert "Data kurang" in texts(figure)
    scores = next(trace for trace in figure.data if trace.name == "Skor saat ini" and trace.text)
    assert len(scores.x) == 5
    assert not any(value in (0, 0.0) for value in scores.x)
    assert not any(text.startswith("−1,50") for text in texts(figure))


def test_a_missing_target_draws_the_score_alone():
    figure = draw(gaps(target={"ECO": math.nan})).figure
    assert "2,00" in texts(figure)
    assert not any(text in ("−1,50", "nan") for text in texts(figure))


def test_quartiles_and_peers_appear_only_when_given():
    plain = {trace.name for trace in draw(gaps()).figure.data}
    full = {trace.name for trace in draw(gaps().assign(low=1.5, high=2.5, peers=2.4)).figure.data}
    assert full - plain == {"Separuh jawaban OPD", "Median pembanding"}


def test_projector_never_draws_more_than_eight_rows():
    frame = gaps().iloc[[0] * 18].assign(name="Sarana Telekomunikasi dan Transportasi")
    chart = draw(frame, replace(LOOK, size="projector", page=3))
    scores = next(trace for trace in chart.figure.data if trace.name == "Skor saat ini" and trace.text)
    assert (chart.page, chart.pages, len(scores.x)) == (3, 3, 6)
    assert len(chart.table) == 18
    with pytest.raises(ValueError, match="page 4 of 3"):
        draw(frame, replace(LOOK, size="projector", page=4))


@pytest.mark.parametrize("size", ["office", "projector"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_figure_is_local_and_carries_no_nan(size, dark):
    text = json.dumps(json.loads(draw(gaps(score={"ECO": math.nan}), Look(size, dark)).figure.to_json()))
    assert "http" not in text
    assert "NaN" not in text


def test_only_the_projector_carries_its_heading():
    office, projector = draw(gaps()), draw(gaps(), replace(LOOK, size="projector", source="Sumber: uji"))
    assert office.title not in texts(office.figure)
    assert {projector.title, projector.subtitle, "Sumber: uji"} <= set(texts(projector.figure))
    assert (projector.figure.layout.width, projector.figure.layout.height) == (1920, 1080)


def test_names_cannot_smuggle_markup():
    frame = gaps()
    frame["name"] = '<a href="https://contoh.id">Klik</a>'
    assert "<a" not in draw(frame).figure.to_json()


def test_alt_says_every_row():
    alt = draw(gaps(score={"ECO": math.nan})).alt
    assert "Smart Economy: skor Data kurang, target 3,50" in alt
    assert "Smart Living: skor 2,90, target 4,00, selisih −1,10" in alt

"""The map: colour only for known scores, dotted for the unknown, a code to click for every region."""

import json
import math
from dataclasses import replace

import pandas as pd
import pytest

from charts.comparison import region_map, region_shapes
from charts.drawing import format as fmt
from charts.drawing.look import Look
from reference import regions
from tests.charts.frames import SCALE, texts

JATIM = region_shapes.region_cells("35")


def scored(codes, start=1.0):
    labels = regions.list_regions()["label"]
    scores = [start + (place * 7) % 30 / 10 for place in range(len(codes))]
    return pd.DataFrame({"unit": codes, "label": [labels[code] for code in codes], "score": scores})


LOOK = Look(place="Jawa Timur")


def draw(frame, look=LOOK, shown=JATIM, **options):
    return region_map.draw_region_map(frame, shown, SCALE, look, what="Indeks kesiapan", **options)


def filled(chart):
    return [trace for trace in chart.figure.data if trace.fill == "toself"]


def rings(trace):
    return sum(x is None for x in trace.x)


def test_known_regions_are_filled_unknown_dotted_and_absent_only_outlined():
    frame = scored(list(JATIM.rings)[:20])
    frame.loc[3, "score"] = math.nan
    chart = draw(frame)
    assert sum(rings(trace) for trace in filled(chart)) == 19
    assert all(trace.fillcolor for trace in filled(chart))
    dotted = next(trace for trace in chart.figure.data if trace.name == "Data kurang")
    assert (dotted.line.dash, dotted.fill, rings(dotted)) == ("dot", None, 1)
    absent = next(trace for trace in chart.figure.data if trace.name == "Belum ada data di sini")
    assert (absent.fill, rings(absent)) == (None, 18)


def test_every_region_with_a_row_can_be_clicked_for_its_code():
    frame = scored(list(JATIM.rings))
    points = draw(frame).figure.data[-1]
    assert [code for (code,) in points.customdata] == frame["unit"].tolist()
    assert "Kab. Nganjuk: " in " ".join(points.text)
    assert draw(frame).figure.layout.clickmode == "event+select"


def test_labels_print_the_score_with_a_comma_and_towns_keep_their_kind():
    frame = scored(list(JATIM.rings))
    shown = [
        label for label in texts(draw(frame, shown=region_shapes.region_tiles("35")).figure) if "<b>" in label
    ]
    assert len(shown) == 38
    assert sum(label.startswith(("Kota<br>Madiun", "Kota Madiun")) for label in shown) == 1
    score = frame.set_index("unit").at["35.18", "score"]
    assert f"Nganjuk<br><b>{fmt.format_number(score)}</b>" in shown


def test_equal_scores_share_a_colour_and_close_ones_do_not():
    frame = scored(["35.01", "35.02", "35.03"]).assign(score=[2.0, 2.0, 2.9])
    colours = {trace.fillcolor: rings(trace) for trace in filled(draw(frame))}
    assert sorted(colours.values()) == [1, 2]


def test_the_whole_country_draws_in_few_traces_and_calls_only_the_selected():
    country = region_shapes.region_cells()
    chart = draw(scored(list(country.rings)), shown=country, selected="35.18")
    assert len(chart.figure.data) < 100
    called = [note.text for note in chart.figure.layout.annotations]
    assert len(called) == 1
    assert "Kab. Nganjuk" in called[0]
    assert len(chart.table) == 514


@pytest.mark.parametrize("size", ["office", "projector"])
@pytest.mark.parametrize("count", [0, 1])
def test_nobody_or_one_region_still_draws(count, size):
    chart = draw(scored(["35.18"][:count]), replace(LOOK, size=size), selected="35.18")
    assert chart.alt.endswith(".")
    assert "http" not in json.dumps(json.loads(chart.figure.to_json()))
    assert len(chart.figure.data[-1].x) == count

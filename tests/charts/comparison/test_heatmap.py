"""The table of regions and dimensions."""

import json
import math

import pytest

from charts.comparison import heatmap
from charts.drawing import format as fmt
from charts.drawing.look import Look
from tests.charts.frames import NAMES, SCALE, regions, texts

LOOK = Look()


def draw(frame, look=LOOK, **options):
    return heatmap.draw_heatmap(frame, NAMES, SCALE, look, **options)


def test_cells_hold_the_scores_best_index_first_missing_last():
    frame = regions()
    chart = draw(frame, by_index=True)
    colours = [trace for trace in chart.figure.data if trace.type == "heatmap"][1]
    expected = frame.sort_values("index", ascending=False, na_position="last")
    assert [row[0] for row in colours.z] == expected["GOV"].tolist()
    assert colours.z[-1][5] is None or math.isnan(colours.z[-1][5])


def test_rows_stand_as_given_unless_the_index_is_asked_for_and_that_is_no_official_rank():
    frame = regions().iloc[::-1]
    plain, ranked = draw(frame), draw(frame, by_index=True)
    colours = [trace for trace in plain.figure.data if trace.type == "heatmap"][1]
    assert [row[0] for row in colours.z] == frame["GOV"].tolist()
    assert "diurutkan" not in plain.subtitle
    assert "bukan peringkat resmi" in ranked.subtitle


def test_a_missing_cell_is_dotted_and_says_why():
    frame = regions()
    chart = draw(frame, notes={(frame["unit"].iloc[-1], "ENV"): "4 dari 9 OPD"})
    dotted = [shape for shape in chart.figure.layout.shapes if shape.line.dash == "dot"]
    assert len(dotted) == 2  # the cell and the index
    assert any("Data kurang" in text and "4 dari 9 OPD" in text for text in texts(chart.figure))


def test_numbers_equal_the_data_with_a_decimal_comma():
    frame = regions(3)
    shown = texts(draw(frame).figure)
    for score in frame[list(NAMES)].stack().dropna():
        assert fmt.format_number(score) in shown


def test_few_answers_are_marked_by_sign_not_only_colour():
    frame = regions(2).assign(answered=[20, 21], asked=42)
    shown = texts(draw(frame).figure)
    assert "▲ 20/42" in shown
    assert "21/42" in shown


@pytest.mark.parametrize(
    ("count", "size", "pages", "rows"),
    [
        (1, "office", 1, 1),
        (5, "projector", 1, 5),
        (9, "projector", 2, 5),
        (25, "office", 1, 25),
        (26, "office", 2, 13),
        (514, "office", 21, 25),
    ],
)
def test_pages(count, size, pages, rows):
    chart = draw(regions(count), Look(size=size))
    assert chart.pages == pages
    assert len(chart.figure.data[0].z) == rows
    assert len(chart.table) == count


def test_every_region_stands_on_exactly_one_page():
    frame = regions(38)
    seen = [
        note.text
        for page in range(1, 6)
        for note in draw(frame, Look(size="projector", page=page)).figure.layout.annotations
    ]
    for label in frame["label"]:
        assert sum(text.replace("<br>", " ") == label for text in seen) == 1


def test_the_chosen_region_is_outlined_where_it_stands():
    frame = regions()
    shapes = draw(frame, selected="35.003", by_index=True).figure.layout.shapes
    frame_shape = [shape for shape in shapes if shape.layer == "below"]
    assert [(shape.y0, shape.y1) for shape in frame_shape] == [(0.5, 1.5)]


def test_an_instrument_without_index_or_counts_shows_cells_only():
    frame = regions(3)[["unit", "label", "GOV", "BRA"]]
    chart = heatmap.draw_heatmap(frame, {"GOV": "Domain A", "BRA": "Domain B"}, SCALE, Look(), noun="domain")
    assert chart.title.startswith(("Skor per domain", "Domain"))
    assert "http" not in json.dumps(json.loads(chart.figure.to_json()))

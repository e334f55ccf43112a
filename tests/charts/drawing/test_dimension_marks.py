"""Marks of dimensions: an instrument's own, else ones that every eye tells apart on every page."""

import itertools

import numpy as np
import pytest

from charts.drawing import dimension_marks, theme
from charts.drawing.dimension_marks import colour_distance, mark_dimensions
from reference import instruments
from scoring.framework import Framework
from scoring.tree import Node, Scale

KESIAPAN = instruments.load_instrument("kesiapan").framework
# Machado, Oliveira and Fernandes (2009), severity 1, over linear RGB.
BLIND = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def tree(size, **tags):
    """An index over so many dimensions with one indicator each; `tags` by the code of a dimension."""
    tops = [Node(f"D{at}", f"Dimensi {at}", "I", 2, tags=tags.get(f"D{at}", {})) for at in range(size)]
    leaves = [Node(f"D{at}.x", f"Butir {at}", f"D{at}", 1) for at in range(size)]
    return Framework((Node("I", "Indeks", None, 3), *tops, *leaves), Scale(1, 5))


def looks(framework, name):
    marks = mark_dimensions(framework).by_node
    return [getattr(marks[code], name) for code in framework.dimensions]


def as_seen(colour, matrix):
    coded = np.array(theme.split_colour(colour)) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(matrix) @ linear, 0, 1)
    coded = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(part * 255):02X}" for part in coded)


@pytest.mark.parametrize("size", [1, 2, 5, 6, 7, 8, 11, 30])
@pytest.mark.parametrize("page", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_any_number_of_dimensions_stands_out_and_is_told_apart(size, page):
    colours, symbols = looks(tree(size), "dark" if page.dark else "light"), looks(tree(size), "symbol")
    assert all(theme.contrast_ratio(colour, page.page) >= 3 for colour in colours)
    assert len(set(zip(colours, symbols, strict=True))) == size
    assert len(set(colours[:8])) == len(set(symbols[:8])) == min(size, 8)


@pytest.mark.parametrize("page", ["light", "dark"])
@pytest.mark.parametrize("kind", BLIND)
def test_eight_colours_stay_apart_for_the_colour_blind(page, kind):
    seen = [as_seen(colour, BLIND[kind]) for colour in looks(tree(8), page)]
    assert min(colour_distance(one, other) for one, other in itertools.combinations(seen, 2)) >= 5.5


def test_a_mark_holds_for_every_node_of_its_dimension_and_for_no_other():
    marks = mark_dimensions(KESIAPAN)
    assert marks.by_node["ECO2.1"] == marks.by_node["ECO"]
    assert marks.symbol_of("ECO2.1") == "diamond"
    assert {"INDEKS", "PRE"}.isdisjoint(marks.by_node)
    light = theme.page_palette(False, marks)
    assert light.dimension("PRE") == light.dimension("INDEKS") == light.primary
    assert light.dimension("ECO2.1") == "#B98700"
    assert theme.page_palette(True, marks).dimension("ECO2.1") == "#EAB823"


def test_an_instrument_names_its_own_and_the_others_keep_off_them():
    own = {"D1": {"colour": "#2F62C0", "colour_dark": "#88AAFF", "shape": "palang"}}
    found = tree(3, **own)
    assert looks(found, "light")[1] == "#2F62C0"
    assert looks(found, "dark")[1] == "#88AAFF"
    assert looks(found, "symbol") == ["circle", "cross", "diamond"]
    assert min(colour_distance("#2F62C0", looks(found, "light")[at]) for at in (0, 2)) >= dimension_marks.NEAR


@pytest.mark.parametrize("colour", ["#FFFF00", "#FFFFFF", "#000000", "#101828"])
def test_a_colour_the_page_would_swallow_is_moved_until_it_is_seen(colour):
    found = tree(2, D0={"colour": colour})
    assert theme.contrast_ratio(looks(found, "light")[0], theme.LIGHT.page) >= 3
    assert theme.contrast_ratio(looks(found, "dark")[0], theme.DARK.page) >= 3

"""The palette keeps its promises: contrast, order, interpolation."""

import itertools

import pytest

from charts.drawing import theme
from charts.drawing.theme import DARK, LIGHT, MATURITY, contrast_ratio


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["ink", "muted", "faint", "primary", "gap", "target", "ok", "warn", "error"])
def test_text_colours_reach_aa_on_the_page(colours, name):
    assert contrast_ratio(getattr(colours, name), colours.page) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ground", "names"),
    [
        ("band", ("ink", "muted", "target", "gap", "surplus")),
        ("bands", ("ink", "muted", "target", "gap", "surplus")),
        ("selected", ("ink", "muted", "error")),
    ],
)
def test_labels_reach_aa_on_the_grounds_they_stand_on(colours, ground, names):
    for name in names:
        assert contrast_ratio(getattr(colours, name), getattr(colours, ground)) >= 4.5, name


def test_maturity_darkens_with_every_level_and_interpolates():
    scores = [1 + step / 10 for step in range(41)]
    colours = [theme.maturity_colour(score, 1, 5) for score in scores]
    light = [contrast_ratio(colour, "#000000") for colour in colours]
    assert all(a > b for a, b in itertools.pairwise(light))
    assert [colours[0], colours[10], colours[40]] == [MATURITY[0], MATURITY[1], MATURITY[4]]
    assert theme.maturity_colour(2.0, 1, 5) != theme.maturity_colour(2.9, 1, 5)


def test_numbers_on_every_fill_are_readable():
    for step in range(401):
        fill = theme.maturity_colour(1 + step / 100, 1, 5)
        assert contrast_ratio(theme.ink_on(fill), fill) >= 4.2  # bold and large: 3 would do


def test_projector_sizes_keep_the_floor():
    size = theme.PROJECTOR
    assert (size.width, size.height) == (1920, 1080)
    assert size.title >= 48
    assert size.value >= 44
    assert size.label >= 36
    assert size.smallest >= 24
    assert size.rows <= 8


def test_font_names_are_quoted():
    families = [part.strip() for part in theme.FONT.split(",")]
    assert all(part.startswith('"') for part in families[:-1])

"""How dimensions look: as their instrument says, else in colours and shapes that everybody tells apart."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from charts.drawing import theme
from charts.drawing.theme import DimensionMark, DimensionMarks
from reference.instruments.definition import MARK_SHAPES
from scoring.framework import Framework

# Tested with the three kinds of colour blindness; more than eight nobody tells apart, so shapes turn then.
USUAL_COLOURS = (
    ("#2F62C0", "#5B8DF6"),
    ("#C2305F", "#FF6B92"),
    ("#B98700", "#EAB823"),
    ("#279CA9", "#8FC4BC"),
    ("#451A57", "#D6C4FF"),
    ("#285200", "#28A046"),
    ("#9977EE", "#7744FF"),
    ("#110011", "#885599"),
)
SYMBOLS = dict(
    zip(
        MARK_SHAPES,
        ("circle", "square", "diamond", "hexagon", "pentagon", "octagon", "triangle-up", "cross"),
        strict=True,
    )
)
LEAST_CONTRAST = 3.0
NEAR = 9.0
"""Two colours nearer than this in Oklab, lightness 0..100, are taken for one."""
_OKLAB_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OKLAB_AXES = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@lru_cache(maxsize=32)
def mark_dimensions(framework: Framework) -> DimensionMarks:
    """The mark of every node under the index, that of its dimension; the index itself has none.

    A colour that a page would swallow is moved towards that page's ink until it reaches 3:1.
    """
    marks = dict(zip(framework.dimensions, _marks(framework), strict=True))
    return DimensionMarks(
        {code: mark for top, mark in marks.items() for code in (top, *framework.below(top))}
    )


def _marks(framework: Framework) -> Iterator[DimensionMark]:
    tags = [framework.node(code).tags for code in framework.dimensions]
    named = [str(tag["colour"]) for tag in tags if tag.get("colour")]
    free = _free_colours(named)
    for place, tag in enumerate(tags):
        turn = place // len(USUAL_COLOURS)
        usual = list(SYMBOLS.values())[(place + turn) % len(SYMBOLS)]
        light = tag.get("colour", "")
        light, dark = (light, tag.get("colour_dark") or light) if light else next(free)
        yield DimensionMark(
            ensure_contrast(light, theme.LIGHT),
            ensure_contrast(dark, theme.DARK),
            SYMBOLS.get(tag.get("shape", ""), usual),
        )


def _free_colours(named: list[str]) -> Iterator[tuple[str, str]]:
    """The usual colours without end, at first those that are like none the instrument names."""
    unlike = [
        pair for pair in USUAL_COLOURS if all(colour_distance(pair[0], other) >= NEAR for other in named)
    ]
    yield from unlike
    while True:
        yield from USUAL_COLOURS


def ensure_contrast(colour: str, page: theme.Palette) -> str:
    """The colour, as far towards the page's ink as it takes to stand out from the page."""
    steps = (theme.blend_colours(colour, page.ink, step / 20) for step in range(21))
    return next(one for one in steps if theme.contrast_ratio(one, page.page) >= LEAST_CONTRAST)


def colour_distance(one: str, other: str) -> float:
    """How far apart two colours look: 0 for the same, 100 from black to white."""
    return float(np.linalg.norm(_oklab(one) - _oklab(other)))


def _oklab(colour: str) -> np.ndarray:
    """Lightness 0..100 and the two axes of colour (Ottosson 2020)."""
    channels = np.array(theme.split_colour(colour)) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return 100 * _OKLAB_AXES @ np.cbrt(_OKLAB_CONES @ linear)

"""Shapes of regions for maps without a map service: cells from centre and area, and hexagon tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from reference import regions

# Kilometres of a degree of longitude on the middle of the country (2.5 degrees south) and of latitude.
KM_EAST, KM_NORTH = 111.32 * np.cos(np.radians(2.5)), 110.57
SMALLEST_KM = 6.0
# A cell reaches this many radii: the best of 1.15, 1.35, 1.65 for neighbours and area together.
REACH = 1.35
CORNERS = 40
# A quarter of a pixel on a screen of 1920 that shows the whole country.
COARSE_KM = 1.0
# With less than this share of its own disc left, a town lies inside another region: a disc on top of it.
SWALLOWED = 0.3
TILE_RADIUS = 0.577
Ring = tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True, eq=False)
class RegionShapes:
    """One ring (x, y) per region code, y to the north, and the point its label and clicks belong to.

    `above`: the codes to draw last, over their neighbours; `sketch`: what kind of picture it is, in words.
    """

    rings: Mapping[str, Ring]
    centres: Mapping[str, tuple[float, float]]
    above: frozenset[str]
    sketch: str

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Least and greatest x, least and greatest y."""
        east = [x for xs, _ in self.rings.values() for x in xs]
        north = [y for _, ys in self.rings.values() for y in ys]
        return min(east), max(east), min(north), max(north)


def region_cells(province: str | None = None) -> RegionShapes:
    """Every region, or those of a province, as a cell of a power diagram in kilometres.

    Neighbours meet where their discs of equal area would: a drawing from centres and areas, not borders.
    """
    rings, above = _cells() if province else _coarse()
    codes = _codes(province)
    places = _places()
    return RegionShapes(
        {code: rings[code] for code in codes},
        dict(zip(codes, zip(places.loc[codes, "x"], places.loc[codes, "y"], strict=True), strict=True)),
        above & frozenset(codes),
        "Peta skematis, bukan batas resmi",
    )


def region_tiles(province: str | None = None) -> RegionShapes:
    """Every region, or those of a province, as a hexagon of the same size near its true place."""
    codes = _codes(province)
    columns = ["national_x", "national_y"] if province is None else ["province_x", "province_y"]
    centres = dict(
        zip(
            codes, regions.hexagon_tiles().loc[codes, columns].itertuples(index=False, name=None), strict=True
        )
    )
    angles = np.radians(90 + 60 * np.arange(7))
    east, north = TILE_RADIUS * np.cos(angles), TILE_RADIUS * np.sin(angles)
    rings = {code: (tuple(cx + east), tuple(cy + north)) for code, (cx, cy) in centres.items()}
    return RegionShapes(rings, centres, frozenset(), "Peta ubin, bukan batas resmi; setiap daerah sama besar")


def _codes(province: str | None) -> list[str]:
    facts = regions.list_regions()
    return list(facts.index if province is None else facts.index[facts["province_code"] == province])


def _places() -> pd.DataFrame:
    """Centre in kilometres and radius of the disc with the region's area."""
    facts = regions.list_regions()
    radius = np.sqrt(facts["area_km2"] / np.pi).clip(lower=SMALLEST_KM)
    return pd.DataFrame({"x": facts["lon"] * KM_EAST, "y": facts["lat"] * KM_NORTH, "r": radius})


@cache
def _cells() -> tuple[dict[str, Ring], frozenset[str]]:
    """All rings, and the codes of the swallowed towns; the register never changes while we run."""
    places = _places()
    x, y, r = (places[name].to_numpy() for name in ("x", "y", "r"))
    everyone = np.arange(len(places))
    first = [_cell(place, everyone, x, y, r) for place in range(len(places))]
    inside = np.array([cell.area for cell in first]) < SWALLOWED * np.pi * r**2
    hosts = everyone[~inside]
    rings = {}
    for place, code in enumerate(places.index):
        shape = _disc(x[place], y[place], r[place]) if inside[place] else _cell(place, hosts, x, y, r)
        rings[str(code)] = _ring(shape)
    return rings, frozenset(places.index[inside])


@cache
def _coarse() -> tuple[dict[str, Ring], frozenset[str]]:
    """As `_cells`, for the whole country: half of the corners, which a browser gets on every rerun."""
    fine, above = _cells()
    codes, shapes = list(fine), [Polygon(zip(*ring, strict=True)) for ring in fine.values()]
    return dict(zip(codes, map(_ring, shapely.simplify(shapes, COARSE_KM)), strict=True)), above


def _cell(place: int, others: np.ndarray, x: np.ndarray, y: np.ndarray, r: np.ndarray) -> BaseGeometry:
    """The disc of a region cut along the power lines to the others near it."""
    cell: BaseGeometry = _disc(x[place], y[place], REACH * r[place])
    away = np.hypot(x[others] - x[place], y[others] - y[place])
    near = others[(away < REACH * (r[others] + r[place])) & (others != place)]
    for other in near:
        cell = cell.intersection(_half_plane(place, other, x, y, r))
    return cell


def _half_plane(a: int, b: int, x: np.ndarray, y: np.ndarray, r: np.ndarray) -> Polygon:
    """The side of a's centre of the line of equal power to the discs of a and b, as a large square."""
    apart = np.array([x[b] - x[a], y[b] - y[a]])
    length = np.hypot(*apart)
    ahead = apart / length
    aside = np.array([-ahead[1], ahead[0]])
    reach = (length**2 + r[a] ** 2 - r[b] ** 2) / (2 * length)
    far = 10 * (r[a] + r[b])
    on_line = np.array([x[a], y[a]]) + reach * ahead
    corners = [
        on_line + aside * far,
        on_line - aside * far,
        on_line - (aside + ahead) * far,
        on_line + (aside - ahead) * far,
    ]
    return Polygon(corners)


def _disc(x: float, y: float, radius: float) -> Polygon:
    angles = 2 * np.pi * np.arange(CORNERS) / CORNERS
    return Polygon(np.column_stack([x + radius * np.cos(angles), y + radius * np.sin(angles)]))


def _ring(shape: BaseGeometry) -> Ring:
    corners = shapely.get_coordinates(shape).round(1)
    return tuple(corners[:, 0].tolist()), tuple(corners[:, 1].tolist())


def rings_as_line(rings: Sequence[Ring]) -> tuple[list[float | None], list[float | None]]:
    """Rings as one broken line, for a single trace."""
    x = [value for xs, _ in rings for value in (*xs, None)]
    y = [value for _, ys in rings for value in (*ys, None)]
    return x, y

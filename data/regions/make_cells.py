"""Make the rings of the schematic map, bidang.csv and bidang_kasar.csv, from centres and areas.

    python data/regions/make_cells.py

Run it when kabkota.csv changes. Every region is a cell of a power diagram: its disc of equal area, cut
where it meets its neighbours'. Only this script and its tests need shapely.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from charts.comparison.region_shapes import COARSE, FINE, KM_EAST, KM_NORTH, Ring
from reference import regions
from reference.tables import DATA

SMALLEST_KM = 6.0
# A cell reaches this many radii: the best of 1.15, 1.35, 1.65 for neighbours and area together.
REACH = 1.35
CORNERS = 40
# A quarter of a pixel on a screen of 1920 that shows the whole country.
COARSE_KM = 1.0
# With less than this share of its own disc left, a town lies inside another region: a disc on top of it.
SWALLOWED = 0.3


def make_cells() -> dict[str, pd.DataFrame]:
    """Table -> kode, di_atas (1: a town drawn on top of the regency around it), x, y in kilometres."""
    fine, above = _fine()
    shapes = [Polygon(zip(*ring, strict=True)) for ring in fine.values()]
    coarse = dict(zip(fine, map(_ring, shapely.simplify(shapes, COARSE_KM)), strict=True))
    return {FINE: _table(fine, above), COARSE: _table(coarse, above)}


def _table(rings: dict[str, Ring], above: frozenset[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kode": list(rings),
            "di_atas": ["1" if code in above else "" for code in rings],
            "x": [" ".join(f"{value:.1f}" for value in east) for east, _ in rings.values()],
            "y": [" ".join(f"{value:.1f}" for value in north) for _, north in rings.values()],
        }
    )


def _fine() -> tuple[dict[str, Ring], frozenset[str]]:
    """All rings, and the codes of the towns that their hosts swallow."""
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


def _places() -> pd.DataFrame:
    """Centre in kilometres and radius of the disc with the region's area."""
    facts = regions.list_regions()
    radius = np.sqrt(facts["area_km2"] / np.pi).clip(lower=SMALLEST_KM)
    return pd.DataFrame({"x": facts["lon"] * KM_EAST, "y": facts["lat"] * KM_NORTH, "r": radius})


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


if __name__ == "__main__":
    for name, frame in make_cells().items():
        frame.to_csv(DATA / name, index=False, lineterminator="\n")

"""Shapes of regions for maps without a map service: cells from centre and area, and hexagon tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from charts.comparison.cell_fit import Ring
from reference import regions
from reference.tables import read_data_table

# Kilometres of a degree of longitude on the middle of the country (2.5 degrees south) and of latitude.
KM_EAST, KM_NORTH = 111.32 * np.cos(np.radians(2.5)), 110.57
# Rings of a province, and of the whole country: half of the corners, which a browser gets on every rerun.
FINE, COARSE = "regions/bidang.csv", "regions/bidang_kasar.csv"
TILE_RADIUS = 0.577


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
    rings, above = _cells(FINE if province else COARSE)
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
    """Centres in kilometres."""
    facts = regions.list_regions()
    return pd.DataFrame({"x": facts["lon"] * KM_EAST, "y": facts["lat"] * KM_NORTH})


@cache
def _cells(table: str) -> tuple[dict[str, Ring], frozenset[str]]:
    """The rings that `data/regions/make_cells.py` made, and the codes of the towns on top of their hosts."""
    frame = read_data_table(table)
    east, north = ([tuple(map(float, text.split())) for text in frame[axis]] for axis in ("x", "y"))
    rings = dict(zip(frame["kode"], zip(east, north, strict=True), strict=True))
    return rings, frozenset(frame.loc[frame["di_atas"] == "1", "kode"])


def rings_as_line(rings: Sequence[Ring]) -> tuple[list[float | None], list[float | None]]:
    """Rings as one broken line, for a single trace."""
    x = [value for xs, _ in rings for value in (*xs, None)]
    y = [value for _, ys in rings for value in (*ys, None)]
    return x, y

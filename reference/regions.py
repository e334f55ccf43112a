"""Kabupaten and kota: their facts, and the reading of their names."""

from reference.gazetteer import (
    Region,
    aliases,
    codes,
    cohorts,
    get,
    label,
    province_of,
    provinces,
    table,
    tiles,
)
from reference.region_names import RegionMatch, match

__all__ = [
    "Region",
    "RegionMatch",
    "aliases",
    "codes",
    "cohorts",
    "get",
    "label",
    "match",
    "province_of",
    "provinces",
    "table",
    "tiles",
]

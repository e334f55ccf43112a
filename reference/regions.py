"""Kabupaten and kota: their facts, and the reading of their names."""

from reference.gazetteer import (
    Region,
    find_region,
    hexagon_tiles,
    list_provinces,
    list_region_aliases,
    list_region_codes,
    list_regions,
    list_smart_city_cohorts,
    other_region_codes,
    province_of,
    region_label,
    unnamed_region,
)
from reference.region_names import RegionMatch, is_code_like, match_region, meanings_of_digits

__all__ = [
    "Region",
    "RegionMatch",
    "find_region",
    "hexagon_tiles",
    "is_code_like",
    "list_provinces",
    "list_region_aliases",
    "list_region_codes",
    "list_regions",
    "list_smart_city_cohorts",
    "match_region",
    "meanings_of_digits",
    "other_region_codes",
    "province_of",
    "region_label",
    "unnamed_region",
]

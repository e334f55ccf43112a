"""Regions alike in circumstances, for a study visit: nearest neighbours of the same type.

After the nearest-neighbour models of CIPFA and the ONS: what describes the area and its people counts, never
the readiness score; "nearest" is no judgement of performance.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from reference import regions
from reference.numbers import round_number, subtract_printed

CLIP = 3.0  # standard deviations; an extreme region must not be unlike all others by one variable alone
EARTH_KM = 6371.0
# Upper ends of the words for a distance, from the distances among the 416 kabupaten: the nearest of all has a
# median of 0.29, the tenth 0.48, a quarter of all pairs lies under 0.84.
WORDS = ((0.35, "sangat mirip"), (0.55, "mirip"), (0.85, "cukup mirip"), (float("inf"), "kurang mirip"))
ALIKE = 0.55


@dataclass(frozen=True)
class RegionFact:
    """One thing compared; `log` = on the logarithm, `unit` and `decimals` are for showing it."""

    column: str
    name: str
    weight: float
    unit: str
    decimals: int = 0
    log: bool = False


VARIABLES = (
    RegionFact("population", "Penduduk", 1.0, "jiwa", log=True),
    RegionFact("density", "Kepadatan", 1.0, "jiwa/km²", log=True),
    RegionFact("hdi_2021", "IPM 2021", 1.0, "", 2),
    RegionFact("poor_percent_2024", "Penduduk miskin 2024", 1.0, "%", 2),
    RegionFact("grdp_per_head_million_2024", "PDRB per kapita 2024", 1.0, "juta rupiah", 1, log=True),
    RegionFact("schooling_years_2024", "Rata-rata lama sekolah 2024", 0.5, "tahun", 2),
    RegionFact("spending_thousand_2024", "Pengeluaran per kapita 2024", 0.5, "ribu rupiah", log=True),
    RegionFact("urban_percent", "Kelurahan dari seluruh desa dan kelurahan", 0.5, "%", 1),
)


@dataclass(frozen=True)
class PeerWish:
    """Which regions come into question; the default is all.

    joined_by: known to have joined the smart-city programme in this year or earlier. province: "same" or
    "other" than the region's own. tourism: inside a national tourism area (KSPN). within_km: at most so far,
    centre to centre.
    """

    joined_by: int | None = None
    province: str | None = None
    tourism: bool = False
    within_km: float | None = None


def nearest_regions(code: str, dropped: str | None = None) -> pd.DataFrame:
    """All other regions of the same type, the most alike first, index code.

    `distance` = root of the weighted mean of squared differences in standard deviations (0 = alike); `used` =
    how many variables both are known in; per variable (by its column) its share 0..1 of the squared distance,
    NaN where it does not count. `dropped`: a variable to leave out. KeyError for an unknown region.
    """
    scores, weights = _standardised(), _weights(dropped)
    kinds = regions.list_regions()["kind"]
    pool = kinds.index[(kinds == kinds[code]) & (kinds.index != code)]
    squares = (scores.loc[pool] - scores.loc[code]) ** 2
    weighed = squares * weights
    total = squares.notna().astype(float) @ weights
    distance = np.sqrt(weighed.sum(axis=1) / total.where(total > 0))
    shares = weighed.div(weighed.sum(axis=1).replace(0, np.nan), axis=0).loc[:, weights > 0]
    found = pd.DataFrame({"distance": distance, "used": squares.loc[:, weights > 0].notna().sum(axis=1)})
    return found.join(shares).sort_values("distance", kind="stable")


def regions_fulfilling_wish(code: str, wish: PeerWish) -> pd.Index:
    """The codes of the regions of the same type that the wish leaves, the region itself excluded."""
    known = regions.list_regions()
    kept = (known["kind"] == known.at[code, "kind"]) & (known.index != code)
    if wish.joined_by is not None:
        kept &= smart_city_start_years().reindex(known.index).le(wish.joined_by)
    if wish.province is not None:
        kept &= (known["province_code"] == known.at[code, "province_code"]) == (wish.province == "same")
    if wish.tourism:
        kept &= known["tourism_area"] != ""
    if wish.within_km is not None:
        kept &= distance_in_kilometres(code) <= wish.within_km
    return known.index[kept]


def smart_city_start_years() -> pd.Series:
    """The first known year in the programme by code; a region that is not listed is unknown, not absent."""
    cohorts = regions.list_smart_city_cohorts()
    return cohorts[cohorts["kind"] == "kohort"].groupby("code")["year"].min()


def distance_in_kilometres(code: str) -> pd.Series:
    """Great-circle distance from the centre of a region to the centres of all, by code."""
    known = regions.list_regions()
    lat, lon = np.radians(known["lat"]), np.radians(known["lon"])
    half = np.sin((lat - lat[code]) / 2) ** 2
    half += np.cos(lat) * np.cos(lat[code]) * np.sin((lon - lon[code]) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(half))


def similarity_word(distance: float) -> str:
    """What a distance means, told from its two decimals as they print; "" for NaN."""
    return next((words for upper, words in WORDS if round_number(distance) <= upper), "")


def compare_circumstances(code: str, peer: str) -> pd.DataFrame:
    """Each variable of two regions: column, name, unit, decimals, own, peer, apart, alike.

    apart: peer - own in standard deviations of the variable, NaN = unknown; alike: at most ALIKE apart.
    """
    known, scores = circumstances_of_regions(), _standardised()
    columns = [variable.column for variable in VARIABLES]
    apart = (scores.loc[peer, columns] - scores.loc[code, columns]).to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "column": columns,
            "name": [variable.name for variable in VARIABLES],
            "unit": [variable.unit for variable in VARIABLES],
            "decimals": [variable.decimals for variable in VARIABLES],
            "own": known.loc[code, columns].to_numpy(dtype=float),
            "peer": known.loc[peer, columns].to_numpy(dtype=float),
            "apart": apart,
            "alike": np.abs(apart) <= ALIKE,
        }
    )


def peer_stability(code: str, wish: PeerWish, count: int = 10) -> pd.DataFrame:
    """How many of the `count` nearest stay when one variable is left out: column, name, kept, of."""
    allowed = regions_fulfilling_wish(code, wish)
    first = _top(code, allowed, count)
    rows = [
        (variable.column, variable.name, len(first & _top(code, allowed, count, variable.column)))
        for variable in VARIABLES
    ]
    return pd.DataFrame(rows, columns=["column", "name", "kept"]).assign(of=len(first))


def peer_advantages(own: pd.Series, peer: pd.Series) -> pd.Series:
    """By how much the peer scores higher, largest first; only nodes known in both and higher as printed."""
    pairs = zip(peer.astype(float), own.reindex(peer.index).astype(float), strict=True)
    lead = pd.Series([subtract_printed(*pair) for pair in pairs], index=peer.index, dtype=float)
    return lead[lead > 0].sort_values(ascending=False, kind="stable")


def _top(code: str, allowed: pd.Index, count: int, dropped: str | None = None) -> set[str]:
    found = nearest_regions(code, dropped).index
    return set(found[found.isin(allowed)][:count])


def _weights(dropped: str | None) -> pd.Series:
    weights = {v.column: 0.0 if v.column == dropped else v.weight for v in VARIABLES}
    return pd.Series(weights)


@cache
def circumstances_of_regions() -> pd.DataFrame:
    """The register with urban_percent and own_revenue_percent, by code; shared, so it must not be changed."""
    found = regions.list_regions()
    return found.assign(
        urban_percent=100 * found["wards"] / (found["wards"] + found["villages"]),
        own_revenue_percent=100 * found["own_revenue_billion_2024"] / found["revenue_billion_2024"],
    )


@cache
def _standardised() -> pd.DataFrame:
    """Every variable in standard deviations from the mean of the region's type, clipped at CLIP."""
    known = circumstances_of_regions()
    values = pd.DataFrame(
        {v.column: np.log(known[v.column]) if v.log else known[v.column] for v in VARIABLES}
    )
    by_type = values.groupby(known["kind"])
    spread = by_type.transform("std", ddof=0)
    scores = (values - by_type.transform("mean")) / spread.where(spread > 0)
    return scores.clip(-CLIP, CLIP)

"""Facts of the 514 kabupaten and kota and the 38 provinces, by Kemendagri code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from reference import tables

COLUMNS = {
    "kode": "code",
    "nama": "name",
    "jenis": "kind",
    "nama_pendek": "short",
    "ibukota": "capital",
    "kode_provinsi": "province_code",
    "provinsi": "province",
    "gugus_pulau": "islands",
    "lintang": "lat",
    "bujur": "lon",
    "luas_km2": "area_km2",
    "penduduk": "population",
    "kepadatan": "density",
    "kelas": "size_class",
    "kecamatan": "districts",
    "kelurahan": "wards",
    "desa": "villages",
    "ipm_2021": "hdi_2021",
    "miskin_2021": "poor_percent_2021",
    "miskin_2024": "poor_percent_2024",
    "pengangguran_2021": "unemployed_percent_2021",
    "rata_lama_sekolah_2024": "schooling_years_2024",
    "harapan_lama_sekolah_2024": "expected_schooling_years_2024",
    "pengeluaran_2024_ribu": "spending_thousand_2024",
    "pdrb_2024_miliar": "grdp_billion_2024",
    "pdrb_kapita_juta": "grdp_per_head_million_2024",
    "rasio_kapasitas_fiskal": "fiscal_ratio",
    "kategori_kapasitas_fiskal": "fiscal_class",
    "pad_2024_miliar": "own_revenue_billion_2024",
    "pendapatan_2024_miliar": "revenue_billion_2024",
    "kspn": "tourism_area",
    "kspn_peran": "tourism_role",
}
TEXTS = (
    "code",
    "name",
    "kind",
    "short",
    "capital",
    "province_code",
    "province",
    "islands",
    "size_class",
    "fiscal_class",
    "tourism_area",
    "tourism_role",
)
UNNAMED, UNNAMED_LABEL = "00.", "Daerah tidak disebut"
COUNTS = ("population", "districts", "wards", "villages")


@dataclass(frozen=True)
class Region:
    """A kabupaten or kota; `region_label` is the form screens show, such as "Kab. Nganjuk"."""

    code: str
    name: str
    label: str
    kind: str
    short: str
    province_code: str
    province: str
    districts: int
    wards: int
    villages: int


def list_regions() -> pd.DataFrame:
    """All 514, index code "35.18"; unknown texts are "", unknown numbers NaN; names of columns say units."""
    return _table().copy()


@cache
def _table() -> pd.DataFrame:
    frame = tables.read_data_table("regions/kabkota.csv").rename(columns=COLUMNS)
    numbers = [column for column in frame.columns if column not in TEXTS]
    frame[numbers] = frame[numbers].apply(pd.to_numeric)
    frame[list(COUNTS)] = frame[list(COUNTS)].astype(int)
    label = frame["kind"].map({"Kabupaten": "Kab. ", "Kota": "Kota "}) + frame["short"]
    frame.insert(2, "label", label)
    return frame.set_index("code")


@cache
def list_region_codes() -> frozenset[str]:
    """The codes of all 514."""
    return frozenset(_table().index)


def find_region(code: str) -> Region:
    """The region of a Kemendagri code; KeyError where there is none."""
    return _regions()[code]


def region_label(code: str) -> str:
    """ "Kab. Nganjuk"; the code itself for a region the register does not have."""
    known = _regions().get(code)
    return known.label if known else _unnamed_label(code) or code


def unnamed_region(number: int) -> str:
    """The code of a place of which a file gives figures without saying where, counted from 0.

    No province has the code 00; nothing of such a place is kept in a store of users.
    """
    return f"{UNNAMED}{number:02d}"


def _unnamed_label(code: str) -> str:
    if not code.startswith(UNNAMED):
        return ""
    number = int(code.removeprefix(UNNAMED))
    return UNNAMED_LABEL if number == 0 else f"{UNNAMED_LABEL} ({number + 1})"


def province_of(code: str) -> str:
    """ "Jawa Timur"; "" for a region the register does not have."""
    known = _regions().get(code)
    return known.province if known else ""


@cache
def _regions() -> dict[str, Region]:
    names = list(Region.__dataclass_fields__)
    rows = _table().reset_index()[names].itertuples(index=False, name=None)
    return {row[0]: Region(*row) for row in rows}


def list_provinces() -> pd.DataFrame:
    """All 38, index province code: name, islands, counts of regions and districts, population, area, ISO."""
    return _provinces().copy()


@cache
def _provinces() -> pd.DataFrame:
    columns = ["code", "name", "islands", "regencies", "cities", "districts", "population", "area_km2", "iso"]
    frame = tables.read_data_table("regions/provinsi.csv").set_axis(columns, axis=1)
    numbers = columns[3:8]
    frame[numbers] = frame[numbers].apply(pd.to_numeric)
    return frame.set_index("code")


@cache
def province_codes_by_name() -> dict[str, str]:
    """Every name and alias of a province with its code."""
    names = {name: str(code) for code, name in _provinces()["name"].items()}
    aliases = tables.read_data_table("regions/alias_provinsi.csv")
    return names | dict(zip(aliases["alias"], aliases["kode"], strict=True))


@cache
def list_region_aliases() -> tuple[tuple[str, str, str], ...]:
    """(code, alias, kind of alias) of former names, spellings and abbreviations."""
    frame = tables.read_data_table("regions/alias.csv")
    return tuple(zip(frame["kode"], frame["alias"], frame["jenis"], strict=True))


@cache
def list_region_words(kind: str = "") -> tuple[tuple[str, str], ...]:
    """(word, the word in full) of abbreviations and English words in names; of one kind where it is given."""
    frame = tables.read_data_table("regions/kata.csv")
    chosen = frame[frame["jenis"] == kind] if kind else frame
    return tuple(zip(chosen["kata"], chosen["lengkap"], strict=True))


def other_region_codes() -> pd.DataFrame:
    """Index code; columns `bps` (4 digits) and `former` (Kemendagri code of 2020), "" where unknown."""
    frame = tables.read_data_table("regions/padanan.csv").set_index("kode")[["kode_bps", "kode_2020"]]
    return frame.set_axis(["bps", "former"], axis=1).rename_axis("code")


def hexagon_tiles() -> pd.DataFrame:
    """Hexagon centres, index code; national_x/_y and province_x/_y, neighbours 1 apart, y to the north."""
    frame = tables.read_data_table("regions/ubin.csv").set_index("kode")[
        ["nas_x", "nas_y", "prov_x", "prov_y"]
    ]
    return frame.astype(float).set_axis(["national_x", "national_y", "province_x", "province_y"], axis=1)


def list_smart_city_cohorts() -> pd.DataFrame:
    """Known years in the smart-city programme, one row per region, year and kind.

    Columns year, code, list_status, source, kind ("kohort" = joined, "evaluasi" = evaluated), certainty
    ("pasti" or "sengketa") and scheme. A region that is not listed is unknown, not absent.
    """
    names = {
        "tahun": "year",
        "kode": "code",
        "status_daftar": "list_status",
        "sumber": "source",
        "jenis": "kind",
        "kepastian": "certainty",
        "skema": "scheme",
    }
    frame = tables.read_data_table("regions/kohort.csv").rename(columns=names)
    return frame.assign(year=frame["year"].astype(int))[list(names.values())]

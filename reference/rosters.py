"""Rosters: the OPD of one region, as a frame with one row per OPD, and what they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd

from reference import gazetteer, regions, tables
from reference.agency_names import match_opd
from reference.catalogue import opd_catalogue, organisation_form, sectors_in_name, setda_sectors

COLUMNS = ["opd", "code", "name", "short", "sectors", "district", "vote"]
DISTRICTS = "KECAMATAN"
OPD_CODE = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")


def is_opd_code(text: str) -> bool:
    """Whether a text can be an OPD's id, its code or what it votes as: ASCII letters and digits in parts."""
    return OPD_CODE.fullmatch(text) is not None


def general_roster(region_code: str) -> pd.DataFrame:
    """A usual roster to start from: not an official list. Kecamatan by name where known, else one row.

    Setda stands for its Bagian; a kota without desa has no Dinas PMD.
    """
    left_out = {"DPMD"} if gazetteer.find_region(region_code).villages == 0 else set()
    rows = [_row(*values) for values in _usual() if values[0] not in left_out]
    return _frame([*rows, *_districts(region_code)])


@cache
def _usual() -> tuple[tuple[str, str, str, str], ...]:
    usual = opd_catalogue().query("usual and form not in ('bagian', 'kecamatan')").reset_index()
    return tuple(usual[["code", "name", "short", "sectors"]].itertuples(index=False, name=None))


def _districts(region_code: str) -> list[dict[str, str]]:
    known = _samples().get(region_code)
    if known is None:
        return [_row("KEC", "Kecamatan", "Kecamatan", "kecamatan")]
    return known[known["vote"] == DISTRICTS].to_dict("records")  # type: ignore[return-value]


def sample_rosters() -> dict[str, pd.DataFrame]:
    """Rosters of the sample regions by region code: usual OPD and the real kecamatan, no official lists."""
    return {code: roster.copy() for code, roster in _samples().items()}


@cache
def _samples() -> dict[str, pd.DataFrame]:
    frame = tables.read_data_table("agencies/susunan.csv")
    names = ["kode_opd", "nama", "singkatan", "urusan", "kode_kecamatan"]
    return {
        str(region): _frame([_row(*values) for values in rows[names].itertuples(index=False, name=None)])
        for region, rows in frame.groupby("kode_wilayah", sort=False)
    }


def find_roster(region_code: str) -> pd.DataFrame:
    """The roster of a region where none was kept: the sample's own, else the general one."""
    known = _samples().get(region_code)
    return general_roster(region_code) if known is None else known.copy()


class RegionRosters(Mapping[str, pd.DataFrame]):
    """The OPD of every region of the register, each looked up when a file first names its region."""

    def __init__(self, find: Callable[[str], pd.DataFrame] = find_roster) -> None:
        self._find = find
        self._found: dict[str, pd.DataFrame] = {}

    def __getitem__(self, code: str) -> pd.DataFrame:
        if code not in regions.list_region_codes():
            raise KeyError(code)
        if code not in self._found:
            self._found[code] = self._find(code)
        return self._found[code]

    def __iter__(self) -> Iterator[str]:
        return iter(regions.list_regions().index)

    def __len__(self) -> int:
        return len(regions.list_regions())


@dataclass(frozen=True, eq=False)
class OpdNames:
    """What the OPD of one roster are called, each in the roster's order; an id it does not have is missing.

    `roster`: opd and name; for all but `in_full` also short, for `with_bodies` also vote.
    """

    roster: pd.DataFrame

    @cached_property
    def in_full(self) -> dict[str, str]:
        """OPD id -> its name."""
        return dict(zip(self.roster["opd"], self.roster["name"], strict=True))

    @cached_property
    def in_short(self) -> dict[str, str]:
        """OPD id -> its short name, the full one where it has none."""
        return dict(zip(self.roster["opd"], self._short, strict=True))

    @cached_property
    def told_apart(self) -> dict[str, str]:
        """As `in_short`, but the full name where two OPD share a short one: a choice must tell them apart."""
        told = self._short.mask(self._short.duplicated(keep=False), self.roster["name"])
        return dict(zip(self.roster["opd"], told, strict=True))

    @cached_property
    def with_bodies(self) -> dict[str, str]:
        """As `in_short`, and the body that several vote and work as: all kecamatan as "Kecamatan"."""
        voting = zip(self.roster["opd"], self.roster["vote"], strict=True)
        return self.in_short | {vote: "Kecamatan" for opd, vote in voting if opd != vote}

    @property
    def _short(self) -> pd.Series:
        return self.roster["short"].where(self.roster["short"] != "", self.roster["name"])


def roster_from_names(names: Iterable[str]) -> pd.DataFrame:
    """A roster from the names of a region's OPD, as an official lists them.

    A name the catalogue knows gets its code and urusan, another the urusan its words show.
    """
    known = opd_catalogue()
    rows = []
    for name in dict.fromkeys(" ".join(text.split()) for text in names if text.strip()):
        found = match_opd(name)
        sure = found.status == "ok" and found.how != "sectors"
        code = found.opd if sure and found.opd else ""
        sectors = known.loc[code, "sectors"] if code else ";".join(sorted(sectors_in_name(name)))
        if organisation_form(name) == "kecamatan":
            code, sectors = "KEC", "kecamatan"
        rows.append(_row(code, name, "", str(sectors)))
    return _frame(rows)


def _row(code: str, name: str, short: str, sectors: str, district: str = "") -> dict[str, str]:
    if code == "SETDA":
        sectors = ";".join(sorted(setda_sectors()))
    return {
        "opd": f"KEC-{district}" if district else code,
        "code": code,
        "name": name,
        "short": short or name,
        "sectors": sectors,
        "district": district,
        "vote": DISTRICTS if code == "KEC" else "",
    }


def _frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    """The roster with an id for every row: the code, numbered where two rows share it."""
    counts = Counter(row["opd"] or "OPD" for row in rows)
    seen: Counter[str] = Counter()
    for row in rows:
        base = row["opd"] or "OPD"
        seen[base] += 1
        row["opd"] = base if counts[base] == 1 and row["opd"] else f"{base}-{seen[base]:02d}"
        row["vote"] = row["vote"] or row["opd"]
    return pd.DataFrame(rows, columns=COLUMNS).astype(str)

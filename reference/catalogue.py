"""The OPD that Indonesian regions have, their other names, and the urusan they carry."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pandas as pd

from reference import tables
from reference.keys import normalise_text

COLUMNS = {
    "kode": "code",
    "nama": "name",
    "alias": "aliases",
    "bentuk": "form",
    "urusan": "sectors",
    "lazim": "usual",
    "ambigu": "ambiguous",
    "catatan": "note",
    "induk": "parent",
    "urusan_tambahan": "extra_sectors",
    "dimensi_utama": "dimensions",
    "dimensi_pendukung": "support_dimensions",
}
SECTOR_COLUMNS = {
    "kode": "key",
    "nama": "name",
    "kelompok": "group",
    "pola": "pattern",
    "dimensi_utama": "dimensions",
    "dimensi_pendukung": "support_dimensions",
    "kode_bidang": "field",
    "eksklusif": "exclusive",
    "catatan": "note",
}


def opd_catalogue() -> pd.DataFrame:
    """Index OPD code; name, short, aliases ("|"), form, sectors (";"), usual (bool), ambiguous, parent, …

    `ambiguous` holds the aliases that mean several OPD; `extra_sectors` those usually carried though the
    name does not say so, never counted without confirmation.
    """
    return _catalogue().copy()


@cache
def _catalogue() -> pd.DataFrame:
    frame = tables.read_data_table("agencies/opd.csv").rename(columns=COLUMNS).set_index("code")
    short = frame["aliases"].str.partition("|")[0].where(frame["aliases"] != "", frame["name"])
    frame.insert(1, "short", short)
    return frame.assign(usual=frame["usual"] == "1")


def list_sectors() -> pd.DataFrame:
    """Index urusan key; name, group, pattern, dimensions, field (code such as "2.16"), exclusive, note."""
    return _sectors().copy()


@cache
def _sectors() -> pd.DataFrame:
    return tables.read_data_table("agencies/urusan.csv").rename(columns=SECTOR_COLUMNS).set_index("key")


@lru_cache(maxsize=8192)
def sectors_in_name(name: str) -> frozenset[str]:
    """Urusan that the words of an OPD's name show; an exclusive group (kecamatan, Setda) shuts out others."""
    text = normalise_text(name)
    found = {key for key, pattern, _ in _patterns() if pattern.search(text)}
    for group in ("kecamatan", "setwan", "setda"):
        if group in found:
            return frozenset(key for key in found if key in _exclusive()[group])
    return frozenset(found)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = _sectors()[["pattern", "exclusive"]].itertuples()
    return tuple((key, re.compile(pattern), exclusive) for key, pattern, exclusive in rows)


@cache
def _exclusive() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for key, _, group in _patterns():
        groups.setdefault(group, set()).add(key)
    return {group: frozenset(keys) for group, keys in groups.items() if group}


@cache
def setda_sectors() -> frozenset[str]:
    """What Setda carries: coordination, and the urusan of its Bagian where no Bagian is listed."""
    return _exclusive()["setda"]


FORMS = {
    "dinas": "dinas",
    "badan": "badan",
    "satuan": "dinas",
    "satpol": "dinas",
    "kantor": "kantor",
    "inspektorat": "inspektorat",
    "inspektur": "inspektorat",
    "sekretariat": "sekretariat",
    "sekretaris": "sekretariat",
    "setda": "sekretariat",
    "setwan": "sekretariat",
    "bagian": "bagian",
    "kecamatan": "kecamatan",
    "camat": "kecamatan",
    "distrik": "kecamatan",
    "kapanewon": "kecamatan",
    "kemantren": "kecamatan",
    "rumah": "rsud",
    "rsud": "rsud",
    "rsd": "rsud",
}
PARTS = (
    "upt",
    "uptd",
    "puskesmas",
    "bidang",
    "seksi",
    "sub",
    "subbagian",
    "kelurahan",
    "desa",
    "cabang",
    "unit",
)


def organisation_form(name: str) -> str:
    """Form of an OPD by the first word of its name; "lain" for a part of one; "" where it does not say."""
    first = spell_out_name(name).partition(" ")[0]
    return "lain" if first in PARTS else FORMS.get(first, "")


@lru_cache(maxsize=8192)
def spell_out_name(name: str) -> str:
    """`norm` with the usual abbreviations written out and without "dan"."""
    words = " ".join(list_abbreviations().get(word, word) for word in normalise_text(name).split())
    return " ".join(word for word in words.split() if word != "dan")


@cache
def list_abbreviations() -> dict[str, str]:
    """Normalised abbreviation of a word or of several in names -> the words in full."""
    frame = tables.read_data_table("agencies/singkatan.csv")
    return dict(zip(frame["singkatan"], frame["kepanjangan"], strict=True))


@cache
def opd_codes_by_alias() -> dict[str, tuple[str, ...]]:
    """Spaceless spelled name or alias -> codes of the OPD it can mean: several where it is ambiguous."""
    found: dict[str, dict[str, None]] = {}
    for code, row in _catalogue().iterrows():
        for alias in (row["name"], *row["aliases"].split("|"), *row["ambiguous"].split("|")):
            if alias:
                found.setdefault(spell_out_name(alias).replace(" ", ""), {})[str(code)] = None
    return {alias: tuple(codes) for alias, codes in found.items()}


@cache
def forms_in_catalogue() -> dict[str, str]:
    """Form of each OPD code."""
    return {str(code): form_ for code, form_ in opd_catalogue()["form"].items()}

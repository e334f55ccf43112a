"""The OPD of a roster as names are held against them: their keys, their urusan, their likeness to a text."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from reference.agency_abbreviations import expand_digits
from reference.agency_readings import strip_brackets
from reference.agency_words import correct_words, stem_words
from reference.catalogue import (
    forms_in_catalogue,
    opd_catalogue,
    opd_codes_by_alias,
    organisation_form,
    sectors_in_name,
    spell_out_name,
)

ASKED = 5
# A Bagian is named with and without it.
SETDA = "setda "
ALIKE, LONG_ABBREVIATION = 82, 5


@dataclass(frozen=True)
class AgencyMatch:
    """Which OPD a text names.

    "ok": `opd`, found by `how` ("roster" = the region's own list, "alias" = a known name, abbreviation or
    spelling, "sectors" = the only OPD with the urusan the name shows, or the one that took that office
    over). "ask": one of `candidates`, the likeliest first. "unknown": `candidates` are only alike.
    """

    status: str
    opd: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True, eq=False)
class AgencyRow:
    """One OPD of a roster; rows are told apart as objects, since the same OPD is the same row.

    `keys` are its name and short name without spaces, `sectors` the urusan it carries, `shown` those its name
    shows, `stems` the stems of its words, `spelled` its name written out with slips mended.
    """

    opd: str
    code: str
    name: str
    keys: frozenset[str]
    sectors: frozenset[str]
    shown: frozenset[str]
    form: str
    stems: frozenset[str]
    spelled: str


_listed: dict[int, tuple[weakref.ref[pd.DataFrame], tuple[AgencyRow, ...]]] = {}
"""id of a roster in use -> the roster and its rows: every name of a file is looked up in it."""


def list_rows(roster: pd.DataFrame) -> tuple[AgencyRow, ...]:
    """The OPD of a roster, in its order. A roster is never changed in place, so its rows are listed once."""
    kept = _listed.get(id(roster))
    if kept is not None and kept[0]() is roster:
        return kept[1]
    columns = (roster[name].tolist() for name in ("opd", "code", "name", "short", "sectors"))
    rows, place = tuple(map(_row, *columns)), id(roster)
    _listed[place] = (weakref.ref(roster, lambda _: _listed.pop(place, None)), rows)
    return rows


@lru_cache(maxsize=65_536)
def _row(opd: str, code: str, name: str, short: str, sectors: str) -> AgencyRow:
    mended = correct_words(strip_brackets(name))
    keys = {spaceless_name(text) for text in (name, short, mended) if text} | {expand_digits(short)}
    return AgencyRow(
        opd=opd,
        code=code,
        name=name,
        keys=frozenset(keys - {""}),
        sectors=frozenset(filter(None, sectors.split(";"))),
        shown=sectors_in_name(name),
        form=forms_in_catalogue().get(code) or organisation_form(name),
        stems=stem_words(mended),
        spelled=spell_out_name(mended).removeprefix(SETDA),
    )


@cache
def catalogue_rows() -> tuple[AgencyRow, ...]:
    """The OPD of the catalogue, the usual ones first."""
    frame = opd_catalogue().reset_index().sort_values("usual", ascending=False, kind="stable")
    # Short names go through the aliases, which know the ambiguous ones.
    return list_rows(frame.assign(opd=frame["code"], short=""))


def spaceless_name(text: str) -> str:
    """A name or abbreviation written out, without spaces and "dan"."""
    return spell_out_name(text).replace(" ", "")


@lru_cache(maxsize=1024)
def _keys_of(rows: tuple[AgencyRow, ...]) -> dict[str, tuple[str, ...]]:
    """Every key of a roster's names, short names and known aliases with the OPD it may be."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for key in row.keys | {row.spelled.replace(" ", "")} | _aliases_of_codes().get(row.code, frozenset()):
            found[key] = (*found.get(key, ()), row.opd)
    return found


@cache
def _aliases_of_codes() -> dict[str, frozenset[str]]:
    """The keys by which an OPD code is known."""
    found: dict[str, set[str]] = {}
    for alias, codes in opd_codes_by_alias().items():
        for code in codes:
            found.setdefault(code, set()).add(alias)
    return {code: frozenset(aliases) for code, aliases in found.items()}


def order_rows(rows: list[AgencyRow], reading: str, shown: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of at most ASKED rows: the same form first, then most urusan in common, then the likest name."""
    shown, said, key = shown or sectors_in_name(reading), organisation_form(reading), spaceless_name(reading)

    def name_closeness(row: AgencyRow) -> tuple[bool, float, float]:
        common = len(shown & row.shown) / (len(shown | row.shown) or 1)
        return row.form != said, -common, -fuzz.ratio(key, spaceless_name(row.name))

    return tuple(dict.fromkeys(row.opd for row in sorted(rows, key=name_closeness)))[:ASKED]


def ask_among(opds: Iterable[str]) -> AgencyMatch:
    """The question which of some OPD is meant, of at most ASKED, the likeliest first."""
    return AgencyMatch("ask", None, tuple(dict.fromkeys(opds))[:ASKED])


def find_alike(reading: str, rows: tuple[AgencyRow, ...]) -> tuple[str, ...]:
    """OPD whose name, short name or known alias looks alike, the likest first; suggestions only."""
    keys, key = _keys_of(rows), spaceless_name(reading)
    near = process.extract(
        key, keys.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, processor=None, limit=ASKED
    )
    return tuple(dict.fromkeys(opd for other, _, _ in near for opd in keys[other]))[:ASKED]


def find_one_letter_off(reading: str, rows: tuple[AgencyRow, ...]) -> set[str]:
    """The OPD whose short name or known alias differs by one letter from an abbreviation of five or more."""
    key = spaceless_name(reading)
    if len(key) < LONG_ABBREVIATION:
        return set()
    keys = _keys_of(rows)
    near = process.extract(key, keys.keys(), scorer=OSA.distance, score_cutoff=1, processor=None, limit=None)
    return {opd for other, _, _ in near for opd in keys[other]}

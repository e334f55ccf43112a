"""Reading a text as an OPD of a region: its own list first, then known names, then the urusan it shows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd

from reference import gazetteer, region_names
from reference.catalogue import (
    opd_catalogue,
    opd_codes_by_alias,
    organisation_form,
    sectors_in_name,
    spell_out_name,
)
from reference.keys import normalise_text

AREA_BEHIND = re.compile(r"(?<!tata )\b(kabupaten|kab|kota|provinsi|prov|pemerintah|pemkab|pemkot)\b.*$")
OPD_WORD = re.compile(r"\b(bagian|dinas|badan|kecamatan|sekretariat|inspektorat|kantor|satuan)\b")
PROVINCIAL = re.compile(r"\b(provinsi|propinsi|prov)\b")
# Forms of which a region has one for an urusan. A hospital, a kecamatan, a Kantor of a ministry or a part of
# an OPD (UPT, Bidang, Bagian) may be another one of the same urusan: it is asked.
SINGLE = ("dinas", "badan", "inspektorat", "sekretariat", "")
ASKED = 5


@dataclass(frozen=True)
class AgencyMatch:
    """Which OPD a text names.

    "ok": `opd`, found by `how` ("roster" = the region's own list, "alias", "sectors" = the only OPD with
    the urusan the name shows). "ask": one of `candidates`, the likeliest first. "unknown": `candidates`
    are only alike.
    """

    status: str
    opd: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = ""


def match_opd(text: str, roster: pd.DataFrame | None = None) -> AgencyMatch:
    """The OPD of a roster that a text names (its `opd` id), or of the catalogue where roster is None."""
    rows = _catalogue_rows() if roster is None else tuple(_rows(roster))
    found = _read(text, rows)
    if found.status == "ok" and (PROVINCIAL.search(normalise_text(text)) or _is_elsewhere(text, roster)):
        return AgencyMatch("ask", None, found.candidates)
    return found


def _is_elsewhere(text: str, roster: pd.DataFrame | None) -> bool:
    """Whether the area behind the name is another region than the one whose kecamatan the roster lists."""
    behind = AREA_BEHIND.search(normalise_text(text))
    if behind is None or roster is None:
        return False
    named = region_names.match_region(behind[0]).code
    own = {district[:5] for district in roster["district"] if district}
    return named is not None and bool(own) and named not in own


@dataclass(frozen=True)
class _Row:
    opd: str
    code: str
    name: str
    keys: frozenset[str]
    sectors: frozenset[str]
    shown: frozenset[str]
    form: str


def _rows(roster: pd.DataFrame) -> Iterator[_Row]:
    columns = roster[["opd", "code", "name", "short", "sectors"]]
    for row in columns.itertuples(index=False, name=None):
        yield _row(*row)


@lru_cache(maxsize=65_536)
def _row(opd: str, code: str, name: str, short: str, sectors: str) -> _Row:
    keys = frozenset(_key(text) for text in (name, short) if text)
    carried = frozenset(filter(None, sectors.split(";")))
    return _Row(
        opd,
        code,
        name,
        keys,
        carried,
        sectors_in_name(name),
        forms_in_catalogue().get(code) or organisation_form(name),
    )


@cache
def _catalogue_rows() -> tuple[_Row, ...]:
    frame = opd_catalogue().reset_index().sort_values("usual", ascending=False, kind="stable")
    # Short names go through the aliases, which know the ambiguous ones.
    return tuple(_rows(frame.assign(opd=frame["code"], short="")))


@cache
def forms_in_catalogue() -> dict[str, str]:
    """Form of each OPD code."""
    return {str(code): form_ for code, form_ in opd_catalogue()["form"].items()}


@cache
def _parents() -> dict[str, str]:
    return {str(code): parent or str(code) for code, parent in opd_catalogue()["parent"].items()}


def _key(text: str) -> str:
    return spell_out_name(text).replace(" ", "")


def _read(text: str, rows: tuple[_Row, ...]) -> AgencyMatch:
    readings = tuple(dict.fromkeys(filter(None, _readings(text))))
    for step in (_in_roster, _by_alias):
        for reading in readings:
            if found := step(reading, rows):
                return found
    return _by_sectors(readings[-1] if readings else "", rows)


def _readings(text: str) -> Iterator[str]:
    """The text as written, without what stands in brackets, without the area behind it."""
    outside = normalise_text(re.sub(r"\([^)]*\)", " ", text))
    yield normalise_text(text)
    yield outside
    yield from map(normalise_text, re.findall(r"\(([^)]*)\)", text))
    yield _without_area(outside)


def _without_area(text: str) -> str:
    found = AREA_BEHIND.search(text)
    if found and found.start() and not OPD_WORD.search(text, found.start()):
        return text[: found.start()].strip()
    words = text.split()
    for place in range(1, len(words)):
        if " ".join(words[place:]) in _short_names() and organisation_form(text) != "kecamatan":
            return " ".join(words[:place])
    return text


@cache
def _short_names() -> frozenset[str]:
    return frozenset(map(normalise_text, gazetteer.list_regions()["short"]))


def _settled(hits: list[_Row], reading: str, how: str) -> AgencyMatch | None:
    """One row is the answer, several are asked, none leaves the question open."""
    opds = _ordered(hits, reading)
    if not opds:
        return None
    return AgencyMatch("ok", opds[0], opds, how) if len(opds) == 1 else AgencyMatch("ask", None, opds)


def _in_roster(reading: str, rows: tuple[_Row, ...]) -> AgencyMatch | None:
    key = _key(reading)
    # A general roster has one nameless row "Kecamatan" for all.
    nameless = ["kecamatan"] if organisation_form(reading) == "kecamatan" else []
    for wanted in (key, f"kecamatan{key}", *nameless):
        if hits := [row for row in rows if wanted in row.keys]:
            return _settled(hits, reading, "roster")
    return None


def _by_alias(reading: str, rows: tuple[_Row, ...]) -> AgencyMatch | None:
    codes = opd_codes_by_alias().get(_key(reading), ())
    hits = [row for row in rows if row.code in codes]
    if len(codes) == 1 and hits:
        return _settled(hits, reading, "alias")
    # An ambiguous alias, or an OPD this region has under another name: ask among its relatives.
    families = {_parents()[code] for code in codes}
    relatives = [row for row in rows if row.code and _parents().get(row.code) in families]
    opds = tuple(dict.fromkeys((*_ordered(hits, reading), *_ordered(relatives, reading))))
    return AgencyMatch("ask", None, opds[:ASKED]) if opds else None


def _by_sectors(reading: str, rows: tuple[_Row, ...]) -> AgencyMatch:
    shown, said = sectors_in_name(reading), organisation_form(reading)
    if not shown:
        return AgencyMatch("unknown", None, _alike(reading, rows))
    same = [row for row in rows if shown in (row.shown, row.sectors) and said in ("", row.form)]
    if len(same) == 1 and said in SINGLE:
        return AgencyMatch("ok", same[0].opd, (same[0].opd,), "sectors")
    near = [row for row in rows if shown & (row.shown | row.sectors)]
    opds = _ordered(near, reading)
    return AgencyMatch("ask" if opds else "unknown", None, opds or _alike(reading, rows))


def _ordered(rows: list[_Row], reading: str) -> tuple[str, ...]:
    """Ids of at most ASKED rows: the same form first, then most urusan in common, then the likest name."""
    shown, said, key = sectors_in_name(reading), organisation_form(reading), _key(reading)

    def closeness(row: _Row) -> tuple[bool, float, float]:
        common = len(shown & row.shown) / (len(shown | row.shown) or 1)
        return (
            row.form != said,
            -common,
            -difflib.SequenceMatcher(None, key, _key(row.name), autojunk=False).ratio(),
        )

    return tuple(dict.fromkeys(row.opd for row in sorted(rows, key=closeness)))[:ASKED]


def _alike(reading: str, rows: tuple[_Row, ...]) -> tuple[str, ...]:
    names = {_key(row.name): row.opd for row in rows}
    close = difflib.get_close_matches(_key(reading), names, n=3, cutoff=0.7)
    return tuple(names[name] for name in close)

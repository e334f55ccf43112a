"""Reading a text as an OPD of a region: its own list first, then known names, then the urusan it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import pandas as pd

from reference.agency_abbreviations import expand_digits, sectors_in_abbreviation
from reference.agency_letters import read_abbreviation
from reference.agency_readings import (
    list_parts,
    list_pieces,
    list_readings,
    names_a_part,
    regions_said,
    split_brackets,
    strip_brackets,
)
from reference.agency_rows import (
    SETDA,
    AgencyMatch,
    AgencyRow,
    ask_among,
    catalogue_rows,
    find_alike,
    find_one_letter_off,
    list_rows,
    order_rows,
    spaceless_name,
)
from reference.agency_words import correct_words, is_known_word, is_slip_of, stem_words, translate_name
from reference.catalogue import (
    opd_catalogue,
    opd_codes_by_alias,
    organisation_form,
    sectors_in_name,
    spell_out_name,
)
from reference.keys import normalise_text

PROVINCIAL = re.compile(r"\b(provinsi|propinsi|prov)\b")
# Forms of which a region has one for an urusan. A hospital, a kecamatan, a Kantor of a ministry or a part of
# an OPD (UPT, Bidang, Bagian) may be another one of the same urusan: it is asked.
SINGLE = ("dinas", "badan", "inspektorat", "sekretariat", "")


def match_opd(text: str, roster: pd.DataFrame | None = None) -> AgencyMatch:
    """The OPD of a roster that a text names (its `opd` id), or of the catalogue where roster is None."""
    rows = catalogue_rows() if roster is None else list_rows(roster)
    found = _read(text, rows)
    if found.status == "ok" and (PROVINCIAL.search(normalise_text(text)) or _is_elsewhere(text, roster)):
        return AgencyMatch("ask", None, found.candidates)
    return _if_only_one(found, text, rows)


def _if_only_one(found: AgencyMatch, text: str, rows: tuple[AgencyRow, ...]) -> AgencyMatch:
    """The match; asked where the text names several OPD side by side ("Dinkes / RSUD"), which come first."""
    named = _named_side_by_side(text, rows)
    return ask_among((*named, *found.candidates)) if len(named) > 1 else found


@lru_cache(maxsize=4_096)
def _named_side_by_side(text: str, rows: tuple[AgencyRow, ...]) -> tuple[str, ...]:
    """The OPD that the joined pieces and the brackets of a text name, in its order.

    Each by a form or a short name of its own: "Penataan Ruang" behind "Dinas Pekerjaan Umum dan" is none.
    What is one OPD's own name in its list is not taken apart.
    """
    pieces = dict.fromkeys(piece for part in split_brackets(text) for piece in _pieces(part, rows))
    named = (_read(piece, rows) for piece in pieces if len(pieces) > 1 and _is_whole_name(piece, rows))
    return tuple(dict.fromkeys(one.opd for one in named if one.status == "ok" and one.opd))


def _pieces(part: str, rows: tuple[AgencyRow, ...]) -> tuple[str, ...]:
    is_own = spaceless_name(part) in opd_codes_by_alias() or any(
        spaceless_name(part) in row.keys for row in rows
    )
    return (part,) if is_own else list_pieces(part)


def _is_whole_name(piece: str, rows: tuple[AgencyRow, ...]) -> bool:
    """Whether a piece says a form ("Dinas ..."), or is a short name or alias; a place alone is neither."""
    readings = list_readings(piece)
    if any(map(organisation_form, readings)):
        return True
    keys = set(map(spaceless_name, readings))
    return any(keys & row.keys for row in rows) or bool(keys & opd_codes_by_alias().keys())


def _is_elsewhere(text: str, roster: pd.DataFrame | None) -> bool:
    """Whether an area beside the name is another region than the one whose kecamatan the roster lists."""
    if roster is None:
        return False
    own = {district[:5] for district in roster["district"] if district}
    return bool(own) and any(not said & own for said in regions_said(text))


@cache
def _parents() -> dict[str, str]:
    return {str(code): parent or str(code) for code, parent in opd_catalogue()["parent"].items()}


@cache
def _usual_extras() -> dict[str, frozenset[str]]:
    """Urusan that an OPD usually carries though its name does not say so."""
    extras = opd_catalogue()["extra_sectors"]
    return {str(code): frozenset(filter(None, text.split(";"))) for code, text in extras.items()}


@cache
def _sectors_of_codes() -> dict[str, frozenset[str]]:
    return {str(code): frozenset(text.split(";")) for code, text in opd_catalogue()["sectors"].items()}


@lru_cache(maxsize=4_096)
def _read(text: str, rows: tuple[AgencyRow, ...]) -> AgencyMatch:
    readings = list_readings(text)
    mended = tuple(dict.fromkeys(map(correct_words, readings)))
    english = tuple(said for one in readings for said in translate_name(one))
    if found := _by_name(readings, rows):
        return _if_alone(found, text, rows)
    again = (*_parts(text, rows), *mended, *english)
    if found := _by_name(again, rows) or _by_stems(again, rows) or _by_slips(mended, rows):
        return _if_alone(_as_alias(found), text, rows)
    if found := read_abbreviation(readings, rows):
        return found
    return _by_sectors(mended, english, rows)


def _parts(text: str, rows: tuple[AgencyRow, ...]) -> tuple[str, ...]:
    """The parts of a text around dashes; none where one of them has known words but names no OPD."""
    parts = list_parts(text)
    open_ = [part for part in parts if not _by_name((part,), rows)]
    return () if any(is_known_word(word) for part in open_ for word in part.split()) else parts


def _as_alias(found: AgencyMatch) -> AgencyMatch:
    return AgencyMatch(found.status, found.opd, found.candidates, found.how and "alias")


def _by_name(readings: Iterable[str], rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    for step in (_in_roster, _by_alias):
        for reading in readings:
            if found := step(reading, rows):
                return found
    return None


def _if_alone(found: AgencyMatch, text: str, rows: tuple[AgencyRow, ...]) -> AgencyMatch:
    """The match; asked where the rest of the text shows another urusan, or a part of an OPD."""
    if found.status != "ok":
        return found
    row = next(one for one in rows if one.opd == found.opd)
    if spaceless_name(text) in row.keys:
        return found
    outside = correct_words(strip_brackets(text))
    said = _union(map(sectors_in_name, (outside, *list_readings(text), *list_parts(text))))
    part = names_a_part(outside) and not translate_name(outside) and row.form not in ("lain", "bagian")
    if part or said - row.sectors - row.shown - _usual_extras().get(row.code, frozenset()):
        others = order_rows([one for one in rows if one.shown & said], outside, said)
        return ask_among((row.opd, *others))
    return found


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _settled(hits: list[AgencyRow], reading: str, how: str) -> AgencyMatch | None:
    """One row is the answer, several are asked, none leaves the question open."""
    opds = order_rows(hits, reading)
    if not opds:
        return None
    return AgencyMatch("ok", opds[0], opds, how) if len(opds) == 1 else AgencyMatch("ask", None, opds)


def _in_roster(reading: str, rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    key = spaceless_name(reading)
    # A general roster has one nameless row "Kecamatan" for all.
    nameless = ["kecamatan"] if organisation_form(reading) == "kecamatan" else []
    for wanted in (key, f"kecamatan{key}", expand_digits(reading), *nameless):
        if hits := [row for row in rows if wanted in row.keys]:
            return _settled(hits, reading, "roster")
    return None


@cache
def _codes_by_letters() -> dict[str, tuple[str, ...]]:
    """`opd_codes_by_alias` by the letters of abbreviations: "DP3AP2KB" is "dpppappkb"."""
    return {expand_digits(alias): codes for alias, codes in opd_codes_by_alias().items()}


def _by_alias(reading: str, rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    codes = opd_codes_by_alias().get(spaceless_name(reading)) or _codes_by_letters().get(
        expand_digits(reading), ()
    )
    hits = [row for row in rows if row.code in codes]
    if len(codes) == 1 and hits:
        return _settled(hits, reading, "alias")
    if len(codes) == 1 and (heir := _heir(codes[0], rows)):
        return AgencyMatch("ok", heir.opd, (heir.opd,), "sectors")
    # An ambiguous alias, or an OPD this region has under another name: ask among its relatives.
    families = {_parents()[code] for code in codes}
    carried = _union(_sectors_of_codes()[code] for code in codes)
    related = [row for row in rows if _parents().get(row.code) in families or row.sectors & carried]
    opds = (*order_rows(hits, reading, carried), *order_rows(related, reading, carried))
    return ask_among(opds) if opds else None


def _heir(code: str, rows: tuple[AgencyRow, ...]) -> AgencyRow | None:
    """The OPD that took an office over whole: filed under it, and no other OPD carries any of its urusan."""
    shown = _sectors_of_codes()[code]
    carrying = [row for row in rows if shown & (row.shown | row.sectors)]
    heirs = [row for row in carrying if _parents().get(row.code) == code and shown <= row.sectors | row.shown]
    return heirs[0] if heirs and len(carrying) == 1 else None


def _by_stems(readings: Iterable[str], rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    """The only OPD of the same form whose name has the same words in any order and ending; no kecamatan."""
    for reading in readings:
        stems, said = stem_words(reading), organisation_form(reading)
        if not stems or said in ("lain", "kecamatan"):
            continue
        # "DPRD" alone is not its secretariat.
        forms = (said,) if said else ("dinas", "badan")
        hits = [row for row in rows if row.stems == stems and row.form in forms]
        if found := _settled(hits, reading, "alias"):
            return found
    return None


def _by_slips(readings: Iterable[str], rows: tuple[AgencyRow, ...]) -> AgencyMatch | None:
    """The OPD that is written with a letter wrong in words too short to be mended alone; no kecamatan."""
    for reading in readings:
        name = spell_out_name(reading).removeprefix(SETDA)
        hits = [row for row in rows if row.form != "kecamatan" and is_slip_of(name, row.spelled)]
        if found := _settled(hits, reading, "alias"):
            return found
    return None


def _by_sectors(
    readings: tuple[str, ...], english: tuple[str, ...], rows: tuple[AgencyRow, ...]
) -> AgencyMatch:
    """The only OPD with the urusan that the words or the abbreviation show, if every word is known."""
    reading = (english or readings or ("",))[-1]
    said = ("dinas", "badan") if english else (organisation_form(reading),)
    known = all(map(is_known_word, reading.split()))
    shown = sectors_in_name(reading) | (frozenset() if known or english else sectors_in_abbreviation(reading))
    same = [row for row in rows if shown in (row.shown, row.sectors) and ("" in said or row.form in said)]
    alone = known and not names_a_part(reading) and not _begins_another(reading, same[:1], rows)
    if shown and len(same) == 1 and set(said) <= set(SINGLE) and alone:
        return AgencyMatch("ok", same[0].opd, (same[0].opd,), "sectors")
    near = order_rows([row for row in rows if shown & (row.shown | row.sectors)], reading, shown)
    slips = sorted(find_one_letter_off(reading, rows)) if not known and " " not in reading else []
    if slips or near:
        return ask_among((*slips, *near))
    return AgencyMatch("unknown", None, find_alike(reading, rows))


def _begins_another(reading: str, same: list[AgencyRow], rows: tuple[AgencyRow, ...]) -> bool:
    """Whether the name of another OPD goes on from a reading: "badan pengelolaan keuangan" dan pendapatan."""
    begun = f"{spell_out_name(reading)} "
    return any(row.spelled.startswith(begun) for row in rows if row not in same)

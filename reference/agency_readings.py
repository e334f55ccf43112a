"""The readings of a text that may name an OPD: without bracket, area and number; and which area it says."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reference import gazetteer, region_names
from reference.agency_words import correct_words
from reference.catalogue import FORMS, PARTS, opd_codes_by_alias, organisation_form
from reference.keys import normalise_text

AREA_BEHIND = re.compile(
    r"(?<!tata )\b(kabupaten|kab|kota|provinsi|prov|pemerintah|pem(kab|kot)\w*)\b(?s:.*)$"
    r"| \w+( \w+)? (regency|city)$"
)
OPD_WORD = re.compile(r"\b(bagian|dinas|badan|kecamatan|sekretariat|inspektorat|kantor|satuan)\b")
NUMBERING = re.compile(r"^\s*(\d{1,3}|[a-z])[.)]\s*(?=[a-z])", re.I)
BRACKET = re.compile(r"\(([^)]{0,500})\)")
SEPARATOR = re.compile(r"\s[-–—/]\s|[|:]|,\s*(?=(?:pem)?kab\b|kota\b)", re.I)
BETWEEN_NAMES = re.compile(r"[/&,;+|\n]|\b(?:dan|serta|dengan|and)\b|\s[-–—]\s", re.I)
PARTS_OF_OPD = {"bagian", "bag", *PARTS} - {"desa", "kelurahan"}
# What stands before a name and says nothing of it.
BEFORE = frozenset(
    ("kepala", "ka", "kadis", "kaban", "kabag", "plt", "plh", "pj", "kantor", "nama", "opd", "skpd",
     "perangkat", "daerah", "instansi", "pada", "unit", "kerja")
)  # fmt: skip


def strip_brackets(text: str) -> str:
    """The normalised text without its number and what stands in brackets."""
    return normalise_text(NUMBERING.sub("", BRACKET.sub(" ", text)))


@lru_cache(maxsize=8192)
def list_readings(text: str) -> tuple[str, ...]:
    """The text as written, without its brackets, without its area; then what stands in the brackets."""
    outside = strip_brackets(text)
    bare = _without_area(_without_front(outside)[1])[0]
    brackets = map(normalise_text, BRACKET.findall(text))
    return tuple(dict.fromkeys(filter(None, (normalise_text(text), outside, bare, *brackets))))


@lru_cache(maxsize=8192)
def list_parts(text: str) -> tuple[str, ...]:
    """The parts of a text that dashes and strokes separate, without areas and words that say nothing.

    None where they name two forms: "Setda - Bagian Hukum" is not Setda.
    """
    parts = [normalise_text(part) for part in SEPARATOR.split(text)]
    bare = [_without_area(_without_front(part)[1])[0] for part in parts if part and not _is_front(part)]
    forms = {organisation_form(correct_words(part)) for part in bare} - {""}
    return tuple(filter(None, bare)) if len(parts) > 1 >= len(forms) else ()


@lru_cache(maxsize=8192)
def list_pieces(text: str) -> tuple[str, ...]:
    """What stands between the joining words and signs of a text: "Dinkes", "RSUD" of "Dinkes / RSUD"."""
    return tuple(piece.strip() for piece in BETWEEN_NAMES.split(text) if piece.strip())


def split_brackets(text: str) -> tuple[str, ...]:
    """The text without its brackets, then what stands in each of them."""
    return (BRACKET.sub(" ", text).strip(), *BRACKET.findall(text))


def names_a_part(name: str) -> bool:
    """Whether a normalised name means a part of an OPD: "upt puskesmas bagor", "setda bagian hukum"."""
    first, *rest = name.split() or [""]
    return organisation_form(first) == "lain" or bool(PARTS_OF_OPD & set(rest))


@lru_cache(maxsize=8192)
def regions_said(text: str) -> tuple[frozenset[str], ...]:
    """The codes that each area before and behind a name may mean."""
    front, rest = _without_front(strip_brackets(text))
    found = (region_names.match_region(area) for area in (front, _without_area(rest)[1]) if area)
    return tuple(frozenset(one.candidates) for one in found if one.status != "unknown")


def _without_front(text: str) -> tuple[str, str]:
    """The area and the words that say nothing before a name, and the name."""
    words = text.split()
    for place in range(1, len(words)):
        if words[place] in FORMS or (words[place] in opd_codes_by_alias() and words[place] not in PARTS):
            front = " ".join(words[:place])
            return (front, " ".join(words[place:])) if _is_front(front) else ("", text)
    return "", text


def _is_front(text: str) -> bool:
    rest = [word for word in text.split() if word not in BEFORE]
    return not rest or region_names.match_region(" ".join(rest)).status != "unknown"


def _without_area(text: str) -> tuple[str, str]:
    """A name and the area behind it, "" where it has none."""
    found = AREA_BEHIND.search(text)
    if found and found.start() and not OPD_WORD.search(text, found.start()):
        return text[: found.start()].strip(), found[0].strip()
    words = text.split()
    # A kecamatan may be called as a region is.
    for place in range(2 if organisation_form(text) == "kecamatan" else 1, len(words)):
        area = " ".join(words[place:])
        if area in _short_names():
            return " ".join(words[:place]), area
    return text, ""


@cache
def _short_names() -> frozenset[str]:
    return frozenset(map(normalise_text, gazetteer.list_regions()["short"]))

"""The names that kabupaten, kota and provinces bear, and the ways one name is spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reference import gazetteer
from reference.keys import normalise_text, text_key

KABUPATEN, KOTA = "Kabupaten", "Kota"
# A former name such as "Kabupaten Pontianak" that holds only where the kind is written.
WRITTEN = "written"
KIND_IN_FRONT = {
    KABUPATEN: re.compile(
        r"^(pemkab(upaten)?|bupati|regency( government)? of( the)?"
        r"|kab(upaten)?( administra(si|tif)| adm)?)\b ?"
    ),
    KOTA: re.compile(
        r"^(pemkota?|wali ?kota|city( government)? of|municipality of|kotamadya|kodya"
        r"|kota( administra(si|tif)| adm)?)\b ?"
    ),
}
KIND_BEHIND = {
    KABUPATEN: re.compile(r" (kabupaten|kab|regency|reg)$"),
    KOTA: re.compile(r" (administrative city|city|municipality|kotamadya)$"),
}
# What is written before the utterly same name without a space: "KabNganjuk", "PEMKOTMALANG".
KIND_GLUED = {
    KABUPATEN: re.compile(r"^(pemerintah(daerah)?)?(pemkab|kabupaten|kab)"),
    KOTA: re.compile(r"^(pemerintah(daerah)?)?(pemkot|kotamadya|kota)"),
}
# Letters of a scanner, and the spelling before 1972.
SCANNED = str.maketrans("0134589", "oieasbg")
OLD_SPELLING = (("oe", "u"), ("dj", "\0"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"), ("j", "y"), ("\0", "j"))


def split_region_kind(text: str) -> tuple[str | None, str]:
    """Kind written before or behind a normalised name, and the name without it."""
    for marks in (KIND_IN_FRONT, KIND_BEHIND):
        for kind, mark in marks.items():
            rest = mark.sub("", text)
            if rest and rest != text:
                return kind, rest
    return None, text


@cache
def regions_by_name() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(kind, key) -> regions that bear it, each with "name" or "alias"; a region's own name comes first."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for code, short, kind in gazetteer.list_regions()[["short", "kind"]].itertuples():
        found.setdefault((kind, text_key(short)), {})[code] = "name"
    for code, alias, _ in gazetteer.list_region_aliases():
        said, rest = split_region_kind(normalise_text(alias))
        kind = gazetteer.find_region(code).kind
        known = found.setdefault((kind, text_key(rest) if said == kind else text_key(alias)), {})
        known.setdefault(code, WRITTEN if said == kind else "alias")
    return {place: tuple(codes.items()) for place, codes in found.items()}


@cache
def regions_by_collapsed_name() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """As `regions_by_name`, by names whose doubled letters are single."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for (kind, key), hits in regions_by_name().items():
        found.setdefault((kind, collapse_letters(key)), {}).update(
            {code: WRITTEN for code, how in hits if how == WRITTEN}
        )
        found[kind, collapse_letters(key)].update({code: how for code, how in hits if how != WRITTEN})
    return {place: tuple(codes.items()) for place, codes in found.items()}


def collapse_letters(key: str) -> str:
    """A key with every letter that is written twice or more in a row written once."""
    return re.sub(r"(.)\1+", r"\1", key)


def list_spellings(name: str) -> Iterator[str]:
    """Keys under which a normalised name may stand, as it is written first, then with words written out,
    in Indonesian, without a scanner's digits, in today's spelling.
    """
    own = re.sub(r"^kep\b", "kepulauan", name)
    yield own.replace(" ", "")
    written_out = _write_out(own)
    if written_out != own:
        yield written_out.replace(" ", "")
    for indonesian in _from_english(own.split()):
        yield indonesian.replace(" ", "")
    if re.search(r"[a-z]\d|\d[a-z]", own):
        for one in ("i", "l"):
            yield own.replace("1", one).translate(SCANNED).replace(" ", "")
    if re.search(r"oe|dj|tj|nj|sj", own):
        yield _modernise(own).replace(" ", "")


def _write_out(name: str) -> str:
    return " ".join(_words().get(word, word) for word in name.split())


@cache
def _words() -> dict[str, str]:
    return dict(gazetteer.list_region_words())


def _from_english(words: list[str]) -> Iterator[str]:
    """ "south central timor" as "timor tengah selatan", "aru islands" as "kepulauan aru"."""
    if len(words) < 2 or not english_words() & {words[0], words[-1]}:
        return
    inner = [word for word in words if word not in english_words()]
    said = [_words()[word] for word in words if word in english_words()]
    for order in (said[::-1], said):
        yield " ".join([*inner, *order])
        yield " ".join([*order, *inner])
    if said[-1] in ("kepulauan", "pulau", "pegunungan"):
        yield " ".join([said[-1], *inner, *said[-2::-1]])
    if "tengah" in said:
        yield " ".join([*inner, *(word.replace("tengah", "pusat") for word in said[::-1])])


@cache
def english_words() -> frozenset[str]:
    """English words in names of regions."""
    return frozenset(word for word, _ in gazetteer.list_region_words("inggris"))


def _modernise(name: str) -> str:
    for old, new in OLD_SPELLING:
        name = name.replace(old, new)
    return name


@cache
def _provinces() -> dict[str, str]:
    return {text_key(name): code for name, code in gazetteer.province_codes_by_name().items()}


def find_province_code(name: str) -> str | None:
    """The code of a province that a normalised name or alias means, also in English."""
    return next((code for key in list_spellings(name) if (code := _provinces().get(key))), None)


@cache
def official_province_keys() -> frozenset[str]:
    """The keys of the official names of provinces."""
    return frozenset(map(text_key, gazetteer.list_provinces()["name"]))

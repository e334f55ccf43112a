"""Reading a text as a kabupaten or kota: exactly or by a known alias, never by likeness."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from reference import gazetteer
from reference.keys import normalise_text, text_key

KABUPATEN, KOTA = "Kabupaten", "Kota"
# A former name such as "Kabupaten Pontianak" that holds only where the kind is written.
WRITTEN = "written"
GOVERNMENT = re.compile(r"^(pemerintah( daerah)?|pemda|pem)\b ?")
KIND_IN_FRONT = {
    KABUPATEN: re.compile(r"^(pemkab|kab(upaten)?( administrasi| adm)?)\b ?"),
    KOTA: re.compile(r"^(pemkot|kotamadya|kodya|kota( administrasi| adm)?)\b ?"),
}
KABUPATEN_BEHIND = re.compile(r" (kabupaten|kab)$")
PROVINCE_WORD = re.compile(r" (provinsi|propinsi|prov)$")
# "35.18", "35,18", "3518" or "3518.0" as spreadsheets hand them on; "35.1" is the number that 35.10 became.
WRITTEN_CODE = re.compile(r"(?P<province>\d\d)(?P<dot>[.,]?)(?P<region>\d\d)(?:\.0*)?")
NUMBER = re.compile(r"(?P<province>\d\d)[.,](?P<region>[1-9])\.?")


@dataclass(frozen=True)
class RegionMatch:
    """What a text names.

    "ok": `code`, found by `how` ("code", "number" = a code whose last 0 a spreadsheet took, "name" or
    "alias"). "ambiguous": one of `candidates`, ask.
    "unknown": `candidates` are only suggestions, up to three.
    """

    status: str
    code: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = ""


@lru_cache(maxsize=8192)
def match_region(text: str) -> RegionMatch:
    """The region a text names by code, official name or alias."""
    if written := WRITTEN_CODE.fullmatch(text.strip()):
        return _by_code(written["province"], written["region"], dotted=bool(written["dot"]))
    if number := NUMBER.fullmatch(text.strip()):
        return _by_number(f"{number['province']}.{number['region']}0")
    return _by_name(normalise_text(text))


def is_code_like(text: str) -> bool:
    """Whether a text is written as the code of a kabupaten or kota, known or not; "35.00" is a province's."""
    written = WRITTEN_CODE.fullmatch(text.strip()) or NUMBER.fullmatch(text.strip())
    return written is not None and written["region"] != "00"


@cache
def _province_codes() -> dict[str, str]:
    return {text_key(name): code for name, code in gazetteer.province_codes_by_name().items()}


def _within(found: RegionMatch, province: str) -> RegionMatch:
    """Hold a match against the province said beside it: narrow candidates, ask on a contradiction."""
    if found.status == "ok" and not found.candidates[0].startswith(province):
        return RegionMatch("ambiguous", None, found.candidates)
    inside = tuple(code for code in found.candidates if code.startswith(province))
    if found.status == "ambiguous" and len(inside) == 1:
        return RegionMatch("ok", inside[0], inside, "name")
    return found


def _ok(code: str, how: str) -> RegionMatch:
    return RegionMatch("ok", code, (code,), "alias" if how == WRITTEN else how)


def _by_code(province: str, region: str, *, dotted: bool) -> RegionMatch:
    """Kemendagri codes hold; four digits hold only where Kemendagri and BPS mean the same region."""
    known = gazetteer.list_region_codes()
    code, digits = f"{province}.{region}", province + region
    if dotted and code in known:
        return _ok(code, "code")
    bps, former = _other_codes()
    meanings = dict.fromkeys([code] if code in known else [])
    meanings |= dict.fromkeys(former.get(code, ()) if dotted else bps.get(digits, ()))
    if not dotted and len(meanings) == 1 and code in known and digits in bps:
        return _ok(code, "code")
    return RegionMatch("ambiguous" if meanings else "unknown", None, tuple(meanings))


def _by_number(code: str) -> RegionMatch:
    return _ok(code, "number") if code in gazetteer.list_region_codes() else RegionMatch("unknown")


@cache
def _other_codes() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    bps: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    for code, old_bps, old in gazetteer.other_region_codes().itertuples():
        bps.setdefault(old_bps, []).append(code)
        former.setdefault(old, []).append(code)
    return bps, former


def _by_name(text: str) -> RegionMatch:
    found = _named(text)
    if found.status == "unknown" and (rest := _without_province(text)):
        bare, said = rest
        inside = _within(_named(bare), said)
        if inside.status != "unknown" and all(code.startswith(said) for code in inside.candidates):
            return inside
        return RegionMatch("unknown", None, found.candidates or inside.candidates)
    return found


def _without_province(text: str) -> tuple[str, str] | None:
    """Text before a trailing province name, and that province's code."""
    words = text.split()
    for place in range(1, len(words)):
        code = _province_codes().get("".join(words[place:]))
        if code:
            return PROVINCE_WORD.sub("", " ".join(words[:place])), code
    return None


def _named(text: str) -> RegionMatch:
    kind, rest = split_region_kind(GOVERNMENT.sub("", text))
    found = _look_up(rest, kind)
    if found.status == "unknown" and kind is None and rest.endswith(" kota"):
        found = _look_up(rest.removesuffix(" kota"), KOTA)
    return found


def split_region_kind(text: str) -> tuple[str | None, str]:
    """Kind written before or behind a normalised name, and the name without it."""
    for kind, mark in KIND_IN_FRONT.items():
        rest = mark.sub("", text)
        if rest and rest != text:
            return kind, rest
    rest = KABUPATEN_BEHIND.sub("", text)
    return (KABUPATEN, rest) if rest != text else (None, text)


def _look_up(rest: str, kind: str | None) -> RegionMatch:
    name = re.sub(r"^kep\b", "kepulauan", rest).replace(" ", "")
    names = _names()
    if kind is None:
        return _bare(name)
    for spelled in (name, f"kota{name}") if kind == KOTA else (name,):
        # "Kota Baru" is Kabupaten Kotabaru: its name begins with the word.
        kinds = (kind,) if spelled == name else (KABUPATEN, KOTA)
        hits = {(code, how) for each in kinds for code, how in names.get((each, spelled), ())}
        if len(hits) == 1:
            return _ok(*hits.pop())
        if hits:
            return RegionMatch("ambiguous", None, tuple(sorted(code for code, _ in hits)))
    other = names.get((KOTA if kind == KABUPATEN else KABUPATEN, name), ())
    return RegionMatch("unknown", None, tuple(code for code, _ in other) or _alike(name, kind))


def _bare(name: str) -> RegionMatch:
    hits = [hit for kind in (KABUPATEN, KOTA) for hit in _names().get((kind, name), ()) if hit[1] != WRITTEN]
    if len(hits) == 1 and name not in _official_provinces():
        return _ok(*hits[0])
    if hits:
        return RegionMatch("ambiguous", None, tuple(dict.fromkeys(code for code, _ in hits)))
    return RegionMatch("unknown", None, _alike(name, None))


@cache
def _official_provinces() -> frozenset[str]:
    return frozenset(map(text_key, gazetteer.list_provinces()["name"]))


@cache
def _names() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
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


def _alike(name: str, kind: str | None) -> tuple[str, ...]:
    """Up to three regions whose names look alike, the most alike first; suggestions only."""
    spelled: dict[str, list[str]] = {}
    for (of_kind, spelling), hits in _names().items():
        if kind in (None, of_kind):
            spelled.setdefault(spelling, []).extend(code for code, _ in hits)
    close = difflib.get_close_matches(name, spelled, n=3, cutoff=0.75)
    return tuple(dict.fromkeys(code for spelling in close for code in spelled[spelling]))[:3]

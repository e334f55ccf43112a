"""Reading a text as a kabupaten or kota: exactly or by a known spelling, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from reference import gazetteer
from reference.keys import normalise_text
from reference.region_proposals import names_one_letter_off, propose_regions
from reference.region_spellings import (
    KABUPATEN,
    KIND_GLUED,
    KOTA,
    WRITTEN,
    collapse_letters,
    find_province_code,
    list_spellings,
    official_province_keys,
    regions_by_collapsed_name,
    regions_by_name,
    split_region_kind,
)

# "35.18", "35,18", "3518" or "3518.0" as spreadsheets hand them on; "35.1" is the number that 35.10 became.
WRITTEN_CODE = re.compile(r"(?P<province>\d\d)(?P<dot>[.,]?)(?P<region>\d\d)(?:\.0*)?")
NUMBER = re.compile(r"(?P<province>\d\d)[.,](?P<region>[1-9])\.?")
LONGEST = 160
"""Letters: government, kind, name and province take 96 at most. What is longer is prose."""
# A code beside a name; "35.18.08" is a kecamatan.
CODE_BESIDE = re.compile(r"(?<![\d.])(?P<code>\d\d\.?\d\d)(?![\d]|\.\d)")
GOVERNMENT = re.compile(
    r"^((the )?(pemerintah(an)?( daerah)?|pemda|pem|daerah(?! istimewa| khusus)"
    r"|((local|regional) )?government of( the)?)|the)\b ?"
)
BEHIND = re.compile(r"( (local|regional))? government$| indonesia$|( tahun| th| ta)? (19|20)\d\d$")
BOTH_KINDS = re.compile(
    r"^((pemkab|kab(upaten)?) (dan |atau )?(pem)?kota|(pem)?kota (dan |atau )?(pem)?kab(upaten)?) "
)
PROVINCE_WORD = re.compile(r" (provinsi|propinsi|prov|province)$")
PROVINCE_IN_FRONT = re.compile(r"^(provinsi|propinsi|prov) ")
SLIPS_IN_KIND = {KABUPATEN: 2, KOTA: 1}


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
    """The region a text names by code, official name or alias; none where it is longer than any name."""
    if len(text) > LONGEST:
        return RegionMatch("unknown")
    if written := WRITTEN_CODE.fullmatch(text.strip()):
        return _by_code(written["province"], written["region"], dotted=bool(written["dot"]))
    if number := NUMBER.fullmatch(text.strip()):
        return _by_number(f"{number['province']}.{number['region']}0")
    beside = CODE_BESIDE.search(text)
    return (_by_code_and_name(text, beside["code"]) if beside else None) or _by_name(normalise_text(text))


def is_code_like(text: str) -> bool:
    """Whether a text is written as the code of a kabupaten or kota, known or not; "35.00" is a province's."""
    written = WRITTEN_CODE.fullmatch(text.strip()) or NUMBER.fullmatch(text.strip())
    return written is not None and written["region"] != "00"


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


def meanings_of_digits(text: str) -> dict[str, str]:
    """The regions that four digits mean as a code of "kemendagri" and of "bps"; empty for any other text."""
    digits = text.strip()
    if not re.fullmatch(r"\d{4}", digits):
        return {}
    code = f"{digits[:2]}.{digits[2:]}"
    bps = _other_codes()[0].get(digits, [])
    own = {"kemendagri": code} if code in gazetteer.list_region_codes() else {}
    return own | ({"bps": bps[0]} if len(bps) == 1 else {})


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


def _by_code_and_name(text: str, code: str) -> RegionMatch | None:
    """A known code beside a name: both, else asked; None where the digits are no code or a year."""
    by_code = _by_code(code[:2], code[-2:], dotted="." in code)
    named = _by_name(normalise_text(text.replace(code, " ")))
    if by_code.status == "unknown" or ("." not in code and named.code not in by_code.candidates):
        return None
    if named.status != "unknown" or named.candidates:
        agreed = set(by_code.candidates) & set(named.candidates)
        if len(agreed) == 1:
            return _ok(agreed.pop(), "code")
        return RegionMatch("ambiguous", None, tuple(dict.fromkeys((*by_code.candidates, *named.candidates))))
    alone = re.fullmatch(rf"\W*{re.escape(code)}\W*", text) or f"({code})" in text.replace(" ", "")
    return by_code if alone else RegionMatch("unknown", None, by_code.candidates)


def _by_name(text: str) -> RegionMatch:
    text = BEHIND.sub("", GOVERNMENT.sub("", text))
    found = _named(text)
    if found.status != "unknown":
        return found
    for bare, said in _without_province(text):
        inside = _within(_named(bare), said)
        if inside.status != "unknown":
            agrees = all(code.startswith(said) for code in inside.candidates)
            return inside if agrees else RegionMatch("unknown", None, inside.candidates)
    if find_province_code(PROVINCE_IN_FRONT.sub("", text)):
        return found
    bare = next((bare for bare, _ in _without_province(text)), "")
    return RegionMatch("unknown", None, _proposals(text) or _proposals(bare))


def _proposals(text: str) -> tuple[str, ...]:
    both = BOTH_KINDS.match(text)
    kind, rest = (None, text[both.end() :]) if both else split_region_kind(text)
    if kind is None:
        kind, rest = _mistyped_kind(rest)
    return propose_regions(rest, kind)


def _without_province(text: str) -> Iterator[tuple[str, str]]:
    """Text before or behind the name of a province, and that province's code."""
    words = text.split()
    for place in range(1, len(words)):
        if code := find_province_code(" ".join(words[place:])):
            yield PROVINCE_WORD.sub("", " ".join(words[:place])), code
        if code := find_province_code(PROVINCE_IN_FRONT.sub("", " ".join(words[:place]))):
            yield " ".join(words[place:]), code


def _named(text: str) -> RegionMatch:
    kind, rest = split_region_kind(text)
    found = _look_up(rest, kind)
    for one in _other_readings(text) if found.status == "unknown" else ():
        found = _look_up(one[1], one[0])
        if found.status != "unknown":
            return found
    return found


def _other_readings(text: str) -> Iterator[tuple[str | None, str]]:
    """Kind and name where the kind stands otherwise than in front: behind, twice, glued on, mistyped."""
    if text.endswith(" kota"):
        yield KOTA, text.removesuffix(" kota")
    if both := BOTH_KINDS.match(text):
        yield None, text[both.end() :]
    key = text.replace(" ", "")
    for kind, mark in KIND_GLUED.items():
        if glued := mark.match(key):
            yield kind, key[glued.end() :]
    mistyped = _mistyped_kind(text)
    if mistyped[0]:
        yield mistyped


def _mistyped_kind(text: str) -> tuple[str | None, str]:
    """The kind that the first word almost is, and the rest; None and the text where it is none."""
    first, _, rest = text.partition(" ")
    for kind, slips in SLIPS_IN_KIND.items() if rest else ():
        if OSA.distance(first, kind.lower()) <= slips:
            return kind, rest
    return None, text


def _look_up(rest: str, kind: str | None) -> RegionMatch:
    """The region that a name bears in one of its spellings; as it is written it is no alias."""
    how = ""
    for key in dict.fromkeys(list_spellings(rest)):
        found = _exact(key, kind, regions_by_name())
        if found.status != "unknown":
            return _ok(found.code, how or found.how) if found.code else found
        how = "alias"
    key = rest.replace(" ", "")
    found = _exact(collapse_letters(key), kind, regions_by_collapsed_name())
    # "Sumbaa Barat" is Sumba Barat with a letter too many or Sumbawa Barat with one too few; "Makasar" alone
    # is a kecamatan.
    sure = kind is not None or key != collapse_letters(key)
    if not sure or not names_one_letter_off(key, kind) <= set(found.candidates):
        return RegionMatch("unknown")
    return _ok(found.code, "alias") if found.code else found


Names = dict[tuple[str, str], tuple[tuple[str, str], ...]]


def _exact(key: str, kind: str | None, names: Names) -> RegionMatch:
    if kind is None:
        return _bare(key, names)
    for spelled in (key, f"kota{key}") if kind == KOTA else (key,):
        # "Kota Baru" is Kabupaten Kotabaru: its name begins with the word.
        kinds = (kind,) if spelled == key else (KABUPATEN, KOTA)
        hits = {code: how for each in kinds for code, how in names.get((each, spelled), ())}
        if len(hits) == 1:
            return _ok(*hits.popitem())
        if hits:
            return RegionMatch("ambiguous", None, tuple(sorted(hits)))
    return RegionMatch("unknown")


def _bare(key: str, names: Names) -> RegionMatch:
    hits = [hit for kind in (KABUPATEN, KOTA) for hit in names.get((kind, key), ()) if hit[1] != WRITTEN]
    if len(hits) == 1 and key not in official_province_keys():
        return _ok(*hits[0])
    if hits:
        return RegionMatch("ambiguous", None, tuple(dict.fromkeys(code for code, _ in hits)))
    return RegionMatch("unknown")

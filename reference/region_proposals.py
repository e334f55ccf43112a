"""Regions that a text which names none may mean: proposals to ask with, never an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reference import gazetteer
from reference.keys import normalise_text, text_key
from reference.region_spellings import KABUPATEN, KOTA, collapse_letters, regions_by_name, split_region_kind

MOST, MOST_WORDS = 3, 10
# Letters that may differ: one in four. A short word that does not say that it is a region is a word.
LETTERS_A_SLIP, SHORTEST, SHORTEST_ALONE = 4, 3, 4


def propose_regions(name: str, kind: str | None) -> tuple[str, ...]:
    """Up to three region codes for a normalised name without its kind, the likeliest first.

    A known name of the other kind alone; else by capital ("ungaran"), by its kind within ("dinas kesehatan
    kab nganjuk"), by words cut short ("ogan kom ilir", "barsel"), by likeness, by its first words ("sampang
    madura").
    """
    if other := _of_other_kind(name, kind):
        return other[:MOST]
    found: dict[str, None] = {}
    for way in (_by_capital, _by_kind_within, _by_parts, _by_likeness, _by_first_words):
        found |= dict.fromkeys(way(name, kind))
    return tuple(found)[:MOST]


def _of_other_kind(name: str, kind: str | None) -> tuple[str, ...]:
    if kind is None:
        return ()
    other = KOTA if kind == KABUPATEN else KABUPATEN
    return tuple(code for code, _ in regions_by_name().get((other, name.replace(" ", "")), ()))


def _by_capital(name: str, kind: str | None) -> Iterator[str]:
    key = name.replace(" ", "")
    for one in (key, f"kota{key}") if kind == KOTA else (key,):
        yield from _capitals().get(one, ())


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, capital in gazetteer.list_regions()["capital"].items():
        for one in re.split(r"[()/]", capital):
            if key := text_key(one):
                found[key] = (*found.get(key, ()), str(code))
    return found


def _by_kind_within(name: str, kind: str | None) -> Iterator[str]:
    """Regions named behind the word of their kind."""
    words = name.split()
    for place in range(1, len(words) - 1 if len(words) <= MOST_WORDS else 0):
        within, rest = split_region_kind(" ".join(words[place:]))
        if within:
            yield from (code for code, _ in regions_by_name().get((within, rest.replace(" ", "")), ()))


def _by_first_words(name: str, kind: str | None) -> Iterator[str]:
    """Regions whose whole name stands in front of one word more, or two."""
    words = name.split()
    for count in range(len(words) - 1, max(0, len(words) - 3), -1):
        key = "".join(words[:count])
        for one in (KABUPATEN, KOTA) if kind is None else (kind,):
            yield from (code for code, how in regions_by_name().get((one, key), ()) if how == "name")


def _by_parts(name: str, kind: str | None) -> Iterator[str]:
    """Regions whose words begin with the written ones, or run together from their beginnings."""
    words = name.split()
    for code, of_kind, said in _words_of_names():
        if kind not in (None, of_kind):
            continue
        whole = len(words) == len(said) > 1 and all(map(str.startswith, said, words))
        if whole or (len(words) == 1 and len(said) > 1 and _runs_together(name, said)):
            yield code


@cache
def _words_of_names() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = gazetteer.list_regions()[["kind", "short"]].itertuples()
    return tuple((str(code), kind, tuple(normalise_text(short).split())) for code, kind, short in rows)


def _runs_together(key: str, words: tuple[str, ...]) -> bool:
    """Whether a key is made of the beginnings of all words, at least two letters of each: "barsel"."""
    if not words:
        return not key
    return any(
        _runs_together(key[count:], words[1:])
        for count in range(2, len(words[0]))
        if key[:count] == words[0][:count]
    )


def _by_likeness(name: str, kind: str | None) -> Iterator[str]:
    """Regions with names that differ by few letters, the fewest first, exchanged ones before all others."""
    key = name.replace(" ", "")
    if len(key) < (SHORTEST if kind else SHORTEST_ALONE):
        return
    spelled = _names_to_compare(kind)
    most = max(1, len(key) // LETTERS_A_SLIP)
    near: dict[str, tuple[float, bool, bool]] = {}
    for more, read in enumerate(_scanned(key)):
        for other, slips, _ in process.extract(
            read, spelled.keys(), scorer=OSA.distance, score_cutoff=most, processor=None, limit=None
        ):
            unlike = (
                slips + more / 2,
                sorted(other) != sorted(read),
                collapse_letters(other) != collapse_letters(read),
            )
            near[other] = min(unlike, near.get(other, unlike))
    for other in sorted(near, key=near.__getitem__):
        yield from spelled[other]


def names_one_letter_off(key: str, kind: str | None) -> set[str]:
    """The codes of the regions one of whose names differs from a key by one letter at most."""
    spelled = _names_to_compare(kind)
    near = process.extract(
        key, spelled.keys(), scorer=OSA.distance, score_cutoff=1, processor=None, limit=None
    )
    return {code for other, _, _ in near for code in spelled[other]}


def _scanned(key: str) -> tuple[str, ...]:
    """The key as written, and as it was where a scanner took "m" for "rn" or the other way round."""
    return tuple(dict.fromkeys((key, key.replace("rn", "m"), key.replace("m", "rn"))))


@cache
def _names_to_compare(kind: str | None) -> dict[str, list[str]]:
    """The keys of the names of one kind or of both, and the codes that bear each."""
    spelled: dict[str, list[str]] = {}
    for (of_kind, key), hits in regions_by_name().items():
        if kind in (None, of_kind):
            spelled.setdefault(key, []).extend(code for code, _ in hits)
    return spelled

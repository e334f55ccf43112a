"""Which item of an instrument a text means: by code, exactly, else by likeness, each item once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from reference.instruments import Instrument
from reference.keys import normalise_text
from survey.tables.headings import node_named_by

ACCEPTED = 78.0
CLEAR = 4.0
"""Two items less than this apart are not told apart by likeness."""
LEAST = ACCEPTED - CLEAR
"""A lower likeness neither is accepted nor makes another unclear."""
SHORTEST = 8
"""A shorter text is too little to be like one item more than another."""
PREFIX_WEIGHT, WORDS_WEIGHT = 0.95, 0.9
FEW_WORDS = 4
MOST_RIVALS = 4
NUMBERED = re.compile(r"^\s*(?:[a-z]?\d+[a-z]?(?:[.\-]\d+)*|[a-z])\s*[.):\-]\s*", re.I)
COPY = re.compile(r"\.\d$")


@dataclass(frozen=True)
class ItemMatch:
    """The item a text means, how it was found ("exact" or "likeness") and how sure that is (0 to 100)."""

    code: str
    how: str
    score: float


def match_items(texts: Sequence[str], instrument: Instrument, codes: Collection[str]) -> dict[int, ItemMatch]:
    """Place in `texts` -> item among `codes`. Exact readings first; of the rest each item goes to one text.

    The score is that of research on 89 real items: max(token_sort, 0.95 * ratio with the item cut to the
    text's length, 0.9 * token_set where both have four words or more); accepted from 78 on, and only where
    the next item is clearly less alike.
    """
    found = {
        place: ItemMatch(code, "exact", 100.0)
        for place, text in enumerate(texts)
        if text and (code := node_named_by(text, instrument)) in codes and code
    }
    taken = {one.code for one in found.values()}
    open_ = {code: _wordings(instrument, code) for code in codes if code not in taken}
    asked = {place: bare_heading(text) for place, text in enumerate(texts) if place not in found and text}
    return found | match_by_likeness(asked, open_)


def rival_items(text: str, instrument: Instrument, codes: Collection[str]) -> tuple[str, ...]:
    """The items a text is like, though not clearly one of them, the likest first; () for none."""
    plain = bare_heading(text)
    if len(plain) < SHORTEST:
        return ()
    ranked = _ranked(plain, {code: _wordings(instrument, code) for code in codes}, MOST_RIVALS)
    return tuple(code for score, code in ranked if score >= ACCEPTED)


@lru_cache(maxsize=4096)
def _wordings(instrument: Instrument, code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normalise_text(text) for text in instrument.headings[code] if text != code))


def match_by_likeness(texts: Mapping[int, str], items: Mapping[str, tuple[str, ...]]) -> dict[int, ItemMatch]:
    """Place -> the item a normalised text is like, each item once; a text like several has none."""
    scored = {text: _ranked(text, items) for text in set(texts.values()) if len(text) >= SHORTEST}
    ranked = {place: scored[text] for place, text in texts.items() if text in scored}
    pairs = [(score, place, code) for place, codes in ranked.items() for score, code in codes[:1]]
    found: dict[int, ItemMatch] = {}
    taken: set[str] = set()
    for score, place, code in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        next_best = ranked[place][1][0] if len(ranked[place]) > 1 else 0.0
        is_clear = score - next_best >= CLEAR or score == 100.0 > next_best
        if score >= ACCEPTED and is_clear and code not in taken:
            found[place] = ItemMatch(code, "likeness", score)
            taken.add(code)
    return found


def _ranked(text: str, items: Mapping[str, tuple[str, ...]], most: int = 2) -> list[tuple[float, str]]:
    """The likest items with their scores, the likest first; a score too low to matter is 0."""
    scores = (
        (max((item_likeness(text, wording) for wording in wordings), default=0.0), code)
        for code, wordings in items.items()
    )
    return sorted(scores, key=lambda pair: (-pair[0], pair[1]))[:most]


def item_likeness(text: str, item: str) -> float:
    """How alike a normalised text and item (or its beginning) are, 0 to 100; 0 under LEAST.

    Thousands of texts meet a hundred items each: the words are put in order once, and what cannot reach LEAST
    is given up early.
    """
    cut = item[: len(text)]
    best = max(
        fuzz.ratio(_in_order(text), _in_order(item), score_cutoff=LEAST),
        PREFIX_WEIGHT * fuzz.ratio(text, cut, score_cutoff=LEAST / PREFIX_WEIGHT),
    )
    if min(_words(text), _words(item)) >= FEW_WORDS:
        score = fuzz.token_set_ratio(text, item, score_cutoff=LEAST / WORDS_WEIGHT)
        best = max(best, WORDS_WEIGHT * score)
    return float(best)


@lru_cache(maxsize=8192)
def _in_order(text: str) -> str:
    return " ".join(sorted(text.split()))


@lru_cache(maxsize=8192)
def _words(text: str) -> int:
    return len(text.split())


def bare_heading(text: str) -> str:
    """A heading without what stands around it: numbering, upper levels, the grid's question, groups, ".1"."""
    plain = text.replace("\ufeff", "").strip()
    if plain.endswith("]") and "[" in plain:
        plain = plain[plain.rindex("[") + 1 : -1]
    lowest = plain.rpartition(" / ")[2]
    plain = lowest if len(lowest) >= SHORTEST else plain
    if "/" in plain and " " not in plain:
        plain = plain.rsplit("/", 1)[1]
    return normalise_text(NUMBERED.sub("", COPY.sub("", plain)))

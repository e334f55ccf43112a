"""Abbreviations of OPD: whether one spells a name from beginning to end, and the urusan it carries."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reference.catalogue import (
    list_abbreviations,
    list_sectors,
    opd_catalogue,
    opd_codes_by_alias,
    sectors_in_name,
    spell_out_name,
)

# What of a name an abbreviation may leave out; every other word gives a letter at least.
LEFT_OUT = frozenset(("daerah", "usaha", "umum", "rakyat", "kawasan"))
FORM_PIECES = {"dinas": ("dinas", "din", "dis", "d"), "badan": ("badan", "ban", "ba", "b")}
ROOT_BEHIND = re.compile(r"^(peng|pem|pen|per|pel|pe|ke|ber)(?=[a-z]{3})")
SYLLABLE = re.compile(r"(?<=[a-z])[bcdfghjklmnpqrstvwxyz](?=[aeiou])|(?<=[aeiou])[aeiou]")
LONGEST, SHORTEST, MOST_WORDS = 24, 3, 3
# Prices of where a piece begins; an abbreviation of a higher price than MOST spells nothing.
AT_ROOT, AT_SYLLABLE, SECOND_PIECE = 0.2, 0.5, 0.6
FORM_LEFT_OUT, WORD_LEFT_OUT, MOST = 0.3, 0.8, 1.6
FORM_PREFIX = re.compile(r"^(dinas|din|dis|d|badan|ban|ba|b)(?=[a-z]{2})")
UNEXPLAINED = 0.3


def expand_digits(text: str) -> str:
    """The letters of an abbreviation: "DP3AP2KB" and "dpppappkb", "P dan K" and "PK" are one."""
    letters = re.sub(r"\bdan\b|[^a-z0-9]", "", text.lower())
    return re.sub(r"([a-z])([2-4])", lambda found: found[1] * int(found[2]), letters)


@lru_cache(maxsize=65_536)
def price_of_spelling(letters: str, name: str) -> float | None:
    """How far-fetched an abbreviation of a name is, from 0 = initials; None where it does not spell it.

    Every letter is taken from the name in its order, at the beginning of a word, of its root or of a
    syllable, and every word of weight gives one.
    """
    words = tuple(spell_out_name(re.sub(r"\([^)]*\)", " ", name)).split())
    price = _spell(letters, words) if words and len(letters) <= LONGEST else MOST + 1
    return price if price <= MOST else None


@lru_cache(maxsize=65_536)
def _spell(letters: str, words: tuple[str, ...]) -> float:
    """The lowest price of spelling all letters with all words."""
    if not words:
        return 0.0 if not letters else MOST + 1
    first, rest = words[0], words[1:]
    best = MOST + 1
    if first in FORM_PIECES:
        for piece in FORM_PIECES[first]:
            if letters.startswith(piece):
                best = min(best, _spell(letters[len(piece) :], rest))
        return min(best, FORM_LEFT_OUT + _spell(letters, rest))
    if first in LEFT_OUT:
        best = WORD_LEFT_OUT + _spell(letters, rest)
    for price, count in _pieces(letters, first):
        if price < best:
            best = min(best, price + _spell(letters[count:], rest))
    return best


@lru_cache(maxsize=65_536)
def _pieces(letters: str, word: str) -> tuple[tuple[float, int], ...]:
    """(price, letters taken) of every way in which letters begin with one or two pieces of a word."""
    found: dict[int, float] = {}
    for start, price in _starts(word).items():
        for count in range(1, _common(letters, word[start:]) + 1):
            if price >= AT_SYLLABLE and count == 1:
                continue
            found[count] = min(price, found.get(count, MOST))
            for again, more in _starts(word).items():
                length = _common(letters[count:], word[again:]) if again >= start + count else 0
                for second in range(2, length + 1):
                    total = price + more + SECOND_PIECE
                    found[count + second] = min(total, found.get(count + second, MOST))
    return tuple((price, count) for count, price in found.items())


@cache
def _starts(word: str) -> dict[int, float]:
    """Places of a word where a piece may begin, with their price."""
    found = {match.start(): AT_SYLLABLE for match in SYLLABLE.finditer(word)}
    if root := ROOT_BEHIND.match(word):
        found[root.end()] = AT_ROOT
    return found | {0: 0.0}


def _common(letters: str, word: str) -> int:
    count = 0
    while count < min(len(letters), len(word)) and letters[count] == word[count]:
        count += 1
    return count


def is_long_enough(letters: str) -> bool:
    """Whether an abbreviation says enough behind its form: three letters; two fit too much."""
    return len(FORM_PREFIX.sub("", letters)) >= SHORTEST


def looks_abbreviated(reading: str) -> bool:
    """Whether a normalised text may be the abbreviation of an OPD: few words, not long."""
    words = [word for word in reading.split() if word != "dan"]
    letters = expand_digits(reading)
    return 0 < len(words) <= MOST_WORDS and SHORTEST <= len(letters) <= LONGEST and letters.isalpha()


@lru_cache(maxsize=8192)
def sectors_in_abbreviation(reading: str) -> frozenset[str]:
    """The urusan that the pieces of an abbreviation behind its form stand for; none where it has no form or
    too much of it is unexplained.
    """
    letters = expand_digits(reading)
    core = FORM_PREFIX.sub("", letters)
    if core == letters or not looks_abbreviated(reading):
        return frozenset()
    missing, sectors = _explain(core)
    return sectors if missing <= UNEXPLAINED * len(core) else frozenset()


@lru_cache(maxsize=8192)
def sectors_of_pieces(reading: str) -> frozenset[str]:
    """The urusan of an abbreviation that is a form and pieces of urusan and nothing else, in one way only;
    none for any other.
    """
    letters = expand_digits(reading)
    core = FORM_PREFIX.sub("", letters)
    ways = _explain_wholly(core) if core != letters and looks_abbreviated(reading) else frozenset()
    return next(iter(ways)) if len(ways) == 1 else frozenset()


@lru_cache(maxsize=8192)
def _explain_wholly(letters: str) -> frozenset[frozenset[str]]:
    """The urusan of every way to cut letters into pieces of urusan."""
    if not letters:
        return frozenset([frozenset()])
    found = set()
    for length in range(2, len(letters) + 1):
        if carried := _pieces_of_urusan().get(letters[:length]):
            found |= {carried | rest for rest in _explain_wholly(letters[length:])}
    return frozenset(found)


@lru_cache(maxsize=8192)
def _explain(letters: str) -> tuple[int, frozenset[str]]:
    """How many letters stand for nothing, at least, and the urusan of the others."""
    if not letters:
        return 0, frozenset()
    missing, sectors = _explain(letters[1:])
    best = (missing + 1, sectors)
    for length in range(min(len(letters), LONGEST), 1, -1):
        if carried := _pieces_of_urusan().get(letters[:length]):
            missing, sectors = _explain(letters[length:])
            if missing < best[0]:
                best = (missing, sectors | carried)
    return best


@cache
def _pieces_of_urusan() -> dict[str, frozenset[str]]:
    """What stands for urusan in abbreviations: parts of known ones, beginnings of words of one urusan."""
    found: dict[str, frozenset[str]] = {}
    for short, full in list_abbreviations().items():
        if (carried := sectors_in_name(full)) and len(short) > 1:
            found[expand_digits(short)] = carried
    known = opd_catalogue().query("form in ('dinas', 'badan')")["sectors"]
    for alias, codes in opd_codes_by_alias().items():
        core = FORM_PREFIX.sub("", expand_digits(alias))
        if len(codes) == 1 and codes[0] in known and len(core) >= SHORTEST and len(alias) <= LONGEST // 2:
            found.setdefault(core, frozenset(known[codes[0]].split(";")))
    return _beginnings() | found


def _beginnings() -> dict[str, frozenset[str]]:
    """Beginnings of words and roots, three letters or more, that stand in names of one urusan only."""
    meant: dict[str, set[str]] = {}
    names = [(name.partition(" ")[2], one) for name, one in opd_catalogue()[["name", "sectors"]].values]
    for name, sectors in (*names, *((name, str(key)) for key, name in list_sectors()["name"].items())):
        for word in spell_out_name(name).split() if ";" not in sectors else ():
            for start in (0, root.end() if (root := ROOT_BEHIND.match(word)) else 0):
                for end in range(start + 3, len(word) + 1):
                    meant.setdefault(word[start:end], set()).add(sectors)
    return {piece: frozenset(sectors) for piece, sectors in meant.items() if len(sectors) == 1}

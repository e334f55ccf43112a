"""Sets of codes that answers are given in: letters a-e, romans, LimeSurvey's A1 to A5."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from survey.answers.labels import grade_initials
from survey.answers.odd_texts import ROMANS

STARRED = re.compile(r"^([★⭐✭*]{1,10})[☆✩]{0,9}$")
LETTERS = "ABCDEFGHIJ"
MOST, SHARE, MANY = 10, 0.8, 0.5
REST = r"(?:\s*[.):=–—-].*|\s*)$"
LETTER = re.compile(rf"^\(?([A-J]){REST}", re.I | re.S)
ROMAN = re.compile(rf"^\(?(IX|IV|VI{{0,3}}|I{{1,3}}|X){REST}", re.I | re.S)
NUMBERED = re.compile(r"^([A-Z]{1,10})[\s._-]*0*(\d{1,2})$", re.I)
NUMBERS_BY_THEMSELVES = frozenset({"LEVEL", "TINGKAT", "SKOR", "NILAI"})


@dataclass(frozen=True)
class CodeSet:
    """The codes of one set in their order, and the place from 0 of the one each text begins with."""

    name: str
    codes: tuple[str, ...]
    places: Mapping[str, int]

    def every_code(self) -> tuple[str, ...]:
        """All codes that the set may have, used or not."""
        return {"romawi": ROMANS, "huruf": tuple(LETTERS)}.get(self.name, self.codes)


def find_code_set(counts: Mapping[str, int], *, alone: bool = False) -> CodeSet | None:
    """The set that most of these texts are codes of (text -> how often); None where they are of none.

    A single code is none, unless it may stand `alone`: the set is known from elsewhere, and half will do.
    """
    if grade_initials(counts):
        return None  # SB, B, C, K, SK: B and C are no letters of a list
    for find in (_romans, _letters, _numbered, _stars):
        found = find(counts)
        share = MANY if alone else SHARE
        if found and sum(counts[text] for text in found.places) >= share * sum(counts.values()):
            return found if alone or len(set(found.places.values())) > 1 else None
    return None


def _romans(counts: Mapping[str, int]) -> CodeSet | None:
    places = {text: ROMANS.index(match[1].upper()) for text in counts if (match := ROMAN.match(text))}
    return CodeSet("romawi", ROMANS[: max(places.values()) + 1], places) if places else None


def _letters(counts: Mapping[str, int]) -> CodeSet | None:
    places = {text: LETTERS.index(match[1].upper()) for text in counts if (match := LETTER.match(text))}
    return CodeSet("huruf", tuple(LETTERS[: max(places.values()) + 1]), places) if places else None


def _stars(counts: Mapping[str, int]) -> CodeSet | None:
    """So many stars: "★★★☆☆"."""
    places = {text: len(match[1]) - 1 for text in counts if (match := STARRED.match(text))}
    codes = tuple("★" * (place + 1) for place in range(max(places.values(), default=0) + 1))
    return CodeSet("bintang", codes, places) if places else None


def _numbered(counts: Mapping[str, int]) -> CodeSet | None:
    """Codes of one prefix and a number: A1, AO01, "Opsi 3"."""
    matched = {text: match for text in counts if (match := NUMBERED.match(text))}
    prefixes = {match[1].upper() for match in matched.values()}
    if len(prefixes) != 1 or prefixes & NUMBERS_BY_THEMSELVES:
        return None
    numbers = {text: int(match[2]) for text, match in matched.items()}
    start, end = min(1, *numbers.values()), max(numbers.values())
    if end > MOST:
        return None
    example = next(iter(matched))
    front = example[: len(example) - len(re.sub(r"\D", "", example))]
    width = max(len(re.sub(r"\D", "", text)) for text in matched)
    codes = tuple(f"{front}{number:0{width}d}" for number in range(start, end + 1))
    return CodeSet(f"{prefixes.pop()}1", codes, {text: number - start for text, number in numbers.items()})

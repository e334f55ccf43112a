"""Slips of the hand and the scanner, each a function of a text and a generator; "" where none fits."""

from __future__ import annotations

import random
from collections.abc import Callable

NEIGHBOURS = {
    "a": "s",
    "e": "r",
    "i": "o",
    "o": "i",
    "u": "y",
    "n": "m",
    "m": "n",
    "r": "t",
    "t": "r",
    "k": "l",
    "g": "h",
}
SCANNED = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "g": "9", "e": "c", "rn": "m", "m": "rn"}


def _places(text: str) -> list[int]:
    """Inner letters of words of four letters or more."""
    found, start = [], 0
    for word in text.split(" "):
        if len(word) > 3 and word.isalpha():
            found += range(start + 1, start + len(word) - 1)
        start += len(word) + 1
    return found


def swap(text: str, rng: random.Random) -> str:
    """Two neighbouring letters exchanged."""
    places = [at for at in _places(text) if text[at + 1].isalpha() and text[at] != text[at + 1]]
    if not places:
        return ""
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def lose(text: str, rng: random.Random) -> str:
    """A letter left out."""
    places = _places(text)
    at = rng.choice(places) if places else 0
    return text[:at] + text[at + 1 :] if places else ""


def double(text: str, rng: random.Random) -> str:
    """A letter written twice."""
    places = _places(text)
    at = rng.choice(places) if places else 0
    return text[:at] + text[at] + text[at:] if places else ""


def mistype(text: str, rng: random.Random) -> str:
    """The key beside the right one."""
    places = [at for at in _places(text) if text[at].lower() in NEIGHBOURS]
    at = rng.choice(places) if places else 0
    return text[:at] + NEIGHBOURS[text[at].lower()] + text[at + 1 :] if places else ""


def scan(text: str, rng: random.Random) -> str:
    """A letter as a scanner reads it."""
    there = [(at, seen) for seen in SCANNED for at in _places(text) if text[at:].lower().startswith(seen)]
    if not there:
        return ""
    at, seen = rng.choice(there)
    return text[:at] + SCANNED[seen] + text[at + len(seen) :]


def join(text: str, rng: random.Random) -> str:
    """The space between two words left out."""
    places = [at for at, letter in enumerate(text) if letter == " "]
    at = rng.choice(places) if places else 0
    return text[:at] + text[at + 1 :] if places else ""


def part(text: str, rng: random.Random) -> str:
    """A space within a word."""
    places = [at for at in _places(text) if at + 2 < len(text)]
    at = rng.choice(places) if places else 0
    return f"{text[: at + 1]} {text[at + 1 :]}" if places else ""


SLIPS: dict[str, Callable[[str, random.Random], str]] = {
    "huruf tertukar": swap,
    "huruf hilang": lose,
    "huruf ganda": double,
    "huruf tetangga": mistype,
    "hasil pindai": scan,
    "spasi hilang": join,
    "spasi di tengah": part,
}

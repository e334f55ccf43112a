"""The nomenclature of program, kegiatan and sub kegiatan that a region loads: searched, checked against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from planning.programmes.programme import Programme
from reference.keys import normalise_text, text_key

SUBACTIVITY_PARTS = 6
"""Parts of the code of a sub kegiatan: urusan, bidang, program, kegiatan (two), sub kegiatan."""
ALIKE = 88.0
"""A name so like that of its code, 0 to 100, is the same but for spelling."""
EVERY_FIELD = "X.XX"
"""What stands for any bidang urusan in the codes of a body's support."""


@dataclass(frozen=True)
class Nomenclature:
    """Code -> name for one year, in the order of the file; `source` names that file."""

    year: int
    names: Mapping[str, str]
    source: str = ""

    @cached_property
    def _words(self) -> dict[str, str]:
        return {code: normalise_text(name) for code, name in self.names.items()}

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in self.names.items():
            found.setdefault(text_key(name), []).append(code)
        return found

    def name_of(self, code: str) -> str:
        """The name of a code, "" where it is unknown; support of any bidang urusan counts for all."""
        every = ".".join([EVERY_FIELD, *code.split(".")[2:]])
        return self.names.get(code) or self.names.get(every, "")

    def codes_of(self, name: str) -> list[str]:
        """The codes with a name, whatever its spelling of spaces and marks; sub kegiatan first."""
        return sorted(self._codes.get(text_key(name), []), key=lambda code: -code.count("."))

    def find_by_words(self, words: str, most: int = 30) -> list[tuple[str, str]]:
        """(code, name) of what holds every word or begins with a code, sub kegiatan first; () for none."""
        asked = normalise_text(words).split()
        if not asked:
            return []
        begun = words.strip()
        found = [
            code
            for code, text in self._words.items()
            if all(word in text for word in asked) or code.startswith(begun)
        ]
        found.sort(key=lambda code: (not is_subactivity(code), len(self.names[code]), code))
        return [(code, self.names[code]) for code in found[:most]]

    def upper_codes(self, code: str) -> list[tuple[str, str]]:
        """(code, name) of the program and kegiatan a code stands under, the highest first."""
        parts = code.split(".")
        upper = (".".join(parts[:count]) for count in (3, 5) if count < len(parts))
        return [(one, name) for one in upper if (name := self.name_of(one))]

    @property
    def subactivity_count(self) -> int:
        """How many sub kegiatan it holds."""
        return sum(map(is_subactivity, self.names))


def is_subactivity(code: str) -> bool:
    """Whether a code is that of a sub kegiatan."""
    return code.count(".") + 1 == SUBACTIVITY_PARTS


def choose_nomenclature(known: Mapping[int, Nomenclature], year: int | None) -> Nomenclature | None:
    """That of the year, else the last one before it, else the first one after; the newest without a year."""
    if not known:
        return None
    if year is None:
        return known[max(known)]
    before = [one for one in known if one <= year]
    return known[max(before) if before else min(known)]


@dataclass(frozen=True)
class CodeRemark:
    """What is wrong with a programme's code: "unknown_code", "other_name" or "no_subactivity"."""

    kind: str
    parts: Mapping[str, object]


def check_programme_code(one: Programme, known: Nomenclature) -> Iterator[CodeRemark]:
    """Whether a programme has a sub kegiatan, and its code the name that the nomenclature gives it."""
    code = one.code.strip()
    if not code:
        yield CodeRemark("no_subactivity", {"proposal": _proposal(known, _texts(one))})
        return
    name = known.name_of(code)
    if not name:
        parts = {"found": code, "year": known.year, "proposal": _proposal(known, _texts(one))}
        yield CodeRemark("unknown_code", parts)
        return
    if not any(_is_alike(text, name) for text in _texts(one)):
        yield CodeRemark("other_name", {"found": code, "year": known.year, "name": name})
    if not is_subactivity(code):
        yield CodeRemark("no_subactivity", {"proposal": ""})


def _texts(one: Programme) -> list[str]:
    """What a programme is called: its name, and what it says of the Renja, line by line."""
    lines = (part for line in one.renja.splitlines() for part in line.split(";"))
    return [text for text in (one.name.strip(), *(line.strip() for line in lines)) if text]


def _is_alike(text: str, name: str) -> bool:
    one, other = normalise_text(text), normalise_text(name)
    return other in one or fuzz.token_sort_ratio(one, other) >= ALIKE


def _proposal(known: Nomenclature, texts: Iterable[str]) -> str:
    """The code that a name has in the nomenclature, where it has just one."""
    for text in texts:
        codes = [code for code in known.codes_of(text) if is_subactivity(code)]
        if len(codes) == 1:
            return f"{codes[0]} {known.names[codes[0]]}"
    return ""

"""Every pattern of the product takes time by the length of a text, whatever the text repeats."""

import importlib
import re
import re._parser as parser
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = (
    *("scoring", "reference", "survey", "storage", "planning", "charts", "reports", "workflow"),
    *("commands", "web", "ui"),
)
PIECES = (
    *(" ", "\n", "\t", "0", "a", "A", "(", ")", "[", ".", ",", "-", ":", "/", "|", ";", "=", "%", "'", '"'),
    *("1 ", "a ", "1.", "1,", "a(", ") ", "( ", "a,", " - ", "1-", "a\n", "= ", "2026 ", "“", "\u200b"),
)
RUNS = (" ", "\n", "0", "a", "1 ")
AROUND = (("a", "z"), ("", ""), ("1", "\nz"))
LENGTH = 8_000
"""The longest text that is kept."""
MOMENT = 0.004
"""Seconds: what takes less at any length is not looked at further, more would be noise."""
GROWTH = 3.0
"""Twice the text, at most so much more time: 2 is linear, 4 quadratic."""


def modules() -> Iterator[str]:
    """All modules of the floors; migrations run within alembic alone."""
    for folder in FLOORS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
            if ".migrations." not in name:
                yield name.removesuffix(".__init__")


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from patterns_in(inner)
    elif isinstance(value, tuple | list | frozenset | set):
        for inner in value:
            yield from patterns_in(inner)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module holds, once, by the first name it goes by."""
    found = {}
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            for number, pattern in enumerate(patterns_in(value)):
                found.setdefault(pattern, f"{module}.{name}.{number}")
    return {name: pattern for pattern, name in found.items()}


def literals(tree: object) -> Iterator[str]:
    """The runs of letters that a pattern names."""
    run = ""
    for operation, given in tree:  # type: ignore[attr-defined]
        if operation is parser.LITERAL:
            run += chr(given)
            continue
        if run:
            yield run
        run = ""
        for part in given if isinstance(given, tuple | list) else (given,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, parser.SubPattern):
                    yield from literals(inner)
    if run:
        yield run


def adversaries(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What stands before, what is repeated, what stands behind."""
    named = tuple(dict.fromkeys(literals(parser.parse(pattern.pattern, pattern.flags))))[:25]
    for piece in dict.fromkeys(
        (*PIECES, *named, *(f"{one} " for one in named), *(f" {one}" for one in named))
    ):
        for before, behind in AROUND:
            yield before, piece, behind
    for before in dict.fromkeys((*named, "a=", "a (", "a:", "1.")):
        for piece in RUNS:
            yield before, piece, "z"


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Processor time of looking for a pattern everywhere in a text."""
    started = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    return time.process_time() - started


def text_of(adversary: tuple[str, str, str], length: int) -> str:
    before, piece, behind = adversary
    return before + (piece * length)[:length] + behind


def grows_too_fast(pattern: re.Pattern[str], adversary: tuple[str, str, str]) -> bool:
    """Whether the time grows more than the text: at the first length that takes a moment, and beyond it."""
    length = 125
    while length < LENGTH and seconds(pattern, text_of(adversary, length)) < MOMENT:
        length *= 2
    whole, half = text_of(adversary, length), text_of(adversary, length // 2)
    if seconds(pattern, whole) < MOMENT:
        return False
    # A busy machine may be slow once: the least of several.
    return all(
        min(seconds(pattern, whole) for _ in range(3))
        > GROWTH * min(seconds(pattern, half) for _ in range(3))
        for _ in range(2)
    )


def test_the_patterns_are_found_and_a_slow_one_is_seen():
    assert len(patterns()) > 200
    for slow, piece in ((r"\s*;", " "), (r"^(.+?)\s*\(", " "), (r"(\d+)x", "0"), (r"\w*=\w*=\w*;", "a")):
        assert any(
            grows_too_fast(re.compile(slow), one) for one in adversaries(re.compile(slow)) if one[1] == piece
        ), slow
    assert not any(
        grows_too_fast(re.compile(r"a+;"), one) for one in adversaries(re.compile(r"a+;")) if one[1] == " "
    )


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_takes_time_by_the_length_of_a_text(name):
    pattern = patterns()[name]
    assert [one for one in adversaries(pattern) if grows_too_fast(pattern, one)] == []

"""What mutated packages put in the place of what ours say, drawn by rule."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

TEXTS = (
    "",
    " ",
    "x" * 1_001,
    "x" * 40_000,
    "x" * 300_000,
    "a\x0bb\x07c\x00d",
    "\ud800",
    "\U0001f600" * 50,
    "‮kanan ke kiri",
    "**tebal** [tautan](http://contoh.id) :material/bug: $x$ <script>1</script>",
    "=1+1",
    "'; DROP TABLE answer; --",
    "../../etc/passwd",
    "NULL",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31T23:59:59+14:00",
    "2026-01-01T00:00:00",
    "1990-01-01",
    "NaN",
    "lead",
    "answered",
)
NAMES = (
    "../luar.json",
    "/etc/passwd",
    "daerah/../isi.json",
    "daerah/35.18.json.json",
    "daerah/35.24.json",
    "daerah/",
    "instrumen/abc.json",
    "C:\\x.json",
    "a" * 300,
    "ISI.JSON",
)
DIGESTS = ("0" * 64, "f" * 64, "F" * 64, "abc")


class Raw(str):
    """Text that stands in the JSON as it is: numbers no Python has, keys that stand twice."""

    __slots__ = ()


NUMBERS: tuple[Any, ...] = (
    0,
    -1,
    1,
    3.5,
    99,
    -0.0,
    1e308,
    -1e308,
    2**53 + 1,
    2**63,
    2**64,
    -(2**63) - 1,
    Raw("1e999"),
    Raw("-1e999"),
    Raw("NaN"),
    Raw("Infinity"),
    Raw("1" * 400),
    Raw("01"),
    True,
    False,
)
SHAPES: tuple[Any, ...] = (None, [], {}, [[]], {"a": 1}, ["a", "b", "c"], [None], "")


def draw_value(drawn: random.Random, old: Any) -> Any:
    """A value of another type, an odd number or an odd text; a bit of what stood there at times."""
    pool = drawn.choice((NUMBERS, TEXTS, SHAPES))
    if isinstance(old, str) and drawn.random() < 0.2:
        return old + drawn.choice(TEXTS)
    return drawn.choice(pool)


def draw_likely(drawn: random.Random, tree: Any, key: Any, old: Any) -> Any:
    """A value such as stands elsewhere in the tree under the same key, or near the old one."""
    if isinstance(old, bool):
        return not old
    if isinstance(old, int | float):
        return drawn.choice((old + 1, old - 1, 1.0, 2.0, 3.0, 5.0, old * 2))
    others = [one[key] for one in list_holders(tree, dict) if key in one] if isinstance(key, str) else []
    return drawn.choice([*others, "teks lain", f"{old} lagi" if isinstance(old, str) else old])


def list_holders(tree: Any, kind: type) -> list[Any]:
    """Every mapping or every list of the tree that holds anything."""
    found: list[Any] = []
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting.extend(parts)
        if isinstance(one, kind) and one:
            found.append(one)
    return found


def draw_holder(drawn: random.Random, tree: Any, kind: type) -> Any:
    """One of them: where many stand under one key, no likelier than where one does."""
    groups: dict[Any, list[Any]] = {}
    for one in list_holders(tree, kind):
        groups.setdefault(tuple(one)[:3] if isinstance(one, dict) else type(one[0]), []).append(one)
    return drawn.choice(drawn.choice(list(groups.values())))


def draw_place(drawn: random.Random, tree: Any) -> tuple[Any, Any]:
    """A mapping or list with one of its keys or places."""
    holder = draw_holder(drawn, tree, drawn.choice((dict, dict, dict, list)))
    key = drawn.choice(list(holder)) if isinstance(holder, dict) else drawn.randrange(len(holder))
    return holder, key


def dump_json(tree: Any, *, sort: bool = False) -> bytes:
    """The tree as JSON, `Raw` as it is; lone surrogates escaped."""
    return "".join(_pieces(tree, sort)).encode("utf-8", "surrogatepass")


def _pieces(value: Any, sort: bool) -> Iterator[str]:
    if isinstance(value, Raw):
        yield str(value)
    elif isinstance(value, dict):
        items = sorted(value.items(), key=lambda one: str(one[0])) if sort else value.items()
        yield "{"
        for at, (key, part) in enumerate(items):
            yield f"{',' if at else ''}{str(key) if isinstance(key, Raw) else json.dumps(key)}:"
            yield from _pieces(part, sort)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for at, part in enumerate(value):
            yield "," if at else ""
            yield from _pieces(part, sort)
        yield "]"
    else:
        yield json.dumps(value, ensure_ascii=not sort)

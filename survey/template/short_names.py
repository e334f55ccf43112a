"""Short names of OPD for the files they receive: their own where they have one, else made of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pandas as pd

from reference.keys import text_key

LONGEST = 24
"""Characters of a name that needs no shortening: "Badan Pendapatan Daerah"."""
JOINING = frozenset({"dan", "serta", "atau", "untuk", "di", "pada", "dalam", "dengan", "yang"})


def propose_short_names(roster: pd.DataFrame) -> dict[str, str]:
    """OPD id -> a short name that no other OPD of the roster (opd, code, name, short) has.

    The code of the catalogue where the OPD bears it, else the short name that was given, else one made of its
    name. What another has already gets the last word of the name behind it, then a number.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    rows = roster.to_dict("records")
    for row in sorted(rows, key=lambda one: one["opd"] != one["code"]):
        name = next(one for one in _wishes(row) if text_key(one) and text_key(one) not in taken)
        taken.add(text_key(name))
        found[str(row["opd"])] = name
    return found


def _wishes(row: Mapping[Any, Any]) -> Iterator[str]:
    """What an OPD may be called, the best first; endless."""
    opd, name, short = (str(row[part]).strip() for part in ("opd", "name", "short"))
    if opd == row["code"]:
        yield opd
    if len(short) <= LONGEST and text_key(short) != text_key(opd):
        yield short
    made = shorten_opd_name(name) or opd
    yield made
    yield f"{made} {name.split()[-1]}" if name else made
    yield from (f"{made} {number}" for number in count(2))


def shorten_opd_name(name: str) -> str:
    """A name of at most LONGEST characters as it is, a longer one by the initials of its words.

    "Dinas Pekerjaan Umum dan Penataan Ruang" gives DPUPR; a longer single word is cut; "" gives "".
    """
    words = re.findall(r"\w+", name)
    if len(name) <= LONGEST or len(words) < 2:
        return name[:LONGEST].strip()
    return "".join(word[0].upper() for word in words if word.casefold() not in JOINING)[:LONGEST]

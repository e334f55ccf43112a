"""How titles are proved: 1,000 random data sets for each rule, and the words of a title read back.

A proof never asks the rule what it found: it reads numbers and names out of the title and holds them against
the data by plain arithmetic, as they are (raw) and as a reader sees them (printed).
"""

import math
import re
from collections.abc import Callable, Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

LONGEST = 70
PROVED: set[str] = set()

# Means of many answers lie near each other, differ less than a label shows, stop just short of a whole level,
# and end on halves, which NumPy does not round as labels are printed (2.675 is printed as 2,68).
CLOSE = (2.44, 2.45, 2.46, 2.67, 2.674, 2.675, 2.68)
TRICKY = (*CLOSE, 1, 2, 3, 4, 5, 2.5, 2.504, 3.335, 3.345, 3.996, 4 - 1e-12)
SCORE = st.one_of(st.sampled_from(TRICKY), st.floats(1, 5))
GAPPY = st.one_of(SCORE, SCORE, SCORE, st.just(math.nan))
DECIMALS = st.sampled_from([2, 2, 1])
PLACES = st.sampled_from(["Kab. Nganjuk", "Kab. Penukal Abab Lematang Ilir", "Kab. " + "Nama Panjang " * 5])
SHORT = ("Governance", "Branding", "Economy", "Living", "Society", "Environment")
LONG = (
    "Pariwisata dan Kebudayaan",
    "Sarana dan Prasarana Telekomunikasi, Informatika, dan Transportasi Daerah",
    "Pariwisata",
    "Keuangan, Aset, dan Pendapatan",
    "Literasi dan Keamanan Digital Masyarakat",
    "Tata Kelola",
)
NAMES = st.sampled_from([SHORT, LONG])


def columns(size: int | None = None, most: int = 6) -> st.SearchStrategy[list[float]]:
    """Scores of 1..5: any, near each other, and with gaps; `size` of them, else 0 to `most`."""
    low, high = (0, most) if size is None else (size, size)
    kinds = (SCORE, st.sampled_from(CLOSE), GAPPY)
    return st.one_of(*(st.lists(one, min_size=low, max_size=high) for one in kinds))


def proves(rule: Callable[..., str], *data: st.SearchStrategy[Any]) -> Callable[[Any], Any]:
    """Runs a proof of a title rule on 1,000 data sets, and notes that the rule has one."""
    PROVED.add(rule.__name__)
    return lambda proof: settings(max_examples=1000, deadline=None)(given(*data)(proof))


def table(**given_: Sequence[Any]) -> pd.DataFrame:
    """Columns as the charts get them, cut to the shortest: names as objects, all else as floats."""
    size = min(map(len, given_.values()))
    kinds = {name: object if name in ("name", "label", "row_name", "column") else float for name in given_}
    return pd.DataFrame({name: np.array(values[:size], kinds[name]) for name, values in given_.items()})


def printed(value: float, decimals: int = 2) -> Decimal | None:
    """The number a label shows, None for "Data kurang"."""
    if math.isnan(value):
        return None
    written = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-12), ROUND_HALF_UP)
    return written.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def subtracted(first: float, second: float, decimals: int = 2) -> Decimal | None:
    """The difference that a reader of both labels gets, None where one is unknown."""
    shown = printed(first, decimals), printed(second, decimals)
    return None if None in shown else shown[0] - shown[1]


def read(text: str) -> Decimal:
    """The number that "1.234,50", "+0,33" or "−0,20" says."""
    assert re.fullmatch(r"[+−]?\d{1,3}(\.\d{3})*(,\d+)?", text), text
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def listed(text: str, known: Collection[str]) -> list[str]:
    """The names that a text lists: "A", "A dan B", "A, B, dan C"; names may hold commas themselves."""
    found = []
    while text:
        found.append(next(one for one in sorted(known, key=len, reverse=True) if text.startswith(one)))
        text = re.sub(r"^(, dan | dan |, )", "", text.removeprefix(found[-1]))
    return found


def claims(pattern: str, title: str) -> re.Match[str] | None:
    """What a title says, where it is of this form; no title is longer than a slide holds."""
    assert 0 < len(title) <= LONGEST, title
    return re.fullmatch(pattern, title)


def says_nothing(title: str, words: str) -> None:
    """The title is the neutral one, cut where it is too long."""
    assert title == words if len(words) <= LONGEST else words.startswith(title.removesuffix("…")), title

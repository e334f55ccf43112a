"""Rupiah as people write them: "1,2 M", "Rp1.250.000.000", "500 juta"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from survey.files.grid import Cell

UNITS: dict[str, float] = {
    **dict.fromkeys(("rb", "ribu", "ribuan"), 1e3),
    **dict.fromkeys(("jt", "juta", "jutaan"), 1e6),
    **dict.fromkeys(("m", "miliar", "milyar", "milyard", "mlr", "miliaran"), 1e9),
    **dict.fromkeys(("t", "triliun", "trilyun", "triliunan"), 1e12),
}
"""Words behind an amount; in Indonesia M is miliar, not million."""
NAMES = {1e3: "ribu", 1e6: "juta", 1e9: "miliar"}
MOST = 1e14
"""No programme of a kabupaten costs a hundred trillion: the unit was taken wrongly."""
AMOUNT = re.compile(r"^([+-]?[\d.,]+)\s*([a-z]*)$")
AROUND = re.compile(r"\b(?:rp|idr|rupiah)(?![a-z])|[,.]-+$|=")
BLANK = frozenset({"", "-", "–", "n/a", "tidak ada", "belum ada", "nihil"})
IN_UNITS = re.compile(r"\b(ribu|ribuan|rb|juta|jutaan|jt|miliar|milyar|miliaran)\b")


@dataclass(frozen=True)
class MoneyAmount:
    """A cell of money: `rupiah` None where there is none; `unread` where it says something else."""

    rupiah: float | None = None
    unread: bool = False


def parse_amount(cell: Cell, factor: float = 1.0) -> MoneyAmount:
    """What a cell of money says. `factor`: the unit its heading gives, which a unit of its own overrules.

    "1.250" groups thousands, "1,25 M" has a decimal comma; what may be either is left unread.
    """
    if isinstance(cell, bool) or (cell is not None and not isinstance(cell, str | float)):
        return MoneyAmount(unread=True)
    if isinstance(cell, float):
        return _kept(cell * factor)
    text = " ".join((cell or "").replace("\u00a0", " ").casefold().split())
    if text in BLANK:
        return MoneyAmount()
    bare = " ".join(AROUND.sub(" ", text.replace("rp.", "rp ")).split()).removesuffix(",-").strip(" .")
    found = AMOUNT.match(re.sub(r"(?<=\d) (?=\d)", "", bare))
    if found is None or (found[2] and found[2] not in UNITS):
        return MoneyAmount(unread=True)
    unit = UNITS[found[2]] if found[2] else factor
    value = _plain(found[1], large=unit >= 1e9)
    return MoneyAmount(unread=True) if value is None else _kept(value * unit)


def _kept(rupiah: float) -> MoneyAmount:
    return MoneyAmount(rupiah) if is_programme_cost(rupiah) else MoneyAmount(unread=True)


def is_programme_cost(rupiah: float) -> bool:
    """Whether a programme can cost so much."""
    return 0 <= rupiah <= MOST


def _plain(digits: str, *, large: bool) -> float | None:
    """The number, None where its marks allow two readings; `large`: whether it counts in miliar or more.

    With three digits behind its only mark, "1.250" groups rupiah or juta, and "1,250 M" has decimals.
    """
    point, comma = digits.count("."), digits.count(",")
    if point and comma:
        grouping = "." if digits.rfind(",") > digits.rfind(".") else ","
        plain = digits.replace(grouping, "").replace(",", ".")
        return _float(plain) if _grouped(digits, grouping) else None
    mark = "." if point else ","
    if point + comma > 1:
        return _float(digits.replace(mark, "")) if _grouped(digits, mark) else None
    if len(digits.partition(mark)[2]) != 3:
        return _float(digits.replace(",", "."))
    if comma:
        return _float(digits.replace(",", ".")) if large else None
    return None if large else _float(digits.replace(".", ""))


def _grouped(digits: str, mark: str) -> bool:
    groups = re.split(r"[.,]", digits)
    inner = groups[1:-1] if digits.count(mark) < len(groups) - 1 else groups[1:]
    return all(len(group) == 3 for group in inner)


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def unit_factor_in(text: str) -> float:
    """The unit a heading or a note names, "(dalam jutaan rupiah)" -> 1e6; 1 where it names none."""
    found = IN_UNITS.search(text.casefold())
    return UNITS[found[1]] if found else 1.0

"""Numbers and dates as Indonesian readers write them: decimal comma, thousands dot, a real minus sign.

Every number that charts, screens and documents print is made here; what the floors below share lies in
reference/numbers.py.
"""

import math
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from reference.dates import MONTHS, format_date
from reference.numbers import (
    MINUS,
    MISSING,
    format_number,
    format_percent,
    format_plain,
    format_span,
    join_ends,
    round_decimal,
    round_number,
    sheet_format,
    subtract_printed,
)
from scoring import Scale

__all__ = [
    "MINUS",
    "MISSING",
    "MONTHS",
    "NOT_APPLICABLE",
    "format_below",
    "format_count",
    "format_date",
    "format_difference",
    "format_index",
    "format_near_boundary",
    "format_number",
    "format_part",
    "format_percent",
    "format_percent_below",
    "format_place",
    "format_plain",
    "format_range",
    "format_rupiah",
    "format_shares",
    "format_signed",
    "format_span",
    "format_step",
    "join_ends",
    "join_names",
    "name_class",
    "round_as_printed",
    "round_number",
    "sheet_format",
    "split_as_printed",
    "split_rupiah",
    "subtract_as_printed",
    "subtract_printed",
]

NOT_APPLICABLE = "Tidak berlaku"
REACHED = 1e-9  # a score this little under a boundary has reached it (scoring)
# From which amount on, its size and its word: what would print as 1.000 juta is 1 miliar.
SCALES = ((1e12 - 5e6, 1e12, "triliun"), (1e9 - 5e3, 1e9, "miliar"), (1e6, 1e6, "juta"))


def round_as_printed(values: pd.Series, decimals: int = 2) -> pd.Series:
    """The values as `format_number` prints them, for telling what a reader can tell apart; NaN stays NaN."""
    shown = [round_number(value, decimals) for value in values.astype(float).tolist()]
    return pd.Series(shown, index=values.index, dtype=float)


def subtract_as_printed(first: pd.Series, second: pd.Series | float, decimals: int = 2) -> pd.Series:
    """`first` - `second` as both print, for a difference that stands beside them; NaN: one is unknown."""
    others = second if isinstance(second, pd.Series) else pd.Series(second, index=first.index)
    pairs = zip(first.astype(float).tolist(), others.astype(float).tolist(), strict=True)
    return pd.Series([subtract_printed(*pair, decimals) for pair in pairs], index=first.index, dtype=float)


def format_signed(value: float, decimals: int = 2, missing: str = MISSING) -> str:
    """Like `format_number`, with "+" before a value that is positive as printed: "+0,20", "−1,50", "0,00"."""
    text = format_number(value, decimals, missing)
    return "+" + text if text != missing and value > 0 and text.strip("0.,") else text


def format_difference(first: float, second: float, decimals: int = 2, missing: str = MISSING) -> str:
    """`first` - `second` where both are printed beside it: 3,42 and 4,13 give "−0,71"."""
    return format_signed(subtract_printed(first, second, decimals), decimals, missing)


def split_as_printed(parts: Sequence[float], whole: float, decimals: int = 2) -> list[float]:
    """The parts rounded so that they sum to `whole` as it prints; the rest goes where rounding took most.

    A part that is exactly 0 stays 0 unless all are: what had no share gets none.
    """
    shown = [round_decimal(part, decimals) for part in parts]
    step = Decimal(1).scaleb(-decimals)
    rest = int((round_decimal(whole, decimals) - sum(shown)) / step)
    lost = sorted(
        range(len(shown)),
        key=lambda at: (parts[at] == 0, (float(shown[at]) - parts[at]) * (1 if rest > 0 else -1)),
    )
    for turn in range(abs(rest)):
        shown[lost[turn % len(lost)]] += step if rest > 0 else -step
    return [float(one) for one in shown]


def format_count(value: float) -> str:
    """Whole things: `1250` -> "1.250"."""
    return format_number(value, 0)


def format_part(share: float) -> str:
    """A share of something counted as a percentage that is 0% or 100% only where it is none or all."""
    return format_percent(min(max(share, 0.01), 0.99) if 0 < share < 1 else share)


def format_shares(shares: Sequence[float], decimals: int = 0) -> list[str]:
    """Shares of one whole as percentages that sum to 100 as printed, by largest remainders.

    Parts that are all equal and do not go into 100 are printed as a fraction, "1/6": as percentages they
    would be unequal or sum to something else. Each by itself where one is unknown or they are no whole.
    """
    if not shares or any(share is None or not math.isfinite(share) or share < 0 for share in shares):
        return [format_percent(share, decimals) for share in shares]
    if abs(sum(shares) - 1) > REACHED:
        return [format_percent(share, decimals) for share in shares]
    shown = split_as_printed([share * 100 for share in shares], 100, decimals)
    if max(shown) > min(shown) and max(shares) - min(shares) < REACHED:
        return [f"1/{len(shares)}"] * len(shares)
    return [format_percent(share / 100, decimals) for share in shown]


def format_range(low: float, high: float, decimals: int = 2) -> str:
    """A range with an en dash: "2,37–2,83"."""
    return join_ends(format_number(low, decimals), format_number(high, decimals))


def format_rupiah(value: float) -> str:
    """Rupiah, no space after Rp: "Rp1.250.000", from a million on "Rp1,25 miliar"."""
    if value is None or not math.isfinite(value):
        return MISSING
    for start, size, word in SCALES:
        if abs(value) >= start:
            digits = format_number(value / size, 2).removesuffix("00").removesuffix(",")
            return _signed_rupiah(f"{digits} {word}")
    return _signed_rupiah(format_count(value))


def split_rupiah(parts: Sequence[float], whole: float, *, told: bool = False) -> list[str]:
    """The parts and, last, their sum, in one unit and so that they sum as they print.

    The unit is that of the sum, or the next smaller one in which no part prints as nothing. `told`: the first
    part is printed elsewhere too, as a whole of its own, and keeps its rounding; the others carry the rest.
    """
    units = [(size, f" {word}") for start, size, word in SCALES if whole >= start] + [(1.0, "")]
    for size, word in units:
        decimals = 2 if word else 0
        shown = _split_told([part / size for part in parts], whole / size, decimals, told)
        if all(one or not part for part, one in zip(parts, shown, strict=True)):
            break
    digits = [format_number(one, decimals) for one in (*shown, whole / size)]
    bare = [one.removesuffix("00").removesuffix(",") if word else one for one in digits]
    return [_signed_rupiah(f"{one}{word}") for one in bare]


def tie_rupiah(parts: Sequence[float], whole: float) -> list[str]:
    """The parts and, last, their sum, in the largest unit in which each rounds by itself and still they sum.

    For amounts that stand one by one elsewhere: a part never prints otherwise here than there.
    """
    for start, size, word in SCALES:
        if whole >= start:
            rounded = [round_decimal(part / size, 2) for part in parts]
            if sum(rounded) == round_decimal(whole / size, 2):
                said = [format_number(float(one), 2) for one in (*rounded, round_decimal(whole / size, 2))]
                bare = [one.removesuffix("00").removesuffix(",") for one in said]
                return [_signed_rupiah(f"{one} {word}") for one in bare]
    return [_signed_rupiah(format_number(one, 0)) for one in (*split_as_printed(parts, whole, 0), whole)]


def _split_told(parts: Sequence[float], whole: float, decimals: int, told: bool) -> list[float]:
    if not told or len(parts) < 2:
        return split_as_printed(parts, whole, decimals)
    first, all_ = round_decimal(parts[0], decimals), round_decimal(whole, decimals)
    return [float(first), *split_as_printed(parts[1:], float(all_ - first), decimals)]


def _signed_rupiah(text: str) -> str:
    return MINUS + "Rp" + text.removeprefix(MINUS) if text.startswith(MINUS) else "Rp" + text


def format_near_boundary(value: float, bounds: tuple[float, ...], decimals: int = 2) -> str:
    """The score, with "≈ batas" where it prints as a class boundary it has not reached (2,5996 -> 2,60)."""
    text = format_number(value, decimals)
    hidden = any(text == format_number(bound, decimals) and value < bound - REACHED for bound in bounds)
    return f"{text} (≈ batas)" if hidden else text


def format_index(value: float, scale: Scale) -> str:
    """A score of the index as it stands beside its class; "≈ batas" as in `format_near_boundary`."""
    return format_near_boundary(value, tuple(band.lower for band in scale.bands), scale.decimals)


def name_class(band: str, index: float, scale: Scale) -> str:
    """A class under or beside the bare number of its index, with "≈ batas" as in `format_index`."""
    near = format_index(index, scale) != format_number(index, scale.decimals)
    return f"{band} (≈ batas)" if band and near else band


def format_below(value: float, bound: float, decimals: int = 2) -> str:
    """A score that is under `bound`, with as many decimals as show it: "2,58", "2,5996"; at most twelve."""
    shown = next((n for n in range(decimals, 12) if round_number(value, n) < round_number(bound, n)), 12)
    return format_number(value, shown)


def format_percent_below(share: float, bound: float) -> str:
    """The same of shares 0..1 as percentages: "59%", "59,6%" where 60 % is not reached."""
    return f"{format_below(share * 100, bound * 100, 0)}%"


def format_step(level: float, aim: float) -> str:
    """From a level to its target, "1 → 4"; a target between levels is no step: "1 (target 3,5)"."""
    if not math.isfinite(aim) or float(aim).is_integer():
        return f"{format_plain(level)} → {format_plain(aim)}"
    return f"{format_plain(level)} (target {format_plain(aim)})"


def format_place(place: float, level_with: float) -> str:
    """ "2", or "2 (3 berimbang)" where three stand level there; a dash for what has no place."""
    if math.isnan(place):
        return "–"
    written = format_count(place)
    return f"{written} ({format_count(level_with)} berimbang)" if level_with > 1 else written


def join_names(names: list[str] | tuple[str, ...]) -> str:
    """ "A", "A dan B", "A, B, dan C" (PUEBI keeps the comma before "dan")."""
    if len(names) < 3:
        return " dan ".join(names)
    return ", ".join(names[:-1]) + f", dan {names[-1]}"

"""Numbers and dates as Indonesian readers write them: decimal comma, thousands dot, a real minus sign."""

import math

import pandas as pd

from reference.dates import MONTHS, format_date

__all__ = [
    "MINUS",
    "MISSING",
    "MONTHS",
    "NOT_APPLICABLE",
    "format_count",
    "format_date",
    "format_near_boundary",
    "format_number",
    "format_percent",
    "format_place",
    "format_range",
    "format_rupiah",
    "format_signed",
    "join_names",
    "round_as_printed",
]

MISSING = "Data kurang"
NOT_APPLICABLE = "Tidak berlaku"
MINUS = "−"
# From which amount on, its size and its word: what would print as 1.000 juta is 1 miliar.
SCALES = ((1e12 - 5e6, 1e12, "triliun"), (1e9 - 5e3, 1e9, "miliar"), (1e6, 1e6, "juta"))


def format_number(value: float, decimals: int = 2, missing: str = MISSING) -> str:
    """`1234.5` -> "1.234,50". NaN, None and infinities give `missing`, never 0."""
    if value is None or not math.isfinite(value):
        return missing
    text = f"{abs(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return MINUS + text if value < 0 and text.strip("0.,") else text


def round_as_printed(values: pd.Series, decimals: int = 2) -> pd.Series:
    """The values as `format_number` prints them, for telling what a reader can tell apart; NaN stays NaN.

    NumPy's own rounding multiplies first and so takes 2.675, a little under its half, up to 2.68.
    """
    shown = [round(value, decimals) for value in values.astype(float).tolist()]
    return pd.Series(shown, index=values.index, dtype=float)


def format_signed(value: float, decimals: int = 2, missing: str = MISSING) -> str:
    """Like `format_number`, with "+" before a value that is positive as printed: "+0,20", "−1,50", "0,00"."""
    text = format_number(value, decimals, missing)
    return "+" + text if text != missing and value > 0 and text.strip("0.,") else text


def format_count(value: float) -> str:
    """Whole things: `1250` -> "1.250"."""
    return format_number(value, 0)


def format_percent(share: float, decimals: int = 0) -> str:
    """A share 0..1 as "77%"."""
    text = format_number(share * 100 if share is not None else math.nan, decimals)
    return text if text == MISSING else text + "%"


def format_range(low: float, high: float, decimals: int = 2) -> str:
    """A range with an en dash: "2,37–2,83"."""
    return f"{format_number(low, decimals)}–{format_number(high, decimals)}"


def format_rupiah(value: float) -> str:
    """Rupiah, no space after Rp: "Rp1.250.000", from a million on "Rp1,25 miliar"."""
    if value is None or not math.isfinite(value):
        return MISSING
    for start, size, word in SCALES:
        if abs(value) >= start:
            digits = format_number(value / size, 2).removesuffix("00").removesuffix(",")
            return _signed_rupiah(f"{digits} {word}")
    return _signed_rupiah(format_count(value))


def _signed_rupiah(text: str) -> str:
    return MINUS + "Rp" + text.removeprefix(MINUS) if text.startswith(MINUS) else "Rp" + text


def format_near_boundary(value: float, bounds: tuple[float, ...], decimals: int = 2) -> str:
    """The score, with "≈ batas" where it prints as a class boundary it has not reached (2,5996 -> 2,60)."""
    text = format_number(value, decimals)
    hidden = any(text == format_number(bound, decimals) and value < bound for bound in bounds)
    return f"{text} (≈ batas)" if hidden else text


def format_place(place: float, level_with: float) -> str:
    """ "2", or "2 (3 setara)" where three stand level there; a dash for what has no place."""
    if math.isnan(place):
        return "–"
    return f"{place:.0f} ({level_with:.0f} setara)" if level_with > 1 else f"{place:.0f}"


def join_names(names: list[str] | tuple[str, ...]) -> str:
    """ "A", "A dan B", "A, B, dan C" (PUEBI keeps the comma before "dan")."""
    if len(names) < 3:
        return " dan ".join(names)
    return ", ".join(names[:-1]) + f", dan {names[-1]}"

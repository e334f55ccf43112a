"""Numbers as Indonesian readers write them: the one place where a number is rounded to be printed.

Halves go away from zero, decided on the decimal text of the number and not on its bits, so that 62.5 and
87.5, 2.675 and 1.005 are treated alike and as a spreadsheet treats them (docs/method.md, "As printed").
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

MISSING = "Data kurang"
MINUS = "−"
# What sums of floats leave beyond these decimals is no part of a number: 0.1 + 0.2 is 0.3.
NOISE = Decimal(1).scaleb(-12)
RESIDUE_FORMAT = "0.0E+00"  # of cells that show what is left between a formula and our number
EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
MOST_DIGITS = 15
MARKS = str.maketrans(",.", ".,")


def round_decimal(value: float, decimals: int = 2) -> Decimal:
    """A finite number as it prints with `decimals`, exactly; raises decimal.InvalidOperation for others."""
    written = EXACT.quantize(Decimal(repr(float(value))), NOISE)
    return EXACT.quantize(written, Decimal(1).scaleb(-decimals))


def round_number(value: float, decimals: int = 2) -> float:
    """As `round_decimal`, for telling what a reader can tell apart; what is not finite stays as it is."""
    return float(round_decimal(value, decimals)) if math.isfinite(value) else value


def subtract_printed(first: float, second: float, decimals: int = 2) -> float:
    """`first` - `second` as they print: what a reader gets who subtracts. NaN where one is unknown.

    >>> subtract_printed(3.424, 4.131)
    -0.71
    """
    if not (math.isfinite(first) and math.isfinite(second)):
        return math.nan
    return float(round_decimal(first, decimals) - round_decimal(second, decimals))


def format_number(value: float | None, decimals: int = 2, missing: str = MISSING) -> str:
    """`1234.5` -> "1.234,50". NaN, None and infinities give `missing`, never 0."""
    if value is None or not math.isfinite(value):
        return missing
    return _marked(f"{round_decimal(value, decimals):,f}")


def format_percent(share: float | None, decimals: int = 0, missing: str = MISSING) -> str:
    """A share 0..1 as "77%"."""
    if share is None or not math.isfinite(share):
        return missing
    return _marked(f"{round_decimal(share, decimals + 2).scaleb(2):,.{decimals}f}") + "%"


def format_plain(value: float | None, most: int = 2, missing: str = MISSING) -> str:
    """A level or another number that somebody set, with the decimals it has, at most `most`: "4", "3,5"."""
    text = format_number(value, most, missing)
    return text.rstrip("0").removesuffix(",") if "," in text and text != missing else text


def join_ends(low: object, high: object, joint: str = "–") -> str:
    """A range as it is read, "2026–2030"; ends that print alike are one value: "76", never "76 sampai 76"."""
    first, last = str(low), str(high)
    return first if first == last else f"{first}{joint}{last}"


def format_span(low: float, high: float, joint: str = "–") -> str:
    """The ends of a scale: "1–5"."""
    return join_ends(format_plain(low), format_plain(high), joint)


def write_code(value: float) -> str:
    """A number as programs read it back, never rounded: 4.0 -> "4", 3.5 -> "3.5"."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def read_whole(text: str) -> int | None:
    """What a text of digits counts; None for any other text, and for more digits than anything is counted in.

    >>> read_whole("07"), read_whole("²"), read_whole("9" * 5_000)
    (7, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def sheet_format(decimals: int = 2, *, grouped: bool = False, up_to: float | None = None) -> str:
    """The number format of cells and axes that a spreadsheet or a slide prints; it rounds as we do.

    `up_to`: nothing is printed above it, as on an axis that goes on beyond its scale.
    """
    form = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    return form if up_to is None else f"[<={write_code(up_to)}]{form};;"


def _marked(text: str) -> str:
    """Commas and points changed over, a real minus sign, and none before nothing but zeros."""
    negative, text = text.startswith("-"), text.removeprefix("-").translate(MARKS)
    return MINUS + text if negative and text.strip("0.,") else text

"""Numbers, dates and names as screens print them; the rules of charts.format plus what only screens need."""

import math
from datetime import date, datetime
from zoneinfo import ZoneInfo

from charts.format import MINUS, MISSING, MONTHS, count, day, listed, number, percent, signed, span

__all__ = [
    "MINUS",
    "MISSING",
    "MONTHS",
    "count",
    "day",
    "listed",
    "local_day",
    "moment",
    "near",
    "number",
    "percent",
    "read_number",
    "rupiah",
    "short_region",
    "signed",
    "span",
]

JAKARTA = ZoneInfo("Asia/Jakarta")
SCALES = ((1e12, "triliun"), (1e9, "miliar"), (1e6, "juta"))


def moment(value: datetime) -> str:
    """A time in western Indonesian time: "14 Juni 2022 pukul 14.20 WIB". Naive times are taken as UTC."""
    local = _local(value)
    return f"{day(local)} pukul {local:%H.%M} WIB"


def local_day(value: datetime) -> date:
    """The day of a time in western Indonesian time; naive times are taken as UTC."""
    return _local(value).date()


def _local(value: datetime) -> datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo("UTC"))
    return aware.astimezone(JAKARTA)


def rupiah(value: float) -> str:
    """Rupiah, no space after Rp: "Rp1.250.000", from a million on "Rp1,25 miliar"."""
    if value is None or not math.isfinite(value):
        return MISSING
    for size, word in SCALES:
        if abs(value) >= size:
            digits = number(value / size, 2).removesuffix("00").removesuffix(",")
            return _signed_rupiah(f"{digits} {word}")
    return _signed_rupiah(count(value))


def _signed_rupiah(text: str) -> str:
    return MINUS + "Rp" + text.removeprefix(MINUS) if text.startswith(MINUS) else "Rp" + text


def near(value: float, bounds: tuple[float, ...], decimals: int = 2) -> str:
    """The score, with "≈ batas" where it prints as a class boundary it has not reached (2,5996 -> 2,60)."""
    text = number(value, decimals)
    hidden = any(text == number(bound, decimals) and value < bound for bound in bounds)
    return f"{text} (≈ batas)" if hidden else text


def short_region(name: str) -> str:
    """ "Kabupaten Semarang" -> "Kab. Semarang"; "Kota Semarang" stays, so the two never look alike."""
    return "Kab. " + name.removeprefix("Kabupaten ") if name.startswith("Kabupaten ") else name


def read_number(text: str) -> float | None:
    """A number a person typed: "3,5", "3.5", "1.250,75", "−2"; None when it is not one."""
    plain = text.strip().replace(MINUS, "-").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None

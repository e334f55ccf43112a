"""Numbers, dates and names as screens print them; the rules of charts.format plus what only screens need."""

import math
import re
from datetime import datetime

from charts.format import (
    MINUS,
    MISSING,
    MONTHS,
    count,
    day,
    listed,
    near,
    number,
    percent,
    rupiah,
    signed,
    span,
)
from workflow.dates import local, local_day

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
    "signed",
    "span",
]

THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")


def moment(value: datetime) -> str:
    """A time in western Indonesian time: "14 Juni 2022 pukul 14.20 WIB". Naive times are taken as UTC."""
    here = local(value)
    return f"{day(here)} pukul {here:%H.%M} WIB"


def read_number(text: str) -> float | None:
    """A number a person typed: "3,5", "3.5", "1.250", "1.250,75", "−2"; None when it is not one.

    Points before groups of three digits part thousands, as wherever a number is printed here.
    """
    plain = text.strip().replace(MINUS, "-").replace(" ", "")
    if "," in plain or THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None

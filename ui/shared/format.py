"""Numbers, dates and names as screens print them: charts.drawing.format plus what only screens need."""

import math
import re
from datetime import datetime

from charts.drawing.format import (
    MINUS,
    MISSING,
    MONTHS,
    format_count,
    format_date,
    format_difference,
    format_index,
    format_number,
    format_part,
    format_percent,
    format_place,
    format_plain,
    format_range,
    format_rupiah,
    format_shares,
    format_signed,
    format_span,
    join_ends,
    join_names,
    round_number,
    split_rupiah,
    subtract_as_printed,
    subtract_printed,
)
from reference.dates import format_moment
from workflow.dates import local_day, local_today, to_local_time

__all__ = [
    "MINUS",
    "MISSING",
    "MONTHS",
    "format_count",
    "format_date",
    "format_difference",
    "format_index",
    "format_moment",
    "format_number",
    "format_part",
    "format_percent",
    "format_place",
    "format_plain",
    "format_range",
    "format_rupiah",
    "format_shares",
    "format_signed",
    "format_span",
    "join_ends",
    "join_names",
    "local_day",
    "read_number",
    "round_number",
    "split_rupiah",
    "subtract_as_printed",
    "subtract_printed",
]

THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")


def format_time(value: datetime) -> str:
    """A time of today as "10.42", of another day with it: "14 Juni 2022 pukul 10.42 WIB"."""
    here = to_local_time(value)
    return f"{here:%H.%M}" if here.date() == local_today() else format_moment(value)


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

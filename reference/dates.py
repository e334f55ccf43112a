"""Dates and times as Indonesian readers write them; times in western Indonesian time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def format_date(value: date) -> str:
    """`2022-06-14` -> "14 Juni 2022"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def to_local_time(value: datetime) -> datetime:
    """A time in western Indonesian time; naive times are taken as UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(JAKARTA)


def format_moment(value: datetime) -> str:
    """A time in western Indonesian time: "14 Juni 2022 pukul 14.20 WIB". Naive times are taken as UTC."""
    here = to_local_time(value)
    return f"{format_date(here)} pukul {here:%H.%M} WIB"

"""Days in western Indonesian time, and as sentences for officials write them."""

from datetime import UTC, date, datetime

from reference.dates import format_date as plain_day
from reference.dates import to_local_time

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def format_long_day(day: date) -> str:
    """A date with its day of the week: "Jumat, 14 Agustus 2026"."""
    return f"{DAYS[day.weekday()]}, {plain_day(day)}"


def local_day(value: datetime) -> date:
    """The day of a time in western Indonesian time; naive times are taken as UTC."""
    return to_local_time(value).date()


def local_today() -> date:
    """The day it is in western Indonesia, wherever the server's clock stands."""
    return local_day(datetime.now(UTC))

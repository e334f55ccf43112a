"""Dates as Indonesian readers write them."""

from datetime import date

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def format_date(value: date) -> str:
    """`2022-06-14` -> "14 Juni 2022"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"

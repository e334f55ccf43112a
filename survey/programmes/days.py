"""Dates, months, quarters and years as people write them, as the first or last day they may mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from survey.files.grid import Cell, cell_as_text

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_MONTH = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH |= {
    "peb": 2,
    "feb": 2,
    "agt": 8,
    "agu": 8,
    "ags": 8,
    "aug": 8,
    "oct": 10,
    "nop": 11,
    "dec": 12,
    "may": 5,
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
EXCEL = date(1899, 12, 30)
SERIALS = (36_526.0, 55_000.0)
"""Excel's numbers of the days from 2000 to 2050."""
YEARS = range(2000, 2051)
YEAR_IN = re.compile(r"\b20[0-4]\d\b")
SPAN = re.compile(
    r"^(?=(?s:.*)\d{4}$)(.*?\d{4}|.+?)(?<!\s)\s*(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?|hingga)\s*(.*\d{4})$",
    re.I,
)

LONGEST = 200
"""Characters of a text that may still name a time."""


@dataclass(frozen=True)
class FoundDay:
    """A date found; `whole` says that the cell named that very day and not a longer time."""

    on: date
    whole: bool


def parse_day(cell: Cell, *, last: bool) -> FoundDay | None:
    """The first or `last` day of what a cell names; None where it names no time."""
    if isinstance(cell, date):
        return FoundDay(date(cell.year, cell.month, cell.day), True)
    if isinstance(cell, float):
        return _of_number(cell, last)
    text = " ".join(cell_as_text(cell).casefold().replace(",", " ").split())
    for read in (_numeric, _named, _quarter, _half, _month, _year):
        if found := read(text, last):
            return found
    return None


def parse_time_span(text: str) -> tuple[FoundDay, FoundDay] | None:
    """The two ends of "2026-2028" or "Januari s.d. Juni 2026"; one year is both ends of itself."""
    if len(text) > LONGEST:
        return None
    if found := SPAN.match(text.strip()):
        year = re.findall(r"\d{4}", found[2])[-1]
        first = found[1] if re.search(r"\d{4}", found[1]) else f"{found[1]} {year}"
        ends = (parse_day(first, last=False), parse_day(found[2], last=True))
    else:
        ends = (parse_day(text, last=False), parse_day(text, last=True))
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def _of_number(number: float, last: bool) -> FoundDay | None:
    if number in YEARS:
        return _year(str(int(number)), last)
    if SERIALS[0] <= number <= SERIALS[1]:
        return FoundDay(EXCEL + timedelta(days=int(number)), True)
    return None


def _numeric(text: str, last: bool) -> FoundDay | None:
    found = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", text)
    if found:
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _made(year, int(found[2]), int(found[1]))
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?", text)
    return _made(int(found[1]), int(found[2]), int(found[3])) if found else None


def _named(text: str, last: bool) -> FoundDay | None:
    found = re.fullmatch(
        r"(?:(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu) )?(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4}|\d{2})",
        text,
    )
    month = _MONTH.get(found[2][:3]) if found else None
    if not found or month is None:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return _made(year, month, int(found[1]))


def _quarter(text: str, last: bool) -> FoundDay | None:
    found = re.fullmatch(r"(?:tw|triwulan|kuartal|q)[ .-]?(iv|i{1,3}|[1-4])(?: tahun)? ?[/-]? ?(\d{4})", text)
    return _months(int(found[2]), ROMAN[found[1]] * 3 - 2, 3, last) if found else None


def _half(text: str, last: bool) -> FoundDay | None:
    found = re.fullmatch(r"(?:semester|smt|sem)[ .-]?(i{1,2}|[12])(?: tahun)? ?[/-]? ?(\d{4})", text)
    return _months(int(found[2]), ROMAN[found[1]] * 6 - 5, 6, last) if found else None


def _month(text: str, last: bool) -> FoundDay | None:
    found = re.fullmatch(r"(?:bulan |awal |akhir )?([a-z]+)\.?[ -]+(\d{4})", text)
    month = _MONTH.get(found[1][:3]) if found else None
    if found and month and (found[1] in _spellings(month)):
        return _months(int(found[2]), month, 1, last)
    found = re.fullmatch(r"(\d{1,2})[-/](\d{4})", text)
    return _months(int(found[2]), int(found[1]), 1, last) if found and 1 <= int(found[1]) <= 12 else None


def _spellings(month: int) -> set[str]:
    name = MONTHS[month - 1]
    short = {abbreviation for abbreviation, number in _MONTH.items() if number == month}
    return {name, name.replace("v", "p"), name.replace("f", "p", 1), "sept", "agust", *short}


def _year(text: str, last: bool) -> FoundDay | None:
    found = re.fullmatch(r"(?:tahun|ta|thn|th)?\.? ?(\d{4})", text)
    year = int(found[1]) if found else 0
    return _months(year, 1, 12, last) if year in YEARS else None


def _months(year: int, first: int, count: int, last: bool) -> FoundDay | None:
    if year not in YEARS:
        return None
    if not last:
        return FoundDay(date(year, first, 1), False)
    month = first + count - 1
    return FoundDay(date(year, month, calendar.monthrange(year, month)[1]), False)


def _made(year: int, month: int, number: int) -> FoundDay | None:
    try:
        return FoundDay(date(year, month, number), True) if year in YEARS else None
    except ValueError:
        return None


def format_spoken_day(on: date) -> str:
    """ "14 Juni 2026"."""
    return f"{on.day} {MONTHS[on.month - 1].capitalize()} {on.year}"

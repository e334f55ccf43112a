"""Scores to take away: the formats there are, what a file is called, and its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from reports import scores_csv, scores_xlsx
from storage.values import Period
from workflow.results import Result
from workflow.table import scores_table

PROVISIONAL, LOCKED = "Sementara", "Terkunci"
SAMPLE_NOTE = "Data contoh (sintetis)"
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


def status(period: Period) -> str:
    """What the numbers of a period may be called: provisional until it is locked."""
    return PROVISIONAL if period.locked_at is None else LOCKED


def file_name(place: str, period: Period, instrument_key: str, suffix: str) -> str:
    """ "Skor_Kab-Nganjuk_2026_kesiapan-0.9_SEMENTARA.xlsx"; no character that a file system refuses."""
    parts = ("Skor", place, period.label, instrument_key.replace("@", "-"), status(period).upper())
    return "_".join(map(_plain, parts)) + f".{suffix}"


def _plain(text: str) -> str:
    """The text with a hyphen for every run of characters that are no letter, digit, dot or hyphen."""
    return re.sub(r"[^\w.]+|_+", "-", text.replace(". ", "-")).strip("-.")


def content(result: Result, period: Period, suffix: str) -> bytes:
    """The scores of a result as the bytes of a file that ends in `suffix`, a key of MIME.

    Raises MethodError for a workbook whose formulas cannot follow the method.
    """
    return _WRITERS[suffix](result, period)


def _workbook(result: Result, period: Period) -> bytes:
    buffer = BytesIO()
    note = SAMPLE_NOTE if period.sample else ""
    scores_xlsx.write(result, period.label, buffer, status=status(period), note=note)
    return buffer.getvalue()


def _csv(result: Result, period: Period) -> bytes:
    return scores_csv.content(scores_table(result, period.label), ".csv")


def _json(result: Result, period: Period) -> bytes:
    return scores_csv.content(scores_table(result, period.label), ".json")


_WRITERS: dict[str, Callable[[Result, Period], bytes]] = {"xlsx": _workbook, "csv": _csv, "json": _json}

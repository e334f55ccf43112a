"""Scores to take away: the formats there are, and their bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reports import scores_csv, scores_xlsx
from storage.values import Period
from workflow.facts import SAMPLE, status
from workflow.results import Result
from workflow.table import scores_table

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


def content(result: Result, period: Period, suffix: str) -> bytes:
    """The scores of a result as the bytes of a file that ends in `suffix`, a key of MIME.

    Raises MethodError for a workbook whose formulas cannot follow the method.
    """
    return _WRITERS[suffix](result, period)


def _workbook(result: Result, period: Period) -> bytes:
    buffer = BytesIO()
    note = SAMPLE if period.sample else ""
    scores_xlsx.write(result, period.label, buffer, status=status(period), note=note)
    return buffer.getvalue()


def _csv(result: Result, period: Period) -> bytes:
    return scores_csv.content(scores_table(result, period.label), ".csv")


def _json(result: Result, period: Period) -> bytes:
    return scores_csv.content(scores_table(result, period.label), ".json")


_WRITERS: dict[str, Callable[[Result, Period], bytes]] = {"xlsx": _workbook, "csv": _csv, "json": _json}

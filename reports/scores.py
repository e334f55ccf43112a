"""Scores to take away, of one region or several: a workbook with formulas, CSV, JSON."""

from __future__ import annotations

from io import BytesIO

from reports import scores_csv, scores_xlsx
from workflow.facts import SAMPLE, status
from workflow.source import Source
from workflow.table import scores_table


def workbook(source: Source, _choices: None = None) -> bytes:
    """A workbook that recomputes every score. MethodError where formulas cannot follow the method."""
    buffer, period = BytesIO(), source.period
    note = SAMPLE if period.sample else ""
    scores_xlsx.write(source.result(), period.label, buffer, status=status(period), note=note)
    return buffer.getvalue()


def csv(source: Source, _choices: None = None) -> bytes:
    """One row per region and node at full precision."""
    return scores_csv.content(scores_table(source.result(), source.period.label), ".csv")


def json(source: Source, _choices: None = None) -> bytes:
    """The rows of the CSV as JSON."""
    return scores_csv.content(scores_table(source.result(), source.period.label), ".json")

"""Scores to take away, of one region or several: a workbook with formulas, CSV, JSON."""

from __future__ import annotations

from io import BytesIO

from reports.scores.csv import scores_as_bytes
from reports.scores.workbook import ScoresStamp, write_scores_workbook
from workflow.documents.source import DocumentSource
from workflow.documents.state_heads import find_selection_head
from workflow.results.score_table import scores_table


def build_scores_workbook(source: DocumentSource) -> bytes:
    """A workbook that recomputes every score. MethodError where formulas cannot follow the method."""
    buffer, period = BytesIO(), source.period
    note = " · ".join(filter(None, [period.sample_label, f"Jejak audit {find_selection_head(source)}"]))
    stamp = ScoresStamp(period.status_word, note, source.told_on)
    write_scores_workbook(source.result(), period.label, buffer, stamp)
    return buffer.getvalue()


def build_scores_csv(source: DocumentSource) -> bytes:
    """One row per region and node at full precision, each with the head of the audit it is of."""
    return _as_bytes(source, ".csv")


def build_scores_json(source: DocumentSource) -> bytes:
    """The rows of the CSV as JSON."""
    return _as_bytes(source, ".json")


def _as_bytes(source: DocumentSource, suffix: str) -> bytes:
    table, head = scores_table(source.result(), source.period.label), find_selection_head(source)
    return scores_as_bytes(table, suffix, str(head))

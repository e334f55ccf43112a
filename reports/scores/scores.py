"""Scores to take away, of one region or several: a workbook with formulas, CSV, JSON."""

from __future__ import annotations

from io import BytesIO

from reports.scores.csv import scores_as_bytes
from reports.scores.workbook import write_scores_workbook
from storage import audit
from workflow.documents.source import DocumentSource
from workflow.results.score_table import scores_table


def build_scores_workbook(source: DocumentSource) -> bytes:
    """A workbook that recomputes every score. MethodError where formulas cannot follow the method."""
    buffer, period = BytesIO(), source.period
    region = source.regions[0] if len(source.regions) == 1 else None
    head = (
        audit.find_state_head(source.store, period.id, region)
        if region
        else audit.find_chain_head(source.store)
    )
    note = " · ".join(filter(None, [period.sample_label, f"Jejak audit {head}"]))
    write_scores_workbook(source.result(), period.label, buffer, status=period.status_word, note=note)
    return buffer.getvalue()


def build_scores_csv(source: DocumentSource) -> bytes:
    """One row per region and node at full precision."""
    return scores_as_bytes(scores_table(source.result(), source.period.label), ".csv")


def build_scores_json(source: DocumentSource) -> bytes:
    """The rows of the CSV as JSON."""
    return scores_as_bytes(scores_table(source.result(), source.period.label), ".json")

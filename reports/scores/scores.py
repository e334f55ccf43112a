"""Scores to take away, of one region or several: a workbook with formulas, CSV, JSON."""

from __future__ import annotations

from io import BytesIO

from reports.scores.csv import scores_as_bytes
from reports.scores.workbook import ScoresStamp, write_scores_workbook
from storage import audit
from storage.audit import ChainHead
from storage.setup import periods
from workflow.documents.source import DocumentSource
from workflow.results.score_table import scores_table


def build_scores_workbook(source: DocumentSource) -> bytes:
    """A workbook that recomputes every score. MethodError where formulas cannot follow the method."""
    buffer, period = BytesIO(), source.period
    note = " · ".join(filter(None, [period.sample_label, f"Jejak audit {_find_head(source)}"]))
    stamp = ScoresStamp(period.status_word, note, source.told_on)
    write_scores_workbook(source.result(), period.label, buffer, stamp)
    return buffer.getvalue()


def _find_head(source: DocumentSource) -> ChainHead:
    """Of which state the numbers are; of several regions that are locked, the lock that came last."""
    if len(source.regions) > 1 and not source.period.locked_at:
        return audit.find_chain_head(source.store)
    locks = periods.list_locked_regions(source.store, source.period.id)
    last = max(source.regions, key=lambda region: (locks.get(region, source.told_at), region))
    return audit.find_state_head(source.store, source.period.id, last)


def build_scores_csv(source: DocumentSource) -> bytes:
    """One row per region and node at full precision."""
    return scores_as_bytes(scores_table(source.result(), source.period.label), ".csv")


def build_scores_json(source: DocumentSource) -> bytes:
    """The rows of the CSV as JSON."""
    return scores_as_bytes(scores_table(source.result(), source.period.label), ".json")

"""Queries for what counts now: the newest of every kind whose batch or decision is not undone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, select

from storage.schema import batch, batch_region, decision, leaf_set, node_value, submission, upload, version


def current_versions(
    period_id: int | None, instrument_id: int | None, region: str | None = None
) -> Select[*tuple[Any, ...]]:
    """version_id, batch_id, digest, sha256, upload_id with the submission's region, opd, slot and vote.

    None does not narrow: all periods, instruments or regions.
    """
    scope = _submissions(period_id, instrument_id, region)
    newest = (
        select(version.c.submission_id, func.max(version.c.number).label("number"))
        .join(batch, batch.c.id == version.c.batch_id)
        .join(submission)
        .where(*scope, batch.c.undone_at.is_(None))
        .group_by(version.c.submission_id)
        .subquery()
    )
    same = and_(version.c.submission_id == newest.c.submission_id, version.c.number == newest.c.number)
    return (
        select(
            version.c.id.label("version_id"),
            version.c.number,
            version.c.batch_id,
            version.c.upload_id,
            version.c.digest,
            upload.c.sha256,
            *(submission.c[name] for name in ("period_id", "instrument_id", "region", "opd", "slot", "vote")),
        )
        .join(newest, same)
        .join(submission, submission.c.id == version.c.submission_id)
        .join(upload, upload.c.id == version.c.upload_id)
    )


def _submissions(
    period_id: int | None, instrument_id: int | None, region: str | None
) -> list[ColumnElement[bool]]:
    wanted = {"period_id": period_id, "instrument_id": instrument_id, "region": region}
    return [submission.c[name] == value for name, value in wanted.items() if value is not None]


def current_node_values(
    period_id: int, instrument_id: int, region: str | None = None
) -> Select[*tuple[Any, ...]]:
    """Every column of node_value, one row per region, node and kind."""
    key = (node_value.c.region, node_value.c.node, node_value.c.kind)
    newest = _newest(node_value.c.batch_id, key, period_id, instrument_id, region).subquery()
    same = [node_value.c.batch_id == newest.c.batch_id]
    same += [column == newest.c[column.name] for column in key]
    return select(node_value).join(newest, and_(*same))


def current_leaf_sets(
    period_id: int, instrument_id: int, region: str | None = None
) -> Select[*tuple[Any, ...]]:
    """region, text, upload_id: one row per region that has question leaves of its own."""
    newest = _newest(leaf_set.c.batch_id, (leaf_set.c.region,), period_id, instrument_id, region).subquery()
    columns = (leaf_set.c.region, leaf_set.c.text, leaf_set.c.upload_id)
    return select(*columns).join(newest, _same(leaf_set, newest))


def current_participation(
    period_id: int, instrument_id: int, region: str | None = None
) -> Select[*tuple[Any, ...]]:
    """region, cohort, took_part: what the newest file that spoke of it said, each on its own."""
    scope = (batch_region.c.batch_id, (batch_region.c.region,), period_id, instrument_id, region)
    took_part = _newest(*scope).where(batch_region.c.took_part.is_not(None)).subquery()
    cohort = _newest(*scope).where(batch_region.c.cohort != "").subquery()
    named = batch_region.alias("named")
    return (
        select(
            batch_region.c.region,
            func.coalesce(named.c.cohort, "").label("cohort"),
            batch_region.c.took_part,
        )
        .join(took_part, _same(batch_region, took_part))
        .outerjoin(cohort, cohort.c.region == batch_region.c.region)
        .outerjoin(named, _same(named, cohort))
    )


def _same(table: FromClause, newest: FromClause) -> ColumnElement[bool]:
    return and_(table.c.batch_id == newest.c.batch_id, table.c.region == newest.c.region)


def _newest(
    batch_id: ColumnElement[int],
    key: tuple[ColumnElement[str], ...],
    period_id: int,
    instrument_id: int,
    region: str | None,
) -> Select[*tuple[Any, ...]]:
    """The newest batch not undone per `key`, whose first column is the region."""
    query = (
        select(func.max(batch_id).label("batch_id"), *key)
        .join(batch, batch.c.id == batch_id)
        .where(batch.c.period_id == period_id, batch.c.instrument_id == instrument_id)
        .where(batch.c.undone_at.is_(None))
        .group_by(*key)
    )
    return query if region is None else query.where(key[0] == region)


def current_decisions(
    period_id: int, instrument_id: int, region: str | None = None
) -> Select[*tuple[Any, ...]]:
    """Every column of decision, one row per region, node and kind; a NULL value was withdrawn."""
    key = (decision.c.region, decision.c.node, decision.c.kind)
    scope = [decision.c.period_id == period_id, decision.c.instrument_id == instrument_id]
    if region is not None:
        scope.append(decision.c.region == region)
    newest = (
        select(func.max(decision.c.id).label("id"))
        .where(*scope, decision.c.undone_at.is_(None))
        .group_by(*key)
        .subquery()
    )
    return select(decision).join(newest, decision.c.id == newest.c.id)

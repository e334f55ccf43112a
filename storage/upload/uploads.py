"""Keeping an upload: all of it in one transaction, replacing only what it brings anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import audit
from storage.columns import make_storable
from storage.engine import Store, writing_transaction
from storage.schema import (
    agency,
    answer,
    batch,
    batch_file,
    batch_region,
    finding,
    leaf_set,
    node_value,
    programme,
    submission,
    upload,
    version,
)
from storage.setup import instruments, periods, rosters
from storage.upload import upload_diff
from storage.upload.upload_diff import OfRegion, State
from storage.values import KeptUpload, LeafSet, PartTarget, Submission, UploadBatch, field_values
from survey.values import NodeValue

AT_ONCE = 20_000
"""Answers inserted at a time."""
Written = dict[Table, list[int]]


def keep_upload(store: Store, sent: UploadBatch) -> KeptUpload:
    """Store `sent` whole, or nothing of it.

    A submission or a region's values already in force from the same file (same SHA-256 and content) stay
    untouched; anything else becomes a new version and the old one stays as history. Raises StoreError when
    the period is locked for one of its regions, or the batch says one thing twice or contradicts itself.
    """
    sent = upload_diff.merge_participation(sent)
    regions = _regions(sent)
    with writing_transaction(store, regions[0] if len(regions) == 1 else None) as connection:
        instruments.find_instrument(connection, sent.instrument_id)
        judged = upload_diff.judge_upload_parts(connection, sent)
        kept = _kept(upload_diff.state_by_target(sent, judged))
        changed = [part for part, state in judged if state != "unchanged"]
        if not changed:
            return kept
        batch_id = _add_batch(connection, sent, {str(part.region) for part in changed})
        uploads = _add_files(connection, batch_id, sent, {part.file for part in changed})
        rows: Written = {batch: [batch_id], batch_file: [batch_id], batch_region: [batch_id]}
        rows |= {upload: list(uploads.values())} | ({finding: [batch_id]} if sent.findings else {})
        submissions = [part for part in changed if isinstance(part, Submission)]
        rows |= _add_versions(connection, batch_id, uploads, sent, submissions)
        of_regions = [part for part in changed if not isinstance(part, Submission)]
        rows |= _add_of_regions(connection, batch_id, uploads, of_regions)
        kept = replace(kept, batch_id=batch_id)
        _record(connection, sent, kept, rows)
        return kept


def _regions(sent: UploadBatch) -> list[str]:
    """The regions that a batch touches."""
    given = (sent.submissions, sent.values, sent.leaves, sent.participation)
    return sorted({str(part.region) for parts in given for part in parts})


def _kept(states: dict[PartTarget, State]) -> KeptUpload:
    def of(wanted: State) -> tuple[PartTarget, ...]:
        return tuple(target for target, state in states.items() if state == wanted)

    return KeptUpload(None, of("new"), of("unchanged"), of("replaced"))


def _add_batch(connection: Connection, sent: UploadBatch, regions: set[str]) -> int:
    row: dict[str, Any] = {"period_id": sent.period_id, "instrument_id": sent.instrument_id}
    row |= {"actor": sent.actor.name.strip(), "created_at": datetime.now(UTC)}
    batch_id: int = connection.execute(insert(batch).values(row).returning(batch.c.id)).scalar_one()
    said = {one.region: {"cohort": one.cohort, "took_part": one.took_part} for one in sent.participation}
    nothing = {"cohort": "", "took_part": None}
    rows = [{"batch_id": batch_id, "region": name} | said.get(name, nothing) for name in sorted(regions)]
    connection.execute(insert(batch_region), rows)
    if sent.findings:
        found = [{"batch_id": batch_id} | field_values(one) for one in sent.findings]
        connection.execute(insert(finding), found)
    return batch_id


def _add_files(connection: Connection, batch_id: int, sent: UploadBatch, used: set[int]) -> dict[int, int]:
    """The upload's id for every file index in `used`; a file known before is not stored a second time."""
    ids: dict[int, int] = {}
    names: dict[int, str] = {}
    for index in sorted(used):
        file = sent.files[index]
        ids[index] = _add_upload(connection, file.sha256, file.content)
        names.setdefault(ids[index], file.name)
    rows = [{"batch_id": batch_id, "upload_id": key, "name": name} for key, name in names.items()]
    connection.execute(insert(batch_file), rows)
    return ids


def _add_upload(connection: Connection, sha256: str, content: bytes | None) -> int:
    known = connection.execute(select(upload.c.id, upload.c.purged_at).filter_by(sha256=sha256)).one_or_none()
    if known is None:
        now = datetime.now(UTC)
        row: dict[str, Any] = {"sha256": sha256, "size": len(content or b""), "content": content}
        row |= {"stored_at": now, "purged_at": now if content is None else None}
        # Another region may be storing the same file at this moment.
        new = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(new(upload).values(row).on_conflict_do_nothing())
        return int(connection.execute(select(upload.c.id).filter_by(sha256=sha256)).scalar_one())
    if known.purged_at is not None and content is not None:
        back = update(upload).where(upload.c.id == known.id)
        connection.execute(back.values(content=content, purged_at=None))
    return int(known.id)


def _add_versions(
    connection: Connection,
    batch_id: int,
    uploads: dict[int, int],
    sent: UploadBatch,
    changed: list[Submission],
) -> Written:
    """Add the versions with all they say; the rows written."""
    if not changed:
        return {}
    keys = _submissions(connection, sent, changed)
    numbers = _last_numbers(connection, sent, changed)
    versions = [
        {
            "submission_id": key,
            "number": numbers.get(key, 0) + 1,
            "digest": one.digest,
            "batch_id": batch_id,
            "upload_id": uploads[one.file],
        }
        for key, one in zip(keys, changed, strict=True)
    ]
    connection.execute(insert(version), versions)
    query = select(version.c.submission_id, version.c.id).filter_by(batch_id=batch_id)
    ids = {row.submission_id: row.id for row in connection.execute(query)}
    numbered = [(ids[key], one) for key, one in zip(keys, changed, strict=True)]
    answers = [
        {"version_id": version_id} | field_values(given)
        for version_id, one in numbered
        if isinstance(one.answers, tuple)
        for given in one.answers
    ]
    if answers:
        connection.execute(insert(answer), answers)
    _add_marks(connection, numbered)
    programmes = [
        {"version_id": version_id, "position": at} | field_values(given)
        for version_id, one in numbered
        for at, given in enumerate(one.programmes)
    ]
    if programmes:
        connection.execute(insert(programme), programmes)
    return {submission: keys, version: list(ids.values())}


def _add_marks(connection: Connection, numbered: Iterable[tuple[int, Submission]]) -> None:
    """Insert the answers of rows of wide tables: plain tuples, for there may be millions."""
    rows = (
        (version_id, indicator, status, value, make_storable(sheet), cell)
        for version_id, one in numbered
        if not isinstance(one.answers, tuple)
        for indicator, status, value, sheet, cell in one.answers.marks()
    )
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ("version_id", "indicator", "status", "value", "sheet", "cell")
    places = ", ".join([mark] * len(names))
    added = f"INSERT INTO {answer.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 (our own names)
    while several := list(islice(rows, AT_ONCE)):
        connection.exec_driver_sql(added, several)


def _submissions(connection: Connection, sent: UploadBatch, changed: list[Submission]) -> list[int]:
    """The id of each submission; those that are new are added."""
    columns = (submission.c.region, submission.c.opd, submission.c.slot)
    query = select(submission.c.id, *columns).where(*_of_scope(sent, changed))
    known = {(row.region, row.opd, row.slot): row.id for row in connection.execute(query)}
    votes = _votes(connection, sent.period_id, {one.region for one in changed})
    scope = {"period_id": sent.period_id, "instrument_id": sent.instrument_id}
    new = [one for one in changed if (one.region, one.opd, one.slot) not in known]
    rows = [
        scope
        | {"region": one.region, "opd": one.opd, "slot": one.slot}
        | {"vote": votes.get((one.region, one.opd), one.opd)}
        for one in new
    ]
    if rows:
        connection.execute(insert(submission), rows)
        known = {(row.region, row.opd, row.slot): row.id for row in connection.execute(query)}
    return [known[one.region, one.opd, one.slot] for one in changed]


def _last_numbers(connection: Connection, sent: UploadBatch, changed: list[Submission]) -> dict[int, int]:
    """The number of the newest version of each submission that has any."""
    query = select(version.c.submission_id, func.max(version.c.number)).join(submission)
    query = query.where(*_of_scope(sent, changed)).group_by(version.c.submission_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def _of_scope(sent: UploadBatch, changed: list[Submission]) -> tuple[ColumnElement[bool], ...]:
    return (
        submission.c.period_id == sent.period_id,
        submission.c.instrument_id == sent.instrument_id,
        submission.c.region.in_({one.region for one in changed}),
    )


def _votes(connection: Connection, period_id: int, regions: set[str]) -> dict[tuple[str, str], str]:
    query = select(agency.c.region, agency.c.opd, agency.c.vote)
    valid = rosters.is_valid_on(periods.find_period(connection, period_id).ends)
    query = query.where(valid, agency.c.region.in_(regions))
    return {(region, opd): vote for region, opd, vote in connection.execute(query)}


def _add_of_regions(
    connection: Connection, batch_id: int, uploads: dict[int, int], changed: list[OfRegion]
) -> Written:
    """Add the regions' own values and question leaves; the rows written."""
    written: Written = {}
    for table, kind in ((node_value, NodeValue), (leaf_set, LeafSet)):
        names = [field.name for field in fields(kind) if field.name != "file"]
        rows = [
            {"batch_id": batch_id, "upload_id": uploads[part.file]}
            | {name: getattr(part, name) for name in names}
            for part in changed
            if isinstance(part, kind)
        ]
        if rows:
            connection.execute(insert(table), rows)
            written[table] = [batch_id]
    return written


def _record(connection: Connection, sent: UploadBatch, kept: KeptUpload, rows: Written) -> None:
    regions = {target.region for target in (*kept.new, *kept.replaced)}
    audit.record_change(
        connection,
        sent.actor,
        "upload.keep",
        f"batch {kept.batch_id}",
        new=f"{len(kept.new)} baru, {len(kept.replaced)} diganti, {len(kept.unchanged)} tetap",
        period_id=sent.period_id,
        instrument_id=sent.instrument_id,
        region=regions.pop() if len(regions) == 1 else None,
        rows=rows,
    )

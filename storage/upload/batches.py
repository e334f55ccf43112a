"""What was uploaded: batches, versions and files; taking the last upload back; purging a file's bytes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, func, select, update

from storage import audit
from storage.engine import Store, fold_log, query_frame, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.results.current import current_versions
from storage.schema import (
    answer,
    batch,
    batch_file,
    batch_region,
    choice,
    finding,
    submission,
    upload,
    version,
)
from storage.upload import choices
from storage.values import Actor, UndoneUpload

NEWER_UPLOAD = (
    "Sementara itu ada unggahan lain yang lebih baru, sehingga tidak ada yang dibatalkan. Muat ulang halaman "
    "untuk melihatnya."
)


def undo_last_upload(
    store: Store, period_id: int, region: str | None, actor: Actor, seen: int | None = None
) -> UndoneUpload | None:
    """Take back the newest upload that touched `region` (any region when None); None when there is none.

    All of that upload is undone, also what it holds of other regions. What it had replaced counts again, and
    what was confirmed to let it in is asked again. `seen` is the upload that is meant: nothing where that one
    was undone already, StoreError where a newer one came since.
    """
    with writing_transaction(store) as connection:
        last = select(func.max(batch.c.id)).where(batch.c.period_id == period_id, batch.c.undone_at.is_(None))
        if region is not None:
            last = last.join(batch_region).where(batch_region.c.region == region)
        batch_id = connection.scalar(last)
        if batch_id is None or (seen is not None and batch_id < seen):
            return None
        if seen is not None and batch_id != seen:
            raise StoreError(NEWER_UPLOAD)
        connection.execute(update(batch).where(batch.c.id == batch_id).values(undone_at=datetime.now(UTC)))
        forgotten = choices.forget_choices_of_upload(connection, batch_id, actor)
        undone = UndoneUpload(
            batch_id,
            _regions(connection, batch_id),
            _files(connection, batch_id),
            tuple(kept.question or kept.text for kept in forgotten),
        )
        _record_undo(connection, undone, period_id, actor)
        return undone


def _regions(connection: Connection, batch_id: int) -> tuple[str, ...]:
    query = select(batch_region.c.region).where(batch_region.c.batch_id == batch_id)
    return tuple(connection.scalars(query.order_by(batch_region.c.region)))


def _files(connection: Connection, batch_id: int) -> tuple[str, ...]:
    query = select(batch_file.c.name).where(batch_file.c.batch_id == batch_id)
    return tuple(connection.scalars(query.order_by(batch_file.c.name)))


def _record_undo(connection: Connection, undone: UndoneUpload, period_id: int, actor: Actor) -> None:
    audit.record_change(
        connection,
        actor,
        "upload.undo",
        f"batch {undone.batch_id}",
        old=", ".join(undone.files),
        period_id=period_id,
        region=undone.regions[0] if len(undone.regions) == 1 else None,
        rows={batch: [undone.batch_id]},
    )


def list_uploads(store: Store, period_id: int, region: str | None = None) -> pd.DataFrame:
    """Uploads, the newest first.

    Columns: batch_id, instrument_id, actor, created_at, undone_at, files and choices (how many files it has,
    how many choices let it in), names (of its files, by "; ").
    """
    files = select(func.count()).where(batch_file.c.batch_id == batch.c.id).scalar_subquery()
    confirmed = select(func.count()).where(choice.c.batch_id == batch.c.id).scalar_subquery()
    given = select(batch_file.c.batch_id, batch_file.c.name).join(batch).order_by(batch_file.c.name)
    query = select(
        batch.c.id.label("batch_id"),
        *(batch.c[name] for name in ("instrument_id", "actor", "created_at", "undone_at")),
        files.label("files"),
        confirmed.label("choices"),
    ).where(batch.c.period_id == period_id)
    if region is not None:
        query = query.join(batch_region).where(batch_region.c.region == region)
    with reading_connection(store) as connection:
        found = query_frame(connection, query.order_by(batch.c.id.desc()))
        names: dict[int, list[str]] = {}
        for batch_id, name in connection.execute(given.where(batch.c.period_id == period_id)):
            names.setdefault(batch_id, []).append(name)
    return found.assign(names=["; ".join(names.get(int(key), ())) for key in found["batch_id"]])


def list_submission_versions(store: Store, period_id: int, instrument_id: int, region: str) -> pd.DataFrame:
    """Every version of every submission, the newest first within each.

    Columns: opd, slot, version, active (bool: it counts now), answers (rows), file, sha256, upload_id,
    batch_id, uploaded_at, actor, undone_at.
    """
    current = current_versions(period_id, instrument_id, region).subquery()
    answers = select(func.count()).where(answer.c.version_id == version.c.id).scalar_subquery()
    query = (
        select(
            submission.c.opd,
            submission.c.slot,
            version.c.number.label("version"),
            current.c.version_id.is_not(None).label("active"),
            answers.label("answers"),
            batch_file.c.name.label("file"),
            upload.c.sha256,
            version.c.upload_id,
            version.c.batch_id,
            batch.c.created_at.label("uploaded_at"),
            batch.c.actor,
            batch.c.undone_at,
        )
        .select_from(submission.join(version).join(batch, batch.c.id == version.c.batch_id))
        .join(upload, upload.c.id == version.c.upload_id)
        .join(
            batch_file,
            (batch_file.c.batch_id == version.c.batch_id) & (batch_file.c.upload_id == version.c.upload_id),
        )
        .outerjoin(current, current.c.version_id == version.c.id)
        .where(
            submission.c.period_id == period_id,
            submission.c.instrument_id == instrument_id,
            submission.c.region == region,
        )
        .order_by(submission.c.opd, submission.c.slot, version.c.number.desc())
    )
    with reading_connection(store) as connection:
        return query_frame(connection, query)


def list_upload_findings(store: Store, batch_id: int) -> pd.DataFrame:
    """The reader's remarks on an upload: code, severity, message, file, sheet, cell, found, proposal."""
    columns = [column for column in finding.c if column.name not in ("id", "batch_id")]
    with reading_connection(store) as connection:
        return query_frame(connection, select(*columns).filter_by(batch_id=batch_id).order_by(finding.c.id))


def list_findings_by_code(store: Store, code: str, batch_ids: Collection[int]) -> pd.DataFrame:
    """The remarks of one code on several uploads: batch_id, file, sheet, cell, message."""
    columns = [finding.c[name] for name in ("batch_id", "file", "sheet", "cell", "message")]
    query = select(*columns).where(finding.c.code == code, finding.c.batch_id.in_(batch_ids))
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(finding.c.id))


def list_kept_files(store: Store) -> pd.DataFrame:
    """Every file kept: upload_id, name (as first uploaded), sha256, size (bytes), stored_at, purged_at."""
    first = select(batch_file.c.upload_id, func.min(batch_file.c.batch_id).label("batch_id"))
    first_use = first.group_by(batch_file.c.upload_id).subquery()
    query = (
        select(
            upload.c.id.label("upload_id"),
            batch_file.c.name,
            *(upload.c[name] for name in ("sha256", "size", "stored_at", "purged_at")),
        )
        .join(first_use, first_use.c.upload_id == upload.c.id)
        .join(
            batch_file,
            (batch_file.c.upload_id == upload.c.id) & (batch_file.c.batch_id == first_use.c.batch_id),
        )
        .order_by(upload.c.id)
    )
    with reading_connection(store) as connection:
        return query_frame(connection, query)


def purge_kept_file(store: Store, upload_id: int, actor: Actor) -> None:
    """Erase a file's bytes for good; what was read from it stays, and so does its SHA-256.

    Raises StoreError when there is no such file. Purging twice changes nothing.
    """
    with writing_transaction(store) as connection:
        found = connection.execute(
            select(upload.c.sha256, upload.c.purged_at).filter_by(id=upload_id)
        ).one_or_none()
        if found is None:
            raise StoreError("Berkas tidak ditemukan dalam penyimpanan.")
        if found.purged_at is not None:
            return
        gone = update(upload).where(upload.c.id == upload_id)
        connection.execute(gone.values(content=None, purged_at=datetime.now(UTC)))
        audit.record_change(
            connection,
            actor,
            "upload.purge",
            f"upload {upload_id}",
            old=found.sha256,
            rows={upload: [upload_id]},
        )
    if isinstance(store, Engine):
        fold_log(store)

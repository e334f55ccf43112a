"""Everything in force of a region in a period by an instrument, as the batch that would bring it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, select, union

from storage.engine import Store, reading_connection
from storage.results.current import (
    current_leaf_sets,
    current_node_values,
    current_participation,
    current_versions,
)
from storage.schema import answer, assignment, batch, batch_file, batch_region, decision, programme, upload
from storage.values import Actor, LeafSet, Participation, StoredFile, Submission, UploadBatch
from survey.values import Answer, NodeValue, ReportedProgramme

ACTOR = Actor("")  # whoever brings it again signs it


def export_region(store: Store, period_id: int, instrument_id: int, region: str) -> UploadBatch:
    """The region's submissions, values, question leaves and participation in force, oldest first.

    The files are named with their digest and without their bytes. A scope without anything gives no files.
    """
    scope = (period_id, instrument_id, region)
    with reading_connection(store) as connection:
        files = _FileNumbers(connection)
        return UploadBatch(
            period_id,
            instrument_id,
            ACTOR,
            submissions=tuple(_submissions(connection, files, scope)),
            values=tuple(_values(connection, files, scope)),
            leaves=tuple(_leaves(connection, files, scope)),
            participation=tuple(_participation(connection, files, scope)),
            files=files.used(),
        )


def list_region_scopes(store: Store, region: str) -> list[tuple[int, int]]:
    """(period_id, instrument_id) of every scope in which the region has an upload, duties or a decision."""
    sent = select(batch.c.period_id, batch.c.instrument_id).join(batch_region)
    sent = sent.where(batch_region.c.region == region, batch.c.undone_at.is_(None))
    asked = select(assignment.c.period_id, assignment.c.instrument_id).filter_by(region=region)
    decided = select(decision.c.period_id, decision.c.instrument_id).filter_by(region=region)
    every = union(sent, asked, decided.where(decision.c.undone_at.is_(None)))
    with reading_connection(store) as connection:
        return sorted((row.period_id, row.instrument_id) for row in connection.execute(every))


class _FileNumbers:
    """The files met so far, each once, numbered in the order they are met."""

    def __init__(self, connection: Connection) -> None:
        query = select(batch_file.c.batch_id, batch_file.c.upload_id, batch_file.c.name, upload.c.sha256)
        rows = connection.execute(query.join(upload).order_by(batch_file.c.batch_id, batch_file.c.upload_id))
        self._known: dict[tuple[int, int | None], StoredFile] = {}
        for row in rows:
            file = StoredFile(row.name, row.sha256, None)
            self._known[row.batch_id, row.upload_id] = file
            self._known.setdefault((row.batch_id, None), file)
        self._used: dict[StoredFile, int] = {}

    def number(self, batch_id: int, upload_id: int | None = None) -> int:
        """The index of an upload's file in a batch; of the batch's first file where none is named."""
        return self._used.setdefault(self._known[batch_id, upload_id], len(self._used))

    def used(self) -> tuple[StoredFile, ...]:
        return tuple(self._used)


def _submissions(
    connection: Connection, files: _FileNumbers, scope: tuple[int, int, str]
) -> Iterator[Submission]:
    current = current_versions(*scope).subquery()
    rows = connection.execute(select(current).order_by(current.c.version_id)).all()
    mine = select(current.c.version_id)
    ordered = select(answer).where(answer.c.version_id.in_(mine)).order_by(answer.c.indicator)
    said = _by_version(connection, ordered, Answer)
    listed = select(programme).where(programme.c.version_id.in_(mine)).order_by(programme.c.position)
    ran = _by_version(connection, listed, ReportedProgramme)
    for row in rows:
        file = files.number(row.batch_id, row.upload_id)
        answers, programmes = said.get(row.version_id, []), ran.get(row.version_id, [])
        yield Submission(row.region, row.opd, row.slot, file, tuple(answers), tuple(programmes))


def _by_version(connection: Connection, query: Any, kind: type[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["version_id"], []).append(_built(kind, row))
    return found


def _values(connection: Connection, files: _FileNumbers, scope: tuple[int, int, str]) -> Iterator[NodeValue]:
    for row in connection.execute(current_node_values(*scope)).mappings():
        yield _built(NodeValue, row, file=files.number(row["batch_id"], row["upload_id"]))


def _leaves(connection: Connection, files: _FileNumbers, scope: tuple[int, int, str]) -> Iterator[LeafSet]:
    newest = select(batch_file.c.batch_id).order_by(batch_file.c.batch_id.desc()).limit(1)
    for row in connection.execute(current_leaf_sets(*scope)):
        batch_id = connection.scalar(newest.where(batch_file.c.upload_id == row.upload_id))
        yield LeafSet(row.region, files.number(batch_id or 0, row.upload_id), row.text)


def _participation(
    connection: Connection, files: _FileNumbers, scope: tuple[int, int, str]
) -> Iterator[Participation]:
    last = select(batch.c.id).join(batch_region).filter_by(period_id=scope[0], instrument_id=scope[1])
    last = last.where(batch_region.c.region == scope[2], batch_region.c.took_part.is_not(None))
    for row in connection.execute(current_participation(*scope)):
        batch_id = connection.scalar(last.where(batch.c.undone_at.is_(None)).order_by(batch.c.id.desc()))
        yield Participation(row.region, files.number(batch_id or 0), row.cohort, row.took_part)


def _built(kind: type[Any], row: Any, **more: Any) -> Any:
    names = {field.name for field in fields(kind)} - set(more)
    return kind(**{name: row[name] for name in names}, **more)

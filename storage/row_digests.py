"""What the record of changes keeps of the rows it tells of: a digest of each, as the store holds it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, select, tuple_

from storage import schema
from storage.draft_table import draft
from storage.state_table import earlier_rows, kept_state
from storage.values import Submission
from survey.values import Answer, ReportedProgramme

Key = tuple[int | str, ...]
Digests = dict[str, dict[str, str | None]]
"""Table -> key of a group of rows, as JSON -> digest of its rows; None = none is left."""

# Rows are digested by what they belong to: one digest for all duties of a region, one for all values of an
# upload. Answers and reported programmes are part of their version.
KEYS: Mapping[Table, tuple[Column[Any], ...]] = {
    schema.period: (schema.period.c.id,),
    schema.period_lock: (schema.period_lock.c.id,),
    kept_state: (kept_state.c.id,),
    schema.instrument: (schema.instrument.c.id,),
    schema.agency: (schema.agency.c.id,),
    schema.agency_sector: (schema.agency_sector.c.agency_id,),
    schema.assignment: (
        schema.assignment.c.period_id,
        schema.assignment.c.instrument_id,
        schema.assignment.c.region,
    ),
    schema.upload: (schema.upload.c.id,),
    schema.batch: (schema.batch.c.id,),
    schema.batch_file: (schema.batch_file.c.batch_id,),
    schema.batch_region: (schema.batch_region.c.batch_id,),
    schema.submission: (schema.submission.c.id,),
    schema.version: (schema.version.c.id,),
    schema.node_value: (schema.node_value.c.batch_id,),
    schema.leaf_set: (schema.leaf_set.c.batch_id,),
    schema.finding: (schema.finding.c.batch_id,),
    schema.decision: (schema.decision.c.id,),
    schema.target: (schema.target.c.id,),
    schema.choice: (schema.choice.c.region, schema.choice.c.kind, schema.choice.c.text),
    schema.entry: (schema.entry.c.id,),
    schema.unstored_file: (schema.unstored_file.c.id,),
    schema.signing_key: (schema.signing_key.c.id,),
}
PARTS_OF_A_VERSION = (schema.answer, schema.programme)
# Not told of: the record itself; drafts (ADR 54) and what stood before a save (ADR 57), of which nothing that
# is printed is made.
APART = (schema.audit, schema.chain, draft, earlier_rows)
# A file's bytes are held against its SHA-256; the save an entry or a decision names, against the record.
LEFT_OUT = {schema.upload.c.content, schema.entry.c.change, schema.decision.c.change, kept_state.c.change}
NAMING = ("region", "opd", "node", "year", "kind", "label", "instrument", "key", "text", "name", "sector")
AT_ONCE = 500
ROWS_AT_ONCE = 10_000


def _plain(value: date | bytes) -> str:
    return value.hex() if isinstance(value, bytes) else date.isoformat(value)


_encode = json.JSONEncoder(default=_plain).encode
NOTHING = Submission("", "", "", 0, ()).digest
# What columns raise of a value that was never written through them.
STRANGE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError)


class StrangeRowsError(Exception):
    """A table, by its name, holds a value that the app never writes."""


def digest_rows(connection: Connection, wanted: Mapping[Table, Collection[Any]]) -> Digests:
    """The digests of groups of rows by their keys (a value, or a tuple of several), as they stand now.

    What a version says is taken from the fingerprint it was just stored with.
    """
    found: Digests = {}
    for table, given in wanted.items():
        keys = list(dict.fromkeys(key if isinstance(key, tuple) else (key,) for key in given))
        if keys:
            standing = dict(_digests(table, _rows_of(connection, table, keys), {}))
            found[table.name] = {name: standing.get(name) for name in map(_encode, keys)}
    return found


def digest_every_row(connection: Connection) -> Digests:
    """The digests of every row of every table; what a version says is read again, answer by answer.

    Raises StrangeRowsError for a table with a value that cannot be one of the app's.
    """
    with _readable(schema.answer):
        said = _contents(connection)
    found: Digests = {}
    for table in KEYS:
        with _readable(table):
            found[table.name] = dict(_digests(table, _fetched(connection, _shape(table).query), said))
    for version, content in said.items():  # answers of a version that is not there
        found[schema.version.name].setdefault(_encode((version,)), content)
    return found


@contextmanager
def _readable(table: Table) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:  # a damaged page, which the store tells of itself
        raise
    except STRANGE as error:
        raise StrangeRowsError(table.name) from error


def list_changed_files(connection: Connection) -> list[str]:
    """The keys (JSON) of uploaded files whose bytes are not those of their SHA-256, or went unrecorded."""
    table = schema.upload.c
    query = select(table.id, table.sha256, table.size, table.content).where(table.purged_at.is_(None))
    rows = connection.execute(query, execution_options={"yield_per": 1})
    return [_encode((row.id,)) for row in rows if not _holds(row.content, row.size, row.sha256)]


def _holds(content: object, size: object, sha256: object) -> bool:
    """Files that came in a package have no bytes here, and say so by their size."""
    if content is None:
        return size == 0
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == sha256


@dataclass(frozen=True)
class _Shape:
    """How the rows of a table are read for their digests: by their keys, columns by their names."""

    query: Select[Any]
    names: tuple[str, ...]
    key: Callable[[Any], Any]
    order: Callable[[Any], Any]
    keyed_by_several: bool


@cache
def _shape(table: Table) -> _Shape:
    columns = sorted((one for one in table.c if one not in LEFT_OUT), key=lambda one: one.name)
    names = tuple(column.name for column in columns)
    key, own = (
        itemgetter(*(names.index(column.name) for column in given))
        for given in (KEYS[table], table.primary_key.columns)
    )
    return _Shape(select(*columns).order_by(*KEYS[table]), names, key, own, len(KEYS[table]) > 1)


def _rows_of(connection: Connection, table: Table, keys: list[Key]) -> Iterator[Row[Any]]:
    by = KEYS[table]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        chosen = by[0].in_([key[0] for key in some]) if len(by) == 1 else tuple_(*by).in_(some)
        yield from _fetched(connection, _shape(table).query.where(chosen))


def _fetched(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Many rows at a time, which is much faster than one by one."""
    for rows in connection.execute(query).partitions(ROWS_AT_ONCE):
        yield from rows


def _digests(
    table: Table, rows: Iterable[Row[Any]], contents: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """Of rows that come by their keys; within one they are ordered here, for databases order texts apart."""
    shape = _shape(table)
    for key, group in groupby(rows, shape.key):
        several = sorted(group, key=shape.order)
        said = dict(_columns(shape.names, several))
        if table is schema.version:
            row = several[0]
            said["content"] = (contents.get(row.id, NOTHING) if contents else row.digest,)
        yield _encode(key if shape.keyed_by_several else (key,)), _sum(said)


def _columns(names: tuple[str, ...], rows: list[Row[Any]]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What rows say, by columns. One added later is empty in the rows of before, and changes no digest."""
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        if any(value is not None and value != "" for value in values):
            yield name, values


def _sum(said: object) -> str:
    return hashlib.sha256(_encode(said).encode()).hexdigest()


def name_rows(connection: Connection, table_name: str, key: str) -> str:
    """What a group of rows (key as JSON) is of, in its own codes: "35.18 DINKES"; "" where none is there."""
    table = next((one for one in KEYS if one.name == table_name), None)
    if table is None:
        return ""
    told = [table.c[name] for name in NAMING if name in table.c]
    if not told and table is not schema.version:
        return ""
    query = select(*told).where(tuple_(*KEYS[table]).in_([tuple(json.loads(key))]))
    if table is schema.version:
        query = select(schema.submission.c.region, schema.submission.c.opd, schema.submission.c.slot)
        query = query.join(schema.version).where(schema.version.c.id == json.loads(key)[0])
    row = connection.execute(query.limit(1)).one_or_none()
    return " ".join(str(value) for value in row or () if value not in (None, ""))


def _contents(connection: Connection) -> dict[int, str]:
    """Version -> the fingerprint of what it says now."""
    listed = dict(_programmes(connection))
    found = {
        version: Submission("", "", "", 0, answers, listed.pop(version, ())).digest
        for version, answers in _answers(connection)
    }
    return found | {version: Submission("", "", "", 0, (), said).digest for version, said in listed.items()}


def _answers(connection: Connection) -> Iterator[tuple[int, tuple[Answer, ...]]]:
    table = schema.answer
    said = (table.c[field.name] for field in fields(Answer))
    query = select(table.c.version_id, *said).order_by(table.c.version_id)
    for version, rows in groupby(_fetched(connection, query), itemgetter(0)):
        given: Iterator[list[Any]] = (list(row[1:]) for row in rows)
        yield version, tuple(Answer(*one) for one in given)


def _programmes(connection: Connection) -> Iterator[tuple[int, tuple[ReportedProgramme, ...]]]:
    """Those of a version stand at 0, 1, 2, ...; at another place they are not what was stored."""
    table = schema.programme
    said = (table.c[field.name] for field in fields(ReportedProgramme))
    query = select(table.c.version_id, table.c.position, *said).order_by(table.c.version_id, table.c.position)
    for version, rows in groupby(_fetched(connection, query), itemgetter(0)):
        listed = list(rows)
        moved = [row for at, row in enumerate(listed) if row.position != at]
        given: Iterator[list[Any]] = (list(row[2:]) for row in [*listed, *moved])
        yield version, tuple(ReportedProgramme(*one) for one in given)

"""What one load of a package wrote, by its ids, and taking all of it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, select, update

from storage.lock_rules import require_open_rows
from storage.schema import batch, decision, entry, period, target
from storage.setup import targets
from storage.values import Actor

TABLES: dict[str, Table] = {"batches": batch, "decisions": decision, "targets": target, "entries": entry}
ADDED: dict[str, Table] = {**TABLES, "periods": period}


@dataclass(frozen=True)
class WrittenRows:
    """The ids of uploads, decisions, targets, entries and periods that one transaction added."""

    batches: tuple[int, ...] = ()
    decisions: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    periods: tuple[int, ...] = ()


def mark_rows(connection: Connection) -> dict[str, int]:
    """The newest id of each table, for `rows_since`, within a write transaction of all regions."""
    return {name: connection.scalar(select(func.max(table.c.id))) or 0 for name, table in ADDED.items()}


def rows_since(connection: Connection, marks: dict[str, int]) -> WrittenRows:
    """What the transaction added since `mark_rows`: nobody else writes meanwhile."""
    return WrittenRows(
        **{
            name: tuple(
                connection.scalars(select(table.c.id).where(table.c.id > marks[name]).order_by(table.c.id))
            )
            for name, table in ADDED.items()
        }
    )


def undo_rows(
    connection: Connection, written: WrittenRows, actor: Actor, loaded: Mapping[int, bool]
) -> dict[Table, tuple[int, ...]]:
    """Take the rows back: what they had replaced is in force again, what was written over them stays.

    `loaded`: the targets that loads wrote, by their ids, and whether their load counts still. Returns the
    changed rows, which the caller's entry of the audit is to digest; new ones are recorded here. Raises
    StoreError, and then nothing changed, where a period of theirs is locked for their region.
    """
    require_open_rows(connection, {table: getattr(written, name) for name, table in TABLES.items()})
    for key in written.targets:
        _undo_target(connection, key, actor, loaded)
    # What was laid beneath all writing has no earlier version; it goes.
    given = entry.c.id.in_(written.entries), entry.c.number == 0
    connection.execute(delete(entry).where(*given))
    for name, table in TABLES.items():
        if "undone_at" in table.c:
            mine = table.c.id.in_(getattr(written, name)), table.c.undone_at.is_(None)
            connection.execute(update(table).where(*mine).values(undone_at=datetime.now(UTC)))
    return {batch: written.batches, decision: written.decisions, entry: written.entries}


def _undo_target(connection: Connection, key: int, actor: Actor, loaded: Mapping[int, bool]) -> None:
    """Agree again on what held before, unless somebody agreed on another value since."""
    row = connection.execute(select(target).filter_by(id=key)).one()
    place = {"region": row.region, "node": row.node, "year": row.year}
    rows = connection.execute(select(target).filter_by(**place).order_by(target.c.number)).all()
    if rows[-1].id != key and not _stands_for(rows[-1], {_said(row)}, loaded):
        return
    before = _last_counting([one for one in rows if one.number < row.number], loaded)
    value, by = (None, actor) if before is None else (before.value, Actor(before.by))
    targets.save_target(connection, row.region, row.node, row.year, value, by=by)


def _last_counting(rows: Sequence[Row[Any]], loaded: Mapping[int, bool]) -> Row[Any] | None:
    """The last that neither a load taken back wrote nor an undo put there again for one."""
    last, gone = None, set[tuple[Any, Any]]()
    for row in rows:
        if not loaded.get(row.id, True) or _stands_for(row, gone, loaded):
            gone.add(_said(row))
        else:
            last = row
    return last


def _stands_for(row: Row[Any], said: Collection[tuple[Any, Any]], loaded: Mapping[int, bool]) -> bool:
    """Whether an undo put it there for a row that said this: in the same words, and no load wrote it."""
    return row.id not in loaded and _said(row) in said


def _said(row: Row[Any]) -> tuple[Any, Any]:
    return row.value, row.by

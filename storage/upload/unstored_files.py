"""Files that came and are not stored: refused, or waiting for a choice; of which OPD, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError
from storage.schema import unstored_file
from storage.states.earlier_rows import RowScope, SavedRows, find_earlier_rows, keep_earlier_rows
from storage.values import Actor, field_values

COLUMNS = ("id", "region", "opd", "name", "sha256", "verdict", "problems", "actor", "at")


@dataclass(frozen=True)
class UnstoredFile:
    """A file for one OPD ("" = not known); `verdict` "refused" or "confirm", `problems` one a line."""

    region: str
    opd: str
    name: str
    sha256: str
    verdict: str
    problems: str


@dataclass(frozen=True)
class KeptUnstoredFile(UnstoredFile):
    """The same as it was kept, with who sent it in and when."""

    id: int
    actor: str
    at: datetime


def keep_unstored_files(
    store: Store, period_id: int, instrument_id: int, files: Sequence[UnstoredFile], actor: Actor
) -> None:
    """Keep that files came and are not stored; what was kept of the same files gives way."""
    scope = {"period_id": period_id, "instrument_id": instrument_id}
    told = {"actor": actor.name.strip(), "at": datetime.now(UTC)}
    with writing_transaction(store) as connection:
        same = {(file.name, file.sha256) for file in files}
        clear_unstored_files(connection, period_id, instrument_id, same, actor)
        if files:
            rows = [scope | told | field_values(file) for file in files]
            added = insert(unstored_file).returning(unstored_file.c.id)
            _record(connection, actor, "unstored.keep", list(connection.scalars(added, rows)))


def clear_unstored_files(
    store: Store, period_id: int, instrument_id: int, files: Collection[tuple[str, str]], actor: Actor
) -> None:
    """Forget files by name and digest: they were stored, or put away."""
    mine = unstored_file.c.period_id == period_id, unstored_file.c.instrument_id == instrument_id
    with writing_transaction(store) as connection:
        gone: list[int] = []
        for name, sha256 in files:
            same = (unstored_file.c.name == name, unstored_file.c.sha256 == sha256)
            standing = (*mine, *same, unstored_file.c.gone_at.is_(None))
            gone += connection.scalars(select(unstored_file.c.id).where(*standing))
        there = update(unstored_file).where(unstored_file.c.id.in_(gone))
        connection.execute(there.values(gone_at=datetime.now(UTC)))
        _record(connection, actor, "unstored.clear", gone)


def assign_unstored_file(store: Store, key: int, opd: str, by: Actor = audit.PRODUCT, seen: str = "") -> None:
    """Say which OPD a file is of; OvertakenError where somebody named another than the one `seen` since."""
    with writing_transaction(store) as connection:
        found = connection.execute(select(unstored_file).where(unstored_file.c.id == key)).one()
        if found.opd == opd:
            return
        if found.opd != seen:
            told = ("unstored.assign", f"period {found.period_id}", found.region, found.name)
            raise OvertakenError(
                [NewerSave(found.name, found.opd, 0, *audit.find_last_writer(connection, *told))]
            )
        scope = [RowScope(unstored_file, {"id": key})]
        with keep_earlier_rows(connection, found.region, name_sender_undo(found.period_id), scope):
            connection.execute(update(unstored_file).where(unstored_file.c.id == key).values(opd=opd))
            _record(connection, by, "unstored.assign", [key])


def name_sender_undo(period_id: int) -> str:
    """What the undo of whose a file is belongs to."""
    return f"senders {period_id}"


def find_undoable_sender(store: Store, period_id: int, region: str, actor: Actor) -> SavedRows | None:
    """The last file that was said to be of an OPD, where that can be taken back."""
    return find_earlier_rows(store, region, name_sender_undo(period_id), actor)


def tell_file_of_sender(save: SavedRows) -> str:
    """The name of the file that a save was about."""
    return str(save.after[unstored_file.name][0]["name"])


def _record(connection: Connection, actor: Actor, action: str, keys: Sequence[int]) -> None:
    """Tell of the rows: where they are of one region, in its chain."""
    if not keys:
        return
    query = select(unstored_file.c.region, unstored_file.c.period_id, unstored_file.c.name)
    told = connection.execute(query.where(unstored_file.c.id.in_(keys)).order_by(unstored_file.c.id)).all()
    regions = {row.region for row in told}
    audit.record_change(
        connection,
        actor,
        action,
        f"period {told[0].period_id}",
        new=", ".join(dict.fromkeys(row.name for row in told)),
        period_id=told[0].period_id,
        region=(regions.pop() or None) if len(regions) == 1 else None,
        rows={unstored_file: keys},
    )


def list_unstored_files(
    store: Store, period_id: int, instrument_id: int, region: str
) -> list[KeptUnstoredFile]:
    """The files of a region that are not stored, the newest first."""
    query = select(*(unstored_file.c[name] for name in COLUMNS)).filter_by(
        period_id=period_id, instrument_id=instrument_id, region=region
    )
    query = query.where(unstored_file.c.gone_at.is_(None)).order_by(unstored_file.c.id.desc())
    with reading_connection(store) as connection:
        return [KeptUnstoredFile(**row._mapping) for row in connection.execute(query)]

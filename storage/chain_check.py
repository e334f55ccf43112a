"""Whether the record of changes is whole, and whether the rows are still what it says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, select

from storage import audit as record
from storage.audit import COMMON, START, ChainHead
from storage.engine import Store, reading_connection
from storage.row_digests import (
    STRANGE,
    Digests,
    StrangeRowsError,
    digest_every_row,
    list_changed_files,
    name_rows,
)
from storage.schema import audit, decision, entry, signing_key, upload

FaultKind = Literal["entry", "gap", "end", "common", "row", "gone", "unknown", "strange"]


@dataclass(frozen=True)
class ChainFault:
    """What does not fit. `chain` None = the entries from before there were several, "" = the common chain.

    `number`: the entry's place in its chain (its id where `chain` is None), None where no entry tells of it.
    `rows`: table and keys (JSON) of what does not fit the entry. `kind`: "entry" was changed, or one before
    it; "gap" = entries before it are gone; "end" = it should be the last and is not; "common": written beside
    an entry of the common chain that is not there; "row" = not what the entry recorded, "gone" = no longer
    there, "unknown" = recorded by none; "strange": the table of `rows` holds what the app never writes, and
    no more can be said.
    """

    kind: FaultKind
    chain: str | None
    number: int | None = None
    rows: tuple[tuple[str, str], ...] = ()


def list_chain_faults(store: Store, *, with_rows: bool = True) -> tuple[ChainFault, ...]:
    """What does not fit, by chain and place, rows last; `with_rows` False reads the record alone."""
    with reading_connection(store) as connection:
        found = [*_of_readable_record(connection)]
        if with_rows:
            found += _of_rows(connection)
    return tuple(found)


def _of_readable_record(connection: Connection) -> Iterator[ChainFault]:
    try:
        yield from _of_record(connection)
    except UnicodeDecodeError:  # a damaged page
        raise
    except STRANGE:
        yield _strange(audit.name)


def _strange(table: str) -> ChainFault:
    return ChainFault("strange", None, None, ((table, ""),))


def is_recorded_head(store: Store, chain: str | None, number: int, start_of_hash: str) -> bool:
    """Whether a head as it was printed is that of an entry here; place 0 is where a chain begins.

    `chain` None = the entries from before there were several, by their id.
    """
    with reading_connection(store) as connection:
        if number == 0:
            return record.find_old_head(connection).startswith(start_of_hash)
        place = audit.c.id if chain is None else audit.c.number
        same = audit.c.chain.is_(None) if chain is None else audit.c.chain == chain
        found = connection.scalar(select(audit.c.hash).where(same, place == number))
    return found is not None and found.startswith(start_of_hash)


def list_chain_heads(store: Store) -> list[ChainHead]:
    """How far every chain has come, the common one first."""
    with reading_connection(store) as connection:
        return [head for _, head in sorted(record.read_chain_heads(connection).items())]


def name_fault_rows(store: Store, fault: ChainFault, most: int) -> list[tuple[str, str]]:
    """Table and own codes ("35.18 DINKES"; the key where the rows are gone) of the first rows of a fault."""
    with reading_connection(store) as connection:
        return [(table, _name(connection, table, key)) for table, key in fault.rows[:most]]


def _name(connection: Connection, table: str, key: str) -> str:
    try:
        return name_rows(connection, table, key) or ", ".join(map(str, json.loads(key)))
    except STRANGE:  # a key that somebody made up
        return key


def find_chain_entry(store: Store, chain: str | None, number: int) -> Mapping[str, Any] | None:
    """The entry at a place of a chain (by its id where `chain` is None): at, actor, action, object."""
    place = audit.c.id if chain is None else audit.c.number
    same = audit.c.chain.is_(None) if chain is None else audit.c.chain == chain
    query = select(audit.c.at, audit.c.actor, audit.c.action, audit.c.object).where(same, place == number)
    with reading_connection(store) as connection:
        try:
            row = connection.execute(query).mappings().one_or_none()
        except STRANGE:  # its day is none
            return None
        return None if row is None else {str(name): value for name, value in row.items()}


def _of_record(connection: Connection) -> Iterator[ChainFault]:
    """The chains one after another, each from the old head to where its own row says that it ends."""
    heads = record.read_chain_heads(connection)
    begin, old = START, False
    for row in _entries(connection, None):
        if not old and row["hash"] != record.entry_hash(begin, row):
            old = True
            yield ChainFault("entry", None, row["id"])
        begin = row["hash"]
    names = set(connection.scalars(select(audit.c.chain).where(audit.c.chain.is_not(None)).distinct()))
    common = {begin} | set(connection.scalars(select(audit.c.hash).where(audit.c.chain == COMMON)))
    for name in sorted(names | heads.keys()):
        end = heads.get(name) or ChainHead(name, 0, begin)
        yield from _of_chain(_entries(connection, name), begin, end, common)


def _entries(connection: Connection, name: str | None) -> Iterable[RowMapping]:
    if name is None:
        query = select(audit).where(audit.c.chain.is_(None)).order_by(audit.c.id)
    else:
        query = select(audit).where(audit.c.chain == name).order_by(audit.c.number)
    return connection.execute(query).mappings()


def _of_chain(
    rows: Iterable[RowMapping], begin: str, head: ChainHead, common: set[str]
) -> Iterator[ChainFault]:
    """The first entry that does not fit, and an end that is not the one kept."""
    before, number, place, whole = begin, 0, 0, True
    for row in rows:
        if whole and row["number"] != number + 1:
            whole = False
            yield ChainFault("gap", head.chain, row["number"])
        # The last word on a row is that of the highest id: exchanged ids would bring an old state back.
        elif whole and (row["hash"] != record.entry_hash(before, row) or row["id"] <= place):
            whole = False
            yield ChainFault("entry", head.chain, row["number"])
        elif whole and head.chain != COMMON and row["common"] not in common:
            whole = False
            yield ChainFault("common", head.chain, row["number"])
        before, number, place = row["hash"], row["number"], row["id"]
    if (number, before) != (head.number, head.hash) and (whole or number != head.number):
        yield ChainFault("end", head.chain, head.number)


def _of_rows(connection: Connection) -> Iterator[ChainFault]:
    """Every row against the last entry that tells of it."""
    told = _last_told(
        connection
    )  # nothing at all only where nothing was ever written: else it was taken away
    try:
        standing = digest_every_row(connection)
    except StrangeRowsError as error:
        yield _strange(str(error))
        return
    faults: dict[tuple[FaultKind, str | None, int | None], list[tuple[str, str]]] = {}
    for table, keys in _union(told, standing).items():
        for key in keys:
            said, now = told.get(table, {}).get(key), standing.get(table, {}).get(key)
            if said is None and table == signing_key.name and _is_key_excused(told, standing):
                continue
            if said is None:
                faults.setdefault(("unknown", None, None), []).append((table, key))
            elif said.digest != now:
                kind: FaultKind = "gone" if now is None else "row"
                faults.setdefault((kind, said.chain, said.number), []).append((table, key))
    for table, key in _misplaced_rows(connection):
        if said := told.get(table, {}).get(key):
            rows = faults.setdefault(("row", said.chain, said.number), [])
            rows += [(table, key)] if (table, key) not in rows else []
    for key in list_changed_files(connection):
        if said := told.get(upload.name, {}).get(key):
            rows = faults.setdefault(("row", said.chain, said.number), [])
            rows += [(upload.name, key)] if (upload.name, key) not in rows else []
    for (kind, name, number), rows in faults.items():
        yield ChainFault(kind, name, number, tuple(rows))


def _is_key_excused(told: Mapping[str, object], standing: Digests) -> bool:
    """No entry tells of the key in a store nobody wrote to yet, nor in one of before that was only read."""
    others = any(keys for name, keys in standing.items() if name != signing_key.name)
    return signing_key.name not in told and (bool(told) or not others)


def _misplaced_rows(connection: Connection) -> Iterator[tuple[str, str]]:
    """Entries and decisions, by table and key, that name another save than the one which first told of them:
    undoing would take others along. Of those that stood before there were digests nobody can tell.
    """
    first: dict[tuple[str, str], tuple[int, str]] = {}
    query = select(audit.c.id, audit.c.action, audit.c.digests).where(audit.c.digests.is_not(None))
    for number, action, text in connection.execute(query.order_by(audit.c.id)):
        told = _read(text)
        for name in (entry.name, decision.name):
            for key in told.get(name, {}):
                first.setdefault((name, key), (number, action))
    for table in (entry, decision):
        for row in connection.execute(select(table.c.id, table.c.change).order_by(table.c.id)):
            place = (table.name, json.dumps([row.id]))
            number, action = first.get(place, (row.change, ""))
            if action != record.BEGUN and number != row.change:
                yield place


@dataclass(frozen=True)
class _Told:
    """The digest that an entry keeps of rows."""

    digest: str | None
    chain: str
    number: int


def _last_told(connection: Connection) -> dict[str, dict[str, _Told]]:
    """Table -> key -> what the last entry says of it."""
    told: dict[str, dict[str, _Told]] = {}
    query = select(audit.c.chain, audit.c.number, audit.c.digests).where(audit.c.digests.is_not(None))
    for name, number, text in connection.execute(query.order_by(audit.c.id)):
        for table, keys in _read(text).items():
            kept = told.setdefault(table, {})
            kept.update({key: _Told(digest, name, number) for key, digest in keys.items()})
    return told


def _read(text: str) -> Digests:
    """The digests of an entry; none where somebody made of them what is no such text: its hash shows that."""
    try:
        found: Any = json.loads(text)
    except STRANGE:
        return {}
    tables = found.items() if isinstance(found, dict) else ()
    return {table: keys for table, keys in tables if isinstance(keys, dict)}


def _union(told: Mapping[str, Mapping[str, _Told]], standing: Digests) -> dict[str, list[str]]:
    """Table -> keys of either side; what is told to be gone and is gone left out."""
    known = {
        table: {key for key, said in keys.items() if said.digest is not None} for table, keys in told.items()
    }
    return {
        table: sorted(known.get(table, set()) | standing.get(table, {}).keys())
        for table in (*standing, *(told.keys() - standing.keys()))
    }

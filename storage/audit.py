"""The append-only record of every change: a chain of hashes for each region, one common; also revisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, insert, or_, select, update

from storage.columns import make_storable
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.lock_rules import require_open_rows
from storage.row_digests import Digests, digest_every_row, digest_rows
from storage.schema import audit, chain, signing_key
from storage.values import Actor

START = "0" * 64
COMMON = ""  # the chain of what concerns more than one region
GIVEN = "entry.give"  # the action of entries that came with the data
KEY_ROW = {signing_key: [1]}  # the key of cookies: the first entry of all tells of it
BEGUN = "chain.begin"  # the action of the entry that digests what stood before there were digests
PRODUCT = Actor("Siap Cerdas")  # the actor of what nobody asked for by name
SAID = ("at", "actor", "action", "object", "old", "new", "reason", "period_id", "instrument_id", "region")
FOLDED = ("chain", "number", "common", "digests")
BESIDE = (*FOLDED, "browser", "hash")  # what only the record itself reads


@dataclass(frozen=True)
class ChainHead:
    """The newest entry of a chain: its place there (0 = none yet) and its hash."""

    chain: str
    number: int
    hash: str

    def __str__(self) -> str:
        """As it is printed: "3518/12/3f9a41c277d0b812", "umum/5/a0b1c2d3e4f50617"."""
        return f"{self.chain.replace('.', '') or 'umum'}/{self.number}/{self.hash[:16]}"


def record_change(
    store: Store,
    actor: Actor,
    action: str,
    object_: str,
    *,
    old: str = "",
    new: str = "",
    reason: str = "",
    period_id: int | None = None,
    instrument_id: int | None = None,
    region: str | None = None,
    rows: Mapping[Table, Collection[Any]] | None = None,
) -> int:
    """Append an entry and return its id. A scope left None concerns all periods, instruments or regions.

    `rows` are the keys (`row_digests.KEYS`) of what was changed just before: the entry keeps digests of it.
    Raises StoreError without an actor: nothing changes without a name; and for a row of a locked period.
    """
    if not actor:
        raise StoreError(actor.why_not)
    said = {"action": action, "object": object_, "old": old, "new": new, "reason": reason}
    with writing_transaction(store, region) as connection:
        require_open_rows(connection, rows or {}, region)
        acting = connection.get_execution_options().get("acting") or actor
        # What the hash covers must be what is read back.
        row: dict[str, Any] = {
            name: make_storable(text) for name, text in ({"actor": acting.name.strip()} | said).items()
        }
        row |= {"period_id": period_id, "instrument_id": instrument_id, "region": region}
        row["browser"] = acting.browser or None
        row["digests"] = json.dumps(digest_rows(connection, rows or {}))
        return _append(connection, row)


def _append(connection: Connection, row: dict[str, Any]) -> int:
    """Add an entry to the end of its region's chain, or of the common one."""
    name = row["region"] or COMMON
    heads = read_chain_heads(connection, {name, COMMON})
    last = heads.get(name)
    row |= {"at": datetime.now(UTC), "chain": name, "number": last.number + 1 if last else 1}
    if last is None and not read_chain_heads(connection):
        row["digests"] = json.dumps(json.loads(row["digests"]) | digest_rows(connection, KEY_ROW))
    row["common"] = None if name == COMMON else _hash_before(connection, heads.get(COMMON))
    row["hash"] = entry_hash(_hash_before(connection, last), row)
    key: int = connection.execute(insert(audit).values(row).returning(audit.c.id)).scalar_one()
    now = {"number": row["number"], "head": row["hash"]}
    known = update(chain).where(chain.c.name == name) if last else insert(chain)
    connection.execute(known.values(now if last else now | {"name": name}))
    return key


def read_chain_heads(connection: Connection, names: Collection[str] | None = None) -> dict[str, ChainHead]:
    """Chain -> how far it has come; those without an entry are left out. None = every chain."""
    query = select(chain.c.name, chain.c.number, chain.c.head)
    if names is not None:
        query = query.where(chain.c.name.in_(names))
    return {row.name: ChainHead(*row) for row in connection.execute(query)}


def _hash_before(connection: Connection, last: ChainHead | None) -> str:
    return last.hash if last else find_old_head(connection)


def find_old_head(connection: Connection) -> str:
    """The hash from which every chain starts: of the last entry before there were several."""
    query = select(audit.c.hash).where(audit.c.chain.is_(None)).order_by(audit.c.id.desc()).limit(1)
    return connection.scalar(query) or START


def entry_hash(before: str, row: Mapping[str, Any] | RowMapping) -> str:
    """The hash of an entry over the one before it; entries from before there were several chains as then."""
    said = [row[name].isoformat() if name == "at" else row[name] for name in SAID]
    folded = [] if row["chain"] is None else [row[name] for name in FOLDED]
    folded += [row["browser"]] if row.get("browser") else []  # none in entries from before it was noted
    return hashlib.sha256(json.dumps([before, *said, *folded]).encode()).hexdigest()


def find_chain_head(store: Store, region: str | None = None) -> ChainHead:
    """How far the chain of a region has come, None = the common one."""
    name = region or COMMON
    with reading_connection(store) as connection:
        found = read_chain_heads(connection, {name}).get(name)
        return found or ChainHead(name, 0, find_old_head(connection))


def find_state_head(store: Store, period_id: int, region: str) -> ChainHead:
    """The entry that says of which state a document of the region is: of the lock where its period is locked,
    else the newest of its chain. "lama" stands for the chain from before there were several.
    """
    locks = ("period.lock", "period.unlock")
    query = select(audit.c.action, audit.c.chain, audit.c.number, audit.c.id, audit.c.hash)
    query = query.where(audit.c.action.in_(locks), *scope_conditions(None, None, region))
    query = query.where(audit.c.period_id == period_id).order_by(audit.c.id.desc()).limit(1)
    with reading_connection(store) as connection:
        last = connection.execute(query).one_or_none()
        if last is None or last.action != "period.lock":
            return find_chain_head(connection, region)
    if last.chain is None:
        return ChainHead("lama", last.id, last.hash)
    return ChainHead(last.chain, last.number, last.hash)


def begin_chains(connection: Connection) -> None:
    """Digest what stands in a store from before there were digests: from now on no row changes unseen."""
    _record_begin(connection, digest_every_row(connection))


def record_rewritten_rows(connection: Connection, tables: Collection[Table]) -> None:
    """Digest anew what a migration rewrote, all rows of some tables; of locked periods too."""
    every = digest_every_row(connection)
    _record_begin(connection, {table.name: every[table.name] for table in tables})


def is_key_untold(connection: Connection) -> bool:
    """Whether the chains were begun before the first entry told of the key of cookies."""
    told = audit.c.digests.contains(f'"{signing_key.name}"')
    query = select(audit.c.id).where(told).order_by(audit.c.id).limit(1)
    return bool(read_chain_heads(connection)) and connection.scalar(query) is None


def record_key(connection: Connection) -> None:
    """Tell of the key of cookies from now on."""
    _record_begin(connection, digest_rows(connection, KEY_ROW))


def _record_begin(connection: Connection, found: Digests) -> None:
    rows = sum(map(len, found.values()))
    said = {
        "actor": PRODUCT.name,
        "action": BEGUN,
        "object": "store",
        "old": "",
        "new": str(rows),
        "reason": "",
    }
    scope = dict.fromkeys(("period_id", "instrument_id", "region"))
    _append(connection, said | scope | {"digests": json.dumps(found)})


def list_recorders(store: Store, entries: Collection[int]) -> dict[int, tuple[Actor, datetime]]:
    """Entry -> who made it when; entries that are not there are left out."""
    query = select(audit.c.id, audit.c.actor, audit.c.browser, audit.c.at).where(audit.c.id.in_(entries))
    with reading_connection(store) as connection:
        return {row.id: (Actor(row.actor, row.browser or ""), row.at) for row in connection.execute(query)}


def find_last_writer(
    store: Store, action: str, told: str, region: str = "", new: str | None = None
) -> tuple[str, datetime]:
    """Who last did an action to the object `told` of a region ("" = of all), and when; ("", 1970) for nobody.

    `new`: only where that is what it wrote.
    """
    query = select(audit.c.actor, audit.c.at).where(audit.c.action == action, audit.c.object == told)
    query = query.where(audit.c.region == region if region else audit.c.region.is_(None))
    query = query if new is None else query.where(audit.c.new == new)
    with reading_connection(store) as connection:
        found = connection.execute(query.order_by(audit.c.id.desc()).limit(1)).one_or_none()
    return (found.actor, found.at) if found else ("", datetime.fromtimestamp(0, UTC))


def find_last_instrument(store: Store, action: str, period_id: int) -> int | None:
    """The instrument of the newest entry of an action about a period; None where there is none."""
    query = select(audit.c.instrument_id).where(audit.c.action == action, audit.c.period_id == period_id)
    with reading_connection(store) as connection:
        found: int | None = connection.scalar(query.order_by(audit.c.id.desc()).limit(1))
        return found


@contextmanager
def recorded_under(connection: Connection, actor: Actor) -> Iterator[None]:
    """Meanwhile everything is recorded as done by `actor`, whoever the values that are written name."""
    connection.execution_options(acting=actor)
    try:
        yield
    finally:
        connection.execution_options(acting=None)


def list_audit_entries(store: Store, *, region: str | None = None, limit: int = 1000) -> pd.DataFrame:
    """The newest `limit` entries first: at, actor, action, object, old, new, reason, scope."""
    columns = [column for column in audit.c if column.name not in BESIDE]
    query = select(*columns).where(*scope_conditions(None, None, region))
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(audit.c.id.desc()).limit(limit))


def list_entries_since(
    store: Store, change: int, period_id: int, instrument_id: int, region: str
) -> pd.DataFrame:
    """What was recorded of a scope after the entry `change`, the newest first; columns as above."""
    columns = [column for column in audit.c if column.name not in BESIDE]
    query = select(*columns).where(audit.c.id > change, *scope_conditions(period_id, instrument_id, region))
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(audit.c.id.desc()))


def scope_conditions(
    period_id: int | None, instrument_id: int | None, region: str | None
) -> list[ColumnElement[bool]]:
    """Conditions for the entries that concern a scope; None does not narrow it."""
    wanted = (
        (audit.c.period_id, period_id),
        (audit.c.instrument_id, instrument_id),
        (audit.c.region, region),
    )
    return [or_(column.is_(None), column == value) for column, value in wanted if value is not None]


def last_change_of_scope(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> datetime | None:
    """When anything of the scope last changed, in UTC; None where nothing ever did.

    What was given with the data (`storage.entries.give_entries`) or stood before there were digests is older
    than the day its entry was written.
    """
    query = select(audit.c.at).where(
        *scope_conditions(period_id, instrument_id, region), audit.c.action.not_in((GIVEN, BEGUN))
    )
    with reading_connection(store) as connection:
        return connection.scalar(query.order_by(audit.c.id.desc()).limit(1))


def scope_revision_key(connection: Connection, period_id: int, instrument_id: int, region: str | None) -> str:
    """Differs whenever anything that concerns the scope was recorded.

    Regions are written at the same time on a server: over all of them the newest entry alone would not tell
    of one that was numbered before it and stored after it, hence their number too.
    """
    concerned = scope_conditions(period_id, instrument_id, region)
    newest = select(audit.c.hash).where(*concerned).order_by(audit.c.id.desc()).limit(1)
    hash_ = (connection.scalar(newest) or START)[:16]
    if region is not None:
        return hash_
    return f"{hash_}.{connection.scalar(select(func.count()).select_from(audit).where(*concerned))}"

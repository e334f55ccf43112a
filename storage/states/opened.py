"""A copy opened as a store: its rows lie over those of the store it came from; nothing can be written."""

from __future__ import annotations

import weakref
from collections.abc import Collection
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from sqlalchemy import Connection, Engine, Table, event, func, select

from storage.engine import REFUSAL, Store, connect_store, reading_connection
from storage.period_locks import list_locks_of
from storage.schema import audit
from storage.states import kept
from storage.states.kept import COPIED, KeptState, StateContent

OPEN_AT_ONCE = 16
STATE, LIVE = "state", "live"  # options of an opened copy: which it is, and the store it came from
# By the pool of the live store: engines with options of their own share it.
_opened: WeakKeyDictionary[Any, LRUCache[int, Engine]] = WeakKeyDictionary()
_turn = Lock()


def open_period_store(store: Store, period_id: int, *regions: str) -> Store:
    """Where a region's period is read: the copy of its lock where it is locked, else the store itself.

    The copy of another period's lock leads to the store it came from; one that was marked is read as it is.
    What concerns several regions or none is read in the store.
    """
    state = find_opened_state(store)
    if state and (state.lock_id is None or (state.period_id, (state.region,)) == (period_id, regions)):
        return store
    live = find_live_store(store)
    found = kept.find_lock_state(live, period_id, *regions) if len(regions) == 1 else None
    return open_state(live, found) if found else live


def open_outdated_states(store: Store, period_id: int, regions: Collection[str]) -> dict[str, Store]:
    """Region -> the copy of its lock, of those of `regions` that anything was recorded of since.

    Of all other locked regions the store itself still says what the copy says.
    """
    with reading_connection(store) as connection:
        locked = kept.list_lock_states(connection, period_id)
        newest = select(audit.c.region, func.max(audit.c.id)).where(audit.c.region.in_(locked))
        last = dict(connection.execute(newest.group_by(audit.c.region)).all()) if locked else {}
        return {
            region: open_state(connection, state)
            for region, state in locked.items()
            if region in regions and last.get(region, 0) > state.change
        }


def find_opened_state(store: Store) -> KeptState | None:
    """Which copy a store is; None for a store itself."""
    found: KeptState | None = store.get_execution_options().get(STATE)
    return found


def find_live_store(store: Store) -> Store:
    """The store that a copy came from; a store itself as it is."""
    found = store.get_execution_options().get(LIVE)
    return store if found is None else found() or store


def open_state(store: Store, state: KeptState) -> Engine:
    """A store in which the region's tables hold the rows of a copy, and the record ends where it was made.

    Every query of the app reads it as any store; `writing_transaction` refuses it.
    """
    live = store.engine if isinstance(store, Connection) else store
    with _turn:
        opened = _opened.setdefault(live.pool, LRUCache(OPEN_AT_ONCE))
        if state.id not in opened:
            opened[state.id] = _open(live, state, kept.read_state_content(store, state))
        return opened[state.id]


def _open(live: Engine, state: KeptState, content: StateContent) -> Engine:
    engine = connect_store(live.url.render_as_string(hide_password=False))
    told = {REFUSAL: _tell_refusal(live, state), STATE: state, LIVE: weakref.ref(live)}
    engine.update_execution_options(**told)

    @event.listens_for(engine, "connect")
    def lay_over(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        (_on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql)(cursor, content, state.change)
        cursor.close()
        if engine.dialect.name != "sqlite":
            connection.commit()

    return engine


def _tell_refusal(live: Engine, state: KeptState) -> str:
    if state.lock_id is None:
        return f'Keadaan "{state.name}" tidak dapat diubah. Kembali ke keadaan kini, lalu ulangi.'
    with reading_connection(live) as connection:
        locks = list_locks_of(connection, [(state.period_id, state.region)])
    told = locks[0].describe_lock() if locks else "Periode ini sudah dikunci"
    return f"{told}, sehingga isinya tidak dapat diubah."


def _on_sqlite(cursor: Any, content: StateContent, last: int) -> None:
    """Temporary tables go before the file's own of the same name."""
    cursor.execute("PRAGMA query_only=OFF")
    cursor.execute("PRAGMA temp_store=MEMORY")
    cursor.execute("BEGIN")
    for table in COPIED:
        name = _quoted(table.name)
        cursor.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM main.{name} WHERE 0")  # noqa: S608 (our own names)
        _fill(cursor, table, content, "?")
        cursor.execute(f"CREATE INDEX temp.{_quoted(f'of_{table.name}')} ON {name} ({_key(table)})")
    cursor.execute(f"CREATE TEMP VIEW audit AS SELECT * FROM main.audit WHERE id <= {last:d}")  # noqa: S608 (a number)
    cursor.execute("COMMIT")
    cursor.execute("PRAGMA query_only=ON")


def _on_postgresql(cursor: Any, content: StateContent, last: int) -> None:
    """The same: what is temporary is looked for first."""
    cursor.execute("SELECT quote_ident(current_schema())")
    own = cursor.fetchone()[0]
    for table in COPIED:
        name = _quoted(table.name)
        cursor.execute(f"CREATE TEMP TABLE {name} (LIKE {own}.{name})")
        _fill(cursor, table, content, "%s")
        cursor.execute(f"CREATE INDEX ON pg_temp.{name} ({_key(table)})")
    cursor.execute(f"CREATE TEMP VIEW audit AS SELECT * FROM {own}.audit WHERE id <= {last:d}")  # noqa: S608 (a number)
    cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")


def _fill(cursor: Any, table: Table, content: StateContent, mark: str) -> None:
    """The rows with today's columns: one that came later has what it is given where nothing is said."""
    given = content.columns.get(table.name, ())
    rows = content.rows.get(table.name, ())
    places = [given.index(one.name) if one.name in given else None for one in table.c]
    usual = [_usual(table, one.name) for one in table.c]
    filled = [
        tuple(usual[at] if place is None else row[place] for at, place in enumerate(places)) for row in rows
    ]
    if filled:
        names, marks = ", ".join(_quoted(one.name) for one in table.c), ", ".join([mark] * len(places))
        cursor.executemany(f"INSERT INTO {_quoted(table.name)} ({names}) VALUES ({marks})", filled)  # noqa: S608 (our own names)


def _usual(table: Table, name: str) -> Any:
    default = table.c[name].server_default
    return getattr(default, "arg", None)


def _key(table: Table) -> str:
    return ", ".join(_quoted(column.name) for column in table.primary_key.columns)


def _quoted(name: str) -> str:
    return f'"{name}"'

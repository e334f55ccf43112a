"""What the room writes and edits as a whole: programmes, worksheets, scenarios, play lists; each undoable."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, and_, case, func, insert, select, update

from storage import audit
from storage.columns import make_json_storable
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError, StoreError
from storage.schema import entry
from storage.values import Actor

Writers = Actor | Mapping[str, Actor]
"""Who writes: everything, or each key; the record then names whoever it is recorded under."""
UNRECORDED = 0
NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class EntryScope:
    """Where entries of one kind belong: a region ("" = all) and a period's label ("" = every period)."""

    kind: str
    region: str = ""
    period: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry in force: its text (JSON of the layer that owns the kind), its number, who wrote it when.

    `given`: its key came with the data (`give_entries`), before anybody wrote here.
    """

    text: str
    number: int
    by: str
    at: datetime
    given: bool = False


def list_entries(store: Store, place: EntryScope) -> dict[str, Entry]:
    """key -> entry in force, what was given first, then in the order the keys were first written.

    Withdrawn ones are left out.
    """
    with reading_connection(store) as connection:
        return _current(connection, place)


def list_entries_by_kind(
    store: Store, region: str, period: str, kinds: Sequence[str]
) -> dict[str, dict[str, Entry]]:
    """kind -> what `list_entries` says of it in one region and period, in one query."""
    with reading_connection(store) as connection:
        return _by_kind(connection, region, period, kinds)


def save_entries(
    store: Store,
    place: EntryScope,
    texts: Mapping[str, str | None],
    *,
    by: Writers,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Write entries in one step that `storage.undoing` takes back as one; None withdraws. Returns how many
    changed.

    An entry with the text it already has is left as it is. `seen` holds the numbers the writer looked at
    (0 = none yet): OvertakenError, and nothing is stored, when somebody wrote something else there since.
    """
    for one in [by] if isinstance(by, Actor) else by.values():
        if not one:
            raise StoreError(one.why_not)
    with writing_transaction(store, place.region) as connection:
        before = _current(connection, place)
        given = {key: None if text is None else make_json_storable(text) for key, text in texts.items()}
        changed = {key: text for key, text in given.items() if text != _text(before.get(key))}
        _refuse_overtaken(connection, place, before, changed, seen or {})
        if changed:
            _write(connection, place, _next(connection, place, changed), changed, by, "entry.save")
        return len(changed)


def _writer(by: Writers, key: str) -> Actor:
    return by if isinstance(by, Actor) else by[key]


def give_entries(store: Store, place: EntryScope, texts: Mapping[str, str], *, by: Writers) -> int:
    """Lay entries under everything that is written here, as number 0, which no undo takes back.

    Each key is given once; what somebody wrote of it stands. Returns how many were new.
    """
    with writing_transaction(store, place.region) as connection:
        there = list_given_entries(connection, place)
        new: dict[str, str | None] = {
            key: make_json_storable(text) for key, text in texts.items() if key not in there
        }
        if new:
            _write(connection, place, dict.fromkeys(new, 0), new, by, audit.GIVEN)
        return len(new)


@dataclass(frozen=True)
class EntrySpan:
    """Since which row of the table an entry is there, and the row that withdrew it (None: it is in force)."""

    first: int
    withdrawn: int | None


def list_entry_spans(store: Store, place: EntryScope) -> dict[str, EntrySpan]:
    """key -> from where to where in the record an entry that is written once counted, by its first row."""
    gone = func.max(case((entry.c.text.is_(None), entry.c.id)))
    query = entries_of(place).where(entry.c.undone_at.is_(None)).group_by(entry.c.key)
    found = query.with_only_columns(entry.c.key, func.min(entry.c.id), gone).order_by(func.min(entry.c.id))
    with reading_connection(store) as connection:
        return {key: EntrySpan(first, last) for key, first, last in connection.execute(found)}


def list_given_entries(store: Store, place: EntryScope) -> dict[str, Entry]:
    """key -> what was given here, also where somebody wrote over it since."""
    query = entries_of(place).where(entry.c.number == 0).order_by(entry.c.id)
    with reading_connection(store) as connection:
        rows = connection.execute(query)
        return {row.key: Entry(row.text, row.number, row.by, row.at, True) for row in rows}


def list_entry_scopes(store: Store, region: str) -> list[EntryScope]:
    """Every place of a region that ever held an entry, by kind and period."""
    query = select(entry.c.kind, entry.c.region, entry.c.period).filter_by(region=region).distinct()
    with reading_connection(store) as connection:
        return [EntryScope(*row) for row in connection.execute(query.order_by(entry.c.kind, entry.c.period))]


def regions_with_entries(store: Store, kind: str) -> list[str]:
    """The regions that ever held an entry of a kind, by code."""
    query = select(entry.c.region).filter_by(kind=kind).distinct().order_by(entry.c.region)
    with reading_connection(store) as connection:
        return list(connection.scalars(query))


def entry_history(store: Store, place: EntryScope, key: str) -> list[Entry]:
    """Every text the key ever had, the newest first; withdrawn and undone ones are left out."""
    query = entries_of(place).where(
        entry.c.key == key, entry.c.text.is_not(None), entry.c.undone_at.is_(None)
    )
    with reading_connection(store) as connection:
        rows = connection.execute(query.order_by(entry.c.number.desc()))
        return [Entry(row.text, row.number, row.by, row.at) for row in rows]


def entry_histories(store: Store, place: EntryScope) -> dict[str, list[Entry]]:
    """`entry_history` of every key that ever had a text here."""
    query = entries_of(place).where(entry.c.text.is_not(None), entry.c.undone_at.is_(None))
    found: dict[str, list[Entry]] = {}
    with reading_connection(store) as connection:
        for row in connection.execute(query.order_by(entry.c.number.desc())):
            found.setdefault(row.key, []).append(Entry(row.text, row.number, row.by, row.at))
    return found


def list_entry_keys(store: Store, place: EntryScope) -> list[str]:
    """Every key ever written at a place, withdrawn and undone ones too."""
    with reading_connection(store) as connection:
        return sorted(connection.scalars(entries_of(place).with_only_columns(entry.c.key).distinct()))


def entries_of(place: EntryScope) -> Select[tuple[object, ...]]:
    """Every entry ever written at a place."""
    return select(entry).filter_by(region=place.region, period=place.period, kind=place.kind)


def _current(connection: Connection, place: EntryScope) -> dict[str, Entry]:
    return _by_kind(connection, place.region, place.period, [place.kind])[place.kind]


def _by_kind(
    connection: Connection, region: str, period: str, kinds: Sequence[str]
) -> dict[str, dict[str, Entry]]:
    kind, key = entry.c.kind, entry.c.key
    standing = select(entry).filter_by(region=region, period=period)
    standing = standing.where(kind.in_(kinds), entry.c.undone_at.is_(None))
    newest = (
        standing.with_only_columns(
            kind,
            key,
            func.max(entry.c.number).label("number"),
            func.min(case((entry.c.number == 0, entry.c.id))).label("given"),
            func.min(entry.c.id).label("first"),
        )
        .group_by(kind, key)
        .subquery()
    )
    same = and_(newest.c.kind == kind, newest.c.key == key, newest.c.number == entry.c.number)
    query = standing.add_columns(newest.c.given).join(newest, same)
    order = (newest.c.given.is_(None), func.coalesce(newest.c.given, newest.c.first))
    found: dict[str, dict[str, Entry]] = {one: {} for one in kinds}
    for row in connection.execute(query.order_by(*order)):
        if row.text is not None:
            one = Entry(row.text, row.number, row.by, row.at, row.given is not None)
            found[row.kind][row.key] = one
    return found


def _text(found: Entry | None) -> str | None:
    return None if found is None else found.text


def _refuse_overtaken(
    connection: Connection,
    place: EntryScope,
    before: Mapping[str, Entry],
    keys: Iterable[str],
    seen: Mapping[str, int],
) -> None:
    """What is withdrawn has no number of its own for a form: it counts as 0, and who took it out is said."""
    over = [key for key in keys if key in seen and seen[key] != (before[key].number if key in before else 0)]
    if not over:
        return
    gone = _last_writers(connection, place, [key for key in over if key not in before])
    there = {key: (one.text, one.number, one.by, one.at) for key, one in before.items()}
    raise OvertakenError(
        [NewerSave(key, *(there.get(key) or (None, 0, *gone.get(key, ("", NEVER))))) for key in over]
    )


def _last_writers(
    connection: Connection, place: EntryScope, keys: Collection[str]
) -> dict[str, tuple[str, datetime]]:
    query = (
        entries_of(place).where(entry.c.key.in_(keys), entry.c.undone_at.is_(None)).order_by(entry.c.number)
    )
    return {row.key: (row.by, row.at) for row in connection.execute(query)} if keys else {}


def _next(connection: Connection, place: EntryScope, keys: Iterable[str]) -> dict[str, int]:
    """key -> the number its next text bears: one more than any before, also undone ones."""
    query = entries_of(place).with_only_columns(entry.c.key, func.max(entry.c.number).label("number"))
    last = {row.key: row.number for row in connection.execute(query.group_by(entry.c.key))}
    return {key: last.get(key, 0) + 1 for key in keys}


def _write(
    connection: Connection,
    place: EntryScope,
    numbers: Mapping[str, int],
    texts: Mapping[str, str | None],
    by: Writers,
    action: str,
) -> None:
    """Add the texts and record them; the rows learn of the audit entry once that has their digests."""
    shared: dict[str, object] = {"region": place.region, "period": place.period, "kind": place.kind}
    shared |= {"at": datetime.now(UTC), "change": UNRECORDED}
    rows = [
        shared | {"key": key, "number": numbers[key], "text": text, "by": _writer(by, key).name.strip()}
        for key, text in texts.items()
    ]
    connection.execute(insert(entry), rows)
    written = written_by(connection, place, UNRECORDED)
    change = record_entries(connection, place, action, written, _writer(by, next(iter(texts))))
    connection.execute(update(entry).where(entry.c.id.in_(written)).values(change=change))


def written_by(
    connection: Connection, place: EntryScope, change: int, standing: bool = False
) -> dict[int, str]:
    """The rows of a save with their keys, in the order in which they were written; `standing`: not undone."""
    query = entries_of(place).with_only_columns(entry.c.id, entry.c.key).filter_by(change=change)
    query = query.where(entry.c.undone_at.is_(None)) if standing else query
    return {row.id: row.key for row in connection.execute(query.order_by(entry.c.id))}


def record_entries(
    connection: Connection, place: EntryScope, action: str, rows: Mapping[int, str], by: Actor
) -> int:
    keys = list(rows.values())
    period = f" {place.period}" if place.period else ""
    said = ", ".join(keys[:20]) + (f" (+{len(keys) - 20})" if len(keys) > 20 else "")
    return audit.record_change(
        connection,
        by,
        action,
        f"{place.kind}{period}",
        new=said,
        region=place.region or None,
        rows={entry: rows},
    )

"""What is typed and not saved yet: kept for the browser it was typed in, until it is saved or 30 days old."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from storage.columns import make_json_storable
from storage.draft_table import draft
from storage.engine import Store, fold_log, reading_connection, writing_transaction
from storage.errors import StoreError

KEPT = timedelta(days=30)
NOT_YET = datetime.fromtimestamp(0, UTC)
LONGEST = 1_000_000
"""Characters of one form: a table of a few thousand rows."""
MOST = 500
"""Forms of one browser."""
TOO_MUCH = (
    "Terlalu banyak yang belum disimpan untuk dijaga sebagai draf. Simpan sebagian lebih dahulu; yang "
    "terakhir diketik hanya ada di halaman ini."
)
Said = Mapping[str, Any]
"""Field -> what was typed there, as JSON has it: dates as ISO text, tuples as lists."""


@dataclass(frozen=True)
class DraftForm:
    """A form as one browser fills it in: the browser's id, the region ("" = none) and the form's own name."""

    browser: str
    region: str
    form: str


@dataclass(frozen=True)
class Draft:
    """What was typed in a form, what it was begun over, where it stands, and when it was typed last.

    `base`: key -> number of what stood there (0 = nothing); `place` is of the floor that draws the form.
    """

    of: DraftForm
    said: Said
    base: Mapping[str, int]
    place: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = NOT_YET


def encode_typed(value: object) -> str:
    """A value as it is kept, by which two are the same."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_as_text)


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def list_drafts(store: Store, browser: str) -> list[Draft]:
    """Everything a browser has not saved yet, what was typed last first."""
    query = select(draft).where(draft.c.browser == browser, draft.c.at > _oldest())
    with reading_connection(store) as connection:
        return [_read(row) for row in connection.execute(query.order_by(draft.c.at.desc(), draft.c.form))]


def find_draft(store: Store, of: DraftForm) -> Draft | None:
    """What was typed in a form and not saved; None where nothing was."""
    with reading_connection(store) as connection:
        return _standing(connection, of)


def keep_typed_fields(store: Store, begun: Draft, gone: Collection[str] = ()) -> None:
    """Add the fields of `begun` to what its form already holds, without those that are `gone`.

    A form that holds something keeps what it was begun over. Raises StoreError where a text is too long or
    there is too much of it.
    """
    of = begun.of
    with writing_transaction(store, of.region) as connection:
        connection.execute(delete(draft).where(draft.c.at <= _oldest()))
        before = _standing(connection, of)
        said = {**(before.said if before else {}), **begun.said}
        said = {name: value for name, value in said.items() if name not in gone}
        if not said:
            connection.execute(delete(draft).filter_by(**_key(of)))
            return
        row = {"said": _written(said), "place": _written(begun.place), "at": datetime.now(UTC)}
        if before:
            connection.execute(update(draft).filter_by(**_key(of)).values(row))
            return
        _refuse_many(connection, of.browser)
        connection.execute(insert(draft).values(_key(of) | row | {"base": _written(begun.base)}))


def settle_draft(store: Store, of: DraftForm, saved: Said) -> None:
    """Put away what was saved; what was typed there since, in another tab, stays."""
    with writing_transaction(store, of.region) as connection:
        before = _standing(connection, of)
        if before is None:
            return
        put_away = _object(_written({name: saved[name] for name in before.said if name in saved}))
        left = {
            name: value
            for name, value in before.said.items()
            if name not in put_away or encode_typed(put_away[name]) != encode_typed(value)
        }
        change = update(draft).values(said=_written(left)) if left else delete(draft)
        connection.execute(change.filter_by(**_key(of)))


def drop_draft(store: Store, of: DraftForm) -> None:
    """Throw away all that was typed in a form."""
    with writing_transaction(store, of.region) as connection:
        connection.execute(delete(draft).filter_by(**_key(of)))


def count_drafts(store: Store) -> int:
    """Forms that hold something unsaved, of all browsers, those that are too old as well."""
    with reading_connection(store) as connection:
        return connection.scalar(select(func.count()).select_from(draft)) or 0


def erase_drafts(store: Store) -> int:
    """Erase what nobody saved for good, of every browser; returns of how many forms."""
    with writing_transaction(store) as connection:
        gone = connection.execute(delete(draft)).rowcount
    if isinstance(store, Engine):
        fold_log(store)
    return gone


def drop_old_drafts(store: Store) -> None:
    """Erase what was typed more than 30 days ago; nothing is written where there is none."""
    old = draft.c.at <= _oldest()
    with reading_connection(store) as connection:
        if not connection.scalar(select(select(draft.c.form).where(old).exists())):
            return
    with writing_transaction(store) as connection:
        connection.execute(delete(draft).where(old))


def _standing(connection: Connection, of: DraftForm) -> Draft | None:
    query = select(draft).filter_by(**_key(of)).where(draft.c.at > _oldest())
    row = connection.execute(query).one_or_none()
    return _read(row) if row else None


def _read(row: Row[Any]) -> Draft:
    """A row as it was typed; one that another hand has spoilt holds nothing."""
    said, base, place = (_object(text) for text in (row.said, row.base, row.place))
    numbers = {key: number for key, number in base.items() if isinstance(number, int)}
    return Draft(DraftForm(row.browser, row.region, row.form), said, numbers, place, row.at)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _key(of: DraftForm) -> dict[str, str]:
    return {"browser": of.browser, "region": of.region, "form": of.form}


def _written(said: Mapping[str, Any]) -> str:
    text = make_json_storable(encode_typed(said))
    if len(text) > LONGEST:
        raise StoreError(TOO_MUCH)
    return text


def _refuse_many(connection: Connection, browser: str) -> None:
    held = select(func.count()).select_from(draft).where(draft.c.browser == browser)
    if (connection.scalar(held) or 0) >= MOST:
        raise StoreError(TOO_MUCH)


def _oldest() -> datetime:
    return datetime.now(UTC) - KEPT

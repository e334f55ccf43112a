"""Choices a user confirmed once (a name, a mapping), so that nobody is asked the same again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from storage import audit
from storage.columns import make_storable
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError
from storage.schema import choice
from storage.states import earlier_rows
from storage.states.earlier_rows import RowScope, SavedRows
from storage.values import Actor
from survey.values import Question

REMEMBERED = "choice"
"""What the undo of a change of remembered choices belongs to."""


@dataclass(frozen=True)
class KeptChoice:
    """A choice as it was kept: `question` and `offered` are what was asked, "" and () where nobody kept it.

    `batch_id` is the upload that it let in, None where no file was stored by it.
    """

    region: str
    kind: str
    text: str
    choice: str
    by: str
    at: datetime
    question: str
    offered: tuple[tuple[str, str], ...]
    batch_id: int | None

    @property
    def chosen_label(self) -> str:
        """The choice in the words in which it was offered."""
        return dict(self.offered).get(self.choice, self.choice)


def save_choice(
    store: Store,
    region: str,
    kind: str,
    text: str,
    chosen: str,
    actor: Actor,
    asked: Question | None = None,
    *,
    seen: str | None = None,
) -> None:
    """Keep that `text` means `chosen` in `region` ("" = everywhere); a later choice replaces it.

    `asked` is the question that it answers, where there was one. `seen` is the choice that the writer looked
    at ("" = none, None = whatever stands): OvertakenError where another stands since.
    """
    key = {"region": region, "kind": kind, "text": text}
    with writing_transaction(store, region) as connection:
        before = connection.scalar(select(choice.c.choice).filter_by(**key))
        if (before or "") == chosen:
            return
        if seen is not None:
            _refuse_overtaken(connection, key, seen, chosen)
        connection.execute(delete(choice).filter_by(**key))
        told = {
            "question": asked.text if asked else "",
            "offered": json.dumps(asked.candidates, ensure_ascii=False) if asked else "",
        }
        row = key | told | {"choice": chosen, "by": actor.name.strip(), "at": datetime.now(UTC)}
        connection.execute(insert(choice).values(row))
        _record(connection, "choice.remember", key, before or "", chosen, actor)


def keep_earlier_choice(
    connection: Connection, region: str, kind: str, text: str, thing: str = REMEMBERED
) -> AbstractContextManager[None]:
    """Keep what a choice was before it is written within, for the undo of `thing`."""
    scope = RowScope(choice, {"region": region, "kind": kind, "text": text})
    return earlier_rows.keep_earlier_rows(connection, region, thing, [scope])


def find_undoable_choice(store: Store, region: str, actor: Actor) -> SavedRows | None:
    """The last remembered choice that was changed or forgotten, where that can be taken back."""
    return earlier_rows.find_earlier_rows(store, region, REMEMBERED, actor)


def find_choice_before(save: SavedRows) -> KeptChoice:
    """The remembered choice as it was before a save of one."""
    row = save.before[choice.name][0]
    return _kept({**row, "at": datetime.fromisoformat(row["at"])})


def tell_choice_change(save: SavedRows) -> tuple[str, str]:
    """The choice before a save of one, and after it; "" = none."""
    before, after = (rows[choice.name] for rows in (save.before, save.after))
    return tuple(str(rows[0]["choice"]) if rows else "" for rows in (before, after))  # type: ignore[return-value]


def _refuse_overtaken(connection: Connection, key: dict[str, str], seen: str, chosen: str) -> None:
    """Held against what counts there: the region's own choice, else the one that holds everywhere."""
    query = select(choice).filter_by(kind=key["kind"], text=key["text"])
    query = query.where(choice.c.region.in_({"", key["region"]})).order_by(choice.c.region.desc())
    found = connection.execute(query.limit(1)).one_or_none()
    if (found.choice if found else "") in (seen, chosen):
        return
    if found is not None:
        raise OvertakenError([NewerSave(key["text"], found.choice, 0, found.by, found.at)])
    raise OvertakenError([_forgotten(connection, key)])


def _forgotten(connection: Connection, key: dict[str, str]) -> NewerSave:
    """A choice that stands no more, with who forgot it where that is on record."""
    told = f"{key['kind']}: {key['text']}"
    who, when = audit.find_last_writer(connection, "choice.forget", told, key["region"])
    return NewerSave(key["text"], None, 0, who, when)


def read_choices(store: Store, region: str, kind: str) -> dict[str, str]:
    """text -> choice for a region, its own choices over those that hold everywhere."""
    query = select(choice.c.text, choice.c.choice).where(choice.c.kind == kind)
    query = query.where(choice.c.region.in_({"", region})).order_by(choice.c.region)
    with reading_connection(store) as connection:
        return {row.text: row.choice for row in connection.execute(query)}


def list_choices(store: Store, region: str, kinds: Collection[str]) -> list[KeptChoice]:
    """The choices of these kinds that a region itself made, the newest first."""
    query = select(choice).where(choice.c.region == region, choice.c.kind.in_(kinds))
    with reading_connection(store) as connection:
        return [_kept(row._mapping) for row in connection.execute(query.order_by(choice.c.at.desc()))]


def _kept(row: Any) -> KeptChoice:
    offered = json.loads(row["offered"]) if row["offered"] else ()
    return KeptChoice(**{**row, "offered": tuple((str(key), str(label)) for key, label in offered)})


def change_choice(store: Store, kept: KeptChoice, chosen: str, actor: Actor) -> None:
    """Let a kept choice be another one from now on; what it let in before stays as it was stored.

    `kept.choice` is what the writer looked at ("" = it was forgotten, and is kept again): OvertakenError
    where another stands since, or none.
    """
    with writing_transaction(store, kept.region) as connection, _keep_earlier(connection, kept):
        standing = _standing(connection, kept, chosen)
        if standing == chosen:
            return
        now = {"choice": chosen, "by": actor.name.strip(), "at": datetime.now(UTC), "batch_id": None}
        if standing:
            connection.execute(update(choice).where(*_is(kept)).values(now))
        else:
            asked = {"question": kept.question, "offered": json.dumps(kept.offered, ensure_ascii=False)}
            connection.execute(insert(choice).values(_key(kept) | asked | now))
        _record(connection, "choice.remember", _key(kept), standing, chosen, actor)


def _standing(connection: Connection, kept: KeptChoice, wanted: str) -> str:
    """The choice that stands, "" for none; OvertakenError for one neither looked at nor wanted."""
    found = connection.execute(select(choice).where(*_is(kept))).one_or_none()
    standing: str = found.choice if found else ""
    if standing in (kept.choice, wanted):
        return standing
    if found is not None:
        raise OvertakenError([NewerSave(kept.text, standing, 0, found.by, found.at)])
    raise OvertakenError([_forgotten(connection, _key(kept))])


def _key(kept: KeptChoice) -> dict[str, str]:
    return {"region": kept.region, "kind": kept.kind, "text": kept.text}


def forget_choices(store: Store, gone: Iterable[KeptChoice], actor: Actor) -> None:
    """Ask the same again from now on; OvertakenError where one of them is another choice since."""
    with writing_transaction(store) as connection:
        for kept in gone:
            if not _standing(connection, kept, ""):
                continue
            with _keep_earlier(connection, kept):
                connection.execute(delete(choice).where(*_is(kept)))
                _record(connection, "choice.forget", _key(kept), kept.choice, "", actor)


def _keep_earlier(connection: Connection, kept: KeptChoice) -> AbstractContextManager[None]:
    return keep_earlier_choice(connection, kept.region, kept.kind, kept.text)


def forget_choices_of_upload(store: Store, batch_id: int, actor: Actor) -> tuple[KeptChoice, ...]:
    """Forget what was confirmed to let an upload in; returns what that was."""
    with writing_transaction(store) as connection:
        rows = connection.execute(select(choice).where(choice.c.batch_id == batch_id))
        gone = tuple(_kept(row._mapping) for row in rows)
        forget_choices(connection, gone, actor)
        return gone


def link_choices_to_upload(
    store: Store, region: str, texts: Collection[str], batch_id: int, actor: Actor
) -> None:
    """Say which upload choices let in, where that was not known yet."""
    mine = (choice.c.region == region, choice.c.text.in_(texts), choice.c.batch_id.is_(None))
    key = (choice.c.region, choice.c.kind, choice.c.text)
    with writing_transaction(store, region) as connection:
        keys = [tuple(row) for row in connection.execute(select(*key).where(*mine))]
        if not keys:
            return
        connection.execute(update(choice).where(*mine).values(batch_id=batch_id))
        told = f"batch {batch_id}"
        audit.record_change(
            connection, actor, "choice.link", told, region=region or None, rows={choice: keys}
        )


def _is(kept: KeptChoice) -> tuple[ColumnElement[bool], ...]:
    return (choice.c.region == kept.region, choice.c.kind == kept.kind, choice.c.text == kept.text)


def _record(
    connection: Connection, action: str, key: dict[str, str], old: str, new: str, actor: Actor
) -> None:
    audit.record_change(
        connection,
        actor,
        action,
        f"{key['kind']}: {key['text']}",
        old=old,
        new=new,
        region=key["region"] or None,
        rows={choice: [tuple(map(make_storable, (key["region"], key["kind"], key["text"])))]},
    )

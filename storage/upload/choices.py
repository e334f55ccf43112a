"""Choices a user confirmed once (a name, a mapping), so that nobody is asked the same again."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.schema import choice


def save_choice(store: Store, region: str, kind: str, text: str, chosen: str, actor: str) -> None:
    """Keep that `text` means `chosen` in `region` ("" = everywhere); a later choice replaces it."""
    key = {"region": region, "kind": kind, "text": text}
    with writing_transaction(store) as connection:
        before = connection.scalar(select(choice.c.choice).filter_by(**key))
        if before == chosen:
            return
        connection.execute(delete(choice).filter_by(**key))
        row = key | {"choice": chosen, "by": actor.strip(), "at": datetime.now(UTC)}
        connection.execute(insert(choice).values(row))
        audit.record_change(
            connection,
            actor,
            "choice.remember",
            f"{kind}: {text}",
            old=before or "",
            new=chosen,
            region=region or None,
        )


def read_choices(store: Store, region: str, kind: str) -> dict[str, str]:
    """text -> choice for a region, its own choices over those that hold everywhere."""
    query = select(choice.c.text, choice.c.choice).where(choice.c.kind == kind)
    query = query.where(choice.c.region.in_({"", region})).order_by(choice.c.region)
    with reading_connection(store) as connection:
        return {row.text: row.choice for row in connection.execute(query)}

"""The table of copies of what a period prints; part of `storage.schema`'s metadata."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from reference.text_limits import NAME
from storage.columns import StorableText, UtcMoment
from storage.schema import metadata

# Made at a lock (`lock_id`; `late` = after it) or under a `name`. `content`: see `storage.states.kept`, of
# the tables of `revision`; `change`: the entry that told of it; `gone_at`: since when it is put away.
kept_state = Table(
    "kept_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("period_id", Integer, ForeignKey("period.id"), nullable=False),
    Column("region", Text, nullable=False),
    Column("lock_id", Integer, ForeignKey("period_lock.id")),
    Column("name", StorableText(NAME), nullable=False, server_default=""),
    Column("by", StorableText(NAME), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("revision", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("change", Integer, nullable=False),
    Column("gone_at", UtcMoment),
    Index("ix_kept_state_place", "period_id", "region"),
)

# What stood before a save of rows that keep no history of their own, so that it can be taken back (ADR 57).
# `change`: the entry that told of the save; `thing`: what its undo belongs to; `before`, `after`: the rows of
# its scopes as JSON (`storage.states.earlier_rows`); `undone_at`: since when it is taken back.
earlier_rows = Table(
    "earlier_rows",
    metadata,
    Column("change", Integer, primary_key=True, autoincrement=False),
    Column("region", Text, nullable=False, server_default=""),
    Column("thing", StorableText(None), nullable=False),
    Column("before", StorableText(None), nullable=False),
    Column("after", StorableText(None), nullable=False),
    Column("undone_at", UtcMoment),
    Index("ix_earlier_rows_thing", "region", "thing"),
)

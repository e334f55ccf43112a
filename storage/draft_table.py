"""The table of what is typed and not saved yet; part of `storage.schema`'s metadata."""

from __future__ import annotations

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text

from storage.columns import StorableText, UtcMoment
from storage.schema import metadata

# One row a form of a browser. As JSON: `said`, field -> what was typed; `base`, key -> the number of what it
# was begun over; `place`, where the form stands and what it is called. No part of any result, of the record
# of changes, or of a package (ADR 54).
draft = Table(
    "draft",
    metadata,
    Column("browser", Text, nullable=False),
    Column("region", Text, nullable=False, server_default=""),
    Column("form", StorableText(), nullable=False),
    Column("said", StorableText(None), nullable=False),
    Column("base", Text, nullable=False),
    Column("place", StorableText(None), nullable=False),
    Column("at", UtcMoment, nullable=False),
    PrimaryKeyConstraint("browser", "region", "form"),
)

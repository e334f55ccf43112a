"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Float, Text, TypeDecorator


class UtcMoment(TypeDecorator[datetime]):
    """A point in time, aware and in UTC on both databases (SQLite keeps no zone of its own)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def make_storable(text: str) -> str:
    """`text` with U+FFFD for what a database refuses: NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "�")


class StorableText(TypeDecorator[str]):
    """Text that users or their files wrote, made storable on both databases alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else make_storable(value)


class NullableNumber(TypeDecorator[float]):
    """A number on the instrument's scale; unknown is NULL, so NaN never reaches a database."""

    impl = Float(53)
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        return None if value is None or math.isnan(value) else float(value)

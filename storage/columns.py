"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Float, Text, TypeDecorator

from reference.control_characters import strip_control_characters
from reference.numbers import format_number
from reference.text_limits import NAME, TEXT
from storage.errors import StoreError


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


TOO_LONG = (
    "Teks terlalu panjang: {found} huruf, paling banyak {most}. Tidak ada yang disimpan; ringkas teks yang "
    'dimulai dengan "{start}", lalu ulangi.'
)


def make_storable(text: str) -> str:
    """`text` without what a database or a document refuses: control characters and lone surrogates."""
    return strip_control_characters(text)


def refuse_long_text(text: str, most: int) -> None:
    """StoreError with the text's beginning where it has more than `most` characters."""
    if len(text) > most:
        counts = {"found": format_number(len(text), 0), "most": format_number(most, 0)}
        raise StoreError(TOO_LONG.format(**counts, start=text[:40].strip()))


NAMES = frozenset({"name", "title", "label"})
"""Fields of JSON that name something; all others are texts."""


def make_json_storable(text: str) -> str:
    """JSON whose every text can be stored and shown; StoreError for one that is too long."""
    try:
        written = json.loads(text)
        plain = _plain(written)
    except (ValueError, RecursionError):
        # No JSON, or nested deeper than anything that is read: one text.
        written, plain = text, _plain(text)
    if isinstance(written, str):
        return str(plain) if written is text else json.dumps(plain, ensure_ascii=False)
    return text if plain == written else json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _plain(part: Any, name: str = "") -> Any:
    if isinstance(part, str):
        refuse_long_text(part, NAME if name in NAMES else TEXT)
        return make_storable(part)
    if isinstance(part, dict):
        return {make_storable(key): _plain(value, key) for key, value in part.items()}
    return [_plain(value, name) for value in part] if isinstance(part, list) else part


class StorableText(TypeDecorator[str]):
    """Text that users or their files wrote, made storable on both databases alike.

    One of more than `most` characters is refused in words (None: texts composed here, as long as they get).
    What was stored before stays readable however long it is.
    """

    impl = Text
    cache_ok = True

    def __init__(self, most: int | None = TEXT) -> None:
        super().__init__()
        self.most = most

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if self.most is not None:
            refuse_long_text(value, self.most)
        return make_storable(value)


class NullableNumber(TypeDecorator[float]):
    """A number on the instrument's scale; unknown is NULL, so NaN never reaches a database.

    Nought has no sign: SQLite gives -0.0 back as 0.0, PostgreSQL as it came.
    """

    impl = Float(53)
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        return None if value is None or math.isnan(value) else float(value) + 0.0

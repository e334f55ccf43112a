"""A store whose every text is as long as it may be, in words or as one word; made from its schema."""

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

from reference.text_limits import NAME, TEXT
from tests import poison

WORDS = "Layanan pengaduan warga terpadu "
NAMES = frozenset({"name", "title", "label", "levels", "bands"})
COMPOSED = 2_000
"""For texts that the product composes (sentences of findings, lists), which have no limit of their own."""


def lengthen_store(file: Path, *, one_word: bool = False) -> None:
    """Fill every text of a store up to the longest its column or field takes."""
    filling = WORDS.replace(" ", "") if one_word else WORDS
    connection = sqlite3.connect(file)
    connection.create_function("longest", 2, lambda text, most: _longest(text or "", most, filling))
    connection.create_function("longest_json", 1, lambda text: _entry(text, filling))
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for table, column in poison.text_columns():
        if f"{table.name}.{column.name}" not in poison.NAMES:
            most = getattr(column.type, "most", None) or COMPOSED
            changed = f'UPDATE "{table.name}" SET "{column.name}" = longest("{column.name}", {most})'
            connection.execute(changed)
    connection.execute("UPDATE entry SET text = longest_json(text)")
    for key, text in connection.execute("SELECT id, text FROM instrument").fetchall():
        grown = json.dumps(_grown(json.loads(text), filling), ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(grown.encode()).hexdigest()
        connection.execute("UPDATE instrument SET text = ?, digest = ? WHERE id = ?", (grown, digest, key))
    connection.commit()
    connection.close()


def _longest(text: str, most: int, filling: str) -> str:
    return (text + filling * (most // len(filling) + 1))[:most]


def _entry(text: str | None, filling: str) -> str | None:
    if not text or text[0] not in "{[":
        return text
    return json.dumps(_grown(json.loads(text), filling), ensure_ascii=False, separators=(",", ":"))


def _grown(part: Any, filling: str, name: str = "") -> Any:
    if isinstance(part, dict):
        return {key: _grown(value, filling, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_grown(value, filling, name) for value in part]
    if isinstance(part, str) and part and poison.is_prose(part, name):
        return _longest(part, NAME if name in NAMES else TEXT, filling)
    return part

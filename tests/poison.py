"""A store whose every text holds markup of every kind, made from its schema: no column is forgotten."""

import base64
import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table

from storage.columns import StorableText
from storage.schema import metadata

FRONT = "=ZQ0+1 <b>ZQ1</b> "
BEHIND = (
    " **ZQ2** [ZQ3](http://zq.example/a) :red[ZQ4] :material/home: zq@zq.example www.zq.example "
    '<a href="http://zq.example">ZQ5</a> $ZQ6$ `ZQ7` ~~ZQ8~~ ![ZQ9](http://zq.example/x.png) :smile: | '
    '%{x} #show("ZQ") {{ZQ}} ;=ZQ10+1 ,@ZQ11 \t=ZQ12 \u202eZQ'
)
LIVE = re.compile(
    r"<b>ZQ1|(?<!\\)\*\*ZQ2|(?<!\\)\[ZQ3\]|(?<!\\):red\[ZQ4|:material[/_]home:|zq@zq|www\.zq|http://zq"
    r"|<a href=.{0,30}zq"
    r"|(?<!\\)\$ZQ6|(?<!\\)`ZQ7|(?<!\\)~~ZQ8|:smile:"
)
"""What of it Markdown would act upon, wherever it stands unescaped."""

# Texts that name something else: another text there, and what they name is not found any more.
NAMES = {
    "instrument.instrument", "instrument.version", "instrument.digest", "instrument.text",
    "agency.region", "agency.opd", "agency.vote", "agency_sector.sector", "assignment.region",
    "assignment.indicator", "assignment.opd", "assignment.role", "upload.sha256", "batch_region.region",
    "submission.region", "submission.opd", "submission.slot", "submission.vote", "version.digest",
    "answer.indicator", "answer.status", "node_value.region", "node_value.node", "node_value.kind",
    "node_value.status", "leaf_set.region", "leaf_set.text", "finding.code", "finding.severity",
    "decision.region", "decision.node", "decision.kind", "target.region", "target.node", "choice.region",
    "choice.kind", "choice.offered", "unstored_file.region", "unstored_file.opd", "unstored_file.sha256",
    "unstored_file.verdict", "entry.region", "entry.period", "entry.kind", "entry.key", "entry.text",
    "audit.region", "audit.hash", "audit.browser", "programme.dimension", "agency.district", "audit.action",
    "agency.predecessor", "kept_state.region", "kept_state.revision", "kept_state.content",
    "draft.browser", "draft.region", "draft.form", "draft.said", "draft.base", "draft.place",
}  # fmt: skip
# Texts that are built of others.
BUILT = (("entry", "text"), ("leaf_set", "text"), ("choice", "offered"))
# Of an instrument and of entries: names of nodes, OPD, kinds and other entries.
STRUCTURE = {
    "code", "parent", "id", "kind", "lead", "support", "respondent", "default_horizon", "stage",
    "weights", "key", "document", "opd", "group", "part", "dimension", "subdimension", "indicators",
    "status", "program", "columns", "slides", "horizons", "code_", "version", "basis", "hand", "vision",
    "instrument",
}  # fmt: skip


def poison(text: str) -> str:
    """The text with markup before and behind it; the same text gets the same."""
    return f"{FRONT}{text}{BEHIND}"


def is_text(column: Column[Any]) -> bool:
    """Whether a column holds text at all."""
    return column.type.python_type is str if not isinstance(column.type, StorableText) else True


def text_columns() -> list[tuple[Table, Column[Any]]]:
    """Every column of text of the schema."""
    return [
        (table, column) for table in metadata.sorted_tables for column in table.columns if is_text(column)
    ]


def poison_store(file: Path) -> None:
    """Put markup into every text of a store."""
    connection = sqlite3.connect(file)
    connection.create_function("poison", 1, lambda text: poison(text) if text else text, deterministic=True)
    connection.create_function("poison_json", 1, poison_json, deterministic=True)
    connection.create_function("poison_copy", 1, poison_copy, deterministic=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for table, column in text_columns():
        if f"{table.name}.{column.name}" not in NAMES:
            connection.execute(f'UPDATE "{table.name}" SET "{column.name}" = poison("{column.name}")')
            if column.server_default is not None and column.server_default.arg == "":
                connection.execute(
                    f'UPDATE "{table.name}" SET "{column.name}" = poison(\' \') WHERE "{column.name}" = \'\''
                )
    for table, column in BUILT:
        connection.execute(f"UPDATE {table} SET {column} = poison_json({column})")
    connection.execute("UPDATE kept_state SET content = poison_copy(content)")
    for key, text in connection.execute("SELECT id, text FROM instrument").fetchall():
        poisoned = _instrument(text)
        digest = hashlib.sha256(poisoned.encode()).hexdigest()
        connection.execute("UPDATE instrument SET text = ?, digest = ? WHERE id = ?", (poisoned, digest, key))
    connection.commit()
    connection.close()


def poison_json(text: str | None) -> str | None:
    """The texts of an entry, what names other things left as it is."""
    if not text or text[0] not in "{[":
        return text
    return json.dumps(_poisoned(json.loads(text)), ensure_ascii=False, separators=(",", ":"))


def poison_copy(text: str) -> str:
    """The texts of a copy of a period, by the same rule as those of the tables it was made of."""
    built = json.loads(zlib.decompress(base64.b64decode(text)))
    for name, copied in built.items():
        ways = [_way_of(metadata.tables[name].columns[column]) for column in copied["columns"]]
        copied["rows"] = [
            [way(value) for way, value in zip(ways, row, strict=True)] for row in copied["rows"]
        ]
    return base64.b64encode(zlib.compress(json.dumps(built).encode())).decode()


def _way_of(column: Column[Any]) -> Callable[[Any], Any]:
    if (column.table.name, column.name) in BUILT:
        return poison_json
    if not is_text(column) or f"{column.table.name}.{column.name}" in NAMES:
        return lambda value: value
    filled = " " if column.server_default is not None and column.server_default.arg == "" else ""
    return lambda value: poison(value or filled) if value or (value == "" and filled) else value


def _instrument(text: str) -> str:
    return json.dumps(_poisoned(json.loads(text)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _poisoned(part: Any, name: str = "") -> Any:
    if isinstance(part, dict):
        return {key: _poisoned(value, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_poisoned(value, name) for value in part]
    return poison(part) if isinstance(part, str) and part and is_prose(part, name) else part


def is_prose(text: str, name: str) -> bool:
    return (
        name not in STRUCTURE
        and re.search("[a-z]", text) is not None
        and not re.fullmatch(r"[\w.@-]*\d[\w.@-]*", text)
    )

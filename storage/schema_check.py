"""Whether tables, indexes, triggers and views of a store are those that its migrations make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from sqlalchemy import Connection, Engine, exc, text

from storage.engine import Store, build_schema, reading_connection
from storage.errors import UncheckedSchemaError, explain_database_error
from storage.opening import open_store

Objects = Mapping[tuple[str, str], str]
"""Kind ("table", "index", "trigger", "view", ...) and name -> what it is, in the database's own words."""
SchemaFaultKind = Literal["foreign", "missing", "changed"]

# What SQLite keeps for itself: indexes that a table's own keys bring along, and what ANALYZE counted.
OWN = re.compile(r"sqlite_(autoindex_\w+|stat[134]|sequence)")
_LITERAL = re.compile(r"('(?:[^']|'')*')")
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([(),=<>]) ?")
WORK = "siapcerdas_uji_susunan"
NOT_ALLOWED = "42501"  # insufficient_privilege
UNCHECKED = (
    "Susunan basis data belum diperiksa: pengguna basis data ini tidak berhak membuat skema. Pengelola "
    "server memberi hak itu (GRANT CREATE ON DATABASE {database}), lalu pemeriksaan diulangi."
)
# Every object of the schema in which the store's tables lie; those of extensions left out.
CATALOGUE = """
WITH here AS (SELECT oid FROM pg_namespace WHERE nspname = current_schema()),
mine AS (SELECT c.oid, c.relname, c.relkind FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM here)
         AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))
SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'table' END, relname,
       CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) ELSE
       (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(f.adbin, f.adrelid)), ', ' ORDER BY a.attnum)
        FROM pg_attribute a LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
        WHERE a.attrelid = mine.oid AND a.attnum > 0 AND NOT a.attisdropped) || ' ' ||
       coalesce((SELECT string_agg(conname || ' ' || pg_get_constraintdef(k.oid), ', ' ORDER BY conname)
        FROM pg_constraint k WHERE k.conrelid = mine.oid AND k.contype <> 'n'), '') END
FROM mine WHERE relkind IN ('r', 'p', 'f', 'v', 'm')
UNION ALL SELECT 'index', relname, pg_get_indexdef(oid) FROM mine WHERE relkind IN ('i', 'I')
UNION ALL SELECT 'trigger', t.tgname || ' ' || mine.relname, concat_ws(' ', t.tgenabled,
       pg_get_triggerdef(t.oid)) FROM pg_trigger t JOIN mine ON mine.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL SELECT 'rule', r.rulename || ' ' || mine.relname, pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN mine ON mine.oid = r.ev_class WHERE r.rulename <> '_RETURN'
UNION ALL SELECT 'function', p.proname, p.prosrc FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM here)
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


@dataclass(frozen=True)
class SchemaFault:
    """An object that does not fit: "foreign" = made by none, "missing", or "changed" what it does."""

    kind: SchemaFaultKind
    type: str
    name: str


def list_schema_faults(store: Store) -> tuple[SchemaFault, ...]:
    """What does not fit, by type and name; () where the store is as migrations make it.

    Raises UncheckedSchemaError where PostgreSQL gives this user no room of its own to look.
    """
    with reading_connection(store) as connection:
        found = _read_objects(connection)
        made = _make_objects() if connection.dialect.name == "sqlite" else _make_beside(connection.engine)
    return tuple(
        SchemaFault(_judge(found, made, key), *key)
        for key in sorted(found.keys() | made.keys())
        if found.get(key) != made.get(key)
    )


def _judge(found: Objects, made: Objects, key: tuple[str, str]) -> SchemaFaultKind:
    if key not in made:
        return "foreign"
    return "changed" if key in found else "missing"


def _read_objects(connection: Connection) -> Objects:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
        return {
            (str(row[0]), str(row[1])): _in_short(str(row[2]))
            for row in rows
            if not (OWN.fullmatch(str(row[1])) and row[0] in ("table", "index"))
        }
    here = connection.scalar(text("SELECT current_schema()"))
    rows = connection.exec_driver_sql(CATALOGUE).all()
    return {(row[0], row[1]): str(row[2]).replace(f"{here}.", "").strip() for row in rows}


def _in_short(sql: str) -> str:
    """Blanks and quotes of names as nobody sees them; texts within stay as they are."""
    return "".join(_shortened(sql)).strip()


def _shortened(sql: str) -> Iterator[str]:
    for place, part in enumerate(_LITERAL.split(sql)):
        plain = _SPACE.sub(" ", part.replace('"', "").replace("`", ""))
        yield part if place % 2 else _AROUND.sub(r"\1", plain)


@cache
def _make_objects() -> Objects:
    """The objects of a new SQLite store."""
    with TemporaryDirectory(prefix="siapcerdas-") as folder:
        engine = open_store(f"sqlite:///{(Path(folder) / 'baru.db').as_posix()}")
        with reading_connection(engine) as connection:
            made = _read_objects(connection)
        engine.dispose()
    return made


def _make_beside(engine: Engine) -> Objects:
    """The objects of a new store, made in a schema of their own that is never committed."""
    try:
        with engine.connect() as connection, connection.begin() as begun:
            connection.exec_driver_sql(f"CREATE SCHEMA {WORK}")
            connection.exec_driver_sql(f"SET LOCAL search_path TO {WORK}")
            build_schema(connection)
            made = _read_objects(connection)
            begun.rollback()
    except exc.DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") == NOT_ALLOWED:
            raise UncheckedSchemaError(UNCHECKED.format(database=engine.url.database)) from error
        raise explain_database_error(error) from error
    return made

"""The migrations build exactly the tables that schema.py declares, on both databases."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from storage import open_store, schema
from storage.engine import parse_store_address
from storage.location import ROOT


def described(engine: Any) -> dict[str, Any]:
    """Everything a database says of its tables, except Alembic's own."""
    look = inspect(engine)
    described = {}
    for table in sorted(set(look.get_table_names()) - {"alembic_version"}):
        described[table] = {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(table)
            ],
            "key": look.get_pk_constraint(table),
            "foreign": sorted(map(str, look.get_foreign_keys(table))),
            "unique": sorted(map(str, look.get_unique_constraints(table))),
            "check": sorted(map(str, look.get_check_constraints(table))),
            "index": sorted(
                (
                    i["name"],
                    i["column_names"],
                    i["unique"],
                    {k: str(v) for k, v in i["dialect_options"].items()},
                )
                for i in look.get_indexes(table)
            ),
        }
    return described


def test_migrated_schema_is_the_declared_one(empty_url, store):
    declared = create_engine(parse_store_address(empty_url))
    schema.metadata.create_all(declared)
    assert described(store) == described(declared)
    declared.dispose()


def test_alembic_finds_nothing_to_change(store):
    with store.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []


def test_the_declared_revision_is_the_newest():
    config = Config()
    config.set_main_option("script_location", str(ROOT / "storage" / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.REVISION


def test_an_empty_database_becomes_a_store_and_opening_again_changes_nothing(empty_url):
    for _ in range(2):
        engine = open_store(empty_url)
        assert set(schema.metadata.tables) <= set(inspect(engine).get_table_names())
        engine.dispose()

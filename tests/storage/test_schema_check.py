"""What somebody adds to the database, takes out of it or rewrites in it past the app is named."""

import lzma
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

import cli
from storage import StoreError, open_store, restoring, schema
from storage.schema_check import SchemaFault, list_schema_faults
from workflow import audit_trail

pytestmark = pytest.mark.tampered
OLDER = sorted((Path(__file__).parent.parent / "workflow" / "older").glob("*.db.xz"))
ADDED = {
    "trigger": "CREATE TRIGGER diam AFTER INSERT ON decision BEGIN UPDATE decision SET value = 5; END",
    "trigger with a known name on another table": "CREATE TRIGGER audit_no_insert BEFORE INSERT ON target "
    "BEGIN SELECT RAISE(IGNORE); END",
    "view": "CREATE VIEW laporan AS SELECT * FROM answer",
    "index": "CREATE INDEX cepat ON answer (value)",
    "unique index that refuses rows": "CREATE UNIQUE INDEX satu ON target (region)",
    "table": "CREATE TABLE lain (id INTEGER)",
    "virtual table": "CREATE VIRTUAL TABLE cari USING fts5(isi)",
    "column": "ALTER TABLE decision ADD COLUMN lain TEXT",
}
TAKEN = {"trigger": "DROP TRIGGER audit_no_delete", "index": "DROP INDEX uq_audit_chain_number"}
REWRITTEN = {
    "trigger that does nothing": [
        "DROP TRIGGER audit_no_update",
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT 1; END",
    ],
    "index that is no longer unique": [
        "DROP INDEX uq_audit_chain_number",
        "CREATE INDEX uq_audit_chain_number ON audit (chain, number)",
    ],
    "check that holds nothing": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'ends >= starts', '1') WHERE name = 'period'",
    ],
    "a name that SQLite keeps for itself": [
        "PRAGMA writable_schema=ON",
        "INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_sequence', 'target', 0, "
        "'CREATE TRIGGER sqlite_sequence AFTER INSERT ON target BEGIN DELETE FROM target; END')",
    ],
}
HANDS = {**{name: [sql] for name, sql in {**ADDED, **{f"no {k}": v for k, v in TAKEN.items()}}.items()}}
HANDS |= REWRITTEN


@pytest.fixture
def file(migrated, tmp_path):
    return Path(shutil.copy(migrated, tmp_path / "store.db"))


def change(file, statements):
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def faults_of(file):
    engine = open_store(f"sqlite:///{file}")
    found = list_schema_faults(engine)
    engine.dispose()
    return found


def test_a_new_store_fits(store):
    assert list_schema_faults(store) == ()


@pytest.mark.parametrize("older", OLDER, ids=lambda file: file.name[:4])
def test_a_store_of_an_earlier_version_fits_once_it_is_opened(older, tmp_path):
    file = tmp_path / "store.db"
    file.write_bytes(lzma.decompress(older.read_bytes()))
    assert faults_of(file) == ()


def test_what_analyze_counts_is_no_fault(file):
    change(file, ["ANALYZE"])
    assert faults_of(file) == ()


@pytest.mark.parametrize("hand", HANDS)
def test_whatever_is_done_to_it_is_named_in_words(file, hand):
    change(file, HANDS[hand])
    found = faults_of(file)
    assert found
    for said in audit_trail.describe_schema_faults(found):
        assert said.endswith(".")
    assert {fault.name for fault in found if fault.kind != "foreign"} <= {*schema.metadata.tables} | {
        "audit_no_update",
        "audit_no_delete",
        "uq_audit_chain_number",
    }


@pytest.mark.parametrize("hand", HANDS)
def test_a_copy_of_it_is_not_restored(file, hand, tmp_path):
    change(file, HANDS[hand])
    with pytest.raises(StoreError, match="tidak sebagaimana mestinya"):
        restoring.restore_copy(file, f"sqlite:///{tmp_path / 'ada' / 'siapcerdas.db'}")
    assert not (tmp_path / "ada" / "siapcerdas.db").exists()


def test_it_is_the_kind_of_change_that_is_told(file):
    change(file, [ADDED["view"], TAKEN["trigger"], *REWRITTEN["index that is no longer unique"]])
    assert set(faults_of(file)) == {
        SchemaFault("foreign", "view", "laporan"),
        SchemaFault("missing", "trigger", "audit_no_delete"),
        SchemaFault("changed", "index", "uq_audit_chain_number"),
    }


POSTGRESQL = {
    ("foreign", "view", "laporan"): "CREATE VIEW laporan AS SELECT * FROM answer",
    ("foreign", "index", "cepat"): "CREATE INDEX cepat ON answer (value)",
    ("foreign", "rule", "diam decision"): "CREATE RULE diam AS ON INSERT TO decision DO INSTEAD NOTHING",
    ("changed", "trigger", "audit_append_only audit"): "ALTER TABLE audit DISABLE TRIGGER audit_append_only",
    ("changed", "function", "audit_is_append_only"): (
        "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$"
    ),
    ("changed", "table", "period"): "ALTER TABLE period DROP CONSTRAINT ck_period_ends",
}


@pytest.mark.parametrize("backend", ["postgresql"])
@pytest.mark.parametrize("told", POSTGRESQL, ids=" ".join)
def test_on_postgresql_too(store, told):
    with store.begin() as connection:
        connection.execute(text(POSTGRESQL[told]))
    assert SchemaFault(*told) in list_schema_faults(store)
    with store.connect() as connection:
        left = connection.scalar(text("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'siapcerdas%'"))
    assert left == 0


@pytest.fixture
def without_rights(store):
    """The store as a user of the server reaches it who may read and write its tables, and make nothing."""
    user = f"pengguna_{uuid4().hex[:8]}"
    with store.begin() as connection:
        for statement in (
            f"CREATE ROLE {user} LOGIN",
            f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {user}",
            f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {user}",
        ):
            connection.execute(text(statement))
    engine = open_store(store.url.set(username=user).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with store.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {user}"))
        connection.execute(text(f"DROP ROLE {user}"))


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_user_who_may_make_nothing_is_told_so_and_all_else_is_checked(without_rights, monkeypatch, capsys):
    said, unchecked = audit_trail.describe_schema(without_rights)
    assert said == []
    assert "belum diperiksa" in unchecked
    assert "GRANT CREATE ON DATABASE" in unchecked
    monkeypatch.setenv("DATABASE_URL", without_rights.url.render_as_string(hide_password=False))
    assert cli.main(["audit", "verify"]) == 2
    told = "".join(capsys.readouterr())
    assert "Jejak audit utuh" in told
    assert unchecked in told

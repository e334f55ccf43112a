"""What somebody changes past the app shows: entries, the end of a chain, and any row of any table."""

import lzma
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Boolean

from storage import audit, chain_check, open_store, schema
from storage.row_digests import APART, KEYS, LEFT_OUT, PARTS_OF_A_VERSION
from storage.setup import targets
from tests.storage import filling
from tests.storage.scene import ACTOR, NGANJUK, TUBAN
from workflow import audit_trail

pytestmark = pytest.mark.tampered
OLDER = Path(__file__).parent.parent / "workflow" / "older" / "sample.db.xz"
OLD_COLUMNS = "id, at, actor, action, object, old, new, reason, period_id, instrument_id, region, hash"
HELD = [*KEYS, *PARTS_OF_A_VERSION]
UNIQUE = {"label", "sha256", "submission_id", "position", "hash", "digest", "opd", "slot", "number"}
STRANGE = [b"\xff\x00", "bukan", 1.5, "2026-13-45", "[" * 5000, '{"entry": 5}', '{"entry": {"abc": "x"}}']
COLUMNS = [(table, column) for table in HELD for column in table.c if column not in LEFT_OUT]


@pytest.fixture(scope="module")
def filled(migrated, tmp_path_factory):
    """A store in which every table holds something."""
    file = shutil.copy(migrated, tmp_path_factory.mktemp("filled") / "store.db")
    engine = open_store(f"sqlite:///{file}")
    filling.fill_every_table(engine)
    assert chain_check.list_chain_faults(engine) == ()
    engine.dispose()
    return file


@pytest.fixture
def copy(filled, tmp_path):
    """A copy, and raw access past the app, its triggers and its keys."""
    file = shutil.copy(filled, tmp_path / "copy.db")
    raw = sqlite3.connect(file, isolation_level=None)
    for name in ("audit_no_update", "audit_no_delete"):
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("PRAGMA ignore_check_constraints=ON")
    engine = open_store(f"sqlite:///{file}")
    yield raw, engine
    raw.close()
    engine.dispose()


def test_every_table_is_told_of_or_left_apart_on_purpose():
    assert {*HELD, *APART} == set(schema.metadata.tables.values())
    assert not {*HELD} & {*APART}


def test_every_table_holds_something_to_tamper_with(copy):
    raw, _ = copy
    counts = {table.name: raw.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in HELD}
    assert [name for name, count in counts.items() if not count] == []


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: getattr(one, "name", ""))
def test_a_value_changed_anywhere_is_named_with_its_table(copy, table, column):
    raw, engine = copy
    where = _drawn(raw, table, column.name)
    before = raw.execute(f'SELECT "{column.name}" FROM {table.name} {where}').fetchone()[0]
    raw.execute(f'UPDATE {table.name} SET "{column.name}" = ? {where}', [_other(before, column)])
    faults = chain_check.list_chain_faults(engine)
    assert _told(table) in {name for fault in faults for name, _ in fault.rows}
    assert {fault.kind for fault in faults} <= {"row", "gone", "unknown"}


@pytest.mark.parametrize("table", [schema.entry, schema.decision], ids=lambda table: table.name)
def test_a_row_that_names_another_save_is_named(copy, table):
    """What an undo goes by: it would take somebody else's save along."""
    raw, engine = copy
    where = _drawn(raw, table, "change")
    raw.execute(f"UPDATE {table.name} SET change = change + 1 {where}")
    faults = chain_check.list_chain_faults(engine)
    assert {name for fault in faults for name, _ in fault.rows} == {table.name}


@pytest.mark.parametrize("table", [*HELD, schema.audit], ids=lambda table: table.name)
@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_a_value_no_column_takes_is_told_in_words(copy, table, value):
    raw, engine = copy
    # Of a yes or no any value is read as one of them, and told where it is the other.
    columns = [
        one for one in table.c if not (one in LEFT_OUT or one.primary_key or isinstance(one.type, Boolean))
    ]
    column = random.Random(f"{table.name} {value!r}").choice(columns or list(table.c))
    where = _drawn(raw, table, column.name)
    try:
        raw.execute(f'UPDATE {table.name} SET "{column.name}" = ? {where}', [value])
    except sqlite3.IntegrityError:
        pytest.skip("the database refuses it")
    said = audit_trail.describe_chain_faults(engine, chain_check.list_chain_faults(engine))
    assert said
    assert all(one.endswith(".") for one in said)


@pytest.mark.parametrize("content", [None, b"", b"lain", "teks", 7])
def test_the_bytes_of_a_file_exchanged_or_taken_away_are_named(copy, content):
    raw, engine = copy
    key = raw.execute("SELECT id FROM upload WHERE content IS NOT NULL ORDER BY id DESC").fetchone()[0]
    raw.execute("UPDATE upload SET content = ? WHERE id = ?", [content, key])
    (fault,) = chain_check.list_chain_faults(engine)
    assert (fault.kind, fault.rows) == ("row", (("upload", f"[{key}]"),))
    assert "berkas" in audit_trail.describe_chain_faults(engine, [fault])[0]


@pytest.mark.parametrize("table", HELD, ids=lambda table: table.name)
def test_a_row_taken_out_or_put_in_anywhere_is_named_with_its_table(copy, table):
    raw, engine = copy
    where = _drawn(raw, table, "row")
    kept = raw.execute(f"SELECT * FROM {table.name} {where}").fetchone()
    marks = ", ".join("?" * len(kept))
    raw.execute(f"DELETE FROM {table.name} {where}")
    assert _told(table) in _named(engine)
    raw.execute(f"INSERT INTO {table.name} VALUES ({marks})", kept)
    assert chain_check.list_chain_faults(engine) == ()
    unique = {next(iter(table.primary_key.columns)).name, *UNIQUE}
    twin = [_fresh(v) if column.name in unique else v for column, v in zip(table.c, kept, strict=True)]
    raw.execute(f"INSERT INTO {table.name} VALUES ({marks})", twin)
    assert _told(table) in _named(engine)


@pytest.mark.parametrize("column", [column.name for column in schema.audit.c if column.name != "id"])
def test_an_entry_changed_is_named_with_its_chain_and_place(copy, column):
    raw, engine = copy
    key, number = raw.execute(
        "SELECT id, number FROM audit WHERE chain = '35.18' ORDER BY number"
    ).fetchall()[1]
    (before,) = raw.execute(f'SELECT "{column}" FROM audit WHERE id = ?', [key]).fetchone()
    raw.execute(
        f'UPDATE audit SET "{column}" = ? WHERE id = ?', [_other(before, schema.audit.c[column]), key]
    )
    faults = chain_check.list_chain_faults(engine, with_rows=False)
    assert faults
    assert {fault.chain for fault in faults} <= {NGANJUK, before if column == "chain" else NGANJUK, "x35.18"}
    if column not in ("chain", "number"):
        assert ("entry", NGANJUK, number) in {(fault.kind, fault.chain, fault.number) for fault in faults}


@pytest.mark.parametrize("chain", ["", NGANJUK])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_the_last_entries_cut_off_show(copy, chain, cut):
    raw, engine = copy
    number = raw.execute("SELECT number FROM chain WHERE name = ?", [chain]).fetchone()[0]
    printed = audit.find_chain_head(engine, chain or None)
    assert chain_check.is_recorded_head(engine, chain, printed.number, printed.hash[:16])
    raw.execute("DELETE FROM audit WHERE chain = ? AND number > ?", [chain, number - cut])
    faults = chain_check.list_chain_faults(engine, with_rows=False)
    assert ("end", chain, number) in {(fault.kind, fault.chain, fault.number) for fault in faults}
    # Whoever mends the place of the head too is shown by the rows that nothing tells of, or tells wrongly ...
    last = "SELECT hash FROM audit WHERE chain = ? AND number = ?"
    mended = f"UPDATE chain SET number = ?, head = ({last}) WHERE name = ?"
    raw.execute(mended, [number - cut, chain, number - cut, chain])
    assert chain_check.list_chain_faults(engine) != ()
    # ... and in any case by a document that was printed before.
    assert not chain_check.is_recorded_head(engine, chain, printed.number, printed.hash[:16])


def test_an_entry_taken_out_of_the_middle_shows(copy):
    raw, engine = copy
    raw.execute("DELETE FROM audit WHERE chain = ? AND number = 2", [NGANJUK])
    (fault,) = chain_check.list_chain_faults(engine, with_rows=False)
    assert (fault.kind, fault.chain, fault.number) == ("gap", NGANJUK, 3)


@pytest.mark.parametrize("also", ["", "chain"])
def test_a_record_taken_out_whole_shows(copy, also):
    """Rows that nothing tells of were written, and what told of it was taken away."""
    raw, engine = copy
    raw.execute("DELETE FROM audit")
    if also:
        raw.execute(f"DELETE FROM {also}")
    faults = chain_check.list_chain_faults(engine)
    assert "unknown" in {fault.kind for fault in faults}
    assert {_told(table) for table in HELD} <= {name for fault in faults for name, _ in fault.rows}


@pytest.mark.parametrize("apart", [1, 2, 5])
def test_entries_that_exchange_their_place_in_time_show(copy, apart):
    """An older word on a row would become the last one, and a decision that was undone would stand."""
    raw, engine = copy
    query = "SELECT id FROM audit WHERE chain = '35.18' ORDER BY number"
    ids = [row[0] for row in raw.execute(query)]
    first, second = ids[-1 - apart], ids[-1]
    for old, new in ((first, -1), (second, first), (-1, second)):
        raw.execute("UPDATE audit SET id = ? WHERE id = ?", [new, old])
    assert "entry" in {
        fault.kind for fault in chain_check.list_chain_faults(engine) if fault.chain == "35.18"
    }


def test_an_older_store_keeps_every_entry_and_begins_its_chains_at_the_old_head(tmp_path):
    file = tmp_path / "older.db"
    file.write_bytes(lzma.decompress(OLDER.read_bytes()))
    raw = sqlite3.connect(file)
    before = raw.execute(f"SELECT {OLD_COLUMNS} FROM audit ORDER BY id").fetchall()
    raw.close()
    engine = open_store(f"sqlite:///{file}")
    assert chain_check.list_chain_faults(engine) == ()
    targets.save_target(engine, NGANJUK, "GOV", 2027, 3.0, by=ACTOR)
    targets.save_target(engine, TUBAN, "GOV", 2027, 3.0, by=ACTOR)
    assert chain_check.list_chain_faults(engine) == ()
    raw = sqlite3.connect(file)
    after = raw.execute(f"SELECT {OLD_COLUMNS} FROM audit ORDER BY id").fetchall()
    assert after[: len(before)] == before
    # The old end cut off: the new chains no longer start from it.
    raw.execute("DROP TRIGGER audit_no_delete")
    raw.execute("DELETE FROM audit WHERE id = ?", [before[-1][0]])
    raw.commit()
    shown = {(fault.kind, fault.chain, fault.number) for fault in chain_check.list_chain_faults(engine)}
    assert {("entry", NGANJUK, 1), ("entry", TUBAN, 1), ("entry", "", 1)} <= shown
    raw.close()
    engine.dispose()


def test_an_old_answer_rewritten_after_the_migration_shows(tmp_path):
    file = tmp_path / "older.db"
    file.write_bytes(lzma.decompress(OLDER.read_bytes()))
    engine = open_store(f"sqlite:///{file}")
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute(
        "UPDATE answer SET value = value + 1 WHERE rowid = (SELECT min(rowid) FROM answer WHERE value)"
    )
    (fault,) = chain_check.list_chain_faults(engine)
    assert (fault.kind, fault.chain, [table for table, _ in fault.rows]) == ("row", "", ["version"])
    raw.close()
    engine.dispose()


def _told(table):
    return "version" if table in PARTS_OF_A_VERSION else table.name


def _named(engine):
    return {name for fault in chain_check.list_chain_faults(engine) for name, _ in fault.rows}


def _drawn(raw, table, seed):
    """One of the rows, by its key."""
    names = [f'"{column.name}"' for column in table.primary_key.columns]
    found = raw.execute(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(names)}").fetchall()
    row = random.Random(f"{table.name} {seed}").choice(found)
    same = (f"{name} = {_literal(value)}" for name, value in zip(names, row, strict=True))
    return f"WHERE {' AND '.join(same)}"


def _literal(value):
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def _other(value, column):
    if value is None:
        return {"UtcMoment": "2026-01-01 00:00:00.000000", "Date": "2026-01-01"}.get(
            type(column.type).__name__, 7
        )
    return _fresh(value)


def _fresh(value):
    """Another value of the same kind."""
    if isinstance(value, int | float):
        return 1 - value if value in (0, 1) and isinstance(value, int) else value + 100_000
    if len(str(value)) > 9 and str(value)[4:5] == "-" and str(value)[7:8] == "-":
        return "2031" + str(value)[4:]
    return f"x{value}"

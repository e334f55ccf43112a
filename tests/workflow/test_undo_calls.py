"""What was saved and undone stands as before, to the letter; a call without an undo says why."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import select

import storage
from storage.schema import metadata
from storage.state_table import earlier_rows
from tests.workflow import locked_calls, writers
from tests.workflow.stale_calls import TOLD
from tests.workflow.undo_calls import CANNOT, UNDONE

# The record itself; what only undo reads; files whose bytes stay; instruments, which all stay.
BESIDE = {"audit", "chain", "earlier_rows", "draft", "signing_key", "upload", "instrument", "finding"}
GONE = ("undone_at", "gone_at", "removed_at")
OF_A_BATCH = ("version", "batch_file", "batch_region", "node_value", "leaf_set")


@pytest.fixture(scope="module")
def filled(migrated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undone")
    for name in ("here.db", "there.db"):
        shutil.copy(migrated, folder / name)
    here, there = (storage.open_store(f"sqlite:///{folder / name}") for name in ("here.db", "there.db"))
    made = locked_calls.fill_store(here, there)
    here.dispose()
    there.dispose()
    return folder / "here.db", made


@pytest.fixture
def held(filled, tmp_path):
    file, made = filled
    engine = storage.open_store(f"sqlite:///{shutil.copy(file, tmp_path)}")
    yield replace(made, store=engine)
    engine.dispose()


def standing(engine):
    """Everything that counts: table -> its rows but those taken back, put away or written over."""
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
            if table.name not in BESIDE
        }
    found = {
        name: [row for row in rows if not any(row.get(column) for column in GONE)]
        for name, rows in found.items()
    }
    batches = {row["id"] for row in found["batch"]}
    for name in OF_A_BATCH:
        found[name] = [row for row in found[name] if row["batch_id"] in batches]
    versions = {row["id"] for row in found["version"]}
    for name in ("answer", "programme"):
        found[name] = [row for row in found[name] if row["version_id"] in versions]
    places = {row["submission_id"] for row in found["version"]}
    found["submission"] = [row for row in found["submission"] if row["id"] in places]
    found["entry"] = _newest(found["entry"], ("region", "period", "kind", "key"), "text")
    found["decision"] = _newest(
        found["decision"], ("period_id", "instrument_id", "region", "node", "kind"), "value"
    )
    targets = _newest(found["target"], ("region", "node", "year"), "value")
    # A target is agreed again by a row of its own, so that no number names two.
    found["target"] = [{n: row[n] for n in ("region", "node", "year", "value", "by")} for row in targets]
    return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def _newest(rows, place, says):
    last = {}
    for row in sorted(rows, key=lambda one: one["number"]):
        last[tuple(row[name] for name in place)] = row
    return [row for row in last.values() if row[says] is not None and row.get("kind") != "package_load"]


def test_every_writing_call_has_an_undo_or_says_why_not():
    writing = writers.writing_functions() | writers.written_from("ui", "pages", "commands", "web")
    assert UNDONE.keys() | CANNOT.keys() == writing
    assert not UNDONE.keys() & CANNOT.keys()
    assert all(CANNOT.values())


@pytest.mark.parametrize("call", sorted(UNDONE))
def test_what_is_saved_and_undone_stands_as_before_to_the_letter(held, call):
    save, undo = UNDONE[call]
    if call in TOLD:
        TOLD[call].before(held)
    before = standing(held.store)
    save(held)
    assert standing(held.store) != before
    undo(held)
    assert standing(held.store) == before


@pytest.mark.parametrize("call", sorted(UNDONE))
def test_an_undo_is_on_record_and_the_record_holds(held, call):
    save, undo = UNDONE[call]
    if call in TOLD:
        TOLD[call].before(held)
    save(held)
    undo(held)
    assert storage.chain_check.list_chain_faults(held.store) == ()


def test_nothing_is_kept_of_a_save_that_changes_nothing(held):
    save, _ = UNDONE["workflow.setup.setup.save_roster"]
    save(held)
    with held.store.connect() as connection:
        kept = connection.execute(select(earlier_rows)).all()
    save(held)
    with held.store.connect() as connection:
        assert connection.execute(select(earlier_rows)).all() == kept

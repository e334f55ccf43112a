"""A store of every earlier version of the schema opens, keeps every row and gives the numbers it gave.

`older/NNNN.db.xz` were written by the code of that version (older/make.py), `older/scores.json` is what
all of them scored; synthetic data only.
"""

import json
import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage import StoreError, chain_check, location, restoring, schema
from storage.backup import shelf
from storage.results import state
from storage.upload import batches
from storage.values import Actor
from tests.pages.stores import address
from workflow import opening
from workflow.package.archive import read_package, write_package
from workflow.package.gather import gather_package
from workflow.results import clarify
from workflow.results.score_table import scores_table
from workflow.results.summary import list_indicators
from workflow.sample import load
from workflow.states import marked_states
from workflow.states.differences import StateSide, compare_with_state
from workflow.targets.region_selection import RegionSelection

OLDER = Path(__file__).parent / "older"
VERSIONS = sorted(file.name[:4] for file in OLDER.glob("0*.db.xz"))
TABLES = (
    "answer", "version", "submission", "batch", "batch_file", "upload", "decision", "agency", "agency_sector",
    "assignment", "finding", "instrument", "period",
)  # fmt: skip


@pytest.fixture(params=VERSIONS)
def older(request, tmp_path) -> Path:
    file = tmp_path / "siapcerdas.db"
    file.write_bytes(lzma.decompress((OLDER / f"{request.param}.db.xz").read_bytes()))
    return file


def rows(file: Path) -> dict[str, list[str]]:
    """What the columns that the oldest version has hold, table by table."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        found = {}
        for name in TABLES:
            read = connection.execute(f"SELECT * FROM {name}").fetchall()
            found[name] = sorted(repr(tuple(row)) for row in read)
        return found


def scores(engine) -> dict[str, float]:
    scope = load.find_sample_scope(engine)
    table = scores_table(
        RegionSelection(engine, scope, tuple(state.list_known_regions(engine))).result(), "x"
    )
    table = table[table["score"].notna()]
    keys = zip(table["region"], table["node"], strict=True)
    return {f"{region} {node}": score for (region, node), score in zip(keys, table["score"], strict=True)}


def test_there_is_a_store_of_every_version_but_this_one():
    config = Config()
    config.set_main_option("script_location", str(location.ROOT / "storage" / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    lacking = known - set(VERSIONS) - {schema.REVISION}
    assert lacking == set(), "write it with the code before the newest migration: older/make.py"


def test_it_opens_with_every_row_and_every_number(older):
    before = rows(older)
    engine = opening.open_whole_store(address(older))
    assert scores(engine) == json.loads((OLDER / "scores.json").read_text(encoding="utf-8"))
    told = {row for fault in chain_check.list_chain_faults(engine) for row in fault.rows or [fault]}
    with engine.connect() as connection:  # make.py took out the bytes of most files, and the check says so
        taken = connection.execute(text("SELECT id FROM upload WHERE content IS NULL")).scalars().all()
    assert told == {("upload", f"[{key}]") for key in taken}
    engine.dispose()
    after = rows(older)
    for name in TABLES:  # a migration may add columns, and adds no row and takes none
        assert len(after[name]) == len(before[name]), name


def test_a_copy_of_how_it_was_lies_beside_it_and_can_be_restored(older, tmp_path):
    was = older.read_bytes()
    with closing(sqlite3.connect(older)) as connection:
        ((revision,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    opening.open_whole_store(address(older)).dispose()
    kept = shelf.list_copies(older.parent / "cadangan")
    if revision == schema.REVISION:
        assert kept == []
        return
    (copy,) = kept
    assert (copy.facts.kind, copy.facts.revision) == (shelf.BEFORE_UPDATE, revision)
    assert copy.facts.size == len(was)
    there = tmp_path / "lain" / "siapcerdas.db"
    restoring.restore_copy(copy.path, address(there))
    engine = opening.open_whole_store(address(there))
    assert scores(engine) == json.loads((OLDER / "scores.json").read_text(encoding="utf-8"))
    engine.dispose()


def test_a_store_that_cannot_be_copied_first_is_not_migrated(older):
    with closing(sqlite3.connect(older)) as connection:
        ((revision,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    (older.parent / "cadangan").write_text("bukan folder")
    if revision == schema.REVISION:
        opening.open_whole_store(address(older)).dispose()
        return
    with pytest.raises(StoreError, match="perlu diperbarui, tetapi belum"):
        opening.open_whole_store(address(older))
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]


def test_what_was_kept_in_it_can_be_used(older):
    """Files are still there to be erased, and its regions can be carried on."""
    engine = opening.open_whole_store(address(older))
    files = batches.list_kept_files(engine)
    batches.purge_kept_file(engine, int(files["upload_id"].iloc[0]), Actor("Sari"))
    package = read_package(write_package(gather_package(engine, state.list_known_regions(engine))))
    assert {one.code for one in package.regions} == set(state.list_known_regions(engine))
    engine.dispose()


def test_a_state_is_marked_in_it_and_now_is_held_against_it(older):
    engine = opening.open_whole_store(address(older))
    scope, by = load.find_sample_scope(engine), Actor("Sari")
    state_of = marked_states.mark_period_state(engine, scope.period_id, "35.18", "Awal hari 1", by)
    listed = list_indicators(RegionSelection(engine, scope, ("35.18",)).result(2026), "35.18")
    claimed = listed.loc[listed["source"] == "claimed", "node"].iloc[0]
    clarify.agree_level(engine, scope, "35.18", claimed, 5.0, reason="Rapat OPD", by=by)
    then = marked_states.open_state_selection(engine, scope, state_of)
    now = RegionSelection(engine, scope, ("35.18",))
    sides = (StateSide(one, one.result(2026)) for one in (then, now))
    found = compare_with_state(*sides, state_of.change, {})
    assert list(found.items["node"]) == [claimed]
    assert list(found.recorded["kind"]) == ["decisions"]
    engine.dispose()

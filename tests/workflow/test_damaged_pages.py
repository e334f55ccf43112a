"""Pages of the database overwritten while the app runs: told as damage, with which copy to restore."""

import lzma
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from storage import StoreError, chain_check, health, store_copies
from storage.errors import DamagedStoreError
from storage.results import state
from storage.setup import periods, rosters
from storage.upload import batches
from storage.values import Actor
from tests.pages.stores import address
from workflow import audit_trail, opening
from workflow.package.gather import gather_package
from workflow.plan import plan_decisions
from workflow.programmes import register
from workflow.results.score_table import scores_table
from workflow.sample import load
from workflow.targets.region_selection import RegionSelection

OLDER = Path(__file__).parent / "older" / "0004.db.xz"
REGION = "35.18"
SEEDS = range(24)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A store of this version with a copy beside it."""
    file = tmp_path_factory.mktemp("utuh") / "siapcerdas.db"
    file.write_bytes(lzma.decompress(OLDER.read_bytes()))
    engine = opening.open_whole_store(address(file))
    shutil.rmtree(file.parent / "cadangan", ignore_errors=True)  # of how it was before it was migrated
    store_copies.copy_store(engine, file.parent / "cadangan")
    engine.dispose()
    return file


@pytest.fixture
def file(whole, tmp_path) -> Path:
    shutil.copytree(whole.parent, tmp_path / "var")
    return tmp_path / "var" / whole.name


def scores(engine) -> None:
    scope = load.find_sample_scope(engine)
    room = RegionSelection(engine, scope, tuple(state.list_known_regions(engine)))
    scores_table(room.result(), "x")


READ = (
    scores,
    chain_check.list_chain_faults,
    batches.list_kept_files,
    audit_trail.describe_audit_entries,
    state.store_state,
    lambda engine: rosters.read_roster(engine, REGION),
    lambda engine: register.read_register(engine, REGION),
    lambda engine: plan_decisions.load_plan_decisions(engine, REGION),
    lambda engine: gather_package(engine, [REGION]),
    lambda engine: periods.add_period(engine, "2031", date(2031, 1, 1), date(2031, 12, 31), Actor("Sari")),
)


def overwrite(file: Path, seed: int) -> None:
    """What a failing disk does to a few pages: noise, zeros, or another page's content."""
    draw = random.Random(seed)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    data = bytearray(file.read_bytes())
    pages = len(data) // size
    for _ in range(draw.choice((1, 3, pages // 4))):
        at = draw.randrange(pages if seed % 6 == 0 else pages - 1) * size
        other = draw.randrange(pages) * size
        said = (draw.randbytes(size), bytes(size), bytes(data[other : other + size]))[seed % 3]
        data[at : at + size] = said
    with file.open("r+b") as target:  # the same file: its connections stay
        target.write(data)


def told(engine, read) -> str:
    """What a page would say where a reading fails: its refusal, or the damage that led to it; "" for none."""
    try:
        read(engine)
    except StoreError as refusal:
        return str(refusal)
    except Exception:
        found = health.explain_damage(engine)
        assert found, "an error without damage is a fault of ours"
        return found
    return ""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("running", [True, False], ids=["running", "opened"])
def test_damage_is_told_with_what_to_restore(file, seed, running):
    engine = opening.open_whole_store(address(file)) if running else None
    overwrite(file, seed)
    try:
        engine = engine or opening.open_whole_store(address(file))
        engine.dispose()  # what was read before may lie in memory
        said = [told(engine, read) for read in READ]
    except StoreError as refusal:
        said = [str(refusal)]
    (copy,) = (file.parent / "cadangan").glob("*.zip")
    for sentence in filter(None, said):
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
        if "rusak" in sentence:
            assert str(copy) in sentence or "salinan" in sentence.lower()
    if engine:
        engine.dispose()


def test_the_sentence_names_the_newest_copy_and_the_command(file):
    engine = opening.open_whole_store(address(file))
    engine.dispose()
    data = file.read_bytes()
    with file.open("r+b") as target:
        target.seek(8192)
        target.write(b"\xaa" * (len(data) - 8192))
    with pytest.raises(DamagedStoreError) as refusal:
        scores(engine)
    (copy,) = (file.parent / "cadangan").glob("*.zip")
    assert f'python cli.py restore "{copy}"' in str(refusal.value)
    copy.unlink()
    with pytest.raises(DamagedStoreError, match="Belum ada salinan"):
        scores(engine)
    engine.dispose()

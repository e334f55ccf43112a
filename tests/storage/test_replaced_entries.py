"""What INSERT OR REPLACE does to the record, past the triggers that refuse UPDATE and DELETE."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import exc, text

from storage import chain_check, open_store
from storage.setup import targets
from storage.values import Actor
from tests.storage.scene import NGANJUK

pytestmark = pytest.mark.tampered
COLUMNS = "at, actor, action, object, old, new, reason, region, hash, chain, number, digests, common, browser"
REPLACES = {
    "the same id": f"INSERT OR REPLACE INTO audit (id, {COLUMNS}) SELECT id, "
    f"{COLUMNS.replace('actor', chr(39) + 'Orang lain' + chr(39))} FROM audit WHERE id = 2",
    "the same hash": f"REPLACE INTO audit ({COLUMNS}) SELECT "
    f"{COLUMNS.replace('reason', chr(39) + 'lain' + chr(39))} FROM audit WHERE id = 2",
    "the same place in its chain": "INSERT OR REPLACE INTO audit (at, actor, action, object, hash, chain, "
    "number) SELECT at, actor, action, object, 'x', chain, number FROM audit WHERE id = 2",
    "update or replace": "UPDATE OR REPLACE audit SET id = 1 WHERE id = 2",
    "update": "UPDATE audit SET actor = 'Orang lain' WHERE id = 2",
    "delete": "DELETE FROM audit WHERE id = 2",
}


@pytest.fixture
def file(migrated, tmp_path):
    copied = shutil.copy(migrated, tmp_path / "store.db")
    store = open_store(f"sqlite:///{copied}")
    for year in range(2030, 2035):
        targets.save_target(store, NGANJUK, "GOV", year, 3.0, by=Actor("Sari"))
    store.dispose()
    return copied


@pytest.mark.parametrize("statement", REPLACES.values(), ids=REPLACES)
def test_no_connection_of_the_app_can(file, statement):
    store = open_store(f"sqlite:///{file}")
    with pytest.raises(exc.IntegrityError, match="append-only"), store.connect() as connection:
        connection.execute(text(statement))
    assert chain_check.list_chain_faults(store) == ()
    store.dispose()


@pytest.mark.parametrize("statement", REPLACES.values(), ids=REPLACES)
def test_from_outside_it_is_refused_or_shows(file, statement):
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA recursive_triggers=OFF")
        try:
            raw.execute(statement)
            refused = False
        except sqlite3.IntegrityError:
            refused = True
    store = open_store(f"sqlite:///{file}")
    assert bool(chain_check.list_chain_faults(store)) != refused
    store.dispose()

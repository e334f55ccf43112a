"""Every store signs cookies with a key of its own, drawn when the store is made or first migrated."""

import shutil

import pytest
from sqlalchemy import delete, update

from storage import StoreError, chain_check, open_store
from storage.engine import writing_transaction
from storage.keys import find_signing_key
from storage.schema import signing_key
from storage.setup import targets
from storage.values import Actor
from tests.pages import stores


def test_a_store_keeps_its_key_and_no_two_share_one(tmp_path):
    keys = []
    for name in ("a.db", "b.db", "a.db"):
        engine = open_store(stores.address(tmp_path / name))
        keys.append(find_signing_key(engine))
        engine.dispose()
    assert keys[0] == keys[2] != keys[1]
    assert [len(key) for key in keys] == [32, 32, 32]


def test_a_store_without_its_key_says_so(migrated, tmp_path):
    shutil.copy(migrated, tmp_path / "store.db")
    engine = open_store(stores.address(tmp_path / "store.db"))
    with writing_transaction(engine) as connection:
        connection.execute(delete(signing_key))
    with pytest.raises(StoreError, match="cadangan"):
        find_signing_key(engine)
    engine.dispose()


@pytest.mark.tampered
def test_an_exchanged_key_shows_also_in_a_store_of_before(scene, store):
    """The first common entry tells of it; where it did not yet, one does when the store is opened."""
    targets.save_target(store, "35.18", "GOV", 2030, 3.0, by=Actor("Sari"))
    assert chain_check.list_chain_faults(store) == ()
    with store.begin() as connection:
        connection.execute(update(signing_key).values(key=b"x" * 32))
    (fault,) = chain_check.list_chain_faults(store)
    assert (fault.kind, fault.chain, fault.number) == ("row", "", 1)
    assert fault.rows == (("signing_key", "[1]"),)
    with store.begin() as connection:
        connection.execute(delete(signing_key))
    assert [fault.kind for fault in chain_check.list_chain_faults(store)] == ["gone"]

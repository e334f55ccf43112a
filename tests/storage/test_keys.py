"""Every store signs cookies with a key of its own, drawn when the store is made or first migrated."""

import shutil
from datetime import date

import pytest
from sqlalchemy import delete, update

from storage import StoreError, chain_check, open_store
from storage.engine import writing_transaction
from storage.keys import find_signing_key
from storage.schema import signing_key
from storage.setup import periods, targets
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


def write_for_one(store):
    targets.save_target(store, "35.18", "GOV", 2030, 3.0, by=Actor("Sari"))


def write_for_all(store):
    periods.add_period(store, "2030", date(2030, 1, 1), date(2030, 12, 31), Actor("Sari"))


@pytest.mark.tampered
@pytest.mark.parametrize("first", [write_for_one, write_for_all])
@pytest.mark.parametrize("later", [(), (write_for_one,), (write_for_all,), (write_for_one, write_for_all)])
def test_an_exchanged_key_shows_whatever_was_written_first(store, first, later):
    """Nobody who writes after the exchange tells of the new key as if it were right."""
    first(store)
    with store.begin() as connection:
        connection.execute(update(signing_key).values(key=b"x" * 32))
    for write in (one for one in later if one is not first):
        write(store)
    again = open_store(store.url.render_as_string(hide_password=False))
    (fault,) = chain_check.list_chain_faults(again)
    again.dispose()
    assert (fault.kind, fault.rows) == ("row", (("signing_key", "[1]"),))


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

"""Every store signs cookies with a key of its own, drawn when the store is made or first migrated."""

import shutil

import pytest
from sqlalchemy import delete

from storage import StoreError, open_store
from storage.engine import writing_transaction
from storage.keys import find_signing_key
from storage.schema import signing_key
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

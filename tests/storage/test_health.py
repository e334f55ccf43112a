"""A store says whether its own file is whole."""

import sqlite3

import pytest

import storage
from storage import StoreError, health
from tests.pages.stores import address


def test_a_whole_store_has_no_damage(store):
    assert health.find_file_damage(store) == ""


def test_a_page_overwritten_by_a_failing_disk_is_found(tmp_path):
    file = tmp_path / "store.db"
    storage.open_store(address(file)).dispose()
    with sqlite3.connect(file) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'audit'").fetchone()[0]
    raw.close()
    with file.open("r+b") as whole:
        whole.seek((root - 1) * size)
        whole.write(b"x" * size)
    engine = storage.open_store(address(file))
    with pytest.raises(StoreError, match="rusak"):
        health.find_file_damage(engine)
    engine.dispose()

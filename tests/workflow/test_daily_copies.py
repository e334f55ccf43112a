"""The thread of the daily copy: it works beside the server, and nothing that fails in it reaches further."""

import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pytest

import storage
from storage import StoreError, store_copies
from storage.backup import copying, shelf
from storage.setup import periods
from storage.values import Actor
from tests.pages.stores import address
from workflow import daily_copies
from workflow.daily_copies import DailyCopies


@pytest.fixture
def path(migrated, tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    monkeypatch.setattr(daily_copies, "FIRST_SECONDS", 0)
    return Path(shutil.copy(migrated, tmp_path / "siapcerdas.db"))


def made(path: Path):
    return shelf.list_copies(path.parent / "cadangan")


def wait_for(happened) -> bool:
    until = time.monotonic() + 20
    while not happened() and time.monotonic() < until:
        time.sleep(0.02)
    return happened()


def test_it_makes_todays_copy_soon_after_the_start_and_ends_when_told(path):
    store = storage.open_store(address(path))
    looking = DailyCopies(lambda: store)
    looking.start_looking()
    assert wait_for(lambda: bool(made(path)))
    looking.stop_looking()
    assert not looking._thread.is_alive()
    assert made(path)[0].facts.kind == shelf.DAILY
    looking.look_once()
    assert len(made(path)) == 1
    store.dispose()


def test_two_servers_make_one_copy(path):
    stores = [storage.open_store(address(path)) for _ in range(4)]
    looking = [DailyCopies(lambda store=store: store) for store in stores]
    threads = [threading.Thread(target=one.look_once) for one in looking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made(path)) == 1
    assert [one.refused for one in looking] == [""] * 4
    for store in stores:
        store.dispose()


@pytest.mark.parametrize("error", [StoreError("Penuh."), OSError("x"), MemoryError(), ValueError("rahasia")])
def test_what_fails_is_kept_to_be_told_and_the_next_one_is_tried(path, monkeypatch, error):
    store = storage.open_store(address(path))
    looking = DailyCopies(lambda: store)

    def fail(*_given):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(store_copies, "make_copy_of_today", fail)
        looking.look_once()
    assert looking.refused
    assert "rahasia" not in looking.refused
    looking.look_once()
    assert (looking.refused, len(made(path))) == ("", 1)
    store.dispose()


def test_a_store_that_does_not_open_is_tried_again(path):
    def refuse():
        raise StoreError("Basis data sedang dipakai proses lain.")

    looking = DailyCopies(refuse)
    looking.look_once()
    assert "dipakai proses lain" in looking.refused


def test_a_stop_in_the_middle_of_a_copy_waits_for_no_end_of_it(path, monkeypatch):
    store = storage.open_store(address(path))
    periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    looking, begun = DailyCopies(lambda: store), threading.Event()
    copy_pages = copying._copy_pages

    def copy_slowly(source, raw, go_on):
        begun.set()
        for _ in range(2000):
            go_on()
            time.sleep(0.01)
        copy_pages(source, raw, go_on)

    monkeypatch.setattr(copying, "_copy_pages", copy_slowly)
    looking.start_looking()
    assert begun.wait(20)
    started = time.monotonic()
    looking.stop_looking()
    assert time.monotonic() - started < 2
    assert not looking._thread.is_alive()
    assert made(path) == []
    assert looking.refused == ""
    store.dispose()

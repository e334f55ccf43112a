"""Writers killed beside an open store: what SQLite writes over by right is no alarm, and nothing is lost."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage import StoreError, engine, location, open_store, store_file
from tests.pages.stores import address
from tests.storage.test_overwritten import cut_half_of_the_log, write_into_a_page_of_the_log, write_over
from tests.storage.test_store_file import add, file, labels

__all__ = ["file"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no fork, and no signal that ends a process at once")
Beside = Callable[[str], int]
KILLED = -9


@pytest.fixture
def beside(file: Path) -> Iterator[Beside]:
    """Another process at the store: does what a line says and gives how the one that did it ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.killed_writer", str(file)],
        cwd=location.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as running:

        def ask(line: str) -> int:
            running.stdin.write(f"{line}\n")
            return int(running.stdout.readline())

        yield ask
        running.stdin.close()


@pytest.mark.parametrize("pages", [1, 40])
def test_a_commit_that_nobody_was_told_of_is_written_over_without_an_alarm(file, beside, pages):
    """A longer one leaves frames behind the one that took its place: of the same salt, of other sums."""
    store = open_store(address(file))
    add(store, "sebelum")
    for number in range(3):
        assert beside(f"log {pages}") == KILLED
        assert engine.describe_file_trouble(store) == ""
        add(store, f"sesudah {number}")
        add(store, f"lagi {number}")
    assert len(labels(store)) == 7
    store.dispose()


def test_a_store_opened_after_the_kill_meets_the_commit_and_its_end(file, beside):
    held = open_store(address(file))
    add(held, "sebelum")
    assert beside("log 12") == KILLED
    store = open_store(address(file))
    add(store, "sesudah")
    add(held, "lagi")
    assert engine.describe_file_trouble(store) == engine.describe_file_trouble(held) == ""
    assert labels(store) == ["sebelum", "sesudah", "lagi"]
    store.dispose()
    held.dispose()


def test_who_is_killed_while_folding_leaves_no_alarm(file, beside):
    store = open_store(address(file))
    add(store, "sebelum")
    size = file.stat().st_mtime_ns
    assert beside("fold") == KILLED
    assert file.stat().st_mtime_ns != size
    assert engine.describe_file_trouble(store) == ""
    add(store, "sesudah")
    assert labels(store) == ["sebelum", "sesudah"]
    store.dispose()


@pytest.mark.parametrize("hand", [cut_half_of_the_log, write_into_a_page_of_the_log, write_over])
@pytest.mark.parametrize("killed", ["log 3", "fold"])
def test_after_a_kill_a_hand_is_seen_as_before(file, beside, killed, hand):
    file.with_name("lama.db").write_bytes(file.read_bytes())
    store = open_store(address(file))
    add(store, "sebelum")
    assert beside(killed) == KILLED
    add(store, "sesudah")
    add(store, "lagi")
    hand(file)
    assert "tidak ada yang disimpan" in engine.describe_file_trouble(store)
    with pytest.raises(StoreError):
        add(store, "hilang")
    store.dispose()


def test_a_log_of_another_owner_is_folded_too(file, monkeypatch):
    """Who may write a file of another may give it the time now, and no other."""
    store = open_store(address(file))
    add(store, "sebelum")
    whole = os.utime

    def only_now(path, *given, **named):
        if given or named:
            raise PermissionError(1, "Operation not permitted")
        whole(path)

    monkeypatch.setattr(os, "utime", only_now)
    monkeypatch.setattr(store_file, "LONG_LOG", 1)
    add(store, "sesudah")
    engine.fold_log(store)
    assert engine.describe_file_trouble(store) == ""
    store.dispose()


DEEDS = ("own", "own", "own", "reopened", "folded", "write", "log", "log", "half", "fold", "whole")


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_killed_in_whatever_order(file, beside, seed, monkeypatch):
    """Own saves, those of others, folds and kills drawn: no refusal, and every save is there at the end."""
    drawn = random.Random(seed)
    monkeypatch.setattr(store_file, "LONG_LOG", drawn.choice((1, 100_000, 4 * 2**20)))
    store, saved = open_store(address(file)), []
    for number in range(25):
        match drawn.choice(DEEDS):
            case "own":
                add(store, f"sendiri {number}")
                saved.append(f"sendiri {number}")
            case "reopened":
                opened = open_store(address(file))
                store.dispose()
                store = opened
            case "folded":
                engine.fold_log(store)
            case deed:
                ended = beside(f"{deed} {drawn.choice((1, 3, 40))}" if deed != "write" else f"write {number}")
                assert ended == (0 if deed in ("write", "whole") else KILLED)
                saved += [f"lain {number}"] if deed == "write" else []
        assert engine.describe_file_trouble(store) == ""
    assert set(labels(store)) == set(saved)
    store.dispose()
    found = open_store(address(file))
    assert set(labels(found)) == set(saved)
    found.dispose()

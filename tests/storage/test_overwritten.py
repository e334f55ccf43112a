"""A store that is cut or written over where it lies says so before anything is told to be saved."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from storage import StoreError, engine, open_store, store_file
from storage.setup import instruments, periods
from storage.store_file import StoreFile
from storage.upload import uploads
from tests.pages.stores import address
from tests.storage import writer
from tests.storage.test_store_file import add, file, labels

__all__ = ["file"]
WRITES = """
import sys
from datetime import date
from storage import StoreError, engine, open_store
from storage.setup import periods
from storage.values import Actor
store = open_store(sys.argv[1])
for number, line in enumerate(sys.stdin):
    try:
        periods.add_period(store, f"{number}", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
        print("tersimpan", flush=True)
    except StoreError as refusal:
        print(str(refusal), "|", engine.describe_file_trouble(store), flush=True)
"""


def cut(file):
    os.truncate(file, file.stat().st_size // 2)


def empty(file):
    os.truncate(file, 0)


def lengthen(file):
    with file.open("ab") as opened:
        opened.write(b"\0" * 4096)


def write_over(file):
    """`cp older.db siapcerdas.db`: the same inode, a whole store of another state."""
    shutil.copyfile(file.with_name("lama.db"), file)


def write_over_with_its_time(file):
    """`cp -p`: also the time is that of the copy."""
    write_over(file)
    shutil.copystat(file.with_name("lama.db"), file)


def write_nonsense(file):
    file.write_bytes(b"bukan basis data" * 4096)


def write_in_the_middle(file):
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(b"ditimpa")


def _log(file):
    return Path(f"{file}-wal")


def cut_the_log(file):
    os.truncate(_log(file), 0)


def cut_half_of_the_log(file):
    os.truncate(_log(file), _log(file).stat().st_size // 2)


def blank_the_log(file):
    """Zeros over all of it, in place: its size stays."""
    with _log(file).open("r+b") as opened:
        opened.write(b"\0" * _log(file).stat().st_size)


def blank_the_beginning_of_the_log(file):
    with _log(file).open("r+b") as opened:
        opened.write(b"\0" * 32)


def write_into_a_page_of_the_log(file):
    with _log(file).open("r+b") as opened:
        opened.seek(32 + 24 + 100)
        opened.write(b"ditimpa")


def put_an_older_log(file):
    shutil.copyfile(file.with_name("lama.db"), _log(file))


LOG_HANDS = [
    cut_the_log,
    cut_half_of_the_log,
    blank_the_log,
    blank_the_beginning_of_the_log,
    write_into_a_page_of_the_log,
    put_an_older_log,
]
HANDS = [cut, empty, lengthen, write_over, write_over_with_its_time, write_nonsense, write_in_the_middle]


@pytest.fixture
def older(file):
    shutil.copy(file, file.with_name("lama.db"))
    return file


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be written over there")
@pytest.mark.parametrize("folded", [False, True], ids=["log long", "log folded"])
@pytest.mark.parametrize("hand", HANDS)
def test_nothing_is_said_to_be_saved_over_a_file_that_was_written_over(older, hand, folded):
    store = open_store(address(older))
    add(store, "sebelum")
    if folded:
        engine.fold_log(store)
        assert engine.describe_file_trouble(store) == ""
    hand(older)
    assert "tidak ada yang disimpan" in engine.describe_file_trouble(store) or hand in (empty, write_nonsense)
    assert engine.describe_file_trouble(store)
    for label in ("sesudah", "sekali lagi"):
        with pytest.raises(StoreError):
            add(store, label)
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be written over there")
@pytest.mark.parametrize("hand", [cut, write_over, write_in_the_middle])
def test_it_is_seen_before_the_first_write_and_in_the_middle_of_one(older, hand):
    store = open_store(address(older))
    labels(store)

    def halfway():
        with engine.writing_transaction(store) as connection:
            add(connection, "sesudah")
            hand(older)

    with pytest.raises(StoreError):
        halfway()
    with pytest.raises(StoreError):
        add(store, "sekali lagi")
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be written over there")
@pytest.mark.parametrize("hand", LOG_HANDS)
@pytest.mark.parametrize("writes", [1, 3])
def test_nothing_is_said_to_be_saved_over_a_log_that_was_changed_in_place(older, hand, writes):
    store = open_store(address(older))
    for number in range(writes):
        add(store, f"sebelum {number}")
    hand(older)
    assert "tidak ada yang disimpan" in engine.describe_file_trouble(store)
    for label in ("sesudah", "sekali lagi"):
        with pytest.raises(StoreError):
            add(store, label)
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be written over there")
@pytest.mark.parametrize("hand", LOG_HANDS)
def test_a_log_changed_in_the_middle_of_a_write_is_seen(older, hand):
    store = open_store(address(older))
    add(store, "sebelum")

    def halfway():
        with engine.writing_transaction(store) as connection:
            add(connection, "sesudah")
            hand(older)

    with pytest.raises(StoreError):
        halfway()
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be written over there")
@pytest.mark.parametrize("hand", [cut_the_log, blank_the_log, blank_the_beginning_of_the_log])
def test_a_log_changed_at_the_very_commit_is_seen(older, hand, monkeypatch):
    """Between the last look before the commit and the first behind it."""
    store = open_store(address(older))
    add(store, "sebelum")
    whole = StoreFile.require_kept
    turns = iter(range(9))

    def kept(self, sides):
        if next(turns) == 1:
            hand(older)
        whole(self, sides)

    monkeypatch.setattr(StoreFile, "require_kept", kept)
    with pytest.raises(StoreError):
        add(store, "sesudah")
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="a file in use cannot be written over there")
@pytest.mark.parametrize("hand", [*HANDS, *LOG_HANDS])
def test_a_running_store_says_so(older, hand):
    """Another process, as the app is, that writes on as lines come."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, address(older)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as running:
        assert [_ask(running) for _ in range(2)] == ["tersimpan", "tersimpan"]
        hand(older)
        for _ in range(2):
            said, _, trouble = _ask(running).partition(" | ")
            assert said != "tersimpan"
            assert said.endswith(".")
            assert trouble
        running.stdin.close()


def _ask(running) -> str:
    running.stdin.write("\n")
    return running.stdout.readline().strip()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_store_moved_away_behind_a_link_is_told(file):
    """The next opening would look for the log beside the file itself, and not find what is written now."""
    store = open_store(address(file))
    add(store, "sebelum")
    other = file.parent.parent / "besar"
    other.mkdir()
    shutil.move(file, other / file.name)
    file.symlink_to(other / file.name)
    assert "dipindahkan" in engine.describe_file_trouble(store)
    with pytest.raises(StoreError, match="dipindahkan"):
        add(store, "sesudah")
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_store_that_is_opened_through_a_link_is_watched_too(file):
    link = file.with_name("tautan.db")
    link.symlink_to(file)
    store = open_store(address(link))
    add(store, "sebelum")
    assert engine.describe_file_trouble(store) == ""
    Path(f"{file}-wal").unlink()
    with pytest.raises(StoreError, match="dipindahkan"):
        add(store, "sesudah")
    store.dispose()


def test_folding_the_log_is_no_alarm_whoever_does_it(file, monkeypatch):
    """Threads and another process write at once, and fold at every turn; nothing is refused or lost."""
    monkeypatch.setattr(store_file, "LONG_LOG", 1)
    store = open_store(address(file))
    period = periods.list_periods(store)[0] if labels(store) else _prepared(store)
    other = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", address(file), "lain", "12"], cwd=Path.cwd()
    )
    failed: list[BaseException] = []

    def write(who: str) -> None:
        try:
            for number in range(8):
                add(store, f"{who} {number}")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(f"utas {at}",)) for at in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert other.wait() == 0
    assert failed == []
    assert len(labels(store)) == 24 + 1
    assert period.label in labels(store)
    assert engine.describe_file_trouble(store) == ""
    store.dispose()


def _prepared(store):
    add(store, "2026")
    instruments.freeze_instrument(store, "uji", "1", "0" * 64, "{}")
    return periods.list_periods(store)[0]


def test_the_log_does_not_grow_without_end(file, monkeypatch):
    monkeypatch.setattr(store_file, "LONG_LOG", 200_000)
    store = open_store(address(file))
    period = _prepared(store)
    used = instruments.list_instruments(store)[0]
    for number in range(40):
        uploads.keep_upload(store, writer.batch(period.id, used.id, "A", number))
        assert Path(f"{file}-wal").stat().st_size < 3_000_000
    assert file.stat().st_size > 200_000
    store.dispose()
    with sqlite3.connect(file) as raw:
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_what_the_looks_cost_is_small_beside_a_write(file, monkeypatch):
    store = open_store(address(file))
    spent = 0.0
    for name in ("require_untouched", "find_mark", "remember_look", "require_kept"):
        whole = getattr(StoreFile, name)

        def timed(self, *given, whole=whole):
            nonlocal spent
            begin = time.perf_counter()
            whole(self, *given)
            spent += time.perf_counter() - begin

        monkeypatch.setattr(StoreFile, name, timed)
    begin = time.perf_counter()
    for number in range(60):
        add(store, str(number))
    assert spent < 0.1 * (time.perf_counter() - begin)
    store.dispose()


@pytest.mark.skipif(os.name == "nt", reason="bounds on open files are set otherwise there")
def test_too_many_open_files_are_no_hand(file):
    """What cannot be looked at now was not written over: it is said so, and later all is saved again."""
    import resource

    store = open_store(address(file))
    add(store, "sebelum")
    with sqlite3.connect(file) as other:  # so that the log has to be read
        other.execute("CREATE TABLE uji_lain (isi)")
    bounds, held = resource.getrlimit(resource.RLIMIT_NOFILE), []
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/dev/fd")) + 40, bounds[1]))
        while _opens(held):
            pass
        with pytest.raises(StoreError, match="tidak dapat diperiksa saat ini"):
            add(store, "sesudah")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, bounds)
        for one in held:
            os.close(one)
    store.dispose()
    found = open_store(address(file))
    add(found, "sesudah")
    assert labels(found) == ["sebelum", "sesudah"]
    found.dispose()


@pytest.mark.parametrize(
    "said", ["database or disk is full", "unable to open database file", "disk I/O error"]
)
def test_what_is_saved_is_saved_where_the_log_cannot_be_folded(file, monkeypatch, said):
    """The disk has no room for it twice, or no file can be opened: the save was told by then."""
    store = open_store(address(file))
    monkeypatch.setattr(store_file, "LONG_LOG", 1)
    whole = StoreFile.open_connection

    def refused(self, seconds):
        if seconds == store_file.FOLD_SECONDS:
            raise sqlite3.OperationalError(said)
        return whole(self, seconds)

    monkeypatch.setattr(StoreFile, "open_connection", refused)
    add(store, "satu")
    add(store, "dua")
    assert labels(store) == ["satu", "dua"]
    assert engine.describe_file_trouble(store) == ""
    store.dispose()


def _opens(held: list[int]) -> bool:
    try:
        held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    return True

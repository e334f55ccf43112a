"""A store whose file was taken away, replaced, or may only be read says so; nothing is told to be saved."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage import StoreError, close_stores, engine, location, open_store
from storage.setup import periods
from tests.pages.stores import address
from tests.storage.scene import ACTOR

DAYS = (date(2026, 1, 1), date(2026, 12, 31))
SIDES = ("-wal", "-shm")


@pytest.fixture
def file(migrated, tmp_path) -> Path:
    """A store of this test's own."""
    (tmp_path / "var").mkdir()
    return Path(shutil.copy(migrated, tmp_path / "var" / "siapcerdas.db"))


def add(store: Engine, label: str) -> None:
    periods.add_period(store, label, *DAYS, ACTOR)


def labels(store: Engine) -> list[str]:
    return [period.label for period in periods.list_periods(store)]


def remove(file: Path) -> None:
    for side in ("", *SIDES):
        Path(f"{file}{side}").unlink(missing_ok=True)


def move(file: Path) -> None:
    for side in ("", *SIDES):
        if (one := Path(f"{file}{side}")).exists():
            one.rename(f"{file}.lama{side}")


def move_folder(file: Path) -> None:
    file.parent.rename(file.parent.with_name("lain"))


def replace(file: Path) -> None:
    """Another store, whole and empty, as a copy that somebody put in its place."""
    other = file.with_name("lain.db")
    open_store(address(other)).dispose()
    remove(file)
    other.rename(file)


def take_log(file: Path) -> None:
    Path(f"{file}-wal").unlink()


def replace_log(file: Path) -> None:
    take_log(file)
    Path(f"{file}-wal").touch()


def take_index(file: Path) -> None:
    Path(f"{file}-shm").unlink()


HANDS = [remove, move, move_folder, replace, take_log, replace_log, take_index]


@pytest.mark.parametrize("hand", HANDS)
def test_nothing_is_said_to_be_saved_into_a_file_that_is_gone(file, hand):
    store = open_store(address(file))
    add(store, "sebelum")
    hand(file)
    for label in ("sesudah", "sekali lagi"):
        with pytest.raises(StoreError, match="tidak ada yang disimpan") as refusal:
            add(store, label)
        assert str(file) in str(refusal.value)
    store.dispose()
    if file.parent.exists():
        found = open_store(address(file))
        assert not {"sesudah", "sekali lagi"} & set(labels(found))
        found.dispose()


@pytest.mark.parametrize("hand", [remove, move, replace, take_log])
def test_a_file_taken_away_in_the_middle_of_a_write_is_said_too(file, hand):
    store = open_store(address(file))
    add(store, "sebelum")

    def halfway() -> None:
        with engine.writing_transaction(store) as connection:
            add(connection, "sesudah")
            hand(file)

    with pytest.raises(StoreError, match="tidak ada yang disimpan"):
        halfway()
    store.dispose()


@pytest.mark.parametrize("hand", [remove, move, move_folder, replace])
def test_no_empty_store_is_made_where_one_was(file, hand):
    """A connection made later must not create a new file, nor read another store as if it were this one."""
    store = open_store(address(file))
    add(store, "sebelum")
    store.dispose()  # the next connection is a new one
    hand(file)
    with pytest.raises(StoreError, match="dipindahkan, diganti, atau dihapus"):
        labels(store)
    assert file.exists() == (hand is replace)
    store.dispose()


def test_what_was_read_before_can_still_be_read(file):
    store = open_store(address(file))
    add(store, "sebelum")
    remove(file)
    assert labels(store) == ["sebelum"]
    store.dispose()


def test_a_file_put_back_is_written_again(file):
    store = open_store(address(file))
    add(store, "sebelum")
    move(file)
    with pytest.raises(StoreError):
        add(store, "hilang")
    for side in ("", *SIDES):
        Path(f"{file}.lama{side}").rename(f"{file}{side}")
    add(store, "sesudah")
    assert labels(store) == ["sebelum", "sesudah"]
    store.dispose()


def test_a_link_that_leads_elsewhere_is_another_store(file, tmp_path):
    way = tmp_path / "tautan"
    way.symlink_to(file.parent)
    store = open_store(address(way / file.name))
    add(store, "sebelum")
    other = tmp_path / "lain"
    shutil.copytree(file.parent, other)
    way.unlink()
    way.symlink_to(other)
    with pytest.raises(StoreError, match="tidak ada yang disimpan"):
        add(store, "sesudah")
    store.dispose()


def test_the_look_costs_a_write_next_to_nothing(file):
    """Two looks at three files a write, and none at all a read."""
    store = open_store(address(file))
    looks = []
    seen = engine.StoreFile.require_kept

    def count(self, sides):
        looks.append(1)
        seen(self, sides)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.StoreFile, "require_kept", count)
        add(store, "sebelum")
        assert len(looks) == 2
        labels(store)
        assert len(looks) == 2
    store.dispose()


def test_a_clean_stop_folds_the_log_into_the_file(file):
    store = open_store(address(file))
    add(store, "sebelum")
    assert Path(f"{file}-wal").stat().st_size > 0
    close_stores()
    assert not Path(f"{file}-wal").exists()
    alone = file.with_name("salinan.db")
    shutil.copy(file, alone)
    found = open_store(address(alone))
    assert labels(found) == ["sebelum"]
    found.dispose()


def test_a_stop_beside_another_process_waits_for_nobody(file):
    store = open_store(address(file))
    add(store, "sebelum")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM period").fetchone()
    close_stores()
    other.close()
    found = open_store(address(file))
    assert labels(found) == ["sebelum"]
    found.dispose()


def test_a_stop_after_the_file_went_says_nothing_on_the_screen(file):
    store = open_store(address(file))
    add(store, "sebelum")
    replace(file)
    close_stores()
    found = open_store(address(file))
    assert labels(found) == []
    found.dispose()


# What a reader without the right to write does. As root it rehearses, for what it imports, then turns nobody.
READ = """
import os, sys
from datetime import date
from storage import StoreError, open_store
from storage.setup import periods
from storage.values import Actor

def read(url):
    store = open_store(url)
    print([period.label for period in periods.list_periods(store)])
    try:
        periods.add_period(store, "sesudah", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    except StoreError as refusal:
        print(refusal)

read(sys.argv[2])
if os.geteuid() == 0:
    os.setgroups([])
    os.setegid(65534)
    os.seteuid(65534)
print()
read(sys.argv[1])
"""


@pytest.fixture
def shown(migrated) -> Iterator[Path]:
    """A store of this test's own that every user of the machine may reach, as pytest's folders are not."""
    with tempfile.TemporaryDirectory(prefix="siapcerdas-") as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "var").mkdir()
        yield Path(shutil.copy(migrated, Path(folder) / "var" / "siapcerdas.db"))


def read_without_rights(file: Path) -> list[str]:
    """What a process that may only read prints: the periods it sees, and why it may not write."""
    rehearsal = address(file.parent.parent / "latihan" / "siapcerdas.db")
    command = [sys.executable, "-c", READ, address(file), rehearsal]
    done = subprocess.run(command, cwd=location.ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("\n\n")[2].splitlines()


def leave_log(file: Path, *, index: bool) -> None:
    """A store as a killed process leaves it: the last change stands in the log alone."""
    store = open_store(address(file))
    add(store, "dalam log")
    sides = SIDES if index else SIDES[:1]
    kept = {side: Path(f"{file}{side}").read_bytes() for side in ("", *sides)}
    store.dispose()
    for side, content in kept.items():
        Path(f"{file}{side}").write_bytes(content)


def leave_folded(file: Path) -> None:
    store = open_store(address(file))
    add(store, "dalam log")
    store.dispose()


LEFT = {
    "folded": leave_folded,
    "log": lambda file: leave_log(file, index=False),
    "log and index": lambda file: leave_log(file, index=True),
}


@pytest.mark.skipif(os.name == "nt", reason="rights are set otherwise on Windows")
@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("rights", ["file", "folder", "both"])
def test_a_store_that_may_only_be_read_is_read_and_refuses_in_words(shown, left, rights):
    file = shown
    LEFT[left](file)
    everyone = 0o777 if rights == "file" else 0o555
    for side in ("", *SIDES):
        if (one := Path(f"{file}{side}")).exists():
            one.chmod(0o666 if rights == "folder" else 0o444)
    file.parent.chmod(everyone)
    try:
        seen, *refused = read_without_rights(file)
    finally:
        file.parent.chmod(0o755)
    assert seen == "['dalam log']"
    if refused != []:
        assert "tidak ada yang disimpan" in refused[0]
        assert str(file) in refused[0]
    else:  # whoever may write the file may write where SQLite needs nothing beside it
        assert (rights, left) == ("folder", "log and index")

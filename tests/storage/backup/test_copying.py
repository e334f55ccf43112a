"""A copy is one whole state of the store, or there is none."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import StoreError, location, open_store, store_copies
from storage.backup import contents, copying, shelf
from storage.store_file import open_store_file
from tests.pages.stores import address
from tests.storage import writer
from tests.storage.backup.scenes import fill, list_rows


@pytest.fixture
def path(migrated, tmp_path) -> Path:
    (tmp_path / "var").mkdir()
    return Path(shutil.copy(migrated, tmp_path / "var" / "siapcerdas.db"))


def copied(path: Path, folder: Path) -> contents.StoredCopy:
    return copying.copy_store_file(open_store_file(path), copying.CopyRequest(folder, shelf.BY_HAND))


def test_a_copy_says_what_it_holds_and_holds_it(path, tmp_path):
    fill(path, "DINKES", "DISDIK")
    copy = copied(path, tmp_path / "usb")
    assert contents.read_copy(copy.path) == copy
    data = zipfile.ZipFile(copy.path).read(copy.facts.member)
    assert hashlib.sha256(data).hexdigest() == copy.facts.sha256
    assert copy.facts.revision in copy.path.name or copy.facts.kind in copy.path.name
    digests = {hashlib.sha256(f"{name}.xlsx".encode()).hexdigest() for name in ("DINKES", "DISDIK")}
    assert set(copy.facts.files) == digests
    contents.unpack_copy(copy, tmp_path / "lepas.db")
    original, taken = open_store(address(path)), open_store(address(tmp_path / "lepas.db"))
    assert list_rows(original) == list_rows(taken)
    for store in (original, taken):
        store.dispose()


def test_a_copy_made_while_others_write_is_one_state(path, tmp_path):
    fill(path)
    store = open_store(address(path))

    def write(who: str) -> None:
        from storage.upload import uploads

        for number in range(1, 9):
            uploads.keep_upload(store, writer.batch(1, 1, who, number))

    with ThreadPoolExecutor(3) as pool:
        working = [pool.submit(write, who) for who in "PQ"]
        copies = [copied(path, tmp_path / "usb") for _ in range(6)]
        for one in working:
            one.result()
    store.dispose()
    rows = writer.INDICATORS * writer.AGENCIES
    for at, copy in enumerate(copies):
        contents.unpack_copy(copy, tmp_path / f"{at}.db")
        with sqlite3.connect(tmp_path / f"{at}.db") as connection:
            batches = "SELECT count(*) FROM answer JOIN version ON id = version_id GROUP BY batch_id"
            assert {count for (count,) in connection.execute(batches)} <= {rows}
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()


def test_what_was_read_before_its_file_went_can_still_be_copied(path, tmp_path):
    fill(path, "DINKES")
    store = open_store(address(path))
    before = list_rows(store)
    for side in ("", "-wal", "-shm"):
        Path(f"{path}{side}").unlink()
    copy = store_copies.copy_store(store, tmp_path / "usb")
    store.dispose()
    contents.unpack_copy(copy, tmp_path / "lepas.db")
    saved = open_store(address(tmp_path / "lepas.db"))
    assert list_rows(saved) == before
    saved.dispose()


def test_no_store_is_made_to_be_copied(tmp_path):
    with pytest.raises(StoreError, match="Belum ada basis data"):
        store_copies.copy_kept_store(tmp_path / "usb", address(tmp_path / "tidak-ada.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_another_kind_is_no_store(tmp_path):
    with sqlite3.connect(tmp_path / "lain.db") as other:
        other.execute("CREATE TABLE hal (x)")
    other.close()
    with pytest.raises(StoreError):
        store_copies.copy_kept_store(tmp_path / "usb", address(tmp_path / "lain.db"))
    assert list((tmp_path / "usb").iterdir()) == []


COPY = """
import resource, signal, sys
from pathlib import Path
from storage import StoreError, store_copies
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    store_copies.copy_kept_store(Path(sys.argv[2]), sys.argv[1])
except StoreError as refusal:
    print(refusal)
"""


@pytest.mark.skipif(os.name == "nt", reason="no limit of a file's size to stand for a full disk")
@pytest.mark.parametrize("share", [0.02, 0.3, 0.95])
def test_a_disk_that_fills_up_is_said_and_nothing_is_left(path, tmp_path, share):
    fill(path, *(f"OPD{number}" for number in range(30)))
    room = int(path.stat().st_size * share)
    command = [sys.executable, "-c", COPY, address(path), str(tmp_path / "usb"), str(room)]
    done = subprocess.run(command, cwd=location.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert any(word in done.stdout for word in ("penuh", "Disk gagal", "tidak dapat ditulis")), done.stdout
    assert list((tmp_path / "usb").glob("*")) == []


def test_a_folder_that_is_none_is_said(path, tmp_path):
    (tmp_path / "usb").write_text("sebuah berkas")
    with pytest.raises(StoreError, match="Salinan tidak dapat ditulis"):
        copied(path, tmp_path / "usb")


def test_what_a_killed_copy_left_is_swept_away_a_day_later(path, tmp_path):
    folder = tmp_path / "usb"
    for name, seconds in ((".sementara-lama", 1), (".sementara-baru", None)):
        (folder / name).mkdir(parents=True)
        (folder / name / "siapcerdas.db").touch()
        if seconds:
            os.utime(folder / name, (seconds, seconds))
    copied(path, folder)
    assert not (folder / ".sementara-lama").exists()
    assert (folder / ".sementara-baru").exists()

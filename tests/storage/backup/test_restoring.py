"""A restore puts a whole store in place or changes nothing, and what it replaces is kept."""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from storage import StoreError, audit, chain_check, location, open_store, restoring, schema
from storage.backup import contents, copying, shelf
from storage.setup import periods
from storage.store_file import open_store_file
from storage.upload import batches
from tests.pages.stores import address
from tests.storage.backup.scenes import fill, list_rows, read_rows
from tests.storage.scene import ACTOR


@pytest.fixture
def path(migrated, tmp_path) -> Path:
    (tmp_path / "var").mkdir()
    file = Path(shutil.copy(migrated, tmp_path / "var" / "siapcerdas.db"))
    fill(file, "DINKES", "DISDIK")
    return file


@pytest.fixture
def copy(path, tmp_path) -> Path:
    asked = copying.CopyRequest(tmp_path / "usb", shelf.BY_HAND)
    return copying.copy_store_file(open_store_file(path), asked).path


def without_restore(rows):
    """The rows but for what a restore itself records: its entry, and the chains that it moved on."""
    return {
        name: [row for row in held if "store.restore" not in row]
        for name, held in rows.items()
        if name != "chain"
    }


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but the log's index, which readers write."""
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and not one.name.endswith("-shm")
    }


def test_a_copy_comes_back_whole_and_what_it_replaces_is_kept(path, copy):
    then = read_rows(path)
    fill(path, "SESUDAH")
    now = read_rows(path)
    done = restoring.restore_copy(copy, address(path))
    assert without_restore(read_rows(path)) == without_restore(then)
    assert done.kept.parent == path.parent / "cadangan"
    restoring.restore_copy(done.kept, address(path))
    assert without_restore(read_rows(path)) == without_restore(now)


def test_a_clean_machine_has_it_all(path, copy, tmp_path):
    elsewhere = tmp_path / "laptop lain" / "data" / "siapcerdas.db"
    done = restoring.restore_copy(copy, address(elsewhere))
    assert done.kept is None
    assert without_restore(read_rows(elsewhere)) == without_restore(read_rows(path))
    store = open_store(address(elsewhere))
    assert audit.list_audit_entries(store)["action"].iloc[0] == "store.restore"
    assert chain_check.list_chain_faults(store) == ()
    store.dispose()
    assert [one.name for one in elsewhere.parent.iterdir()] == ["siapcerdas.db"]


def test_a_store_in_use_is_left_alone(path, copy):
    command = [
        sys.executable, "-c",
        "import sys; from storage import open_store; s = open_store(sys.argv[1]); print(flush=True); input()",
        address(path),
    ]  # fmt: skip
    other = subprocess.Popen(command, cwd=location.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    other.stdout.readline()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="masih berjalan"):
        restoring.restore_copy(copy, address(path))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if one.is_dir()] == []
    other.communicate(b"\n", timeout=60)
    restoring.restore_copy(copy, address(path))


def rewrite(copy: Path, change) -> Path:
    """The copy with members changed: `change` takes and gives name -> bytes."""
    with zipfile.ZipFile(copy) as archive:
        members = change({name: archive.read(name) for name in archive.namelist()})
    other = copy.with_name("diubah.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return other


def facts_changed(**changed):
    def change(members):
        facts = json.loads(members[contents.FACTS]) | changed
        return members | {contents.FACTS: json.dumps(facts).encode()}

    return change


def resigned(change_database):
    """The database changed and its checksum made to fit."""

    def change(members):
        facts = json.loads(members[contents.FACTS])
        data = change_database(members[facts["member"]])
        told = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        return members | {contents.FACTS: json.dumps(facts | told).encode(), facts["member"]: data}

    return change


def run_in(statements):
    """What SQL makes of a database given as bytes."""

    def change(data: bytes) -> bytes:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(data)
        connection.executescript(statements)
        return connection.serialize()

    return change


WRONG = {
    "newer schema": (facts_changed(revision="9999"), "lebih baru"),
    "newer schema inside": (resigned(run_in("UPDATE alembic_version SET version_num='9999'")), "lebih baru"),
    "newer format": (facts_changed(format=99, kind=3), "lebih baru"),
    "another backend": (facts_changed(backend="postgresql"), "Paket proyek"),
    "an older schema told inside": (
        resigned(run_in("UPDATE alembic_version SET version_num='0001'")),
        "bukan basis data",
    ),
    "a backend of no name": (facts_changed(backend="mysql\x1b[31m"), "tidak dapat dibaca"),
    "no facts": (lambda members: {"lain.txt": b"x"}, "bukan salinan"),
    "a package": (lambda members: {"isi.json": b"{}"}, "paket proyek"),
    "facts of another shape": (facts_changed(files=7), "rusak"),
    "facts that are no JSON": (lambda members: members | {contents.FACTS: b"\xff{"}, "rusak"),
    "no database": (lambda members: {contents.FACTS: members[contents.FACTS]}, "tidak lengkap"),
    "other checksum": (facts_changed(sha256="0" * 64), "kode keaslian"),
    "pages overwritten": (resigned(lambda data: data[:8192] + b"\xaa" * 40960 + data[49152:]), "rusak"),
    "no database at all": (resigned(lambda data: b"bukan basis data " * 1000), "rusak"),
    "empty database": (resigned(lambda data: b""), "rusak"),
    "another's database": (resigned(run_in("DROP TABLE finding; CREATE TABLE lain (x)")), "rusak"),
    "a trigger of a stranger": (
        resigned(run_in("CREATE TRIGGER curi AFTER INSERT ON audit BEGIN UPDATE answer SET value = 5; END")),
        "rusak",
    ),
    "the first of all years": (facts_changed(made_at="0001-01-01T00:00:00+14:00"), "saat pembuatannya"),
    "the last of all years": (facts_changed(made_at="9999-12-31T23:59:59-12:00"), "saat pembuatannya"),
    "a view of a stranger": (resigned(run_in("CREATE VIEW intip AS SELECT * FROM answer")), "rusak"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_whole_copy_is_refused_and_nothing_changes(path, copy, wrong):
    change, said = WRONG[wrong]
    before = tree(path.parent)
    with pytest.raises(StoreError, match=said):
        restoring.restore_copy(rewrite(copy, change), address(path))
    assert tree(path.parent) == before


def with_member_cut(copy: Path, compression: int) -> Path:
    """The copy packed another way, the first bytes of its members made nothing that can be unpacked."""
    with zipfile.ZipFile(copy) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    other = copy.with_name(f"dimampatkan-{compression}.zip")
    with zipfile.ZipFile(other, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        places = [one.header_offset + 30 + len(one.filename) for one in archive.infolist()]
    data = bytearray(other.read_bytes())
    for place in places:
        data[place + 9 : place + 40] = b"\xff" * 31
    other.write_bytes(data)
    return other


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_copy_packed_another_way_and_damaged_is_refused_in_words(path, copy, way):
    damaged = with_member_cut(copy, way)
    before = tree(path.parent)
    with pytest.raises(StoreError):
        restoring.restore_copy(damaged, address(path))
    assert tree(path.parent) == before


def test_a_folder_with_copies_of_every_origin_is_listed_and_each_is_read_or_named(path, copy):
    folder = copy.parent
    moments = [
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00Z",
        "1970-01-01T00:00:00",
        "2999-01-01T00:00:00-08:00",
    ]
    for number, moment in enumerate(moments):
        rewrite(copy, facts_changed(made_at=moment)).rename(folder / f"asing{number}.zip")
    rewrite(copy, facts_changed(made_at="9999-12-31T23:59:59-12:00")).rename(folder / "ujung.zip")
    with_member_cut(copy, zipfile.ZIP_LZMA)
    found = shelf.list_copies(folder)
    assert [one.path.name for one in found] == [
        "asing3.zip",
        copy.name,
        "asing1.zip",
        "asing0.zip",
        "asing2.zip",
    ]
    assert len(shelf.list_unreadable_copies(folder)) == 2


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_copy_is_refused_or_comes_back_whole(path, copy, seed):
    """Bits flipped, ends cut off: what is not noticed changed nothing that counts."""
    draw = random.Random(seed)
    data = bytearray(copy.read_bytes())
    if seed % 2:
        del data[draw.randrange(len(data)) :]
    else:
        for _ in range(draw.randint(1, 8)):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    copy.write_bytes(data)
    then = read_rows(path)
    before = tree(path.parent)
    refused = ""
    try:
        restoring.restore_copy(copy, address(path))
    except StoreError as refusal:
        refused = str(refusal)
    if refused:
        assert refused.endswith(".")
        assert tree(path.parent) == before
    assert without_restore(read_rows(path)) == without_restore(then)


@pytest.mark.parametrize("name", ["tidak-ada.zip", "folder", "teks.zip"])
def test_what_is_no_file_of_ours_is_refused_in_words(path, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "teks.zip").write_text("halo")
    with pytest.raises(StoreError) as refusal:
        restoring.restore_copy(tmp_path / name, address(path))
    assert name in str(refusal.value)


def damage(path: Path, how: str) -> None:
    """What a disk or a hand does to a store."""
    if how == "gone":
        path.unlink()
    elif how == "header":
        with path.open("r+b") as file:
            file.write(b"x" * 100)
    elif how == "pages":
        with path.open("r+b") as file:
            file.seek(8192)
            file.write(os.urandom(path.stat().st_size - 8192))
    else:
        path.write_bytes(b"")


@pytest.mark.parametrize("how", ["gone", "header", "pages", "emptied"])
@pytest.mark.parametrize("log", [False, True], ids=["folded", "log"])
def test_a_damaged_store_is_replaced_and_kept_as_it_was(path, copy, how, log):
    then = read_rows(path)
    sides = {}
    if log:
        store = open_store(address(path))
        periods.add_period(store, "dalam log", date(2025, 1, 1), date(2025, 12, 31), ACTOR)
        sides = {side: Path(f"{path}{side}").read_bytes() for side in ("-wal", "-shm")}
        store.dispose()
    damage(path, how)
    for side, data in sides.items():
        Path(f"{path}{side}").write_bytes(data)
    damaged = path.read_bytes() if path.exists() else None
    done = restoring.restore_copy(copy, address(path))
    assert without_restore(read_rows(path)) == without_restore(then)
    if done.kept and done.kept.is_dir() and how != "emptied" and not log:
        assert (done.kept / path.name).read_bytes() == damaged
    assert (done.kept is None) == (how == "gone" and not log)


def test_a_bare_database_with_its_log_that_a_hand_copied_is_taken_too(path, tmp_path):
    store = open_store(address(path))
    periods.add_period(store, "dalam log", date(2025, 1, 1), date(2025, 12, 31), ACTOR)
    hand = tmp_path / "usb"
    hand.mkdir()
    for side in ("", "-wal"):
        shutil.copy(f"{path}{side}", hand)
    now = list_rows(store)
    store.dispose()
    elsewhere = tmp_path / "lain" / "siapcerdas.db"
    restoring.restore_copy(hand / path.name, address(elsewhere))
    assert without_restore(read_rows(elsewhere)) == without_restore(now)


def test_what_was_erased_since_does_not_come_back(path, copy):
    store = open_store(address(path))
    files = batches.list_kept_files(store)
    batches.purge_kept_file(store, int(files["upload_id"].iloc[0]), ACTOR)
    store.dispose()
    done = restoring.restore_copy(copy, address(path))
    assert done.erased == 1
    store = open_store(address(path))
    assert chain_check.list_chain_faults(store) == ()
    after = batches.list_kept_files(store).set_index("sha256")["purged_at"]
    store.dispose()
    assert after.notna().sum() == 1
    assert after[files["sha256"].iloc[0]] is not None
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM upload WHERE content IS NULL").fetchone() == (1,)
    raw.close()


def test_a_store_of_this_version_is_named_by_it(copy):
    assert contents.read_copy(copy).facts.revision == schema.REVISION


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("damaged", [False, True])
def test_a_store_behind_a_link_is_replaced_where_it_lies(path, copy, tmp_path, damaged):
    """Else the one replaced would stay behind the link's back, with all it says of people."""
    home = tmp_path / "besar"
    home.mkdir()
    shutil.move(path, home / "data.db")
    path.symlink_to(home / "data.db")
    fill(path, "DISDUK")
    if damaged:
        path.write_bytes(b"rusak" * 5_000)
    done = restoring.restore_copy(copy, address(path))
    assert path.is_symlink()
    assert [one.name for one in home.iterdir()] == ["data.db"]
    assert done.kept.parent == path.parent / shelf.FOLDER
    if damaged:
        assert (done.kept / "data.db").read_bytes() == b"rusak" * 5_000
    store = open_store(address(path))
    assert store.dialect.name == "sqlite"
    assert len(list_rows(store)["upload"]) == 2
    store.dispose()

"""backup and restore as somebody at a keyboard uses them: to a stick, and on a laptop that has nothing."""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import cli
import storage
from storage.results import state
from storage.setup import instruments, periods
from tests.commands.running import ROOT, refused
from tests.pages import stores
from tests.storage.backup.scenes import list_rows
from workflow import opening
from workflow.results.score_table import scores_table
from workflow.results.stored_data import AssessmentScope
from workflow.targets.region_selection import RegionSelection


def run(var: Path, *given: str) -> subprocess.CompletedProcess:
    """cli.py as a process of its own, with that data folder and no other setting."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, given)]
    return subprocess.run(
        command, env=environment | {"SIAP_VAR": str(var)}, cwd=var.parent, capture_output=True, text=True
    )


def numbers(file: Path) -> dict[tuple[str, str], pd.DataFrame]:
    """The score table of every period and instrument that the store at a path holds answers for."""
    store = opening.open_whole_store(stores.address(file))
    regions = tuple(state.list_known_regions(store))
    found = {}
    for period in periods.list_periods(store):
        for instrument in instruments.list_instruments(store):
            room = RegionSelection(store, AssessmentScope(period.id, instrument.id), regions)
            table = scores_table(room.result(), period.label)
            if table["score"].notna().any():
                found[period.label, f"{instrument.instrument} {instrument.version}"] = table
    store.dispose()
    return found


def test_a_clean_machine_finds_every_number(seeded_store, tmp_path):
    home, stick, away = tmp_path / "rumah", tmp_path / "usb", tmp_path / "laptop lain" / "data"
    home.mkdir()
    away.parent.mkdir()
    here = Path(shutil.copy(seeded_store, home / "siapcerdas.db"))
    done = run(home, "backup", stick)
    assert done.returncode == 0, done.stderr
    (copy,) = stick.iterdir()
    assert copy.name in done.stderr
    done = run(away, "restore", copy)
    assert done.returncode == 0, done.stderr
    there = away / "siapcerdas.db"
    was, found = numbers(here), numbers(there)
    assert len(was) >= 2
    assert was.keys() == found.keys()
    for key in was:
        pd.testing.assert_frame_equal(was[key], found[key], check_exact=True)
    rows = [list_rows(storage.open_store(stores.address(file))) for file in (here, there)]
    for name in rows[0].keys() - {"audit", "chain"}:  # a restore records itself
        assert rows[0][name] == rows[1][name]
    storage.close_stores()


def test_a_store_that_a_server_holds_is_not_restored(migrated, tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    file = Path(shutil.copy(migrated, var / "siapcerdas.db"))
    assert run(var, "backup", tmp_path / "usb").returncode == 0
    (copy,) = (tmp_path / "usb").iterdir()
    store = storage.open_store(stores.address(file))
    done = run(var, "restore", copy)
    assert done.returncode == 1
    assert "masih berjalan" in done.stderr
    store.dispose()
    done = run(var, "restore", copy)
    assert done.returncode == 0, done.stderr
    assert "Yang digantikan disimpan di" in done.stderr


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_command_without_its_place_says_so(capsys, command):
    assert "Belum diisi" in refused(capsys, command)


def test_what_cannot_be_done_is_said_and_ends_with_1(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", stores.address(tmp_path / "tidak-ada.db"))
    assert cli.main(["backup", str(tmp_path / "usb")]) == 1
    assert "Belum ada basis data" in capsys.readouterr().err
    (tmp_path / "lain.zip").write_bytes(b"bukan zip")
    assert cli.main(["restore", str(tmp_path / "lain.zip")]) == 1
    assert "bukan salinan cadangan" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["lain.zip"]


def test_a_store_left_behind_in_var_is_no_hindrance_to_a_restore(migrated, tmp_path, monkeypatch, capsys):
    """Who restores into a new data folder puts a store there on purpose."""
    from storage import location

    home, away = tmp_path / "var", tmp_path / "lain"
    home.mkdir()
    shutil.copy(migrated, home / "siapcerdas.db")
    monkeypatch.setenv("DATABASE_URL", stores.address(home / "siapcerdas.db"))
    assert cli.main(["backup", str(tmp_path / "usb")]) == 0
    (copy,) = (tmp_path / "usb").iterdir()
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("SIAP_VAR", str(away))
    monkeypatch.setattr(location, "HOME", home)
    assert cli.main(["restore", str(copy)]) == 0
    assert (away / "siapcerdas.db").exists()


def change_copy(copy, statement):
    """A copy changed by a hand that puts the checksum right again."""
    with zipfile.ZipFile(copy) as file:
        members = {name: file.read(name) for name in file.namelist()}
    database = copy.with_suffix(".db")
    database.write_bytes(members["siapcerdas.db"])
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as raw:
        raw.execute(statement)
    facts = json.loads(members["cadangan.json"])
    before = hashlib.sha256(members["siapcerdas.db"]).hexdigest()
    members["siapcerdas.db"] = database.read_bytes()
    after = hashlib.sha256(members["siapcerdas.db"]).hexdigest()
    text = json.dumps(facts).replace(before, after)
    assert after in text
    with zipfile.ZipFile(copy, "w") as file:
        for name, data in (members | {"cadangan.json": text.encode()}).items():
            file.writestr(name, data)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE answer SET value = 5 WHERE rowid = (SELECT min(rowid) FROM answer WHERE value < 5)", True),
        ("DELETE FROM finding", True),
        ("UPDATE signing_key SET key = zeroblob(32)", True),
        ("SELECT 1", False),
    ],
)
def test_a_copy_changed_by_a_hand_is_told_when_it_is_restored(
    seeded_store, tmp_path, monkeypatch, capsys, statement, said
):
    store = shutil.copy(seeded_store, tmp_path / "siapcerdas.db")
    monkeypatch.setenv("DATABASE_URL", stores.address(Path(store)))
    assert cli.main(["backup", str(tmp_path / "usb")]) == 0
    (copy,) = (tmp_path / "usb").glob("*.zip")
    change_copy(copy, statement)
    monkeypatch.setenv("DATABASE_URL", stores.address(tmp_path / "baru" / "siapcerdas.db"))
    capsys.readouterr()
    assert cli.main(["restore", str(copy)]) == 0
    assert ("TIDAK cocok" in "".join(capsys.readouterr())) is said

"""A clean stop leaves the whole store in its one file: what a folder copied afterwards must hold."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

import pytest

import cli
from storage import open_store
from storage.location import ROOT
from storage.setup import periods
from storage.values import Actor
from tests.pages import stores

START_SECONDS = 90


def start(var: Path) -> tuple[subprocess.Popen, int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "start.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=dict(os.environ, SIAP_VAR=str(var)), stdout=subprocess.DEVNULL
    )
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            return server, port
        except OSError:
            time.sleep(0.3)
    server.kill()
    pytest.fail("the server did not start")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals that ask a process to end")
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl+C"])
def test_a_server_asked_to_stop_folds_the_log(tmp_path, migrated, monkeypatch, asked):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    var = tmp_path / "var"
    var.mkdir()
    file = Path(shutil.copy(migrated, var / "siapcerdas.db"))
    server, _ = start(var)
    store = open_store(stores.address(file))
    periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    store.dispose()
    assert Path(f"{file}-wal").stat().st_size > 0
    server.send_signal(asked)
    server.wait(30)
    assert [one.name for one in var.iterdir() if one.is_file()] == ["siapcerdas.db"]
    alone = open_store(stores.address(Path(shutil.copy(file, tmp_path / "salinan.db"))))
    assert [one.label for one in periods.list_periods(alone)] == ["2026"]
    alone.dispose()


def test_a_command_folds_what_it_wrote(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", stores.address(tmp_path / "siapcerdas.db"))
    assert cli.main(["pack", "--out", str(tmp_path / "paket.zip")]) == 2  # nothing to pack; the store is made
    assert [one.name for one in tmp_path.iterdir()] == ["siapcerdas.db"]

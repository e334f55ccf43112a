"""run.py by hand: what it says when something is in its way, and that a second start needs no network."""

import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from storage import location
from tests import browser, checks
from tests.starting import UNREACHABLE, environment, refused, start
from tests.test_house import ROOT


@pytest.fixture
def house(tmp_path):
    """A copy of what run.py needs, with an empty requirements file."""
    shutil.copy(ROOT / "run.py", tmp_path)
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    return tmp_path


def test_a_busy_port_is_said_before_anything_is_installed(house, busy_port):
    refused(start(house, "--port", str(busy_port)), f"Port {busy_port}", f"--port {busy_port + 1}")
    assert not (house / ".venv").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--port", "delapan"], "angka"),
        (["--port", "70000"], "65535"),
        (["--port"], "angka"),
        (["--wheels", "tidak-ada"], "tidak-ada"),
        (["--apa"], "--apa"),
    ],
)
def test_wrong_usage_is_one_sentence(house, arguments, word):
    refused(start(house, *arguments), word)


def test_an_old_python_is_told_what_to_install(house):
    text = (house / "run.py").read_text().replace("OLDEST = (3, 11)", "OLDEST = (9, 9)")
    (house / "run.py").write_text(text)
    refused(start(house), "Python 3.11", "python.org")


def test_no_network_is_one_sentence(house, free_port):
    (house / "requirements.txt").write_text("paket-yang-tidak-ada==1.0\n")
    unreachable = {
        "PIP_INDEX_URL": UNREACHABLE,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_EXTRA_INDEX_URL": "",
    }
    result = start(house, "--port", str(free_port), **unreachable)
    refused(result, "internet", "--wheels")
    assert "dari 1 paket" in result.stdout


def test_a_folder_of_wheels_that_lacks_one_is_one_sentence(house, free_port):
    (house / "requirements.txt").write_text("paket-yang-tidak-ada==1.0\n")
    (house / "wheels").mkdir()
    refused(start(house, "--port", str(free_port), "--wheels", str(house / "wheels")), "wheels", "pasang.log")


def test_a_full_disk_is_one_sentence(house, free_port):
    text = (house / "run.py").read_text()
    (house / "run.py").write_text(
        re.sub(r"^DISK_NEEDED = .*$", "DISK_NEEDED = 10**18", text, flags=re.MULTILINE)
    )
    refused(start(house, "--port", str(free_port)), "Ruang disk kurang")


def test_a_server_that_dies_is_one_sentence(house, free_port):
    """An empty requirements file installs no Streamlit, so the server cannot start."""
    refused(start(house, "--port", str(free_port)), "server.log")


@pytest.fixture
def installed(tmp_path):
    """A house whose .venv is this one and whose stamp is fresh: what a second start finds.

    run.py and storage/ are copies, so that its data folder is its own.
    """
    for entry in ROOT.iterdir():
        if entry.name not in {".git", "var", ".venv", "tests", "run.py", "storage"}:
            (tmp_path / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
    shutil.copy(ROOT / "run.py", tmp_path)
    shutil.copytree(ROOT / "storage", tmp_path / "storage")
    bin_folder = tmp_path / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    launcher = bin_folder / "python"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    launcher.chmod(0o755)
    run = runpy.run_path(str(tmp_path / "run.py"))
    (tmp_path / ".venv" / "requirements.txt.stamp").write_text(run["fingerprint"]("requirements.txt"))
    return tmp_path


def test_a_second_start_needs_no_network_and_ends_cleanly(installed, free_port):
    env = environment(PIP_INDEX_URL=UNREACHABLE)
    command = [sys.executable, str(installed / "run.py"), "--port", str(free_port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    try:
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{free_port}" in said
        health = urllib.request.urlopen(f"http://127.0.0.1:{free_port}/healthz", timeout=10)
        assert health.status == 200
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert process.returncode == 0
    assert (installed / "var" / "siapcerdas.db").is_file()
    with pytest.raises(OSError):  # noqa: PT011
        urllib.request.urlopen(f"http://127.0.0.1:{free_port}/healthz", timeout=2)


def test_a_failed_installation_never_counts_as_installed(house, free_port):
    """The stamp is written last, so the next start installs again instead of starting half a program."""
    (house / "requirements.txt").write_text("paket-yang-tidak-ada==1.0\n")
    (house / "wheels").mkdir()
    arguments = ("--port", str(free_port), "--wheels", str(house / "wheels"))
    refused(start(house, *arguments), "pasang.log")
    refused(start(house, *arguments), "pasang.log")


def test_a_data_folder_that_leaves_the_store_behind_is_one_sentence(installed, free_port):
    store = installed / "var" / "siapcerdas.db"
    store.parent.mkdir()
    store.touch()
    other = installed / "lain"
    refused(start(installed, "--port", str(free_port), SIAP_VAR=str(other)), str(store), str(other))


@pytest.mark.parametrize("setting", [None, "lain", "/srv/siapcerdas"])
def test_the_logs_lie_in_the_data_folder(setting, monkeypatch):
    monkeypatch.delenv("SIAP_VAR", raising=False)
    if setting:
        monkeypatch.setenv("SIAP_VAR", setting)
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: None)
    assert runpy.run_path(str(ROOT / "run.py"))["LOGS"] == location.find_data_folder() / "log"


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """The Python of a machine without any tool, whose Playwright cannot start."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return script(tmp_path / "python", "exit 127")


def script(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(0o755)
    return path


def test_what_cannot_be_installed_is_said_with_what_is_skipped(bare, capsys):
    checks.install_tools(bare)
    said = capsys.readouterr().out
    for package in (*checks.TOOLS, "libatomic1"):
        assert f"Not installed: {package}. Skipped: " in said


def test_debian_is_asked_for_what_lacks_and_for_the_drivers_library(bare, monkeypatch, tmp_path, capsys):
    """The driver's library comes with no package of pip's: a bare Debian ended with 287 errors."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    script(tmp_path / "bin" / "chromium")
    starting = f"echo '#!/bin/sh' > {tmp_path / 'python'}"
    script(tmp_path / "bin" / "apt-get", f'echo "$@" >> {tmp_path / "asked"}', starting)
    checks.install_tools(bare)
    update, install = (tmp_path / "asked").read_text().splitlines()
    assert update.startswith("update")
    assert "--no-install-recommends" in install
    assert "libreoffice-calc" in install
    assert install.endswith(" libatomic1")
    assert "chromium" not in install
    assert "Not installed: libatomic1" not in capsys.readouterr().out


def test_a_driver_that_does_not_start_is_why_tests_in_a_browser_are_skipped(monkeypatch, tmp_path):
    monkeypatch.setattr(browser, "CHROMIUM", "/usr/bin/chromium")
    words = "libatomic.so.1: cannot open shared object file"
    monkeypatch.setattr(
        sys, "executable", str(script(tmp_path / "python", f"echo '{words}' >&2", "exit 127"))
    )
    assert words in browser.lack.__wrapped__()
    script(tmp_path / "python")
    assert browser.lack.__wrapped__() == ""


def test_only_the_pins_of_the_tests_are_installed_by_uv(house):
    run = runpy.run_path(str(house / "run.py"))
    assert run["install_by_uv"]("requirements.txt") is False
    assert not (house / ".venv").exists()

"""What a kit carries and for whom, and what it says to who reads it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from packaging.requirements import Requirement

from commands import kit as kit_command
from kit import archive, installing, pages, places, targets
from tests.starting import UNREACHABLE
from tests.test_house import ROOT

PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
WINE = Path("/usr/lib/wine/wine64")
FACTS = {"for": "windows", "version": "0.1.0", "made": "2026-11-29T10:00:00+07:00"}
# What of the project no laptop needs.
APART = {
    ".ci", ".github", ".gitignore", ".gitattributes", "benchmarks", "deploy", "docs", "tests",
    "CONTRIBUTING.md", "README.md", "pyproject.toml",
    "requirements.in", "requirements-dev.in", "requirements-dev.txt",
}  # fmt: skip


@pytest.mark.parametrize("python", targets.PYTHONS)
@pytest.mark.parametrize("target", targets.TARGETS.values(), ids=targets.TARGETS)
def test_every_pin_whose_marker_holds_there_is_carried(target, python):
    found = targets.list_pins(PINS, target, python)
    names = {one.partition("=")[0] for one in found}
    assert len(found) == len(names)
    assert ("uvloop" in names) == (target.name == "linux")
    assert {"streamlit", "pandas", "numpy", "typst"} <= names
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", one) for one in found)


def test_pins_are_chosen_by_every_kind_of_marker():
    text = (
        "# kepala\n--satu-pilihan\na==1  # via b\n    # via c\nb==2 ; sys_platform != 'win32'\n"
        "c==3 ; python_full_version < '3.12'\n"
        "d==4 ; platform_system == 'Windows' and python_version >= '3.12'\n"
        "e==5 ; os_name == 'posix' and platform_machine == 'x86_64'\n"
    )
    windows, linux = targets.TARGETS["windows"], targets.TARGETS["linux"]
    assert targets.list_pins(text, windows, "3.11") == ["a==1", "c==3"]
    assert targets.list_pins(text, windows, "3.13") == ["a==1", "d==4"]
    assert targets.list_pins(text, linux, "3.11") == ["a==1", "b==2", "c==3", "e==5"]


def test_on_this_computer_the_same_pins_hold_as_pip_would_take():
    if sys.platform != "linux":
        pytest.skip("a kit is for Windows or Linux")
    lines = [line for line in PINS.splitlines() if line and line.lstrip()[0] not in "#-"]
    taken = {one.name for one in map(Requirement, lines) if one.marker is None or one.marker.evaluate()}
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    found = targets.list_pins(PINS, targets.TARGETS["linux"], python)
    assert {one.partition("=")[0] for one in found} == taken


@pytest.mark.parametrize(
    ("environment", "home", "windows", "folder"),
    [
        ({"LOCALAPPDATA": r"C:\Users\Bu Ayşe\AppData\Local"}, PureWindowsPath(r"C:\Users\x"), True,
         PureWindowsPath(r"C:\Users\Bu Ayşe\AppData\Local\Siap Cerdas")),
        ({}, PureWindowsPath(r"D:\Pengguna\Budi"), True,
         PureWindowsPath(r"D:\Pengguna\Budi\AppData\Local\Siap Cerdas")),
        ({"XDG_DATA_HOME": "/srv/data"}, PurePosixPath("/home/a"), False,
         PurePosixPath("/srv/data/siap-cerdas")),
        ({}, PurePosixPath("/home/a"), False, PurePosixPath("/home/a/.local/share/siap-cerdas")),
    ],
)  # fmt: skip
def test_data_lie_in_the_users_own_folder(environment, home, windows, folder):
    assert places.find_user_folder(environment, home, windows) == folder


def test_all_of_the_program_is_carried_and_nothing_of_tests_or_users():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    carried = {name for target in targets.TARGETS for name in archive.list_program_files(ROOT, target)}
    missing = {name for name in tracked.splitlines() if name.split("/")[0] not in APART} - carried
    assert missing == set()
    assert not {name for name in carried if name.split("/")[0] in APART | {"var", ".venv"}}


def test_a_kit_fits_the_paths_of_windows(tmp_path):
    """260 characters, of which a folder such as C:\\Users\\...\\Downloads\\... takes its part."""
    names = [f"{archive.TOP}/{name}" for name in archive.list_program_files(ROOT, "windows")]
    assert max(map(len, names)) < 120
    assert not [name for name in names if re.search(r'[<>:"|?*]|[ .](/|$)', name)]
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("target", targets.TARGETS)
def test_the_zip_holds_the_digest_of_every_file(tmp_path, target):
    facts = FACTS | {"for": target}
    written = pages.write_pages(ROOT, facts)
    (tmp_path / "a-1-py3-none-any.whl").write_bytes(b"paket")
    archive.write_kit(ROOT, tmp_path, written, facts, tmp_path / "bekal.zip")
    with zipfile.ZipFile(tmp_path / "bekal.zip") as kit:
        sums = dict(
            reversed(line.split("  ", 1))
            for line in kit.read(f"{archive.TOP}/{places.SUMS}").decode().splitlines()
        )
        names = {name.removeprefix(f"{archive.TOP}/") for name in kit.namelist()}
        assert names == {*sums, places.SUMS}
        for name, digest in sums.items():
            assert hashlib.sha256(kit.read(f"{archive.TOP}/{name}")).hexdigest() == digest
    assert ("Mulai.bat" in names, "mulai.sh" in names) == (target == "windows", target == "linux")
    assert [one.name for one in tmp_path.glob("*.sebagian")] == []


@pytest.mark.parametrize("target", targets.TARGETS)
def test_the_pages_are_of_that_system_and_reach_nowhere(target):
    written = pages.write_pages(ROOT, FACTS | {"for": target})
    for name in pages.PAGES:
        text = written[name].decode()
        assert "{{" not in text
        assert "{%" not in text
        assert ("Mulai.bat" in text or "LOCALAPPDATA" in text) == (target == "windows")
        assert not re.search(r"(src|href)=.?https?:", text)
        for picture in re.findall(r'src="([^"]+)"', text):
            assert written[picture].startswith(b"\x89PNG")


def test_mulai_bat_is_read_by_windows_and_takes_a_python_that_is_new_enough():
    raw = (ROOT / "Mulai.bat").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.isascii()
    lines = raw.decode().split("\r\n")
    asked = [line for line in lines if line.startswith(("if exist", "py -3 -c", "python -c"))]
    assert [line.split()[0] for line in asked] == ["if", "py", "python"]
    calls = [line for line in lines if line.endswith("run.py %*")]
    assert calls == ['"python\\python.exe" run.py %*', "py -3 run.py %*", "python run.py %*"]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {line.split("goto ")[1] for line in lines if "goto " in line} == labels
    assert 'set "NEW=import sys; sys.exit(sys.version_info < (3, 11))"' in lines
    assert lines[-2:] == ["pause", ""]


@pytest.mark.skipif(not WINE.exists(), reason="Debian's wine64 is not installed")
def test_mulai_bat_says_how_to_get_python_where_there_is_none(tmp_path):
    shutil.copy(ROOT / "Mulai.bat", tmp_path)
    quiet = {**os.environ, "WINEPREFIX": str(tmp_path / "wine"), "WINEDEBUG": "-all", "DISPLAY": ""}
    done = subprocess.run(
        [str(WINE), "cmd", "/c", "Mulai.bat"],
        cwd=tmp_path, env=quiet, capture_output=True, stdin=subprocess.DEVNULL, timeout=240,
    )  # fmt: skip
    said = done.stdout.decode(errors="replace")
    assert "Python 3.11 atau yang lebih baru belum terpasang" in said
    assert "Windows embeddable package (64-bit)" in said
    assert "recognize" not in said


def test_an_embeddable_python_is_told_where_packages_and_program_lie(tmp_path):
    (tmp_path / "python312._pth").write_text("python312.zip\n.\n")
    installing.write_embeddable_paths(tmp_path, Path("/bekal/Siap Cerdas"))
    assert (tmp_path / "python312._pth").read_text().splitlines() == [
        "python312.zip", ".", "Lib\\site-packages", str(Path("/bekal/Siap Cerdas")), "import site",
    ]  # fmt: skip


def test_a_registry_that_does_not_answer_is_one_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", UNREACHABLE)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setattr(kit_command, "ROOT", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "requirements.txt").write_text("paket-yang-tidak-ada==1.0\n")
    from cli import main

    assert main(["kit", "--untuk", "windows", "--ke", str(tmp_path / "hasil")]) == 1
    said = capsys.readouterr().err
    assert "Periksa sambungan internet" in said
    assert list((tmp_path / "hasil").iterdir()) == []

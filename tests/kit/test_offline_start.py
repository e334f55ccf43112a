"""A start from a kit alone, as on a laptop without internet."""

import ensurepip
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.starting import UNREACHABLE, environment, refused, start
from tests.test_house import ROOT

FACTS = {"for": "windows", "version": "0.1.0", "made": "2026-11-29T10:00:00+07:00"}
SERVER = """
import http.server, os, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'{"status":"ok"}')
    def log_message(self, *_): pass
import contoh
open(os.path.join(os.environ["SIAP_VAR"], "siapcerdas.db"), "a").close()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[2])), Page).serve_forever()
"""
COPY = """
import sys, pathlib
folder = pathlib.Path(sys.argv[2])
folder.mkdir(exist_ok=True)
(folder / "salinan").touch()
"""


def wheel(folder: Path) -> None:
    """A package of one module, as a file that pip installs."""
    info = "contoh-1.0.dist-info"
    with zipfile.ZipFile(folder / "contoh-1.0-py3-none-any.whl", "w") as made:
        made.writestr("contoh.py", "")
        made.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: contoh\nVersion: 1.0\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        made.writestr(f"{info}/RECORD", "")


@pytest.fixture
def laptop(tmp_path):
    """A kit laid on a laptop without internet, whose program is a small server."""
    house = tmp_path / "Bekal ü" / "Siap Cerdas"
    (house / "paket").mkdir(parents=True)
    shutil.copytree(ROOT / "kit", house / "kit")
    shutil.copy(ROOT / "run.py", house)
    bundled = Path(ensurepip.__file__).parent / "_bundled"
    for pip in bundled.glob("pip-*.whl"):
        shutil.copy(pip, house / "paket")
    wheel(house / "paket")
    (house / "requirements.txt").write_text("contoh==1.0\n")
    (house / "start.py").write_text(SERVER)
    (house / "cli.py").write_text(COPY)
    (house / "bekal.json").write_text(json.dumps(FACTS))
    sums = [
        f"{hashlib.sha256(one.read_bytes()).hexdigest()}  paket/{one.name}\n"
        for one in (house / "paket").iterdir()
    ]
    (house / "SHA256SUMS.txt").write_text("".join(sums))
    return house


def offline(laptop: Path, **more: str) -> dict[str, str]:
    own = {"XDG_DATA_HOME": str(laptop.parent / "pengguna"), "LOCALAPPDATA": str(laptop.parent / "pengguna")}
    return {**own, "PIP_INDEX_URL": UNREACHABLE, **more}


def served(laptop: Path, *arguments: str, **more: str) -> tuple[str, subprocess.Popen]:
    """What a start says, and the process that serves."""
    command = [sys.executable, str(laptop / "run.py"), *arguments]
    env = environment(**offline(laptop, **more))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
    said = ""
    for line in process.stdout:
        said += line
        if "berjalan di" in line:
            break
    return said, process


def ended(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    process.stdout.close()


# With None in its place a module cannot be found: a Python that came without it.
NO_PIP = "import sys\nsys.modules['ensurepip'] = None\n"


@pytest.mark.parametrize("bare", [False, True], ids=["with pip", "without ensurepip"])
def test_a_kit_installs_and_starts_without_internet_and_writes_beside_nothing(
    laptop, free_port, tmp_path, bare
):
    (tmp_path / "tanpa").mkdir()
    (tmp_path / "tanpa" / "sitecustomize.py").write_text(NO_PIP)
    more = {"PYTHONPATH": str(tmp_path / "tanpa")} if bare else {}
    before = {file.relative_to(laptop) for file in laptop.rglob("*") if "__pycache__" not in file.parts}
    said, process = served(laptop, "--port", str(free_port), **more)
    try:
        assert f"berjalan di http://127.0.0.1:{free_port}" in said, said
        again = start(laptop, "--port", str(free_port), **offline(laptop))
        assert (again.returncode, "sudah berjalan di" in again.stdout) == (0, True)
    finally:
        ended(process)
    assert {one.relative_to(laptop) for one in laptop.rglob("*") if "__pycache__" not in one.parts} == before
    assert (laptop.parent / "pengguna" / "siap-cerdas" / "data" / "siapcerdas.db").is_file()


def test_a_newer_kit_finds_the_data_and_copies_them_first(laptop, free_port):
    _, process = served(laptop, "--port", str(free_port))
    ended(process)
    newer = laptop.parent / "Siap Cerdas baru"
    shutil.copytree(laptop, newer)
    (newer / "bekal.json").write_text(json.dumps(FACTS | {"version": "0.2.0"}))
    copies = laptop.parent / "pengguna" / "siap-cerdas" / "data" / "cadangan"
    assert not copies.exists()
    said, process = served(newer, "--port", str(free_port))
    ended(process)
    assert "Menyalin data" in said
    assert (copies / "salinan").is_file()
    said, process = served(newer, "--port", str(free_port))
    ended(process)
    assert "Menyalin data" not in said


def test_data_that_cannot_be_copied_are_opened_by_no_other_version(laptop, free_port):
    _, process = served(laptop, "--port", str(free_port))
    ended(process)
    (laptop / "bekal.json").write_text(json.dumps(FACTS | {"version": "0.2.0"}))
    (laptop / "cli.py").write_text("import sys; sys.exit(1)")
    refused(start(laptop, "--port", str(free_port), **offline(laptop)), "data tetap utuh")


def test_a_package_damaged_on_its_way_is_named_and_nothing_is_installed(laptop, free_port):
    with (laptop / "paket" / "contoh-1.0-py3-none-any.whl").open("ab") as file:
        file.write(b"x")
    refused(start(laptop, "--port", str(free_port), **offline(laptop)), "contoh-1.0", "salin")
    assert not (laptop.parent / "pengguna" / "siap-cerdas" / ".venv").exists()


def test_by_double_click_the_next_port_is_taken_where_another_program_has_the_usual(
    laptop, busy_port, monkeypatch
):
    text = (laptop / "run.py").read_text(encoding="utf-8")
    (laptop / "run.py").write_text(
        text.replace('"127.0.0.1", 8501', f'"127.0.0.1", {busy_port}'), encoding="utf-8"
    )
    said, process = served(laptop)
    ended(process)
    assert f"Port {busy_port} dipakai program lain" in said
    assert f"http://127.0.0.1:{busy_port}" not in said

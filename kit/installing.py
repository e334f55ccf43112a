"""Installs from a kit alone: its packages checked, pip from its own wheel, Python with no room for packages.

Standard library only: nothing is installed yet when this runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
from pathlib import Path

from kit.places import SUMS, WHEELS


def find_damaged_wheels(root: Path) -> list[str]:
    """The packages of the kit that are missing or not as they were made: a bad stick, a copy half done."""
    lines = (line.partition("  ") for line in (root / SUMS).read_text(encoding="utf-8").splitlines())
    wheels = {name: digest for digest, _, name in lines if name.startswith(f"{WHEELS}/")}
    return [name for name, digest in wheels.items() if _digest(root / name) != digest]


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


def pip_of_kit(root: Path) -> Path:
    """pip inside its own wheel, which any Python runs: python pip-….whl/pip."""
    return next((root / WHEELS).glob("pip-*.whl")) / "pip"


def venv_options() -> list[str]:
    """What `python -m venv` is told where this Python brings no pip (Debian without python3-venv)."""
    return [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]


def is_embeddable() -> bool:
    """Whether this is python.org's embeddable Python: it makes no environments."""
    return importlib.util.find_spec("venv") is None


def copy_embeddable_python(to: Path) -> None:
    """Lay a copy of this Python where packages may be installed into it."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(Path(sys.executable).parent, to)
    (to / "Lib" / "site-packages").mkdir(parents=True, exist_ok=True)


def write_embeddable_paths(python: Path, root: Path) -> None:
    """Tell the copy where packages and the program lie: its ._pth file shuts out everything else."""
    for file in python.glob("python*._pth"):
        archive = f"{file.stem}.zip"
        file.write_text(f"{archive}\n.\nLib\\site-packages\n{root}\nimport site\n", encoding="utf-8")

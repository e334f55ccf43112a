"""The ZIP itself: the program, its packages, pages to read, and the digest of every file."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from kit.places import FACTS, SUMS, WHEELS

TOP = "Siap Cerdas"
FILES = ("app.py", "cli.py", "run.py", "server.py", "start.py", "requirements.txt", "LICENSE", "CHANGELOG.md")
FOLDERS = (
    *("scoring", "reference", "survey", "storage", "planning", "charts", "reports", "workflow", "commands"),
    *("ui", "pages", "web", "kit", "data", "static", ".streamlit"),
)
STARTERS = {"windows": ("Mulai.bat",), "linux": ("mulai.sh",)}


def list_program_files(root: Path, target: str) -> list[str]:
    """What of the program a kit carries, by path within it, in order: nothing of tests, nothing of users."""
    inside = (
        file.relative_to(root).as_posix()
        for folder in FOLDERS
        for file in (root / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )
    return sorted({*FILES, *STARTERS[target], *inside})


def write_kit(
    root: Path, wheels: Path, pages: Mapping[str, bytes], facts: Mapping[str, str], to: Path
) -> None:
    """Write the kit of `facts` (for, version, made) to the file `to`, whole or not at all."""
    part = to.with_suffix(".sebagian")
    sums = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _members(root, wheels, pages, facts):
            kind = zipfile.ZIP_STORED if name.endswith((".whl", ".png")) else zipfile.ZIP_DEFLATED
            archive.writestr(_entry(name, facts["made"]), content, kind)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        archive.writestr(_entry(SUMS, facts["made"]), "".join(sums))
    part.replace(to)


def _members(
    root: Path, wheels: Path, pages: Mapping[str, bytes], facts: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    yield FACTS, json.dumps(dict(facts), indent=1).encode()
    yield from pages.items()
    for name in list_program_files(root, facts["for"]):
        yield name, (root / name).read_bytes()
    for file in sorted(wheels.glob("*.whl")):
        yield f"{WHEELS}/{file.name}", file.read_bytes()


def _entry(name: str, made: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{TOP}/{name}", datetime.fromisoformat(made).timetuple()[:6])
    entry.create_system = 3  # so that Linux takes the rights below
    entry.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
    return entry

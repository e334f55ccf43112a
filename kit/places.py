"""Where an app that came as a kit keeps what it installs and the user's data: never beside the program.

Standard library only: run.py asks before anything is installed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

WHEELS = "paket"
FACTS = "bekal.json"
SUMS = "SHA256SUMS.txt"
VERSION = "versi.txt"


def is_kit(root: Path) -> bool:
    """Whether the program in `root` came as a kit, with its packages beside it."""
    return (root / WHEELS).is_dir() and (root / FACTS).is_file()


def find_user_folder(environment: Mapping[str, str], home: PurePath, windows: bool) -> PurePath:
    """The folder of this user, the same for every version: no cloud folder, no stick, no rights needed."""
    if windows:
        local = environment.get("LOCALAPPDATA")
        return type(home)(local) / "Siap Cerdas" if local else home / "AppData" / "Local" / "Siap Cerdas"
    shared = environment.get("XDG_DATA_HOME")
    return type(home)(shared) / "siap-cerdas" if shared else home / ".local" / "share" / "siap-cerdas"


def own_folder() -> Path:
    """That folder on this computer."""
    return Path(find_user_folder(os.environ, Path.home(), os.name == "nt"))


def kit_version(root: Path) -> str:
    """The version in words, with the moment it was made: a newer kit of the same version is another one."""
    facts = json.loads((root / FACTS).read_text(encoding="utf-8"))
    return f"{facts['version']} ({facts['made']})"


def is_version_noted(root: Path, data: Path) -> bool:
    """Whether this very kit was the last to open the data."""
    noted = data / VERSION
    return noted.is_file() and noted.read_text(encoding="utf-8") == kit_version(root)


def note_version(root: Path, data: Path) -> None:
    """This kit opens the data from now on."""
    (data / VERSION).write_text(kit_version(root), encoding="utf-8")

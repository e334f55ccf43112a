"""Where this installation keeps what is its own: database, files, log and last choices, in one folder."""

from __future__ import annotations

import os
from pathlib import Path

from storage.errors import StoreError

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var"
DATABASE = "siapcerdas.db"
SETTINGS = "siap.toml"


def find_data_folder() -> Path:
    """The folder of the user's own data: SIAP_VAR (relative to the project) or `var/`; made when missing.

    run.py, which may import nothing of ours, finds the same folder for its logs; a test holds both together.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_store_address() -> str:
    """The URL of the store: DATABASE_URL, else that of the SQLite file in the data folder.

    Part of every cache key, so that two stores never mix. Raises StoreError where SIAP_VAR points to a folder
    without a database while `var/` has one: an empty store would look as if everything were lost.
    """
    file = _folder() / DATABASE
    if os.environ.get("DATABASE_URL"):
        return find_own_address()
    left_behind = HOME / DATABASE
    if not file.exists() and left_behind.exists():
        raise StoreError(
            f"Folder data {file.parent} (SIAP_VAR) belum memuat basis data, sedangkan {left_behind} ada: "
            f"hentikan Siap Cerdas dan pindahkan isi {HOME} ke folder itu, atau hapus setelan SIAP_VAR, "
            f"atau mulai dari basis data kosong dengan DATABASE_URL={_url(file)}."
        )
    return _url(file)


def find_settings_file() -> Path:
    """Where the keeper's settings lie, whether there are any or not (`storage/settings.py`)."""
    return _folder() / SETTINGS


def find_own_address() -> str:
    """The same for who puts a store there on purpose: nothing is refused."""
    return os.environ.get("DATABASE_URL") or _url(_folder() / DATABASE)


def _folder() -> Path:
    return ROOT / (os.environ.get("SIAP_VAR") or HOME)


def _url(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"

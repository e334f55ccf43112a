"""What a user reads when the store cannot do what was asked, in Indonesian."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exc

# Part of the driver's message (lower case) -> what the user reads. The first match wins.
MESSAGES: dict[str, str] = {
    "database is locked": "Basis data sedang dipakai proses lain. Tunggu sebentar, lalu ulangi.",
    "database or disk is full": "Ruang penyimpanan penuh. Kosongkan sebagian isi disk, lalu ulangi.",
    "no space left": "Ruang penyimpanan penuh. Kosongkan sebagian isi disk, lalu ulangi.",
    "readonly database": "Basis data tidak dapat ditulisi. Periksa hak tulis pada folder penyimpanan.",
    "read-only transaction": "Basis data tidak dapat ditulisi. Periksa hak tulis pada basis data.",
    "unable to open database": "Berkas basis data tidak dapat dibuka. Periksa lokasi dan hak aksesnya.",
    "disk i/o error": "Disk gagal dibaca atau ditulisi. Periksa media penyimpanan, lalu ulangi.",
    "not a database": "Berkas basis data rusak atau bukan basis data. Pulihkan dari salinan cadangan.",
    "malformed": "Berkas basis data rusak. Pulihkan dari salinan cadangan.",
    "could not decode": "Berkas basis data rusak. Pulihkan dari salinan cadangan.",
    "password authentication failed": "Nama pengguna atau kata sandi PostgreSQL pada DATABASE_URL ditolak.",
    "does not exist": "Basis data pada DATABASE_URL tidak ditemukan atau belum lengkap.",
    "connection": "Peladen basis data tidak dapat dihubungi. Periksa DATABASE_URL dan jaringan.",
}
DAMAGE = ("not a database", "malformed", "could not decode")
CONFLICT = "Data bertentangan dengan yang sudah tersimpan, sehingga tidak ada yang disimpan."
MOVED = (
    "Berkas basis data {path} telah dipindahkan, diganti, atau dihapus sejak Siap Cerdas dibuka, sehingga "
    "tidak ada yang disimpan. Kembalikan berkas itu ke tempatnya, lalu hentikan dan jalankan lagi "
    "Siap Cerdas."
)
OVERWRITTEN = (
    "Berkas basis data {path} dipotong, ditimpa, atau diubah program lain selagi Siap Cerdas terbuka, "
    "sehingga tidak ada yang disimpan. Hentikan Siap Cerdas, simpan berkas itu dan yang bernama sama dengan "
    "akhiran -wal di tempat lain, lalu pulihkan dari salinan cadangan (python cli.py restore SALINAN.zip)."
)
UNSEEN = (
    "Berkas basis data {path} tidak dapat diperiksa saat ini, sehingga tidak ada yang disimpan. "
    "Tunggu sebentar, lalu ulangi."
)
READ_ONLY = (
    "Basis data {path} hanya dapat dibaca, sehingga tidak ada yang disimpan. Periksa hak tulis pada berkas "
    "dan foldernya, lalu hentikan dan jalankan lagi Siap Cerdas."
)
OVERTAKEN = (
    "Isian ini baru saja diubah{who}, sehingga tidak ada yang disimpan. "
    "Muat ulang halaman untuk melihat perubahan itu, lalu ulangi."
)
UNKNOWN = "Penyimpanan gagal dan tidak ada yang disimpan. Ulangi; bila berulang, hubungi pengelola aplikasi."


class StoreError(Exception):
    """The store refused or failed; the message is Indonesian and fit to be shown. Nothing was stored."""


class DamagedStoreError(StoreError):
    """The store's file is damaged: what SQLite reads there is not what was written."""


class UncheckedSchemaError(StoreError):
    """The server lets this user make nothing to hold the schema against; all else can be checked."""


@dataclass(frozen=True)
class NewerSave:
    """What somebody wrote at `key` since a form was drawn: its text (None = withdrawn) and its number."""

    key: str
    text: str | None
    number: int
    by: str
    at: datetime


class OvertakenError(StoreError):
    """Somebody wrote the same since the form was drawn: `newer` is what stands there. Nothing was stored."""

    def __init__(self, newer: Sequence[NewerSave]) -> None:
        self.newer = tuple(newer)
        who = ", ".join(sorted({one.by for one in newer if one.by}))
        super().__init__(OVERTAKEN.format(who=f" oleh {who}" if who else ""))


def explain_database_error(error: exc.DBAPIError | exc.TimeoutError) -> StoreError:
    """The sentence for a database error; the driver's own words stay in `__cause__`, off the screen."""
    if isinstance(error, exc.IntegrityError):
        return StoreError(CONFLICT)
    return _explain("database is locked" if isinstance(error, exc.TimeoutError) else str(error.orig))


def explain_sqlite_error(error: sqlite3.Error) -> StoreError:
    """The same for what SQLite says without SQLAlchemy between."""
    return _explain(str(error))


def _explain(words: str) -> StoreError:
    said = next((said for part, said in MESSAGES.items() if part in words.lower()), UNKNOWN)
    damaged = any(part in words.lower() for part in DAMAGE)
    return DamagedStoreError(said) if damaged else StoreError(said)

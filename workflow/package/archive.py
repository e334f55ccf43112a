"""A package as one ZIP file: JSON members, each with its SHA-256 in the list of contents."""

import hashlib
import json
import zipfile
import zlib
from datetime import datetime
from io import BytesIO

from workflow.package.contents import FROZEN, REGION, Package

FORMAT = 1
CONTENTS = "isi.json"
MOST_BYTES = 512 * 1024 * 1024  # unpacked; all 514 kabupaten take less
DAMAGED = "Paket ini rusak atau telah diubah: {what}. Minta salinan baru dari pengirimnya."
# RuntimeError is what zipfile says of members behind a password; zlib.error of bits that flipped.
UNREADABLE = (ValueError, KeyError, TypeError, RuntimeError, EOFError, zlib.error)
README = (
    "Paket proyek Siap Cerdas. Muat di halaman Paket proyek pada komputer lain: angkanya akan sama.\n"
    "Isi: jawaban, instrumen, bobot, target, keputusan, dan rencana. Berkas asli survei tidak ikut.\n"
)


class PackageError(Exception):
    """A file that is no whole package; the message is Indonesian and fit to be shown."""


def write_package(package: Package) -> bytes:
    """The package as the bytes of a ZIP file."""
    members = {f"daerah/{one.code}.json": REGION.encode(one) for one in package.regions}
    members |= {f"instrumen/{one.digest}.json": FROZEN.encode(one) for one in package.instruments}
    sums = {name: _sum(text.encode()) for name, text in members.items()}
    contents = {"format": FORMAT, "dibuat": package.made_at.isoformat(), "sha256": sums}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(CONTENTS, json.dumps(contents, indent=1))
        out.writestr("BACA_DULU.txt", README)
        for name, text in members.items():
            out.writestr(name, text)
    return buffer.getvalue()


def read_package(content: bytes) -> Package:
    """The package in a file; PackageError when it is none, was changed, or comes from a newer version."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            return _package(file)
    except zipfile.BadZipFile as error:
        raise PackageError("Berkas ini bukan paket proyek Siap Cerdas.") from error
    except UNREADABLE as error:
        raise PackageError(DAMAGED.format(what="isinya tidak dapat dibaca")) from error


def _package(file: zipfile.ZipFile) -> Package:
    if CONTENTS not in file.namelist():
        raise PackageError("Berkas ini bukan paket proyek Siap Cerdas.")
    if sum(member.file_size for member in file.infolist()) > MOST_BYTES:
        raise PackageError("Paket ini terlalu besar untuk dibuka.")
    contents = json.loads(file.read(CONTENTS))
    if contents["format"] > FORMAT:
        raise PackageError(
            "Paket ini dibuat oleh Siap Cerdas yang lebih baru. Perbarui aplikasi, lalu muat kembali."
        )
    members = {name: _whole(file, name, wanted) for name, wanted in contents["sha256"].items()}
    return Package(
        datetime.fromisoformat(contents["dibuat"]),
        tuple(REGION.decode(text) for name, text in members.items() if name.startswith("daerah/")),
        tuple(FROZEN.decode(text) for name, text in members.items() if name.startswith("instrumen/")),
    )


def _whole(file: zipfile.ZipFile, name: str, wanted: str) -> str:
    if name not in file.namelist():
        raise PackageError(DAMAGED.format(what=f"{name} hilang"))
    data = file.read(name)
    if _sum(data) != wanted:
        raise PackageError(DAMAGED.format(what=f"{name} tidak cocok dengan daftarnya"))
    return data.decode()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

"""The child's part of reading a package: members unpacked within bounds, checked, handed on in parts."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TypeVar

from reference import instruments
from reference.instruments import Instrument
from survey.files import limits
from survey.files.sandbox import ChildReply
from workflow.codec import Codec
from workflow.package import caps
from workflow.package.cleaning import clean_region
from workflow.package.contents import FROZEN, REGION, PackedInstrument, PackedRegion
from workflow.package.head_checks import check_heads
from workflow.package.instrument_checks import check_instrument
from workflow.package.malformed import MalformedError, quote_text, require_fit
from workflow.package.parts import pack_region_part, split_region
from workflow.package.region_checks import check_region

T = TypeVar("T")
FORMAT = 1
CONTENTS, README = "isi.json", "BACA_DULU.txt"
MEMBER = re.compile(r"daerah/(?P<region>\d\d\.\d\d)\.json|instrumen/(?P<digest>[0-9a-f]{64})\.json")
TOLD = 5
"""Malformed members that one refusal names."""
NONE_OF_OURS = "Berkas ini bukan paket proyek Siap Cerdas."
TOO_LARGE = "Paket ini terlalu besar untuk dibuka. Kirim lebih sedikit kabupaten/kota dalam satu paket."
NEWER = "Paket ini dibuat oleh Siap Cerdas yang lebih baru. Perbarui aplikasi, lalu muat kembali."
DAMAGED = "Paket ini rusak atau telah diubah: {what}. Minta salinan baru dari pengirimnya."
# RuntimeError is what zipfile says of members behind a password; zlib.error of bits that flipped.
UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
    EOFError,
    OverflowError,
    OSError,
    zlib.error,
    zipfile.BadZipFile,
)


class PackageError(Exception):
    """A file that is no whole package; the message is Indonesian and fit to be shown."""


@dataclass(frozen=True)
class PackageContents:
    """The list of contents: the SHA-256 of each member by name, and `Package.heads`."""

    format: int
    dibuat: datetime
    sha256: dict[str, str]
    jejak: tuple[str, ...] = ()


LISTED: Codec[PackageContents] = Codec(PackageContents)


def read_package_members(data: bytes) -> Iterator[ChildReply]:
    """What a package holds, for `archive.read_package`: when it was made, instruments, regions in parts.

    Where anything is wrong the last reply says so in a sentence, and nothing before it counts.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            yield from _PackageFile(file).list_replies()
    except PackageError as error:
        yield {"problem": str(error)}, b""
    except zipfile.BadZipFile:
        yield {"problem": NONE_OF_OURS}, b""
    except UNREADABLE:
        yield {"problem": DAMAGED.format(what="isinya tidak dapat dibaca")}, b""


class _PackageFile:
    """An open package while its members are read one after the other."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        self.problems: list[str] = []
        self.carried: dict[str, Instrument] = {}
        self.sums: dict[str, str] = {}
        self.entries, self.periods = 0, set[str]()

    def list_replies(self) -> Iterator[ChildReply]:
        contents = self._contents()
        self.sums = contents.sha256
        yield {"made": contents.dibuat.isoformat(), "heads": list(contents.jejak)}, b""
        for name, digest in self._named("digest"):
            if packed := self._tried(name, digest, self._instrument):
                yield {"instrument": digest}, FROZEN.encode(packed).encode()
        self._require_sound()
        for name, code in self._named("region"):
            region = self._tried(name, code, self._region)
            for part in split_region(region) if region and not self.problems else ():
                yield {"region": code}, pack_region_part(part)
        self._require_sound()
        self._require_known_heads(contents.jejak)

    def _require_sound(self) -> None:
        """PackageError naming what is malformed so far: without its instrument no region can be checked."""
        if self.problems:
            raise PackageError(DAMAGED.format(what="; ".join(self.problems)))

    def _contents(self) -> PackageContents:
        """The list of contents, once every member is one that it names and may be unpacked."""
        members = self.file.infolist()
        names = [member.filename for member in members]
        if CONTENTS not in names:
            raise PackageError(NONE_OF_OURS)
        _require_small(members)
        text = self.file.read(CONTENTS)
        made_by = json.loads(text)["format"]
        if isinstance(made_by, int) and made_by > FORMAT:
            raise PackageError(NEWER)
        contents = _decode_contents(text)
        if contents.format != FORMAT or contents.dibuat.year not in caps.YEARS:
            raise PackageError(DAMAGED.format(what=f"daftar isinya ({CONTENTS}) keliru"))
        _require_listed(names, contents.sha256)
        return contents

    def _require_known_heads(self, heads: tuple[str, ...]) -> None:
        try:
            check_heads(heads, [code for _, code in self._named("region")])
        except MalformedError as error:
            raise PackageError(DAMAGED.format(what=f"daftar isinya ({CONTENTS}) {error}")) from error

    def _named(self, part: str) -> list[tuple[str, str]]:
        """The members of one kind: name, and the code of its "region" or the "digest" of its instrument."""
        found = [(name, MEMBER.fullmatch(name)) for name in self.sums]
        return [(name, match[part]) for name, match in found if match and match[part]]

    def _tried(self, name: str, key: str, read: Callable[[str, str], T]) -> T | None:
        """What a member holds; None where it is malformed, which joins the problems."""
        try:
            return read(name, key)
        except MalformedError as error:
            self.problems.append(f"bagian {name} {error}")
        except RecursionError:
            self.problems.append(f"bagian {name} bersarang terlalu dalam")
        except UNREADABLE as error:
            self.problems.append(f"bagian {name} {_place(error)}")
        if len(self.problems) >= TOLD:
            raise PackageError(DAMAGED.format(what="; ".join(self.problems)))
        return None

    def _instrument(self, name: str, digest: str) -> PackedInstrument:
        packed = FROZEN.decode(self._text(name))
        self.carried[digest] = check_instrument(packed, digest)
        return packed

    def _region(self, name: str, code: str) -> PackedRegion:
        region = clean_region(REGION.decode(self._text(name)))
        check_region(region, code, self.carried, [*self.carried.values(), *_shipped()])
        self._require_few_in_all(region)
        return region

    def _require_few_in_all(self, region: PackedRegion) -> None:
        """PackageError where all regions so far have more entries or periods than are written in one step."""
        self.entries += len(region.entries)
        self.periods |= {one.period for one in region.assessments}
        if self.entries > caps.PACKAGE_ENTRIES or len(self.periods) > caps.PERIODS:
            raise PackageError(TOO_LARGE)

    def _text(self, name: str) -> str:
        data = self.file.read(name)
        own = hashlib.sha256(data).hexdigest()
        require_fit(own == self.sums[name], "tidak cocok dengan daftarnya")
        return data.decode()


def _decode_contents(text: bytes) -> PackageContents:
    try:
        return LISTED.decode(text.decode())
    except ValueError as error:
        raise PackageError(DAMAGED.format(what=f"daftar isinya ({CONTENTS}) {_place(error)}")) from error


def _require_small(members: list[zipfile.ZipInfo]) -> None:
    """PackageError for what cannot be unpacked, or would take more room than any package of ours."""
    if len(members) > caps.MEMBERS or sum(one.file_size for one in members) > caps.PACKAGE_BYTES:
        raise PackageError(TOO_LARGE)
    own = {one.filename: one.file_size for one in members if one.filename.startswith("instrumen/")}
    if sum(own.values()) > caps.INSTRUMENTS_BYTES:
        raise PackageError(TOO_LARGE)
    for one in members:
        what = quote_text(one.filename)
        if one.flag_bits & 1 or one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(
                DAMAGED.format(what=f"bagian {what} dikunci atau dimampatkan dengan cara lain")
            )
        most = caps.CONTENTS_BYTES if one.filename in (CONTENTS, README) else caps.MEMBER_BYTES
        swollen = one.file_size >= limits.RATIO_APPLIES_FROM and (
            one.file_size > limits.RATIO * max(one.compress_size, 1)
        )
        if one.file_size > most or swollen:
            raise PackageError(DAMAGED.format(what=f"bagian {what} terlalu besar"))


def _require_listed(names: list[str], sums: dict[str, str]) -> None:
    """PackageError unless the members and those listed are the same, each once, of names that we give."""
    for name in names:
        if names.count(name) > 1:
            raise PackageError(DAMAGED.format(what=f"bagian {quote_text(name)} ada dua kali"))
        if name not in sums and name not in (CONTENTS, README):
            raise PackageError(
                DAMAGED.format(what=f"bagian {quote_text(name)} tidak tercantum pada daftarnya")
            )
    for name in sums:
        if not MEMBER.fullmatch(name):
            raise PackageError(
                DAMAGED.format(what=f"daftarnya menyebut {quote_text(name)}, bagian yang asing")
            )
        if name not in names:
            raise PackageError(DAMAGED.format(what=f"{name} hilang"))
    if not any(name.startswith("daerah/") for name in sums):
        raise PackageError(DAMAGED.format(what="tidak ada daerah di dalamnya"))


def _place(error: BaseException) -> str:
    """Where a member has another shape, as far as the decoder says."""
    place = re.search(r"`\$\.?([^`]*)`", str(error.__cause__))
    at = f" pada {quote_text(place[1])}" if place and place[1] else ""
    return f"tidak berbentuk seperti yang ditulis Siap Cerdas{at}"


@cache
def _shipped() -> tuple[Instrument, ...]:
    return tuple(
        instruments.load_instrument(name, version)
        for name, version, _ in instruments.list_shipped_instruments()
    )

"""A package as one ZIP file: JSON members, each with its SHA-256 in the list of contents."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from survey.files import limits
from survey.files.preflight import ZIP, RefusalError
from survey.files.sandbox import ChildReply, Sandbox
from workflow.package import caps
from workflow.package.contents import FROZEN, REGION, Package, PackedInstrument
from workflow.package.locked_periods import list_locked_places, tell_copies_left_behind
from workflow.package.members import (
    CONTENTS,
    DAMAGED,
    FORMAT,
    NONE_OF_OURS,
    README,
    TOO_LARGE,
    PackageError,
    read_package_members,
)
from workflow.package.parts import SpooledRegions

__all__ = ["PackageError", "read_package", "write_package"]
WELCOME = (
    "Paket proyek Siap Cerdas. Muat di halaman Paket proyek pada komputer lain: angkanya akan sama.\n"
    "Isi: jawaban, instrumen, bobot, target, keputusan, dan rencana. Berkas asli survei tidak ikut.\n"
)
END = b"PK\x05\x06"  # of a ZIP, before a comment of at most 65,535 bytes
REASONS = {"E12": TOO_LARGE, "E42": TOO_LARGE}


def write_package(package: Package) -> bytes:
    """The package as the bytes of a ZIP file."""
    members = {f"daerah/{one.code}.json": REGION.encode(one) for one in package.regions}
    members |= {f"instrumen/{one.digest}.json": FROZEN.encode(one) for one in package.instruments}
    sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in members.items()}
    contents = {"format": FORMAT, "dibuat": package.made_at.isoformat(), "sha256": sums}
    contents["jejak"] = package.heads
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(CONTENTS, json.dumps(contents, indent=1))
        left_out = "".join(f"Tidak ikut karena rusak: {line}\n" for line in package.left_out)
        behind = tell_copies_left_behind(list_locked_places(package.regions))
        out.writestr(README, WELCOME + (f"{behind}\n" if behind else "") + left_out)
        for name, text in members.items():
            out.writestr(name, text)
    return buffer.getvalue()


def read_package(content: bytes, sandbox: Sandbox | None = None) -> Package:
    """The package in a file, whose every member says only what one of ours can; PackageError for any other.

    It is opened and checked in a child process, its regions laid aside on the disk. `sandbox`: one that is
    running already, for whoever reads many.
    """
    if not content.startswith(ZIP) or END not in content[-65_557:]:
        raise PackageError(NONE_OF_OURS)
    if len(content) > limits.FILE_BYTES:
        raise PackageError(TOO_LARGE)
    try:
        if sandbox is not None:
            return _package(sandbox.iterate_function(read_package_members, content))
        with Sandbox(seconds=caps.SECONDS) as own:
            return _package(own.iterate_function(read_package_members, content))
    except RefusalError as refusal:
        damaged = DAMAGED.format(what="isinya tidak dapat dibaca")
        raise PackageError(REASONS.get(refusal.code, damaged)) from refusal


def _package(replies: Iterator[ChildReply]) -> Package:
    """What the child said, laid together; the same whatever order it came in."""
    made, regions = datetime.now(UTC), SpooledRegions()
    carried: list[PackedInstrument] = []
    heads: list[str] = []
    problem = ""
    for said, payload in replies:
        if "region" in said:
            regions.add_part(said["region"], payload)
        elif "instrument" in said:
            carried.append(FROZEN.decode(payload.decode()))
        else:
            made = datetime.fromisoformat(said["made"]) if "made" in said else made
            heads = said.get("heads", heads)
            problem = said.get("problem", problem)
    if problem:
        raise PackageError(problem)
    return Package(made if made.tzinfo else made.replace(tzinfo=UTC), regions, tuple(carried), tuple(heads))

"""ZIP files of workbooks in place of their members, which the child unpacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey.files import limits, zip_members
from survey.files.file_names import file_extension, is_lock_file
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from survey.values import SourceFile


@dataclass(frozen=True)
class ZipMember:
    """One file to read, or the reason why it is not."""

    file: SourceFile
    refusal: RefusalError | None = None


def expand_zip_files(
    files: Sequence[SourceFile], sandbox: Sandbox, most: int | None = limits.FILES
) -> list[ZipMember]:
    """The files with every ZIP replaced by its members; each beyond `most` (None = no end) is refused.

    A member's name begins with its ZIP's: "kiriman.zip/opd_a/survei.xlsx".
    """
    found: list[ZipMember] = []
    for file in files:
        if file_extension(file.name) == "zip" and not is_lock_file(file.name):
            found += _members(file, sandbox)
        else:
            found.append(ZipMember(file))
    limit = RefusalError("E14", limit=str(most))
    kept = found[:most]
    return kept + [ZipMember(member.file.without_bytes(), limit) for member in found[len(kept) :]]


def _members(archive: SourceFile, sandbox: Sandbox) -> list[ZipMember]:
    try:
        return list(_unpacked(archive, sandbox))
    except RefusalError as refusal:
        return [ZipMember(archive, refusal)]


def _unpacked(archive: SourceFile, sandbox: Sandbox) -> Iterator[ZipMember]:
    for said, data in sandbox.iterate_function(zip_members.iterate_zip_members, archive.data):
        if zip_members.WHOLE in said:
            yield ZipMember(archive)
            continue
        why = said.get("refused")
        refusal = RefusalError(why["code"], why["found"], **why["parts"]) if why else None
        yield ZipMember(SourceFile(f"{archive.name}/{said['name']}", data), refusal)

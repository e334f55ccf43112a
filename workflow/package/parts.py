"""Regions in parts: however large a package is, the server holds one part of one region at a time."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import Any, overload

import msgspec

from storage.values import Submission, UploadBatch
from workflow.package.caps import PART_BYTES
from workflow.package.contents import REGION, Package, PackedAssessment, PackedRegion

IN_MEMORY = 2**20


class SpooledRegions(Sequence[PackedRegion]):
    """Regions that a package's file held, checked and laid aside on the disk, gone with the package."""

    def __init__(self) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115

    def add_part(self, code: str, packed: bytes) -> None:
        """Lay a part aside as `pack_region_part` gave it."""
        place = self._file.seek(0, SEEK_END)
        self._file.write(packed)
        self._places.setdefault(code, []).append((place, len(packed)))

    def list_region_parts(self) -> Iterator[tuple[str, Iterable[PackedRegion]]]:
        """Each region's code and its parts, decoded when they are asked for."""
        for code, places in self._places.items():
            yield code, (self._part(*place) for place in places)

    def _part(self, place: int, length: int) -> PackedRegion:
        self._file.seek(place)
        return REGION.decode(zlib.decompress(self._file.read(length)).decode())

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> PackedRegion: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[PackedRegion]: ...

    def __getitem__(self, at: int | slice) -> PackedRegion | Sequence[PackedRegion]:
        if isinstance(at, slice):
            return tuple(self[place] for place in range(*at.indices(len(self))))
        return join_region_parts([self._part(*place) for place in list(self._places.values())[at]])


def list_package_parts(package: Package) -> Iterator[tuple[str, Iterable[PackedRegion]]]:
    """Each region's code and the region in parts; one that is not on the disk is one part."""
    if isinstance(package.regions, SpooledRegions):
        return package.regions.list_region_parts()
    return ((one.code, (one,)) for one in package.regions)


def pack_region_part(part: PackedRegion) -> bytes:
    """A part as it is sent and laid aside: JSON, deflated."""
    return zlib.compress(REGION.encode(part).encode(), 1)


def split_region(region: PackedRegion) -> Iterator[PackedRegion]:
    """The region in parts of about PART_BYTES as JSON: what is said of it once, submissions, entries.

    Submissions and entries stay whole and in their order.
    """
    if _size(region) <= PART_BYTES:
        yield region
        return
    bare = tuple(replace(one, batch=replace(one.batch, submissions=())) for one in region.assessments)
    yield replace(region, assessments=bare, entries=())
    nothing = replace(region, roster=(), targets=(), entries=(), assessments=())
    for one in region.assessments:
        for sent in _gathered(one.batch.submissions):
            own = replace(one, assigned=(), decisions=(), batch=keep_batch_parts(one.batch, submissions=sent))
            yield replace(nothing, assessments=(own,))
    for some in _gathered(region.entries):
        yield replace(nothing, entries=tuple(some))


def join_region_parts(parts: Sequence[PackedRegion]) -> PackedRegion:
    """The region of which these are the parts."""
    first, *others = parts
    if not others:
        return first
    assessments = {_scope(one): one for one in first.assessments}
    for one in (each for part in others for each in part.assessments):
        assessments[_scope(one)] = _joined(assessments[_scope(one)], one)
    entries = tuple(one for part in parts for one in part.entries)
    return replace(first, assessments=tuple(assessments.values()), entries=entries)


def keep_batch_parts(
    batch: UploadBatch,
    submissions: Iterable[Submission] = (),
    values: Iterable[Any] = (),
    leaves: Iterable[Any] = (),
    participation: Iterable[Any] = (),
) -> UploadBatch:
    """The batch with these parts of it alone and the files they came from."""
    groups: list[tuple[Any, ...]] = [tuple(one) for one in (submissions, values, leaves, participation)]
    used = sorted({one.file for group in groups for one in group})
    place = {number: at for at, number in enumerate(used)}
    sent, valued, listed, told = (
        tuple(replace(one, file=place[one.file]) for one in group) for group in groups
    )
    return replace(
        batch,
        files=tuple(batch.files[number] for number in used),
        submissions=sent,
        values=valued,
        leaves=listed,
        participation=told,
    )


def _scope(one: PackedAssessment) -> tuple[str, str]:
    return one.period, one.instrument


def _joined(whole: PackedAssessment, more: PackedAssessment) -> PackedAssessment:
    files = dict.fromkeys((*whole.batch.files, *more.batch.files))
    place = {file: at for at, file in enumerate(files)}
    sent = (replace(one, file=place[more.batch.files[one.file]]) for one in more.batch.submissions)
    batch = whole.batch
    batch = replace(batch, files=tuple(files), submissions=(*batch.submissions, *sent))
    return replace(whole, batch=batch)


def _gathered(things: Iterable[Any]) -> Iterator[list[Any]]:
    """The things in groups of about PART_BYTES."""
    group: list[Any] = []
    size = 0
    for one in things:
        length = _size(one)
        if group and size + length > PART_BYTES:
            yield group
            group, size = [], 0
        group.append(one)
        size += length
    if group:
        yield group


def _size(value: object) -> int:
    return len(msgspec.json.encode(value))

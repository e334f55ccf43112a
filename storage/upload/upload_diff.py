"""What of an upload is new, unchanged or a replacement, beside what is in force."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Literal

from sqlalchemy import Connection

from storage.errors import StoreError
from storage.results import current
from storage.schema import leaf_set, node_value, submission, upload
from storage.values import LeafSet, Participation, PartTarget, Submission, UploadBatch
from survey.values import NodeValue

State = Literal["new", "unchanged", "replaced"]
OfRegion = NodeValue | LeafSet | Participation
Part = Submission | OfRegion
# What identifies a part -> what it says and the file it came from.
Known = dict[Hashable, Hashable]


def judge_upload_parts(connection: Connection, sent: UploadBatch) -> list[tuple[Part, State]]:
    """Every part of `sent` with its state; unchanged = the same content from the same file is in force."""
    known = dict(_known(connection, sent))
    return [(part, _state(known.get(_key(part)), _content(sent, part, known))) for part in _parts(sent)]


def state_by_target(sent: UploadBatch, judged: list[tuple[Part, State]]) -> dict[PartTarget, State]:
    """One state per target. A region's own parts in a file share one: mixed states mean replaced."""
    states: dict[PartTarget, State] = {}
    for part, state in judged:
        name = sent.files[part.file].name
        own = (part.opd, part.slot) if isinstance(part, Submission) else ("", "")
        target = PartTarget(str(part.region), *own, name)
        states[target] = state if states.setdefault(target, state) == state else "replaced"
    return states


def merge_participation(sent: UploadBatch) -> UploadBatch:
    """`sent` with one participation per region; StoreError when it repeats or contradicts itself."""
    _refuse_twice(((one.region, one.opd, one.slot) for one in sent.submissions), "isian")
    _refuse_twice(((str(one.region), one.node, one.kind) for one in sent.values), "nilai")
    _refuse_twice(((one.region,) for one in sent.leaves), "daftar pertanyaan")
    for one in sent.submissions:
        if isinstance(one.answers, tuple):  # the columns of a table are one for each item
            _refuse_twice(((one.region, one.opd, given.indicator) for given in one.answers), "jawaban")
    return replace(sent, participation=_agreeing(sent.participation))


def _refuse_twice(keys: Iterable[tuple[str, ...]], what: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for key in keys:
        if key in seen:
            named = ", ".join(part for part in key if part)
            raise StoreError(f"Unggahan memuat {what} yang sama dua kali ({named}). Tidak ada yang disimpan.")
        seen.add(key)


def _agreeing(said: Iterable[Participation]) -> tuple[Participation, ...]:
    """Several files may speak of one region, as long as they agree; an empty cohort says nothing."""
    regions: dict[str, Participation] = {}
    for one in said:
        before = regions.setdefault(one.region, one)
        if before.took_part != one.took_part or (before.cohort and one.cohort not in ("", before.cohort)):
            raise StoreError(f"Berkas-berkas tidak sepakat tentang kelompok atau keikutsertaan {one.region}.")
        if one.cohort:
            regions[one.region] = one
    return tuple(regions.values())


def _parts(sent: UploadBatch) -> Iterator[Part]:
    yield from sent.submissions
    yield from sent.values
    yield from sent.leaves
    yield from sent.participation


def _known(connection: Connection, sent: UploadBatch) -> Iterator[tuple[Hashable, Hashable]]:
    scope = (sent.period_id, sent.instrument_id)
    if sent.submissions:
        query = current.current_versions(*scope).where(
            submission.c.region.in_({one.region for one in sent.submissions})
        )
        for row in connection.execute(query):
            yield (Submission, row.region, row.opd, row.slot), (row.sha256, row.digest)
    if sent.values:
        query = current.current_node_values(*scope).join(upload, upload.c.id == node_value.c.upload_id)
        for row in connection.execute(query.add_columns(upload.c.sha256)):
            said = (row.value, row.status, row.sheet, row.cell, row.digits)
            yield (NodeValue, row.region, row.node, row.kind), (row.sha256, said)
    if sent.leaves:
        query = current.current_leaf_sets(*scope).join(upload, upload.c.id == leaf_set.c.upload_id)
        for row in connection.execute(query.add_columns(upload.c.sha256)):
            yield (LeafSet, row.region), (row.sha256, row.text)
    if sent.participation:
        for row in connection.execute(current.current_participation(*scope)):
            yield (Participation, row.region), (row.cohort, row.took_part)


def _key(part: Part) -> Hashable:
    match part:
        case Submission():
            return (Submission, part.region, part.opd, part.slot)
        case NodeValue():
            return (NodeValue, part.region, part.node, part.kind)
        case _:
            return (type(part), part.region)


def _content(sent: UploadBatch, part: Part, known: Known) -> Hashable:
    sha256 = sent.files[part.file].sha256
    match part:
        case Submission():
            return (sha256, part.digest)
        case NodeValue():
            value = None if part.value != part.value else part.value
            return (sha256, (value, part.status, part.sheet, part.cell, part.digits))
        case LeafSet():
            return (sha256, part.text)
        case Participation(cohort=""):
            before = known.get(_key(part))
            return (before[0] if isinstance(before, tuple) else "", part.took_part)
        case Participation():
            return (part.cohort, part.took_part)


def _state(known: Hashable | None, given: Hashable) -> State:
    if known is None:
        return "new"
    return "unchanged" if known == given else "replaced"

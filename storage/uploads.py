"""Keeping an upload: all of it in one transaction, replacing only what it brings anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update

from storage import audit, inforce, instruments, periods
from storage.engine import Store, writing
from storage.errors import StoreError
from storage.schema import (
    agency,
    answer,
    batch,
    batch_file,
    batch_region,
    finding,
    leaf_set,
    node_value,
    programme,
    submission,
    upload,
    version,
)
from storage.values import Batch, Kept, LeafSet, NodeValue, Participation, Submission, Target

State = Literal["new", "unchanged", "replaced"]
OfRegion = NodeValue | LeafSet | Participation


def keep(store: Store, sent: Batch) -> Kept:
    """Store `sent` whole, or nothing of it.

    A submission or a region's values already in force from the same file (same SHA-256 and content) stay
    untouched; anything else becomes a new version and the old one stays as history. Raises StoreError when
    the period is locked or the batch names one thing twice.
    """
    _require_once(sent)
    with writing(store) as connection:
        periods.require_open(connection, sent.period_id)
        instruments.get(connection, sent.instrument_id)
        submissions = _judge_submissions(connection, sent)
        of_regions = _judge_regions(connection, sent)
        states = _states(sent, submissions, of_regions)
        changed = [part for part, state in submissions if state != "unchanged"]
        changed_of_regions = [part for part, state in of_regions if state != "unchanged"]
        batch_id = None
        if changed or changed_of_regions:
            batch_id = _add_batch(connection, sent, {part.region for part in (*changed, *changed_of_regions)})
            uploads = _add_files(
                connection, batch_id, sent, {p.file for p in (*changed, *changed_of_regions)}
            )
            _add_versions(connection, batch_id, uploads, sent, changed)
            _add_of_regions(connection, batch_id, uploads, changed_of_regions)
        kept = _kept(batch_id, states)
        if batch_id is not None:
            _record(connection, sent, kept)
        return kept


def _require_once(sent: Batch) -> None:
    _refuse_twice(((one.region, one.opd, one.slot) for one in sent.submissions), "isian")
    _refuse_twice(((one.region, one.node, one.kind) for one in sent.values), "nilai")
    _refuse_twice(((one.region,) for one in sent.leaves), "daftar pertanyaan")
    _refuse_twice(((one.region,) for one in sent.participation), "keikutsertaan")
    for one in sent.submissions:
        _refuse_twice(((one.region, one.opd, given.indicator) for given in one.answers), "jawaban")


def _refuse_twice(keys: Iterable[tuple[str, ...]], what: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for key in keys:
        if key in seen:
            named = ", ".join(part for part in key if part)
            raise StoreError(f"Unggahan memuat {what} yang sama dua kali ({named}). Tidak ada yang disimpan.")
        seen.add(key)


def _judge_submissions(connection: Connection, sent: Batch) -> list[tuple[Submission, State]]:
    if not sent.submissions:
        return []
    query = inforce.versions(sent.period_id, sent.instrument_id)
    query = query.where(submission.c.region.in_({one.region for one in sent.submissions}))
    known = {(row.region, row.opd, row.slot): (row.sha256, row.digest) for row in connection.execute(query)}
    return [
        (one, _state(known.get((one.region, one.opd, one.slot)), (sent.files[one.file].sha256, digest(one))))
        for one in sent.submissions
    ]


def _judge_regions(connection: Connection, sent: Batch) -> list[tuple[OfRegion, State]]:
    """The state of each value, leaf set and participation on its own."""
    scope = (sent.period_id, sent.instrument_id)
    known: dict[Hashable, Hashable] = {}
    if sent.values:
        query = inforce.node_values(*scope).join(upload, upload.c.id == node_value.c.upload_id)
        for row in connection.execute(query.add_columns(upload.c.sha256)):
            said = (row.value, row.status, row.sheet, row.cell, row.digits)
            known[NodeValue, row.region, row.node, row.kind] = (row.sha256, said)
    if sent.leaves:
        query = inforce.leaf_sets(*scope).join(upload, upload.c.id == leaf_set.c.upload_id)
        for row in connection.execute(query.add_columns(upload.c.sha256)):
            known[LeafSet, row.region] = (row.sha256, row.text)
    if sent.participation:
        for row in connection.execute(inforce.participation(*scope)):
            known[Participation, row.region] = (row.cohort, row.took_part)
    return [
        *((one, _state(known.get(_key(one)), _content(sent, one))) for one in sent.values),
        *((one, _state(known.get(_key(one)), _content(sent, one))) for one in sent.leaves),
        *((one, _state(known.get(_key(one)), _content(sent, one))) for one in sent.participation),
    ]


def _key(part: OfRegion) -> Hashable:
    if isinstance(part, NodeValue):
        return (NodeValue, part.region, part.node, part.kind)
    return (type(part), part.region)


def _content(sent: Batch, part: OfRegion) -> Hashable:
    sha256 = sent.files[part.file].sha256
    if isinstance(part, NodeValue):
        value = None if part.value != part.value else part.value
        return (sha256, (value, part.status, part.sheet, part.cell, part.digits))
    if isinstance(part, LeafSet):
        return (sha256, part.text)
    return (part.cohort, part.took_part)


def _state(known: Hashable | None, given: Hashable) -> State:
    if known is None:
        return "new"
    return "unchanged" if known == given else "replaced"


def digest(sent: Submission) -> str:
    """A fingerprint of what a submission says, to tell the same content from a changed one."""
    content = [vars(part) for part in (*sent.answers, *sent.programmes)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _states(
    sent: Batch, submissions: list[tuple[Submission, State]], of_regions: list[tuple[OfRegion, State]]
) -> dict[Target, State]:
    """One state per target; a region's own parts share one: replaced when any is, new when all are."""
    states: dict[Target, State] = {}
    for one, state in submissions:
        states[Target(one.region, one.opd, one.slot, sent.files[one.file].name)] = state
    for part, state in of_regions:
        target = Target(part.region, "", "", sent.files[part.file].name)
        before = states.setdefault(target, state)
        states[target] = state if before == state else "replaced"
    return states


def _kept(batch_id: int | None, states: dict[Target, State]) -> Kept:
    def of(wanted: State) -> tuple[Target, ...]:
        return tuple(target for target, state in states.items() if state == wanted)

    return Kept(batch_id, of("new"), of("unchanged"), of("replaced"))


def _add_batch(connection: Connection, sent: Batch, regions: set[str]) -> int:
    row: dict[str, Any] = {"period_id": sent.period_id, "instrument_id": sent.instrument_id}
    row |= {"actor": sent.actor.strip(), "created_at": datetime.now(UTC)}
    batch_id: int = connection.execute(insert(batch).values(row).returning(batch.c.id)).scalar_one()
    said = {one.region: one for one in sent.participation if one.region in regions}
    connection.execute(
        insert(batch_region),
        [
            {
                "batch_id": batch_id,
                "region": region,
                "cohort": said[region].cohort if region in said else "",
                "took_part": said[region].took_part if region in said else None,
            }
            for region in sorted(regions)
        ],
    )
    if sent.findings:
        connection.execute(insert(finding), [{"batch_id": batch_id} | vars(one) for one in sent.findings])
    return batch_id


def _add_files(connection: Connection, batch_id: int, sent: Batch, used: set[int]) -> dict[int, int]:
    """The upload's id for every file index in `used`; a file known before is not stored a second time."""
    ids: dict[int, int] = {}
    names: dict[int, str] = {}
    for index in sorted(used):
        file = sent.files[index]
        ids[index] = _add_upload(connection, file.sha256, file.content)
        names.setdefault(ids[index], file.name)
    rows = [{"batch_id": batch_id, "upload_id": key, "name": name} for key, name in names.items()]
    connection.execute(insert(batch_file), rows)
    return ids


def _add_upload(connection: Connection, sha256: str, content: bytes) -> int:
    known = connection.execute(select(upload.c.id, upload.c.purged_at).filter_by(sha256=sha256)).one_or_none()
    if known is None:
        row = {"sha256": sha256, "size": len(content), "content": content, "stored_at": datetime.now(UTC)}
        key: int = connection.execute(insert(upload).values(row).returning(upload.c.id)).scalar_one()
        return key
    if known.purged_at is not None:
        back = update(upload).where(upload.c.id == known.id)
        connection.execute(back.values(content=content, purged_at=None))
    return int(known.id)


def _add_versions(
    connection: Connection, batch_id: int, uploads: dict[int, int], sent: Batch, changed: list[Submission]
) -> None:
    votes = _votes(connection, {one.region for one in changed})
    answers: list[dict[str, Any]] = []
    programmes: list[dict[str, Any]] = []
    for one in changed:
        key = _submission(connection, sent, one, votes.get((one.region, one.opd), one.opd))
        last = select(func.coalesce(func.max(version.c.number), 0)).where(version.c.submission_id == key)
        row = {
            "submission_id": key,
            "number": connection.execute(last).scalar_one() + 1,
            "digest": digest(one),
        }
        row |= {"batch_id": batch_id, "upload_id": uploads[one.file]}
        version_id = connection.execute(insert(version).values(row).returning(version.c.id)).scalar_one()
        answers += [{"version_id": version_id} | vars(given) for given in one.answers]
        listed = enumerate(one.programmes)
        programmes += [{"version_id": version_id, "position": at} | vars(given) for at, given in listed]
    if answers:
        connection.execute(insert(answer), answers)
    if programmes:
        connection.execute(insert(programme), programmes)


def _votes(connection: Connection, regions: set[str]) -> dict[tuple[str, str], str]:
    query = select(agency.c.region, agency.c.opd, agency.c.vote)
    query = query.where(agency.c.valid_to.is_(None), agency.c.region.in_(regions))
    return {(region, opd): vote for region, opd, vote in connection.execute(query)}


def _submission(connection: Connection, sent: Batch, one: Submission, vote: str) -> int:
    key: dict[str, Any] = {"period_id": sent.period_id, "instrument_id": sent.instrument_id}
    key |= {"region": one.region, "opd": one.opd, "slot": one.slot}
    found: int | None = connection.scalar(select(submission.c.id).filter_by(**key))
    if found is not None:
        return found
    row = key | {"vote": vote}
    return int(connection.execute(insert(submission).values(row).returning(submission.c.id)).scalar_one())


def _add_of_regions(
    connection: Connection, batch_id: int, uploads: dict[int, int], changed: list[OfRegion]
) -> None:
    for table, kind in ((node_value, NodeValue), (leaf_set, LeafSet)):
        rows = [
            {name: given for name, given in vars(part).items() if name != "file"}
            | {"batch_id": batch_id, "upload_id": uploads[part.file]}
            for part in changed
            if isinstance(part, kind)
        ]
        if rows:
            connection.execute(insert(table), rows)


def _record(connection: Connection, sent: Batch, kept: Kept) -> None:
    regions = {target.region for target in (*kept.new, *kept.replaced)}
    audit.record(
        connection,
        sent.actor,
        "upload.keep",
        f"batch {kept.batch_id}",
        new=f"{len(kept.new)} baru, {len(kept.replaced)} diganti, {len(kept.unchanged)} tetap",
        period_id=sent.period_id,
        instrument_id=sent.instrument_id,
        region=regions.pop() if len(regions) == 1 else None,
    )

"""A version that says less than the one in force: told, asked, and nothing replaced before the choice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reference.regions import find_region
from scoring import Node
from storage.engine import Store
from survey.messages import make_finding
from survey.named_opd import roster_opd_name
from survey.values import NodeValue, Question, Reading
from workflow.results.stored_data import AssessmentScope
from workflow.upload.stock_in_force import Key, Loss, StockInForce

JOIN, REPLACE = "join", "replace"
OFFERED = (
    (JOIN, "Gabungkan: jawaban lama itu tetap berlaku"),
    (REPLACE, "Ganti: jawaban lama itu tidak berlaku lagi"),
)
SHOWN, OWNERS = 4, 6


def settle_lesser_versions(
    store: Store, scope: AssessmentScope, readings: Sequence[Reading], choices: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings, those that would take away what is in force asked once for all their files, or as chosen.

    Taken away is an item that an OPD answered and no submission of it would answer any more, a list of
    programmes that gives way to an empty one, a region's value that a blank replaces, and one of a question
    that the region's newer file no longer lists.
    """
    settled = list(readings)
    stock = StockInForce(store, scope)
    emptied = _emptied_values(stock, readings)
    for files in _files_together(readings):
        losses = [*stock.list_losses(settled[number] for number in files), *_value_losses(files, emptied)]
        if not losses:
            continue
        question = _question(stock, [settled[number] for number in files], losses)
        choice = choices.get(question.key)
        for number in files:
            told = _with_question(settled[number], question, choice, _listed(stock, losses))
            lost = emptied.get(number, set())
            settled[number] = _joined(stock, told, losses, lost) if choice == JOIN else told
    return tuple(settled)


def _files_together(readings: Sequence[Reading]) -> Iterator[list[int]]:
    """The ready files by number, those that answer for one OPD together: what one lacks the other may say."""
    groups: list[tuple[set[tuple[str, str]], list[int]]] = []
    for number, reading in enumerate(readings):
        if reading.verdict != "ready":
            continue
        owners = {(one.region, one.opd) for one in reading.responses if one.region and one.opd}
        touched = [group for group in groups if group[0] & owners]
        groups = [group for group in groups if group not in touched]
        merged = [place for _, places in touched for place in places]
        groups.append((owners.union(*(group[0] for group in touched)), sorted([*merged, number])))
    yield from (places for _, places in groups)


def _emptied_values(stock: StockInForce, readings: Sequence[Reading]) -> dict[int, set[Key]]:
    """Number of a ready file -> the values of regions that it blanks, those of files before it among them."""
    found: dict[int, set[Key]] = {}
    earlier: set[Key] = set()
    for number, reading in enumerate(readings):
        if reading.verdict != "ready" or not (reading.values or reading.absent):
            continue
        known = stock.known_values | earlier
        away = {key for key in known if key[0] in reading.absent} if reading.absent else set()
        blank = {_key(value) for value in reading.values if not _is_told(value)}
        gone = {(region, node.code) for region, node in _dropped_leaves(stock, reading)}
        found[number] = (blank & known) | away | {key for key in known if key[:2] in gone}
        earlier |= {_key(value) for value in reading.values if _is_told(value)}
    return found


def _dropped_leaves(stock: StockInForce, reading: Reading) -> list[tuple[str, Node]]:
    """Region and node of each question leaf in force that a file with leaves of its own lists no more."""
    if not reading.leaves:
        return []
    listed = {leaf.code for leaf in reading.leaves}
    regions = dict.fromkeys(value.region for value in reading.values if value.region)
    return [
        (region, node)
        for region in regions
        for code, node in stock.leaves_by_region.get(region, {}).items()
        if code not in listed
    ]


def _key(value: NodeValue) -> Key:
    return (value.region or "", value.node, value.kind)


def _is_told(value: NodeValue) -> bool:
    return value.status != "missing"


def _value_losses(files: Sequence[int], emptied: Mapping[int, set[Key]]) -> list[Loss]:
    lost = sorted({key for number in files for key in emptied.get(number, ())})
    regions = dict.fromkeys(region for region, _, _ in lost)
    return [
        Loss(region, "", tuple(dict.fromkeys(node for one, node, _ in lost if one == region)))
        for region in regions
    ]


def _question(stock: StockInForce, readings: Sequence[Reading], losses: Sequence[Loss]) -> Question:
    """Its key names the files, the versions in force and what is lost: any change is asked anew."""
    told = [reading.sha256 for reading in readings]
    told += [f"{loss.region} {loss.opd} {loss.items} {loss.programmes}" for loss in losses]
    told += [
        str(version.version_id)
        for loss in losses
        for version in (stock.stock_of(loss.region).versions.values() if loss.opd else ())
        if version.opd == loss.opd
    ]
    key = hashlib.sha256(" ".join(told).encode()).hexdigest()[:16]
    text = (
        f"Yang berlaku sekarang dan kosong pada kiriman ini: {_listed(stock, losses)}. Bagaimana dengan itu?"
    )
    return Question("version", f"version:{key}", text, OFFERED)


def _listed(stock: StockInForce, losses: Sequence[Loss]) -> str:
    parts = [_told(stock, loss) for loss in losses[:OWNERS]]
    more = len(losses) - OWNERS
    return "; ".join([*parts, *([f"dan {more} lainnya"] if more > 0 else [])])


def _told(stock: StockInForce, loss: Loss) -> str:
    """ "Dinas Kesehatan: 6 pertanyaan (GOV1.1, …), 2 program"."""
    name = (
        roster_opd_name(loss.opd, stock.stock_of(loss.region).roster)
        if loss.opd
        else find_region(loss.region).name
    )
    more = ", …" if len(loss.items) > SHOWN else ""
    parts = [f"{len(loss.items)} pertanyaan ({', '.join(loss.items[:SHOWN])}{more})"] if loss.items else []
    parts += [f"{loss.programmes} program"] if loss.programmes else []
    return f"{name}: {', '.join(parts)}"


def _with_question(reading: Reading, question: Question, choice: str | None, items: str) -> Reading:
    """The reading with its open question, or with what was chosen."""
    if choice in dict(OFFERED):
        told = f"{dict(OFFERED)[choice]}. {items}"
        return replace(
            reading, findings=(*reading.findings, make_finding("W53", file=reading.file, found=told))
        )
    said = make_finding("E97", file=reading.file, items=items)
    asked, findings = (*reading.questions, question), (*reading.findings, said)
    return replace(reading, verdict="confirm", questions=asked, findings=findings)


def _joined(stock: StockInForce, reading: Reading, losses: Sequence[Loss], emptied: set[Key]) -> Reading:
    """The reading with what would be lost; a blank that would replace a value is left out."""
    by_owner = {(loss.region, loss.opd): loss for loss in losses}
    responses = tuple(
        stock.stock_of(one.region).restore_response(one, loss)
        if one.region and (loss := by_owner.get((one.region, one.opd or "")))
        else one
        for one in reading.responses
    )
    values = tuple(value for value in reading.values if _is_told(value) or _key(value) not in emptied)
    kept = {region for region, _, _ in emptied}
    absent = tuple(region for region in reading.absent if region not in kept)
    left = {node.code: node for region, node in _dropped_leaves(stock, reading) if region in kept}
    leaves = (*reading.leaves, *left.values())
    return replace(reading, responses=responses, values=values, absent=absent, leaves=leaves)

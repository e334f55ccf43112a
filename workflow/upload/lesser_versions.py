"""A version that says less than the one in force: told, asked, and nothing replaced before the choice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reference.regions import find_region
from storage.engine import Store
from storage.upload import in_force
from storage.upload.in_force import VersionInForce
from survey.answers.answer_table import AnswerRow
from survey.joining import is_answered, join_responses
from survey.messages import make_finding
from survey.region_and_opd import roster_opd_name
from survey.values import NodeValue, Question, Reading, ReportedProgramme, Response
from workflow.results.stored_data import AssessmentScope
from workflow.setup.setup import roster_of

JOIN, REPLACE = "join", "replace"
OFFERED = (
    (JOIN, "Gabungkan: jawaban lama itu tetap berlaku"),
    (REPLACE, "Ganti: jawaban lama itu tidak berlaku lagi"),
)
SHOWN, OWNERS = 4, 6
Key = tuple[str, str, str]
"""Region, node and kind of a value."""


def settle_lesser_versions(
    store: Store, scope: AssessmentScope, readings: Sequence[Reading], choices: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings, those that would take away what is in force asked once for all their files, or as chosen.

    Taken away is an item that an OPD answered and no submission of it would answer any more, a list of
    programmes that gives way to an empty one, and a region's value that a blank replaces.
    """
    settled = list(readings)
    stock = _Stock(store, scope)
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


@dataclass(frozen=True)
class _Loss:
    """What files would take away of an OPD, or of a region itself (`opd` "")."""

    region: str
    opd: str
    items: tuple[str, ...]
    programmes: int = 0


class _Stock:
    """What is in force of the regions that files are about, read as far as it is asked for."""

    def __init__(self, store: Store, scope: AssessmentScope) -> None:
        self.store, self.keys = store, (scope.period_id, scope.instrument_id)
        self._regions: dict[str, _RegionStock] = {}

    def stock_of(self, region: str) -> _RegionStock:
        if region not in self._regions:
            self._regions[region] = _RegionStock(self.store, (*self.keys, region))
        return self._regions[region]

    @cached_property
    def known_values(self) -> set[Key]:
        return in_force.list_known_values(self.store, *self.keys)

    def list_losses(self, readings: Iterator[Reading]) -> Iterator[_Loss]:
        """What these files together take away of each OPD that they answer for."""
        sent: dict[tuple[str, str], list[Response]] = {}
        for reading in readings:
            for one in reading.responses:
                if one.region and one.opd:
                    sent.setdefault((one.region, one.opd), []).append(one)
        for (region, opd), responses in sent.items():
            if loss := self.stock_of(region).find_loss(opd, responses):
                yield loss


class _RegionStock:
    """What is in force of the OPD of one region."""

    def __init__(self, store: Store, keys: tuple[int, int, str]) -> None:
        self.store, self.keys, self.region = store, keys, keys[2]
        self.roster = roster_of(store, self.region)[0]
        self.versions: dict[tuple[str, str], VersionInForce] = {
            (one.opd, one.slot): one for one in in_force.list_versions_in_force(store, keys)
        }

    @cached_property
    def answered_items(self) -> Mapping[str, frozenset[str]]:
        return in_force.list_answered_items(self.store, self.keys) if self.versions else {}

    @cached_property
    def listed_programmes(self) -> Mapping[tuple[str, str], tuple[ReportedProgramme, ...]]:
        return in_force.read_programmes_in_force(self.store, self.keys) if self.versions else {}

    def find_loss(self, opd: str, responses: Sequence[Response]) -> _Loss | None:
        items = self._lost_items(opd, responses)
        lost = 0
        if not any(one.programmes or one.no_programmes for one in responses):
            lost = sum(len(self.listed_programmes.get((opd, one.slot), ())) for one in responses)
        return _Loss(self.region, opd, tuple(sorted(items)), lost) if items or lost else None

    def _lost_items(self, opd: str, responses: Sequence[Response]) -> set[str]:
        left = set(self.answered_items.get(opd, ()))
        for one in responses:
            if not left:
                return left
            left.difference_update(_answered_items(one))
        if left:
            replaced = {one.slot for one in responses}
            found = in_force.read_answers_in_force(self.store, self.keys, opd, left)
            for slot, kept in found.items():
                left -= set() if slot in replaced else {answer.indicator for answer in kept}
        return left

    def restore_response(self, response: Response, loss: _Loss) -> Response:
        """A response with what the version that it replaces said of what would be lost."""
        version = self.versions.get((loss.opd, response.slot))
        if version is None:
            return response
        given = in_force.read_answers_in_force(self.store, self.keys, loss.opd, loss.items)
        listed = self.listed_programmes.get((loss.opd, response.slot), ()) if loss.programmes else ()
        old = replace(response, answers=given.get(response.slot, ()), programmes=listed, no_programmes=False)
        return join_responses(response, old, version.file)


def _answered_items(response: Response) -> Iterator[str]:
    """The items a response answers; a row of a wide table is read no further than it is asked."""
    if isinstance(response.answers, AnswerRow):
        return (indicator for indicator, status, *_ in response.answers.marks() if status != "missing")
    return (answer.indicator for answer in response.answers if is_answered(answer))


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


def _emptied_values(stock: _Stock, readings: Sequence[Reading]) -> dict[int, set[Key]]:
    """Number of a ready file -> the values of regions that it blanks, those of files before it among them."""
    found: dict[int, set[Key]] = {}
    earlier: set[Key] = set()
    for number, reading in enumerate(readings):
        if reading.verdict != "ready" or not (reading.values or reading.absent):
            continue
        known = stock.known_values | earlier
        away = {key for key in known if key[0] in reading.absent} if reading.absent else set()
        blank = {_key(value) for value in reading.values if not _is_told(value)}
        found[number] = (blank & known) | away
        earlier |= {_key(value) for value in reading.values if _is_told(value)}
    return found


def _key(value: NodeValue) -> Key:
    return (value.region or "", value.node, value.kind)


def _is_told(value: NodeValue) -> bool:
    return value.status != "missing"


def _value_losses(files: Sequence[int], emptied: Mapping[int, set[Key]]) -> list[_Loss]:
    lost = sorted({key for number in files for key in emptied.get(number, ())})
    regions = dict.fromkeys(region for region, _, _ in lost)
    return [
        _Loss(region, "", tuple(dict.fromkeys(node for one, node, _ in lost if one == region)))
        for region in regions
    ]


def _question(stock: _Stock, readings: Sequence[Reading], losses: Sequence[_Loss]) -> Question:
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


def _listed(stock: _Stock, losses: Sequence[_Loss]) -> str:
    parts = [_told(stock, loss) for loss in losses[:OWNERS]]
    more = len(losses) - OWNERS
    return "; ".join([*parts, *([f"dan {more} lainnya"] if more > 0 else [])])


def _told(stock: _Stock, loss: _Loss) -> str:
    """ "Dinas Kesehatan: 6 butir (GOV1.1, …), 2 program"."""
    name = (
        roster_opd_name(loss.opd, stock.stock_of(loss.region).roster)
        if loss.opd
        else find_region(loss.region).name
    )
    more = ", …" if len(loss.items) > SHOWN else ""
    parts = [f"{len(loss.items)} butir ({', '.join(loss.items[:SHOWN])}{more})"] if loss.items else []
    parts += [f"{loss.programmes} program"] if loss.programmes else []
    return f"{name}: {', '.join(parts)}"


def _with_question(reading: Reading, question: Question, choice: str | None, items: str) -> Reading:
    """The reading with its open question, or with what was chosen."""
    if choice in dict(OFFERED):
        told = f"{question.text} → {dict(OFFERED)[choice]}"
        return replace(
            reading, findings=(*reading.findings, make_finding("W53", file=reading.file, found=told))
        )
    said = make_finding("E97", file=reading.file, items=items)
    asked, findings = (*reading.questions, question), (*reading.findings, said)
    return replace(reading, verdict="confirm", questions=asked, findings=findings)


def _joined(stock: _Stock, reading: Reading, losses: Sequence[_Loss], emptied: set[Key]) -> Reading:
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
    return replace(reading, responses=responses, values=values, absent=absent)

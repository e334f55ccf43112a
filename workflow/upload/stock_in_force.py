"""What is in force of the regions that files are about, and what these files would take away of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scoring import Node
from storage.engine import Store
from storage.results import node_values
from storage.upload import in_force
from storage.upload.in_force import VersionInForce
from survey.answers.answer_table import AnswerRow
from survey.joining import is_answered, join_responses
from survey.values import Reading, ReportedProgramme, Response
from workflow.results.stored_data import AssessmentScope
from workflow.setup.setup import roster_of

Key = tuple[str, str, str]
"""Region, node and kind of a value."""


@dataclass(frozen=True)
class Loss:
    """What files would take away of an OPD, or of a region itself (`opd` "")."""

    region: str
    opd: str
    items: tuple[str, ...]
    programmes: int = 0


class StockInForce:
    """What is in force of the regions that files are about, read as far as it is asked for."""

    def __init__(self, store: Store, scope: AssessmentScope) -> None:
        self.store, self.keys = store, (scope.period_id, scope.instrument_id)
        self._regions: dict[str, RegionStock] = {}

    def stock_of(self, region: str) -> RegionStock:
        if region not in self._regions:
            self._regions[region] = RegionStock(self.store, (*self.keys, region))
        return self._regions[region]

    @cached_property
    def known_values(self) -> set[Key]:
        return in_force.list_known_values(self.store, *self.keys)

    @cached_property
    def leaves_by_region(self) -> Mapping[str, Mapping[str, Node]]:
        """Region -> code -> the question leaves its file defines."""
        texts = node_values.read_leaf_sets(self.store, *self.keys)
        return {
            region: {node.code: node for node in node_values.leaves_from_text(text)}
            for region, text in texts.items()
        }

    def list_losses(self, readings: Iterator[Reading]) -> Iterator[Loss]:
        """What these files together take away of each OPD that they answer for."""
        sent: dict[tuple[str, str], list[Response]] = {}
        for reading in readings:
            for one in reading.responses:
                if one.region and one.opd:
                    sent.setdefault((one.region, one.opd), []).append(one)
        for (region, opd), responses in sent.items():
            if loss := self.stock_of(region).find_loss(opd, responses):
                yield loss


class RegionStock:
    """What is in force of the OPD of one region."""

    def __init__(self, store: Store, keys: tuple[int, int, str]) -> None:
        self.store, self.keys, self.region = store, keys, keys[2]
        self.roster = roster_of(store, self.region, keys[0])[0]
        self.versions: dict[tuple[str, str], VersionInForce] = {
            (one.opd, one.slot): one for one in in_force.list_versions_in_force(store, keys)
        }

    @cached_property
    def answered_items(self) -> Mapping[str, frozenset[str]]:
        return in_force.list_answered_items(self.store, self.keys) if self.versions else {}

    @cached_property
    def listed_programmes(self) -> Mapping[tuple[str, str], tuple[ReportedProgramme, ...]]:
        return in_force.read_programmes_in_force(self.store, self.keys) if self.versions else {}

    def find_loss(self, opd: str, responses: Sequence[Response]) -> Loss | None:
        items = self._lost_items(opd, responses)
        lost = 0
        if not any(one.programmes or one.no_programmes for one in responses):
            lost = sum(len(self.listed_programmes.get((opd, one.slot), ())) for one in responses)
        return Loss(self.region, opd, tuple(sorted(items)), lost) if items or lost else None

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

    def restore_response(self, response: Response, loss: Loss) -> Response:
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

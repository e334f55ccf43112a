"""What of a region in a package is to be written: what differs, joined with what is here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from storage.values import Submission, UploadBatch
from survey.joining import INSIDE
from survey.values import Answer
from workflow.package.contents import PackedAssessment, PackedRegion
from workflow.package.facts import (
    TEXTS,
    Fact,
    FactKey,
    PackedFact,
    assignment_fact,
    decision_fact,
    entry_fact,
    leaf_set_fact,
    list_packed_facts,
    list_participation_facts,
    list_roster_facts,
    list_submission_facts,
    node_value_fact,
    scope_label,
    target_fact,
)
from workflow.package.parts import keep_batch_parts

T = TypeVar("T")
Known = Mapping[FactKey, PackedFact]


class RegionMerge:
    """A region as it stands here, to which the parts of the same region in a package are held."""

    def __init__(self, here: PackedRegion) -> None:
        self.here = here
        self._known: Known = dict(list_packed_facts(here))
        self._assessments = {(one.period, one.instrument): one for one in here.assessments}

    def merge_part(self, part: PackedRegion) -> PackedRegion:
        """What of the part is to be written. What only the store knows stays in what is written over it.

        A roster and duties are given whole, () where they stay as they are.
        """
        return replace(
            part,
            roster=self._roster(part.roster),
            targets=self._changed(part.targets, lambda one: [target_fact(one)]),
            entries=self._changed(part.entries, lambda one: [entry_fact(one)]),
            assessments=tuple(map(self._assessment, part.assessments)),
        )

    def _differs(self, facts: Iterable[Fact]) -> bool:
        return any(
            (known := self._known.get(key)) is None or known.exact != said.exact for key, said in facts
        )

    def _changed(self, given: Iterable[T], facts: Callable[[T], Iterable[Fact]]) -> tuple[T, ...]:
        return tuple(one for one in given if self._differs(facts(one)))

    def _roster(self, given: tuple[dict[str, str], ...]) -> tuple[dict[str, str], ...]:
        if not self._differs(fact for row in given for fact in list_roster_facts(row)):
            return ()
        rows = {row["opd"]: row for row in self.here.roster}
        for row in given:
            before = rows.get(row["opd"], {})
            rows[row["opd"]] = {name: said or before.get(name, "") for name, said in row.items()}
        return tuple(rows.values())

    def _assessment(self, given: PackedAssessment) -> PackedAssessment:
        scope = scope_label(given)
        ours = self._assessments.get((given.period, given.instrument))
        return replace(
            given,
            batch=self._batch(scope, given, ours),
            assigned=self._assigned(scope, given, ours),
            decisions=self._changed(given.decisions, lambda one: [decision_fact(scope, one)]),
        )

    def _batch(self, scope: str, given: PackedAssessment, ours: PackedAssessment | None) -> UploadBatch:
        batch = given.batch
        sent = self._changed(batch.submissions, lambda one: list_submission_facts(scope, one))
        return keep_batch_parts(
            batch,
            tuple(_joined(one, ours) for one in sent),
            self._changed(batch.values, lambda one: [node_value_fact(scope, one)]),
            self._changed(batch.leaves, lambda one: [leaf_set_fact(scope, one)]),
            self._changed(batch.participation, lambda one: list_participation_facts(scope, one)),
        )

    def _assigned(
        self, scope: str, given: PackedAssessment, ours: PackedAssessment | None
    ) -> tuple[tuple[str, str, str], ...]:
        if not self._differs(assignment_fact(scope, *one) for one in given.assigned):
            return ()
        every = [*(ours.assigned if ours else ()), *given.assigned]
        leads = {indicator: opd for indicator, opd, role in every if role == "lead"}
        support = {(indicator, opd) for indicator, opd, role in every if role != "lead"}
        rows = [(indicator, opd, "lead") for indicator, opd in leads.items()]
        beside = sorted(pair for pair in support if leads.get(pair[0]) != pair[1])
        return (*rows, *((*pair, "support") for pair in beside))


def _joined(sent: Submission, ours: PackedAssessment | None) -> Submission:
    """What an OPD sent, with what its version in force here says besides; a sheet names its file."""
    before = next(
        (
            one
            for one in (ours.batch.submissions if ours else ())
            if (one.opd, one.slot) == (sent.opd, sent.slot)
        ),
        None,
    )
    if before is None or ours is None:
        return sent
    file = ours.batch.files[before.file].name
    given: dict[str, Answer] = {one.indicator: one for one in sent.answers}
    for one in before.answers:
        mine = given.get(one.indicator)
        given[one.indicator] = _kept(one, file) if mine is None else _beside(mine, one, file)
    answers = tuple(given[code] for code in sorted(given))
    return replace(sent, answers=answers, programmes=sent.programmes or before.programmes)


def _beside(mine: Answer, ours: Answer, file: str) -> Answer:
    """The package's answer, with what is known here alone beside it."""
    whole = mine
    if mine.status == "missing" and ours.status != "missing":
        kept = _kept(ours, file)
        level: dict[str, Any] = {name: getattr(kept, name) for name in ("status", "value", "sheet", "cell")}
        whole = replace(mine, **level)
    if mine.verified is None:
        whole = replace(whole, verified=ours.verified)
    if not any(getattr(mine, name) for name in TEXTS):
        whole = replace(whole, **{name: getattr(ours, name) for name in TEXTS})
    return whole


def _kept(ours: Answer, file: str) -> Answer:
    """An answer from here with the file it stands in, as joined versions name it."""
    sheet = ours.sheet if INSIDE in ours.sheet else f"{file}{INSIDE}{ours.sheet}"
    return replace(ours, sheet=sheet)

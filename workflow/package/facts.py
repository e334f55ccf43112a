"""What a region in a package says, fact by fact: what is compared, shown and brought in is the same."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from charts.drawing.format import format_plain
from reference.control_characters import strip_control_characters
from storage.values import Decision, LeafSet, Participation, Submission
from survey.values import Answer, NodeValue
from workflow import audit_trail
from workflow.package.contents import AgreedTarget, PackedAssessment, PackedEntry, PackedRegion

NOT_APPLICABLE = "Tidak berlaku"
TEXTS = (
    "fact",
    "analysis",
    "obstacle",
    "evidence",
    "evidence_link",
    "evidence_date",
    "note",
    "verified_note",
)


class FactKey(NamedTuple):
    """What a fact is about, whose it is, which one."""

    about: str
    whose: str
    which: str


@dataclass(frozen=True)
class PackedFact:
    """What is said: `exact` for comparing, every bit of it; `shown` for reading."""

    exact: str
    shown: str


Fact = tuple[FactKey, PackedFact]


def list_packed_facts(region: PackedRegion) -> Iterator[Fact]:
    """Every fact of a region. A blank is no fact."""
    for row in region.roster:
        yield from list_roster_facts(row)
    for target in region.targets:
        yield target_fact(target)
    for entry in region.entries:
        yield entry_fact(entry)
    for one in region.assessments:
        scope = scope_label(one)
        for sent in one.batch.submissions:
            yield from list_submission_facts(scope, sent)
        for value in one.batch.values:
            yield node_value_fact(scope, value)
        for leaf in one.batch.leaves:
            yield leaf_set_fact(scope, leaf)
        for part in one.batch.participation:
            yield from list_participation_facts(scope, part)
        for given in one.assigned:
            yield assignment_fact(scope, *given)
        for decision in one.decisions:
            yield decision_fact(scope, decision)


def scope_label(given: PackedAssessment) -> str:
    """The period and instrument of an assessment."""
    return f"{given.period} (instrumen {given.instrument[:16]})"


def list_roster_facts(row: Mapping[str, str]) -> Iterator[Fact]:
    """What a row of the roster says of its OPD."""
    for name, said in row.items():
        if said:
            yield FactKey("Susunan OPD", row["opd"], name), _text(said)


def target_fact(given: AgreedTarget) -> Fact:
    """A target of a node in a year."""
    return FactKey("Target", given.node, str(given.year)), _number(given.value)


def entry_fact(given: PackedEntry) -> Fact:
    """What holds under a key; that something came with the data beneath it is a fact of its own."""
    _, _, part = given.kind.partition("-")
    about = f"{audit_trail.audit_kind_word(given.kind) or given.kind} {part}".strip()
    if given.replaced:
        return FactKey(f"Bawaan: {about}", given.period, given.key), PackedFact("", _title(given))
    said = PackedFact(_same_json(given.text), f"{_title(given)}, versi {given.by}")
    return FactKey(about, given.period, given.key), said


def list_submission_facts(scope: str, sent: Submission) -> Iterator[Fact]:
    """What an OPD sent: that it did, its answers and what stands beside them, its programmes."""
    scope, whose = f"{scope}, penjawab {sent.slot}" if sent.slot else scope, sent.opd
    yield FactKey(f"Isian {scope}", whose, ""), PackedFact("", "sudah mengisi")
    for answer in sent.answers:
        yield from _of_answer(scope, whose, answer)
    if sent.programmes:
        shown = f"{len(sent.programmes)} program"
        said = PackedFact(strip_control_characters(repr(sent.programmes)), shown)
        yield FactKey(f"Program dalam survei {scope}", whose, ""), said


def _of_answer(scope: str, whose: str, answer: Answer) -> Iterator[Fact]:
    if answer.status != "missing":
        yield FactKey(f"Jawaban {scope}", whose, answer.indicator), _level(answer.status, answer.value)
    if answer.verified is not None:
        yield FactKey(f"Verifikasi berkas {scope}", whose, answer.indicator), _number(answer.verified)
    if texts := " | ".join(text for name in TEXTS if (text := getattr(answer, name))):
        yield FactKey(f"Keterangan {scope}", whose, answer.indicator), _text(texts)


def node_value_fact(scope: str, given: NodeValue) -> Fact:
    """A value of the region itself."""
    return FactKey(f"Nilai {scope}", given.node, given.kind), _level(given.status, given.value)


def leaf_set_fact(scope: str, given: LeafSet) -> Fact:
    """The questions that a region's file defines."""
    said = PackedFact(_same_json(given.text), "daftar pertanyaan berbeda")
    return FactKey(f"Pertanyaan {scope}", "", ""), said


def list_participation_facts(scope: str, given: Participation) -> Iterator[Fact]:
    """Whether a region took part, and its group where its file says it."""
    yield FactKey(f"Keikutsertaan {scope}", "", ""), _text("ikut" if given.took_part else "tidak ikut")
    if given.cohort:
        yield FactKey(f"Kelompok {scope}", "", ""), _text(given.cohort)


def assignment_fact(scope: str, indicator: str, opd: str, role: str) -> Fact:
    """Who answers for an indicator: one leads, others support."""
    if role == "lead":
        return FactKey(f"Penanggung jawab {scope}", indicator, ""), _text(opd)
    return FactKey(f"Pendukung {scope}", indicator, opd), _text(opd)


def decision_fact(scope: str, given: Decision) -> Fact:
    """What was agreed or verified at a node."""
    about = "Kesepakatan" if given.kind == "agreed" else "Verifikasi"
    return FactKey(f"{about} {scope}", given.node, ""), _number(given.value)


def _level(status: str, value: float | None) -> PackedFact:
    """A blank and what does not apply have no number."""
    return _number(value) if value is not None else PackedFact(status, NOT_APPLICABLE)


def _number(value: float | None) -> PackedFact:
    exact = "" if value is None else repr(float(value))
    return PackedFact(exact, format_plain(value, 10, missing=exact))


def _text(said: str) -> PackedFact:
    """The same for texts that differ in characters alone that no document may hold."""
    plain = strip_control_characters(said)
    return PackedFact(plain, plain)


def _same_json(text: str) -> str:
    """The same for texts that say the same in another order; a text that is no JSON as it is."""
    try:
        return strip_control_characters(json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False))
    except (ValueError, RecursionError):
        return strip_control_characters(text)


def _title(entry: PackedEntry) -> str:
    """The name or title an entry gives itself; its key where it gives none."""
    try:
        said = json.loads(entry.text)
    except (ValueError, RecursionError):
        return entry.key
    named = said if isinstance(said, dict) else {}
    return str(named.get("name") or named.get("title") or entry.key)

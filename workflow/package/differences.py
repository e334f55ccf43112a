"""How a region in a package stands to the same region in the store, fact by fact."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from storage.engine import Store
from storage.values import Submission
from survey.values import Answer
from workflow import audit_trail
from workflow.package import gather
from workflow.package.contents import Package, PackedAssessment, PackedEntry, PackedRegion

LONGEST = 120
NOT_APPLICABLE = "Tidak berlaku"


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


@dataclass(frozen=True)
class FactConflict:
    """One fact that both sides know and say differently."""

    key: FactKey
    here: str
    package: str


@dataclass(frozen=True)
class PackageComparison:
    """A region of a package beside the store's: `new` and `only_here` count facts one side alone knows."""

    region: str
    known: bool
    new: int
    only_here: int
    conflicts: tuple[FactConflict, ...]

    @property
    def same(self) -> bool:
        """The package brings nothing."""
        return not self.new and not self.conflicts


def compare_package(store: Store, package: Package) -> list[PackageComparison]:
    """Every region of the package beside what the store holds of it."""
    return [_compare(gather.pack_region(store, given.code), given) for given in package.regions]


def _compare(here: PackedRegion, given: PackedRegion) -> PackageComparison:
    ours, theirs = dict(list_packed_facts(here)), dict(list_packed_facts(given))
    conflicts = (
        FactConflict(key, ours[key].shown[:LONGEST], said.shown[:LONGEST])
        for key, said in theirs.items()
        if key in ours and ours[key].exact != said.exact
    )
    new, only_here = len(theirs.keys() - ours.keys()), len(ours.keys() - theirs.keys())
    return PackageComparison(given.code, bool(ours), new, only_here, tuple(conflicts))


def list_packed_facts(region: PackedRegion) -> Iterator[tuple[FactKey, PackedFact]]:
    """Every fact of a region. A blank is no fact."""
    for row in region.roster:
        for name, said in row.items():
            yield FactKey("Susunan OPD", row["name"] or row["opd"], name), PackedFact(said, said)
    for target in region.targets:
        yield FactKey("Target", target.node, str(target.year)), _number(target.value)
    for entry in region.entries:
        about = audit_trail.audit_kind_word(entry.kind) or entry.kind
        said = f"{_title(entry)}, versi {entry.by}"
        yield FactKey(about, entry.period, entry.key), PackedFact(_plain(entry.text), said)
    for assessment in region.assessments:
        yield from _of_assessment(assessment)


def _of_assessment(given: PackedAssessment) -> Iterator[tuple[FactKey, PackedFact]]:
    scope = f"{given.period} (instrumen {given.instrument[:8]})"
    for sent in given.batch.submissions:
        yield from _of_submission(scope, sent)
    for value in given.batch.values:
        yield FactKey(f"Nilai {scope}", value.node, value.kind), _level(value.status, value.value)
    for leaf in given.batch.leaves:
        yield FactKey(f"Pertanyaan {scope}", "", ""), PackedFact(leaf.text, "daftar pertanyaan berbeda")
    for part in given.batch.participation:
        said = f"{'ikut' if part.took_part else 'tidak ikut'} {part.cohort}".strip()
        yield FactKey(f"Keikutsertaan {scope}", "", ""), PackedFact(said, said)
    for indicator, opd, role in given.assigned:
        yield FactKey(f"Penugasan {scope}", indicator, opd), PackedFact(role, role)
    for decision in given.decisions:
        about = "Kesepakatan" if decision.kind == "agreed" else "Verifikasi"
        yield FactKey(f"{about} {scope}", decision.node, ""), _number(decision.value)


def _of_submission(scope: str, sent: Submission) -> Iterator[tuple[FactKey, PackedFact]]:
    whose = sent.opd if sent.slot in ("", "1") else f"{sent.opd} ({sent.slot})"
    for answer in sent.answers:
        if answer.status != "missing":
            yield FactKey(f"Jawaban {scope}", whose, answer.indicator), _level(answer.status, answer.value)
        if answer.verified is not None:
            yield FactKey(f"Verifikasi berkas {scope}", whose, answer.indicator), _number(answer.verified)
        if texts := _texts(answer):
            yield FactKey(f"Keterangan {scope}", whose, answer.indicator), PackedFact(texts, texts)
    if sent.programmes:
        listed = repr(sent.programmes)
        yield (
            FactKey(f"Program dalam survei {scope}", whose, ""),
            PackedFact(listed, f"{len(sent.programmes)} program"),
        )


def _level(status: str, value: float | None) -> PackedFact:
    """A blank and what does not apply have no number."""
    return _number(value) if value is not None else PackedFact(status, NOT_APPLICABLE)


def _number(value: float | None) -> PackedFact:
    return PackedFact(repr(value), "" if value is None else repr(value).removesuffix(".0").replace(".", ","))


def _plain(text: str) -> str:
    """The same for texts that say the same in another order; a text that is no JSON as it is."""
    try:
        return json.dumps(json.loads(text), sort_keys=True)
    except (ValueError, RecursionError):
        return text


def _title(entry: PackedEntry) -> str:
    """The name or title an entry gives itself; its key where it gives none."""
    try:
        said = json.loads(entry.text)
    except (ValueError, RecursionError):
        return entry.key
    named = said if isinstance(said, dict) else {}
    return str(named.get("name") or named.get("title") or entry.key)


def _texts(answer: Answer) -> str:
    names = ("fact", "analysis", "obstacle", "evidence", "evidence_link", "evidence_date", "note")
    return " | ".join(text for name in names if (text := getattr(answer, name)))

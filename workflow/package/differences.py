"""How a region in a package stands to the same region in the store, fact by fact."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage.engine import Store
from storage.values import Answer
from workflow.package import gather
from workflow.package.contents import Assessment, Package, Region

# What the fact is about, whose it is, which one.
Key = tuple[str, str, str]
LONGEST = 120


@dataclass(frozen=True)
class Conflict:
    """One fact that both sides know and say differently."""

    about: str
    whose: str
    which: str
    here: str
    package: str


@dataclass(frozen=True)
class Comparison:
    """A region of a package beside the store's: `new` and `only_here` count facts one side alone knows."""

    region: str
    known: bool
    new: int
    only_here: int
    conflicts: tuple[Conflict, ...]

    @property
    def same(self) -> bool:
        """The package brings nothing."""
        return not self.new and not self.conflicts


def compare(store: Store, package: Package) -> list[Comparison]:
    """Every region of the package beside what the store holds of it."""
    return [_compare(gather.region(store, given.code), given) for given in package.regions]


def _compare(here: Region, given: Region) -> Comparison:
    ours, theirs = dict(facts(here)), dict(facts(given))
    conflicts = (
        Conflict(*key, ours[key][:LONGEST], said[:LONGEST])
        for key, said in theirs.items()
        if key in ours and ours[key] != said
    )
    new, only_here = len(theirs.keys() - ours.keys()), len(ours.keys() - theirs.keys())
    return Comparison(given.code, bool(ours), new, only_here, tuple(conflicts))


def facts(region: Region) -> Iterator[tuple[Key, str]]:
    """Every fact of a region as text, for comparing; numbers keep every bit. A blank is no fact."""
    for row in region.roster:
        for name, said in row.items():
            yield ("Susunan OPD", row["opd"], name), said
    for target in region.targets:
        yield ("Target", target.node, str(target.year)), repr(target.value)
    for entry in region.entries:
        yield (f"Isian {entry.kind}", entry.period, entry.key), entry.text
    for assessment in region.assessments:
        yield from _of_assessment(assessment)


def _of_assessment(given: Assessment) -> Iterator[tuple[Key, str]]:
    scope = f"{given.period} · {given.instrument[:8]}"
    for sent in given.batch.submissions:
        whose = sent.opd if sent.slot in ("", "1") else f"{sent.opd} ({sent.slot})"
        for answer in sent.answers:
            if answer.status != "missing" or answer.verified is not None:
                yield (f"Jawaban {scope}", whose, answer.indicator), _level(answer)
            if texts := _texts(answer):
                yield (f"Keterangan {scope}", whose, answer.indicator), texts
        if sent.programmes:
            yield (f"Program dalam survei {scope}", whose, ""), repr(sent.programmes)
    for value in given.batch.values:
        yield (f"Nilai {scope}", value.node, value.kind), f"{value.status} {value.value!r}"
    for leaf in given.batch.leaves:
        yield (f"Pertanyaan {scope}", "", ""), leaf.text
    for part in given.batch.participation:
        yield (f"Keikutsertaan {scope}", "", ""), f"{part.took_part} {part.cohort}"
    for indicator, opd, role in given.assigned:
        yield (f"Penugasan {scope}", indicator, opd), role
    for decision in given.decisions:
        yield (f"Keputusan {scope}", decision.node, decision.kind), repr(decision.value)


def _level(answer: Answer) -> str:
    known = answer.status if answer.value is None else repr(answer.value)
    return known if answer.verified is None else f"{known} (terverifikasi {answer.verified!r})"


def _texts(answer: Answer) -> str:
    names = ("fact", "analysis", "obstacle", "evidence", "evidence_link", "evidence_date", "note")
    return " | ".join(text for name in names if (text := getattr(answer, name)))

"""A versioned instrument: the framework and what files, screens and officials need around it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from reference import regions
from reference.instruments import city_words, freezing
from reference.instruments.definition import STAGES, DefinitionProblem, InstrumentError
from reference.keys import text_key
from scoring.framework import Framework
from scoring.tree import Node

UNREADABLE = "isinya rusak sehingga tidak dapat dibaca. Pulihkan basis data dari cadangan."


@dataclass(frozen=True)
class WeightCohort:
    """Which weight set holds for areas whose file says one of `texts`, in one of `years`."""

    texts: tuple[str, ...]
    years: tuple[int, ...]
    weights: str


@dataclass(frozen=True)
class Instrument:
    """One version of an instrument, frozen and equal by content.

    `columns` names headings that are no node: "published" (the file's own final figure), "cohort",
    "predicate", "improvement". `horizons` are the target horizons, nearest first; `Node.target` of the
    framework is that of `default_horizon`. An area whose every value is 0 did not take part where
    `absent_when_all_zero`.
    """

    id: str
    version: str
    title: str
    status: str
    framework: Framework
    cohorts: tuple[WeightCohort, ...] = ()
    absent_when_all_zero: bool = False
    horizons: tuple[str, ...] = ()
    default_horizon: str = ""
    classification_note: str = ""
    notes: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def title_within(self) -> str:
        """The title as it stands within a sentence: "indeks Pemdi (PermenPANRB 8/2026)"."""
        return self.title[:1].lower() + self.title[1:]

    @property
    def key(self) -> str:
        """Identity for people and stores, such as "kesiapan@0.9"."""
        return f"{self.id}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole content."""
        return hashlib.sha256(self.to_text().encode()).hexdigest()

    @cached_property
    def headings(self) -> dict[str, tuple[str, ...]]:
        """Texts under which files name each node: code, name, question and the headings of the data."""
        return {node.code: tuple(dict.fromkeys(_headings(node))) for node in self.framework.nodes}

    def find(self, text: str) -> str | None:
        """The node that a heading or item text names: exactly but for case, marks, numbering, "(10,00)"."""
        found = (self._code_in_front(reading) for reading in _readings(text))
        return self._named_exactly(text) or next(filter(None, found), None) or self._named_behind(text)

    def _named_behind(self, text: str) -> str | None:
        """The node named behind the variable of a survey programme ("G01Q02. …"), be it the node's code."""
        said = VARIABLE.match(text)
        named = self._named_exactly(said[2]) if said else None
        return named if said and self._by_heading.get(text_key(said[1])) in (None, named) else None

    def _named_exactly(self, text: str) -> str | None:
        keys = (text_key(reading) for reading in _readings(text))
        return next((code for key in keys if (code := self._by_heading.get(key))), None)

    @cached_property
    def _by_heading(self) -> dict[str, str]:
        every = reversed(self.headings.items())
        return {text_key(text): code for code, texts in every for text in texts}

    @cached_property
    def namesakes(self) -> dict[str, tuple[str, str]]:
        """Key of a name that a node and one under it bear -> both, the upper first; `find` takes that one."""
        bearers: dict[str, list[str]] = {}
        for code, texts in self.headings.items():
            for key in dict.fromkeys(map(text_key, texts)):
                bearers.setdefault(key, []).append(code)
        return {key: (codes[0], codes[1]) for key, codes in bearers.items() if len(codes) == 2}

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {code.casefold(): code for code in self.framework.codes}

    def _code_in_front(self, text: str) -> str | None:
        """The node whose code a text begins with; a code without digits is a word too ("Indeks Gini")."""
        first, _, rest = text.strip().partition(" ")
        code = self._codes.get(first.rstrip(".:)-").casefold()) if rest else None
        is_sure = code and (any(map(str.isdigit, code)) or self._named_exactly(rest) == code)
        return code if is_sure else None

    def weight_set(self, cohort: str, year: int | None = None) -> str | None:
        """Name of the weight set for a file's cohort text and year; None where it is not certain."""
        sets = {text_key(name): name for name in self.framework.weight_sets}
        if text_key(cohort) in sets:
            return sets[text_key(cohort)]
        fitting = {
            entry.weights
            for entry in self.cohorts
            if text_key(cohort) in map(text_key, entry.texts) and (year is None or year in entry.years)
        }
        return fitting.pop() if len(fitting) == 1 else None

    def question(self, code: str, region: str | None = None) -> str:
        """The question of an indicator, in its city wording where the region has no desa; "" if none."""
        tags = self.framework.node(code).tags
        city, question = tags.get("question_city", ""), tags.get("question", "")
        if city and region and regions.find_region(region).villages == 0:
            return city
        return city_words.say_to_region(question, region) if region else question

    def targets(self, horizon: str | None = None) -> dict[str, float]:
        """Target of each leaf that has one, at a horizon (None = the default)."""
        name = horizon or self.default_horizon
        nodes = map(self.framework.node, self.framework.leaves)
        return {
            node.code: node.tags["targets"][name] for node in nodes if name in node.tags.get("targets", {})
        }

    def for_stage(self, stage: str) -> Instrument:
        """The instrument at a bimtek stage: leaves of later stages weigh 0, the others share their weight."""
        later = STAGES[STAGES.index(stage) + 1 :]
        nodes = map(self.framework.node, self.framework.leaves)
        weights = {node.code: 0.0 for node in nodes if node.tags.get("stage") in later}
        return replace(self, framework=self.framework.with_weights(weights))

    def to_text(self) -> str:
        """The whole content as JSON, for freezing in the store."""
        return freezing.freeze_to_text({part.name: getattr(self, part.name) for part in fields(self)})

    @classmethod
    def from_text(cls, text: str) -> Instrument:
        """The instrument that `to_text` wrote; InstrumentError for any other text."""
        try:
            content = freezing.thaw_from_text(text)
            return cls(
                **content | {"cohorts": tuple(WeightCohort(**cohort) for cohort in content["cohorts"])}
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InstrumentError(
                [DefinitionProblem("Instrumen yang tersimpan", None, UNREADABLE)]
            ) from error


def _headings(node: Node) -> Iterator[str]:
    yield node.code
    yield node.name
    for tag in ("question", "question_city"):
        if node.tags.get(tag):
            yield node.tags[tag]
            yield city_words.without_villages(node.tags[tag])
    yield from node.tags.get("headings", ())


# A name that a survey programme gave a question: letters, digits, no space.
VARIABLE = re.compile(r"^\s*([A-Za-z]+\d\w*)\s*[.:]\s+(\S.*)$", re.S)
HINT = re.compile(
    r"^(.{12,800}?[^\s(])\s*\((?=[^()]*\b(?:pilih|wajib|isi|skala|jawab|1))[^()]*\)\s*[*:]*\s*$", re.I | re.S
)
"""A question with what online forms print behind it: "(Pilih salah satu jawaban)", "(wajib diisi)"."""


def _readings(text: str) -> Iterator[str]:
    yield text
    bare = re.sub(r"\(\s*[\d.,]+\s*%?\s*\)", " ", text)
    yield bare
    numbered = re.sub(r"^\s*(?:[A-Za-z]|[IVX]+|\d+(?:\.\d+)*)\s*[.):]\s*(?=\D)|^\s*\d+\s+", "", bare)
    yield numbered
    if hinted := HINT.match(numbered):
        yield hinted[1]

"""Worksheets of the groups: issues, SWOT, strategies and notes as lines, and the lines of all joined."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from planning import priorities
from reference.keys import norm
from scoring import Framework

# What a line can be, in the order of the worksheet; the titles are those of the ministry's worksheets.
ISSUE, NOTE, PARKED = "issue", "note", "parked"
FACTORS = {"S": "Kekuatan", "W": "Kelemahan", "O": "Peluang", "T": "Ancaman"}
STRATEGIES = {"SO": "Strategi SO", "WO": "Strategi WO", "ST": "Strategi ST", "WT": "Strategi WT"}
PARTS = {ISSUE: "Isu daerah", **FACTORS, **STRATEGIES, NOTE: "Catatan", PARKED: "Parkir"}

BUILT, GIVEN = ("Struktur", "Infrastruktur", "Suprastruktur"), ("Alam", "Budaya")
ALIKE = 80.0
WORDS_WEIGHT = 0.9


@dataclass(frozen=True)
class Group:
    """A group of the room: it works on a dimension, on a readiness element, or (the facilitator) on all."""

    key: str
    name: str
    dimension: str = ""
    element: str = ""


GENERAL = Group("umum", "Fasilitator")


@dataclass(frozen=True)
class Line:
    """One line of a worksheet. Text is "" where nothing was said.

    `part` is a key of PARTS; `why` the root cause in words and `cause` its kind (planning.causes.CAUSES, "" =
    not coded yet); `remedy` what is needed. `dimension` is a node of the instrument, `opd` ids of the roster,
    `indicators` the items it rests on, `authors` everybody who wrote it, `origin` where it came from.
    """

    key: str
    group: str
    part: str
    text: str
    why: str = ""
    cause: str = ""
    remedy: str = ""
    dimension: str = ""
    element: str = ""
    opd: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True)
class Merged:
    """Lines that say the same, the one whose wording stands first."""

    lines: tuple[Line, ...]

    @property
    def lead(self) -> Line:
        """The line whose wording stands."""
        return self.lines[0]

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who wrote one of the lines, in their order."""
        return _every(self.lines, "authors")

    @property
    def opd(self) -> tuple[str, ...]:
        """Every OPD that one of the lines names."""
        return _every(self.lines, "opd")

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that wrote them."""
        return tuple(dict.fromkeys(line.group for line in self.lines))

    @property
    def other_wordings(self) -> tuple[str, ...]:
        """The texts of the other lines that are not the lead's."""
        texts = (line.text for line in self.lines[1:] if line.text != self.lead.text)
        return tuple(dict.fromkeys(texts))

    @property
    def cause(self) -> str:
        """The lead's kind of root cause, else the first one coded; "" where none is."""
        return next((line.cause for line in self.lines if line.cause), "")


def groups(framework: Framework) -> tuple[Group, ...]:
    """The groups by dimension, then by readiness element with nature and culture, then the facilitator."""
    root = framework.roots[0]
    dimensions = [Group(code, framework.node(code).name, dimension=code) for code in framework.children(root)]
    named = [Group(norm(name), f"Elemen {name}", element=name) for name in elements(framework)]
    return (*dimensions, *named, GENERAL)


def elements(framework: Framework) -> tuple[str, ...]:
    """The instrument's readiness elements (the bimtek's three where it has none), then nature and culture."""
    tags = (str(framework.node(leaf).tags.get("element", "")) for leaf in framework.leaves)
    own = list(dict.fromkeys(tag for tag in tags if tag))
    own.sort(key=lambda name: BUILT.index(name) if name in BUILT else len(BUILT))
    return (*(own or BUILT), *GIVEN)


def encode(line: Line) -> str:
    """The line as JSON, the same text for the same line."""
    return json.dumps(asdict(line), ensure_ascii=False, sort_keys=True)


def decode(text: str) -> Line:
    """The line of `encode`'s JSON; fields that another version added or lacks are no obstacle.

    Raises ValueError for a text that is no line.
    """
    given = json.loads(text)
    if not isinstance(given, dict) or not given.get("key") or given.get("part") not in PARTS:
        raise ValueError("not a line of a worksheet")
    given = {"group": "", "text": ""} | given
    known = {one.name for one in fields(Line)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    kept: dict[str, Any] = {name: value for name, value in values.items() if name in known}
    line = Line(**kept)
    if not all(isinstance(text, str) for value in asdict(line).values() for text in _texts(value)):
        raise ValueError("not a line of a worksheet")
    return line


def _texts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def key_of(line: Line, taken: Iterable[str] = ()) -> str:
    """A key from what the line says, so that the same line said twice is one; numbered where it is taken."""
    said = "\n".join((line.group, line.part, line.element, norm(line.text)))
    key = hashlib.sha256(said.encode()).hexdigest()[:12]
    used = set(taken)
    return next(name for name in (key, *(f"{key}-{n}" for n in range(2, len(used) + 3))) if name not in used)


def signed(line: Line, *by: str) -> Line:
    """The line with more authors."""
    return replace(line, authors=tuple(dict.fromkeys((*line.authors, *by))))


def proposals(framework: Framework, values: pd.Series, group: Group) -> list[Line]:
    """Strengths (level 4-5) and weaknesses (1-2) of the group's indicators as lines nobody has written yet.

    `values`: the leaves' values in force, NaN = unknown. Rule of Pedoman Menteri PANRB 3/2024. The text is
    the indicator with what its level says; strongest and weakest first. Groups by element also get the
    prerequisites, which stand beside the index and belong to no dimension.
    """
    tops = set(framework.children(framework.roots[0]))
    return [
        _proposal(framework, group, part, row["node"], row["value"], top)
        for part, extremes in (("S", priorities.strengths), ("W", priorities.weaknesses))
        for root in framework.roots
        for row in extremes(framework, values, root=root).to_dict("records")
        if _concerns(
            framework, group, row["node"], top := row["dimension"] if row["dimension"] in tops else ""
        )
    ]


def _concerns(framework: Framework, group: Group, leaf: str, dimension: str) -> bool:
    element = str(framework.node(leaf).tags.get("element", ""))
    return group.dimension in ("", dimension) and group.element in ("", element)


def _proposal(framework: Framework, group: Group, part: str, leaf: str, value: float, dimension: str) -> Line:
    node = framework.node(leaf)
    anchors, place = tuple(node.tags.get("anchors", ())), int(value - framework.scale.minimum)
    said = f": {anchors[place]}" if 0 <= place < len(anchors) else ""
    return Line(
        key=f"{part}-{leaf}",
        group=group.key,
        part=part,
        text=f"{node.name}{said}",
        dimension=dimension,
        element=str(node.tags.get("element", "")),
        indicators=(leaf,),
        origin=f"Usulan dari survei: {leaf} tingkat {_level(value)}",
    )


def _level(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def merged(lines: Sequence[Line], joins: Mapping[str, str]) -> list[Merged]:
    """The lines with those joined that say the same; nothing is left out, each line stands in one Merged.

    `joins`: id of a line (see `identity`) -> id of the line it says the same as. A join to a line that is
    gone or of another part is no join.
    """
    by_id = {identity(line): line for line in lines}
    found: dict[str, list[Line]] = {}
    for own, line in by_id.items():
        lead = _lead(own, by_id, joins)
        together = found.setdefault(lead, [])
        together.insert(0 if own == lead else len(together), line)
    return [Merged(tuple(together)) for together in found.values()]


def identity(line: Line) -> str:
    """What tells a line from those of every other group."""
    return f"{line.group}/{line.key}"


def _lead(own: str, lines: Mapping[str, Line], joins: Mapping[str, str]) -> str:
    """The end of a chain of joins; in a circle the smallest id leads, so every line of it agrees."""
    path = [own]
    while (following := joins.get(path[-1], "")) in lines and lines[following].part == lines[own].part:
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def alike(lines: Sequence[Merged], threshold: float = ALIKE) -> list[tuple[Merged, ...]]:
    """Lines that may say the same, in the order given; no line is in two of the tuples.

    Likeness 0..100 is the larger of the token sort ratio and 0.9 times the token set ratio of the texts
    without case and punctuation; only lines of one part are compared.
    """
    found = []
    for part in PARTS:
        own = [line for line in lines if line.lead.part == part]
        found += [tuple(own[place] for place in places) for places in _alike(own, threshold)]
    return found


def _alike(lines: Sequence[Merged], threshold: float) -> list[list[int]]:
    texts = [norm(line.lead.text) for line in lines]
    if len(texts) < 2:
        return []
    by_order = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio)
    by_words = process.cdist(texts, texts, scorer=fuzz.token_set_ratio) * WORDS_WEIGHT
    near = np.maximum(by_order, by_words) >= threshold
    used: set[int] = set()
    found = []
    for place in range(len(texts)):
        others = [other for other in range(place + 1, len(texts)) if near[place, other] and other not in used]
        if place not in used and others:
            found.append([place, *others])
            used.update((place, *others))
    return found


def _every(lines: Iterable[Line], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for line in lines for value in getattr(line, name)))

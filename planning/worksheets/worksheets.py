"""Worksheets of the groups: issues, SWOT, strategies and notes as lines, with what the survey proposes."""

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planning.plan import priorities
from reference.keys import normalise_text
from reference.numbers import format_plain
from scoring import Framework

# What a line can be, in the order of the worksheet; the titles are those of the ministry's worksheets.
ISSUE, NOTE, PARKED = "issue", "note", "parked"
FACTORS = {"S": "Kekuatan", "W": "Kelemahan", "O": "Peluang", "T": "Ancaman"}
STRATEGIES = {"SO": "Strategi SO", "WO": "Strategi WO", "ST": "Strategi ST", "WT": "Strategi WT"}
PARTS = {ISSUE: "Isu daerah", **FACTORS, **STRATEGIES, NOTE: "Catatan", PARKED: "Parkir"}

BUILT, GIVEN = ("Struktur", "Infrastruktur", "Suprastruktur"), ("Alam", "Budaya")


@dataclass(frozen=True)
class WorkGroup:
    """A group of the room: it works on a dimension, on a readiness element, or (the facilitator) on all."""

    key: str
    name: str
    dimension: str = ""
    element: str = ""


GENERAL = WorkGroup("umum", "Fasilitator")


@dataclass(frozen=True)
class WorksheetLine:
    """One line of a worksheet. Text is "" where nothing was said.

    `part` is a key of PARTS; `why` the root cause in words and `cause` its kind
    (planning.worksheets.causes.CAUSES, "" = not coded yet); `remedy` what is needed. `dimension` is a node
    of the instrument, `opd` ids of the roster, `indicators` the items it rests on, `authors` everybody who
    wrote it, `origin` where it came from.
    """

    key: str
    group: str = ""
    part: str = ""
    text: str = ""
    why: str = ""
    cause: str = ""
    remedy: str = ""
    dimension: str = ""
    element: str = ""
    opd: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    origin: str = ""


def is_line(line: WorksheetLine) -> bool:
    """Whether it can stand in a worksheet: it has a key and a part there."""
    return bool(line.key) and line.part in PARTS


def list_work_groups(framework: Framework) -> tuple[WorkGroup, ...]:
    """The groups by dimension, then by readiness element with nature and culture, then the facilitator."""
    root = framework.roots[0]
    dimensions = [
        WorkGroup(code, framework.node(code).name, dimension=code) for code in framework.children(root)
    ]
    named = [
        WorkGroup(normalise_text(name), f"Elemen {name}", element=name)
        for name in list_readiness_elements(framework)
    ]
    return (*dimensions, *named, GENERAL)


def list_readiness_elements(framework: Framework) -> tuple[str, ...]:
    """The instrument's readiness elements (the bimtek's three where it has none), then nature and culture."""
    tags = (str(framework.node(leaf).tags.get("element", "")) for leaf in framework.leaves)
    own = list(dict.fromkeys(tag for tag in tags if tag))
    own.sort(key=lambda name: BUILT.index(name) if name in BUILT else len(BUILT))
    return (*(own or BUILT), *GIVEN)


def worksheet_line_key(line: WorksheetLine, taken: Iterable[str] = ()) -> str:
    """A key from what the line says, so that the same line said twice is one; numbered where it is taken."""
    said = "\n".join((line.group, line.part, line.element, normalise_text(line.text)))
    key = hashlib.sha256(said.encode()).hexdigest()[:12]
    used = set(taken)
    return next(name for name in (key, *(f"{key}-{n}" for n in range(2, len(used) + 3))) if name not in used)


def add_line_authors(line: WorksheetLine, *by: str) -> WorksheetLine:
    """The line with more authors."""
    return replace(line, authors=tuple(dict.fromkeys((*line.authors, *by))))


def propose_swot_lines(framework: Framework, values: pd.Series, group: WorkGroup) -> list[WorksheetLine]:
    """Strengths (level 4-5) and weaknesses (1-2) of the group's indicators as lines nobody has written yet.

    `values`: the leaves' values in force, NaN = unknown. Rule of Pedoman Menteri PANRB 3/2024. The text is
    the indicator with what its level says; strongest and weakest first. Groups by element also get the
    prerequisites, which stand beside the index and belong to no dimension.
    """
    tops = set(framework.dimensions)
    return [
        _proposal(framework, group, part, row, top)
        for part, extremes in (("S", priorities.list_strengths), ("W", priorities.list_weaknesses))
        for root in framework.roots
        for row in extremes(framework, values, root=root).to_dict("records")
        if _concerns(
            framework, group, row["node"], top := row["dimension"] if row["dimension"] in tops else ""
        )
    ]


def _concerns(framework: Framework, group: WorkGroup, leaf: str, dimension: str) -> bool:
    element = str(framework.node(leaf).tags.get("element", ""))
    return group.dimension in ("", dimension) and group.element in ("", element)


def _proposal(
    framework: Framework, group: WorkGroup, part: str, row: Mapping[Hashable, Any], dimension: str
) -> WorksheetLine:
    """The line of a row of `list_strengths` or `list_weaknesses`."""
    leaf, value = row["node"], row["value"]
    node = framework.node(leaf)
    anchors, place = tuple(node.tags.get("anchors", ())), framework.scale.level_place(value)
    said = f": {anchors[place]}" if place is not None and place < len(anchors) else ""
    return WorksheetLine(
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
    return format_plain(value)

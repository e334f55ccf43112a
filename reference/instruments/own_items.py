"""Items that a kabupaten asks beside the index: their codes, their tree, and what is wrong with one.

They are never nodes of the instrument: no result, count or comparison of it can meet them (docs/adr/0074).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reference.instruments import Instrument
from reference.instruments.definition import BESIDE
from reference.keys import text_key
from reference.text_limits import NAME, TEXT
from scoring.framework import Framework
from scoring.tree import Node

ROOT = BESIDE
PREFIX = f"{ROOT}."
"""What every code of such an item begins with, and no code of an instrument."""
CODE = re.compile(rf"{ROOT}\.\d{{2,4}}")
MARK = "pertanyaan tambahan kabupaten, di luar indeks"
MEAN = "Rata-rata pertanyaan tambahan"


@dataclass(frozen=True)
class OwnItem:
    """What is asked, of which OPD (its id); `anchors`: the words of every level, lowest first, or none.

    `instrument`: the id of the instrument that it stands beside, whose scale it is answered on.
    """

    instrument: str
    name: str
    question: str
    opd: str
    anchors: tuple[str, ...] = ()
    evidence: str = ""


def make_own_code(number: int) -> str:
    """ "TAM.07"; numbers are never used again."""
    return f"{PREFIX}{number:02d}"


def make_own_node(code: str, item: OwnItem) -> Node:
    """The item as the leaf that forms ask and answers are read for."""
    tags = {
        "question": item.question,
        "anchors": item.anchors,
        "evidence": item.evidence,
        "own_opd": item.opd,
    }
    return Node(code, item.name, ROOT, 1, tags=tags)


def build_own_instrument(instrument: Instrument, items: Mapping[str, OwnItem]) -> Instrument:
    """The items (code -> item) as an instrument of their own on the official scale, without classes.

    KeyError without items. Its index is their mean, known as soon as one item is.
    """
    root = Node(ROOT, MEAN, None, 2)
    leaves = tuple(make_own_node(code, item) for code, item in sorted(items.items()))
    if not leaves:
        raise KeyError("tanpa pertanyaan")
    levels = instrument.framework.scale.levels
    scale = replace(instrument.framework.scale, bands=(), levels=levels)
    framework = Framework((root, *leaves), scale, coverage={2: 0.0}, respondent="lead")
    return Instrument(
        ROOT, instrument.key, f"Pertanyaan tambahan di samping {instrument.title}", MARK, framework
    )


def find_item_problems(item: OwnItem, instrument: Instrument, others: Mapping[str, OwnItem]) -> Iterator[str]:
    """What is wrong with an item beside this instrument and the other items, a sentence each."""
    if not item.name.strip() or not item.question.strip():
        yield "Isi nama singkat dan pertanyaannya."
    if len(item.name) > NAME or any(
        len(text) > TEXT for text in (item.question, item.evidence, *item.anchors)
    ):
        yield "Tulisannya terlalu panjang."
    levels = len(instrument.framework.scale.level_starts)
    if item.anchors and not (len(item.anchors) == levels and all(map(str.strip, item.anchors))):
        yield f"Isi uraian semua {levels} tingkat, atau kosongkan semuanya."
    if not item.opd:
        yield "Pilih OPD yang menjawab."
    for text in filter(None, (item.name, item.question)):
        if known := instrument.find(text):
            yield f"“{text}” sudah ditanyakan instrumen ({known})."
    if any(text_key(item.question) == text_key(one.question) for one in others.values()):
        yield "Pertanyaan yang sama sudah ada di antara pertanyaan tambahan."

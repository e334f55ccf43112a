"""Sentences of the sample: plausible, generic, about no real office and no person."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from reference.dates import MONTHS
from scoring import Node

DOES_NOT_APPLY = "Pemerintah kabupaten tidak memiliki destinasi yang dikelola sendiri."
NO_RECORD = "Rekap belum tersedia; menunggu data dari bidang teknis."

_FACTS = (
    "{anchor}, menurut rekap {month} {year}.",
    "{anchor}. Keadaan per {month} {year}.",
    "{anchor}; tercatat pada laporan {month} {year}.",
)
_OBSTACLES = {
    "Struktur": ("SDM", "anggaran"),
    "Infrastruktur": ("sarana", "anggaran"),
    "Suprastruktur": ("regulasi", "proses"),
    "Pemanfaatan": ("data", "proses"),
}


def sample_fact_text(node: Node, level: int, day: date, random: np.random.Generator) -> str:
    """The anchor of the level as the OPD would state it."""
    anchor = node.tags["anchors"][level - 1]
    sentence = str(random.choice(_FACTS))
    return sentence.format(anchor=anchor, month=MONTHS[day.month - 1], year=day.year)


def sample_evidence_text(node: Node, year: int, random: np.random.Generator) -> str:
    """A document of the kind the indicator asks for."""
    kinds = [part.strip() for part in node.tags["evidence"].split(";") if part.strip()]
    kind = re.sub(r"\btahun (terakhir|berjalan)\b", str(year), str(random.choice(kinds)))
    return kind if str(year) in kind else f"{kind}, {year}"


def sample_obstacle_text(node: Node, level: int, random: np.random.Generator) -> str:
    """The main obstacle; a high level has none."""
    if level >= 4 or random.random() < 0.15:
        return ""
    return str(random.choice(_OBSTACLES.get(node.tags.get("element", ""), ("proses",))))

"""The story of the sample: how ready each kabupaten is, who is late, and which files are spoilt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Spoil = Literal[
    "comma",
    "words",
    "formula_error",
    "renamed_sheet",
    "old_version",
    "other_region",
    "sent_twice",
    "short_name",
]

ELEMENT_LIFT = {"Suprastruktur": 0.35, "Struktur": 0.1, "Infrastruktur": -0.1, "Pemanfaatan": -0.4}
"""Rules come before staff and money, those before equipment, and use comes last."""


@dataclass(frozen=True)
class SampleStory:
    """One kabupaten: mean level 1..5 per dimension, share of answers with evidence, who never sent a file.

    `late_districts`: share 0..1 of the kecamatan that are late. `unknown`: share of led indicators answered
    "Belum ada data" or left blank. `off`: indicators that do not apply here. `spoilt`: OPD -> what happened
    to its file.
    """

    region: str
    readiness: Mapping[str, float]
    evidence: float
    unknown: float
    late: tuple[str, ...] = ()
    late_districts: float = 0.1
    off: tuple[str, ...] = ()
    spoilt: Mapping[str, Spoil] = field(default_factory=dict)


def _means(*means: float) -> dict[str, float]:
    return dict(zip(("GOV", "BRA", "ECO", "LIV", "SOC", "ENV", "PRE"), means, strict=True))


SCENARIOS = (
    SampleStory(
        "35.18",
        _means(3.6, 2.7, 2.9, 3.1, 2.9, 2.4, 3.0),
        evidence=0.75,
        unknown=0.08,
        late=("BAKESBANGPOL", "SETWAN"),
        spoilt={"DISKOPERINDAG": "comma", "DISPERKIMTAN": "words", "KEC-35.18.04": "sent_twice"},
    ),
    SampleStory(
        "35.14",
        _means(3.4, 2.9, 3.3, 3.0, 2.6, 2.7, 2.8),
        evidence=0.7,
        unknown=0.1,
        late=("SATPOLPP", "DISTAN"),
        late_districts=0.2,
        spoilt={"DINKES": "renamed_sheet", "DISPERPUSIP": "other_region"},
    ),
    SampleStory(
        "35.23",
        _means(3.8, 2.5, 2.8, 2.8, 2.6, 2.9, 2.7),
        evidence=0.65,
        unknown=0.1,
        late=("DPPKB",),
        late_districts=0.15,
        spoilt={"DISHUB": "old_version", "DISDUKCAPIL": "short_name"},
    ),
    SampleStory(
        "35.28",
        _means(3.0, 2.4, 2.5, 2.6, 2.5, 2.2, 2.3),
        evidence=0.5,
        unknown=0.12,
        late=("DLH", "DPRKP", "SATPOLPP", "DISTANPAN", "RSUD", "BAKESBANGPOL", "SETWAN"),
        late_districts=0.45,
        off=("BRA1.4",),
    ),
    SampleStory(
        "33.22",
        _means(4.1, 3.4, 3.4, 3.4, 3.3, 3.0, 3.4),
        evidence=0.85,
        unknown=0.05,
        late_districts=0.05,
        spoilt={"DISNAKER": "formula_error"},
    ),
)

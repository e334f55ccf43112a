"""From a kabupaten's readiness to what each OPD writes: all drawn from a seed, all synthetic."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from reference import tables
from reference.instruments import Instrument
from scoring import Node
from survey.values import Answer, ReportedProgramme
from workflow.sample import texts
from workflow.sample.scenario import ELEMENT_LIFT, SampleStory

Levels = Mapping[str, int]
TABLE = "contoh/program_opd.csv"
NOISE = 0.6
SUPPORT_DIFFERS = {0: 0.7, 1: 0.12, -1: 0.1, 2: 0.05, -2: 0.03}
SUPPORT_ANSWERS = 0.5
FIRST_DAY, DAYS = date(2025, 1, 6), 420
ANSWERED, PLANNED = 2026, "direncanakan"


def seeded_generator(seed: int, *path: str) -> np.random.Generator:
    """A generator of its own for every place in the sample: adding an OPD changes no other OPD."""
    return np.random.default_rng([seed, zlib.crc32("/".join(path).encode())])


def simulate_true_levels(instrument: Instrument, scenario: SampleStory, seed: int) -> dict[str, int]:
    """The level 1..5 every indicator of a kabupaten truly has."""
    random = seeded_generator(seed, scenario.region)
    found = {}
    for code in instrument.framework.leaves:
        element = instrument.framework.node(code).tags.get("element", "")
        mean = scenario.readiness[code[:3]] + ELEMENT_LIFT.get(element, 0.0)
        found[code] = int(np.clip(np.rint(random.normal(mean, NOISE)), 1, 5))
    return found


def simulate_late_opd(scenario: SampleStory, roster: pd.DataFrame, seed: int) -> set[str]:
    """The OPD that have not sent a file."""
    districts = roster.loc[roster["district"] != "", "opd"]
    drawn = (
        seeded_generator(seed, scenario.region, "terlambat").random(len(districts)) < scenario.late_districts
    )
    return {*scenario.late, *districts[drawn]} - set(scenario.spoilt)


def simulate_opd_answers(
    instrument: Instrument, scenario: SampleStory, truth: Levels, opd: str, asked: pd.DataFrame, seed: int
) -> dict[str, Answer]:
    """What one OPD answers; `asked` holds its rows of the assignments. A leaf left out stays blank."""
    random = seeded_generator(seed, scenario.region, opd)
    found = {}
    for code, role in zip(asked["indicator"], asked["role"], strict=True):
        node = instrument.framework.node(code)
        if role != "lead" and random.random() >= SUPPORT_ANSWERS:
            continue
        answer = _answer(node, scenario, truth[code], role, random)
        if answer is not None:
            found[code] = answer
    return found


def _answer(
    node: Node, scenario: SampleStory, level: int, role: str, random: np.random.Generator
) -> Answer | None:
    if node.code in scenario.off:
        return Answer(node.code, "not_applicable", note=texts.DOES_NOT_APPLY)
    chance = random.random()
    if role == "lead" and chance < scenario.unknown:
        blank = chance < scenario.unknown / 3
        return None if blank else Answer(node.code, "missing", obstacle="data", note=texts.NO_RECORD)
    if role != "lead":
        steps, weights = list(SUPPORT_DIFFERS), list(SUPPORT_DIFFERS.values())
        level = int(np.clip(level + random.choice(steps, p=weights), 1, 5))
    return _filled(node, scenario, level, random)


def _filled(node: Node, scenario: SampleStory, level: int, random: np.random.Generator) -> Answer:
    proved = random.random() < (scenario.evidence if level >= 3 else scenario.evidence / 2)
    day = FIRST_DAY + timedelta(days=int(random.integers(DAYS)))
    return Answer(
        node.code,
        "answered",
        float(level),
        fact=texts.sample_fact_text(node, level, day, random),
        obstacle=texts.sample_obstacle_text(node, level, random),
        evidence=texts.sample_evidence_text(node, day.year, random) if proved else "",
        evidence_date=day.isoformat() if proved else "",
    )


def simulate_opd_programmes(
    instrument: Instrument, scenario: SampleStory, agency: Mapping[str, Any], seed: int
) -> list[ReportedProgramme]:
    """One to three programmes of an OPD's own urusan; a kecamatan at most one, no two kecamatan the same."""
    random = seeded_generator(seed, scenario.region, agency["opd"], "program")
    own = _own(agency)
    if agency["district"]:
        number = int(agency["district"][-2:]) - 1
        chosen = [own[number % len(own)]] * int(random.integers(0, 2))
    else:
        chosen = [own[int(place)] for place in random.permutation(len(own))[: random.integers(1, 4)]]
    return [_programme(instrument, row, random) for row in chosen]


def _own(agency: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The rows of the table that name the OPD itself, else those of its urusan."""
    by_sector = _catalogue()
    named = by_sector.get(agency["code"], [])
    return named or [row for one in agency["sectors"].split(";") for row in by_sector.get(one, [])]


@cache
def _catalogue() -> Mapping[str, list[Mapping[str, str]]]:
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in tables.read_data_table(TABLE).to_dict("records"):
        found.setdefault(row["pelaksana"], []).append({str(name): cell for name, cell in row.items()})
    return found


def _programme(
    instrument: Instrument, row: Mapping[str, str], random: np.random.Generator
) -> ReportedProgramme:
    begun = int(random.integers(2019, ANSWERED))
    budget = float(random.integers(8, 240) * 5_000_000)
    status = str(random.choice(("berjalan", "berjalan", "berjalan", PLANNED)))
    since = ANSWERED if status == PLANNED else begun  # what is planned has not begun before it is asked
    return ReportedProgramme(
        row["nama"],
        instrument.framework.node(row["dimensi"]).name,
        str(since),
        row["sub_kegiatan"],
        budget,
        status,
    )

"""The goals in the planning documents of a sample kabupaten, all synthetic."""

from __future__ import annotations

from collections.abc import Iterable

from planning.programmes import alignment
from planning.programmes.alignment import Goal
from planning.programmes.programme import Programme
from reference import agencies, tables
from reference.period_words import SAMPLE_LABEL
from workflow.sample import programmes
from workflow.sample.simulate import seeded_generator

TABLE = "contoh/sasaran.csv"
ACTIVITIES = 0.85
"""Share of the programmes whose activity the Renja of their OPD holds."""


def sample_goals(region: str, register: Iterable[Programme], seed: int) -> list[Goal]:
    """The goals of the whole kabupaten and of the OPD it has, and most activities of its programmes."""
    random = seeded_generator(seed, region, "renja")
    planned = [one for one in register if one.renja and random.random() < ACTIVITIES]
    return _listed(region) + [_goal("renja", "", one.renja, one.lead) for one in planned]


def _listed(region: str) -> list[Goal]:
    roster = agencies.sample_rosters()[region]
    found = []
    for row in tables.read_data_table(TABLE).to_dict("records"):
        opd = "".join(programmes.opd_of_sectors(roster, row["urusan"]))
        if opd or not row["urusan"]:
            found.append(_goal(row["dokumen"], row["nomor"], row["uraian"], opd))
    return found


def _goal(document: str, number: str, text: str, opd: str) -> Goal:
    key = alignment.goal_key(document, number, text, opd)
    return Goal(key, document, number, text, opd, SAMPLE_LABEL)

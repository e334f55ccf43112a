"""A kabupaten that went through the whole bimtek: programmes, votes, goals, reports, worksheets, scenario.

Charts of the plan are measured with it: thirty programmes and OPD with the longest names there are, every
OPD voting in every way. All synthetic.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import cycle, islice

import pandas as pd
from sqlalchemy import Engine

from planning.plan import voting
from planning.programmes.alignment import Goal
from planning.programmes.programme import Programme, Realisation
from planning.simulation.scenario import Scenario
from reference import agencies
from reference.planning import voting_ways
from storage.setup import periods
from storage.values import Actor
from workflow import sample
from workflow.plan import plan_decisions
from workflow.programmes import goals, register
from workflow.sample import goals as sample_goals
from workflow.sample import programmes as sample_programmes
from workflow.sample import worksheets as sample_worksheets
from workflow.simulation import saved_scenarios
from workflow.worksheets import worksheets as written

BY, OF = "Uji", "35.18"
PROGRAMMES, SHORTLIST = 30, 12
# Sub kegiatan of the national list and names that OPD put into their forms.
LONG = (
    "Koordinasi dan Sinkronisasi Pengendalian Emisi Gas Rumah Kaca, Mitigasi dan Adaptasi Perubahan Iklim",
    "Pengembangan dan Pengelolaan Ekosistem Kabupaten/Kota Cerdas dan Kota Cerdas",
    "Sinkronisasi Pengelolaan Rencana Induk dan Anggaran Pemerintahan Berbasis Elektronik",
    "Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah sampai Desa dan Kelurahan",
)
DIMENSIONS = ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
WEIGHTS = dict(zip(DIMENSIONS, (0.5, 0.1, 0.1, 0.1, 0.1, 0.1), strict=True))


def roster(region: str) -> pd.DataFrame:
    """The OPD of a kabupaten; a list as it is uploaded has no short names, so the longest stand whole."""
    found = agencies.general_roster(region)
    longest = found["name"].str.len().nlargest(6).index
    return found.assign(short=found["short"].where(~found.index.isin(longest), found["name"]))


def hold(engine: Engine, region: str) -> None:
    """Write down everything a room writes, for one region with answers."""
    opd = list(agencies.general_roster(region).sort_values("name", key=lambda n: -n.str.len())["opd"])
    kept = {one.key: one for one in _programmes(opd)}
    register.save_programmes(engine, region, kept, by=Actor(BY))
    proposed = [key for key, one in kept.items() if not one.running][:SHORTLIST]
    plan_decisions.keep_plan_settings(engine, region, {"shortlist": proposed}, by=Actor(BY))
    _vote(engine, region, proposed)
    goals.save_goals(engine, region, _goals(opd), Actor(BY))
    room = written.WorksheetScope(region, periods.list_periods(engine)[-1].label)
    for group, lines in sample_worksheets.sample_worksheet_lines(OF, sample.SEED).items():
        written.save_worksheet_lines(engine, room, group, lines, by=Actor(BY), seen={})
    moved = Scenario(region, "kesiapan@0.9", WEIGHTS)
    for name in ("Pemerataan menurut visi kepala daerah", "Kesepakatan ruangan pada hari kedua bimtek"):
        saved_scenarios.save_scenario(
            engine, saved_scenarios.load_scenarios(engine, moved, room.period), name, moved, Actor(BY)
        )


def _programmes(opd: list[str]) -> list[Programme]:
    made = islice(cycle(sample_programmes.sample_programmes(OF, sample.SEED).values()), PROGRAMMES)
    names, leads = cycle((*LONG, "")), cycle(opd[:9])
    return [
        replace(
            one,
            key=f"p{number}",
            name=next(names) or one.name,
            lead=next(leads),
            support=tuple(opd[number % 5 : number % 5 + 4]),
            data_from=(opd[number % 7],),
            status="berjalan" if number % 5 == 4 else "usulan",
            after=(f"p{number - 1}",) if number % 6 == 5 else (),
            realisation={2026: Realisation(float(number * 3 % 101)), 2025: Realisation(50.0)},
            origin=BY,
        )
        for number, one in enumerate(made, 1)
    ]


def _vote(engine: Engine, region: str, proposed: list[str]) -> None:
    drawn = random.Random(sample.SEED)
    bodies = list(voting.list_voting_bodies(roster(region)))
    for code, way in voting_ways().items():
        given = {}
        for body in bodies:
            if way.rated:
                given[body] = {
                    key: {one.code: float(drawn.randint(way.lowest, way.highest)) for one in way.criteria}
                    for key in proposed
                }
            else:
                picks = drawn.sample(proposed, way.named(len(proposed)))
                given[body] = voting.marks_of_named_proposals(way, picks, len(proposed))[0]
        stood = plan_decisions.read_ballots(engine, region).get(code, {})
        plan_decisions.save_ballots(engine, region, code, given, stood, by=Actor(BY))


def _goals(opd: list[str]) -> list[Goal]:
    owners, known = cycle(opd[:9]), sample_programmes.sample_programmes(OF, sample.SEED).values()
    listed = sample_goals.sample_goals(OF, known, sample.SEED)
    return [replace(goal, opd=next(owners) if goal.opd else "") for goal in listed]

"""What the room of a sample kabupaten settled and voted: simulated ballots, all synthetic."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from planning.plan import voting
from planning.plan.quick_wins import QuickWinMarks
from planning.programmes.programme import Programme
from reference import agencies
from reference.planning import shipped_quick_win_list, voting_ways
from workflow.sample import programmes
from workflow.sample.simulate import seeded_generator

DECIDED = date(2025, 6, 15)
SHORTLIST, OF_A_DIMENSION = 12, 2
TURNOUT = 0.72
NOISE = 0.9
FIRST_BENEFIT, SOON = date(2026, 5, 30), date(2026, 4, 30)


def sample_plan_settings(region: str, seed: int) -> dict[str, Any]:
    """Settled things by their names in `planning.plan.plan_settings.PlanSettings`; empty outside the
    sample.
    """
    chosen = tuple(sample_shortlist(region, seed))
    return {"decided": DECIDED, "shortlist": chosen} if chosen else {}


def sample_shortlist(region: str, seed: int) -> dict[str, Programme]:
    """The proposals that are voted on: two of every dimension, in the catalogue's order."""
    found: dict[str, Programme] = {}
    count: dict[str, int] = {}
    for key, each in programmes.sample_programmes(region, seed).items():
        if not each.running and each.dimension and count.get(each.dimension, 0) < OF_A_DIMENSION:
            count[each.dimension] = count.get(each.dimension, 0) + 1
            found[key] = each
    return dict(list(found.items())[:SHORTLIST])


def sample_ballots(region: str, seed: int) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """way -> voting body -> programme -> criterion -> mark, drawn around a merit of each programme."""
    chosen = list(sample_shortlist(region, seed))
    if not chosen:
        return {}
    merits = seeded_generator(seed, region, "suara", "mutu").uniform(1.8, 4.6, (len(chosen), 3))
    bodies = list(voting.list_voting_bodies(agencies.sample_rosters()[region]))
    found = {}
    for way in ("dampak_kemudahan", "usg", "borda"):
        random = seeded_generator(seed, region, "suara", way)
        taking_part = [
            body for body, drawn in zip(bodies, random.random(len(bodies)), strict=True) if drawn < TURNOUT
        ]
        found[way] = {body: _ballot(way, chosen, merits, random) for body in taking_part}
    return found


def sample_quick_win_marks(region: str, seed: int) -> dict[str, QuickWinMarks]:
    """Programme -> marks of the quick-win list, and a first benefit for what starts early."""
    wanted, random = shipped_quick_win_list(), seeded_generator(seed, region, "quick win")
    found = {}
    for key, each in sample_shortlist(region, seed).items():
        marks = np.clip(np.rint(random.normal(2.8, 0.8, len(wanted.criteria))), 0, wanted.highest)
        codes = [criterion.code for criterion in wanted.criteria]
        early = each.start is not None and each.start <= SOON
        given = dict(zip(codes, map(float, marks), strict=True))
        found[key] = QuickWinMarks(given, FIRST_BENEFIT if early else None)
    return found


def _ballot(
    way: str, chosen: list[str], merits: np.ndarray, random: np.random.Generator
) -> dict[str, dict[str, float]]:
    """One body's marks: every proposal rated, or the five it likes best named in its order."""
    kind = voting_ways()[way]
    felt = merits + random.normal(0, NOISE, merits.shape)
    if not kind.rated:
        best = np.argsort(-felt[:, 0])[: kind.named(len(chosen))]
        return voting.marks_of_named_proposals(kind, [chosen[place] for place in best], len(chosen))[0]
    marks = np.clip(np.rint(felt[:, : len(kind.criteria)]), kind.lowest, kind.highest)
    codes = [criterion.code for criterion in kind.criteria]
    return {
        key: dict(zip(codes, map(float, row), strict=True)) for key, row in zip(chosen, marks, strict=True)
    }

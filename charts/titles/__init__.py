"""Titles that state a finding, each proved against the data; a neutral title where none holds.

Every rule works on values as they are printed (rounded), because a reader checks a title against the
labels; and on complete data only, because an unknown value could overturn a "terbesar" or "terendah".
"""

from charts.titles.of_change import REPLACED, bump, change, largest, shift
from charts.titles.of_plan import (
    agency_roles,
    circles,
    costs,
    expected,
    goals,
    impact_ease,
    network,
    realisation,
    roadmap,
    tally,
)
from charts.titles.of_region import (
    DISPUTED,
    causes,
    completeness,
    evidence,
    gap,
    matrix,
    opinions,
    pareto,
    prerequisites,
    profile,
    weights,
)
from charts.titles.of_regions import intervals, on_map, places, regions, relation, spread

__all__ = [
    "DISPUTED",
    "REPLACED",
    "agency_roles",
    "bump",
    "causes",
    "change",
    "circles",
    "completeness",
    "costs",
    "evidence",
    "expected",
    "gap",
    "goals",
    "impact_ease",
    "intervals",
    "largest",
    "matrix",
    "network",
    "on_map",
    "opinions",
    "pareto",
    "places",
    "prerequisites",
    "profile",
    "realisation",
    "regions",
    "relation",
    "roadmap",
    "shift",
    "spread",
    "tally",
    "weights",
]

"""The groups of OPD as a drawn network: where each body stands, and its strongest ties."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pandas as pd

from planning.plan import collaboration
from planning.plan.integration import IntegrationSetting

SEED = 2026
STRONGEST = 2
"""Ties drawn of each body: its strongest ones, with all that are as strong as the last of them."""
GAP = 1.0
SETTLING = 300
# Rings are turned, radians each, so that a tie to another group seldom runs through a neighbour.
TILT = 0.4
Spot = tuple[float, float]


def place_network_bodies(over: IntegrationSetting) -> pd.DataFrame:
    """One row per body of `collaboration.find_opd_groups`, in its order: `opd, group, number` (from 1), `x,
    y`.

    Bodies stand at least 1 apart, a group's strongest in its middle and the others on rings around it;
    groups stand clear of each other, those near that share more (networkx: shell layout within a group,
    spring layout with a fixed seed between groups). The same data always give the same places.
    """
    found = collaboration.find_opd_groups(over)
    inside = {group: _rings(list(found.loc[found["group"] == group, "opd"])) for group in set(found["group"])}
    centres = _centres(over, found, {group: _reach(places) for group, places in inside.items()})
    spots = [
        (centres[group][0] + inside[group][opd][0], centres[group][1] + inside[group][opd][1])
        for group, opd in zip(found["group"], found["opd"], strict=True)
    ]
    wide, high = (max(values) - min(values) for values in zip(*spots, strict=True)) if spots else (0.0, 0.0)
    lying = spots if wide >= high else [(y, x) for x, y in spots]
    return found[["opd", "group"]].assign(
        number=range(1, len(found) + 1),
        x=pd.Series([x for x, _ in lying], dtype=float),
        y=pd.Series([y for _, y in lying], dtype=float),
    )


def strongest_ties(over: IntegrationSetting) -> pd.DataFrame:
    """The rows of `collaboration.opd_pair_links` that are among the STRONGEST of one of their two bodies."""
    found = collaboration.opd_pair_links(over)
    weight = found["weight"].round(9)
    ends = pd.concat([found["one"], found["other"]])
    ranked = pd.concat([weight, weight]).groupby(ends.to_numpy()).rank(ascending=False, method="min")
    return found[ranked.groupby(level=0).min() <= STRONGEST].reset_index(drop=True)


def _rings(members: list[str]) -> dict[str, Spot]:
    """The first in the middle, six around it, twelve around those, …: neighbours stand 1 or more apart."""
    shells: list[list[str]] = []
    start = 0
    while start < len(members):
        size = 6 * len(shells) or 1
        shells.append(members[start : start + size])
        start += size
    graph: nx.Graph = nx.empty_graph(members)
    found = nx.shell_layout(graph, nlist=shells, scale=len(shells), rotate=TILT)
    return {opd: (float(spot[0]), float(spot[1])) for opd, spot in found.items()}


def _reach(places: dict[str, Spot]) -> float:
    return max(math.hypot(*spot) for spot in places.values()) + GAP


def _centres(over: IntegrationSetting, found: pd.DataFrame, reach: dict[int, float]) -> dict[int, Spot]:
    """The middle of each group: drawn together by what groups share, then pushed apart until none touch."""
    home = dict(zip(found["opd"], found["group"], strict=True))
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(reach)
    for one, other, weight in collaboration.opd_pair_links(over)[["one", "other", "weight"]].itertuples(
        index=False
    ):
        if home[one] != home[other]:
            known = graph.get_edge_data(home[one], home[other], {"weight": 0.0})["weight"]
            graph.add_edge(home[one], home[other], weight=known + weight)
    drawn = nx.spring_layout(graph, weight="weight", seed=SEED, scale=max(reach.values(), default=1.0))
    return _settled({group: (float(x), float(y)) for group, (x, y) in drawn.items()}, reach)


def _settled(centres: dict[int, Spot], reach: dict[int, float]) -> dict[int, Spot]:
    spots = dict(centres)
    for _ in range(SETTLING):
        spots = {group: (0.98 * x, 0.98 * y) for group, (x, y) in spots.items()}
        for one, other in combinations(spots, 2):
            _part(spots, one, other, reach[one] + reach[other])
    spread = max((_needed(spots, reach, pair) for pair in combinations(spots, 2)), default=1.0)
    return {group: (spread * x, spread * y) for group, (x, y) in spots.items()}


def _part(spots: dict[int, Spot], one: int, other: int, wanted: float) -> None:
    (x, y), (u, v) = spots[one], spots[other]
    apart = math.hypot(u - x, v - y) or 1e-9
    push = max(0.0, wanted - apart) / 2 / apart
    across, up = ((u - x) * push, (v - y) * push) if apart > 1e-9 else (wanted / 2, 0.0)
    spots[one], spots[other] = (x - across, y - up), (u + across, v + up)


def _needed(spots: dict[int, Spot], reach: dict[int, float], pair: tuple[int, int]) -> float:
    one, other = pair
    return max(1.0, (reach[one] + reach[other]) / max(math.dist(spots[one], spots[other]), 1e-9))

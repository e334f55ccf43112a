"""How closely OPD work together, and the groups of them that should sit together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import networkx as nx
import pandas as pd

from planning.plan.integration import IntegrationSetting
from planning.programmes.programme import Programme


def opd_pair_links(over: IntegrationSetting) -> pd.DataFrame:
    """How closely bodies work together: `one, other, weight, programmes, items`, the closest first.

    A programme or survey item that k bodies share adds 1/(k-1) to each of their pairs, so that what everybody
    shares binds nobody (M. Newman, Scientific collaboration networks II, Phys. Rev. E 64, 2001, eq. 2).
    `programmes` and `items` count what the two share.
    """
    asked = _asked(over).groupby("indicator", sort=False)["opd"]
    circles = [("programmes", over.bodies(one)) for one in over.programmes]
    circles += [("items", tuple(dict.fromkeys(group))) for _, group in asked]
    found: dict[tuple[str, str], dict[str, float]] = {}
    for kind, bodies in circles:
        for pair in combinations(sorted(bodies), 2):
            link = found.setdefault(pair, {"weight": 0.0, "programmes": 0, "items": 0})
            link["weight"] += 1 / (len(bodies) - 1)
            link[kind] += 1
    rows = [(*pair, *link.values()) for pair, link in found.items()]
    frame = pd.DataFrame(rows, columns=["one", "other", "weight", "programmes", "items"])
    return frame.sort_values(["weight", "one", "other"], ascending=[False, True, True], ignore_index=True)


def find_opd_groups(over: IntegrationSetting) -> pd.DataFrame:
    """Groups of bodies that should sit together: `group` (1 = the largest), `opd`, `strength`.

    Communities of `opd_pair_links` by greedy modularity (Clauset, Newman and Moore 2004; networkx), over
    numbered nodes so that the same data always give the same groups. `strength` is the weight a body shares
    within its group; within a group the strongest come first. A body without a link is in no group.
    """
    ties = opd_pair_links(over)
    bodies = sorted({*ties["one"], *ties["other"]})
    graph = _graph(ties, {opd: place for place, opd in enumerate(bodies)})
    found = nx.community.greedy_modularity_communities(graph, weight="weight") if len(ties) else []
    ordered = sorted(map(sorted, found), key=lambda group: (-len(group), group))
    rows = []
    for place, group in enumerate(ordered, start=1):
        inside = graph.subgraph(group)
        strengths = {bodies[node]: inside.degree(node, weight="weight") for node in group}
        rows += [
            (place, opd, strengths[opd]) for opd in sorted(strengths, key=lambda opd: (-strengths[opd], opd))
        ]
    return pd.DataFrame(rows, columns=["group", "opd", "strength"])


def _graph(ties: pd.DataFrame, number: Mapping[str, int]) -> nx.Graph:
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(len(number)))
    for row in ties.to_dict("records"):
        graph.add_edge(number[row["one"]], number[row["other"]], weight=row["weight"])
    return graph


def work_shared_by(over: IntegrationSetting, bodies: Iterable[str]) -> tuple[list[Programme], int]:
    """What at least two of some bodies share: the programmes in the register's order, and how many items."""
    group = set(bodies)
    programmes = [one for one in over.programmes if len(group.intersection(over.bodies(one))) > 1]
    asked = _asked(over)
    inside = asked[asked["opd"].isin(group)].groupby("indicator")["opd"].nunique()
    return programmes, int((inside > 1).sum())


def _asked(over: IntegrationSetting) -> pd.DataFrame:
    """What the survey asks of whom, by body."""
    return over.assigned.assign(opd=over.assigned["opd"].map(over.body))

"""Who must work together: OPD by sub-dimension, shared programmes, data, groups of OPD, reach, overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

import networkx as nx
import pandas as pd

from planning.programme import Programme
from reference import agencies, portal
from reference.keys import key
from scoring import Framework

LEAD, SUPPORT, ABSENT = "lead", "support", "absent"
SERVICES = ("aplikasi", "layanan")
EVERYWHERE = frozenset(("semua", "seluruh", "semuakecamatan", "seluruhkecamatan", "semuadesa", "seluruhdesa"))


@dataclass(frozen=True, eq=False)
class Setting:
    """What integration is looked at over: programmes of the register that are not over, and who is who.

    `assigned`: `indicator, opd, role` as the survey asks; `roster`: `opd, name, short, sectors, vote`. All
    kecamatan are one body, as in the votes.
    """

    framework: Framework
    programmes: Sequence[Programme]
    assigned: pd.DataFrame
    roster: pd.DataFrame

    @classmethod
    def of(
        cls,
        framework: Framework,
        register: Mapping[str, Programme],
        assigned: pd.DataFrame,
        roster: pd.DataFrame,
    ) -> Setting:
        """The setting of a whole register."""
        return cls(framework, [one for one in register.values() if not one.over], assigned, roster)

    def body(self, opd: str) -> str:
        """The body an OPD counts as; an id the roster does not have stands for itself."""
        return self._votes.get(opd, opd)

    @cached_property
    def _votes(self) -> dict[str, str]:
        return dict(zip(self.roster["opd"], self.roster["vote"], strict=True))

    def bodies(self, one: Programme) -> tuple[str, ...]:
        """The bodies that run a programme, its lead first."""
        return tuple(dict.fromkeys(self.body(opd) for opd in (one.lead, *one.support) if opd))


def names(roster: pd.DataFrame) -> dict[str, str]:
    """Body -> short name; the kecamatan together as "Kecamatan"."""
    short = roster["short"].where(roster["short"] != "", roster["name"])
    alone = dict(zip(roster["opd"], short, strict=True))
    together = {
        vote: "Kecamatan" for opd, vote in zip(roster["opd"], roster["vote"], strict=True) if opd != vote
    }
    return alone | together


@lru_cache(maxsize=16)
def subdimensions(framework: Framework) -> tuple[str, ...]:
    """The parents of the first root's leaves, in the instrument's order."""
    above = (framework.node(leaf).parent for leaf in framework.descendants(framework.roots[0]))
    return tuple(dict.fromkeys(str(code) for code in above if code))


def placed(framework: Framework, one: Programme) -> tuple[str, ...]:
    """The sub-dimensions a programme works on: its own, and those of the indicators it lifts."""
    known = subdimensions(framework)
    lifted = (framework.node(leaf).parent for leaf in one.lifts if leaf in framework.codes)
    return tuple(dict.fromkeys(str(node) for node in (one.subdimension, *lifted) if node in known))


def roles(over: Setting) -> pd.DataFrame:
    """Who does what where: `opd` (body), `node` (sub-dimension), `role`, `programmes` (how many).

    LEAD: leads a programme there; SUPPORT: supports one; ABSENT: answers for an indicator there in the survey
    and is in no programme (programmes = 0). Who has nothing to do with a sub-dimension has no row.
    """
    led, helped = _counted(over)
    asked = over.assigned[over.assigned["role"] == "lead"]
    held = {
        (over.body(opd), over.framework.node(leaf).parent)
        for leaf, opd in zip(asked["indicator"], asked["opd"], strict=True)
        if leaf in over.framework.codes
    }
    rows = []
    for opd in dict.fromkeys(over.body(opd) for opd in over.roster["opd"]):
        for node in subdimensions(over.framework):
            leads, helps = led.get((opd, node), 0), helped.get((opd, node), 0)
            role = LEAD if leads else SUPPORT if helps else ABSENT if (opd, node) in held else ""
            if role:
                rows.append((opd, node, role, leads + helps))
    return pd.DataFrame(rows, columns=["opd", "node", "role", "programmes"])


def _counted(over: Setting) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    led: dict[tuple[str, str], int] = {}
    helped: dict[tuple[str, str], int] = {}
    for one in over.programmes:
        for node in placed(over.framework, one):
            for opd in over.bodies(one):
                counts = led if one.lead and opd == over.body(one.lead) else helped
                counts[opd, node] = counts.get((opd, node), 0) + 1
    return led, helped


def uncovered(over: Setting) -> list[str]:
    """The sub-dimensions that no programme works on, in the instrument's order."""
    worked_on = {node for one in over.programmes for node in placed(over.framework, one)}
    return [node for node in subdimensions(over.framework) if node not in worked_on]


def shared(over: Setting) -> list[Programme]:
    """Programmes that two bodies or more run, those of most bodies first, then in the register's order."""
    several = [one for one in over.programmes if len(over.bodies(one)) > 1]
    return sorted(several, key=lambda one: -len(over.bodies(one)))


def data_needs(over: Setting) -> pd.DataFrame:
    """Data that one body holds and another needs: `holder, needs, programme` (key), `basis`.

    basis "stated": the programme names the holder in `data_from`; "survey": the holder answers for an
    indicator the programme lifts and takes no part in the programme. A body needs nothing from itself.
    """
    leads = over.assigned[over.assigned["role"] == "lead"]
    holders = dict(zip(leads["indicator"], map(over.body, leads["opd"]), strict=True))
    rows = []
    for one in over.programmes:
        if not one.lead:
            continue
        inside, needs = over.bodies(one), over.body(one.lead)
        stated = tuple(dict.fromkeys(map(over.body, one.data_from)))
        asked = tuple(dict.fromkeys(holders[leaf] for leaf in one.lifts if leaf in holders))
        rows += [(opd, needs, one.key, "stated") for opd in stated if opd != needs]
        rows += [(opd, needs, one.key, "survey") for opd in asked if opd not in (*inside, *stated)]
    return pd.DataFrame(rows, columns=["holder", "needs", "programme", "basis"])


def overlaps(over: Setting) -> pd.DataFrame:
    """Indicators that programmes of several leads lift: `indicator, programmes` (keys), `leads` (bodies)."""
    lifting: dict[str, list[Programme]] = {}
    for one in over.programmes:
        for leaf in one.lifts:
            lifting.setdefault(leaf, []).append(one)
    rows = []
    for leaf in over.framework.leaves:
        own = lifting.get(leaf, [])
        leads = tuple(dict.fromkeys(over.body(one.lead) for one in own if one.lead))
        if len(leads) > 1:
            rows.append((leaf, tuple(one.key for one in own), leads))
    return pd.DataFrame(rows, columns=["indicator", "programmes", "leads"])


def links(over: Setting) -> pd.DataFrame:
    """How closely bodies work together: `one, other, weight, programmes, items`, the closest first.

    A programme or survey item that k bodies share adds 1/(k-1) to each of their pairs, so that what everybody
    shares binds nobody (M. Newman, Scientific collaboration networks II, Phys. Rev. E 64, 2001, eq. 2).
    `programmes` and `items` count what the two share.
    """
    asked = over.assigned.assign(opd=over.assigned["opd"].map(over.body)).groupby("indicator", sort=False)[
        "opd"
    ]
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


def circles(over: Setting) -> pd.DataFrame:
    """Groups of bodies that should sit together: `group` (1 = the largest), `opd`, `strength`.

    Communities of `links` by greedy modularity (Clauset, Newman and Moore 2004; networkx), over numbered
    nodes so that the same data always give the same groups. `strength` is the weight a body shares within its
    group; within a group the strongest come first. A body without a link is in no group.
    """
    ties = links(over)
    bodies = sorted({*ties["one"], *ties["other"]})
    number = {opd: place for place, opd in enumerate(bodies)}
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(len(bodies)))
    for row in ties.to_dict("records"):
        graph.add_edge(number[row["one"]], number[row["other"]], weight=row["weight"])
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


def work_of(over: Setting, bodies: Iterable[str]) -> tuple[list[Programme], int]:
    """What at least two of some bodies share: the programmes in the register's order, and how many items."""
    group = set(bodies)
    programmes = [one for one in over.programmes if len(group.intersection(over.bodies(one))) > 1]
    asked = over.assigned.assign(opd=over.assigned["opd"].map(over.body))
    inside = asked[asked["opd"].isin(group)].groupby("indicator")["opd"].nunique()
    return programmes, int((inside > 1).sum())


@dataclass(frozen=True)
class Reach:
    """What programmes reach: names as written by kecamatan key, how many of how many; `everywhere`: keys of
    programmes that say they reach all; `silent`: keys of those that name no place."""

    districts: Mapping[str, tuple[str, ...]]
    villages: int
    everywhere: tuple[str, ...]
    silent: tuple[str, ...]


def reach(programmes: Iterable[Programme]) -> Reach:
    """Kecamatan (as named, without "Kec.") -> keys of the programmes that reach it, and desa counted once.

    Two desa of one name in different kecamatan cannot be told apart and count as one.
    """
    districts: dict[str, tuple[str, list[str]]] = {}
    villages: set[str] = set()
    everywhere, silent = [], []
    for one in programmes:
        if any(key(name) in EVERYWHERE for name in (*one.districts, *one.villages)):
            everywhere.append(one.key)
        elif not one.districts and not one.villages:
            silent.append(one.key)
        for name in one.districts:
            if key(name) not in EVERYWHERE:
                districts.setdefault(key(bare(name)), (bare(name), []))[1].append(one.key)
        villages |= {key(name) for name in one.villages if key(name) not in EVERYWHERE}
    named = {name: tuple(dict.fromkeys(keys)) for name, keys in districts.values()}
    return Reach(named, len(villages), tuple(everywhere), tuple(silent))


def bare(name: str) -> str:
    """A kecamatan's name without its kind: "Kec. Berbek" -> "Berbek"."""
    words = name.split()
    return (
        " ".join(words[1:]) if len(words) > 1 and key(words[0]) in ("kec", "kecamatan") else " ".join(words)
    )


def services(over: Setting) -> pd.DataFrame:
    """Applications and services as one portal: `theme` (its name), `programme` (key), by theme."""
    sectors = dict(zip(over.roster["opd"], over.roster["sectors"], strict=True))
    order = {theme.key: place for place, theme in enumerate(portal.themes())}
    rows = []
    for one in over.programmes:
        if one.kind in SERVICES:
            own = str(sectors.get(one.lead, "")).split(";")
            theme = portal.theme_of(one.name, own, one.subdimension)
            rows.append((order[theme.key], theme.name, one.key))
    frame = pd.DataFrame(rows, columns=["order", "theme", "programme"])
    return frame.sort_values("order", kind="stable", ignore_index=True)[["theme", "programme"]]


def sectors_of(roster: pd.DataFrame) -> dict[str, str]:
    """Body -> the urusan it carries in words; the kecamatan together."""
    known = agencies.sectors()["name"]
    found: dict[str, dict[str, None]] = {}
    for opd, vote, text in zip(roster["opd"], roster["vote"], roster["sectors"], strict=True):
        own = found.setdefault(vote if opd != vote else opd, {})
        own.update(dict.fromkeys(known.get(sector, sector) for sector in str(text).split(";") if sector))
    return {opd: ", ".join(own) for opd, own in found.items()}

"""Who must work together: which OPD does what in which sub-dimension, shared programmes, data, overlaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from planning.programmes.programme import Programme
from reference import agencies
from scoring import Framework

LEAD, SUPPORT, ABSENT = "lead", "support", "absent"


@dataclass(frozen=True, eq=False)
class IntegrationSetting:
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
    ) -> IntegrationSetting:
        """The setting of a whole register."""
        return cls(framework, [one for one in register.values() if not one.over], assigned, roster)

    def body(self, opd: str) -> str:
        """The body an OPD counts as; an id the roster does not have stands for itself."""
        return self._votes.get(opd, opd)

    @cached_property
    def opd_names(self) -> agencies.OpdNames:
        """What the OPD and the bodies are called."""
        return agencies.OpdNames(self.roster)

    @cached_property
    def _votes(self) -> dict[str, str]:
        return dict(zip(self.roster["opd"], self.roster["vote"], strict=True))

    def bodies(self, one: Programme) -> tuple[str, ...]:
        """The bodies that run a programme, its lead first."""
        return tuple(dict.fromkeys(self.body(opd) for opd in (one.lead, *one.support) if opd))


def sectors_by_body(roster: pd.DataFrame) -> dict[str, str]:
    """Body -> the urusan it carries in words; the kecamatan together."""
    known = agencies.list_sectors()["name"]
    found: dict[str, dict[str, None]] = {}
    for opd, vote, text in zip(roster["opd"], roster["vote"], roster["sectors"], strict=True):
        own = found.setdefault(vote if opd != vote else opd, {})
        own.update(dict.fromkeys(known.get(sector, sector) for sector in str(text).split(";") if sector))
    return {opd: ", ".join(own) for opd, own in found.items()}


@lru_cache(maxsize=16)
def list_subdimensions(framework: Framework) -> tuple[str, ...]:
    """The parents of the first root's leaves, in the instrument's order."""
    above = (framework.node(leaf).parent for leaf in framework.descendants(framework.roots[0]))
    return tuple(dict.fromkeys(str(code) for code in above if code))


def subdimensions_of_programme(framework: Framework, one: Programme) -> tuple[str, ...]:
    """The sub-dimensions a programme works on: its own, and those of the indicators it lifts."""
    known = list_subdimensions(framework)
    lifted = (framework.node(leaf).parent for leaf in one.lifts if leaf in framework.codes)
    return tuple(dict.fromkeys(str(node) for node in (one.subdimension, *lifted) if node in known))


def opd_roles(over: IntegrationSetting) -> pd.DataFrame:
    """Who does what where: `opd` (body), `node` (sub-dimension), `role`, `programmes` (how many).

    LEAD: leads a programme there; SUPPORT: supports one; ABSENT: answers for an indicator there in the survey
    and is in no programme (programmes = 0). Who has nothing to do with a sub-dimension has no row. Bodies
    that programmes name and the roster does not have come last.
    """
    led, helped = _counted(over)
    held = {
        (over.body(opd), over.framework.node(leaf).parent)
        for leaf, opd in agencies.leads_by_indicator(over.assigned).items()
        if leaf in over.framework.codes
    }
    rows = []
    named = (opd for opd, _ in (*led, *helped))
    for opd in dict.fromkeys((*map(over.body, over.roster["opd"]), *named)):
        for node in list_subdimensions(over.framework):
            leads, helps = led.get((opd, node), 0), helped.get((opd, node), 0)
            role = LEAD if leads else SUPPORT if helps else ABSENT if (opd, node) in held else ""
            if role:
                rows.append((opd, node, role, leads + helps))
    return pd.DataFrame(rows, columns=["opd", "node", "role", "programmes"])


def _counted(over: IntegrationSetting) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    led: dict[tuple[str, str], int] = {}
    helped: dict[tuple[str, str], int] = {}
    for one in over.programmes:
        for node in subdimensions_of_programme(over.framework, one):
            for opd in over.bodies(one):
                counts = led if one.lead and opd == over.body(one.lead) else helped
                counts[opd, node] = counts.get((opd, node), 0) + 1
    return led, helped


def find_uncovered_subdimensions(over: IntegrationSetting) -> list[str]:
    """The sub-dimensions that no programme works on, in the instrument's order."""
    worked_on = {node for one in over.programmes for node in subdimensions_of_programme(over.framework, one)}
    return [node for node in list_subdimensions(over.framework) if node not in worked_on]


def list_shared_programmes(over: IntegrationSetting) -> list[Programme]:
    """Programmes that two bodies or more run, those of most bodies first, then in the register's order."""
    several = [one for one in over.programmes if len(over.bodies(one)) > 1]
    return sorted(several, key=lambda one: -len(over.bodies(one)))


def list_data_needs(over: IntegrationSetting) -> pd.DataFrame:
    """Data that one body holds and another needs: `holder, needs, programme` (key), `basis`.

    basis "stated": the programme names the holder in `data_from`; "survey": the holder answers for an
    indicator the programme lifts and takes no part in the programme. A body needs nothing from itself.
    """
    leads = agencies.leads_by_indicator(over.assigned)
    holders = {leaf: over.body(opd) for leaf, opd in leads.items()}
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


def find_overlaps(over: IntegrationSetting) -> pd.DataFrame:
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

"""Who answers which indicator in a region: the OPD that carries the urusan that owns the fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from reference.catalogue import forms_in_catalogue, organisation_form, setda_sectors
from scoring.framework import Framework
from scoring.tree import Node

# Where several carry an urusan, the agency itself leads before its hospital. What is no OPD (BPS, Perumda, a
# UPT) answers nothing, and a kecamatan leads only what nobody else can.
PREFERENCE = (
    "dinas",
    "badan",
    "kantor",
    "inspektorat",
    "sekretariat",
    "bagian",
    "",
    "rsud",
    "kecamatan",
    "lain",
)
NO_LEAD = ("kecamatan", "lain")
COORDINATOR, SETDA = "kominfo", "setda"
NOTHING_MOVED: Mapping[str, str] = {}


@dataclass(frozen=True)
class _Carrier:
    opd: str
    form: str
    sectors: frozenset[str]


def assign_indicators(
    framework: Framework, roster: pd.DataFrame, moved: Mapping[str, str] = NOTHING_MOVED
) -> pd.DataFrame:
    """Columns indicator, opd, role: one "lead" per leaf, and "support" for the others who carry a part of it.

    No carrier of the lead urusan: the first supporting urusan that has one, then the coordinator (who
    carries kominfo), then Setda, then any OPD. An empty roster gives no rows. In a survey of opinion every
    OPD is asked everything. `moved`: indicator -> the OPD of the roster that leads it whatever it carries.
    """
    carriers = _carriers(roster)
    chosen = {code: one for code, opd in moved.items() for one in carriers if one.opd == opd}
    asked = _everybody if framework.opinion else _answering
    rows = [
        row for leaf in framework.leaves for row in asked(framework.node(leaf), carriers, chosen.get(leaf))
    ]
    return pd.DataFrame(rows, columns=["indicator", "opd", "role"], dtype=str)


def leads_by_indicator(assigned: pd.DataFrame) -> dict[str, str]:
    """Indicator -> the OPD that leads it, of `assign_indicators`; one that nobody leads is missing."""
    leads = assigned[assigned["role"] == "lead"]
    return dict(zip(leads["indicator"], leads["opd"], strict=True))


def _carriers(roster: pd.DataFrame) -> tuple[_Carrier, ...]:
    """The OPD by preference; Setda carries the urusan of every Bagian that is not listed itself."""
    forms = forms_in_catalogue()
    columns = roster[["opd", "code", "name", "sectors"]].itertuples(index=False, name=None)
    found = [
        _Carrier(opd, forms.get(code) or organisation_form(name), frozenset(filter(None, sectors.split(";"))))
        for opd, code, name, sectors in columns
    ]
    listed = frozenset().union(*(each.sectors for each in found if each.form == "bagian")) - {SETDA}
    with_setda = [
        replace(each, sectors=(each.sectors | setda_sectors()) - listed)
        if each.form == "sekretariat" and SETDA in each.sectors
        else each
        for each in found
    ]
    return tuple(sorted(with_setda, key=lambda each: PREFERENCE.index(each.form)))


def _answering(
    node: Node, carriers: tuple[_Carrier, ...], chosen: _Carrier | None
) -> Iterator[tuple[str, str, str]]:
    own, others = node.tags.get("lead", ""), tuple(node.tags.get("support", ()))
    lead = chosen or _lead((own, *others, COORDINATOR, SETDA), carriers)
    if lead is None:
        return
    yield node.code, lead.opd, "lead"
    for carrier in carriers:
        if carrier is not lead and carrier.form != "lain" and carrier.sectors & {own, *others}:
            yield node.code, carrier.opd, "support"


def _everybody(
    node: Node, carriers: tuple[_Carrier, ...], chosen: _Carrier | None
) -> Iterator[tuple[str, str, str]]:
    lead = chosen or _lead((node.tags.get("lead", ""), COORDINATOR, SETDA), carriers)
    for carrier in carriers:
        if carrier is lead or carrier.form != "lain":
            yield node.code, carrier.opd, "lead" if carrier is lead else "support"


def _lead(wanted: tuple[str, ...], carriers: tuple[_Carrier, ...]) -> _Carrier | None:
    able = [carrier for carrier in carriers if carrier.form not in NO_LEAD]
    for urusan in wanted:
        for carrier in able:
            if urusan in carrier.sectors:
                return carrier
    return next(iter(able or carriers), None)

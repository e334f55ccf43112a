"""Every kind of entries that a region has and a package carries, with how its values are written."""

import re
from collections.abc import Mapping
from typing import Any

from workflow.entries import Entries
from workflow.plan import plan_decisions
from workflow.programmes import duplicates, goals, nomenclature, register
from workflow.setup import no_programmes, own_items
from workflow.simulation import saved_scenarios
from workflow.worksheets import worksheets

GROUP = re.compile(r"worksheet-(?P<group>\w(?:[\w .-]{0,78}\w)?)")
"""Each group of a room has a kind of its own, named by a dimension or an element."""
KINDS: Mapping[str, Entries[Any]] = {
    one.kind: one
    for one in (
        *plan_decisions.KINDS.values(),
        *(register.PROGRAMMES, duplicates.APART, goals.GOALS, goals.LINKS, nomenclature.NOMENCLATURES),
        *(
            no_programmes.NONE,
            own_items.OWN_ITEMS,
            saved_scenarios.SCENARIOS,
            worksheets.JOINS,
            worksheets.CODES,
        ),
    )
}
"""Not among them: play lists and loads of packages, which belong to no region."""


def find_entry_kind(kind: str) -> Entries[Any] | None:
    """The entries of a kind; None where no region has such."""
    group = GROUP.fullmatch(kind)
    return KINDS.get(kind) or (worksheets.group_entries(group["group"]) if group else None)

"""What the store keeps of a region's plan and of its OPD, read once for every part of a page."""

import pandas as pd

from reference.agencies import OpdNames
from ui.shared.selection import Selection
from workflow.plan import plan_decisions
from workflow.plan.plan_decisions import KeptPlan
from workflow.setup import setup


def load_kept_plan(selection: Selection) -> KeptPlan:
    """The programmes with what the room settled, voted and said, as of the newest change."""
    return selection.remember(
        "kept plan",
        lambda: plan_decisions.load_plan_decisions(selection.engine, selection.region),
        selection.state,
    )


def region_roster(selection: Selection) -> pd.DataFrame:
    """The OPD of the region."""
    return selection.remember(
        "own roster",
        lambda: setup.roster_of(selection.engine, selection.region, selection.period.id)[0],
        selection.state,
    )


def region_opd_names(selection: Selection) -> OpdNames:
    """What the OPD of the region are called."""
    return selection.remember("names of OPD", lambda: OpdNames(region_roster(selection)), selection.state)

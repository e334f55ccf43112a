"""What the room wrote, voted and planned of one kabupaten, gathered once for all documents."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planning.worksheets import causes, worksheets
from planning.worksheets.merging import MergedLine
from storage.errors import StoreError
from workflow.dates import local_today
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource
from workflow.plan import damage, plan_decisions, region_plan
from workflow.plan.region_plan import RegionPlan
from workflow.results import agreement
from workflow.results.agreement import Opinions
from workflow.setup import setup
from workflow.worksheets import worksheets as kept


@dataclass(frozen=True, eq=False)
class PlanFacts:
    """The plan of a region as far as it goes; what nobody wrote or voted on is empty.

    `board`: programmes with ranks, votes, quick wins, roadmap. `lines`: the worksheets of all groups, alike
    ones joined. `causes`: `planning.worksheets.worksheets.causes.count_root_causes`. `opinions`: how far
    respondents agree.
    """

    board: RegionPlan
    lines: tuple[MergedLine, ...]
    causes: pd.DataFrame
    opinions: Opinions


def gather_plan_facts(source: DocumentSource, facts: RegionFacts) -> PlanFacts:
    """The plan of the one region of the source. StoreError where a part of it is damaged in the store: a
    document outlives the warning that stands on a page."""
    store, region, year = source.store, facts.region, facts.period.ends.year
    written = plan_decisions.load_plan_decisions(store, region)
    roster, _ = setup.roster_of(store, region)
    if told := damage.plan_damage_sentences(written, roster):
        raise StoreError(" ".join(told))
    room = kept.WorksheetScope(region, facts.period.label)
    lines = kept.list_merged_lines(
        store, room, [group.key for group in worksheets.list_work_groups(facts.framework)]
    )
    named = kept.list_obstacles(store, source.scope, room)["cause"]
    return PlanFacts(
        region_plan.region_plan_of(written, roster, region, facts.part, year, local_today()),
        tuple(lines),
        causes.count_root_causes(named, lines),
        agreement.region_opinions(store, source.scope, facts.result, region),
    )

"""What the room wrote, voted and planned of one kabupaten, each part gathered when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from planning.worksheets import causes, worksheets
from planning.worksheets.merging import MergedLine
from storage.errors import StoreError
from workflow.documents.region_facts import RegionFacts
from workflow.plan import plan_damage, plan_decisions, region_plan
from workflow.plan.plan_decisions import KeptPlan
from workflow.plan.region_plan import RegionPlan
from workflow.results import agreement
from workflow.results.agreement import Opinions
from workflow.worksheets import worksheets as kept


@dataclass(frozen=True, eq=False)
class PlanFacts:
    """The plan of a region as far as it goes; what nobody wrote or voted on is empty.

    What is damaged in the store is left out: a document that may not leave anything out starts at
    `gather_plan_facts`.
    """

    facts: RegionFacts

    @cached_property
    def kept_plan(self) -> KeptPlan:
        """What the room settled, voted and said, as one read gives it."""
        return plan_decisions.load_plan_decisions(self.facts.selection.store, self.facts.region)

    @cached_property
    def region_plan(self) -> RegionPlan:
        """Programmes with ranks, votes, quick wins, roadmap."""
        facts = self.facts
        return region_plan.build_region_plan(
            self.kept_plan,
            facts.opd_roster,
            facts.region,
            facts.part,
            facts.period.ends.year,
            facts.selection.told_on,
        )

    @cached_property
    def merged_lines(self) -> tuple[MergedLine, ...]:
        """The worksheets of all groups, alike lines joined."""
        groups = [group.key for group in worksheets.list_work_groups(self.facts.framework)]
        return tuple(kept.list_merged_lines(self.facts.selection.store, self._room, groups))

    @cached_property
    def root_causes(self) -> pd.DataFrame:
        """`planning.worksheets.causes.count_root_causes` of the survey and the worksheets."""
        selection = self.facts.selection
        named = kept.list_obstacles(selection.store, selection.scope, self._room)["cause"]
        return causes.count_root_causes(named, self.merged_lines)

    @cached_property
    def opd_opinions(self) -> Opinions:
        """How far respondents agree."""
        return agreement.region_opinions(self.facts.answers_in_force, self.facts.framework)

    @property
    def _room(self) -> kept.WorksheetScope:
        return kept.WorksheetScope(self.facts.region, self.facts.period.label)


def gather_plan_facts(facts: RegionFacts) -> PlanFacts:
    """The plan of the region. StoreError, at once, where a part of it is damaged in the store: a document
    outlives the warning that stands on a page."""
    plan = PlanFacts(facts)
    if told := plan_damage.plan_damage_sentences(plan.kept_plan, facts.opd_roster):
        raise StoreError(" ".join(told))
    return plan

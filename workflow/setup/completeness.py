"""Who has answered: OPD by dimension, who sent nothing yet, and the words to remind them."""

from collections.abc import Mapping

import pandas as pd

from reference.agencies import OpdNames
from scoring import Framework
from storage.engine import Store
from storage.results import answers
from storage.upload import batches
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup import opd_states
from workflow.setup.setup import assignments_of_region, roster_of


def completeness_by_dimension(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """One row per OPD and branch: opd, name, node, asked, answered, evidence (counts of what it leads).

    An answer is a level, or "Tidak berlaku"; "Belum ada data" and a blank are none. An OPD that leads nothing
    under a node has no row there. In a survey of opinion what an OPD supports counts as what it leads.
    """
    counted = _count_answers(store, scope, region)
    return counted.assign(name=counted["opd"].map(opd_full_names(store, region)))


def _count_answers(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """One row per OPD and branch without its name."""
    framework = instrument_of_scope(store, scope).framework
    rows = answers.list_asked_and_answered(store, scope.period_id, scope.instrument_id, region)
    leads = rows[(rows["role"] == "lead") | framework.opinion].assign(
        node=lambda r: r["indicator"].map(dimension_of_leaves(framework))
    )
    leads["answered"] = leads["status"].isin(["answered", "not_applicable"])
    leads["evidence"] = leads["evidence"].astype(bool) & leads["answered"]
    each = leads.groupby(["opd", "node", "indicator"], as_index=False)[["answered", "evidence"]].any()
    return each.groupby(["opd", "node"], as_index=False).agg(
        asked=("indicator", "size"), answered=("answered", "sum"), evidence=("evidence", "sum")
    )


def dimension_of_leaves(framework: Framework) -> dict[str, str]:
    """For every leaf the dimension it stands under: a root's child, or the root where leaves hang on it."""
    tops: dict[str, str] = {}
    for root in framework.roots:
        for child in framework.children(root):
            top = child if framework.children(child) else root
            tops |= dict.fromkeys(framework.descendants(child), top)
    return tops


def opd_full_names(store: Store, region: str) -> Mapping[str, str]:
    """The full name of each OPD of the region by its id."""
    roster, _ = roster_of(store, region)
    return OpdNames(roster).in_full


def list_opd_responses(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """One row per OPD: opd, name, short, asked, answered, evidence, sent (bool), uploaded_at (NaT = none).

    Then state, file, problems and came, as `opd_states.add_opd_states` gives them.
    """
    roster, _ = roster_of(store, region)
    counted = _count_answers(store, scope, region).groupby("opd")[["asked", "answered", "evidence"]].sum()
    sent = newest_upload_by_opd(store, scope, region)
    table = roster[["opd", "name", "short"]].merge(counted.reset_index(), on="opd", how="left")
    table = table.merge(sent, on="opd", how="left")
    counts = table[["asked", "answered", "evidence"]].fillna(0).astype(int)
    table = table.assign(**counts, sent=table["uploaded_at"].notna())
    return opd_states.add_opd_states(store, scope, region, table)


def newest_upload_by_opd(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """opd, uploaded_at: the newest submission in force of each OPD."""
    found = batches.list_submission_versions(store, scope.period_id, scope.instrument_id, region)
    active = found[found["active"].astype(bool)]
    return active.groupby("opd")["uploaded_at"].max().reset_index()


def missing_indicators(store: Store, scope: AssessmentScope, region: str, opd: str) -> list[str]:
    """Codes of the indicators an OPD leads and has not answered, in the order of the instrument.

    In a survey of opinion all that it is asked.
    """
    framework = instrument_of_scope(store, scope).framework
    rows = answers.list_asked_and_answered(store, scope.period_id, scope.instrument_id, region)
    own = rows[rows["opd"] == opd]
    answered = set(own.loc[own["status"].isin(["answered", "not_applicable"]), "indicator"])
    asked = assignments_of_region(store, scope, region).query("opd == @opd")
    wanted = set(asked.loc[(asked["role"] == "lead") | framework.opinion, "indicator"])
    return [code for code in framework.leaves if code in wanted - answered]

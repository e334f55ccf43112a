"""Who has answered: OPD by dimension, who sent nothing yet, and the words to remind them."""

from collections.abc import Mapping

import pandas as pd

from charts.titles import LEADS
from reference.agencies import OpdNames
from scoring import Framework, combine_answers
from storage.engine import Store
from storage.results import answers
from storage.upload import batches
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup import opd_states
from workflow.setup.setup import roster_of

COUNTS = ("led", "asked", "answered", "evidence")


def completeness_by_dimension(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """One row per OPD and branch: opd, name, node, COUNTS of what it leads.

    Counted from the values in force, as everything else said of the region: what does not apply is not asked,
    what was agreed or verified since is answered, `evidence` counts what is proved. An OPD that leads nothing
    under a node has no row there. In a survey of opinion everybody is asked for an answer of their own.
    """
    counted = _count_answers(store, scope, region)
    return counted.assign(name=counted["opd"].map(opd_full_names(store, scope, region)))


def _count_answers(
    store: Store, scope: AssessmentScope, region: str, given: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per OPD and branch without its name."""
    framework = instrument_of_scope(store, scope).framework
    each = _each_answer(store, scope, region, given)
    each = each.assign(node=each["indicator"].map(dimension_of_leaves(framework)))
    counted = each.groupby(["opd", "node"])[["asked", "answered", "evidence"]].sum().astype(int)
    led = each.groupby(["opd", "node"]).size().rename("led")
    return pd.concat([led, counted], axis=1).reset_index()


def _each_answer(
    store: Store, scope: AssessmentScope, region: str, given: pd.DataFrame | None = None
) -> pd.DataFrame:
    """opd, indicator, asked, answered, evidence (bool): each OPD and what it has to answer."""
    rows = answers.list_asked_and_answered(store, scope.period_id, scope.instrument_id, region)
    framework = instrument_of_scope(store, scope).framework
    if framework.opinion:
        return _own_answers(rows)
    if given is None:
        given = answers.read_answers_frame(store, scope.period_id, scope.instrument_id, region)
    return _led_values(framework, region, given, rows)


def _own_answers(rows: pd.DataFrame) -> pd.DataFrame:
    """By what each OPD itself said; any of its forms counts."""
    absent, answered = rows["status"] == "not_applicable", rows["status"] == "answered"
    told = rows.assign(answered=answered, absent=absent, evidence=rows["evidence"].astype(bool) & answered)
    each = told.groupby(["opd", "indicator"], as_index=False)[["answered", "absent", "evidence"]].any()
    return each.assign(asked=each["answered"] | ~each["absent"])


def _led_values(framework: Framework, region: str, given: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """By the value in force of what each OPD leads."""
    given = given[given["indicator"].isin(framework.leaves)]
    known = combine_answers(given, framework, units=[region])
    marks = {"asked": known.is_asked, "answered": known.is_answered, "evidence": known.is_proved}
    states = pd.DataFrame({name: frame.loc[region] for name, frame in marks.items()}).astype(bool)
    leads = rows.loc[rows["role"] == "lead", ["opd", "indicator"]].drop_duplicates()
    return leads.merge(states, left_on="indicator", right_index=True)


def dimension_of_leaves(framework: Framework) -> dict[str, str]:
    """For every leaf the dimension it stands under: a root's child, or the root where leaves hang on it."""
    tops: dict[str, str] = {}
    for root in framework.roots:
        for child in framework.children(root):
            top = child if framework.children(child) else root
            tops |= dict.fromkeys(framework.descendants(child), top)
    return tops


def asked_opd_noun(framework: Framework) -> str:
    """Which OPD are asked: those that lead an indicator, in a survey of opinion every one."""
    return "OPD" if framework.opinion else LEADS


def opd_full_names(store: Store, scope: AssessmentScope, region: str) -> Mapping[str, str]:
    """The full name of each OPD of the region by its id."""
    roster, _ = roster_of(store, region, scope.period_id)
    return OpdNames(roster).in_full


def list_opd_responses(
    store: Store, scope: AssessmentScope, region: str, given: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per OPD: opd, name, short, COUNTS, sent (bool), uploaded_at (NaT = none).

    COUNTS as `completeness_by_dimension` gives them; then state, file, problems and came, as
    `opd_states.add_opd_states` does. `given`: the region's answers in force, where they were read already.
    """
    roster, _ = roster_of(store, region, scope.period_id)
    counted = _count_answers(store, scope, region, given).groupby("opd")[list(COUNTS)].sum()
    sent = newest_upload_by_opd(store, scope, region)
    table = roster[["opd", "name", "short"]].merge(counted.reset_index(), on="opd", how="left")
    table = table.merge(sent, on="opd", how="left")
    counts = table[list(COUNTS)].fillna(0).astype(int)
    table = table.assign(**counts, sent=table["uploaded_at"].notna())
    return opd_states.add_opd_states(store, scope, region, table)


def newest_upload_by_opd(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """opd, uploaded_at: the newest submission in force of each OPD."""
    found = batches.list_submission_versions(store, scope.period_id, scope.instrument_id, region)
    active = found[found["active"].astype(bool)]
    return active.groupby("opd")["uploaded_at"].max().reset_index()


def missing_indicators(store: Store, scope: AssessmentScope, region: str, opd: str) -> list[str]:
    """Codes of the indicators an OPD leads that have no value yet, in the order of the instrument.

    In a survey of opinion all that it is asked and did not answer.
    """
    framework = instrument_of_scope(store, scope).framework
    each = _each_answer(store, scope, region)
    open_ = set(each.loc[(each["opd"] == opd) & each["asked"] & ~each["answered"], "indicator"])
    return [code for code in framework.leaves if code in open_]

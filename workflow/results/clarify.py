"""The room's work: which indicators to talk about, what the OPD said, and the level agreed."""

from dataclasses import replace

import pandas as pd

from charts.drawing.format import format_plain, format_span
from scoring import assess_units
from storage.engine import Store
from storage.errors import StoreError
from storage.results import answers, decisions
from storage.values import Actor, Decision, StandingDecision
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.results.summary import list_indicators

REASONS = ("differs", "unproven", "missing")


def clarification_agenda(result: Result, region: str) -> pd.DataFrame:
    """Indicators to talk about, the most pressing first: `summary.list_indicators` with `reasons`, those of
    REASONS that hold. One that was agreed or verified since is left out.
    """
    table = list_indicators(result, region)
    marks = table[list(REASONS)].astype(bool)
    reasons = [tuple(name for name in REASONS if row[name]) for row in marks.to_dict("records")]
    pressing = marks["differs"] * 4 + marks["missing"] * 2 + marks["unproven"]
    told = table.assign(reasons=pd.Series(reasons, index=table.index, dtype=object), pressing=pressing)
    listed = told[told["pressing"] > 0].sort_values("pressing", ascending=False, kind="stable")
    return listed.drop(columns="pressing")


def list_opd_answers(store: Store, scope: AssessmentScope, region: str, indicator: str) -> pd.DataFrame:
    """What each OPD answered to one indicator, with texts, evidence and its cell (lead first)."""
    return answers.list_answer_details(store, scope.period_id, scope.instrument_id, region, indicator)


def preview_level(result: Result, region: str, indicator: str, level: float, kind: str) -> dict[str, float]:
    """The score of each node as it would be with this level "agreed" or "verified" (`kind`); NaN = none.

    What was verified stands over what is agreed. The result itself stays as it is.
    """
    part = result.part(region)
    verified = part.indicators.verified.loc[[region], indicator].iloc[0]
    level = verified if kind == "agreed" and verified == verified else level
    values, left_out = part.indicators.values.copy(), part.indicators.not_applicable.copy()
    values.loc[region, indicator], left_out.loc[region, indicator] = level, False
    raised = replace(part.indicators, values=values, not_applicable=left_out)
    scored = assess_units(raised, part.framework, part.method, groups=part.groups).on_scale().loc[[region]]
    return dict(zip(scored.columns, scored.to_numpy(dtype=float)[0], strict=True))


def level_decision_history(store: Store, scope: AssessmentScope, region: str, indicator: str) -> pd.DataFrame:
    """Every decision at an indicator, the newest first.

    Columns: id, kind, value (NaN = withdrawn), reason, by (who agreed or verified), recorder (None where that
    was not noted yet), at, state. state: "in_force" for the newest of a kind that was not undone, "undone",
    "replaced".
    """
    found = decisions.list_decision_history(store, scope.period_id, scope.instrument_id, region, indicator)
    undone = found["undone_at"].notna()
    newest = ~undone & ~found["kind"].where(~undone).duplicated()
    found["state"] = newest.map({True: "in_force", False: "replaced"}).mask(undone, "undone")
    return found[["id", "kind", "value", "reason", "by", "recorder", "at", "state"]]


def agree_level(
    store: Store,
    scope: AssessmentScope,
    region: str,
    indicator: str,
    level: float | None,
    *,
    reason: str,
    by: Actor,
    said_by: str = "",
    seen: int | None = None,
) -> Decision:
    """The level the room agreed; None withdraws it. Raises StoreError for a level not on the scale.

    `by`, `said_by`, `seen`: as in `storage.results.decisions.save_agreed_value`.
    """
    _require_on_scale(store, scope, level)
    place = (scope.period_id, scope.instrument_id, region, indicator)
    return decisions.save_agreed_value(store, *place, level, reason=reason, by=by, said_by=said_by, seen=seen)


def verify_level(
    store: Store,
    scope: AssessmentScope,
    region: str,
    indicator: str,
    level: float | None,
    *,
    note: str,
    by: Actor,
    said_by: str = "",
    seen: int | None = None,
) -> Decision:
    """The level a verifier found; None withdraws it. Raises StoreError for a level not on the scale.

    `by`, `said_by`, `seen`: as in `storage.results.decisions.save_agreed_value`.
    """
    _require_on_scale(store, scope, level)
    place = (scope.period_id, scope.instrument_id, region, indicator)
    return decisions.save_verified_value(store, *place, level, note=note, by=by, said_by=said_by, seen=seen)


def find_undoable_level(
    store: Store, scope: AssessmentScope, region: str, indicator: str, by: Actor
) -> StandingDecision | None:
    """The decision at an indicator that `by` may take back: their own, else somebody's."""
    place = (scope.period_id, scope.instrument_id, region, indicator)
    return decisions.find_undoable_decision(store, place, by)


def undo_level_decision(store: Store, key: int, by: Actor) -> Decision | None:
    """Take back one decision by its id; None where it was taken back already.

    StoreError where a newer one stands in its place.
    """
    return decisions.undo_decision(store, key, by)


def _require_on_scale(store: Store, scope: AssessmentScope, level: float | None) -> None:
    scale = instrument_of_scope(store, scope).framework.scale
    if level is None:
        return
    if not scale.minimum <= level <= scale.maximum or (scale.integers and level != int(level)):
        raise StoreError(
            f"Tingkat {format_plain(level, 10)} tidak ada pada skala "
            f"{format_span(scale.minimum, scale.maximum, ' sampai ')}."
        )

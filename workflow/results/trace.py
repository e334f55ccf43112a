"""Where a number comes from: the parts of a score with their weights, and the cells the answers stood in."""

from collections.abc import Mapping

import pandas as pd

from scoring import Assessment
from storage.engine import Store
from storage.results import answers, node_values
from storage.results.decisions import list_decisions
from storage.upload import batches
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope

# "claimed" and "verified" may come of an OPD or, without one, of a table; "published" is a file's own figure.
CELLS = [
    *("node", "kind", "opd", "role", "status", "value", "file", "sheet", "cell"),
    *("version", "uploaded_at", "actor", "note"),
]
PLACE = ["batch_id", "file", "sheet", "cell"]
CHOSEN = "W53"


def list_score_parts(result: Result, region: str, node: str) -> pd.DataFrame:
    """The children of a node: node, name, weight, score, points, answered; no rows for a leaf.

    `weight` is the share 0..1 of the children that have a score and count, 0 for the others. `points` is
    weight times score on the instrument's scale: their sum is the node's score. It is NaN where the node is
    no weighted mean, and where the child does not count.
    """
    part = result.part(region)
    codes = list(part.framework.children(node))
    scores = pd.Series(result.scores.loc[region, codes].to_numpy(dtype=float), codes)
    weights = pd.Series([part.framework.node(code).weight for code in codes], codes, dtype=float)
    weights = weights.where(_counts(part, region, codes) & scores.notna(), 0.0)
    share = weights / weights.sum() if weights.sum() > 0 else weights
    return pd.DataFrame(
        {
            "node": codes,
            "name": [part.framework.node(code).name for code in codes],
            "weight": share.to_numpy(),
            "score": scores.to_numpy(),
            "points": (share * scores if _is_mean(part, node) else scores * float("nan")).to_numpy(),
            "answered": result.answered_shares.loc[region, codes].to_numpy(),
        }
    )


def _counts(part: Assessment, region: str, codes: list[str]) -> pd.Series:
    """Whether each child applies; an inner node that does not has no score anyway."""
    off = part.indicators.not_applicable
    return pd.Series([code not in off.columns or not bool(off.at[region, code]) for code in codes], codes)


def _is_mean(part: Assessment, node: str) -> bool:
    return (part.framework.node(node).aggregation or part.method.aggregation) == "arithmetic"


def list_source_cells(
    store: Store, scope: AssessmentScope, region: str, order: Mapping[str, int]
) -> pd.DataFrame:
    """Every value in force of a region with the cell it stood in, columns CELLS; nodes by their `order`.

    opd is the sender, "" where the value is the region's own; role "lead" | "support" | ""; version is NaN
    for a value that is not of a submission. An OPD's verified value is a row of its own. `note` says what was
    chosen on the page in place of what the cell holds, "" where it counts as it stands.
    """
    keys = (scope.period_id, scope.instrument_id, region)
    given = answers.list_answer_details(store, *keys).rename(columns={"indicator": "node"})
    claimed = given.assign(kind="claimed", value=given["claimed"])
    checked = given[given["verified"].notna()]
    checked = checked.assign(kind="verified", value=checked["verified"])
    own = node_values.list_node_values(store, *keys).assign(opd="", role="", version=float("nan"))
    frames = [frame[[*CELLS[:-1], "batch_id"]] for frame in (claimed, checked, own) if len(frame)]
    found = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*CELLS, "batch_id"])
    return _noted(store, found).sort_values(
        "node", key=lambda codes: codes.map(order), kind="stable", ignore_index=True
    )


def _noted(store: Store, found: pd.DataFrame) -> pd.DataFrame:
    told = batches.list_findings_by_code(store, CHOSEN, [int(key) for key in found["batch_id"].unique()])
    notes = told.groupby(PLACE)["message"].last().to_dict()
    places = found[PLACE].itertuples(index=False, name=None)
    return found.assign(note=[notes.get(place, "") for place in places])[CELLS]


def list_region_decisions(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """What was agreed or verified here and stands over the files: node, kind, value, reason, by, at."""
    found = list_decisions(store, scope.period_id, scope.instrument_id, region)
    return found[["node", "kind", "value", "reason", "by", "at"]]

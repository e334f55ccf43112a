"""Periods side by side: the scores of the same regions, and why the index moved between two of them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.drawing.format import split_as_printed, subtract_as_printed
from reference import regions
from scoring import explain_change
from workflow.results.result import Result

CAUSES = ("answers", "instrument", "weights")


def regions_in_every_result(results: Sequence[Result], root: str) -> list[str]:
    """The regions that have an index in every one of the results."""
    known = [set(result.scores[root].dropna().index) if result.regions else set() for result in results]
    return sorted(set.intersection(*known)) if known else []


def median_scores_over_time(
    results: Sequence[Result], nodes: Mapping[str, str], units: Sequence[str]
) -> pd.DataFrame:
    """The median score of the units at each node and result: node, name, stage (0, 1, …), score, answered.

    Scores on the instrument's scale, NaN where one of the units has no score there; one unit is its own
    median. answered: the least share 0..1 of the node's questions with a value in any of the units.
    """
    rows = []
    for stage, result in enumerate(results):
        scores = result.scores.reindex(index=list(units), columns=list(nodes))
        least = result.answered_shares.reindex(index=list(units), columns=list(nodes)).min().to_dict()
        for node, name in nodes.items():
            score = scores[node].median() if scores[node].notna().all() and len(scores) else float("nan")
            rows.append((node, name, stage, float(score), float(least[node])))
    return pd.DataFrame(rows, columns=["node", "name", "stage", "score", "answered"])


def explain_index_changes(before: Result, after: Result) -> pd.DataFrame:
    """Each region's change of the index and its causes, the largest change first.

    Columns unit, label, before, after, change and CAUSES, which sum to the change; only regions of both with
    an index in both.
    """
    found = [
        explain_change(old, new)
        for old in before.parts
        for new in after.parts
        if not set(old.units).isdisjoint(new.units)
    ]
    columns = ["unit", "label", "before", "after", "change", *CAUSES]
    if not found:
        return pd.DataFrame(columns=columns)
    table = pd.concat(found).dropna(subset=["before", "after"])
    table = _as_printed(table, before.parts[0].framework.scale.decimals).rename_axis("unit").reset_index()
    labels = regions.list_regions()["label"].reindex(table["unit"]).to_numpy()
    table.insert(1, "label", pd.Series(labels).fillna(table["unit"]))
    return table[columns].sort_values("change", key=abs, ascending=False, kind="stable", ignore_index=True)


def _as_printed(table: pd.DataFrame, decimals: int) -> pd.DataFrame:
    """The change as the difference of what is printed, and its causes so that they sum to it."""
    change = subtract_as_printed(table["after"], table["before"], decimals)
    parts = table[list(CAUSES)].itertuples(index=False, name=None)
    shares = [split_as_printed(row, whole, decimals) for row, whole in zip(parts, change, strict=True)]
    causes = pd.DataFrame(shares, index=table.index, columns=list(CAUSES), dtype=float)
    return table.assign(change=change, **{name: causes[name] for name in CAUSES})

"""Which questions earned their place: the quality of each indicator, for the next survey."""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from scoring.agreement import MINIMUM_RESPONDENTS, item_reliability
from scoring.framework import Framework

# Nunnally & Bernstein 1994: a corrected item-total correlation under .30 shares little with its scale.
LOW_ITEM_TOTAL = 0.3
# Terwee et al. 2007 speak of floor and ceiling effects at 15 % of scale totals; a single item of five levels
# reaches that by chance (20 %), so an item is marked when most answers sit at one end.
END_SHARE = 0.5
SKIPPED_SHARE = 0.2


def item_quality(answers: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """One row per leaf, in the framework's order, from the long answers frame (claims as the OPD gave them).

    Columns: `asked` (rows that apply), `answered`, `skipped_share` (0..1 of asked), `not_applicable` (rows),
    `mean`, `variance`, `floor_share`, `ceiling_share` (0..1 of answered), `item_total` (correlation with the
    sum of the other indicators under its parent), `alpha_if_dropped`, and `flags`: a tuple of "skipped",
    "floor", "ceiling", "constant", "low_item_total". NaN = not computable, or reliability from fewer than
    five respondents.
    """
    leaves = list(framework.leaves)
    counts = _counts(answers, leaves)
    table = _answer_table(answers, leaves)
    result = counts.assign(
        mean=table.mean(),
        variance=table.var(),
        floor_share=_share(table == framework.scale.minimum, table),
        ceiling_share=_share(table == framework.scale.maximum, table),
    ).join(_reliability(table, framework))
    result["flags"] = [_flags(row) for row in result.to_dict("records")]
    return result


def _answer_table(answers: pd.DataFrame, leaves: list[str]) -> pd.DataFrame:
    """Respondents x leaves, claims of answered rows."""
    given = answers.loc[answers["status"] == "answered"]
    table = given.pivot_table(
        index=["unit", "opd", "respondent"], columns="indicator", values="claimed", aggfunc="mean"
    )
    return table.reindex(columns=leaves)


def _counts(answers: pd.DataFrame, leaves: list[str]) -> pd.DataFrame:
    status = pd.crosstab(answers["indicator"], answers["status"])
    status = status.reindex(index=leaves, columns=["answered", "missing", "not_applicable"], fill_value=0)
    asked = status["answered"] + status["missing"]
    return pd.DataFrame(
        {
            "asked": asked,
            "answered": status["answered"],
            "skipped_share": status["missing"] / asked.where(asked > 0),
            "not_applicable": status["not_applicable"],
        },
        index=pd.Index(leaves, name="indicator"),
    )


def _share(marked: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    count = table.notna().sum()
    return marked.sum() / count.where(count > 0)


def _reliability(table: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Item-total correlation and alpha if dropped, each leaf among the leaves of its own parent."""
    result = pd.DataFrame(np.nan, index=table.columns, columns=["item_total", "alpha_if_dropped"])
    parents = dict.fromkeys(framework.node(leaf).parent for leaf in framework.leaves)
    for parent in parents:
        siblings = [leaf for leaf in framework.leaves if framework.node(leaf).parent == parent]
        enough = table[siblings].notna().sum() >= MINIMUM_RESPONDENTS
        scale = [code for code in siblings if enough[code]]
        if scale:
            found = item_reliability(table[scale].to_numpy())
            result.loc[scale] = np.column_stack(found)
    return result


def _flags(row: dict[Hashable, float]) -> tuple[str, ...]:
    found = {
        "skipped": row["skipped_share"] >= SKIPPED_SHARE,
        "floor": row["floor_share"] >= END_SHARE,
        "ceiling": row["ceiling_share"] >= END_SHARE,
        "constant": row["variance"] == 0,
        "low_item_total": row["item_total"] < LOW_ITEM_TOTAL,
    }
    return tuple(name for name, holds in found.items() if holds)

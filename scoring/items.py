"""Which questions earned their place: the quality of each indicator and scale, for the next survey."""

import numpy as np
import pandas as pd

from scoring.agreement import MINIMUM_RESPONDENTS, cronbach_alpha, icc_of_groups, icc_raters, item_reliability
from scoring.framework import Framework


def item_quality(answers: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """One row per leaf, in the framework's order, from the long answers frame (claims as the OPD gave them).

    Columns: `asked` (rows that apply), `answered`, `bodies` (OPD that answered), `skipped_share` (0..1 of
    asked), `not_applicable` (rows), `mean`, `variance`, `floor_share`, `ceiling_share` (0..1 of answered),
    `item_total` (correlation with the sum of the other indicators under its parent, weak under .30) and
    `alpha_if_dropped`. NaN = not computable, or reliability from fewer than five respondents. [Nunnally &
    Bernstein 1994]
    """
    leaves = list(framework.leaves)
    counts = _counts(answers, leaves)
    table = _answer_table(answers, leaves)
    return counts.assign(
        mean=table.mean(),
        variance=table.var(),
        floor_share=_share(table == framework.scale.minimum, table),
        ceiling_share=_share(table == framework.scale.maximum, table),
    ).join(_reliability(table, framework))


def scale_quality(answers: pd.DataFrame, framework: Framework, node: str) -> dict[str, float]:
    """How well the leaves below a node measure one thing, of the same answers.

    `items`: leaves with five respondents, which alone count; `respondents` to any of them; `alpha`
    (Cronbach); `icc_one`, `icc_mean`: agreement of one respondent and of the mean of all, over the items
    that every respondent answered; `icc1`, `icc2`: what the OPD explains of its respondents' means, of one
    and of the mean of all. NaN = not computable, or under five respondents. [Cronbach 1951; McGraw & Wong
    1996; Bliese 2000]
    """
    table = _answer_table(answers, list(framework.descendants(node)))
    respondents = int(table.notna().any(axis=1).sum())
    table = table.loc[:, table.notna().sum() >= MINIMUM_RESPONDENTS].dropna(how="all")
    counts = {"items": table.shape[1], "respondents": respondents}
    if len(table) < MINIMUM_RESPONDENTS or table.shape[1] < 2:
        return counts | dict.fromkeys(("alpha", "icc_one", "icc_mean", "icc1", "icc2"), np.nan)
    raters = icc_raters(table.to_numpy())
    groups = icc_of_groups(table.mean(axis=1), table.reset_index()[["unit", "opd"]].agg(tuple, axis=1))
    return counts | {
        "alpha": cronbach_alpha(table.to_numpy()),
        "icc_one": raters.agreement,
        "icc_mean": raters.agreement_average,
        "icc1": groups.single,
        "icc2": groups.average,
    }


def _answer_table(answers: pd.DataFrame, leaves: list[str]) -> pd.DataFrame:
    """Respondents x leaves, claims of answered rows."""
    given = answers.loc[answers["status"] == "answered"]
    table = given.pivot_table(
        index=["unit", "opd", "respondent"], columns="indicator", values="claimed", aggfunc="mean"
    )
    return table.reindex(columns=leaves)


def _counts(answers: pd.DataFrame, leaves: list[str]) -> pd.DataFrame:
    names = ["answered", "missing", "not_applicable"]
    counts = {name: answers.loc[answers["status"] == name, "indicator"].value_counts() for name in names}
    status = pd.DataFrame(counts).reindex(leaves).fillna(0).astype(int)
    asked = status["answered"] + status["missing"]
    return pd.DataFrame(
        {
            "asked": asked,
            "answered": status["answered"],
            "bodies": _bodies(answers, leaves),
            "skipped_share": status["missing"] / asked.where(asked > 0),
            "not_applicable": status["not_applicable"],
        },
        index=pd.Index(leaves, name="indicator"),
    )


def _bodies(answers: pd.DataFrame, leaves: list[str]) -> pd.Series:
    """How many OPD answered each leaf; a value of the region itself is nobody's."""
    said = answers.loc[(answers["status"] == "answered") & (answers["opd"] != "")]
    pairs = said[["unit", "opd", "indicator"]].drop_duplicates()
    return pairs["indicator"].value_counts().reindex(leaves).fillna(0).astype(int)


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

"""What in the answers deserves a second look: each check gives the rows to ask about and rewrites nothing.

All checks read the long answers frame (see `scoring.responses`); levels are those of the instrument.
"""

import numpy as np
import pandas as pd

from scoring.tree import Scale

# Fewer answers than this can be alike by chance.
MINIMUM_ITEMS = 8
RESPONDENT = ["unit", "opd", "respondent"]


def _claims(answers: pd.DataFrame) -> pd.DataFrame:
    """The answered rows that carry a claim."""
    return answers.loc[(answers["status"] == "answered") & answers["claimed"].notna()]


def find_straight_lining(answers: pd.DataFrame) -> pd.DataFrame:
    """Respondents who gave one and the same level to all of at least `MINIMUM_ITEMS` items.

    Columns `unit, opd, respondent, n` (items answered), `value` (the level given).
    """
    rows = _claims(answers).groupby(RESPONDENT)["claimed"].agg(["count", "min", "max"])
    alike = rows.loc[(rows["count"] >= MINIMUM_ITEMS) & (rows["min"] == rows["max"])].reset_index()
    return alike.drop(columns="max").rename(columns={"count": "n", "min": "value"})


def find_identical_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """Pairs of OPD of one unit that agree on every one of the at least `MINIMUM_ITEMS` items both answered.

    Columns `unit, opd, respondent, other_opd, other_respondent, n` (items in common), each pair once.
    """
    pairs = [pair for unit, rows in _claims(answers).groupby("unit") for pair in _alike(str(unit), rows)]
    columns = ["unit", "opd", "respondent", "other_opd", "other_respondent", "n"]
    return pd.DataFrame(pairs, columns=columns)


def _alike(unit: str, claims: pd.DataFrame) -> list[tuple[str, str, str, str, str, int]]:
    table = claims.pivot_table(
        index=["opd", "respondent"], columns="indicator", values="claimed", aggfunc="first"
    )
    values, known = table.fillna(0).to_numpy(), table.notna().to_numpy().astype(float)
    common = known @ known.T
    # Sum of squared differences over the common items, by products: no array of respondents^2 x items.
    squares = (values**2) @ known.T
    apart = squares + squares.T - 2 * values @ values.T
    same = np.triu((common >= MINIMUM_ITEMS) & (np.abs(apart) < 1e-9), k=1)
    names = list(table.index)
    return [
        (unit, *names[i], *names[j], int(common[i, j]))
        for i, j in zip(*np.nonzero(same), strict=True)
        if names[i][0] != names[j][0]
    ]


def find_top_without_evidence(answers: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Claims of the highest level that neither evidence, an agreed nor a verified value supports.

    Columns `unit, indicator, opd, respondent, claimed`.
    """
    place = answers.groupby(["unit", "indicator"])
    settled = (place["agreed"].transform("count") > 0) | (place["verified"].transform("count") > 0)
    supported = answers["evidence"].eq(True) | settled
    unsupported = (answers["claimed"] >= scale.maximum) & ~supported
    rows = answers.loc[unsupported & (answers["status"] == "answered")]
    return rows[["unit", "indicator", "opd", "respondent", "claimed"]].reset_index(drop=True)


def claimed_minus_verified(answers: pd.DataFrame) -> pd.DataFrame:
    """How far each OPD's claims lie above (+) or below (-) what was verified.

    Columns `unit, opd, n` (verified claims), `difference` (their mean, in levels). A verified value belongs
    to the indicator, whichever row carries it.
    """
    verified = answers.groupby(["unit", "indicator"])["verified"].transform("max")
    claims = _claims(answers.assign(difference=answers["claimed"] - verified)).dropna(subset="difference")
    rows = claims.groupby(["unit", "opd"])["difference"].agg(["count", "mean"]).reset_index()
    return rows.rename(columns={"count": "n", "mean": "difference"})


def review_answers(answers: pd.DataFrame, scale: Scale) -> dict[str, pd.DataFrame]:
    """All checks at once, by name."""
    return {
        "straight_lining": find_straight_lining(answers),
        "identical_answers": find_identical_answers(answers),
        "top_without_evidence": find_top_without_evidence(answers, scale),
        "claimed_minus_verified": claimed_minus_verified(answers),
    }

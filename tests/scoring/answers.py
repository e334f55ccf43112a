"""Short notation for answers: one line per row."""

from dataclasses import replace

import numpy as np
import pandas as pd

from scoring import Framework, Indicators, Node, Scale


def leaves_under(root: str = "X", count: int = 2, **fields: object) -> Framework:
    """A root with leaves A, B, … on the scale 1..5."""
    nodes = [Node(code, code, root, 1, **fields) for code in "ABCDEFGH"[:count]]
    return Framework((Node(root, root, None, 2), *nodes), Scale(1, 5))


def answers(*rows: str, **columns: object) -> pd.DataFrame:
    """Rows "unit indicator opd role status value", the value being a claim ("-" = none, opd "." = no OPD)."""
    cells = [row.split() for row in rows]
    table = pd.DataFrame(cells, columns=["unit", "indicator", "opd", "role", "status", "claimed"])
    table["claimed"] = pd.to_numeric(table["claimed"].replace("-", None))
    table["opd"] = table["opd"].replace(".", "")
    defaults = {"respondent": "1", "agreed": np.nan, "verified": np.nan, "evidence": False}
    return table.assign(**(defaults | columns))


def partly_applicable(values: pd.DataFrame, not_applicable: pd.DataFrame) -> Indicators:
    """Values without respondents, some of which do not apply."""
    return replace(Indicators.from_values(values), not_applicable=not_applicable)

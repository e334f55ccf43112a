"""COINr's data and results as tables of ours."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from scoring import Framework, Scale
from scoring.responses import Indicators
from tests.shared import SHARED

ORACLES = Path(__file__).parent / "oracles"
SYNTHETIC = ORACLES / "synthetic"
ASEM = SHARED / "oracles" / "coinr_asem"

RTOL = 1e-12
# What COINr is asked about a column that does not vary is a known difference, tested by name.
CONSTANT = ["I07", "I21"]


@cache
def table(folder: Path, name: str) -> pd.DataFrame:
    """A result by unit, in the order of the rows; both an empty cell and NaN are unknown."""
    return pd.read_csv(folder / f"{name}.csv").set_index("uCode").rename_axis("unit")


@cache
def framework(folder: Path) -> Framework:
    """The tree as its metadata give it."""
    meta = pd.read_csv(folder / "iMeta.csv")
    meta = meta[meta["Type"].isin(["Indicator", "Aggregate"])]
    nodes = pd.DataFrame(
        {
            "code": meta["iCode"],
            "name": meta["iName"],
            "parent": meta["Parent"],
            "level": meta["Level"].astype(int),
            "weight": meta["Weight"].astype(float),
            "direction": meta["Direction"].astype(int),
        }
    )
    if "Target" in meta:
        nodes["target"] = meta["Target"]
    return Framework.from_frame(nodes, Scale(0, 100, integers=False))


def with_aggregation(tree: Framework, level: int, name: str) -> Framework:
    """The same tree with another aggregation at one level."""
    nodes = tuple(replace(node, aggregation=name) if node.level == level else node for node in tree.nodes)
    return replace(tree, nodes=nodes)


def indicators(folder: Path, name: str) -> Indicators:
    """A table of COINr's as indicators, columns in the tree's order."""
    return Indicators.from_values(table(folder, name)[list(framework(folder).leaves)].astype(float))

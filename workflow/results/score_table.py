"""The score table: one row per kabupaten and node, the columns every machine-readable export shares."""

import pandas as pd

from reference import regions
from scoring import Assessment, comparable_targets
from workflow.results.result import Result
from workflow.results.target_basis import target_bases

COLUMNS = (
    "region", "region_name", "period", "node", "level", "name", "score", "percent", "coverage", "answered",
    "predicate",
    "target", "target_year", "target_basis", "gap", "shortfall", "published",
)  # fmt: skip


def scores_table(result: Result, period: str) -> pd.DataFrame:
    """Columns `COLUMNS`, regions by code, nodes in the order of the tree.

    score, target, gap (target - score), shortfall and published are on the instrument's scale at full
    precision, percent is 0..100 of it, coverage the share 0..1 of known children, answered the share 0..1 of
    the questions below that have a value, weighted as the score weighs them. target_year is the year
    whose targets the region is held against, target_basis what a node's target rests on as `target_bases`,
    both empty where it has none. A region that took no part has empty scores.
    """
    tables = [_part_table(result, number) for number in range(len(result.parts))]
    tables += [_absent_table(result)]
    table = (
        pd.concat([t for t in tables if len(t)], ignore_index=True)
        if any(map(len, tables))
        else pd.DataFrame()
    )
    table = table.reindex(columns=list(COLUMNS))
    table["period"] = period
    names = regions.list_regions()["name"]
    table["region_name"] = [names.get(code, regions.region_label(code)) for code in table["region"]]
    published = {(figure.region, figure.node): figure.value for figure in result.published}
    table["published"] = [
        published.get(key, float("nan")) for key in zip(table["region"], table["node"], strict=True)
    ]
    table = table.assign(order=range(len(table))).sort_values(["region", "order"], kind="stable")
    return table.drop(columns="order").reset_index(drop=True)


def _part_table(result: Result, number: int) -> pd.DataFrame:
    part = result.parts[number]
    nodes = [part.framework.node(code) for code in part.framework.codes]
    scores = part.on_scale()
    frames = {
        "score": scores,
        "percent": part.scores,
        "coverage": part.coverage,
        "answered": part.answered_shares,
        "target": comparable_targets(part),
        "gap": result.distance,
        "shortfall": result.shortfall,
    }
    units, codes = list(scores.index), [node.code for node in nodes]
    table = pd.DataFrame(
        {
            "region": [unit for unit in units for _ in codes],
            "node": codes * len(units),
            "level": [node.level for node in nodes] * len(units),
            "name": [node.name for node in nodes] * len(units),
        }
        | {name: frame.loc[units, codes].to_numpy().ravel() for name, frame in frames.items()}
    )
    table["predicate"] = _predicates(result, table)
    return _with_aims(result, part, table)


def _with_aims(result: Result, part: Assessment, table: pd.DataFrame) -> pd.DataFrame:
    """The year of every target and what it rests on."""
    held = {unit: result.targets[unit] for unit in part.units if unit in result.targets}
    said = {unit: target_bases(part.framework, target) for unit, target in held.items()}
    years = table["region"].map({unit: target.year for unit, target in held.items()}).astype("Int64")
    basis = [
        said.get(unit, {}).get(node, "") for unit, node in zip(table["region"], table["node"], strict=True)
    ]
    aimed = table["target"].notna()
    return table.assign(target_year=years.where(aimed), target_basis=pd.Series(basis).where(aimed, ""))


def _predicates(result: Result, table: pd.DataFrame) -> pd.Series:
    """The class of the index, in the row of the instrument's first root alone: no other node has one."""
    classes = result.classes
    if "band" not in classes.columns:
        return pd.Series("", index=table.index)
    root = result.instrument.framework.roots[0]
    bands = table["region"].map(classes["band"].where(classes["band"].notna(), ""))
    return bands.where(table["node"] == root, "").fillna("")


def _absent_table(result: Result) -> pd.DataFrame:
    nodes = [result.instrument.framework.node(code) for code in result.instrument.framework.codes]
    rows = [(region, n.code, n.level, n.name) for region in result.absent for n in nodes]
    return pd.DataFrame(rows, columns=["region", "node", "level", "name"])

"""Now held against a state of the same region's period: what differs, item by item, and what brought it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from charts.drawing.format import split_as_printed, subtract_as_printed
from scoring import Framework, split_change_by_leaf
from storage.setup import targets
from workflow.results import summary
from workflow.results.result import Result
from workflow.states import causes
from workflow.states.recorded_since import list_recorded_since
from workflow.targets.region_selection import RegionSelection

NOTHING = 1e-12  # of a share of the index: what is left of sums of floats
SAID = ["node", "name", "value", "source", "not_applicable"]


@dataclass(frozen=True)
class StateSide:
    """One of the two that are held against each other: where it is read, and its result."""

    selection: RegionSelection
    result: Result


@dataclass(frozen=True, eq=False)
class StateDifference:
    """What differs between a state and now, as it prints: every difference is that of the two beside it.

    `nodes`: index and dimensions: node, name, before, after, change, and of what they are held against
    target_before, target_after, distance_before, distance_after, distance_change; answered_before,
    answered_after: the share 0..1 of the questions below that have a value.
    `items`: those of which value or basis changed, in the instrument's order: node, name, dimension, before,
    after, change, source_before, source_after ("" = none), off_before, off_after (it does not apply), points,
    why (sentences). `points` sum with `other` to the change of the index; NaN where it is unknown.
    `targets`: node, name, year, before, after (NaN = none), by, at.
    `recorded`: as `list_recorded_since`.
    """

    nodes: pd.DataFrame
    items: pd.DataFrame
    other: float
    targets: pd.DataFrame
    recorded: pd.DataFrame

    @property
    def index_row(self) -> Mapping[str, float]:
        """The row of the index."""
        return {str(name): value for name, value in self.nodes.iloc[0].items()}


def compare_with_state(
    then: StateSide, now: StateSide, change: int, called: Mapping[str, str]
) -> StateDifference:
    """The difference of two sides of one region, both scored; `change`: the entry that told of the state.

    `called`: OPD -> how it is called.
    """
    (region,) = now.selection.regions
    nodes = _compare_nodes(then.result, now.result, region)
    recorded = list_recorded_since(now.selection, change)
    items = _compare_items(then.result, now.result, region)
    points, other = _share_points(then.result, now.result, region, float(nodes["change"].iloc[0]))
    told = causes.tell_causes(then.selection, now.selection, recorded, list(items["node"]), called)
    items = items.assign(points=items["node"].map(points), why=items["node"].map(told))
    return StateDifference(nodes, items, other, _compare_targets(then, now, region), recorded)


def _compare_nodes(then: Result, now: Result, region: str) -> pd.DataFrame:
    tree = now.part(region).framework
    codes = [tree.roots[0], *tree.dimensions]
    before, after = _nodes_of(then, region, codes), _nodes_of(now, region, codes)
    decimals = tree.scale.decimals
    frame = after[["node", "name"]].assign(before=before["score"], after=after["score"])
    frame = frame.assign(answered_before=before["answered"], answered_after=after["answered"])
    frame["change"] = subtract_as_printed(frame["after"], frame["before"], decimals)
    frame = frame.assign(target_before=before["target"], target_after=after["target"])
    frame = frame.assign(distance_before=before["printed_distance"], distance_after=after["printed_distance"])
    moved = subtract_as_printed(frame["distance_after"], frame["distance_before"], decimals)
    return frame.assign(distance_change=moved)


def _nodes_of(result: Result, region: str, codes: list[str]) -> pd.DataFrame:
    """`summary.nodes_frame`, with NaN for what this tree does not have."""
    known = [code for code in codes if code in result.part(region).framework.codes]
    found = summary.nodes_frame(result, region, known).set_index("node")
    return found.reindex(codes).rename_axis("node").reset_index()


def _compare_items(then: Result, now: Result, region: str) -> pd.DataFrame:
    old, new = (summary.list_indicators(one, region)[SAID].set_index("node") for one in (then, now))
    order = [*new.index, *(code for code in old.index if code not in new.index)]
    old, new = old.reindex(order), new.reindex(order)
    tree, decimals = now.part(region).framework, now.part(region).framework.scale.decimals
    frame = pd.DataFrame({"node": order, "name": new["name"].fillna(old["name"]).to_numpy()})
    frame["dimension"] = [_dimension(tree, code) for code in order]
    sides = {"before": old, "after": new}
    for side, rows in sides.items():
        frame[side] = rows["value"].to_numpy(dtype=float)
        frame[f"source_{side}"] = rows["source"].fillna("").to_numpy()
        frame[f"off_{side}"] = rows["not_applicable"].eq(True).to_numpy()
    frame["change"] = subtract_as_printed(frame["after"], frame["before"], decimals)
    same = np.isclose(frame["before"], frame["after"], rtol=0, atol=1e-9, equal_nan=True)
    same &= (frame["source_before"] == frame["source_after"]) & (frame["off_before"] == frame["off_after"])
    return frame[~same].reset_index(drop=True)


def _dimension(tree: Framework, code: str) -> str:
    """The dimension that an item lies under; "" for a prerequisite, or an item that this tree lacks."""
    codes, above = set(tree.dimensions), tree.ancestors(code) if code in tree.codes else ()
    return next((one for one in (*above, code) if one in codes), "")


def _share_points(then: Result, now: Result, region: str, whole: float) -> tuple[dict[str, float], float]:
    """Item of both trees -> its printed share of the index's change; and what is of no item (other tree or
    weights).
    """
    first, last = then.part(region), now.part(region)
    common = [leaf for leaf in last.framework.leaves if leaf in first.framework.position]
    if not np.isfinite(whole):
        return dict.fromkeys(common, float("nan")), float("nan")
    shares = split_change_by_leaf(first, last, region)
    shares = shares.mask(shares.abs() < NOTHING, 0.0)
    printed = split_as_printed(list(shares), whole, last.framework.scale.decimals)
    found = dict(zip(shares.index[:-1], printed[:-1], strict=True))
    return dict.fromkeys(common, 0.0) | found, printed[-1]


def _compare_targets(then: StateSide, now: StateSide, region: str) -> pd.DataFrame:
    """Agreed targets of any year that are not what they were; by whom and when those of now were agreed."""
    place = ["node", "year"]
    old, new = (targets.list_targets(one.selection.store, region) for one in (then, now))
    both = old[[*place, "value"]].merge(
        new[[*place, "value", "by", "at"]], "outer", place, suffixes=("", "_now")
    )
    changed = ~np.isclose(both["value"].astype(float), both["value_now"].astype(float), equal_nan=True)
    tree = now.result.instrument.framework
    both = both[changed & both["node"].isin(list(tree.codes))].rename(
        columns={"value": "before", "value_now": "after"}
    )
    names = [tree.node(code).name for code in both["node"]]
    return both.assign(name=names)[["node", "name", "year", "before", "after", "by", "at"]].reset_index(
        drop=True
    )

"""Several regions since states of one name: the index of each then and now, and how much was recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from charts.drawing.format import subtract_printed
from reference.regions import region_label
from workflow.results.result import Result
from workflow.states.marked_states import NamedState
from workflow.states.recorded_since import KINDS, list_recorded_since
from workflow.targets.region_selection import RegionSelection

COLUMNS = ["unit", "label", "at", "by", "before", "after", "change", *KINDS]


def compare_regions_since(
    states: Mapping[str, NamedState],
    now: Callable[[str], RegionSelection],
    result: Result,
    then: Callable[[NamedState], Result],
) -> pd.DataFrame:
    """One row per region of `states`, by label: COLUMNS; KINDS count what was recorded since its state.

    `now`: region -> where it is read now; `result`: of all of them now; `then`: of a state. before, after and
    change are of the index, as printed; NaN where it was or is not known enough, or the state is of another
    instrument.
    """
    root, decimals = result.instrument.framework.roots[0], result.instrument.framework.scale.decimals
    rows = []
    for region, state in states.items():
        before, after = _index_of(then(state), region, root), _index_of(result, region, root)
        change = subtract_printed(after, before, decimals)
        counts = list_recorded_since(now(region), state.state.change)["kind"].value_counts()
        told = (region, region_label(region), state.state.at, state.state.by, before, after, change)
        rows.append((*told, *(int(counts.get(kind, 0)) for kind in KINDS)))
    return pd.DataFrame(rows, columns=COLUMNS).sort_values("label", ignore_index=True)


def _index_of(result: Result, region: str, root: str) -> float:
    return float(result.scores[root][region]) if region in result.regions else float("nan")

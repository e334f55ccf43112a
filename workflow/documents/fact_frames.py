"""Frames that only documents show of a region: inner nodes, indicators with their lead, who sent."""

from __future__ import annotations

import pandas as pd

from reference.agencies import leads_by_indicator
from scoring import Framework
from workflow.results import summary
from workflow.results.result import Result
from workflow.setup import completeness


def inner_nodes_frame(result: Result, region: str) -> pd.DataFrame:
    """`summary.nodes_frame` of what stands between dimensions and leaves, with its `parent`.

    No rows where leaves hang on the dimensions.
    """
    framework = result.part(region).framework
    tops = framework.dimensions
    inner = [code for top in tops for code in framework.children(top) if framework.children(code)]
    rows = summary.nodes_frame(result, region, inner)
    return rows.assign(parent=[str(framework.node(code).parent) for code in inner])


def led_indicators_frame(result: Result, region: str, assigned: pd.DataFrame) -> pd.DataFrame:
    """`summary.list_indicators` with `dimension`, `lead`, `shortfall` and `contribution`.

    `lead` is the id of the OPD, "" = none; the numbers are index points. `assigned` as
    `setup.assignments_of_region`.
    """
    framework = result.part(region).framework
    leads = leads_by_indicator(assigned)
    found = summary.list_indicators(result, region)
    nodes = list(found["node"])
    return found.assign(
        dimension=[framework.dimension_of(node) for node in nodes],
        lead=[leads.get(node, "") for node in nodes],
        shortfall=result.shortfall.loc[region].reindex(nodes).to_numpy(dtype=float),
        contribution=result.contributions.loc[region].reindex(nodes).to_numpy(dtype=float),
    )


def with_led_dimensions(senders: pd.DataFrame, framework: Framework, assigned: pd.DataFrame) -> pd.DataFrame:
    """`completeness.list_opd_responses` with `dimensions`: the nodes that each OPD leads under."""
    under = completeness.dimension_of_leaves(framework)
    led: dict[str, dict[str, None]] = {}
    for indicator, opd in leads_by_indicator(assigned).items():
        if indicator in under:
            led.setdefault(opd, {})[under[indicator]] = None
    return senders.assign(
        dimensions=pd.Series([tuple(led.get(opd, ())) for opd in senders["opd"]], dtype=object)
    )

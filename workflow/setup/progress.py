"""Where a kabupaten stands in the job, and what comes next."""

from dataclasses import dataclass

import pandas as pd

from workflow.results.result import Result
from workflow.setup.opd_states import NONE, SETTLED, find_opd_states


@dataclass(frozen=True)
class JobProgress:
    """The index on the instrument's scale (NaN = dimensions lack data), its class, and what is open.

    `sent` counts the OPD that sent a file, or said that they have no programme and lead nothing; the latter
    are `without`.
    """

    index: float
    band: str
    lacking: tuple[str, ...]
    sent: int
    without: int
    asked_agencies: int
    answered: int
    asked: int
    to_clarify: int


def measure_job_progress(
    result: Result | None, region: str, senders: pd.DataFrame, to_clarify: int
) -> JobProgress:
    """`result` None = nothing was scored yet; `senders` as `completeness.senders`; lacking: node codes."""
    counts = {name: int(senders[name].sum()) for name in ("answered", "asked")}
    states = find_opd_states(senders)
    counts |= {"sent": int(states.isin(SETTLED).sum()), "without": int((states == NONE).sum())}
    index, band, lacking = _index(result, region) if result else (float("nan"), "", ())
    return JobProgress(index, band, lacking, asked_agencies=len(senders), to_clarify=to_clarify, **counts)


def _index(result: Result, region: str) -> tuple[float, str, tuple[str, ...]]:
    framework = result.part(region).framework
    root = framework.roots[0]
    scores = result.scores.loc[region]
    lacking = tuple(code for code in framework.children(root) if pd.isna(scores[code]))
    index: float = result.scores[root].to_dict()[region]
    band = result.classes.loc[region].get("band")
    return index, band if isinstance(band, str) else "", lacking

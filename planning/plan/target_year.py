"""Which year's targets a region is held against, and what a target of a year is where nobody agreed one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planning.plan.horizon import PlanHorizon
from reference.instruments import Instrument

AGREED, OWN = "disepakati", "bawaan instrumen"


@dataclass(frozen=True)
class TargetYear:
    """What a region is held against in `year`.

    `agreed`: (node, level on the instrument's scale) that it agreed for that year or an earlier one, by node.
    `horizon`: whose targets of the instrument count for every other node; "" where it has no horizons.
    """

    year: int
    horizon: str = ""
    agreed: tuple[tuple[str, float], ...] = ()

    @property
    def words(self) -> str:
        """What the targets rest on: "disepakati", "bawaan instrumen, jangka menengah"."""
        return AGREED if self.agreed else own_target_words(self.horizon)

    @property
    def label(self) -> str:
        """ "2030 (bawaan instrumen, jangka menengah)"."""
        return f"{self.year} ({self.words})"


def own_target_words(horizon: str) -> str:
    """What is said of the instrument's own target at a horizon ("" = it has none)."""
    return f"{OWN}, jangka {horizon}" if horizon else OWN


def horizon_of(year: int, masterplan: PlanHorizon, names: Sequence[str]) -> str:
    """The instrument's horizon for a year, of its `names`, the nearest first; "" where it has none.

    To the last year of the masterplan's short term the first (also before the masterplan begins), to that of
    its medium term the second, then the last, also after the masterplan. An instrument of fewer horizons
    keeps its last one.
    """
    if not names:
        return ""
    if year >= masterplan.first + masterplan.medium:
        return names[-1]
    return names[0] if year < masterplan.first + masterplan.short else names[min(1, len(names) - 1)]


def horizon_ends(masterplan: PlanHorizon, names: Sequence[str]) -> dict[str, int]:
    """Horizon -> the last year of the masterplan in which it counts."""
    return {horizon_of(year, masterplan, names): year for year in masterplan.years} if names else {}


def year_in_view(own: int, agreed: Collection[int], masterplan: PlanHorizon, instrument: Instrument) -> int:
    """The year whose targets a period is held against.

    `own`: the year in which the period ends. `agreed`: the years for which a target was agreed.

    1. Its own year, where something was agreed for that year or before.
    2. Else the next year for which something was agreed.
    3. Where nobody agreed anything: the year in which the instrument's usual horizon ends, never before the
       period's own; the own year where the instrument has no horizons.
    """
    if agreed:
        return own if min(agreed) <= own else min(agreed)
    return max(own, horizon_ends(masterplan, instrument.horizons).get(instrument.default_horizon, own))

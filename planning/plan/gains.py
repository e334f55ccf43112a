"""What programmes lift: exact index points of each, per rupiah, and why some lift nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planning.plan.priorities import TOLERANCE
from planning.programmes.programme import Programme
from reference.catalogue import list_sectors
from scoring import Assessment, Framework, score_gain_of_actions

BASIC_SERVICES = "wajib-dasar"
MILLIARD = 1e9


def programme_gains(assessment: Assessment, unit: str, programmes: Sequence[Programme]) -> pd.DataFrame:
    """One row per programme (index key): `gain`, `cost`, `per_milliard`, `why`.

    `gain`: index points if the programme delivers alone, recomputed through the whole tree; NaN where the
    index or everything it lifts is unknown. `cost`: rupiah over all years, NaN = none given. `per_milliard`:
    index points per milliard rupiah. `why`: what a programme without a gain lifts instead, in Indonesian.
    """
    framework = assessment.framework
    actions = {each.key: known_lifts(framework, each) for each in programmes}
    moved = score_gain_of_actions(assessment, {key: reached for key, reached in actions.items() if reached})
    gain = dict.fromkeys(actions, 0.0) | moved.loc[unit].astype(float).to_dict()
    values = dict(assessment.indicators.values.loc[unit])
    frame = pd.DataFrame(index=pd.Index([each.key for each in programmes], name="key", dtype=object))
    frame["gain"] = list(gain.values())
    frame["cost"] = [each.cost if each.costs else math.nan for each in programmes]
    with np.errstate(divide="ignore", invalid="ignore"):
        per = frame["gain"] / (frame["cost"] / MILLIARD)
    frame["per_milliard"] = per.where(frame["cost"] > 0)
    frame["why"] = [_why(framework, each, actions[each.key], gain[each.key], values) for each in programmes]
    return frame


def known_programme_gains(assessment: Assessment, unit: str, programmes: Sequence[Programme]) -> pd.DataFrame:
    """`programme_gains` with `gain` and `per_milliard` NaN where a programme names no indicator of this tree.

    What it lifts is unknown then, and unknown is not zero.
    """
    found = programme_gains(assessment, unit, programmes)
    silent = pd.Series([not known_lifts(assessment.framework, each) for each in programmes], found.index)
    return found.assign(**{name: found[name].mask(silent.astype(bool)) for name in ("gain", "per_milliard")})


def known_lifts(framework: Framework, programme: Programme) -> dict[str, float]:
    """The lifts of indicators this tree has; others belong to another instrument."""
    leaves = set(framework.leaves)
    return {leaf: float(level) for leaf, level in programme.lifts.items() if leaf in leaves}


def best_levels_together(framework: Framework, programmes: Sequence[Programme]) -> dict[str, float]:
    """The level each indicator reaches when all of them deliver: the best that any of them promises."""
    reached: dict[str, float] = {}
    for programme in programmes:
        for leaf, level in known_lifts(framework, programme).items():
            best = max if framework.node(leaf).direction > 0 else min
            reached[leaf] = best(reached.get(leaf, level), level)
    return reached


def precedence_of_equals(framework: Framework, programmes: Sequence[Programme]) -> pd.DataFrame:
    """What lets one of several equal programmes go first (index key): `prerequisite`, `spm`, `rpjmd`, bool.

    prerequisite: another programme waits for it, or it lifts a prerequisite of the instrument. spm: it lifts
    an indicator whose fact belongs to a basic service (urusan wajib pelayanan dasar, PP 2/2018). rpjmd: it
    answers an issue or goal of the RPJMD.
    """
    waited = {key for each in programmes for key in each.after}
    outside = {leaf for root in framework.roots[1:] for leaf in (framework.descendants(root) or (root,))}
    groups = list_sectors()["group"]
    basic = set(groups[groups == BASIC_SERVICES].index)
    rows = []
    for each in programmes:
        leaves = set(known_lifts(framework, each))
        leads = {str(framework.node(leaf).tags.get("lead", "")) for leaf in leaves}
        rows.append(
            (each.key in waited or bool(leaves & outside), bool(leads & basic), bool(each.rpjmd.strip()))
        )
    keys = pd.Index([each.key for each in programmes], name="key", dtype=object)
    return pd.DataFrame(rows, keys, ["prerequisite", "spm", "rpjmd"], dtype=bool)


def _why(
    framework: Framework,
    programme: Programme,
    reached: Mapping[str, float],
    gain: float,
    values: Mapping[str, float],
) -> str:
    if gain > TOLERANCE:
        return ""
    if not programme.lifts:
        return "Belum menyebut indikator yang diangkat"
    if not reached:
        return "Indikatornya tidak ada pada instrumen ini"
    if all(math.isnan(values[leaf]) for leaf in reached):
        return "Indikatornya belum ada data, sehingga kenaikannya belum dapat dihitung"
    inside = set(framework.descendants(framework.roots[0]))
    if not inside & set(reached):
        return "Mengangkat prasyarat, yang dinilai di luar indeks"
    if math.isnan(gain):
        return "Indeks belum dapat dihitung"
    return "Semua indikatornya sudah pada tingkat itu atau di atasnya"

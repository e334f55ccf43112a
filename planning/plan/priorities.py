"""The start list before people vote: which gaps weigh most, who closes them, and by doing what."""

import math
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from planning.plan import next_steps
from reference.agencies import OpdNames, leads_by_indicator
from scoring import Framework

TOLERANCE = 1e-9

# A regulation can be signed within weeks while a service has to be built, so the two are never one ranking.
# Staff, money (S) and facilities (I) are the means of both and stand apart. R are prerequisites.
KINDS: dict[str, tuple[str, ...]] = {
    "dokumen": ("K",),
    "layanan dan pemanfaatan": ("L", "P"),
    "sumber daya dan sarana": ("S", "I"),
    "prasyarat": ("R",),
}
KIND_SENTENCES = {
    "layanan dan pemanfaatan": "Layanan dan pemakaiannya dibangun bertahap dan dirasakan warga.",
    "sumber daya dan sarana": "SDM, anggaran, dan sarana yang dibutuhkan dokumen maupun layanan.",
}
"""What is said of kinds of work wherever they stand; of documents each list says what it means for it."""


def rank_gaps(
    framework: Framework,
    contributions: pd.Series,
    *,
    level: int | None = None,
    kinds: Collection[str] = (),
) -> pd.DataFrame:
    """Nodes with a gap, largest contribution first, equal contributions as one group.

    `level` None lists leaves, else nodes of that level with the sum of their leaves; `kinds` keeps leaves of
    these kinds only. Columns `node, name, dimension, kind, contribution` (index
    points), `group` (1 = largest, ties share it), `size` (nodes in the group), `place` (1 + how many are
    larger: 1, 2, 2, 4), `share` and `cumulative` (0..1
    of the root's whole gap; cumulative counts whole groups). Within a group nodes stand in the instrument's
    order, which ranks nothing. Unknown and closed gaps are left out.
    """
    root = framework.roots[0]
    known = _under(framework, contributions, root)
    chosen = [leaf for leaf in known.index if not kinds or kind_of_work(framework, leaf) in kinds]
    sums = _sums(framework, known[chosen], level, root)
    listed = sums[sums > TOLERANCE]
    frame = pd.DataFrame(
        {
            "node": listed.index,
            "name": [framework.node(code).name for code in listed.index],
            "dimension": [framework.dimension_of(code) for code in listed.index],
            "kind": [kind_of_work(framework, code) for code in listed.index],
            "contribution": listed.to_numpy(dtype=float),
        }
    )
    return _ranked(frame, "contribution", ascending=False).pipe(_shared, float(known.sum()))


def rank_gaps_by_kind(framework: Framework, contributions: pd.Series) -> dict[str, pd.DataFrame]:
    """The start list of leaves for every entry of KINDS that has a gap; together they hold the whole gap."""
    lists = {title: rank_gaps(framework, contributions, kinds=kinds) for title, kinds in KINDS.items()}
    return {title: frame for title, frame in lists.items() if len(frame)}


def list_closing_duties(
    framework: Framework,
    contributions: pd.Series,
    values: pd.Series,
    assignments: pd.DataFrame,
    roster: pd.DataFrame,
) -> pd.DataFrame:
    """What each lead OPD has to do: its indicators with a gap and the step to the next level.

    `values`: the leaves' values in force; `assignments`: `indicator, opd, role`; `roster`: `opd, name`.
    Columns `opd, opd_name, indicator, name, level` (reached, on the scale), `next_level, target`, `action`
    (what is the case there; "" where the instrument has no anchors), `evidence, kind, contribution, group,
    size` and `total` (index points of the OPD). The OPD with the largest total comes first, within it the
    largest contribution; equal ones share a `group` within the OPD.
    """
    listed = rank_gaps(framework, contributions)
    leads = assignments.loc[assignments["role"] == "lead", ["indicator", "opd"]]
    frame = listed.rename(columns={"node": "indicator"}).merge(leads, on="indicator")
    frame["opd_name"] = frame["opd"].map(OpdNames(roster).in_full).fillna(frame["opd"])
    steps = [_step(framework, leaf, float(values[leaf])) for leaf in frame["indicator"]]
    frame = pd.concat([frame, pd.DataFrame(steps, index=frame.index, columns=list(_STEP))], axis=1)
    frame["total"] = frame.groupby("opd")["contribution"].transform("sum")
    frame = _by_opd(frame)
    first = ["opd", "opd_name", "indicator", "name"]
    return frame[[*first, *_STEP, "kind", "contribution", "group", "size", "total"]]


def list_unanswered_indicators(
    framework: Framework, values: pd.Series, assignments: pd.DataFrame, roster: pd.DataFrame
) -> pd.DataFrame:
    """Leaves without a value, prerequisites too, and who leads them: `opd, opd_name, indicator, name`.

    A leaf that does not apply must be left out of `values`.
    """
    missing = [leaf for leaf in framework.leaves if leaf in values.index and pd.isna(values[leaf])]
    leads = leads_by_indicator(assignments)
    opd = [leads.get(leaf, "") for leaf in missing]
    names = OpdNames(roster).in_full
    return pd.DataFrame(
        {
            "opd": opd,
            "opd_name": [names.get(code, code) for code in opd],
            "indicator": missing,
            "name": [framework.node(leaf).name for leaf in missing],
        }
    )


def list_strengths(framework: Framework, values: pd.Series, *, root: str | None = None) -> pd.DataFrame:
    """Leaves of a root (the first) on the two highest levels (4 and 5 of 1..5), highest first, equal ones as
    one group.

    `values`: the leaves' values in force, NaN = unknown. Columns `node, name, dimension, value, group, size`.
    """
    scale = framework.scale
    least = scale.level_starts[-2] if scale.has_level_bands else scale.maximum - 1
    high = values >= least - TOLERANCE
    return _extremes(framework, values, high, root or framework.roots[0], ascending=False)


def list_weaknesses(framework: Framework, values: pd.Series, *, root: str | None = None) -> pd.DataFrame:
    """Leaves on the two lowest levels (1 and 2 of 1..5), lowest first; else as `list_strengths`."""
    scale = framework.scale
    whole = values <= scale.minimum + 1 + TOLERANCE
    low = values < scale.level_starts[2] - TOLERANCE if scale.has_level_bands else whole
    return _extremes(framework, values, low, root or framework.roots[0], ascending=True)


def kind_of_work(framework: Framework, code: str) -> str:
    """The leaf's kind (K, S, I, L, P, R); "" where the instrument names none."""
    return str(framework.node(code).tags.get("kind", ""))


_STEP = ("level", "next_level", "target", "action", "evidence")


def _step(framework: Framework, leaf: str, value: float) -> tuple[float, float, float, str, str]:
    """Level reached, next level, target, what is the case there, the evidence asked."""
    node = framework.node(leaf)
    following = next_steps.next_whole_level(framework, leaf, value)
    target = math.nan if node.target is None else float(node.target)
    action = next_steps.describe_level(framework, leaf, following)
    return value, following, target, action, str(node.tags.get("evidence", ""))


def _under(framework: Framework, contributions: pd.Series, root: str) -> pd.Series:
    """Known contributions of the root's leaves, in the instrument's order."""
    leaves = [leaf for leaf in framework.descendants(root) if leaf in contributions.index]
    return contributions[leaves].dropna().astype(float)


def _sums(framework: Framework, known: pd.Series, level: int | None, root: str) -> pd.Series:
    if level is None:
        return known
    inside = set(framework.descendants(root))
    wanted = [node.code for node in framework.nodes if node.level == level]
    below = {code: framework.descendants(code) for code in wanted}
    sums = {code: known.reindex(leaves).sum() for code, leaves in below.items() if inside.issuperset(leaves)}
    return pd.Series(sums, dtype=float)


def _ranked(frame: pd.DataFrame, column: str, *, ascending: bool) -> pd.DataFrame:
    """Sorted by a column, with `group`, `size` and `place`; within the tolerance of the first is equal."""
    sign = 1.0 if ascending else -1.0
    placed = _placed(frame, _places((sign * frame[column]).tolist(), range(len(frame))))
    return placed.assign(place=placed["group"].rank(method="min").astype(int))


def _places(values: list[float], rows: Sequence[int]) -> list[tuple[int, int, int]]:
    """Row, group and group size, smallest value first; equal ones in the order of `rows`."""
    groups: list[list[int]] = []
    leader = math.nan
    for row in sorted(rows, key=lambda row: values[row]):
        if abs(values[row] - leader) <= TOLERANCE:
            groups[-1].append(row)
        else:
            groups.append([row])
            leader = values[row]
    return [(row, number, len(group)) for number, group in enumerate(groups, 1) for row in sorted(group)]


def _placed(frame: pd.DataFrame, places: list[tuple[int, int, int]]) -> pd.DataFrame:
    rows, groups, sizes = ([place[i] for place in places] for i in range(3))
    whole = frame.take(rows).reset_index(drop=True)
    return whole.assign(group=np.array(groups, dtype=int), size=np.array(sizes, dtype=int))


def _shared(frame: pd.DataFrame, whole: float) -> pd.DataFrame:
    share = frame["contribution"] / whole if whole > TOLERANCE else frame["contribution"] * math.nan
    running = share.groupby(frame["group"]).sum().cumsum()
    return frame.assign(share=share, cumulative=frame["group"].map(running).astype(float))


def _by_opd(frame: pd.DataFrame) -> pd.DataFrame:
    """OPD by total, each with its own groups of ties; OPD of equal totals in the order of their ids."""
    rows: dict[tuple[float, str], list[int]] = {}
    for row, (total, opd) in enumerate(zip(frame["total"].round(9), frame["opd"], strict=True)):
        rows.setdefault((-total, opd), []).append(row)
    values = (-frame["contribution"]).tolist()
    return _placed(frame, [place for key in sorted(rows) for place in _places(values, rows[key])])


def _extremes(
    framework: Framework, values: pd.Series, keep: pd.Series, root: str, *, ascending: bool
) -> pd.DataFrame:
    leaves = [leaf for leaf in framework.descendants(root) if leaf in values.index and keep[leaf]]
    frame = pd.DataFrame(
        {
            "node": leaves,
            "name": [framework.node(leaf).name for leaf in leaves],
            "dimension": [framework.dimension_of(leaf) for leaf in leaves],
            "value": values[leaves].to_numpy(dtype=float),
        }
    )
    return _ranked(frame, "value", ascending=ascending)

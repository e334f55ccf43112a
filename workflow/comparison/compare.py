"""Regions side by side: one table over a period and one instrument version, ranks, and what is left out."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.drawing.format import name_class
from reference import regions
from reference.instruments import Instrument
from scoring.assess import rank_scores
from storage.engine import Store
from storage.results import response_rates
from storage.setup import instruments
from storage.states import opened
from workflow.results import published
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.results.summary import AnswerBasis, count_answer_basis

PLACE = ["unit", "label", "kind", "province_code", "province"]
NOT_APPLICABLE = "Tidak berlaku"


def compared_nodes(instrument: Instrument) -> Mapping[str, str]:
    """What regions are compared on, code -> name: the children of the index, in the instrument's order."""
    return instrument.framework.dimension_names


def count_region_responses(store: Store, scope: AssessmentScope) -> pd.DataFrame:
    """region, answered, asked: OPD that sent of all there are; of a locked period those of its lock."""
    keys = (scope.period_id, scope.instrument_id)
    found = response_rates.count_answering_opd(store, *keys)
    locked = opened.open_outdated_states(store, scope.period_id, list(found["region"]))
    copied = [response_rates.count_answering_opd(copy, *keys) for copy in locked.values()]
    rows = [rows[rows["region"] == region] for region, rows in zip(locked, copied, strict=True)]
    return pd.concat([found[~found["region"].isin(list(locked))], *rows]).sort_values(
        "region", ignore_index=True
    )


def build_comparison_table(result: Result, sent: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per scored region, best index first: PLACE, a column per `compared_nodes`, index, band,
    weights, …

    Scores on the instrument's scale, NaN = not known enough; `band` "" where the instrument has none, with
    "≈ batas" where the index prints as a bound it has not reached;
    `weights` names the weight set, "" = the instrument's own. answered, asked count OPD and come from `sent`
    (`storage.results.response_rates.count_answering_opd`); no such columns where nobody was asked.
    """
    units = list(result.regions)
    names, root = list(compared_nodes(result.instrument)), result.instrument.framework.roots[0]
    scores = result.scores.reindex(index=units, columns=[*names, root])
    found = _places(units).assign(**{code: scores[code].to_numpy(dtype=float) for code in names})
    bands = result.classes["band"] if "band" in result.classes else pd.Series(dtype=object)
    classes = bands.reindex(units).fillna("").tolist()
    scale = result.instrument.framework.scale
    found = found.assign(
        index=scores[root].to_numpy(dtype=float),
        band=[name_class(*pair, scale) for pair in zip(classes, scores[root], strict=True)],
        weights=[result.weight_sets.get(unit, "") for unit in units],
    )
    if sent is not None and len(sent):
        counts = sent.set_index("region").reindex(units)
        found = found.assign(answered=counts["answered"].to_numpy(), asked=counts["asked"].to_numpy())
    return order_regions(found, by_index=True)


def _places(codes: Sequence[str]) -> pd.DataFrame:
    """PLACE of regions; one the register does not have keeps its code as label."""
    known = regions.list_regions()[PLACE[1:]].reindex(list(codes))
    found = known.rename_axis("unit").reset_index()
    return found.assign(label=found["label"].fillna(found["unit"])).fillna("")


def narrow_regions(frame: pd.DataFrame, province: str | None = None, kind: str | None = None) -> pd.DataFrame:
    """The regions of a province (code) and a kind ("Kabupaten", "Kota"); None does not narrow."""
    kept = pd.Series(True, index=frame.index)
    for column, wanted in (("province_code", province), ("kind", kind)):
        if wanted is not None:
            kept &= frame[column] == wanted
    return frame[kept].reset_index(drop=True)


def order_regions(frame: pd.DataFrame, *, by_index: bool) -> pd.DataFrame:
    """The regions of `frame` by their codes, so that nobody stands above another for a score; or the best
    index first, those without one last.
    """
    if not by_index:
        return frame.sort_values("unit", kind="stable", ignore_index=True)
    return frame.sort_values(
        ["index", "label"], ascending=[False, True], na_position="last", ignore_index=True
    )


def rank_regions(frame: pd.DataFrame) -> pd.DataFrame:
    """The regions of `frame` with rank (1 = best, ties take the least, NaN = no index) and tied (how many).

    Ranks are given within one weight set: an index under other weights is another measure.
    """
    ranks = pd.Series(float("nan"), index=frame.index)
    for _, group in frame.groupby("weights"):
        ranks[group.index] = rank_scores(group[["index"]])["index"]
    tied = ranks.groupby([frame["weights"], ranks]).transform("size")
    return frame.assign(rank=ranks, tied=tied.fillna(0).astype(int))


def scores_in_long_form(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """unit, label, node, name, score: one row per region and node of `names`, by node."""
    melted = frame.melt(["unit", "label"], list(names), var_name="node", value_name="score")
    return melted.assign(name=melted["node"].map(names))


def explain_missing_scores(
    result: Result, frame: pd.DataFrame, names: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Why a cell of `frame` is empty: (unit, node) -> "6 dari 15 indikator", or that it does not apply."""
    found: dict[tuple[str, str], str] = {}
    for unit, *scores in frame[["unit", *names]].itertuples(index=False, name=None):
        for node, score in zip(names, scores, strict=True):
            if score != score:
                found[unit, node] = _why(result, unit, node)
    return found


def _why(result: Result, unit: str, node: str) -> str:
    part = result.part(unit)
    if node not in part.framework.codes:
        return ""
    leaves = [
        leaf for leaf in part.framework.leaves if leaf == node or leaf in part.framework.descendants(node)
    ]
    off = part.indicators.not_applicable.loc[[unit], leaves].to_numpy(dtype=bool)
    if off.all():
        return NOT_APPLICABLE
    known = int(part.indicators.values.loc[[unit], leaves].notna().to_numpy().sum())
    return f"{known} dari {len(leaves) - int(off.sum())} indikator"


def list_unscored_regions(result: Result, sent: pd.DataFrame) -> pd.DataFrame:
    """Regions without a row: PLACE and reason, "absent" took no part, "silent" has not answered."""
    silent = sorted(set(sent["region"]) - set(result.regions) - set(result.absent))
    rows = _places([*result.absent, *silent])
    return rows.assign(reason=["absent"] * len(result.absent) + ["silent"] * len(silent))


def other_instrument_versions(store: Store, scope: AssessmentScope) -> list[tuple[str, int]]:
    """(version, regions) of other versions of the instrument used in the period: they are not compared."""
    used = response_rates.count_regions_by_scope(store).query("period_id == @scope.period_id")
    frozen = {one.id: one for one in instruments.list_instruments(store)}
    here = frozen[scope.instrument_id]
    return [
        (frozen[key].version, int(count))
        for key, count in zip(used["instrument_id"], used["regions"], strict=True)
        if key != scope.instrument_id and frozen[key].instrument == here.instrument
    ]


def weight_sets_side_by_side(result: Result, frame: pd.DataFrame) -> pd.DataFrame:
    """Weights side by side: a row per node of `compared_nodes` (name), a column per weight set in use.

    Shares 0..1 of the index; empty where all regions of `frame` stand on one set of weights.
    """
    used = frame.drop_duplicates("weights").sort_values("weights")
    if len(used) < 2:
        return pd.DataFrame()
    names = compared_nodes(result.instrument)
    shares = {}
    for unit, name in zip(used["unit"], used["weights"], strict=True):
        weights = pd.Series({code: result.part(unit).framework.node(code).weight for code in names})
        shares[name or "Bobot instrumen"] = weights / weights.sum()
    return pd.DataFrame(shares).set_axis(pd.Index(names.values(), name="name"))


def compare_file_figures(result: Result) -> pd.DataFrame:
    """The files' own figures beside ours, widest apart first: as `published.compare_published_figures`, with
    label and name.
    """
    rows = pd.DataFrame(published.compare_published_figures(result))
    if rows.empty:
        return rows
    labels = regions.list_regions()["label"]
    rows["label"] = rows["region"].map(labels).fillna(rows["region"])
    rows["name"] = [
        result.part(unit).framework.node(node).name
        for unit, node in zip(rows["region"], rows["node"], strict=True)
    ]
    return rows.sort_values("difference", key=abs, ascending=False, ignore_index=True)


def answer_basis_of_all(result: Result) -> AnswerBasis:
    """What the numbers of all regions rest on together, as `summary.basis` says it of one."""
    return count_answer_basis([part.indicators for part in result.parts])

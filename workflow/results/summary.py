"""What a kabupaten's readiness rests on: dimensions, elements, prerequisites, indicators, evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

import scoring
from charts.drawing.format import subtract_as_printed
from reference.instruments.definition import STAGES
from scoring import Assessment, Framework, Indicators, Node, evidence_range
from scoring.elements import element_answers, element_scores
from workflow.results.result import Result

SOURCES = ("claimed", "agreed", "verified")
DIFFER = 2.0
CLOSED, UNCOUNTED, UNANSWERED = "closed", "uncounted", "unanswered"


@dataclass(frozen=True)
class AnswerBasis:
    """How many of the answered indicators rest on what, and the share 0..1 of them with evidence.

    `claimed`, `agreed` and `verified` sum to `answered`. They are told as counts: as percentages that sum to
    100 two of them that are the same would print as 5% and 6%.
    """

    claimed: int
    agreed: int
    verified: int
    evidence: float
    answered: int
    asked: int


def answer_basis(part: Assessment, region: str) -> AnswerBasis:
    """What the region's numbers rest on; all of it is 0 where nothing is answered."""
    given = part.indicators
    return count_answer_basis([given.among([region])])


def count_answer_basis(given: Sequence[Indicators]) -> AnswerBasis:
    """The same of all regions of these indicators together."""
    source = np.concatenate([one.source.to_numpy().ravel() for one in given] or [np.array([], dtype=object)])
    asked = sum(int(one.is_asked.to_numpy().sum()) for one in given)
    answered = sum(int(one.is_answered.to_numpy().sum()) for one in given)
    proved = sum(int(one.is_proved.to_numpy().sum()) for one in given)
    counts = {name: int((source == name).sum()) for name in SOURCES}
    return AnswerBasis(**counts, evidence=proved / max(answered, 1), answered=answered, asked=asked)


def nodes_frame(result: Result, region: str, nodes: Sequence[str]) -> pd.DataFrame:
    """node, name, score, target, distance, shortfall, coverage, answered per node, on the instrument's scale.

    `printed_distance` is the difference of score and target as they print (docs/method.md, "As printed").
    """
    framework, codes = result.part(region).framework, list(nodes)
    score = pd.Series(result.scores.loc[region, codes].to_numpy(), dtype=float)
    target = pd.Series(result.held_against.loc[region, codes].to_numpy(), dtype=float)
    return pd.DataFrame(
        {
            "node": codes,
            "name": [framework.node(code).name for code in codes],
            "score": score,
            "target": target,
            "distance": target - score,
            "printed_distance": subtract_as_printed(target, score, framework.scale.decimals),
            "shortfall": result.shortfall.loc[region, codes].to_numpy(),
            "coverage": result.coverage.loc[region, codes].to_numpy(),
            "answered": result.answered_shares.loc[region, codes].to_numpy(),
        }
    )


def points_basis(result: Result, region: str) -> str:
    """ " dari yang terjawab" where questions of the index are open, "" where all are answered.

    What is unknown leaves its weight to the others, so that their points and lifts are larger than they will
    be once it is answered.
    """
    root = result.part(region).framework.roots[0]
    share = float(result.answered_shares.loc[[region], root].iloc[0])
    return " dari yang terjawab" if share < 1 - 1e-9 else ""


def explain_no_gap(result: Result, region: str, node: str) -> str:
    """Why nothing under a node has points to gain: CLOSED, or no answer, or answers too few for a score.

    Without a score nothing counts toward the index, and an answer below its target is no target reached.
    """
    part = result.part(region)
    values, targets = part.indicators.values.loc[region], part.framework.targets()
    known = [leaf for leaf in part.framework.descendants(node) if values[leaf] == values[leaf]]
    if not known:
        return UNANSWERED
    behind = [aim for leaf in known if (aim := targets[leaf]) is not None and values[leaf] < aim - 1e-9]
    return UNCOUNTED if behind else CLOSED


def element_scores_by_dimension(result: Result, region: str) -> pd.DataFrame:
    """Dimension x readiness element: node, row_name, column, score on the instrument's scale, `answered`.

    `answered`: the share 0..1 of the cell's questions that have a value.
    """
    part = result.part(region)
    scores, shares = element_scores(part).xs(region), element_answers(part).xs(region)
    named = {code: part.framework.node(code).name for code in scores.index}
    cells = scores.rename_axis("node").reset_index().melt("node", var_name="column", value_name="score")
    told = shares.rename_axis("node").reset_index().melt("node", value_name="answered")["answered"]
    return cells.assign(row_name=cells["node"].map(named), answered=told)


def list_indicators(result: Result, region: str) -> pd.DataFrame:
    """One row per leaf: node, name, question, parent, kind, element, target, `value` and its `source`.

    Also claimed, agreed, verified, evidence, count (OPD that answered), difference (levels between lead and
    supporters) and not_applicable. What every count of indicators is a count of (docs/method.md, "What is
    counted"): asked, answered, proved, `unproven` (a claim of level 3 or more without evidence, where the
    classes ask for it), `differs` (a claim from which a supporter is two levels or more away) and `missing`
    (asked, without a value).
    """
    part = result.part(region)
    framework, given = part.framework, part.indicators
    leaves = list(framework.leaves)
    columns = {
        "value": given.values, "source": given.source, "claimed": given.claimed, "agreed": given.agreed,
        "verified": given.verified, "evidence": given.evidence, "count": given.count,
        "difference": given.differences, "not_applicable": given.not_applicable,
        "asked": given.is_asked, "answered": given.is_answered, "proved": given.is_proved,
        "unproven": given.is_doubted(framework),
    }  # fmt: skip
    table = pd.DataFrame({name: frame.loc[region, leaves].to_numpy() for name, frame in columns.items()})
    nodes = [framework.node(code) for code in leaves]
    targets = framework.targets()
    # Among opinions nobody leads: how far they spread is measured by workflow.results.agreement.
    led = not result.instrument.framework.opinion
    return table.assign(
        unproven=table["unproven"].astype(bool) & framework.scale.asks_evidence,
        differs=(table["source"] == "claimed") & (table["difference"] >= DIFFER) & led,
        missing=table["asked"].astype(bool) & table["value"].isna(),
        node=leaves,
        name=[node.name for node in nodes],
        question=[_question(result, region, node) for node in nodes],
        parent=[str(node.parent) for node in nodes],
        kind=[node.tags.get("kind", "") for node in nodes],
        element=[node.tags.get("element", "") for node in nodes],
        target=pd.Series([targets[code] for code in leaves], dtype=float),
    )


def _question(result: Result, region: str, node: Node) -> str:
    """The indicator's question; its name where the instrument has none or a file defined the leaf itself."""
    known = node.code in result.instrument.framework.codes
    return (result.instrument.question(node.code, region) if known else "") or node.name


def list_inapplicable_parts(result: Result, region: str) -> pd.DataFrame:
    """Inner nodes of the index that "Tidak berlaku" takes out entirely: node, name, without, with_lowest.

    without: the index as it counts, without the node; with_lowest: the index if all its leaves stood on the
    lowest level. One row for the highest node that is wholly off.
    """
    part = result.part(region)
    off = scoring.score_without_inapplicable(part).rename(columns={"counted": "with_lowest"}).reset_index()
    rows = off.loc[off["unit"] == region].drop(columns="unit").reset_index(drop=True)
    rows.insert(1, "name", [part.framework.node(code).name for code in rows["node"]])
    return rows


def prerequisite_stages(framework: Framework) -> list[str]:
    """The bimtek stages that prerequisites belong to, the earliest first; none where nothing is staged."""
    tags = [framework.node(leaf).tags.get("stage", "") for leaf in framework.prerequisites]
    return [stage for stage in STAGES if stage in tags]


def proven_range(result: Result, region: str) -> pd.DataFrame:
    """Per root child and index: node, name, proven, claimed (instrument's scale); the score lies between."""
    part = result.part(region)
    codes = [part.framework.roots[0], *part.framework.dimensions]
    ends = evidence_range(part).loc[region]
    proven, claimed = (ends[end][codes].to_numpy() for end in ("lower", "upper"))
    names = [part.framework.node(code).name for code in codes]
    return pd.DataFrame({"node": codes, "name": names, "proven": proven, "claimed": claimed})

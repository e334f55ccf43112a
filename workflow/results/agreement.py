"""Whether the OPD agree: how their answers spread over the levels, and what to talk about first."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from charts.drawing.format import round_number
from reference.numbers import write_code
from scoring import Framework, Scale
from scoring.agreement import (
    MINIMUM_RESPONDENTS,
    agreement_by_item,
    count_answers_by_level,
    too_few_respondents_note,
)
from workflow.results.result import Result
from workflow.results.summary import list_indicators

DISPUTED = 0.6
FIRST = 10
# Of a node's items, as the coverage of a score asks for.
SHARE = 0.5
# r_wg in words, given to two decimals. [LeBreton & Senter 2008, table 3]
STRENGTHS = (
    (0.9, "sangat kuat"),
    (0.7, "kuat"),
    (0.5, "sedang"),
    (0.3, "lemah"),
)
NO_STRENGTH = "tidak ada"


@dataclass(frozen=True, eq=False)
class Opinions:
    """What a region's respondents answered, claims only: what was agreed or verified since settles a dispute.

    `items`: one row per indicator under the index that somebody answered, in the instrument's order: node,
    name, respondents, a column of counts per whole level ("1", "2", …), consensus, rwg, average_deviation
    (levels), note ("Tidak dihitung: n responden" or ""), settled (agreed or verified since), disputed (to be
    discussed: little consensus, and not settled). `respondents`: how many there are.
    """

    items: pd.DataFrame
    respondents: int

    @property
    def counted(self) -> bool:
        """Some item has enough respondents to speak of agreement."""
        return bool((self.items["note"] == "").any())


def region_opinions(given: pd.DataFrame, framework: Framework) -> Opinions:
    """A region's answers in force (as `scoring.responses` takes them) as opinions, on its scored tree.

    No items on a scale without whole levels.
    """
    under = framework.descendants(framework.roots[0]) if framework.scale.integers else ()
    # A value of the region itself is nobody's opinion.
    given = given[given["indicator"].isin(under) & (given["opd"] != "")]
    return Opinions(_items(framework, given), _respondents(given))


def _items(framework: Framework, given: pd.DataFrame) -> pd.DataFrame:
    scale = framework.scale
    agreed = agreement_by_item(given, scale).set_index("indicator")
    counts = count_answers_by_level(given, scale).droplevel("unit")
    codes = [code for code in framework.leaves if code in counts.index]
    table = pd.DataFrame({"node": codes, "name": [framework.node(code).name for code in codes]})
    table["respondents"] = counts.loc[codes].sum(axis=1).to_numpy()
    table[level_columns(scale)] = counts.loc[codes].to_numpy()
    for name in ("consensus", "rwg", "average_deviation", "note"):
        table[name] = agreed.loc[codes, name].to_numpy()
    decided = given[["agreed", "verified"]].notna().any(axis=1)
    settled = set(given.loc[decided, "indicator"])
    return _disputed(table.assign(settled=pd.Series([code in settled for code in codes], dtype=bool)))


def _disputed(table: pd.DataFrame) -> pd.DataFrame:
    low = table["consensus"].map(is_disputed).astype(bool)
    return table.assign(disputed=low & ~table["settled"].astype(bool))


def _respondents(given: pd.DataFrame) -> int:
    answered = given[(given["status"] == "answered") & given["claimed"].notna()]
    return len(answered[["opd", "respondent"]].drop_duplicates())


def level_columns(scale: Scale) -> list[str]:
    """The names of the columns of counts: "1" to "5"."""
    return [write_code(scale.minimum + step) for step in range(int(scale.maximum - scale.minimum) + 1)]


def sum_opinions_at_nodes(found: Opinions, framework: Framework, nodes: Sequence[str]) -> pd.DataFrame:
    """The items summed up at nodes: columns as `Opinions.items`, respondents the most of any item below.

    Counts are answers to the items below that have enough respondents; consensus, rwg and average_deviation
    are the means of those items: how much items differ from each other is no disagreement. A node is settled
    once all of them are. A node of whose
    items less than half have enough is not computed, and its note says so.
    """
    scale, rows = framework.scale, []
    counts, means = level_columns(scale), ["consensus", "rwg", "average_deviation"]
    for code in nodes:
        leaves = framework.descendants(code)
        below = found.items[found.items["node"].isin(leaves)]
        enough = below[below["note"] == ""]
        most = int(below["respondents"].max()) if len(below) else 0
        note = _note(len(enough), len(leaves), most)
        means_of = enough[means] if note == "" else enough.iloc[:0][means]
        settled = bool(len(enough)) and bool(enough["settled"].all())
        row = {
            "node": code, "name": framework.node(code).name, "respondents": most, "note": note,
            "settled": settled,
        }  # fmt: skip
        rows.append(row | enough[counts].sum().to_dict() | means_of.mean().to_dict())
    return _disputed(
        pd.DataFrame(rows, columns=["node", "name", "respondents", *counts, *means, "note", "settled"])
    )


def _note(counted: int, items: int, most: int) -> str:
    if counted == 0:
        return too_few_respondents_note(min(most, MINIMUM_RESPONDENTS - 1))
    if counted < SHARE * items:
        return f"Tidak dihitung: {counted} dari {items} pertanyaan mempunyai {MINIMUM_RESPONDENTS} responden"
    return ""


def sort_by_doubt(rows: pd.DataFrame, scale: Scale, part: int) -> pd.DataFrame:
    """The rows with the largest share of answers below level `part` first, those not counted last."""
    share = share_below_level(rows, scale, part)
    return rows.loc[share.sort_values(ascending=False, kind="stable", na_position="last").index]


def share_below_level(rows: pd.DataFrame, scale: Scale, part: int) -> pd.Series:
    """The share 0..1 of answers below level `part` in each row; NaN where it is not counted."""
    counts = rows[level_columns(scale)]
    below = [name for name in level_columns(scale) if float(name) < part]
    return (counts[below].sum(axis=1) / counts.sum(axis=1)).where(rows["note"] == "")


def most_disputed_items(found: Opinions, result: Result, region: str) -> pd.DataFrame:
    """The agenda of a survey of opinion: the ten items of least consensus that nobody has settled since.

    An item on which all chose one level divides nobody and is not listed. Items level with the tenth are
    listed too: which of them came first would be chance.
    """
    settled = list_indicators(result, region).set_index("node")["source"].isin(["agreed", "verified"])
    divided = found.items["consensus"].map(lambda consensus: round_number(consensus) < 1).astype(bool)
    open_ = found.items[divided & ~found.items["node"].map(settled).fillna(False)]
    ordered = open_.sort_values("consensus", kind="stable")
    if len(ordered) <= FIRST:
        return ordered
    return ordered[ordered["consensus"].round(9) <= round(float(ordered["consensus"].iloc[FIRST - 1]), 9)]


def is_disputed(consensus: float) -> bool:
    """Whether a consensus is to be discussed, told from what it prints: 0,60 never stands under 0,60."""
    return round_number(consensus) < DISPUTED


def agreement_word(rwg: float) -> str:
    """r_wg in a word; "" where it is not computed."""
    if rwg != rwg:
        return ""
    return next((word for bound, word in STRENGTHS if round_number(rwg) > bound), NO_STRENGTH)


def deviation_word(deviation: float, scale: Scale) -> str:
    """Whether an average deviation lies within levels / 6, the bound of agreement; "" where not computed."""
    if deviation != deviation:
        return ""
    levels = scale.maximum - scale.minimum + 1
    return "dalam batas" if round_number(deviation) <= round_number(levels / 6) else "di luar batas"

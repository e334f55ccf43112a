"""What Word documents say of a kabupaten beyond the sentences all share; "" where nothing is proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import (
    NOT_APPLICABLE,
    format_difference,
    format_number,
    format_part,
    format_percent,
    format_plain,
    format_signed,
    join_names,
    subtract_printed,
)
from charts.titles.wording import PROVED, UNPROVED, is_few_answered
from reports import sentences
from workflow.documents.region_facts import RegionFacts

Row = Mapping[Any, Any]
FEW = 3


def score_text(facts: RegionFacts, given: float) -> str:
    """A score or level as printed."""
    return format_number(given, facts.scale.decimals)


def indicator_level_text(facts: RegionFacts, row: Row) -> str:
    """The level of an indicator in force, or why there is none."""
    if row["not_applicable"]:
        return NOT_APPLICABLE
    given = float(row["value"])
    if given != given:
        return "Belum ada data"
    return format_plain(given) if given.is_integer() else score_text(facts, given)


def indicators_under(facts: RegionFacts, dimension: str) -> pd.DataFrame:
    """The indicators of a dimension, in the instrument's order."""
    return facts.led_indicators[facts.led_indicators["dimension"] == dimension]


def dimension_sentence(facts: RegionFacts, row: Row) -> str:
    """A dimension's score beside its target."""
    name, score, target = row["name"], float(row["score"]), float(row["target"])
    if score != score:
        known = int(indicators_under(facts, row["node"])["answered"].sum())
        so_far = f"baru {known} indikator terjawab" if known else "belum ada indikator yang terjawab"
        return f"Data {name} belum cukup untuk sebuah skor: {so_far}."
    if is_few_answered(row["answered"]):
        name = f"{name}, baru {format_part(row['answered'])} terjawab,"
    said = f"{name} memperoleh skor {score_text(facts, score)} pada skala {sentences.scale_range(facts)}"
    if target != target:
        return f"{said}."
    distance = subtract_printed(target, score, facts.scale.decimals)
    if distance <= 0:
        return f"{said} dan telah mencapai target {facts.year} sebesar {score_text(facts, target)}."
    return (
        f"{said}, sedangkan target {facts.year} sebesar {score_text(facts, target)}, "
        f"sehingga jaraknya {score_text(facts, distance)} poin."
    )


def indicator_extremes_sentence(facts: RegionFacts, dimension: str, kept: pd.DataFrame, what: str) -> str:
    """Which indicators of a dimension are strong or weak: the first few, and how many more there are."""
    rows = kept[kept["dimension"] == dimension]
    if rows.empty:
        return ""
    named = [f"{row['name']} (tingkat {format_plain(row['value'])})" for row in rows.to_dict("records")]
    if rest := tell_other_rows([format_plain(value) for value in rows["value"]], FEW):
        return f"{what}: {', '.join(named[:FEW])}, {rest}."
    return f"{what}: {join_names(named)}."


def dimension_evidence_sentence(facts: RegionFacts, dimension: str) -> str:
    """How many of a dimension's answers have evidence."""
    rows = indicators_under(facts, dimension)
    proved, answered = int(rows["proved"].sum()), int(rows["answered"].sum())
    if not answered or not sentences.is_evidence_required(facts):
        return ""
    if answered == 1:
        return f"Indikator yang terjawab itu {PROVED if proved else UNPROVED}."
    share = format_percent(proved / answered)
    return f"{share} dari {answered} indikator yang terjawab {PROVED}."


def signed_gap_text(facts: RegionFacts, row: Row) -> str:
    """Score minus target, signed."""
    return format_difference(float(row["score"]), float(row["target"]), facts.scale.decimals)


def contributing_indicators(facts: RegionFacts) -> Sequence[Row]:
    """Indicators that add to the index when their target is met, the largest first."""
    wanted = facts.ranked_gaps[["node", "contribution", "place", "size"]]
    known = facts.led_indicators.drop(columns=["contribution"])
    joined = wanted.merge(known, on="node", how="left", sort=False)
    steps = facts.closing_duties.drop_duplicates("indicator").set_index("indicator")
    return joined.assign(
        todo=joined["node"].map(steps["todo"]).fillna(""),
        next_level=joined["node"].map(steps["next_level"]),
        step_gain=joined["node"].map(steps["step_gain"]),
    ).to_dict("records")


def next_step_text(row: Row) -> str:
    """What to do for the next level, with that level and the points of that step alone; "" for no step."""
    if not row["todo"]:
        return ""
    gain = "" if row["step_gain"] != row["step_gain"] else f", {format_signed(row['step_gain'], 3)}"
    return f"{row['todo']} (tingkat {format_plain(row['next_level'])}{gain})"


def short_opd_name(facts: RegionFacts, opd: str) -> str:
    """The short name of an OPD; a dash where nobody leads."""
    return facts.shorts.get(opd, opd) or "–"

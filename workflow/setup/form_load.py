"""What an OPD's form asks of it: how many indicators, how many words to read, and the minutes expected."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from charts.drawing.format import format_count, join_names
from reference.agencies import OpdNames
from reference.instruments import Instrument
from reference.planning import shipped_form_times

COUNTS = ("items", "support", "words", "documents", "minutes")
NAMED_AT_MOST = 2
_WORD = re.compile(r"\w[\w.,%/-]*")


@dataclass(frozen=True)
class ItemLoad:
    """Words to read of one indicator, and documents of evidence to name."""

    words: int
    documents: int


def measure_item(instrument: Instrument, code: str, region: str) -> ItemLoad:
    """The load of an indicator as it is asked in a region; its name where it has no question."""
    node = instrument.framework.node(code)
    told = (
        instrument.question(code, region) or node.name,
        str(node.tags.get("not_applicable_when") or ""),
        *(node.tags.get("anchors") or ()),
    )
    evidence = str(node.tags.get("evidence") or "")
    documents = sum(bool(part.strip()) for part in evidence.split(";"))
    return ItemLoad(sum(len(_WORD.findall(text)) for text in told), documents)


def measure_forms(
    instrument: Instrument, region: str, roster: pd.DataFrame, assigned: pd.DataFrame
) -> pd.DataFrame:
    """One row per OPD of the roster: opd, name, COUNTS.

    `items` is what it must answer: what it leads, in a survey of opinion all it is asked; the others are
    `support`, which nobody must read and which counts no minutes. `assigned` as `assign_indicators`.
    """
    asked = assigned if instrument.framework.opinion else assigned[assigned["role"] == "lead"]
    own = {str(opd): list(rows["indicator"]) for opd, rows in asked.groupby("opd")}
    loads = {code: measure_item(instrument, code, region) for code in asked["indicator"].unique()}
    other = assigned.loc[~assigned.index.isin(asked.index), "opd"].value_counts()
    rows = [_form_row([loads[code] for code in own.get(opd, ())]) for opd in roster["opd"]]
    frame = pd.DataFrame(rows, columns=["items", "words", "documents", "minutes"], index=roster.index)
    return roster[["opd", "name"]].assign(**frame, support=[int(other.get(opd, 0)) for opd in roster["opd"]])[
        ["opd", "name", *COUNTS]
    ]


def _form_row(loads: Iterable[ItemLoad]) -> tuple[int, int, int, float]:
    given = list(loads)
    words, documents = sum(one.words for one in given), sum(one.documents for one in given)
    return (
        len(given),
        words,
        documents,
        shipped_form_times().expect_minutes(words, len(given), documents),
    )


def format_minutes(minutes: float) -> str:
    """Minutes as they are told: whole, and at least one where there is anything to do."""
    return format_count(max(minutes, 1.0) if minutes > 0 else 0.0)


def find_longest_form(
    instrument: Instrument, region: str, roster: pd.DataFrame, assigned: pd.DataFrame
) -> str:
    """`longest_form_title` of the forms as they are asked now."""
    return longest_form_title(measure_forms(instrument, region, roster, assigned), OpdNames(roster))


def longest_form_title(forms: pd.DataFrame, names: OpdNames) -> str:
    """Which OPD has the longest form of `measure_forms`, and how long it is as printed; all of equal ones."""
    if not forms["items"].sum():
        return "Belum ada OPD yang diminta menjawab indikator"
    most = format_minutes(float(forms["minutes"].max()))
    longest = forms[forms["minutes"].map(format_minutes) == most]
    minutes = f"sekitar {most} menit"
    if len(longest) > NAMED_AT_MOST:
        return f"Formulir terpanjang memerlukan {minutes}, pada {format_count(len(longest))} OPD"
    called = join_names([names.told_apart.get(opd, opd) for opd in longest["opd"]])
    if len(longest) == 1:
        minutes = f"{format_count(longest['items'].iloc[0])} indikator, {minutes}"
    return f"Formulir terpanjang: {called}, {minutes}"

"""The index of a region in words: its class, why it stops there, and why there is none."""

from charts.drawing.format import (
    format_below,
    format_number,
    format_part,
    format_percent,
    format_percent_below,
    join_names,
)
from charts.titles.wording import PROVED
from workflow.results.result import Result


def class_word(result: Result, region: str) -> str:
    """The class, "Belum ada" where the index is not known."""
    found = result.classes.loc[region].get("band")
    return found if isinstance(found, str) else "Belum ada"


def class_with_note(result: Result, region: str) -> str:
    """ "Cukup siap (klasifikasi internal, bukan predikat kementerian)"; "" where there is no class."""
    found = result.classes.loc[region].get("band")
    if not isinstance(found, str):
        return ""
    note = result.instrument.classification_note
    return f"{found} ({note})" if note else found


def class_limit_reason(result: Result, region: str) -> str:
    """Why the class is lower than the score alone would give; "" where nothing holds it back."""
    found = result.classes.loc[region]
    if not found.get("reason"):
        return ""
    said = [REASONS[code](result, region) for code in str(found["reason"]).split(";")]
    return (
        f"Menurut skornya saja kelas ini {found['unlimited_band']}, tetapi berhenti di {found['band']} "
        f"karena {join_names(said)}."
    )


def unknown_index_reason(result: Result, region: str) -> str:
    """Which parts keep the index from being known; "" where it is known or nothing is under it."""
    framework = result.part(region).framework
    scores, answered = dict(result.scores.loc[region]), dict(result.answered_shares.loc[region])
    root = framework.roots[0]
    if scores[root] == scores[root]:
        return ""
    missing = [code for code in framework.dimensions if scores[code] != scores[code]]
    named = [f"{framework.node(code).name} ({format_part(answered[code])} terjawab)" for code in missing]
    return (
        f"Indeks belum dapat dihitung karena data berikut belum cukup: {join_names(named)}." if named else ""
    )


def _dimension_below(result: Result, region: str) -> str:
    framework = result.part(region).framework
    floor = max((each.weakest for each in framework.scale.bands if each.weakest is not None), default=0.0)
    scores = dict(result.scores.loc[region])
    decimals = framework.scale.decimals
    low = [
        f"{framework.node(code).name} ({format_below(score, floor, decimals)})"
        for code in framework.dimensions
        if (score := scores[code]) < floor - 1e-9
    ]
    return f"{join_names(low)} masih di bawah {format_number(floor)}"


def _evidence(result: Result, region: str) -> str:
    part = result.part(region)
    need = max(each.evidence for each in part.framework.scale.bands)
    share = float(part.evidence[part.framework.roots[0]].to_dict()[region])
    return (
        f"baru {format_percent_below(share, need)} indikator indeks yang terjawab {PROVED}, sedangkan "
        f"syaratnya {format_percent(need)}"
    )


REASONS = {"dimension_below": _dimension_below, "evidence": _evidence}

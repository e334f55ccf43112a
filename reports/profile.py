"""What the one-page profile of a kabupaten says: every text and position of the page, ready to set."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts.drawing.first_rows import tell_other_rows
from charts.drawing.format import (
    MISSING,
    format_count,
    format_date,
    format_difference,
    format_number,
    format_percent,
    format_place,
    format_plain,
    format_step,
    join_ends,
)
from charts.titles.wording import PROVED, names_with_answers
from reports import sentences
from workflow.documents.region_facts import RegionFacts
from workflow.results import summary

ROWS, LISTED = 8, 4
EPSILON = 1e-9
Part = dict[str, Any]


def profile_content(facts: RegionFacts) -> Part:
    """The parts of the page, as reports/profile.typ reads them."""
    return {
        "title": f"Profil {facts.instrument.title_within}",
        "place": facts.name,
        "subtitle": _subtitle(facts),
        "mark": "" if facts.locked else "SEMENTARA",
        "index": _index(facts),
        "message": _message(facts),
        "chart": _chart(facts),
        "quality": _quality(facts),
        "aside": _prerequisites(facts),
        "priorities": _priorities(facts),
        "below": [_strengths(facts), _weaknesses(facts)],
        "foot": _foot(facts),
    }


def _subtitle(facts: RegionFacts) -> str:
    place = ", ".join(part for part in (facts.name, facts.province) if part)
    until = f" · keadaan {format_date(facts.last_change)}" if facts.last_change else ""
    return f"{place} · periode {facts.period.label}{until}"


def _index(facts: RegionFacts) -> Part:
    whole = facts.proven_range.iloc[0]
    decimals = facts.scale.decimals
    low, high = format_number(whole["proven"], decimals), format_number(whole["claimed"], decimals)
    known = sentences.index_value_text(facts)
    parts = [facts.band] if facts.band else []
    if sentences.is_evidence_required(facts) and MISSING not in (low, high) and low != high:
        parts.append(f"rentang bukti {join_ends(low, high)}")
    return {
        "value": known,
        "of": "" if known == MISSING else f" / {format_plain(facts.scale.maximum)}",
        "kind": " · ".join(parts) or facts.framework.node(facts.root).name,
    }


def _message(facts: RegionFacts) -> list[str]:
    rules = (
        sentences.extremes_sentence,
        sentences.gap_sentence,
        sentences.pareto_sentence,
        sentences.class_limit_sentence,
    )
    said = [text for rule in rules if (text := rule(facts))]
    return said[:3] or [
        text for rule in (sentences.index_sentence, sentences.answered_sentence) if (text := rule(facts))
    ]


def _chart(facts: RegionFacts) -> Part:
    """Rows furthest below target first, unknown ones last; without targets in the instrument's order."""
    rows = facts.dimensions.assign(behind=facts.dimensions["distance"])
    if facts.aimed:
        rows = rows.sort_values("behind", ascending=False, kind="stable", na_position="last")
    target, noun = f"target {facts.year}", sentences.index_parts_noun(facts)
    rows = rows.assign(name=names_with_answers(rows))
    shown = rows[["node", "name", "score", "target"]]
    key = f"Lingkaran: skor saat ini. Belah ketupat: target {facts.target.label}. Garis: jarak ke target."
    return {
        "title": f"Kesenjangan terhadap {target}" if facts.aimed else f"Skor tiap {noun}",
        "difference": "Skor − target" if facts.aimed else "",
        "alt": _alt(facts),
        "key": key if facts.aimed else f"Lingkaran: skor saat ini, skala {sentences.scale_range(facts)}.",
        "ticks": _ticks(facts),
        "rows": [_row(facts, *row) for row in shown.itertuples(index=False, name=None)],
    }


def _row(facts: RegionFacts, node: str, name: str, score: float, target: float) -> Part:
    decimals = facts.scale.decimals
    return {
        "name": name,
        "colour": facts.chart_palette.dimension(node),
        "score": _share(facts, score),
        "score_text": format_number(score, decimals),
        "target": _share(facts, target),
        "target_text": format_number(target, decimals, missing=""),
        "gap_text": format_difference(score, target, decimals, missing=""),
    }


def _share(facts: RegionFacts, value: float) -> float | None:
    low, high = facts.scale.minimum, facts.scale.maximum
    return None if math.isnan(value) else min(max((value - low) / (high - low), 0.0), 1.0)


def _ticks(facts: RegionFacts) -> list[Part]:
    low, high, names = facts.scale.minimum, facts.scale.maximum, facts.scale.levels
    steps = range(int(high - low) + 1)
    return [
        {
            "at": step / (high - low),
            "value": format_plain(low + step),
            "name": names[step].removeprefix(f"Tingkat {format_plain(low + step)}")
            if step < len(names)
            else "",
        }
        for step in steps
    ]


def _alt(facts: RegionFacts) -> str:
    decimals = facts.scale.decimals
    rows = facts.dimensions[["name", "score", "target"]].itertuples(index=False, name=None)
    said = [
        f"{name} {format_number(score, decimals)}"
        + ("" if math.isnan(aim) else f", target {format_number(aim, decimals)}")
        for name, score, aim in rows
    ]
    return f"Skor tiap {sentences.index_parts_noun(facts)} {facts.label}: {'; '.join(said)}."


def _quality(facts: RegionFacts) -> list[Part]:
    basis, senders = facts.answer_basis, facts.opd_responses
    noun = facts.nouns[min(facts.nouns)]
    rows = []
    if senders["sent"].any():
        rows.append(
            ("OPD mengirim", f"{format_count(int(senders['sent'].sum()))} dari {format_count(len(senders))}")
        )
    rows.append((f"{noun} terjawab", f"{format_count(basis.answered)} dari {format_count(basis.asked)}"))
    if sentences.is_evidence_required(facts):
        rows.append((f"Jawaban {PROVED}", format_percent(basis.evidence)))
    counts = (("Jawaban OPD", basis.claimed), ("Disepakati", basis.agreed), ("Terverifikasi", basis.verified))
    rows += [(label, format_count(count)) for label, count in counts if count and senders["sent"].any()]
    rows.append(("Status angka", facts.period.status_word))
    return [{"label": label, "value": value} for label, value in rows]


def _priorities(facts: RegionFacts) -> Part:
    """The largest contributions in whole groups of ties; a group that does not fit is told, never cut."""
    noun = _leaf(facts)
    title = f"{noun.capitalize()} dengan sumbangan terbesar terhadap kesenjangan"
    title += f" dari target {facts.year}" if facts.aimed else ""
    if facts.ranked_gaps.empty:
        return {"title": title, "head": [], "rows": [], "note": sentences.no_gap_sentence(facts, facts.root)}
    rows, note = gap_list_excerpt(facts, ROWS)
    shown = [_priority(facts, row) for row in rows.to_dict("records")]
    top = facts.nouns[max(facts.nouns)]
    head = ["Urutan", noun.capitalize(), top, "Penanggung jawab", "Tingkat", "Sumbangan"]
    if basis := summary.points_basis(facts.result, facts.region):
        note = f"{note} Sumbangan: poin indeks{basis}.".strip()
    return {"title": title, "head": head, "rows": shown, "note": note}


def gap_list_excerpt(
    facts: RegionFacts, most: int, among: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, str]:
    """The first rows of a start list (None = the whole) with lead and level, and what is said of the rest.

    Whole groups of ties while they fit in `most` rows; the first group is cut when it alone is larger.
    """
    given = facts.led_indicators.set_index("node")[["lead", "value"]]
    listed = facts.ranked_gaps if among is None else among
    start = listed[["node", "name", "dimension", "contribution", "group"]].join(given, on="node")
    start.insert(5, "size", start.groupby("group")["node"].transform("size"))
    start.insert(6, "place", start["group"].rank(method="min").astype(int))
    ends = start.groupby("group")["size"].first().cumsum()
    whole = int(ends[ends <= most].max()) if (ends <= most).any() else min(most, len(start))
    shown = start.head(whole)
    noun = _leaf(facts)
    if whole == len(start):
        return shown, ""
    following = start.iloc[whole]
    size = format_count(int(following["size"]))
    if following["group"] == shown["group"].iloc[-1]:
        return shown, f"{size} {noun} berimbang; {whole} ditampilkan."
    equal = " berimbang" if size != "1" else ""
    return shown, f"Urutan berikutnya: {size} {noun}{equal}."


def _priority(facts: RegionFacts, row: Mapping[Any, Any]) -> Part:
    framework = facts.framework
    aim = framework.targets()[row["node"]]
    return {
        "place": format_place(row["place"], row["size"]),
        "name": row["name"],
        "dimension": framework.node(row["dimension"]).name,
        "lead": facts.shorts.get(row["lead"], row["lead"]) or "–",
        "step": format_step(row["value"], math.nan if aim is None else aim),
        "gain": format_number(row["contribution"], 3),
    }


def _level(value: float | None) -> str:
    return MISSING if value is None or math.isnan(value) else format_plain(value)


def _strengths(facts: RegionFacts) -> Part:
    """Indicators on the two highest levels."""
    none = f"Belum ada {_leaf(facts)} pada tingkat {format_plain(facts.scale.maximum - 1)} atau lebih."
    return _listed("Kekuatan", facts.strong_indicators, none, facts)


def _weaknesses(facts: RegionFacts) -> Part:
    """Indicators on the two lowest levels."""
    none = f"Tidak ada {_leaf(facts)} pada tingkat {format_plain(facts.scale.minimum + 1)} atau kurang."
    return _listed("Perlu diperkuat", facts.weak_indicators, none, facts)


def _listed(title: str, rows: pd.DataFrame, none: str, facts: RegionFacts) -> Part:
    shown = rows.head(LISTED)[["name", "dimension", "value"]].itertuples(index=False, name=None)
    said = [
        f"{name} ({facts.framework.node(top).name}, tingkat {_level(value)})" for name, top, value in shown
    ]
    levels = [_level(value) for value in rows["value"]]
    return {"title": title, "rows": said, "note": _more(levels, _leaf(facts)) if said else none}


def _more(printed: Sequence[str], noun: str) -> str:
    rest = tell_other_rows(printed, LISTED, noun)
    return f"{rest}." if rest else ""


def _prerequisites(facts: RegionFacts) -> list[Part]:
    """Prerequisites below their targets, the furthest first; nothing where none is known."""
    known = facts.prerequisite_nodes.dropna(subset=["score", "target"])
    behind = known[known["distance"] > EPSILON].sort_values("distance", ascending=False, kind="stable")
    shown = behind.head(LISTED)[["name", "score", "target"]].itertuples(index=False, name=None)
    said = [f"{name} ({_level(score)}, target {_level(target)})" for name, score, target in shown]
    apart = [format_difference(aim, score) for aim, score in behind[["target", "score"]].to_numpy()]
    note = _more(apart, "prasyarat") if said else sentences.prerequisites_sentence(facts)
    return (
        [{"title": f"Prasyarat di bawah target {facts.year}", "rows": said, "note": note}]
        if len(known)
        else []
    )


def _leaf(facts: RegionFacts) -> str:
    return facts.nouns[min(facts.nouns)].lower()


def _foot(facts: RegionFacts) -> str:
    parts = [
        f"Instrumen {facts.instrument.title} {facts.instrument.version} ({facts.instrument.status})",
        f"kode keaslian {facts.instrument.digest[:8]}",
        facts.period.status_word,
        *([facts.instrument.classification_note] if facts.band else []),
        *filter(None, [facts.period.sample_label]),
        facts.audit_mark,
    ]
    return " · ".join(parts)

"""Sentences on a kabupaten, each proved by a rule on its numbers; "" where the data do not prove it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from charts import titles
from charts.drawing.format import (
    MISSING,
    format_count,
    format_date,
    format_index,
    format_number,
    format_part,
    format_percent,
    format_span,
    join_names,
    round_as_printed,
)
from charts.results.pareto import tied_contribution_groups
from charts.titles.wording import PROVED, is_few_answered, names_with_answers
from reports import verdict
from workflow.documents.region_facts import RegionFacts
from workflow.results import summary

EPSILON = 1e-9


def index_sentence(facts: RegionFacts) -> str:
    """The index with its class and the target, or why there is none."""
    if (value := index_value_text(facts)) == MISSING:
        return verdict.unknown_index_reason(facts.result, facts.region)
    name = facts.framework.node(facts.root).name
    kind = f", kelas {facts.band}" if facts.band else ""
    return f"{name} {facts.label} {value} pada skala {scale_range(facts)}{kind}."


def index_value_text(facts: RegionFacts) -> str:
    """ "2,60", with "≈ batas" where it prints as a class boundary it has not reached; "Data kurang"."""
    return format_index(facts.index["score"], facts.scale)


def scale_range(facts: RegionFacts) -> str:
    """ "1–5"."""
    return format_span(facts.scale.minimum, facts.scale.maximum)


def class_limit_sentence(facts: RegionFacts) -> str:
    """Why the class is lower than the score alone would give."""
    return verdict.class_limit_reason(facts.result, facts.region) if facts.band else ""


def extremes_sentence(facts: RegionFacts) -> str:
    """Which dimensions score highest and lowest; nothing where one lacks data or all are equal as printed."""
    rows, noun = facts.dimensions, index_parts_noun(facts)
    score = round_as_printed(rows["score"], facts.scale.decimals)
    if len(rows) < 2 or score.isna().any() or score.nunique() == 1:
        return ""
    ends = [(word, score == edge) for word, edge in (("tertinggi", score.max()), ("terendah", score.min()))]
    said = [f"{word} {_with_scores(rows[held], facts)}" for word, held in ends]
    return f"Skor {noun} {'; '.join(said)}."


def unknown_dimensions_sentence(facts: RegionFacts) -> str:
    """Dimensions whose data do not suffice for a score."""
    missing = facts.dimensions[facts.dimensions["score"].isna()]
    return f"Data belum cukup untuk {join_names(list(missing['name']))}." if len(missing) else ""


def gap_sentence(facts: RegionFacts) -> str:
    """Which dimensions stand furthest from their targets, as far as printed distances tell them apart."""
    rows = facts.dimensions
    if rows["score"].isna().any() or rows["target"].isna().any() or len(rows) < 2:
        return ""
    if (rows["score"] >= rows["target"] - EPSILON).all():
        few = ", dari yang terjawab" if any(map(is_few_answered, rows["answered"])) else ""
        return f"Seluruh {index_parts_noun(facts)} sudah mencapai target {facts.year}{few}."
    distance = rows["printed_distance"]
    lead = rows[(distance == distance.max()) & (distance > 0)]
    if not 0 < len(lead) < len(rows):
        return ""
    far = format_number(float(distance.max()), facts.scale.decimals)
    return (
        f"Jarak terjauh dari target {facts.year}: {join_names(list(names_with_answers(lead)))}, {far} poin."
    )


def no_gap_sentence(facts: RegionFacts, node: str) -> str:
    """Why no indicator under a node has points to gain: no target, all are met, or too little is known."""
    noun = facts.nouns[min(facts.nouns)].lower()
    if not facts.aimed:
        return f"Target belum ada; sepakati target agar {noun} yang didahulukan dapat dihitung."
    return {
        summary.CLOSED: f"Seluruh {noun} yang terjawab sudah mencapai target {facts.year}.",
        summary.UNCOUNTED: f"Jawaban belum cukup untuk menghitung sumbangan tiap {noun}.",
        summary.UNANSWERED: f"Belum ada {noun} yang terjawab.",
    }[summary.explain_no_gap(facts.result, facts.region, node)]


def pareto_sentence(facts: RegionFacts) -> str:
    """How few indicators hold how much of the whole gap."""
    noun = facts.nouns[min(facts.nouns)].lower()
    found = titles.pareto_title(tied_contribution_groups(facts.ranked_gaps), noun)
    return f"{found}." if found[:1].isdigit() else ""


def answered_sentence(facts: RegionFacts) -> str:
    """How many indicators are answered and how many of the answers have evidence."""
    noun, basis = facts.nouns[min(facts.nouns)].lower(), facts.answer_basis
    with_them = " (termasuk prasyarat)" if facts.framework.prerequisites else ""
    said = f"{format_count(basis.answered)} dari {format_count(basis.asked)} {noun}{with_them} terjawab"
    if basis.answered and is_evidence_required(facts):
        said += f", {format_percent(basis.evidence)} di antaranya {PROVED}"
    return f"{said}."


def proof_text(row: Mapping[Hashable, object]) -> str:
    """What proves the value in force of a row of `list_indicators`: "Ada", "Diverifikasi", or a dash.

    As many rows say either as are told to be proved.
    """
    if not row["proved"]:
        return "–"
    return "Ada" if row["evidence"] else "Diverifikasi"


def responses_sentence(facts: RegionFacts) -> str:
    """How many OPD answered; nothing where none was asked or none sent (a table spoke for the region)."""
    sent = facts.opd_responses["sent"]
    if not sent.any():
        return ""
    return f"{format_count(int(sent.sum()))} dari {format_count(len(sent))} OPD mengirim jawaban."


def evidence_sentence(facts: RegionFacts) -> str:
    """What the index becomes when claims without evidence are corrected; only where that changes it."""
    whole = facts.proven_range.iloc[0]
    title = titles.evidence_range_title(whole["proven"], whole["claimed"], facts.scale.decimals)
    return f"{title}." if is_evidence_required(facts) and title.startswith(("Bila", "Indeks tetap")) else ""


def answer_basis_text(facts: RegionFacts) -> str:
    """ "65 jawaban OPD, 18 disepakati, 7 terverifikasi"; "" where nothing is answered."""
    basis = facts.answer_basis
    counts = (("jawaban OPD", basis.claimed), ("disepakati", basis.agreed), ("terverifikasi", basis.verified))
    return ", ".join(f"{format_count(count)} {word}" for word, count in counts if count)


def prerequisites_sentence(facts: RegionFacts) -> str:
    """How many prerequisites are below their targets; nothing where none is known."""
    found = titles.prerequisites_title(facts.prerequisite_nodes, facts.scale.decimals)
    return f"{found}." if found.startswith("Seluruh") or found[:1].isdigit() else ""


def key_messages(facts: RegionFacts) -> list[str]:
    """What a reader with one minute should know, the most important first."""
    return [
        said
        for rule in (index_sentence, class_limit_sentence, extremes_sentence, gap_sentence, pareto_sentence)
        if (said := rule(facts))
    ]


def provenance_line(facts: RegionFacts) -> str:
    """Version, status, date and basis of the numbers, for the foot of a document."""
    parts = [
        f"{facts.instrument.title} {facts.instrument.version}",
        f"periode {facts.period.label}",
        f"per {format_date(facts.last_change)}" if facts.last_change else "",
        f"dasar nilai: {answer_basis_text(facts)}" if answer_basis_text(facts) else "",
        facts.audit_mark,
    ]
    return " · ".join(part for part in parts if part)


def is_evidence_required(facts: RegionFacts) -> bool:
    """Whether the instrument's classes ask for evidence."""
    return facts.scale.asks_evidence


def index_parts_noun(facts: RegionFacts) -> str:
    """What the children of the index are called: "dimensi", "domain", "komponen"."""
    return facts.nouns[max(facts.nouns)].lower()


def _with_scores(rows: pd.DataFrame, facts: RegionFacts) -> str:
    score = format_number(float(rows["score"].iloc[0]), facts.scale.decimals)
    if not any(map(is_few_answered, rows["answered"])):
        return f"{join_names(list(rows['name']))} ({score})"
    if len(rows) > 1:
        return f"{join_names(list(names_with_answers(rows)))}, masing-masing {score}"
    return f"{rows['name'].iloc[0]} ({score}, baru {format_part(rows['answered'].iloc[0])} terjawab)"

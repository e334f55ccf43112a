"""Sentences on a kabupaten, each proved by a rule on its numbers; "" where the data do not prove it."""

from __future__ import annotations

import pandas as pd

from charts import titles
from charts.format import MISSING, count, day, listed, near, number, percent, rounded
from charts.pareto import groups
from reports import verdict
from workflow.facts import Facts

EPSILON = 1e-9


def index(facts: Facts) -> str:
    """The index with its class and the target, or why there is none."""
    if (value := index_value(facts)) == MISSING:
        return verdict.lacking(facts.result, facts.region)
    name = facts.framework.node(facts.root).name
    kind = f", kelas {facts.band}" if facts.band else ""
    return f"{name} {facts.label} {value} pada skala {scale(facts)}{kind}."


def index_value(facts: Facts) -> str:
    """ "2,60", with "≈ batas" where it prints as a class boundary it has not reached; "Data kurang"."""
    bounds = tuple(band.lower for band in facts.scale.bands)
    return near(facts.index["score"], bounds, facts.scale.decimals)


def scale(facts: Facts) -> str:
    """ "1–5"."""
    return f"{facts.scale.minimum:g}–{facts.scale.maximum:g}".replace(".", ",")


def limit(facts: Facts) -> str:
    """Why the class is lower than the score alone would give."""
    return verdict.limit(facts.result, facts.region) if facts.band else ""


def extremes(facts: Facts) -> str:
    """Which dimensions score highest and lowest; nothing where one lacks data or all are equal as printed."""
    rows, noun = facts.dimensions, noun_of(facts)
    score = rounded(rows["score"], facts.scale.decimals)
    if len(rows) < 2 or score.isna().any() or score.nunique() == 1:
        return ""
    ends = [(word, score == edge) for word, edge in (("tertinggi", score.max()), ("terendah", score.min()))]
    said = [f"{word} {_with_scores(rows[held], facts)}" for word, held in ends]
    return f"Skor {noun} {'; '.join(said)}."


def lacking(facts: Facts) -> str:
    """Dimensions whose data do not suffice for a score."""
    missing = facts.dimensions[facts.dimensions["score"].isna()]
    return f"Data belum cukup untuk {listed(list(missing['name']))}." if len(missing) else ""


def gap(facts: Facts) -> str:
    """Which dimensions stand furthest from their targets, as far as printed distances tell them apart."""
    rows = facts.dimensions
    if rows["score"].isna().any() or rows["target"].isna().any() or len(rows) < 2:
        return ""
    if (rows["score"] >= rows["target"] - EPSILON).all():
        return f"Seluruh {noun_of(facts)} sudah mencapai target {facts.year}."
    distance = rounded(rows["target"] - rows["score"], facts.scale.decimals)
    lead = rows[(distance == distance.max()) & (distance > 0)]
    if not 0 < len(lead) < len(rows):
        return ""
    far = number(float(distance.max()), facts.scale.decimals)
    return f"Jarak terjauh dari target {facts.year}: {listed(list(lead['name']))} ({far} poin)."


def pareto(facts: Facts) -> str:
    """How few indicators hold how much of the whole gap."""
    noun = facts.nouns[min(facts.nouns)].lower()
    found = titles.pareto(groups(facts.start), noun)
    return f"{found}." if found[:1].isdigit() else ""


def answered(facts: Facts) -> str:
    """How many indicators are answered and how many of the answers have evidence."""
    noun, basis = facts.nouns[min(facts.nouns)].lower(), facts.basis
    said = f"{count(basis.answered)} dari {count(basis.asked)} {noun} terjawab"
    if basis.answered and proving(facts):
        said += f", {percent(basis.evidence)} di antaranya berbukti atau terverifikasi"
    return f"{said}."


def sent(facts: Facts) -> str:
    """How many OPD answered; nothing where none was asked or none sent (a table spoke for the region)."""
    if not facts.senders["sent"].any():
        return ""
    return f"{count(int(facts.senders['sent'].sum()))} dari {count(len(facts.senders))} OPD mengirim jawaban."


def evidence(facts: Facts) -> str:
    """What the index becomes when claims without evidence are corrected; only where that changes it."""
    whole = facts.proven.iloc[0]
    title = titles.evidence(whole["proven"], whole["claimed"], facts.scale.decimals)
    return f"{title}." if proving(facts) and title.startswith(("Bila", "Indeks tetap")) else ""


def rests_on(facts: Facts) -> str:
    """ "72% klaim OPD, 20% disepakati, 8% terverifikasi"; "" where nothing is answered."""
    basis = facts.basis
    shares = (("klaim OPD", basis.claimed), ("disepakati", basis.agreed), ("terverifikasi", basis.verified))
    return ", ".join(f"{percent(share)} {word}" for word, share in shares if share > 0)


def prerequisites(facts: Facts) -> str:
    """How many prerequisites are below their targets; nothing where none is known."""
    found = titles.prerequisites(facts.prerequisites, facts.scale.decimals)
    return f"{found}." if found.startswith("Seluruh") or found[:1].isdigit() else ""


def message(facts: Facts) -> list[str]:
    """What a reader with one minute should know, the most important first."""
    return [said for rule in (index, limit, extremes, gap, pareto) if (said := rule(facts))]


def provenance(facts: Facts) -> str:
    """Version, status, date and basis of the numbers, for the foot of a document."""
    parts = [
        f"{facts.instrument.title} {facts.instrument.version}",
        f"periode {facts.period.label}",
        f"per {day(facts.changed)}" if facts.changed else "",
        f"dasar nilai: {rests_on(facts)}" if rests_on(facts) else "",
    ]
    return " · ".join(part for part in parts if part)


def proving(facts: Facts) -> bool:
    """Whether the instrument's classes ask for evidence."""
    return any(band.evidence > 0 for band in facts.scale.bands)


def noun_of(facts: Facts) -> str:
    """What the children of the index are called: "dimensi", "domain", "komponen"."""
    return facts.nouns[max(facts.nouns)].lower()


def _with_scores(rows: pd.DataFrame, facts: Facts) -> str:
    score = number(float(rows["score"].iloc[0]), facts.scale.decimals)
    return f"{listed(list(rows['name']))} ({score})"

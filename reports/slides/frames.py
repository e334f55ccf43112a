"""Slides around the findings: aims, questions, recap, weights, duties."""

from __future__ import annotations

import pandas as pd

from charts import titles
from charts.drawing.format import format_count, format_shares, round_number
from reports import sentences
from reports.slides.deck import Deck
from reports.slides.gaps import add_dimension_bars, level_text
from reports.slides.tables import SlideTable
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.region_facts import RegionFacts

AIMS = (
    "Melihat bersama hasil survei: di mana kuat, di mana lemah, dan seberapa kuat buktinya.",
    "Menyepakati kesenjangan yang didahulukan dan akar masalahnya.",
    "Memilih program dan quick win dengan penanggung jawab, waktu, dan biaya.",
    "Menyusun peta jalan dan tindak lanjut tiap OPD.",
)
RULES = (
    "Tiap peserta menilai sendiri lebih dahulu, baru berdiskusi.",
    "Hasil suara ditampilkan setelah putaran ditutup.",
    "Skor dipakai untuk perencanaan, bukan perlombaan.",
)
NEXT = "pada periode berikutnya"  # nothing more comes into a period that is locked


def add_aims_slide(deck: Deck) -> None:
    """What the two days are for, and how to take part."""
    sheet = deck.add("Tujuan dua hari dan cara berpartisipasi")
    left, right = sheet.area.row(1.3, 1, gap=30)
    sheet.bullets(left, AIMS, "Tujuan")
    sheet.bullets(right, RULES, "Cara berpartisipasi")
    sheet.notes("Jelaskan urutan dua hari dan siapa yang mencatat kesepakatan.")


def add_questions_slide(deck: Deck) -> None:
    """What the room should talk about: each question comes of a number of this kabupaten."""
    sheet = deck.add("Pertanyaan diskusi hari pertama", deck.facts.label)
    said = discussion_questions(deck.facts)
    sheet.bullets(sheet.area, said)
    sheet.notes("Catat jawaban tiap kelompok pada kertas kerja.", *said)


def discussion_questions(facts: RegionFacts) -> list[str]:
    """Up to five questions, each proved by a number; never empty."""
    counted = (int(facts.led_indicators[name].sum()) for name in ("missing", "differs", "unproven"))
    missing, differs, bare = counted
    furthest, later = _furthest(facts.dimensions), f" {NEXT}" if facts.locked else ""
    below = int((facts.prerequisite_nodes["printed_distance"] > 0).sum())
    found = (
        (furthest, f"Apa akar masalah kesenjangan pada {furthest}?"),
        (
            missing,
            f"Kapan dan oleh siapa {format_count(missing)} pertanyaan yang belum dijawab dilengkapi{later}?",
        ),
        (
            bare,
            f"Bukti apa yang dapat dilampirkan untuk {format_count(bare)} jawaban tingkat 3 ke atas "
            f"yang belum berbukti{later}?",
        ),
        (
            differs,
            f"Bagaimana {format_count(differs)} pertanyaan yang jawabannya berbeda jauh diperjelas{later}?"
            if facts.locked
            else f"Tingkat mana yang benar untuk {format_count(differs)} pertanyaan yang berbeda jauh?",
        ),
        (below, f"Prasyarat mana dari {below} yang di bawah target dapat dipenuhi tahun ini?"),
    )
    noun = sentences.index_parts_noun(facts)
    return [text for holds, text in found if holds] or [f"Apa yang perlu dipertahankan pada tiap {noun}?"]


def _furthest(rows: pd.DataFrame) -> str:
    """The one dimension furthest below its target as printed; "" where it is shared or unknown."""
    distance = rows["printed_distance"]
    alone = rows[(distance == distance.max()) & (distance > 0)]
    return str(alone["name"].iloc[0]) if len(alone) == 1 and not rows["score"].isna().any() else ""


def add_recap_slide(deck: Deck) -> None:
    """The first day in a few proved sentences."""
    facts = deck.facts
    sheet = deck.add("Rangkuman hari pertama", facts.label)
    rules = (
        *(
            sentences.index_sentence,
            sentences.extremes_sentence,
            sentences.gap_sentence,
            sentences.pareto_sentence,
        ),
        *(sentences.evidence_sentence, sentences.prerequisites_sentence),
    )
    said = [text for rule in rules if (text := rule(facts))][:4]
    sheet.bullets(sheet.area, said)
    sheet.notes("Tanyakan apakah rangkuman ini disepakati sebelum memilih program.", *said)


def has_unequal_weights(facts: RegionFacts, _: PlanFacts) -> bool:
    """Whether there is anything to show: equal weights are one sentence of the method."""
    weights = [facts.framework.node(code).weight for code in facts.framework.dimensions]
    return max(weights) - min(weights) > 1e-9


def add_weights_slide(deck: Deck) -> None:
    """What each dimension weighs in the index."""
    facts = deck.facts
    rows = facts.dimensions
    raw = [facts.framework.node(code).weight for code in rows["node"]]
    shares = [weight / sum(raw) for weight in raw]
    named = f"{facts.instrument.title} {facts.instrument.version}"
    title = titles.weights_title(shares, sentences.index_parts_noun(facts))
    sheet = deck.add(title, f"Bobot resmi {facts.result.weight_sets.get(facts.region, '') or named}")
    whole = all(round_number(share, 4) == round_number(share, 2) for share in shares)
    labels = [f" {text}" for text in format_shares(shares, 0 if whole else 1)]
    add_dimension_bars(facts, sheet, sheet.area, rows, shares, labels, room=0.3)
    said = "; ".join(f"{name}{text}" for name, text in zip(rows["name"], labels, strict=True))
    sheet.notes("Simulasi bobot lain tidak mengubah angka resmi.", f"Bobot: {said}.")


def add_duties_slide(deck: Deck) -> None:
    """What each OPD does next: how many indicators it lifts, and its first step."""
    facts = deck.facts
    duties, waiting = facts.closing_duties, facts.unanswered_indicators.groupby("opd").size()
    firsts = {
        row["opd"]: f"{row['name']} ({level_text(row['level'])} → {level_text(row['next_level'])})"
        for row in duties.drop_duplicates("opd").to_dict("records")
    }
    totals = duties.groupby("opd").size()
    bodies = [*firsts, *(opd for opd in waiting.index if opd and opd not in firsts)]
    rows = [
        [
            facts.shorts.get(opd, opd),
            format_count(totals.get(opd, 0)),
            format_count(waiting.get(opd, 0)),
            firsts.get(opd, f"Melengkapi jawaban {NEXT}" if facts.locked else "Melengkapi jawaban"),
        ]
        for opd in bodies
    ]
    head = ("OPD", "Perlu naik", "Belum dijawab*", "Salah satu langkah pertama (tingkat)")
    table = SlideTable(head, rows, (2, 0.9, 1, 4), ("left", "center", "center", "left"))
    subtitle = "Diurutkan dari sumbangan OPD terhadap kesenjangan; *termasuk prasyarat"
    deck.table("Tindak lanjut tiap OPD", subtitle, table, facts.source)

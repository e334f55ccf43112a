"""Slides of the appendix: method, quality of the data, the OPD, the words."""

from __future__ import annotations

from charts.drawing.format import format_count, format_percent
from charts.titles.wording import PROVED
from reports import sentences
from reports.slides.deck import Deck
from reports.slides.tables import SlideTable, add_slide_table
from workflow.documents.region_facts import RegionFacts


def add_method_slide(deck: Deck) -> None:
    """How the numbers come about, in few words."""
    facts = deck.facts
    used = facts.instrument
    said = [
        f"{used.title} {used.version} ({used.status}): {_size(facts)}.",
        "Skor adalah rata-rata tertimbang; data kurang bukan nol dan tidak diberi skor.",
        "Nilai yang dipakai: terverifikasi, lalu yang disepakati, lalu jawaban OPD.",
        f"Kelas: {used.classification_note}." if used.classification_note else "",
    ]
    sheet = deck.add("Lampiran: metode penilaian")
    sheet.bullets(sheet.area, [text for text in said if text])
    sheet.notes(*used.notes)


def _size(facts: RegionFacts) -> str:
    """ "6 dimensi, 18 subdimensi, 90 indikator": the nodes under the index."""
    tree = facts.framework
    below, inside = [facts.root], []
    while below:
        children = [child for code in below for child in tree.children(code)]
        inside += children
        below = children
    ranks = [tree.node(code).level for code in inside]
    return ", ".join(
        f"{format_count(ranks.count(rank))} {name.lower()}" for rank, name in facts.nouns.items()
    )


def add_quality_slide(deck: Deck) -> None:
    """What the numbers rest on."""
    facts = deck.facts
    basis, sent = facts.answer_basis, facts.opd_responses["sent"]
    counts = [format_count(one) for one in (basis.claimed, basis.agreed, basis.verified)]
    rows = [
        ["OPD mengirim jawaban", f"{format_count(int(sent.sum()))} dari {format_count(len(sent))}"]
        if sent.any()
        else [],
        ["Pertanyaan terjawab", f"{format_count(basis.answered)} dari {format_count(basis.asked)}"],
        [f"Jawaban {PROVED}", format_percent(basis.evidence)]
        if sentences.is_evidence_required(facts)
        else [],
        *zip(("Jawaban OPD", "Disepakati", "Terverifikasi"), counts, strict=True),
        ["Status periode", facts.period.status_word],
        ["Kode keaslian instrumen", facts.instrument.digest[:12]],
        ["Kode jejak audit", facts.audit_mark.removeprefix("Jejak audit ")],
    ]
    sheet = deck.add("Lampiran: mutu data", facts.label)
    table = SlideTable(("Keterangan", "Nilai"), [row for row in rows if row], (3, 2), ("left", "left"))
    add_slide_table(sheet, sheet.area, table, "Mutu data.")
    sheet.notes(facts.source)


def add_opd_slides(deck: Deck) -> None:
    """The OPD, whether they sent, and what they answered; as many slides as they need."""
    facts = deck.facts
    rows = [
        [
            name,
            "Sudah" if sent else "Belum",
            f"{format_count(answered)} dari {format_count(asked)}" if asked else "–",
        ]
        for name, asked, answered, sent in facts.opd_responses[
            ["name", "asked", "answered", "sent"]
        ].to_numpy()
    ]
    table = SlideTable(("OPD", "Mengirim", "Terjawab"), rows, (5, 1.1, 1.2), ("left", "center", "center"))
    deck.table("Lampiran: daftar OPD", f"{format_count(len(rows))} OPD {facts.label}", table, facts.source)


def _status(facts: RegionFacts) -> str:
    if facts.locked:
        return "Periode sudah dikunci; angka tidak berubah lagi"
    return "Periode belum dikunci; angka masih dapat berubah"


def add_glossary_slide(deck: Deck) -> None:
    """The words these slides use."""
    words = [
        ["Skor", f"Rata-rata tertimbang pada skala {sentences.scale_range(deck.facts)}"],
        ["Kesenjangan", "Target dikurangi skor"],
        ["Sumbangan", "Poin indeks yang bertambah bila indikator mencapai target"],
        ["Data kurang", "Jawaban belum cukup untuk menghitung skor; bukan nol"],
        ["Berimbang", "Nilainya sama; urutan di dalamnya tidak berarti apa-apa"],
        [deck.facts.period.status_word, _status(deck.facts)],
        ["OPD", "Organisasi perangkat daerah"],
    ]
    sheet = deck.add("Lampiran: istilah")
    add_slide_table(
        sheet,
        sheet.area,
        SlideTable(("Istilah", "Arti"), words, (1.2, 4), ("left", "left")),
        "Istilah dan arti.",
    )
    sheet.notes("Istilah yang dipakai pada salindia ini.")

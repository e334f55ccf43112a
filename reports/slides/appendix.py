"""Slides of the appendix: method, quality of the data, the OPD, the words."""

from __future__ import annotations

from charts.format import count, percent
from reports import sentences
from reports.slides.deck import Deck
from reports.slides.tables import Table, draw
from workflow.facts import Facts, status


def method(deck: Deck) -> None:
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


def _size(facts: Facts) -> str:
    """ "6 dimensi, 18 subdimensi, 90 indikator": the nodes under the index."""
    tree = facts.framework
    below, inside = [facts.root], []
    while below:
        children = [child for code in below for child in tree.children(code)]
        inside += children
        below = children
    ranks = [tree.node(code).level for code in inside]
    return ", ".join(f"{count(ranks.count(rank))} {name.lower()}" for rank, name in facts.nouns.items())


def quality(deck: Deck) -> None:
    """What the numbers rest on."""
    facts = deck.facts
    basis, sent = facts.basis, facts.senders["sent"]
    rows = [
        ["OPD mengirim jawaban", f"{count(int(sent.sum()))} dari {count(len(sent))}"] if sent.any() else [],
        ["Butir terjawab", f"{count(basis.answered)} dari {count(basis.asked)}"],
        ["Jawaban berbukti atau terverifikasi", percent(basis.evidence)] if sentences.proving(facts) else [],
        ["Klaim OPD", percent(basis.claimed)],
        ["Disepakati", percent(basis.agreed)],
        ["Terverifikasi", percent(basis.verified)],
        ["Status periode", status(facts.period)],
        ["Sidik instrumen", facts.instrument.digest[:12]],
    ]
    sheet = deck.add("Lampiran: mutu data", facts.label)
    table = Table(("Keterangan", "Nilai"), [row for row in rows if row], (3, 2), ("left", "left"))
    draw(sheet, sheet.area, table, "Mutu data.")
    sheet.notes(facts.source)


def agencies(deck: Deck) -> None:
    """The OPD, whether they sent, and what they answered; as many slides as they need."""
    facts = deck.facts
    rows = [
        [name, "Sudah" if sent else "Belum", f"{count(answered)} dari {count(asked)}" if asked else "–"]
        for name, asked, answered, sent in facts.senders[["name", "asked", "answered", "sent"]].to_numpy()
    ]
    table = Table(("OPD", "Mengirim", "Terjawab"), rows, (5, 1.1, 1.2), ("left", "center", "center"))
    deck.table("Lampiran: daftar OPD", f"{count(len(rows))} OPD {facts.label}", table, facts.source)


def glossary(deck: Deck) -> None:
    """The words these slides use."""
    words = [
        ["Skor", f"Rata-rata tertimbang pada skala {sentences.scale(deck.facts)}"],
        ["Kesenjangan", "Target dikurangi skor"],
        ["Sumbangan", "Poin indeks yang bertambah bila indikator mencapai target"],
        ["Data kurang", "Jawaban belum cukup untuk menghitung skor; bukan nol"],
        ["Setara", "Nilainya sama; urutan di dalamnya tidak berarti apa-apa"],
        ["Sementara", "Periode belum dikunci; angka masih dapat berubah"],
        ["OPD", "Organisasi perangkat daerah"],
    ]
    sheet = deck.add("Lampiran: istilah")
    draw(
        sheet, sheet.area, Table(("Istilah", "Arti"), words, (1.2, 4), ("left", "left")), "Istilah dan arti."
    )
    sheet.notes("Istilah yang dipakai pada salindia ini.")

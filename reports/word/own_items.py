"""Buku 1: what the kabupaten asks beside the index, a section of its own."""

from __future__ import annotations

from reports.word import wording
from reports.word.paper import Paper, PaperColumn
from workflow.documents.region_facts import RegionFacts
from workflow.results import summary
from workflow.targets.own_results import own_instrument_of, own_leads, score_own_items


def add_own_items(paper: Paper, facts: RegionFacts) -> None:
    """The items with their levels in force; nothing where the kabupaten asks nothing of its own."""
    own = own_instrument_of(facts.selection)
    if own is None:
        return
    leads = own_leads(own)
    rows = summary.list_indicators(score_own_items(facts.selection, own), facts.region).to_dict("records")
    paper.heading("Pertanyaan tambahan kabupaten, di luar indeks")
    paper.say(
        f"{len(rows)} pertanyaan ditanyakan {facts.name} sendiri di luar {facts.instrument.title_within}. "
        "Jawabannya tidak masuk skor, kelas, kelengkapan, kesenjangan, dan perbandingan pada bab ini.",
    )
    columns = [PaperColumn("Kode", 1.8), PaperColumn("Nama", 3.6), PaperColumn("Pertanyaan", 6.2)]
    columns += [PaperColumn("Nilai", 2.2, True), PaperColumn("Dijawab oleh", 2.4)]
    shown = [
        [
            row["node"],
            row["name"],
            row["question"],
            wording.indicator_level_text(facts, row),
            wording.short_opd_name(facts, leads[row["node"]]),
        ]
        for row in rows
    ]
    paper.table("Pertanyaan tambahan kabupaten", columns, shown)

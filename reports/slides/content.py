"""The slides there are, in their usual order, which of them the data hold, and the presentation of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reference import planning as definitions
from reports import sentences
from reports.slides import analysis, appendix, frames, gaps, room
from reports.slides import plan as plans
from reports.slides.deck import Choices, Deck, opened
from workflow.facts import Facts
from workflow.plan import Plan, gather
from workflow.source import Source

FIRST, SECOND, APPENDIX = "Hari pertama", "Hari kedua", "Lampiran"


@dataclass(frozen=True)
class Slide:
    """One entry of the list: its name, its part of the two days, what draws it, and what it needs."""

    name: str
    part: str
    draw: Callable[[Deck], None]
    holds: Callable[[Facts, Plan], bool] = lambda facts, plan: True


def _aimed(facts: Facts, _: Plan) -> bool:
    return facts.aimed and len(facts.start) > 0


def _sent(facts: Facts, _: Plan) -> bool:
    return bool(facts.senders["sent"].any())


def _rated(_: Facts, plan: Plan) -> bool:
    return bool(plan.board.cast(definitions.ways()[plans.RATED]))


def _voted(_: Facts, plan: Plan) -> bool:
    return any(plan.board.cast(way) for way in definitions.ways().values())


def _quick(_: Facts, plan: Plan) -> bool:
    return any(verdict.passes for verdict in plan.board.verdicts.values())


SLIDES: dict[str, Slide] = {
    "judul": Slide("Judul", FIRST, frames.cover),
    "tujuan": Slide("Tujuan dan cara berpartisipasi", FIRST, frames.aims),
    "kelengkapan": Slide("Kelengkapan jawaban", FIRST, analysis.completeness),
    "skala": Slide("Cara membaca skala", FIRST, analysis.scale, lambda facts, _: bool(facts.scale.levels)),
    "ringkasan": Slide("Ringkasan indeks", FIRST, analysis.summary),
    "kesenjangan": Slide("Skor dan kesenjangan", FIRST, gaps.gap),
    "elemen": Slide("Dimensi dan elemen", FIRST, analysis.matrix, lambda facts, _: len(facts.elements) > 0),
    "dimensi": Slide("Satu salindia tiap dimensi", FIRST, gaps.dimensions),
    "sumbangan": Slide("Penyumbang kesenjangan", FIRST, gaps.contributions, _aimed),
    "kekuatan": Slide("Kekuatan dan kelemahan", FIRST, analysis.extremes),
    "prasyarat": Slide(
        "Prasyarat", FIRST, analysis.prerequisites, lambda facts, _: len(facts.prerequisites) > 0
    ),
    "bukti": Slide("Skor menurut bukti", FIRST, analysis.evidence, lambda facts, _: sentences.proving(facts)),
    "kesepakatan": Slide(
        "Kesepakatan antar-OPD", FIRST, room.opinions, lambda _, plan: plan.opinions.counted
    ),
    "akar_masalah": Slide("Akar masalah", FIRST, room.causes, lambda _, plan: plan.causes["total"].sum() > 0),
    "swot": Slide("SWOT", FIRST, room.swot, lambda _, plan: room.written(plan.lines)),
    "diskusi": Slide("Pertanyaan diskusi", FIRST, frames.questions),
    "rangkuman": Slide("Rangkuman hari pertama", SECOND, frames.recap),
    "bobot": Slide("Bobot", SECOND, frames.weights),
    "usulan": Slide("Daftar usulan", SECOND, plans.proposals, lambda _, plan: len(plan.board.proposals) > 0),
    "suara": Slide("Hasil suara", SECOND, room.votes, _voted),
    "matriks": Slide("Matriks dampak dan kemudahan", SECOND, plans.matrix, _rated),
    "quick_win": Slide("Quick win", SECOND, plans.quick_wins, _quick),
    "peta_jalan": Slide("Peta jalan", SECOND, plans.roadmap, lambda _, plan: len(plan.board.bars) > 0),
    "anggaran": Slide(
        "Kebutuhan biaya", SECOND, plans.costs, lambda _, plan: plan.board.costs["rupiah"].sum() > 0
    ),
    "opd": Slide("Tindak lanjut tiap OPD", SECOND, frames.duties, lambda facts, _: len(facts.duties) > 0),
    "komitmen": Slide("Komitmen dan tanda tangan", SECOND, frames.commitment),
    "metode": Slide("Metode", APPENDIX, appendix.method),
    "mutu": Slide("Mutu data", APPENDIX, appendix.quality),
    "daftar_opd": Slide("Daftar OPD", APPENDIX, appendix.agencies, _sent),
    "istilah": Slide("Istilah", APPENDIX, appendix.glossary),
}


def held(facts: Facts, plan: Plan) -> list[str]:
    """Keys of the slides that the data and the plan can fill, in the usual order."""
    return [key for key, slide in SLIDES.items() if slide.holds(facts, plan)]


def build(source: Source, choices: Choices | None = None) -> bytes:
    """The presentation of the one region of the source. DocumentError for a template that cannot be used."""
    facts = source.facts()
    return presentation(facts, gather(source, facts), choices or Choices())


def presentation(facts: Facts, plan: Plan, choices: Choices) -> bytes:
    """The chosen slides in their order; what data and plan do not hold is left out."""
    deck, possible = opened(facts, plan, choices), held(facts, plan)
    for key in choices.slides or possible:
        if key in possible:
            SLIDES[key].draw(deck)
    return deck.content()

"""The slides there are, in their usual order, which of them the data hold, and the presentation of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports import sentences
from reports.slides import analysis, appendix, frames, gaps
from reports.slides.deck import Choices, Deck, opened
from workflow.facts import Facts, Source

FIRST, SECOND, APPENDIX = "Hari pertama", "Hari kedua", "Lampiran"


@dataclass(frozen=True)
class Slide:
    """One entry of the list: its name, its part of the two days, what draws it, and what it needs."""

    name: str
    part: str
    draw: Callable[[Deck], None]
    holds: Callable[[Facts], bool] = lambda facts: True


def _aimed(facts: Facts) -> bool:
    return facts.aimed and len(facts.start) > 0


def _staged(facts: Facts) -> bool:
    return len(facts.prerequisites) > 0


def _sent(facts: Facts) -> bool:
    return bool(facts.senders["sent"].any())


SLIDES: dict[str, Slide] = {
    "judul": Slide("Judul", FIRST, frames.cover),
    "tujuan": Slide("Tujuan dan cara berpartisipasi", FIRST, frames.aims),
    "kelengkapan": Slide("Kelengkapan jawaban", FIRST, analysis.completeness),
    "skala": Slide("Cara membaca skala", FIRST, analysis.scale, lambda facts: bool(facts.scale.levels)),
    "ringkasan": Slide("Ringkasan indeks", FIRST, analysis.summary),
    "kesenjangan": Slide("Skor dan kesenjangan", FIRST, gaps.gap),
    "elemen": Slide("Dimensi dan elemen", FIRST, analysis.matrix, lambda facts: len(facts.elements) > 0),
    "dimensi": Slide("Satu salindia tiap dimensi", FIRST, gaps.dimensions),
    "sumbangan": Slide("Penyumbang kesenjangan", FIRST, gaps.contributions, _aimed),
    "kekuatan": Slide("Kekuatan dan kelemahan", FIRST, analysis.extremes),
    "prasyarat": Slide("Prasyarat", FIRST, analysis.prerequisites, _staged),
    "bukti": Slide("Skor menurut bukti", FIRST, analysis.evidence, sentences.proving),
    "diskusi": Slide("Pertanyaan diskusi", FIRST, frames.questions),
    "rangkuman": Slide("Rangkuman hari pertama", SECOND, frames.recap),
    "bobot": Slide("Bobot", SECOND, frames.weights),
    "opd": Slide("Tindak lanjut tiap OPD", SECOND, frames.duties, lambda facts: len(facts.duties) > 0),
    "komitmen": Slide("Komitmen dan tanda tangan", SECOND, frames.commitment),
    "metode": Slide("Metode", APPENDIX, appendix.method),
    "mutu": Slide("Mutu data", APPENDIX, appendix.quality),
    "daftar_opd": Slide("Daftar OPD", APPENDIX, appendix.agencies, _sent),
    "istilah": Slide("Istilah", APPENDIX, appendix.glossary),
}


def held(facts: Facts) -> list[str]:
    """Keys of the slides that the facts can fill, in the usual order."""
    return [key for key, slide in SLIDES.items() if slide.holds(facts)]


def build(source: Source, choices: Choices | None = None) -> bytes:
    """The presentation of the one region of the source. DocumentError for a template that cannot be used."""
    return presentation(source.facts(), choices or Choices())


def presentation(facts: Facts, choices: Choices) -> bytes:
    """The chosen slides in their order; what the facts do not hold is left out."""
    deck, possible = opened(facts, choices), held(facts)
    for key in choices.slides or possible:
        if key in possible:
            SLIDES[key].draw(deck)
    return deck.content()

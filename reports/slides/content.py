"""The slides there are, in their usual order, which of them the data hold, and the presentation of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reference import planning as definitions
from reference import regions
from reports import sentences
from reports.slides import analysis, appendix, background, closing, cover, frames, gaps, workshop
from reports.slides import plan as plans
from reports.slides.deck import Deck, SlideChoices, open_deck
from reports.slides.template import lay_on_template
from workflow.documents.plan_facts import PlanFacts, gather_plan_facts
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource

FIRST, SECOND, APPENDIX = "Hari pertama", "Hari kedua", "Lampiran"


@dataclass(frozen=True)
class SlideKind:
    """One entry of the list: its name, its part of the two days, what draws it, and what it needs."""

    name: str
    part: str
    draw: Callable[[Deck], None]
    holds: Callable[[RegionFacts, PlanFacts], bool] = lambda facts, plan: True


def _aimed(facts: RegionFacts, _: PlanFacts) -> bool:
    return facts.aimed and len(facts.ranked_gaps) > 0


def _published(facts: RegionFacts, _: PlanFacts) -> bool:
    known = regions.region_label(facts.region) != facts.region
    return known and any(profile.standing == "given" for profile in facts.region_background.profiles)


def _sent(facts: RegionFacts, _: PlanFacts) -> bool:
    return bool(facts.opd_responses["sent"].any())


def _rated(_: RegionFacts, plan: PlanFacts) -> bool:
    return plan.region_plan.has_votes(definitions.voting_ways()[plans.RATED])


def _voted(_: RegionFacts, plan: PlanFacts) -> bool:
    return any(plan.region_plan.has_votes(way) for way in definitions.voting_ways().values())


def _quick(_: RegionFacts, plan: PlanFacts) -> bool:
    return any(verdict.passes for verdict in plan.region_plan.verdicts.values())


SLIDES: dict[str, SlideKind] = {
    "judul": SlideKind("Judul", FIRST, cover.add_cover_slide),
    "tujuan": SlideKind("Tujuan dan cara berpartisipasi", FIRST, frames.add_aims_slide),
    "profil_awal": SlideKind("Profil awal", FIRST, background.add_background_slides, _published),
    "kelengkapan": SlideKind("Kelengkapan jawaban", FIRST, analysis.add_completeness_slide),
    "skala": SlideKind(
        "Cara membaca skala", FIRST, analysis.add_scale_slide, lambda facts, _: bool(facts.scale.levels)
    ),
    "ringkasan": SlideKind("Ringkasan indeks", FIRST, analysis.add_summary_slide),
    "kesenjangan": SlideKind("Skor dan kesenjangan", FIRST, gaps.add_gap_slide),
    "elemen": SlideKind(
        "Dimensi dan elemen",
        FIRST,
        analysis.add_element_matrix_slide,
        lambda facts, _: len(facts.element_scores) > 0,
    ),
    "dimensi": SlideKind("Satu salindia tiap dimensi", FIRST, gaps.add_dimension_slides),
    "sumbangan": SlideKind("Penyumbang kesenjangan", FIRST, gaps.add_contributions_slide, _aimed),
    "kekuatan": SlideKind("Kekuatan dan kelemahan", FIRST, analysis.add_extremes_slide),
    "prasyarat": SlideKind(
        "Prasyarat",
        FIRST,
        analysis.add_prerequisites_slide,
        lambda facts, _: len(facts.prerequisite_nodes) > 0,
    ),
    "bukti": SlideKind(
        "Skor menurut bukti",
        FIRST,
        analysis.add_evidence_slide,
        lambda facts, _: sentences.is_evidence_required(facts),
    ),
    "kesepakatan": SlideKind(
        "Kesepakatan antar-OPD",
        FIRST,
        workshop.add_answer_spread_slide,
        lambda _, plan: plan.opd_opinions.counted,
    ),
    "akar_masalah": SlideKind(
        "Akar masalah",
        FIRST,
        workshop.add_root_causes_slide,
        lambda _, plan: plan.root_causes["total"].sum() > 0,
    ),
    "swot": SlideKind(
        "SWOT", FIRST, workshop.add_swot_slide, lambda _, plan: workshop.has_swot_lines(plan.merged_lines)
    ),
    "diskusi": SlideKind("Pertanyaan diskusi", FIRST, frames.add_questions_slide),
    "rangkuman": SlideKind("Rangkuman hari pertama", SECOND, frames.add_recap_slide),
    "bobot": SlideKind("Bobot", SECOND, frames.add_weights_slide, frames.has_unequal_weights),
    "usulan": SlideKind(
        "Daftar usulan",
        SECOND,
        plans.add_proposals_slide,
        lambda _, plan: len(plan.region_plan.proposals) > 0,
    ),
    "suara": SlideKind("Hasil suara", SECOND, workshop.add_vote_slides, _voted),
    "matriks": SlideKind("Matriks dampak dan kemudahan", SECOND, plans.add_impact_ease_slide, _rated),
    "quick_win": SlideKind("Quick win", SECOND, plans.add_quick_wins_slide, _quick),
    "peta_jalan": SlideKind(
        "Peta jalan", SECOND, plans.add_roadmap_slide, lambda _, plan: len(plan.region_plan.bars) > 0
    ),
    "anggaran": SlideKind(
        "Kebutuhan biaya",
        SECOND,
        plans.add_costs_slide,
        lambda _, plan: plan.region_plan.costs["rupiah"].sum() > 0,
    ),
    "opd": SlideKind(
        "Tindak lanjut tiap OPD",
        SECOND,
        frames.add_duties_slide,
        lambda facts, _: len(facts.closing_duties) > 0,
    ),
    "komitmen": SlideKind("Sesudah bimtek dan tanda tangan", SECOND, closing.add_closing_slide),
    "metode": SlideKind("Metode", APPENDIX, appendix.add_method_slide),
    "mutu": SlideKind("Mutu data", APPENDIX, appendix.add_quality_slide),
    "daftar_opd": SlideKind("Daftar OPD", APPENDIX, appendix.add_opd_slides, _sent),
    "istilah": SlideKind("Istilah", APPENDIX, appendix.add_glossary_slide),
}


def available_slides(facts: RegionFacts, plan: PlanFacts, among: Iterable[str] = SLIDES) -> list[str]:
    """Keys of those slides that the data and the plan can fill; what the others rest on is not read."""
    return [key for key in among if key in SLIDES and SLIDES[key].holds(facts, plan)]


def build_presentation(source: DocumentSource, choices: SlideChoices | None = None) -> bytes:
    """The presentation of the one region of the source. DocumentError for a template that cannot be used."""
    facts = source.facts()
    return fill_presentation(facts, gather_plan_facts(facts), choices or SlideChoices())


def fill_presentation(facts: RegionFacts, plan: PlanFacts, choices: SlideChoices) -> bytes:
    """The chosen slides in their order; what data and plan do not hold is left out.

    Raises DocumentError for a template on which they cannot be laid.
    """
    deck = open_deck(facts, plan, choices)
    for key in available_slides(facts, plan, choices.slides or SLIDES):
        SLIDES[key].draw(deck)
    made = deck.save_bytes()
    return lay_on_template(made, choices.template) if choices.template else made

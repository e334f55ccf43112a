"""The charts that Mode presentasi can show, by key, and the orders of a bimtek's two days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import charts.projector_pattern
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from ui.comparison import rank_charts, region_map, regions
from ui.plan import impact_ease, opd_groups, opd_integration, roadmap_charts, vote_totals
from ui.programmes import realisation
from ui.results import agreement, gaps, readiness
from ui.setup import completeness
from ui.shared import cached_chart, target_year
from ui.shared.cached_chart import ChartChoice
from ui.shared.selection import Selection
from ui.simulation import results
from ui.states import since_chart
from ui.worksheets import root_causes

PROJECTED = Look("projector")


@dataclass(frozen=True)
class ChartSlide:
    """A chart of the deck: its name in the jump list and the builder that the chart's own page uses.

    `draw(selection, look)` returns a Chart or raises `cached_chart.NothingToDraw` in words for the room.
    `dimension`: "may" and "each" builders also take `dimension=` (a node code); "each" makes one slide of
    every dimension. `needs_answers`: it draws scores of the selection's own region. `aimed`: the builder also
    takes `year=`, the year whose targets the scores are held against. `since`: it also takes `state=`, the
    key of the state that now is held against. `names_opd`: it shows what OPD lack, and takes `named=`,
    whether it may name them.
    """

    title: str
    draw: Callable[..., Chart]
    dimension: Literal["", "may", "each"] = ""
    needs_answers: bool = True
    aimed: bool = False
    since: bool = False
    names_opd: bool = False


def projector_pattern_chart(selection: Selection, look: Look) -> Chart:
    """The test pattern; it has one page and needs no data but the names of the dimensions."""
    return charts.projector_pattern.draw_projector_pattern(
        selection.instrument.framework.dimension_names, look
    )


SLIDES: dict[str, ChartSlide] = {
    "kelengkapan": ChartSlide(
        "Kelengkapan jawaban OPD", completeness.completeness_chart, needs_answers=False, names_opd=True
    ),
    "profil": ChartSlide("Skor tiap dimensi", readiness.profile_chart, aimed=True),
    "bukti": ChartSlide("Rentang indeks menurut bukti", readiness.evidence_range_chart, aimed=True),
    "matriks": ChartSlide("Dimensi dan elemen kesiapan", readiness.element_matrix_chart, aimed=True),
    "kesenjangan": ChartSlide("Kesenjangan terhadap target", gaps.gap_chart, "may", aimed=True),
    "indikator": ChartSlide("Indikator tiap dimensi", gaps.indicator_gaps_chart, "each", aimed=True),
    "sejak-keadaan": ChartSlide(
        "Perubahan sejak keadaan", since_chart.since_state_chart, aimed=True, since=True
    ),
    "sumbangan": ChartSlide("Penyumbang kesenjangan indeks", gaps.gap_contributions_chart, aimed=True),
    "prioritas": ChartSlide("Kelompok yang didahulukan", gaps.group_contributions_chart, aimed=True),
    "prasyarat": ChartSlide("Prasyarat penyelenggaraan", readiness.prerequisites_chart, aimed=True),
    "kesepakatan": ChartSlide("Kesepakatan OPD", agreement.answer_spread_chart),
    "perbandingan": ChartSlide("Perbandingan daerah", regions.regions_heatmap_chart, needs_answers=False),
    "sebaran": ChartSlide("Sebaran skor daerah", regions.score_spread_chart, needs_answers=False),
    "peta": ChartSlide("Peta daerah", region_map.province_map_chart, needs_answers=False),
    "peringkat": ChartSlide("Kepastian peringkat", rank_charts.rank_places_chart, needs_answers=False),
    "rentang": ChartSlide("Rentang indeks", rank_charts.index_intervals_chart, needs_answers=False),
    "skenario": ChartSlide("Skenario: yang menggeser indeks", results.saved_index_shift_chart),
    "skenario-peringkat": ChartSlide("Skenario: peringkat", results.saved_rank_change_chart),
    "usulan": ChartSlide("Dampak dan kemudahan usulan", impact_ease.impact_ease_chart),
    "suara": ChartSlide("Suara OPD atas usulan", vote_totals.vote_totals_chart),
    "peta-jalan": ChartSlide("Peta jalan program", roadmap_charts.roadmap_gantt_chart),
    "biaya": ChartSlide("Biaya program tiap tahun", roadmap_charts.roadmap_costs_chart),
    "indeks-rencana": ChartSlide("Indeks bila program berjalan", roadmap_charts.index_path_chart),
    "tanpa": ChartSlide(
        "Bagian yang menggeser peringkat", rank_charts.left_out_parts_chart, needs_answers=False
    ),
    "akar-masalah": ChartSlide("Akar masalah", root_causes.root_causes_chart, needs_answers=False),
    "peran-opd": ChartSlide(
        "Peran OPD tiap subdimensi", opd_integration.opd_roles_chart, "may", needs_answers=False
    ),
    "jejaring-opd": ChartSlide("Jejaring OPD", opd_groups.opd_network_chart, needs_answers=False),
    "kelompok-opd": ChartSlide(
        "Kelompok OPD yang saling terkait", opd_groups.opd_groups_chart, needs_answers=False
    ),
    "realisasi": ChartSlide("Realisasi program", realisation.realisation_chart, needs_answers=False),
    "uji": ChartSlide("Pola uji proyektor", projector_pattern_chart, needs_answers=False),
}

# What the two days of a bimtek go through, as far as there are charts of it (docs: ux 5.1).
DAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "hari-1": (
        "Hari 1: posisi dan kesenjangan",
        (
            "kelengkapan",
            "profil",
            "bukti",
            "matriks",
            "kesenjangan",
            "indikator",
            "prasyarat",
            "kesepakatan",
            "perbandingan",
            "sebaran",
            "akar-masalah",
        ),
    ),
    "hari-2": (
        "Hari 2: prioritas dan rencana",
        (
            "profil",
            "kesenjangan",
            "sumbangan",
            "prioritas",
            "suara",
            "usulan",
            "peta-jalan",
            "biaya",
            "indeks-rencana",
            "peran-opd",
            "jejaring-opd",
            "kelompok-opd",
        ),
    ),
}


def slide_chart(
    selection: Selection,
    key: str,
    look: Look = PROJECTED,
    *,
    dimension: str | None = None,
    named: bool = False,
) -> Chart:
    """A slide's chart, drawn once per revision; a page past the last gives the last.

    `named`: a slide of what OPD lack may name them; without being asked it does not.
    KeyError: no such slide. NothingToDraw: its data are not there.
    """
    slide = SLIDES[key]
    if slide.needs_answers and not selection.scored:
        raise cached_chart.NothingToDraw(
            f"Belum ada jawaban {selection.region_label} pada periode {selection.period.label}",
            "Pilih daerah atau periode lain, atau unggah berkas survei dari OPD.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
    asked = {"dimension": dimension} if slide.dimension else {}
    aimed = {"year": target_year.current_target_year(selection)} if slide.aimed else {}
    since = {"state": since_chart.current_state_key(selection)} if slide.since else {}
    naming = {"named": named} if slide.names_opd else {}
    choice = ChartChoice.of(slide.draw, **asked, **aimed, **since, **naming)

    def turned(to: int) -> Chart:
        turn = replace(look, page=to)
        return cached_chart.remember_chart(
            selection, f"slide {key}", choice, turn, beside=(selection.everywhere,)
        )

    return turned(min(look.page, turned(1).pages))

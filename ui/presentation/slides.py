"""The charts that Mode presentasi can show, by key, and the orders of a bimtek's two days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import charts.projector_pattern
from charts.drawing import theme
from charts.drawing.chart import Chart
from ui.comparison import rank_charts, region_map, regions
from ui.plan import impact_ease, opd_groups, opd_integration, roadmap_charts, vote_totals
from ui.programmes import realisation
from ui.results import agreement, gaps, readiness
from ui.setup import completeness
from ui.shared import cached_chart, target_year
from ui.shared.selection import Selection
from ui.simulation import results
from ui.worksheets import root_causes


@dataclass(frozen=True)
class ChartSlide:
    """A chart of the deck: its name in the jump list and the builder that the chart's own page uses.

    `draw(seen, size=, dark=, page=)` returns a Chart or raises `cached_chart.NothingToDraw` in words for the
    room. `dimension`: "may" and "each" builders also take `dimension=` (a node code); "each" makes one slide
    of every dimension. `needs_answers`: it draws scores of the view's own region.
    """

    title: str
    draw: Callable[..., Chart]
    dimension: Literal["", "may", "each"] = ""
    needs_answers: bool = True


def projector_pattern_chart(
    _seen: Selection, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1
) -> Chart:
    """The test pattern; it has one page and needs no data."""
    return charts.projector_pattern.draw_projector_pattern(size=size, dark=dark)


SLIDES: dict[str, ChartSlide] = {
    "kelengkapan": ChartSlide(
        "Kelengkapan jawaban OPD", completeness.completeness_chart, needs_answers=False
    ),
    "profil": ChartSlide("Skor tiap dimensi", readiness.profile_chart),
    "bukti": ChartSlide("Rentang indeks menurut bukti", readiness.evidence_range_chart),
    "matriks": ChartSlide("Dimensi dan elemen kesiapan", readiness.element_matrix_chart),
    "kesenjangan": ChartSlide("Kesenjangan terhadap target", gaps.gap_chart, "may"),
    "indikator": ChartSlide("Indikator tiap dimensi", gaps.indicator_gaps_chart, "each"),
    "sumbangan": ChartSlide("Penyumbang kesenjangan indeks", gaps.gap_contributions_chart),
    "prioritas": ChartSlide("Kelompok yang didahulukan", gaps.group_contributions_chart),
    "prasyarat": ChartSlide("Prasyarat penyelenggaraan", readiness.prerequisites_chart),
    "kesepakatan": ChartSlide("Kesepakatan OPD", agreement.answer_spread_chart),
    "perbandingan": ChartSlide("Perbandingan daerah", regions.regions_heatmap_chart, needs_answers=False),
    "sebaran": ChartSlide("Sebaran skor daerah", regions.score_spread_chart, needs_answers=False),
    "peta": ChartSlide("Peta daerah", region_map.province_map_chart, needs_answers=False),
    "peringkat": ChartSlide("Kekokohan peringkat", rank_charts.rank_places_chart, needs_answers=False),
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
    *,
    dimension: str | None = None,
    size: theme.SizeName = "projector",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """A slide's chart, drawn once per revision. KeyError: no such slide. Undrawn: its data are not there.

    `page` counts from 1; one past the last gives the last.
    """
    slide = SLIDES[key]
    if slide.needs_answers and not selection.scored:
        raise cached_chart.NothingToDraw(
            f"Belum ada jawaban {selection.region_label} pada periode {selection.period.label}",
            "Pilih daerah atau periode lain, atau unggah berkas survei dari OPD.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
    narrowed = {"dimension": dimension} if slide.dimension else {}

    def turned(to: int) -> Chart:
        return cached_chart.remember_chart(
            selection,
            f"slide {key}",
            lambda: slide.draw(selection, size=size, dark=dark, page=to, **narrowed),
            *(
                dimension,
                size,
                dark,
                to,
                target_year.current_target_year(selection),
                selection.everywhere.revision,
            ),
        )

    return turned(min(page, turned(1).pages))

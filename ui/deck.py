"""The charts that Mode presentasi can show, by key, and the orders of a bimtek's two days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import charts.pattern
from charts import theme
from charts.chart import Chart
from ui import (
    agreement,
    aim,
    board,
    causes,
    circles,
    comparison,
    drawn,
    gaps,
    impact_ease,
    readiness,
    realised,
    region_map,
    roadmap,
    robustness,
    simulation,
    tally,
    together,
)
from ui.view import View


@dataclass(frozen=True)
class Slide:
    """A chart of the deck: its name in the jump list and the builder that the chart's own page uses.

    `draw(seen, size=, dark=, page=)` returns a Chart or raises `drawn.Undrawn` in words for the room.
    `dimension`: "may" and "each" builders also take `dimension=` (a node code); "each" makes one slide of
    every dimension. `needs_answers`: it draws scores of the view's own region.
    """

    title: str
    draw: Callable[..., Chart]
    dimension: Literal["", "may", "each"] = ""
    needs_answers: bool = True


def pattern(_seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """The test pattern; it has one page and needs no data."""
    return charts.pattern.figure(size=size, dark=dark)


SLIDES: dict[str, Slide] = {
    "kelengkapan": Slide("Kelengkapan jawaban OPD", board.tiles, needs_answers=False),
    "profil": Slide("Skor tiap dimensi", readiness.profile),
    "bukti": Slide("Rentang indeks menurut bukti", readiness.evidence),
    "matriks": Slide("Dimensi dan elemen kesiapan", readiness.matrix),
    "kesenjangan": Slide("Kesenjangan terhadap target", gaps.gap, "may"),
    "indikator": Slide("Indikator tiap dimensi", gaps.indicators, "each"),
    "sumbangan": Slide("Penyumbang kesenjangan indeks", gaps.contributions),
    "prioritas": Slide("Kelompok yang didahulukan", gaps.groups),
    "prasyarat": Slide("Prasyarat penyelenggaraan", readiness.prerequisites),
    "kesepakatan": Slide("Kesepakatan OPD", agreement.spread),
    "perbandingan": Slide("Perbandingan daerah", comparison.heat_map, needs_answers=False),
    "sebaran": Slide("Sebaran skor daerah", comparison.spread, needs_answers=False),
    "peta": Slide("Peta daerah", region_map.province, needs_answers=False),
    "peringkat": Slide("Kekokohan peringkat", robustness.places, needs_answers=False),
    "rentang": Slide("Rentang indeks", robustness.scores, needs_answers=False),
    "skenario": Slide("Skenario: yang menggeser indeks", simulation.saved_shift),
    "skenario-peringkat": Slide("Skenario: peringkat", simulation.saved_bump),
    "usulan": Slide("Dampak dan kemudahan usulan", impact_ease.matrix),
    "suara": Slide("Suara OPD atas usulan", tally.votes),
    "peta-jalan": Slide("Peta jalan program", roadmap.gantt),
    "biaya": Slide("Biaya program tiap tahun", roadmap.money),
    "indeks-rencana": Slide("Indeks bila program berjalan", roadmap.index_path),
    "tanpa": Slide("Bagian yang menggeser peringkat", robustness.without, needs_answers=False),
    "akar-masalah": Slide("Akar masalah", causes.figure, needs_answers=False),
    "peran-opd": Slide("Peran OPD tiap subdimensi", together.roles, "may", needs_answers=False),
    "jejaring-opd": Slide("Jejaring OPD", circles.network, needs_answers=False),
    "kelompok-opd": Slide("Kelompok OPD yang saling terkait", circles.listing, needs_answers=False),
    "realisasi": Slide("Realisasi program", realised.figure, needs_answers=False),
    "uji": Slide("Pola uji proyektor", pattern, needs_answers=False),
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


def draw(
    seen: View,
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
    if slide.needs_answers and not seen.scored:
        raise drawn.Undrawn(
            f"Belum ada jawaban {seen.region_label} pada periode {seen.period.label}",
            "Pilih daerah atau periode lain, atau unggah berkas survei dari OPD.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
    narrowed = {"dimension": dimension} if slide.dimension else {}

    def turned(to: int) -> Chart:
        return drawn.remembered(
            seen,
            f"slide {key}",
            lambda: slide.draw(seen, size=size, dark=dark, page=to, **narrowed),
            *(dimension, size, dark, to, aim.current(seen), seen.everywhere.revision),
        )

    return turned(min(page, turned(1).pages))

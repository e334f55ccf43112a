"""The charts of Kepastian peringkat: places and indices over the repetitions, and what moves them."""

from functools import partial

import pandas as pd

from charts import titles
from charts.comparison import bars, intervals, rank_matrix
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from ui.comparison import rank_uncertainty, regions
from ui.comparison.rank_uncertainty import EVERYONE, RankGroup
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_number, format_percent
from ui.shared.selection import Selection
from workflow.comparison.rank_uncertainty import DRAWS, effect_of_leaving_out, rank_drivers
from workflow.results import levels

FACTORS = {
    "weights": "Bobot",
    "normalisation": "Cara menyamakan skala",
    "aggregation": "Cara menggabungkan nilai",
    "respondents": "Siapa yang menjawab",
}
HOW_CHOICES = (
    "Panjang batang adalah bagian keragaman geser peringkat yang melibatkan pilihan itu, sendiri atau "
    "bersama pilihan lain; karena itu jumlahnya dapat melebihi 100%. Pilihan dengan batang terpanjang paling "
    "perlu disepakati sebelum peringkat dibicarakan."
)
HOW_WITHOUT = (
    "Setiap bagian dihilangkan bergantian, lalu semua daerah dihitung ulang. Batang adalah rata-rata berapa "
    "peringkat daerah bergeser karenanya. Batang panjang berarti peringkat bertumpu pada bagian itu."
)
HOW_WITHOUT_STILL = (
    "Setiap bagian dihilangkan bergantian, lalu semua daerah dihitung ulang. Urutannya tidak berubah, jadi "
    "batang adalah rata-rata besarnya perubahan indeks daerah, naik ataupun turun."
)
HOW_WITHOUT_ALONE = (
    "Setiap bagian dihilangkan bergantian, lalu indeks dihitung ulang. Batang adalah besarnya perubahan "
    "indeks, naik ataupun turun."
)


def rank_places_chart(
    selection: Selection,
    look: Look,
    *,
    group: RankGroup = EVERYONE,
) -> Chart:
    """How often each region takes each place; the selection's own region pointed out."""
    whole = selection.everywhere
    found = rank_uncertainty.rank_repetitions(whole, group)
    if len(found.places) < 2:
        raise NothingToDraw(
            "Peringkat memerlukan sedikitnya dua daerah dengan indeks",
            "Unggah survei daerah lain lebih dahulu.",
        )
    return rank_matrix.draw_rank_matrix(
        _with_answers(whole, found.places),
        rank_matrix.sum_shares_by_range(found.acceptability),
        whole.instrument.framework.scale,
        look.telling(regions.regions_source_line(whole)),
        selected=selection.region or None,
        index_label=regions.index_label(whole),
        draws=DRAWS,
    )


def _with_answers(whole: Selection, places: pd.DataFrame) -> pd.DataFrame:
    """The places with `answered`, the share 0..1 of each region's questions with a value."""
    root = whole.instrument.framework.roots[0]
    return places.assign(answered=places["unit"].map(whole.result().answered_shares[root]))


def index_intervals_chart(
    selection: Selection,
    look: Look,
    *,
    group: RankGroup = EVERYONE,
) -> Chart:
    """Every index with the range that shifted weights give; works for one region too."""
    whole = selection.everywhere
    return intervals.draw_index_intervals(
        _with_answers(whole, rank_uncertainty.rank_repetitions(whole, group).places),
        whole.instrument.framework.scale,
        look.telling(regions.regions_source_line(whole)),
        selected=selection.region or None,
        index_label=regions.index_label(whole),
    )


def rank_drivers_chart(
    selection: Selection,
    look: Look,
    *,
    group: RankGroup = EVERYONE,
) -> Chart:
    """Which choice moves the ranks most."""
    whole = selection.everywhere
    found = whole.remember(
        "robust choices",
        lambda: rank_drivers(rank_uncertainty.rank_group_assessment(whole, group)),
        *rank_uncertainty.rank_group_key(group),
    )
    if found.empty:
        raise NothingToDraw(
            "Peringkat tidak bergeser oleh pilihan mana pun",
            "Hanya ada satu daerah, atau semua hitung ulang memberi urutan yang sama.",
        )
    frame = _named(found)
    lead, neutral = "Pilihan yang paling menggeser peringkat", "Pilihan yang menggeser peringkat"
    none = "Tidak ada pilihan yang menggeser peringkat"
    return bars.draw_plain_bars(
        frame,
        look.telling(regions.regions_source_line(whole)),
        title=titles.largest_row_title(frame, lead, none, neutral, format_percent),
        subtitle="Bagian keragaman geser peringkat yang melibatkan tiap pilihan",
        what="Bagian keragaman",
        how_to_read=HOW_CHOICES,
        printed=format_percent,
    )


def _named(found: pd.DataFrame) -> pd.DataFrame:
    """The shares of `rank_uncertainty.rank_drivers` as `bars` takes them."""
    return pd.DataFrame(
        {
            "node": found.index,
            "name": [FACTORS[factor] for factor in found.index],
            "value": found["total"].clip(lower=0).to_numpy(),
        }
    )


def left_out_parts_chart(
    selection: Selection,
    look: Look,
    *,
    level: int | None = None,
    group: RankGroup = EVERYONE,
) -> Chart:
    """What leaving out each part of a level does: to ranks, or to the index where no rank moves."""
    whole = selection.everywhere
    found = rank_uncertainty.rank_group_assessment(whole, group)
    level = level or max(levels.level_names_below_index(whole.instrument, found.framework))
    frame = whole.remember(
        "robust without",
        lambda: effect_of_leaving_out(found, level),
        *rank_uncertainty.rank_group_key(group),
        level,
    )
    alone, noun = len(found.units) == 1, levels.tree_level_name(whole.instrument, level).lower()
    what, measure, how = _moved(frame, alone=alone)
    judged = frame.assign(value=frame["change" if alone else "shift"])
    lead, neutral = f"{what} terbesar tanpa {noun}", f"{what} tanpa tiap {noun}"
    # Of an index of many parts each moves little: two decimals would label a bar with 0,00.
    printed = format_number if measure == "shift" else partial(format_number, decimals=3)
    none = f"Tidak ada {noun} yang {'mengubah indeks' if alone else 'menggeser peringkat'}"
    return bars.draw_plain_bars(
        frame.assign(value=frame[measure]),
        look.telling(regions.regions_source_line(whole)),
        title=titles.largest_row_title(judged, lead, none, neutral, printed),
        subtitle=f"{what} bila satu {noun} dihilangkan",
        what=what,
        how_to_read=how,
        printed=printed,
    )


def _moved(frame: pd.DataFrame, *, alone: bool) -> tuple[str, str, str]:
    """What the bars show: its name, its column, how to read it."""
    if alone:
        return "Perubahan indeks", "change", HOW_WITHOUT_ALONE
    if frame["shift"].notna().all() and frame["shift"].max() < 1e-9:
        return "Perubahan indeks rata-rata", "change", HOW_WITHOUT_STILL
    return "Geser peringkat rata-rata", "shift", HOW_WITHOUT

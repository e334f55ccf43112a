"""The charts of Kekokohan peringkat: places and indices over the repetitions, and what moves them."""

from functools import partial

import pandas as pd

from charts import acceptance, bars, intervals, theme, titles
from charts.chart import Chart
from ui import comparison, repetitions
from ui.drawn import Undrawn
from ui.format import number, percent
from ui.repetitions import EVERYONE, Group
from ui.view import View
from workflow import levels, robust

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


def places(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    group: Group = EVERYONE,
) -> Chart:
    """How often each region takes each place; the view's own region pointed out."""
    whole = seen.everywhere
    found = repetitions.study(whole, group)
    if len(found.places) < 2:
        raise Undrawn(
            "Peringkat memerlukan sedikitnya dua daerah dengan indeks",
            "Unggah survei daerah lain lebih dahulu.",
        )
    return acceptance.figure(
        found.places,
        acceptance.grouped(found.acceptability),
        whole.instrument.framework.scale,
        selected=seen.region or None,
        index_label=comparison.index_name(whole),
        draws=robust.DRAWS,
        source=comparison.source(whole),
        size=size,
        dark=dark,
        page=page,
    )


def scores(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    group: Group = EVERYONE,
) -> Chart:
    """Every index with the range that shifted weights give; works for one region too."""
    whole = seen.everywhere
    return intervals.figure(
        repetitions.study(whole, group).places,
        whole.instrument.framework.scale,
        selected=seen.region or None,
        index_label=comparison.index_name(whole),
        source=comparison.source(whole),
        size=size,
        dark=dark,
        page=page,
    )


def choices(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    group: Group = EVERYONE,
) -> Chart:
    """Which choice moves the ranks most."""
    whole = seen.everywhere
    found = whole.remember(
        "robust choices", lambda: robust.choices(repetitions.footing(whole, group)), *repetitions.key(group)
    )
    if found.empty:
        raise Undrawn(
            "Peringkat tidak bergeser oleh pilihan mana pun",
            "Hanya ada satu daerah, atau semua hitung ulang memberi urutan yang sama.",
        )
    frame = _named(found)
    lead, neutral = "Pilihan yang paling menggeser peringkat", "Pilihan yang menggeser peringkat"
    none = "Tidak ada pilihan yang menggeser peringkat"
    return bars.figure(
        frame,
        title=titles.largest(frame, lead, none, neutral, percent),
        subtitle="Bagian keragaman geser peringkat yang melibatkan tiap pilihan",
        what="Bagian keragaman",
        how_to_read=HOW_CHOICES,
        printed=percent,
        source=comparison.source(whole),
        size=size,
        dark=dark,
        page=page,
    )


def _named(found: pd.DataFrame) -> pd.DataFrame:
    """The shares of `robust.choices` as `bars` takes them."""
    return pd.DataFrame(
        {
            "node": found.index,
            "name": [FACTORS[factor] for factor in found.index],
            "value": found["total"].clip(lower=0).to_numpy(),
        }
    )


def without(
    seen: View,
    level: int | None = None,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    group: Group = EVERYONE,
) -> Chart:
    """What leaving out each part of a level does: to ranks, or to the index where no rank moves."""
    whole = seen.everywhere
    found = repetitions.footing(whole, group)
    level = level or max(levels.below_index(whole.instrument, found.framework))
    frame = whole.remember(
        "robust without", lambda: robust.without(found, level), *repetitions.key(group), level
    )
    alone, noun = len(found.units) == 1, levels.name(whole.instrument, level).lower()
    what, measure, how = _moved(frame, alone=alone)
    judged = frame.assign(value=frame["change" if alone else "shift"])
    lead, neutral = f"{what} terbesar tanpa {noun}", f"{what} tanpa tiap {noun}"
    # Of an index of many parts each moves little: two decimals would label a bar with 0,00.
    printed = number if measure == "shift" else partial(number, decimals=3)
    none = f"Tidak ada {noun} yang {'mengubah indeks' if alone else 'menggeser peringkat'}"
    return bars.figure(
        frame.assign(value=frame[measure]),
        title=titles.largest(judged, lead, none, neutral, printed),
        subtitle=f"{what} bila satu {noun} dihilangkan",
        what=what,
        how_to_read=how,
        printed=printed,
        source=comparison.source(whole),
        size=size,
        dark=dark,
        page=page,
    )


def _moved(frame: pd.DataFrame, *, alone: bool) -> tuple[str, str, str]:
    """What the bars show: its name, its column, how to read it."""
    if alone:
        return "Perubahan indeks", "change", HOW_WITHOUT_ALONE
    if frame["shift"].notna().all() and frame["shift"].max() < 1e-9:
        return "Perubahan indeks rata-rata", "change", HOW_WITHOUT_STILL
    return "Geser peringkat rata-rata", "shift", HOW_WITHOUT

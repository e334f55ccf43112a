"""What Kekokohan peringkat shows: the repetitions behind a rank, their charts, and the words for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from charts import acceptance, bars, intervals, theme, titles
from charts.chart import Chart
from scoring import Assessment
from ui import comparison, filters, table
from ui.drawn import Undrawn
from ui.format import count, number, percent
from ui.view import View, region_label
from workflow import compare, levels, load, robust
from workflow.robust import Study

FACTORS = {
    "weights": "Bobot",
    "normalisation": "Cara menyamakan skala",
    "aggregation": "Cara menggabungkan nilai",
    "respondents": "Siapa yang menjawab",
}
SURE, LIKELY = 0.9, 0.7
LISTED = 25  # more neighbours in a row are a list nobody reads
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


@dataclass(frozen=True)
class Group:
    """Which regions are ranked against each other; None = all provinces, both kinds, the first weight set."""

    province: str | None = None
    kind: str | None = None
    weights: str | None = None


EVERYONE = Group()


def footings(whole: View, group: Group = EVERYONE) -> Mapping[str, Assessment]:
    """Per weight set the regions of the group, assessed among themselves; empty where none has an index."""
    return whole.remember("robust footings", lambda: _footings(whole, group), group.province, group.kind)


def _footings(whole: View, group: Group) -> Mapping[str, Assessment]:
    rows = compare.narrow(comparison.rows(whole), group.province, group.kind)
    return robust.footings(whole.result(), rows["unit"].tolist())


def footing(whole: View, group: Group = EVERYONE) -> Assessment:
    """The assessment of the group; Undrawn where no region has an index."""
    found = footings(whole, group)
    if not found:
        raise Undrawn(
            "Belum ada daerah dengan indeks",
            "Lengkapi jawaban sampai indeks dapat dihitung; kekurangannya ada pada Perbandingan daerah.",
        )
    return found.get(group.weights or "", next(iter(found.values())))


def study(whole: View, group: Group = EVERYONE) -> Study:
    """The repetitions of the group, computed once per revision."""
    return whole.remember("robust study", lambda: _study(whole, group), *_key(group))


def rank_intervals(whole: View, group: Group = EVERYONE) -> pd.DataFrame:
    """unit, rank_lower, rank_upper of the group's regions with an index, each within its weight set."""
    found = [study(whole, replace(group, weights=name)).places for name in footings(whole, group)]
    columns = ["unit", "rank_lower", "rank_upper"]
    return pd.concat([each[columns] for each in found]) if found else pd.DataFrame(columns=columns)


def _study(whole: View, group: Group) -> Study:
    found = footing(whole, group)
    asked = robust.hangs_on_respondents(found)
    return robust.study(found, load.data(whole.engine, whole.scope).answers if asked else None)


def _key(group: Group) -> tuple[str | None, str | None, str | None]:
    return group.province, group.kind, group.weights


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
    found = study(whole, group)
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
        index_label=index_name(whole),
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
        study(whole, group).places,
        whole.instrument.framework.scale,
        selected=seen.region or None,
        index_label=index_name(whole),
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
    found = whole.remember("robust choices", lambda: robust.choices(footing(whole, group)), *_key(group))
    if found.empty:
        raise Undrawn(
            "Peringkat tidak bergeser oleh pilihan mana pun",
            "Hanya ada satu daerah, atau semua hitung ulang memberi urutan yang sama.",
        )
    frame = pd.DataFrame(
        {
            "node": found.index,
            "name": [FACTORS[factor] for factor in found.index],
            "value": found["total"].clip(lower=0).to_numpy(),
        }
    )
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
    found = footing(whole, group)
    level = level or max(levels.below_index(whole.instrument, found.framework))
    frame = whole.remember("robust without", lambda: robust.without(found, level), *_key(group), level)
    what, measure, how = _moved(frame, alone=len(found.units) == 1)
    noun = levels.name(whole.instrument, level).lower()
    shown = frame.assign(value=frame[measure])
    lead, neutral = f"{what} terbesar tanpa {noun}", f"{what} tanpa tiap {noun}"
    none = f"Tidak ada {noun} yang mengubah indeks"
    still = f"Tidak ada {noun} yang menggeser peringkat"
    return bars.figure(
        shown,
        title=still if how == HOW_WITHOUT_STILL else titles.largest(shown, lead, none, neutral),
        subtitle=f"{what} bila satu {noun} dihilangkan",
        what=what,
        how_to_read=how,
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


def pick_weights(sets: list[str]) -> str:
    """One of several weight sets: an index under other weights is another measure with ranks of its own."""
    named = {name: name or "Bobot instrumen" for name in sets}
    return filters.switch("himpunan", named, label="Himpunan bobot")


def index_name(view: View) -> str:
    """What the instrument calls its index."""
    framework = view.instrument.framework
    return framework.node(framework.roots[0]).name


def varied(found: Study) -> str:
    """What the repetitions changed, in one sentence."""
    words = {
        "weights": "bobot setiap bagian digeser acak sampai 25% ke atas atau ke bawah",
        "normalisation": "cara menyamakan skala diganti (tetap, menurut nilai terendah dan tertinggi, "
        "persentil)",
        "aggregation": "rata-rata biasa diganti rata-rata geometrik yang menghukum ketimpangan",
        "respondents": "OPD yang menjawab diambil ulang secara acak",
    }
    return "; ".join(words[factor] for factor in found.varied)


def pairs(found: Study, region: str | None) -> None:
    """Who is before whom: the neighbours of a region, or every two of a few that follow each other."""
    duels = found.duels
    if region in set(found.places["unit"]):
        st.subheader(f"{region_label(region or '')} dan daerah terdekatnya", anchor=False)
        kept = duels[(duels["unit"] == region) | (duels["other"] == region)]
    elif len(found.places) > LISTED:
        st.info("Sorot satu daerah di atas untuk melihat siapa yang jelas di atas atau di bawahnya.")
        return
    else:
        st.subheader("Daerah yang berurutan", anchor=False)
        kept = duels[duels["apart"] == 1]
    shown = pd.DataFrame(
        {
            "Di atas": kept["unit"].map(region_label),
            "Di bawah": kept["other"].map(region_label),
            "Tetap di atas": kept["ahead"],
            "Terbalik": kept["behind"],
            "Kesimpulan": [verdict(share) for share in kept["ahead"]],
        }
    )
    shares = dict.fromkeys(("Tetap di atas", "Terbalik"), acceptance.often)
    table.show(shown, alt="Perbandingan berpasangan", formats=shares, height=420 if len(shown) > 11 else None)
    st.caption(
        f"Jelas di atas: pada {percent(SURE)} hitung ulang atau lebih. Cenderung di atas: {percent(LIKELY)} "
        "atau lebih. Di bawah itu keduanya dibaca setara."
    )


def verdict(ahead: float) -> str:
    """What a share of repetitions says of two neighbours."""
    return "Jelas di atas" if ahead >= SURE else "Cenderung di atas" if ahead >= LIKELY else "Setara"


def classes(found: Study, note: str) -> None:
    """How often the index of each region lies in each class."""
    if not len(found.levels.columns):
        return
    st.subheader("Kelas menurut hitung ulang", anchor=False)
    shares = found.levels.reindex(found.places["unit"]).reset_index(drop=True)
    shown = pd.concat([found.places["label"].rename("Daerah"), shares], axis=1)
    formats = dict.fromkeys(shares.columns, acceptance.often)
    table.show(
        shown, alt="Kelas menurut hitung ulang", formats=formats, height=420 if len(shown) > 11 else None
    )
    st.caption(
        f"Menurut skor saja; syarat bukti dan dimensi terendah tidak ikut diacak. {note.capitalize()}."
    )


def told(found: Study) -> str:
    """The one sentence an official takes away."""
    bounds = found.places[["rank_lower", "rank_upper"]]
    firm = bounds.eq(found.places["rank"], axis=0).all(axis=1).sum()
    everyone = len(found.places)
    if everyone == 1:
        row = found.places.iloc[0]
        return (
            "Baru satu daerah yang memiliki indeks, jadi belum ada peringkat. Yang dapat dikatakan: "
            f"indeksnya {number(row['score'])}, dan dengan bobot lain berkisar "
            f"{number(row['score_lower'])} sampai {number(row['score_upper'])}."
        )
    if firm == everyone:
        return (
            f"Peringkat seluruh {count(everyone)} daerah kokoh: sama pada 90% hitung ulang atau lebih. "
            "Skor dipakai untuk perencanaan, bukan perlombaan."
        )
    widest = (bounds["rank_upper"] - bounds["rank_lower"]).max()
    return (
        f"Dari {count(everyone)} daerah, {count(firm)} berperingkat kokoh (sama pada 90% hitung ulang); "
        f"rentang terlebar mencakup {count(widest + 1)} peringkat. Daerah yang rentangnya bertemu sebaiknya "
        "disebut setara. Skor dipakai untuk perencanaan, bukan perlombaan."
    )

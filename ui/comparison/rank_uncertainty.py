"""The repetitions behind a rank: of which regions, computed once per revision, and what they say in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from charts.comparison import rank_matrix
from scoring import Assessment
from ui.comparison import regions
from ui.shared import filters, table
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count, format_number, format_percent, join_ends, round_number
from ui.shared.selection import Selection, region_label
from workflow.comparison import compare, rank_uncertainty
from workflow.comparison.rank_uncertainty import RankStudy
from workflow.results import stored_data

VARIED = {
    "weights": "bobot setiap bagian digeser acak sampai 25% ke atas atau ke bawah",
    "normalisation": "cara menyamakan skala diganti (tetap, menurut nilai terendah dan tertinggi, persentil)",
    "aggregation": "rata-rata biasa diganti rata-rata geometrik yang menghukum ketimpangan",
    "respondents": "OPD yang menjawab diambil ulang secara acak",
}
SURE, LIKELY = 0.9, 0.7
LISTED = 25  # more neighbours in a row are a list nobody reads


@dataclass(frozen=True)
class RankGroup:
    """Which regions are ranked against each other; None = all provinces, both kinds, the first weight set."""

    province: str | None = None
    kind: str | None = None
    weights: str | None = None


EVERYONE = RankGroup()


def assessments_by_weights(whole: Selection, group: RankGroup = EVERYONE) -> Mapping[str, Assessment]:
    """Per weight set the regions of the group, assessed among themselves; empty where none has an index."""
    return whole.remember("robust footings", lambda: _footings(whole, group), group.province, group.kind)


def _footings(whole: Selection, group: RankGroup) -> Mapping[str, Assessment]:
    rows = compare.narrow_regions(regions.region_rows(whole), group.province, group.kind)
    return rank_uncertainty.assess_rank_groups(whole.result(), rows["unit"].tolist())


def rank_group_assessment(whole: Selection, group: RankGroup = EVERYONE) -> Assessment:
    """The assessment of the group; NothingToDraw where no region has an index."""
    found = assessments_by_weights(whole, group)
    if not found:
        raise NothingToDraw(
            "Belum ada daerah dengan indeks",
            "Lengkapi jawaban sampai indeks dapat dihitung; kekurangannya ada pada Perbandingan daerah.",
        )
    return found.get(group.weights or "", next(iter(found.values())))


def rank_repetitions(whole: Selection, group: RankGroup = EVERYONE) -> RankStudy:
    """The repetitions of the group, computed once per revision."""
    return whole.remember("robust study", lambda: _study(whole, group), *rank_group_key(group))


def group_rank_intervals(whole: Selection, group: RankGroup = EVERYONE) -> pd.DataFrame:
    """unit, rank_lower, rank_upper of the group's regions with an index, each within its weight set."""
    found = [
        rank_repetitions(whole, replace(group, weights=name)).places
        for name in assessments_by_weights(whole, group)
    ]
    columns = ["unit", "rank_lower", "rank_upper"]
    return pd.concat([each[columns] for each in found]) if found else pd.DataFrame(columns=columns)


def _study(whole: Selection, group: RankGroup) -> RankStudy:
    found = rank_group_assessment(whole, group)
    asked = rank_uncertainty.depends_on_respondents(found)
    return rank_uncertainty.study_rank_uncertainty(
        found, stored_data.read_survey_data(whole.engine, whole.scope).answers if asked else None
    )


def rank_group_key(group: RankGroup) -> tuple[str | None, str | None, str | None]:
    """What results of the group are remembered by."""
    return group.province, group.kind, group.weights


def choose_weight_set(sets: list[str]) -> str:
    """One of several weight sets: an index under other weights is another measure with ranks of its own."""
    named = {name: name or "Bobot instrumen" for name in sets}
    return filters.choose_segment("himpunan", named, label="Himpunan bobot")


def varied_choices_sentence(found: RankStudy) -> str:
    """What the repetitions changed, in one sentence."""
    return "; ".join(VARIED[factor] for factor in found.varied)


def show_pairwise_order(found: RankStudy, region: str | None) -> None:
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
    _show_pairs(kept)
    st.caption(
        f"Jelas di atas: pada {format_percent(SURE)} hitung ulang atau lebih. Cenderung di atas: "
        f"{format_percent(LIKELY)} "
        "atau lebih; terbalik bila pada bagian sebesar itu justru yang di bawah yang unggul. Selain itu "
        "keduanya dibaca berimbang."
    )


def _show_pairs(duels: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "Di atas": duels["unit"].map(region_label),
            "Di bawah": duels["other"].map(region_label),
            "Tetap di atas": duels["ahead"],
            "Terbalik": duels["behind"],
            "Kesimpulan": list(map(pair_order_verdict, duels["ahead"], duels["behind"])),
        }
    )
    shares = dict.fromkeys(("Tetap di atas", "Terbalik"), rank_matrix.format_cautious_percent)
    table.show_table(
        shown, alt="Perbandingan berpasangan", formats=shares, height=420 if len(shown) > 11 else None
    )


def pair_order_verdict(ahead: float, behind: float) -> str:
    """What two shares of the repetitions say of two neighbours, told from the percentages as they print."""
    for share, way in ((ahead, "di atas"), (behind, "terbalik")):
        if round_number(share) >= LIKELY:
            return f"{'Jelas' if round_number(share) >= SURE else 'Cenderung'} {way}"
    return "Berimbang"


def show_class_shares(found: RankStudy, note: str) -> None:
    """How often the index of each region lies in each class."""
    if not len(found.levels.columns):
        return
    st.subheader("Kelas menurut hitung ulang", anchor=False)
    shares = rank_matrix.balance_shares(found.levels.reindex(found.places["unit"]).reset_index(drop=True))
    shown = pd.concat([found.places["label"].rename("Daerah"), shares], axis=1)
    formats = dict.fromkeys(shares.columns, rank_matrix.format_cautious_percent)
    table.show_table(
        shown, alt="Kelas menurut hitung ulang", formats=formats, height=420 if len(shown) > 11 else None
    )
    st.caption(
        f"Menurut skor saja; syarat bukti dan dimensi terendah tidak ikut diacak. {note.capitalize()}."
    )


def _score_reach(row: pd.Series) -> str:
    low, high = (format_number(row[end]) for end in ("score_lower", "score_upper"))
    return f"tetap {low}" if low == high else f"berkisar {join_ends(low, high, ' sampai ')}"


def rank_certainty_sentence(found: RankStudy) -> str:
    """The one sentence an official takes away."""
    bounds = found.places[["rank_lower", "rank_upper"]]
    firm = bounds.eq(found.places["rank"], axis=0).all(axis=1).sum()
    everyone = len(found.places)
    if everyone == 1:
        row = found.places.iloc[0]
        return (
            "Baru satu daerah yang memiliki indeks, jadi belum ada peringkat. Yang dapat dikatakan: "
            f"indeksnya {format_number(row['score'])}, dan dengan bobot lain {_score_reach(row)}."
        )
    if firm == everyone:
        return (
            f"Peringkat seluruh {format_count(everyone)} daerah pasti: sama pada 90% hitung ulang "
            "atau lebih. "
            "Skor dipakai untuk perencanaan, bukan perlombaan."
        )
    widest = (bounds["rank_upper"] - bounds["rank_lower"]).max()
    return (
        f"Dari {format_count(everyone)} daerah, {format_count(firm)} berperingkat pasti (sama pada "
        "90% hitung ulang); "
        f"rentang terlebar mencakup {format_count(widest + 1)} peringkat. Daerah yang rentangnya "
        "bertemu sebaiknya "
        "disebut berimbang. Skor dipakai untuk perencanaan, bukan perlombaan."
    )

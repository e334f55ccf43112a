"""The tables of Perbandingan daerah: places, weight sets, who is left out, and the files' own figures."""

from collections.abc import Mapping
from string import ascii_uppercase

import pandas as pd
import streamlit as st

from charts.comparison import rank_matrix
from charts.drawing.chart import row_records
from ui.comparison.regions import response_counts
from ui.shared import table
from ui.shared.format import format_count, format_number, format_shares, join_ends, subtract_as_printed
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.comparison import compare

REASONS = {"absent": "Tidak ikut serta menurut berkas", "silent": "Belum ada jawaban OPD"}
PUBLISHED = {
    "label": "Daerah",
    "name": "Nilai",
    "ours": "Hitungan",
    "published": "Tertulis",
    "difference": "Selisih",
    "verdict": "Kesimpulan",
    "file": "Berkas",
    "sheet": "Lembar",
    "cell": "Sel",
}


def show_rank_table(
    frame: pd.DataFrame, names: Mapping[str, str], index_label: str, intervals: pd.DataFrame, *, schemes: bool
) -> None:
    """The table with places and their intervals; a tie is one place for all its regions.

    `intervals`: unit, rank_lower, rank_upper.
    """
    placed = compare.rank_regions(frame)
    shown = _placed(placed, names, index_label, intervals, schemes=schemes)
    last = {
        rank: rank + size - 1 for rank, size in zip(placed["rank"], placed["tied"], strict=True) if size > 1
    }
    table.show_table(
        shown,
        alt="Skor, indeks, dan peringkat daerah",
        formats={"Peringkat": lambda rank: _place(rank, last)},
        missing="–",
        height=560 if len(shown) > 15 else None,
    )


def _placed(
    placed: pd.DataFrame,
    names: Mapping[str, str],
    index_label: str,
    intervals: pd.DataFrame,
    *,
    schemes: bool,
) -> pd.DataFrame:
    """The columns as they are read, from the rows of `compare.rank_regions`."""
    reach = intervals.set_index("unit").reindex(placed["unit"])
    shown = pd.DataFrame(
        {
            "Peringkat": placed["rank"],
            "Rentang 90%": [rank_matrix.rank_interval_text(row) for row in row_records(reach)],
            "Daerah": placed["label"],
            "Provinsi": placed["province"],
        }
    )
    shown = shown.assign(**{name: placed[code] for code, name in names.items()})
    shown[index_label] = placed["index"]
    if (placed["band"] != "").any():
        shown["Klasifikasi"] = placed["band"].replace("", "Belum dapat ditentukan")
    if schemes:
        shown["Himpunan bobot"] = placed["weights"]
    if "asked" in placed:
        pairs = zip(placed["answered"], placed["asked"], strict=True)
        shown["OPD mengirim"] = [f"{format_count(some)} dari {format_count(every)}" for some, every in pairs]
    return shown


def _place(rank: float, last: Mapping[float, float]) -> str:
    if rank != rank:
        return "–"
    first = format_count(rank)
    return f"{join_ends(first, format_count(last[rank]))} berimbang" if rank in last else first


def show_weights_in_use(shares: pd.DataFrame, noun: str) -> None:
    """The weight sets in use, side by side."""
    st.subheader("Himpunan bobot yang dipakai", anchor=False)
    st.markdown(
        f"Daerah pada periode ini dinilai dengan **{len(shares.columns)} himpunan bobot** menurut "
        f"kelompoknya. Skor {escape_markdown(noun)} dapat dibandingkan langsung; indeks dari "
        "himpunan bobot yang berbeda "
        "adalah ukuran yang berbeda, sehingga **peringkat dihitung terpisah** dalam setiap himpunan."
    )
    named = zip(ascii_uppercase, shares.columns, strict=False)
    shown = shares.set_axis([f"Bobot {letter}: {name}" for letter, name in named], axis=1)
    texts = {name: format_shares(weights.tolist()) for name, weights in shown.items()}
    printed = pd.DataFrame(texts, index=shown.index)
    table.show_table(printed.rename_axis(noun.capitalize()).reset_index(), alt="Bobot menurut himpunan")


def show_left_out_regions(selection: Selection) -> None:
    """Regions without a row, and versions of the instrument that are not compared."""
    absent = selection.remember(
        "compare.absent",
        lambda: compare.list_unscored_regions(selection.result(), response_counts(selection)),
    )
    others = selection.remember(
        "other versions",
        lambda: compare.other_instrument_versions(selection.live_store, selection.scope),
        selection.state,
    )
    for version, regions in others:
        st.info(
            f"{format_count(regions)} daerah pada periode ini memakai versi "
            f"{escape_markdown(version)} dari instrumen "
            "yang sama dan "
            "tidak ikut dibandingkan: skor hanya sebanding dalam satu versi. Pilih versi itu di panel untuk "
            "melihatnya."
        )
    if len(absent):
        st.subheader(f"{format_count(len(absent))} daerah tanpa skor", anchor=False)
        shown = absent.assign(reason=absent["reason"].map(REASONS))
        shown = shown.rename(columns={"label": "Daerah", "province": "Provinsi", "reason": "Keterangan"})
        table.show_table(shown[["Daerah", "Provinsi", "Keterangan"]], alt="Daerah tanpa skor")


def show_published_figures(found: pd.DataFrame) -> None:
    """The files' own figures beside ours."""
    st.subheader("Angka berkas dan hitungan ulang", anchor=False)
    counted = found["verdict"].value_counts()
    words = " · ".join(f"**{format_count(number_of)}** {verdict}" for verdict, number_of in counted.items())
    st.markdown(
        f"{format_count(len(found))} angka akhir yang tertulis pada berkas dihitung ulang dari "
        f"bagiannya: {escape_markdown(words)}."
    )
    st.caption(
        "Sama: selisih paling banyak setengah angka desimal terakhir. Selisih pembulatan: sisanya dapat "
        "berasal dari pembulatan nilai bagiannya. Beda: tidak dapat dijelaskan oleh pembulatan, periksa "
        "berkas sumbernya."
    )
    table.show_table(
        found[list(PUBLISHED)]
        .assign(difference=subtract_as_printed(found["ours"], found["published"], 4))
        .rename(columns=PUBLISHED),
        alt="Angka yang tertulis pada berkas di samping hitungan ulang",
        formats={name: lambda value: format_number(value, 4) for name in ("Hitungan", "Tertulis", "Selisih")},
        height=420 if len(found) > 11 else None,
    )

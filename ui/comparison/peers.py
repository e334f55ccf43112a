"""The study visit on Perbandingan daerah: wishes, regions alike, side by side, what they do better."""

from dataclasses import astuple
from functools import partial

import pandas as pd
import streamlit as st

from planning.comparison import peers
from planning.comparison.peers import PeerWish
from reference import regions
from ui.comparison.regions import region_rows
from ui.shared import empty, filters, page, table
from ui.shared.format import format_count, format_number, format_percent, join_ends, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, region_label
from workflow.comparison import compare, study_visits

ANY = "Tanpa batas"
PROVINCES = {"": "Semua provinsi", "same": "Provinsi sendiri", "other": "Provinsi lain"}
DISTANCES = (100, 250, 500, 1000)
LIKENESS = (
    "Kemiripan dihitung dari ciri wilayah, bukan dari skor, dan bukan penilaian kinerja. Angka 0 berarti "
    "sama; sampai 0,35 sangat mirip, 0,55 mirip, 0,85 cukup mirip. Tahun program adalah yang diketahui; "
    "daerah tanpa tahun tidak diketahui, bukan belum ikut."
)


def show_peers(selection: Selection, kept: pd.DataFrame) -> None:
    """Peers of the region pointed out; it need not be scored, only known."""
    code = selection.region or filters.current_choice(filters.REGION) or ""
    if code not in regions.list_regions().index:
        empty.show_missing_data(
            "Belum ada daerah yang disorot",
            "Pilih daerah pada Sorot daerah di atas untuk mencari daerah serupa.",
        )
        return
    whole = selection.everywhere
    wish = _wish()
    scored, names = region_rows(whole), compare.compared_nodes(whole.instrument)
    shares = whole.result().answered_shares
    wished = (code, *astuple(wish))
    found = whole.remember(
        "visits", lambda: study_visits.study_visit_candidates(code, wish, scored, names, shares), *wished
    )
    page.show_finding(f"Daerah yang serupa dengan {region_label(code)}")
    if found.empty:
        st.info("Tidak ada daerah sejenis yang memenuhi syarat itu. Longgarkan salah satunya.")
        return
    whole.replay("visits", lambda: _list(found, whole), *wished)
    st.caption(LIKENESS)
    peer = st.selectbox(
        "Sandingkan dengan", found["unit"].tolist(), format_func=region_label, key=f"sanding_{code}"
    )

    def pair() -> None:
        _beside(code, peer)
        both = {code, peer} <= set(scored["unit"])
        _better(code, peer, study_visits.peer_leads(code, peer, scored, names, shares), both=both)
        _stable(code, wish)

    whole.replay("visit", pair, *wished, peer)


def _wish() -> PeerWish:
    years = sorted(set(peers.smart_city_start_years()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        joined = st.selectbox(
            "Sudah ikut program paling lambat",
            [None, *years],
            format_func=lambda year: str(year or ANY),
            key="sejak",
        )
        province = st.selectbox("Letak", list(PROVINCES), format_func=PROVINCES.__getitem__, key="letak")
        within = st.selectbox(
            "Jarak paling jauh",
            [None, *DISTANCES],
            format_func=lambda far: f"{format_count(far)} km" if far else ANY,
            key="jauh",
        )
        tourism = st.toggle("Kawasan pariwisata (KSPN)", key="kspn")
    return PeerWish(joined, province or None, tourism, within)


def _list(found: pd.DataFrame, whole: Selection) -> None:
    shown = pd.DataFrame(
        {
            "Daerah": found["label"],
            "Provinsi": found["province"],
            "Kemiripan": found["word"].str.capitalize(),
            "Beda ciri": found["distance"],
            "Paling beda pada": [
                f"{name} ({format_percent(share)})"
                for name, share in zip(found["furthest"], found["share"], strict=True)
            ],
            "Jarak (km)": found["km"],
            "Program sejak": [
                "Tidak diketahui" if year != year else str(int(year)) for year in found["since"]
            ],
        }
    )
    if (found["tourism"] != "").any():
        shown["KSPN"] = found["tourism"].replace("", "–")
    if found["index"].notna().any():
        framework = whole.instrument.framework
        shown[framework.node(framework.roots[0]).name] = found["index"]
        shown["Lebih tinggi pada"] = [join_names(names) or "–" for names in found["ahead"]]
    table.show_table(
        shown,
        alt="Daerah serupa",
        missing="–",
        formats={"Jarak (km)": format_count, "Beda ciri": partial(format_number)},
    )


def _beside(code: str, peer: str) -> None:
    sides = peers.compare_circumstances(code, peer)
    shares = peers.nearest_regions(code).loc[peer]
    shown = pd.DataFrame(
        {
            "Ciri": [
                name + (f" ({unit})" if unit else "")
                for name, unit in zip(sides["name"], sides["unit"], strict=True)
            ],
            region_label(code): _printed(sides, "own"),
            region_label(peer): _printed(sides, "peer"),
            "Kesimpulan": ["Mirip" if alike else "Berbeda" for alike in sides["alike"]],
            "Bagian dari beda": [
                format_percent(shares.get(column, float("nan"))) for column in sides["column"]
            ],
        }
    )
    st.subheader("Ciri kedua daerah", anchor=False)
    table.show_markdown_table(table.table_as_markdown(shown))


def _printed(sides: pd.DataFrame, column: str) -> list[str]:
    return [
        format_number(value, places) for value, places in zip(sides[column], sides["decimals"], strict=True)
    ]


def _better(code: str, peer: str, leads: pd.DataFrame, *, both: bool) -> None:
    st.subheader(f"Yang dapat dipelajari di {region_label(peer)}", anchor=False)
    own, other = escape_markdown(region_label(code)), escape_markdown(region_label(peer))
    if not both:
        st.markdown(f"{own} atau {other} belum dinilai pada periode dan instrumen ini.")
        return
    if leads.empty:
        st.markdown(f"{other} tidak lebih tinggi dari {own} di bagian mana pun.")
        return
    shown = leads.set_axis(["Bagian", region_label(code), region_label(peer), "Selisih"], axis=1)
    table.show_markdown_table(table.table_as_markdown(shown))


def _stable(code: str, wish: PeerWish) -> None:
    found = peers.peer_stability(code, wish, study_visits.SHOWN)
    weak = found[found["kept"] < 0.6 * found["of"]]
    kept, of = found["kept"], int(found["of"].iloc[0])
    if weak.empty:
        reach = join_ends(format_count(kept.min()), format_count(kept.max()), " sampai ")
        st.caption(
            f"Bila satu ciri dihilangkan, {reach} dari {format_count(of)} daerah terdekat tetap sama: "
            "daftar ini cukup pasti."
        )
        return
    pairs = zip(weak["name"], weak["kept"].astype(int), strict=True)
    hangs = join_names([f"{name} (tersisa {format_count(left)})" for name, left in pairs])
    st.warning(
        f"Daftar ini bertumpu pada {escape_markdown(hangs)} dari {format_count(of)} daerah: tanpa "
        "ciri itu, sebagian "
        "besar daerah "
        "terdekat berganti. Periksa apakah ciri itu memang penting bagi tujuan kunjungan."
    )

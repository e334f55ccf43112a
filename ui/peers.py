"""The study visit on Perbandingan daerah: wishes, regions alike, side by side, what they do better."""

from dataclasses import astuple
from functools import partial

import pandas as pd
import streamlit as st

from planning import peers
from planning.peers import Wish
from reference import regions
from ui import comparison, filters, table
from ui.format import count, listed, number, percent
from ui.markdown import literal
from ui.view import View, region_label
from workflow import compare, visits

ANY = "Tanpa batas"
PROVINCES = {"": "Semua provinsi", "same": "Provinsi sendiri", "other": "Provinsi lain"}
DISTANCES = (100, 250, 500, 1000)
LIKENESS = (
    "Kemiripan dihitung dari ciri wilayah, bukan dari skor, dan bukan penilaian kinerja. Angka 0 berarti "
    "sama; sampai 0,35 sangat mirip, 0,55 mirip, 0,85 cukup mirip. Tahun program adalah yang diketahui; "
    "daerah tanpa tahun tidak diketahui, bukan belum ikut."
)


def tab(seen: View, kept: pd.DataFrame) -> None:
    """Peers of the region pointed out; it need not be scored, only known."""
    code = seen.region or filters.current(filters.REGION) or ""
    if code not in regions.table().index:
        st.info("Pilih daerah pada **Sorot daerah** di atas untuk mencari daerah serupa.")
        return
    whole = seen.everywhere
    wish = _wish()
    scored, names = comparison.rows(whole), compare.columns(whole.instrument)
    wished = (code, *astuple(wish))
    found = whole.remember("visits", lambda: visits.candidates(code, wish, scored, names), *wished)
    st.subheader(f"Daerah yang serupa dengan {region_label(code)}", anchor=False)
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
        _better(code, peer, visits.leads(code, peer, scored, names), both=both)
        _stable(code, wish)

    whole.replay("visit", pair, *wished, peer)


def _wish() -> Wish:
    years = sorted(set(peers.joined()))
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
            format_func=lambda far: f"{count(far)} km" if far else ANY,
            key="jauh",
        )
        tourism = st.toggle("Kawasan pariwisata (KSPN)", key="kspn")
    return Wish(joined, province or None, tourism, within)


def _list(found: pd.DataFrame, whole: View) -> None:
    shown = pd.DataFrame(
        {
            "Daerah": found["label"],
            "Provinsi": found["province"],
            "Kemiripan": found["word"].str.capitalize(),
            "Beda ciri": found["distance"],
            "Paling beda pada": [
                f"{name} ({percent(share)})"
                for name, share in zip(found["furthest"], found["share"], strict=True)
            ],
            "Jarak (km)": found["km"],
            "Program sejak": [
                "Tidak diketahui" if year != year else f"{year:.0f}" for year in found["since"]
            ],
        }
    )
    if (found["tourism"] != "").any():
        shown["KSPN"] = found["tourism"].replace("", "–")
    if found["index"].notna().any():
        framework = whole.instrument.framework
        shown[framework.node(framework.roots[0]).name] = found["index"]
        shown["Lebih tinggi pada"] = [listed(names) or "–" for names in found["ahead"]]
    table.show(
        shown, alt="Daerah serupa", missing="–", formats={"Jarak (km)": count, "Beda ciri": partial(number)}
    )


def _beside(code: str, peer: str) -> None:
    sides = peers.side_by_side(code, peer)
    shares = peers.nearest(code).loc[peer]
    shown = pd.DataFrame(
        {
            "Ciri": [
                name + (f" ({unit})" if unit else "")
                for name, unit in zip(sides["name"], sides["unit"], strict=True)
            ],
            region_label(code): _printed(sides, "own"),
            region_label(peer): _printed(sides, "peer"),
            "Kesimpulan": ["Mirip" if alike else "Berbeda" for alike in sides["alike"]],
            "Bagian dari beda": [percent(shares.get(column, float("nan"))) for column in sides["column"]],
        }
    )
    st.subheader("Ciri kedua daerah", anchor=False)
    table.put(table.text(shown))


def _printed(sides: pd.DataFrame, column: str) -> list[str]:
    return [number(value, places) for value, places in zip(sides[column], sides["decimals"], strict=True)]


def _better(code: str, peer: str, leads: pd.DataFrame, *, both: bool) -> None:
    st.subheader(f"Yang dapat dipelajari di {region_label(peer)}", anchor=False)
    own, other = literal(region_label(code)), literal(region_label(peer))
    if not both:
        st.markdown(f"{own} atau {other} belum dinilai pada periode dan instrumen ini.")
        return
    if leads.empty:
        st.markdown(f"{other} tidak lebih tinggi dari {own} di bagian mana pun.")
        return
    shown = leads.set_axis(["Bagian", region_label(code), region_label(peer), "Selisih"], axis=1)
    table.put(table.text(shown))


def _stable(code: str, wish: Wish) -> None:
    found = peers.stability(code, wish, visits.SHOWN)
    weak = found[found["kept"] < 0.6 * found["of"]]
    kept, of = found["kept"], int(found["of"].iloc[0])
    if weak.empty:
        st.caption(
            f"Bila satu ciri dihilangkan, {count(kept.min())} sampai {count(kept.max())} dari {count(of)} "
            "daerah terdekat tetap sama: daftar ini cukup kokoh."
        )
        return
    pairs = zip(weak["name"], weak["kept"].astype(int), strict=True)
    hangs = listed([f"{name} (tersisa {count(left)})" for name, left in pairs])
    st.warning(
        f"Daftar ini bertumpu pada {hangs} dari {count(of)} daerah: tanpa ciri itu, sebagian besar daerah "
        "terdekat berganti. Periksa apakah ciri itu memang penting bagi tujuan kunjungan."
    )

"""Perbandingan daerah: how kabupaten and kota of one period compare, by the same instrument version."""

from dataclasses import replace

import streamlit as st

from ui import chart, comparison, empty, page, trace
from ui.view import View, choose
from workflow import compare


def show(view: View) -> None:
    result = view.result()
    names = compare.columns(view.instrument)
    root = view.instrument.framework.node(view.instrument.framework.roots[0]).name
    page.status(comparison.status(view))
    kept, chosen = comparison.narrowed(comparison.rows(view))
    if kept.empty:
        empty.show("Tidak ada daerah yang cocok", "Longgarkan saringan provinsi atau jenis daerah di atas.")
        return
    shares = compare.schemes(result, kept)
    slot = st.container()
    seen = replace(view, region=chosen or "")
    turn = comparison.turned(kept, chosen)
    drawn = comparison.heat_map(seen, kept=kept, dark=chart.dark(), page=turn)
    with slot:
        chart.show(drawn, "perbandingan")
    if (kept["band"] != "").any():
        st.caption(f"Klasifikasi: {view.instrument.classification_note}.")
    if len(shares):
        comparison.weights(shares, comparison.noun(view))
    st.subheader("Urutan dan skor", anchor=False)
    st.caption(
        "Skor dipakai untuk perencanaan, bukan perlombaan. Indeks yang sama menempati satu urutan. Tanda – "
        "berarti data kurang atau tidak berlaku; sebabnya tertulis pada grafik."
    )
    comparison.by_rank(kept, names, root, schemes=len(shares) > 0)
    if chosen:
        top = result.part(chosen).framework.roots[0]
        trace.links(chosen, {top: root, **names})
    if len(kept) > 1:
        chart.show(comparison.spread(seen, kept=kept, dark=chart.dark()), "sebaran")
    comparison.left_out(
        compare.absent(result, comparison.sent(view)), compare.other_versions(view.engine, view.scope)
    )
    figures = view.remember("compare.figures", lambda: compare.figures(result))
    if len(figures):
        comparison.figures(figures)


page.header(
    "Perbandingan daerah", "Bagaimana posisi tiap kabupaten dan kota, dan di dimensi mana perbedaannya?"
)
if view := choose(by_region=False):
    if view.result().regions:
        show(view)
    else:
        empty.show(
            f"Belum ada daerah yang dinilai pada periode {view.period.label} dengan instrumen ini",
            "Pilih periode atau instrumen lain di atas, atau salah satu di bawah ini.",
        )
        comparison.elsewhere(view)
page.footer()

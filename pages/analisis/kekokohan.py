"""Kekokohan peringkat: whether a rank holds when weights and ways of calculating are chosen otherwise."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from charts.chart import Chart
from ui import chart, comparison, drawn, empty, filters, page, repetitions, robustness
from ui.format import count
from ui.repetitions import Group
from ui.view import View, choose
from workflow import levels, robust

Draw = Callable[..., None]


def show(view: View) -> None:
    page.status(comparison.status(view))
    kept, chosen = comparison.narrowed(view)
    group = Group(*comparison.group())
    sets = list(repetitions.footings(view, group))
    if not sets:
        empty.show(
            "Belum ada daerah dengan indeks pada pilihan ini" if len(kept) else "Tidak ada daerah yang cocok",
            "Longgarkan saringan di atas, atau lengkapi jawaban sampai indeks dapat dihitung.",
            file="analisis/perbandingan.py",
            label="Ke Perbandingan daerah",
        )
        return
    if len(sets) > 1:
        group = replace(group, weights=repetitions.pick_weights(sets))
    found = repetitions.study(view, group)
    told = view.remember("told", lambda: repetitions.told(found), group.province, group.kind, group.weights)
    st.markdown(f"**{told}**")
    st.caption(f"{count(robust.DRAWS)} hitung ulang: {repetitions.varied(found)}.")
    if unranked := int(kept["index"].isna().sum()):
        st.caption(
            f"{count(unranked)} daerah belum berperingkat: datanya belum cukup untuk menghitung indeks."
        )
    seen = replace(view, region=chosen or "")

    def draw(key: str, build: Callable[..., Chart], *more: int) -> None:
        made = partial(build, seen, group=group)
        rests_on = (group.province, group.kind, group.weights, chosen, *more)
        drawn.show(view, key, lambda turn: made(*more, page=turn, dark=chart.dark()), *rests_on)

    parts = {"rentang": ("Rentang skor", scores), "penggeser": ("Yang menggeser", movers)}
    if len(found.places) > 1:
        parts = {"peringkat": ("Peringkat", ranks), **parts}
    part = filters.part("kekokohan", {key: title for key, (title, _) in parts.items()})
    parts[part][1](view, group, chosen, draw)


def ranks(view: View, group: Group, chosen: str | None, draw: Draw) -> None:
    draw("peringkat", robustness.places)
    shown = (group.province, group.kind, group.weights, chosen)
    view.replay("pairs", lambda: repetitions.pairs(repetitions.study(view, group), chosen), *shown)


def scores(view: View, group: Group, _: str | None, draw: Draw) -> None:
    draw("rentang", robustness.scores)
    note = view.instrument.classification_note
    shown = (group.province, group.kind, group.weights)
    view.replay("classes", lambda: repetitions.classes(repetitions.study(view, group), note), *shown)


def movers(view: View, group: Group, _: str | None, draw: Draw) -> None:
    try:
        draw("pilihan", robustness.choices)
    except drawn.Undrawn as lack:
        st.info(f"{lack.what}. {lack.next_step}")
    tree = levels.below_index(view.instrument, repetitions.footing(view, group).framework)
    level = filters.depth("tanpa", tree, label="Bagian yang dihilangkan")
    draw("tanpa", robustness.without, level)


page.header("Kekokohan peringkat", "Apakah peringkat tetap sama bila bobot dan cara menghitung dipilih lain?")
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

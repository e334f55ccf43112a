"""Telusur angka: from a score down to the files, sheets and cells it was read from."""

import streamlit as st

from ui import empty, filters, page, trace, view
from ui.format import number, percent
from ui.voices import level_word
from workflow import setup, summary
from workflow import trace as tracing

page.header("Telusur angka", "Dari berkas, lembar, dan sel mana sebuah angka berasal?")
seen = view.choose_scored()
if seen is None:
    st.stop()
result = seen.result()
part = result.part(seen.region)
framework = part.framework
names = {code: framework.node(code).name for code in framework.codes}
chosen = filters.pick(
    trace.NODE,
    {code: f"{code} · {name}" for code, name in names.items()},
    label="Angka yang ditelusuri",
    default=framework.roots[0],
)
if chosen is None:
    empty.show("Instrumen ini tidak memuat simpul", "Pilih instrumen lain di atas.")
    st.stop()
trace.path(framework, summary.ancestors(framework, chosen))

score, leaves = float(result.scores.at[seen.region, chosen]), framework.descendants(chosen)
with st.grid(4, min_column_width=150):
    word = "" if framework.children(chosen) else level_word(framework, score)
    st.metric(names[chosen], f"{number(score)} {word}".strip(), border=True)
    if framework.children(chosen):
        st.metric("Data terisi", percent(result.coverage.at[seen.region, chosen]), border=True)
        st.metric("Indikator di bawahnya", str(len(leaves)), border=True)
below = seen.remember("parts", lambda: tracing.parts(result, seen.region, chosen), chosen)
if len(below):
    trace.parts(seen, below, chosen, names[chosen], score)
elif chosen in part.indicators.values.columns:
    st.markdown(
        f"{trace.source(part.indicators.source.at[seen.region, chosen])} Nilai terverifikasi berlaku di atas "
        "kesepakatan, dan kesepakatan di atas jawaban penanggung jawab. Jawaban pendukung menjadi bahan "
        "klarifikasi."
    )

nodes = {chosen, *leaves, *framework.below(chosen)}


def behind() -> None:
    """What the files say of the node and of all below it, and the figures they publish themselves."""
    own = found["kind"] == "published"
    trace.cells(found[found["node"].isin(nodes) & ~own], names, opds, "Jawaban dan sel asalnya")
    if len(figures := found[(found["node"] == chosen) & own]):
        trace.cells(figures, names, opds, "Angka yang diterbitkan berkas itu sendiri")


ruled = seen.remember("ruled", lambda: tracing.decisions(seen.engine, seen.scope, seen.region))
trace.decided(ruled[ruled["node"].isin(nodes)], framework)
found = seen.remember(
    "cells", lambda: tracing.cells(seen.engine, seen.scope, seen.region, framework.position)
)
opds = seen.remember(
    "full names",
    lambda: dict(setup.roster_of(seen.engine, seen.region)[0][["opd", "name"]].itertuples(index=False)),
)
seen.replay("cells behind", behind, chosen)
page.footer()

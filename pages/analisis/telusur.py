"""Telusur angka: from a score down to the files, sheets and cells it was read from."""

import streamlit as st

from ui.shared import empty, filters, page, trace_links
from ui.shared.format import format_number, format_part
from ui.shared.indicator_card import level_word
from ui.shared.kept_plan import region_opd_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_scored_selection
from workflow.results import trace as tracing

page.show_page_header("Telusur angka", "Dari berkas, lembar, dan sel mana sebuah angka berasal?")
selection = choose_scored_selection()
if selection is None:
    st.stop()
result = selection.result()
part = result.part(selection.region)
framework = part.framework
names = {code: framework.node(code).name for code in framework.codes}
chosen = filters.choose_option(
    trace_links.NODE,
    {code: f"{code} · {name}" for code, name in names.items()},
    label="Angka yang ditelusuri",
    default=framework.roots[0],
)
if chosen is None:
    empty.show_missing_data("Instrumen ini tidak memuat simpul", "Pilih instrumen lain di panel.")
    st.stop()
trace_links.show_node_path(framework, framework.ancestors(chosen))

score, leaves = float(result.scores.at[selection.region, chosen]), framework.descendants(chosen)
with st.grid(4, min_column_width=150):
    word = "" if framework.children(chosen) else level_word(framework, score)
    st.metric(
        escape_markdown(names[chosen]), escape_markdown(f"{format_number(score)} {word}".strip()), border=True
    )
    if framework.children(chosen):
        st.metric(
            "Data terisi", format_part(result.answered_shares.at[selection.region, chosen]), border=True
        )
        st.metric("Indikator di bawahnya", str(len(leaves)), border=True)
below = selection.remember(
    "parts", lambda: tracing.list_score_parts(result, selection.region, chosen), chosen
)
if len(below):
    trace_links.show_score_parts(selection, below, chosen, names[chosen], score)
elif chosen in part.indicators.values.columns:
    st.markdown(
        f"{trace_links.value_source_badge(part.indicators.source.at[selection.region, chosen])} Nilai "
        "terverifikasi berlaku di atas "
        "kesepakatan, dan kesepakatan di atas jawaban penanggung jawab. Jawaban pendukung menjadi bahan "
        "klarifikasi."
    )

nodes = {chosen, *leaves, *framework.below(chosen)}


def show_file_values() -> None:
    """What the files say of the node and of all below it, and the figures they publish themselves."""
    own = found["kind"] == "published"
    trace_links.show_source_cells(
        found[found["node"].isin(nodes) & ~own], names, opds, "Jawaban dan sel asalnya"
    )
    if len(figures := found[(found["node"] == chosen) & own]):
        trace_links.show_source_cells(figures, names, opds, "Angka yang diterbitkan berkas itu sendiri")


ruled = selection.remember(
    "ruled", lambda: tracing.list_region_decisions(selection.engine, selection.scope, selection.region)
)
trace_links.show_decisions(ruled[ruled["node"].isin(nodes)], framework)
found = selection.remember(
    "cells",
    lambda: tracing.list_source_cells(
        selection.engine, selection.scope, selection.region, framework.position
    ),
)
opds = region_opd_names(selection).in_full
selection.replay("cells behind", show_file_values, chosen)

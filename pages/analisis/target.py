"""Target: the level agreed for each part of the index and year, beside the instrument's own targets."""

import pandas as pd
import streamlit as st

from planning.plan.target_year import own_target_words
from ui.results import target_form
from ui.shared import filters, message, page, table, target_year
from ui.shared.format import format_moment, format_number, format_span
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_selection
from workflow.results import levels
from workflow.targets import agreed_targets

AHEAD = 10
page.show_page_header(
    "Target", "Tingkat kesiapan mana yang ingin dicapai, pada tahun berapa, dan siapa yang menyepakatinya?"
)
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
framework = selection.instrument.framework
names = levels.level_names_below_index(selection.instrument, framework)
own = selection.period.ends.year
agreed = target_year.agreed_target_years(selection)

with st.container(horizontal=True, vertical_alignment="bottom"):
    usual = selection.target().year
    span = sorted({*range(own, own + AHEAD + 1), usual, *agreed})
    labels = {str(each): f"{each} (ada target)" if each in agreed else str(each) for each in span}
    year = int(filters.choose_option("tahun-target", labels, label="Tahun", default=str(usual)) or usual)
    level = filters.choose_tree_level("rincian-target", names)
    under = None
    if level != max(names):
        tops = framework.dimension_names
        under = filters.choose_option(filters.DIMENSION, tops, label=names[max(names)])

scores = dict(selection.result().scores.loc[selection.region]) if selection.scored else {}
exact, valid, defaults, ends, past = selection.remember(
    "targets",
    lambda: (
        agreed_targets.targets_set_for_year(selection.engine, selection.region, year),
        agreed_targets.effective_targets(selection.uncached, year).set_index("node"),
        agreed_targets.instrument_targets(selection.instrument),
        agreed_targets.horizon_years(selection.uncached),
        agreed_targets.target_change_history(selection.engine, selection.scope, selection.region).head(20),
    ),
    year,
)


def target_table_rows() -> pd.DataFrame:
    """The nodes with score, target and basis."""
    made = pd.DataFrame({"node": framework.at_level(level, under)})
    return made.assign(
        name=made["node"].map(valid["name"]),
        score=[scores.get(code, float("nan")) for code in made["node"]],
        target=made["node"].map(valid["target"]),
        basis=made["node"].map(valid["basis"]),
        agreed=pd.Series([exact.get(code, float("nan")) for code in made["node"]], dtype=float),
    )


def targets_in_words() -> str:
    """The same as text beside the instrument's own targets."""
    shown = rows.assign(basis=rows["basis"].str.partition(",")[0])
    shown = shown[["node", "name", "target", "basis"]].rename(
        columns={"node": "Kode", "name": names[level], "target": f"Berlaku {year}", "basis": "Dasar"}
    )
    for horizon in selection.instrument.horizons:
        until = f" ({ends[horizon]})" if horizon in ends else ""
        shown[f"Jangka {horizon}{until}"] = rows["node"].map(defaults[horizon])
    return table.table_as_markdown(shown, missing="–")


rows = selection.remember("target rows", target_table_rows, year, level, under)
told = selection.remember("target words", targets_in_words, year, level, under)

scale = framework.scale
left, right = st.columns([2, 5], gap="medium")
with left:
    st.subheader(f"Target {year} tiap {escape_markdown(names[level].lower())}", anchor=False)
    st.caption(
        f"Skala {format_span(scale.minimum, scale.maximum)}; desimal dengan koma. Kosong berarti "
        "tidak ada target "
        "sendiri. Target suatu bagian berlaku pula bagi bagian di bawahnya yang belum punya target sendiri, "
        "dan berlaku terus sampai ada target tahun sesudahnya."
    )
    message.show_message(target_form.MESSAGE)
    target_form.show_target_form(selection, rows, year)
with right:
    st.subheader("Yang berlaku dan bawaan instrumen", anchor=False)
    table.show_markdown_table(told)
    target_form.tell_compared_targets(selection, rows, year)
    if selection.instrument.horizons:
        default = own_target_words(selection.target(year).horizon)
        st.caption(f"Yang tidak disepakati sampai {year} mengikuti {escape_markdown(default)}.")
    else:
        st.caption(f"{escape_markdown(selection.instrument.title)} tidak memuat target bawaan.")
    st.subheader("Riwayat", anchor=False)
    if past.empty:
        st.caption("Belum ada target yang disepakati.")
    else:
        past = past.assign(
            at=past["at"].map(format_moment),
            old=[format_number(float(text)) if text else "–" for text in past["old"]],
            new=[format_number(float(text)) if text else "dicabut" for text in past["new"]],
        )
        headings = dict(
            zip(past.columns, ("Waktu", "Oleh", "Kode", "Tahun", "Semula", "Menjadi"), strict=True)
        )
        table.show_markdown_table(table.table_as_markdown(past.rename(columns=headings)))

"""Ringkasan: the index and its class, the dimensions, elements, prerequisites, strengths and weaknesses."""

import pandas as pd
import streamlit as st

from planning import priorities
from reports import verdict
from ui import aim, chart, drawn, filters, page, readiness, table, trace, view
from ui.format import count, near, number, percent
from ui.programme import strengths
from workflow import levels, summary

page.header("Ringkasan", "Seberapa siap daerah ini, di mana kekuatannya, dan di mana kelemahannya?")
seen = view.choose_scored()
if seen is None:
    st.stop()
year = aim.current(seen)
result = seen.result(year)
part = result.part(seen.region)
framework, scale, values = part.framework, part.framework.scale, part.indicators.values.loc[seen.region]
last = min(levels.below_index(seen.instrument, framework).items())[1]
root = framework.roots[0]

rests = seen.remember("basis", lambda: summary.basis(part, seen.region))
proving = readiness.proving(seen)
bounds = tuple(band.lower for band in scale.bands)
with st.grid(4, min_column_width=200):
    score = near(result.scores.at[seen.region, root], bounds, scale.decimals)
    st.metric(framework.node(root).name, score, border=True)
    if scale.bands:
        st.metric("Kelas", verdict.band(result, seen.region), border=True)
    st.metric(f"{last} terjawab", f"{count(rests.answered)} dari {count(rests.asked)}", border=True)
    if proving:
        st.metric("Jawaban berbukti", percent(rests.evidence), border=True)
if note := seen.instrument.classification_note:
    st.caption(f"Kelas: {note}.")
for sentence in seen.remember(
    "lacking", lambda: (verdict.lacking(result, seen.region), verdict.limit(result, seen.region)), year
):
    if sentence:
        st.info(sentence)
for off in seen.remember("off", lambda: summary.switched_off(result, seen.region), year).itertuples():
    st.warning(
        f"Seluruh indikator {off.name} dijawab Tidak berlaku. Indeks tanpa bagian itu {number(off.without)}; "
        f"bila bagian itu dihitung pada tingkat terendah {number(off.with_lowest)}."
    )

tops = summary.dimensions(framework)
trace.links(seen.region, {code: framework.node(code).name for code in (root, *tops)})
drawn.show(seen, "profil", lambda turn: readiness.profile(seen, dark=chart.dark(), page=turn), year)
if len(seen.remember("elements", lambda: summary.elements(result, seen.region), year)):
    drawn.show(seen, "matriks", lambda _: readiness.matrix(seen, dark=chart.dark()), year)
if proving:
    drawn.show(seen, "bukti", lambda _: readiness.evidence(seen, dark=chart.dark()), year)


def extremes(title: str, found: pd.DataFrame) -> None:
    """The indicators at the highest or the lowest levels."""
    reached = sorted(found["value"].unique(), reverse=title == "Kekuatan")
    st.subheader(f"{title}: {count(len(found))} {last.lower()}", anchor=False)
    st.caption("Tingkat " + " dan ".join(f"{level:g}" for level in reached) if reached else "Tidak ada.")
    listed = found[["node", "name", "value", "dimension"]].assign(
        dimension=[framework.node(code).name for code in found["dimension"]]
    )
    listed.columns = pd.Index(["Kode", last, "Tingkat", "Bagian dari"])
    if reached:
        tall = 320 if len(listed) > 7 else None
        table.show(listed, alt=title, formats={"Tingkat": lambda v: number(v, 0)}, height=tall)


left, right = st.columns(2, gap="large")
with left:
    seen.replay("Kekuatan", lambda: extremes("Kekuatan", priorities.strengths(framework, values)), year)
with right:
    seen.replay("Kelemahan", lambda: extremes("Kelemahan", priorities.weaknesses(framework, values)), year)

strengths.show(seen)

if stages := summary.stages(framework):
    named = {name: f"Tahap {name}" for name in stages}
    stage = filters.switch("tahap", named, label="Prasyarat sampai tahap bimtek")
    staged = seen.at_stage(stage, year)
    tree = staged.part(seen.region).framework
    drawn.show(
        seen,
        "prasyarat",
        lambda turn: readiness.prerequisites(seen, stage=stage, dark=chart.dark(), page=turn),
        *(year, stage),
    )
    st.caption(
        f"Skor prasyarat sampai tahap {stage}: {number(staged.scores.at[seen.region, tree.roots[1]])}. "
        "Prasyarat dinilai tersendiri dan tidak masuk indeks."
    )
page.footer()

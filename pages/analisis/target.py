"""Target: the level agreed for each part of the index and year, beside the instrument's own targets."""

import pandas as pd
import streamlit as st

from ui import filters, page, table, target_form, view
from ui.format import moment, number
from workflow import levels, summary, targets

AHEAD = 10
BASES = {
    "agreed": "disepakati",
    "parent": "mengikuti induknya",
    "instrument": "bawaan instrumen",
    "children": "rata-rata turunannya",
    "": "belum ada",
}

page.header(
    "Target", "Tingkat kesiapan mana yang ingin dicapai, pada tahun berapa, dan siapa yang menyepakatinya?"
)
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
framework = seen.instrument.framework
names = levels.below_index(seen.instrument, framework)
own = seen.period.ends.year
agreed = seen.remember("target years", lambda: targets.years(seen.engine, seen.region))

with st.container(horizontal=True, vertical_alignment="bottom"):
    span = sorted({*range(own, own + AHEAD + 1), *agreed})
    labels = {str(each): f"{each} (ada target)" if each in agreed else str(each) for each in span}
    year = int(filters.pick("tahun", labels, label="Tahun", default=str(own)) or own)
    level = filters.depth("rincian-target", names)
    under = None
    if level != max(names):
        tops = {code: framework.node(code).name for code in summary.dimensions(framework)}
        under = filters.pick(filters.DIMENSION, tops, label=names[max(names)])

scores = dict(seen.result().scores.loc[seen.region]) if seen.scored else {}
exact, valid, defaults, past = seen.remember(
    "targets",
    lambda: (
        targets.of_year(seen.engine, seen.region, year),
        targets.effective(seen.engine, seen.scope, seen.region, year).set_index("node"),
        targets.defaults(seen.instrument),
        targets.history(seen.engine, seen.scope, seen.region).head(20),
    ),
    year,
)


def table_rows() -> tuple[pd.DataFrame, str]:
    """The nodes with score, target and basis; and as text beside the instrument's own targets."""
    made = pd.DataFrame({"node": summary.at_level(framework, level, under)})
    made = made.assign(
        name=made["node"].map(valid["name"]),
        score=[scores.get(code, float("nan")) for code in made["node"]],
        target=made["node"].map(valid["target"]),
        basis=made["node"].map(valid["basis"]).map(BASES),
        agreed=pd.Series([exact.get(code, float("nan")) for code in made["node"]], dtype=float),
    )
    shown = made[["node", "name", "target", "basis"]].rename(
        columns={"node": "Kode", "name": names[level], "target": f"Berlaku {year}", "basis": "Dasar"}
    )
    for horizon in seen.instrument.horizons:
        shown[f"Jangka {horizon}"] = made["node"].map(defaults[horizon])
    return made, table.text(shown, missing="–")


rows, told = seen.remember("target rows", table_rows, year, level, under)

scale = framework.scale
left, right = st.columns([2, 5], gap="medium")
with left:
    st.subheader(f"Target {year} tiap {names[level].lower()}", anchor=False)
    st.caption(
        f"Skala {scale.minimum:g}–{scale.maximum:g}; desimal dengan koma. Kosong berarti tidak ada target "
        "sendiri. Target suatu bagian berlaku pula bagi bagian di bawahnya yang belum punya target sendiri, "
        "dan berlaku terus sampai ada target tahun sesudahnya."
    )
    target_form.tell()
    target_form.show(seen, rows, year)
with right:
    st.subheader("Yang berlaku dan bawaan instrumen", anchor=False)
    table.put(told)
    if not seen.instrument.horizons:
        st.caption(f"{seen.instrument.title} tidak memuat target bawaan.")
    st.subheader("Riwayat", anchor=False)
    if past.empty:
        st.caption("Belum ada target yang disepakati.")
    else:
        past = past.assign(
            at=past["at"].map(moment),
            old=[number(float(text)) if text else "–" for text in past["old"]],
            new=[number(float(text)) if text else "dicabut" for text in past["new"]],
        )
        headings = dict(
            zip(past.columns, ("Waktu", "Oleh", "Kode", "Tahun", "Semula", "Menjadi"), strict=True)
        )
        table.put(table.text(past.rename(columns=headings)))
page.footer()

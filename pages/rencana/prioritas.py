"""Prioritas: what to do first, by what it adds to the index, and what each OPD must do for it."""

import pandas as pd
import streamlit as st

from planning import priorities
from ui import aim, chart, drawn, duties, empty, gaps, levels, page, table, trace, view
from ui.format import count, number, percent
from workflow import setup

KINDS = {
    "dokumen": "Dokumen dapat selesai dalam hitungan minggu, sehingga tidak diurutkan bersama layanan.",
    "layanan dan pemanfaatan": "Layanan dan pemakaiannya dibangun bertahap dan dirasakan warga.",
    "sumber daya dan sarana": "SDM, anggaran, dan sarana yang dibutuhkan dokumen maupun layanan.",
}

page.header("Prioritas", "Kesenjangan mana yang didahulukan, dan apa yang perlu dilakukan tiap OPD?")
seen = view.choose_scored()
if seen is None:
    st.stop()
year = aim.choose(seen)
result = seen.result(year)
part = result.part(seen.region)
framework, given = part.framework, result.contributions.loc[seen.region]
names = levels.below_index(seen.instrument, framework)
top, last = names[max(names)].lower(), names[min(names)].lower()
if not any(target is not None for target in framework.targets().values()):
    empty.show(
        f"{seen.instrument.title} tidak memuat target",
        f"Prioritas dihitung dari jarak ke target. Sepakati target lebih dahulu, misalnya per {top}.",
        file="analisis/target.py",
        label="Ke Target",
    )
    st.stop()
whole = seen.remember("start list", lambda: priorities.start_list(framework, given), year)
if whole.empty:
    empty.show(
        f"Semua {last} yang terjawab sudah mencapai target {year}",
        "Pilih tahun target lain, atau lengkapi jawaban yang belum ada.",
    )
    st.stop()
st.markdown(
    f"**Sumbangan** adalah poin indeks yang bertambah bila {last} mencapai target {year}; seluruhnya "
    f"{number(float(whole['contribution'].sum()))} poin. Yang sumbangannya sama berada pada satu urutan dan "
    "dapat didahulukan yang mana pun."
)


def listing(rows: pd.DataFrame) -> pd.DataFrame:
    """The table of a start list, with ties named."""
    place = [
        f"{g} ({n} setara)" if n > 1 else f"{g}" for g, n in zip(rows["group"], rows["size"], strict=True)
    ]
    leads = assigned[assigned["role"] == "lead"].set_index("indicator")["opd"]
    return pd.DataFrame(
        {
            "Urutan": place,
            "Kode": rows["node"],
            last.capitalize(): rows["name"],
            top.capitalize(): [framework.node(code).name for code in rows["dimension"]],
            "Penanggung jawab": [short.get(leads.get(code, ""), "–") for code in rows["node"]],
            "Sumbangan": [number(value, 3) for value in rows["contribution"]],
            "Bagian kesenjangan": rows["share"],
        }
    )


roster, assigned = seen.remember(
    "roster",
    lambda: (
        setup.roster_of(seen.engine, seen.region)[0],
        setup.assigned(seen.engine, seen.scope, seen.region),
    ),
)
short = dict(zip(roster["opd"], roster["short"].where(roster["short"] != "", roster["name"]), strict=True))

drawn.show(seen, "prioritas", lambda turn: gaps.groups(seen, dark=chart.dark(), page=turn), year)

st.subheader(f"Daftar {last} menurut jenis pekerjaan", anchor=False)
lists = {
    kind: rows
    for kind, rows in seen.remember("kinds", lambda: priorities.kind_lists(framework, given), year).items()
    if kind in KINDS
}
if lists:
    kind = st.segmented_control(
        "Jenis", list(lists), format_func=lambda k: f"{k.capitalize()} ({count(len(lists[k]))})",
        default=next(iter(lists)), required=True, key="jenis_pekerjaan",
    )  # fmt: skip
    st.caption(KINDS[kind])
shown = listing(lists[kind] if lists else whole)
tall = 420 if len(shown) > 10 else None
table.show(shown, alt="Daftar prioritas", formats={"Bagian kesenjangan": percent}, height=tall)
trace.links(seen.region, {code: code for code in shown["Kode"].head(6)})

st.subheader("Yang perlu dilakukan tiap OPD", anchor=False)
tasks = seen.remember(
    "duties",
    lambda: priorities.duties(framework, given, part.indicators.values.loc[seen.region], assigned, roster),
    year,
)
values = part.indicators.values.loc[seen.region]
open_ = values[~part.indicators.not_applicable.loc[seen.region].astype(bool)]
asked = seen.remember("unanswered", lambda: priorities.unanswered(framework, open_, assigned, roster))
duties.show(tasks, asked, framework, last)
page.footer()

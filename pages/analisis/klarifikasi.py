"""Klarifikasi: one indicator at a time; the room enters the level it agrees, and every number follows."""

import pandas as pd
import streamlit as st

from reports import verdict
from ui import badges, deciding, empty, filters, page, table, view, voices
from ui.format import moment, number
from workflow import clarify, levels, summary

CHOSEN = "indikator"
SCOPES = {"dibahas": "Perlu dibahas", "semua": "Semua indikator"}


def turn(step: int, listed: list[str]) -> None:
    """Go to the next or previous indicator of the list, round its ends."""
    here = filters.current(CHOSEN)
    place = listed.index(here) + step if here in listed else step if step > 0 else -1
    filters.keep(CHOSEN, listed[place % len(listed)])


def took() -> None:
    """The address follows what was chosen, so that a link or a reload leads to the same indicator."""
    filters.keep(CHOSEN, st.session_state[CHOSEN])


page.header("Klarifikasi", "Apa yang disepakati untuk tiap indikator, dengan alasan apa dan oleh siapa?")
seen = view.choose_scored()
if seen is None:
    st.stop()
result = seen.result()
framework = result.part(seen.region).framework
indicators, agenda = seen.remember(
    "indicators and agenda",
    lambda: (
        summary.indicators(result, seen.region).set_index("node"),
        clarify.agenda(result, seen.region).set_index("node"),
    ),
)
short, full = voices.names(seen)

with st.container(horizontal=True, vertical_alignment="bottom"):
    which = filters.switch("daftar", SCOPES, label="Daftar")
    listed = list(agenda.index) if which == "dibahas" else list(indicators.index)
    if kept := filters.current(CHOSEN):
        # What was just agreed has left the agenda, but the room is still looking at it.
        listed = listed if kept in listed or kept not in indicators.index else [kept, *listed]
    for label, step, icon, keys in (
        ("Sebelumnya", -1, ":material/arrow_back:", "PageUp"),
        ("Berikutnya", 1, ":material/arrow_forward:", "PageDown"),
    ):
        st.button(
            label, icon=icon, shortcut=keys, on_click=turn, args=(step, listed), key=f"ke_{step}",
            disabled=not listed,
        )  # fmt: skip
if not listed:
    empty.show("Tidak ada yang perlu diklarifikasi", "Pilih **Semua indikator** untuk melihat semuanya.")
    st.stop()
reasons, names = agenda["reasons"].to_dict(), indicators["name"].to_dict()
st.session_state[CHOSEN] = kept if kept in listed else listed[0]
took()
chosen = st.selectbox(
    f"Indikator ({len(agenda)} perlu dibahas)",
    listed,
    format_func=lambda code: " · ".join(
        [code, names[code], *(voices.REASON_WORDS[r] for r in reasons.get(code, ()))]
    ),
    key=CHOSEN,
    on_change=took,
)

row = indicators.loc[chosen]
deciding.tell(seen, chosen)
path = summary.ancestors(framework, chosen)
with st.grid(4, min_column_width=200):
    for code in path:
        st.metric(framework.node(code).name, number(result.scores.at[seen.region, code]), border=True)
    word = voices.level_word(framework, row["value"])
    shown = f"{row['value']:g}" if word else number(row["value"])
    this = f"{levels.name(seen.instrument, framework.node(chosen).level)} ini"
    st.metric(f"{this}: {word}" if word else this, shown, border=True)
if label := verdict.class_line(result, seen.region):
    st.caption(f"Kelas: {label}. {verdict.limit(result, seen.region)}")

st.subheader(f"{chosen} · {row['question']}", anchor=False)
marks = [voices.REASONS[reason] for reason in agenda["reasons"].get(chosen, ())]
st.markdown(" ".join([badges.SOURCES[row["source"]], *marks]))
said = seen.remember("voices", lambda: clarify.voices(seen.engine, seen.scope, seen.region, chosen), chosen)
past = seen.remember("decided", lambda: clarify.history(seen.engine, seen.scope, seen.region, chosen), chosen)
left, right = st.columns([5, 4], gap="large")
with right, st.container(border=True):
    kind = st.segmented_control(
        "Jenis keputusan", list(deciding.KINDS), format_func=deciding.KINDS.__getitem__, default="agreed",
        required=True, key="jenis",
    )  # fmt: skip
    deciding.form(seen, chosen, kind)
    deciding.undo(seen, chosen)
with left:
    voices.anchors(framework, chosen, said, short)
    for answer in said.to_dict("records"):
        voices.answer(answer, framework, full.get(answer["opd"], answer["opd"]))
    if said.empty:
        found = "Nilainya berasal dari tabel daerah" if pd.notna(row["claimed"]) else "Belum ada jawaban OPD"
        st.info(f"{found}; ruangan tetap dapat menyepakati tingkatnya.")
    if len(past):
        st.markdown("**Riwayat keputusan**")
        told = past.assign(
            kind=past["kind"].map(deciding.KINDS),
            at=past["at"].map(moment),
            state=past["state"].map(deciding.STATES),
        ).rename(
            columns={
                "kind": "Keputusan", "value": "Tingkat", "reason": "Alasan", "by": "Oleh", "at": "Waktu",
                "state": "Keadaan",
            }
        )  # fmt: skip
        table.put(table.text(told, decimals=0, missing="dicabut"))
page.footer()

"""Kelengkapan OPD: who has not answered, and the words to remind them."""

from datetime import date

import pandas as pd
import streamlit as st

from storage import StoreError
from ui import actor, board, chart, drawn, empty, filters, inbox, page, view
from ui.format import count, percent
from ui.view import View
from workflow import completeness, deadline, reminders
from workflow.dates import today
from workflow.outcome import Place


def cards(senders: pd.DataFrame) -> None:
    """The four counts over the region."""
    asked, answered, evidence = (int(senders[name].sum()) for name in ("asked", "answered", "evidence"))
    sent = int(senders["sent"].sum())
    with st.grid(4, min_column_width=180):
        st.metric("OPD sudah mengirim", f"{count(sent)} dari {count(len(senders))}", border=True)
        st.metric("OPD belum mengirim", count(len(senders) - sent), border=True)
        st.metric("Butir terjawab", percent(answered / asked if asked else 0.0), border=True)
        st.metric("Jawaban disertai bukti", percent(evidence / answered if answered else 0.0), border=True)


def until(chosen: View) -> date | None:
    """The day to answer by, kept as soon as it is chosen."""
    kept = deadline.get(chosen.engine, chosen.scope, chosen.region)
    day = st.date_input("Batas pengiriman", kept, format="DD/MM/YYYY", key=f"batas_{chosen.region}")
    if day != kept and (by := actor.required()):
        try:
            deadline.set_day(chosen.engine, chosen.scope, chosen.region, day, by)
        except StoreError as error:
            st.error(str(error))
    return day


def remind(chosen: View, senders: pd.DataFrame, day: date | None) -> None:
    """The reminder of one OPD, ready to copy; those without a file first."""
    open_ = senders[~senders["sent"].astype(bool) | (senders["answered"] < senders["asked"])]
    if open_.empty:
        st.markdown("Seluruh OPD sudah menjawab seluruh butirnya.")
        return
    rows = open_.sort_values("sent", kind="stable").set_index("opd")
    state = rows["sent"].map({True: "perlu dilengkapi", False: "belum mengirim"})
    labels = dict(zip(rows.index, rows["name"] + " (" + state + ")", strict=True))
    opd = st.selectbox("Perangkat daerah", list(labels), format_func=lambda key: labels[key])
    codes = chosen.remember(
        "missing indicators",
        lambda: completeness.missing_indicators(chosen.engine, chosen.scope, chosen.region, opd),
        opd,
    )
    questions = [f"{c} {chosen.instrument.question(c, chosen.region)}".strip() for c in codes]
    text = reminders.reminder(
        str(rows.at[opd, "name"]),
        chosen.region_label,
        chosen.period.label,
        sent=bool(rows.at[opd, "sent"]),
        missing=questions,
        deadline=day,
    )
    st.code(text, language=None, wrap_lines=True)


page.header("Kelengkapan OPD", "Siapa yang belum menjawab, dan apa yang perlu diingatkan?")
chosen = view.choose()
if chosen is None:
    st.stop()
page.status(chosen.status())
senders = board.senders(chosen)
cards(senders)
if unsettled := inbox.of(Place(chosen.scope, chosen.region, "")).waiting:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{count(len(unsettled))} berkas diterima dan menunggu konfirmasi; belum dihitung di sini."
        )
        st.page_link("pages/mulai/unggah.py", label="Ke Unggah survei", query_params=filters.query())
if senders["asked"].sum():
    drawn.show(chosen, "kelengkapan", lambda turn: board.tiles(chosen, dark=chart.dark(), page=turn))
else:
    empty.show(
        "Belum ada pembagian indikator",
        "Simpan daftar OPD daerah ini agar setiap indikator mendapat penanggung jawab.",
        file="mulai/wilayah_opd.py",
        label="Ke Wilayah & OPD",
        query=filters.query(),
    )
left, right = st.columns(2)
with left:
    st.subheader("Pengingat untuk OPD", anchor=False)
    day = until(chosen)
    remind(chosen, senders, day)
with right:
    st.subheader("Rekap untuk Sekda", anchor=False)
    recap = chosen.remember(
        "recap",
        lambda: reminders.recap(chosen.region_label, chosen.period.label, senders, today(), day),
        *(str(today()), str(day)),
    )
    st.code(recap, language=None, wrap_lines=True)
page.footer()

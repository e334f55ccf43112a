"""Kelengkapan OPD: who has not answered, and the words to remind them."""

from datetime import date

import pandas as pd
import streamlit as st

from storage import StoreError
from ui.setup.completeness import completeness_chart, opd_responses
from ui.shared import actor, cached_chart, empty, filters, page
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_count, format_percent
from ui.shared.selection import Selection, choose_selection
from ui.upload import pending_files
from workflow.dates import local_today
from workflow.setup import completeness, deadline, reminders
from workflow.upload.outcome import UploadTarget


def show_response_cards(senders: pd.DataFrame) -> None:
    """The four counts over the region."""
    asked, answered, evidence = (int(senders[name].sum()) for name in ("asked", "answered", "evidence"))
    sent = int(senders["sent"].sum())
    with st.grid(4, min_column_width=180):
        st.metric(
            "OPD sudah mengirim", f"{format_count(sent)} dari {format_count(len(senders))}", border=True
        )
        st.metric("OPD belum mengirim", format_count(len(senders) - sent), border=True)
        st.metric("Butir terjawab", format_percent(answered / asked if asked else 0.0), border=True)
        st.metric(
            "Jawaban disertai bukti", format_percent(evidence / answered if answered else 0.0), border=True
        )


def choose_answer_deadline(chosen: Selection) -> date | None:
    """The day to answer by, kept as soon as it is chosen."""
    kept = deadline.read_answer_deadline(chosen.engine, chosen.scope, chosen.region)
    day = st.date_input("Batas pengiriman", kept, format="DD/MM/YYYY", key=f"batas_{chosen.region}")
    if day != kept and (by := actor.require_actor_name()):
        try:
            deadline.set_answer_deadline(chosen.engine, chosen.scope, chosen.region, day, by)
        except StoreError as error:
            st.error(str(error))
    return day


def show_reminder(chosen: Selection, senders: pd.DataFrame, day: date | None) -> None:
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
    text = reminders.write_reminder(
        str(rows.at[opd, "name"]),
        chosen.region_label,
        chosen.period.label,
        sent=bool(rows.at[opd, "sent"]),
        missing=questions,
        deadline=day,
    )
    st.code(text, language=None, wrap_lines=True)


page.show_page_header("Kelengkapan OPD", "Siapa yang belum menjawab, dan apa yang perlu diingatkan?")
chosen = choose_selection()
if chosen is None:
    st.stop()
page.show_page_status(chosen.status())
senders = opd_responses(chosen)
show_response_cards(senders)
if unsettled := pending_files.pending_files_of(UploadTarget(chosen.scope, chosen.region, "")).waiting:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{format_count(len(unsettled))} berkas diterima dan menunggu konfirmasi; belum dihitung di sini."
        )
        st.page_link("pages/mulai/unggah.py", label="Ke Unggah survei", query_params=filters.link_query())
if senders["asked"].sum():
    cached_chart.show_cached_chart(chosen, "kelengkapan", ChartChoice.of(completeness_chart))
else:
    empty.show_missing_data(
        "Belum ada pembagian indikator",
        "Simpan daftar OPD daerah ini agar setiap indikator mendapat penanggung jawab.",
        file="mulai/wilayah_opd.py",
        label="Ke Wilayah & OPD",
        query=filters.link_query(),
    )
left, right = st.columns(2)
with left:
    st.subheader("Pengingat untuk OPD", anchor=False)
    day = choose_answer_deadline(chosen)
    show_reminder(chosen, senders, day)
with right:
    st.subheader("Rekap untuk Sekda", anchor=False)
    recap = chosen.remember(
        "recap",
        lambda: reminders.write_weekly_recap(
            chosen.region_label, chosen.period.label, senders, local_today(), day
        ),
        *(str(local_today()), str(day)),
    )
    st.code(recap, language=None, wrap_lines=True)
page.show_page_footer()

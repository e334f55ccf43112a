"""Kelengkapan OPD: who has not answered, and the words to remind them."""

from datetime import date

import pandas as pd
import streamlit as st

from ui.setup import answer_deadline
from ui.setup.completeness import completeness_chart
from ui.setup.opd_states import (
    MESSAGE,
    fresh_opd_states,
    note_no_programmes,
    show_open_files,
    show_response_cards,
)
from ui.shared import actor, cached_chart, empty, filters, message, page
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_count
from ui.shared.selection import Selection, choose_selection
from workflow.setup import completeness, reminders
from workflow.setup.opd_states import SENT, SETTLED, SILENT, STATES
from workflow.setup.reminders import SurveyRound

STATES_PART = "jawaban"
PARTS = {STATES_PART: "Siapa sudah menjawab", "pengingat": "Pengingat dan rekap"}


def survey_round(chosen: Selection) -> SurveyRound:
    """Which survey is written about."""
    survey = reminders.name_survey(chosen.instrument)
    return SurveyRound(chosen.region_label, chosen.period.label, survey, chosen.locked)


def show_reminder(chosen: Selection, senders: pd.DataFrame, day: date | None) -> None:
    """The reminder of one OPD, ready to copy; those without a file first."""
    whole = senders["state"].isin(SETTLED) & (senders["answered"] >= senders["asked"])
    open_ = senders[~whole | (senders["file"] != "")]
    if open_.empty:
        st.markdown("Seluruh OPD sudah menjawab seluruh pertanyaannya.")
        return
    rows = open_.sort_values("sent", kind="stable").set_index("opd")
    state = rows["state"].map({**STATES, SENT: "perlu dilengkapi"}).str.lower()
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
        survey_round(chosen),
        sent=bool(rows.at[opd, "sent"]),
        missing=questions,
        deadline=day,
        came=reminders.came_file_of(rows.loc[opd]),
    )
    st.code(text, language=None, wrap_lines=True)


def show_states(chosen: Selection, senders: pd.DataFrame) -> None:
    """Who has answered what: the counts, what came and is not stored, the OPD by dimension."""
    show_response_cards(chosen, senders)
    by = actor.find_actor()
    show_open_files(chosen, senders, by)
    note_no_programmes(chosen, senders, by)
    if senders["asked"].sum():
        cached_chart.show_cached_chart(chosen, "kelengkapan", ChartChoice.of(completeness_chart))
        return
    empty.show_missing_data(
        "Belum ada pembagian indikator",
        "Simpan daftar OPD daerah ini agar setiap indikator mendapat penanggung jawab.",
        file="mulai/wilayah_opd.py",
        label="Ke Wilayah & OPD",
        query=filters.link_query(),
    )


def show_letters(chosen: Selection, senders: pd.DataFrame) -> None:
    """The words to remind an OPD, and those for the Sekda."""
    silent = int((senders["state"] == SILENT).sum())
    page.show_answer(f"{format_count(silent)} dari {format_count(len(senders))} OPD belum mengirim")
    left, right = st.columns(2)
    with left:
        st.subheader("Pengingat untuk OPD", anchor=False)
        day = answer_deadline.choose_answer_deadline(chosen)
        show_reminder(chosen, senders, day)
    with right:
        st.subheader("Rekap untuk Sekda", anchor=False)
        recap = reminders.write_weekly_recap(survey_round(chosen), senders, chosen.told_on, day)
        st.code(recap, language=None, wrap_lines=True)


page.show_page_header(
    "Kelengkapan OPD", "Siapa yang belum menjawab, dan apa yang perlu diingatkan?", answers=True
)
chosen = choose_selection()
if chosen is None:
    st.stop()
page.show_page_status(chosen.status())
senders = fresh_opd_states(chosen)
part = filters.choose_page_part("kelengkapan", PARTS)
message.show_message(MESSAGE)
if part == STATES_PART:
    show_states(chosen, senders)
else:
    show_letters(chosen, senders)

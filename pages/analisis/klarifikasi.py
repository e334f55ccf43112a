"""Klarifikasi: one indicator at a time; the room enters the level it agrees, and every number follows."""

import pandas as pd
import streamlit as st

from ui.results import agreed_level_form, other_index_form, own_items
from ui.results.affected_scores import show_affected_scores
from ui.shared import badges, empty, filters, indicator_card, page
from ui.shared.kept_plan import region_opd_names
from ui.shared.selection import Selection, choose_scored_selection
from workflow.results import clarify, summary

QUESTION = "Apa yang disepakati untuk tiap indikator, dengan alasan apa dan oleh siapa?"
NOTHING = ("Tidak ada yang perlu diklarifikasi", "Pilih Semua indikator untuk melihat semuanya.")
CHOSEN = "indikator"


def turn_to_indicator(step: int, listed: list[str]) -> None:
    """Go to the next or previous indicator of the list, round its ends."""
    here = filters.current_choice(CHOSEN)
    place = listed.index(here) + step if here in listed else step if step > 0 else -1
    filters.keep_choice(CHOSEN, listed[place % len(listed)])


def follow_chosen_indicator() -> None:
    """The address follows what was chosen, so that a link or a reload leads to the same indicator."""
    filters.keep_choice(CHOSEN, st.session_state[CHOSEN])


page.show_page_header("Klarifikasi", QUESTION, answers=True)
selection = choose_scored_selection()
if selection is None:
    st.stop()


def read_items(of: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The indicators and those to talk about, by code."""
    return of.remember(
        "indicators and agenda",
        lambda: (
            summary.list_indicators(of.result(), of.region).set_index("node"),
            clarify.clarification_agenda(of.result(), of.region).set_index("node"),
        ),
    )


indicators, agenda = read_items(selection)
called = region_opd_names(selection)
beside = own_items.find_beside_index(selection)

with st.container(horizontal=True, vertical_alignment="center"):
    scopes = {"dibahas": f"Perlu dibahas ({len(agenda)})", "semua": f"Semua indikator ({len(indicators)})"}
    if beside:
        scopes[own_items.SHOWN_IN] = f"Pertanyaan tambahan ({len(beside.instrument.framework.leaves)})"
    which = filters.choose_page_part("daftar", scopes)
    if beside and which == own_items.SHOWN_IN:
        selection, (indicators, agenda) = beside, read_items(beside)
    listed = list(agenda.index) if which == "dibahas" else list(indicators.index)
    if kept := filters.current_choice(CHOSEN):
        # What was just agreed has left the agenda, but the room is still looking at it.
        listed = listed if kept in listed or kept not in indicators.index else [kept, *listed]
    place = st.container()
    for label, step, icon, keys in (
        ("Sebelumnya", -1, ":material/arrow_back:", "PageUp"),
        ("Berikutnya", 1, ":material/arrow_forward:", "PageDown"),
    ):
        st.button(
            label, icon=icon, shortcut=keys, on_click=turn_to_indicator, args=(step, listed),
            key=f"ke_{step}", disabled=not listed,
        )  # fmt: skip
if not listed:
    empty.show_missing_data(*NOTHING)
    st.stop()
reasons, names = agenda["reasons"].to_dict(), indicators["name"].to_dict()
st.session_state[CHOSEN] = kept if kept in listed else listed[0]
follow_chosen_indicator()
chosen = place.selectbox(
    f"Indikator ({len(agenda)} perlu dibahas)",
    listed,
    format_func=lambda code: " · ".join(
        [code, names[code], *(indicator_card.REASON_WORDS[r] for r in reasons.get(code, ()))]
    ),
    key=CHOSEN,
    on_change=follow_chosen_indicator,
    label_visibility="collapsed",
)

row = indicators.loc[chosen]
framework = selection.result().part(selection.region).framework
page.show_answer(f"{chosen} · {row['question']}")


marks = [indicator_card.REASONS[reason] for reason in agenda["reasons"].get(chosen, ())]
asked = (selection.engine, selection.scope, selection.region, chosen)
said = selection.remember(
    "voices", lambda: own_items.list_voices(selection, clarify.list_opd_answers(*asked)), chosen
)
past = selection.remember("decided", lambda: clarify.level_decision_history(*asked), chosen)
left, right = st.columns(2, gap="large")
ladder = agreed_level_form.LevelLadder(left.container(key="tangga"), chosen, said, called.in_short)
with right, st.container(border=True):
    affected = st.container()
    agreed_level_form.show_standing_decisions(past)
    kind = filters.choose_page_part("jenis", agreed_level_form.KINDS)
    level = other_index_form.show_decision_forms(selection, chosen, kind, past, ladder)
    with affected:
        show_affected_scores(selection, chosen, row["value"], kind, level)
with left:
    st.markdown(" ".join([badges.SOURCES[row["source"]], *marks]))
    for answer in selection.remember("voices told", lambda: said.to_dict("records"), chosen):
        indicator_card.show_opd_answer(answer, framework, called.in_full.get(answer["opd"], answer["opd"]))
    if said.empty:
        found = "Nilainya berasal dari tabel daerah" if pd.notna(row["claimed"]) else "Belum ada jawaban OPD"
        st.info(f"{found}; ruangan tetap dapat menyepakati tingkatnya.")
    if len(past):
        agreed_level_form.show_decision_history(past)

"""The form in which the room agrees a level or a verifier enters one, and the button that takes it back."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from storage import StoreError
from ui.shared import actor, indicator_card, message, table
from ui.shared.format import format_moment, format_number, format_plain, format_time, read_number
from ui.shared.markdown import escape_markdown
from ui.shared.saving import undo
from ui.shared.selection import Selection
from workflow.results import clarify

KINDS = {"agreed": "Kesepakatan", "verified": "Verifikasi"}
WORDS = {
    "agreed": ("Tingkat yang disepakati", "Alasan", "Disepakati oleh"),
    "verified": ("Tingkat hasil verifikasi", "Catatan", "Diverifikasi oleh"),
}
STATES = {"in_force": "berlaku", "undone": "diurungkan", "replaced": "digantikan"}
SAID = "pesan_keputusan"


def show_agreed_level_form(selection: Selection, indicator: str, kind: str) -> None:
    """Level, reason and by whom; saved before the page is drawn, so every number on it is already new."""
    scale = selection.instrument.framework.scale
    level, reason, by = WORDS[kind]
    here = f"{kind}_{selection.region}_{selection.period.id}_{indicator}"
    keys = {name: f"{name}_{here}" for name in ("level", "reason", "by")}
    with st.form(f"putuskan_{here}"):
        if scale.integers:
            options = [scale.minimum + place for place in range(int(scale.maximum - scale.minimum) + 1)]
            framework = selection.instrument.framework
            name = {each: indicator_card.level_name(framework, each) for each in options}
            st.segmented_control(
                level,
                options,
                format_func=lambda each: escape_markdown(name[each]),
                key=keys["level"],
                required=True,
                wrap=True,
            )
        else:
            st.text_input(
                f"{level} ({format_number(scale.minimum)}–{format_number(scale.maximum)})", key=keys["level"]
            )
        st.text_input(reason, key=keys["reason"], max_chars=500, placeholder="Wajib diisi")
        st.text_input(
            by, key=keys["by"], value=actor.find_actor().name, max_chars=120, placeholder="Nama atau forum"
        )
        st.form_submit_button(
            "Simpan",
            type="primary",
            icon=":material/check:",
            disabled=selection.locked,
            on_click=_save,
            args=(selection, indicator, kind, keys),
        )
    actor.show_recorder()


def show_undo_decision(selection: Selection, indicator: str) -> None:
    """The button that takes back the last decision at this indicator: one's own, else somebody's."""
    by = actor.find_actor()
    where = (selection.engine, selection.scope, selection.region, indicator)
    found = selection.remember(
        "undo of a decision",
        lambda: clarify.find_undoable_level(*where, by),
        indicator,
        by.name,
        by.browser,
    )
    if found is None:
        undo.show_undo("urungkan", None, undo.UndoWords("keputusan"), lambda _save: None)
        return
    said = found.decision
    level = "dicabut" if said.value is None else f"tingkat {format_plain(said.value)}"
    told = f"{KINDS[said.kind]} {indicator} {level} oleh {found.recorder.name}, {format_time(said.at)}"
    undo.show_undo_button(
        "urungkan",
        told,
        found.recorder,
        lambda: _undo(selection, indicator, found.id),
        disabled=selection.locked,
    )


def show_decision_message(selection: Selection, indicator: str) -> None:
    """What the last click at this indicator did, and how far it moved the index.

    It stands until the room moves on: a message shown once is lost when a run is cut short by the next.
    """
    where, done, text, before = st.session_state.get(SAID, ("", False, "", math.nan))
    if where != f"{selection.region} {indicator}":
        return
    after = _index(selection)
    if done and before == before and after == after:
        moved = format_number(before) != format_number(after)
        text += (
            f" Indeks {format_number(before)} menjadi **{format_number(after)}**."
            if moved
            else " Indeks tetap."
        )
    message.draw_message(text, done)


def _index(selection: Selection) -> float:
    result = selection.result()
    score: float = dict(result.scores.loc[selection.region])[result.part(selection.region).framework.roots[0]]
    return score


def _save(selection: Selection, indicator: str, kind: str, keys: dict[str, str]) -> None:
    given = {name: st.session_state.get(key) for name, key in keys.items()}
    level = read_number(given["level"]) if isinstance(given["level"], str) else given["level"]
    if level is None:
        _say(selection, indicator, False, "Pilih tingkatnya lebih dahulu.")
        return
    before = _index(selection)
    try:
        _decide(selection, indicator, kind, level, given)
    except StoreError as error:
        _say(selection, indicator, False, escape_markdown(str(error)))
        return
    name = indicator_card.level_name(selection.instrument.framework, level)
    told_name = escape_markdown(f"{indicator} tersimpan: tingkat {name}.")
    _say(selection, indicator, True, f"{KINDS[kind]} {told_name}", before)


def _decide(selection: Selection, indicator: str, kind: str, level: float, given: Mapping[str, Any]) -> None:
    place = (selection.engine, selection.scope, selection.region, indicator, level)
    why, said_by, by = str(given["reason"] or ""), str(given["by"] or ""), actor.find_actor()
    if kind == "agreed":
        clarify.agree_level(*place, reason=why, by=by, said_by=said_by)
    else:
        clarify.verify_level(*place, note=why, by=by, said_by=said_by)


def _undo(selection: Selection, indicator: str, key: int) -> None:
    before = _index(selection)
    try:
        gone = clarify.undo_level_decision(selection.engine, key, actor.find_actor())
    except StoreError as error:
        _say(selection, indicator, False, escape_markdown(str(error)))
        return
    if gone is None:
        _say(selection, indicator, False, "Keputusan itu sudah diurungkan.")
    else:
        where = escape_markdown(gone.node)
        _say(selection, indicator, True, f"{KINDS[gone.kind]} pada {where} diurungkan.", before)


def _say(selection: Selection, indicator: str, done: bool, text: str, before: float = math.nan) -> None:
    st.session_state[SAID] = (f"{selection.region} {indicator}", done, text, before)


def show_decision_history(past: pd.DataFrame) -> None:
    """Every decision on an indicator, `clarify.level_decision_history`."""
    st.markdown("**Riwayat keputusan**")
    told = past.assign(
        kind=past["kind"].map(KINDS),
        at=past["at"].map(format_moment),
        state=past["state"].map(STATES),
        recorder=past["recorder"].fillna("tidak dicatat"),
    ).drop(columns="id")
    told = told.rename(
        columns={
            "kind": "Keputusan", "value": "Tingkat", "reason": "Alasan", "by": "Oleh",
            "recorder": "Dicatat oleh", "at": "Waktu", "state": "Keadaan",
        }
    )  # fmt: skip
    table.show_markdown_table(table.table_as_markdown(told, decimals=0, missing="dicabut"))

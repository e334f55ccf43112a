"""The form in which the room agrees a level or a verifier enters one, and the button that takes it back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from storage import StoreError
from storage.errors import NewerSave, OvertakenError
from storage.results.state import store_state
from ui.results import own_items
from ui.shared import actor, filters, indicator_card, message, table
from ui.shared.format import (
    format_moment,
    format_number,
    format_plain,
    format_range,
    format_time,
    read_number,
)
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.drafts import DraftedForm, FormPlace, read_one_of
from ui.shared.selection import Selection
from workflow.results import clarify

KINDS = {"agreed": "Kesepakatan", "verified": "Verifikasi"}
WORDS = {
    "agreed": ("Tingkat yang disepakati", "Alasan", "Disepakati oleh"),
    "verified": ("Tingkat hasil verifikasi", "Catatan", "Diverifikasi oleh"),
}
STATES = {"in_force": "berlaku", "undone": "diurungkan", "replaced": "digantikan"}
SAID = "pesan_keputusan"


@dataclass(frozen=True)
class LevelLadder:
    """Where the levels of an indicator are chosen, and who stands on which: `clarify.list_opd_answers`.

    `short`: code of an OPD -> its short name.
    """

    place: DeltaGenerator
    indicator: str
    said: pd.DataFrame
    short: Mapping[str, str]


def show_agreed_level_form(
    selection: Selection, indicator: str, kind: str, past: pd.DataFrame, ladder: LevelLadder
) -> float | None:
    """Level, reason and by whom; saved before the page is drawn, so every number on it is already new.

    `past`: the decisions that the page shows beside it. Returns the level as it stands in the form.
    """
    standing = past.loc[(past["kind"] == kind) & (past["state"] == "in_force"), "id"]
    form = _drafted(selection, indicator, kind, int(standing.iloc[0]) if len(standing) else 0)
    level, reason, by = WORDS[kind]
    with st.container():
        _show_level_field(selection, form, level, ladder)
        left, right = st.columns(2)
        left.text_input(reason, max_chars=500, placeholder="Wajib diisi", **form.seed_field("reason", ""))
        said_by = form.seed_field("by", actor.find_actor().name)
        right.text_input(by, max_chars=120, placeholder="Nama atau forum", **said_by)
        st.button(
            "Simpan",
            type="primary",
            icon=":material/check:",
            key=f"simpan_{form.of.form}",
            disabled=selection.locked,
            on_click=_save,
            args=(selection, indicator, kind, form),
        )
        form.show_state()
        _show_decision_message(selection, indicator)
    actor.show_recorder(locked=selection.locked)
    _show_undo_decision(selection, indicator)
    return _read_level(form.read_fields()["level"])


def _drafted(selection: Selection, indicator: str, kind: str, standing: int) -> DraftedForm:
    level, reason, by = WORDS[kind]
    place = FormPlace(
        "analisis/klarifikasi.py",
        f"Klarifikasi {indicator}, {selection.period.label}, {KINDS[kind]}",
        filters.link_query(indikator=indicator, jenis=kind, **own_items.link_clarification(indicator)),
        {"level": level, "reason": reason, "by": by},
    )
    name = f"{kind}_{selection.period.id}_{selection.scope.instrument_id}_{indicator}"
    return DraftedForm(selection, name, place, {indicator: standing})


def _show_level_field(selection: Selection, form: DraftedForm, label: str, ladder: LevelLadder) -> None:
    framework = selection.instrument.framework
    scale = framework.scale
    labels = indicator_card.label_levels(framework, ladder.indicator, ladder.said, ladder.short)
    if not scale.integers:
        ladder.place.markdown("\n\n".join(labels))
        bounds = format_range(scale.minimum, scale.maximum)
        st.text_input(f"{label} ({bounds})", **form.seed_field("level", ""))
        return
    options = [scale.minimum + place for place in range(len(labels))]
    ladder.place.radio(
        label,
        options,
        index=None,
        format_func=lambda each: labels[options.index(each)],
        label_visibility="collapsed",
        width="stretch",
        **form.seed_field("level", None, read_one_of(options)),
    )


def _show_undo_decision(selection: Selection, indicator: str) -> None:
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


def _show_decision_message(selection: Selection, indicator: str) -> None:
    """What the last click at this indicator did, and how far it moved the index.

    It stands until the room moves on: a message shown once is lost when a run is cut short by the next.
    """
    where, done, text = st.session_state.get(SAID, ("", False, ""))
    if where == f"{selection.region} {indicator}":
        message.draw_message(text, done)


def _moved(selection: Selection, before: float, after: float) -> str:
    """How far a decision moved the index, as it stood just before and just after."""
    noun = own_items.mean_noun(selection)
    if before != before or after != after:
        return ""
    if format_number(before) == format_number(after):
        return f" {noun} tetap."
    return f" {noun} {format_number(before)} menjadi **{format_number(after)}**."


def _index_now(selection: Selection) -> float:
    """The index as it stands in the store now, which may be newer than what the page was drawn with."""
    return _index(replace(selection, state=store_state(selection.engine)))


def _index(selection: Selection) -> float:
    result = selection.result()
    score: float = dict(result.scores.loc[selection.region])[result.part(selection.region).framework.roots[0]]
    return score


def _save(selection: Selection, indicator: str, kind: str, form: DraftedForm) -> None:
    given = form.read_fields()
    level = _read_level(given["level"])
    if level is None:
        tell_of_decision(selection, indicator, False, "Pilih tingkatnya lebih dahulu.")
        return
    reason, by = (str(given[name] or "") for name in ("reason", "by"))
    store_typed_decision(
        selection, indicator, TypedDecision(form, kind, level, given, reason, by), form.base[indicator]
    )


def _read_level(typed: str | float | None) -> float | None:
    """A level that was chosen, or typed where the scale has decimals; None where it is neither."""
    return read_number(typed) if isinstance(typed, str) else typed


@dataclass(frozen=True)
class TypedDecision:
    """A decision as it was typed, and the form it was typed in; `said` by the names of its fields."""

    form: DraftedForm
    kind: str
    level: float
    said: Mapping[str, Any]
    reason: str
    by: str


def store_typed_decision(selection: Selection, indicator: str, given: TypedDecision, seen: int) -> None:
    """Keep a decision; where another was saved since the form was begun, both are shown and asked about."""
    before = _index_now(selection)
    try:
        _decide(selection, indicator, given, seen)
    except OvertakenError as error:
        (newer,) = error.newer
        overtaken.ask_which_stands(
            error,
            _compared(selection, newer, given),
            lambda now: store_typed_decision(selection, indicator, given, now[newer.key]),
            lambda: _keep_theirs(selection, indicator, given),
        )
        tell_of_decision(
            selection, indicator, False, "Keputusan lain sudah tersimpan; belum ada yang ditimpa."
        )
        return
    except StoreError as error:
        tell_of_decision(selection, indicator, False, escape_markdown(str(error)))
        return
    given.form.settle_saved(given.said, shown=tuple(given.said))  # the fields go on showing it
    name = indicator_card.level_name(selection.instrument.framework, given.level)
    told_name = escape_markdown(f"{indicator} tersimpan: tingkat {name}.")
    moved = _moved(selection, before, _index_now(selection))
    tell_of_decision(selection, indicator, True, f"{KINDS[given.kind]} {told_name}{moved}")


def _keep_theirs(selection: Selection, indicator: str, given: TypedDecision) -> None:
    given.form.drop_draft()
    tell_of_decision(selection, indicator, True, "Keputusan yang tersimpan dipertahankan.")


def _compared(selection: Selection, newer: NewerSave, given: TypedDecision) -> list[overtaken.Compared]:
    """The decision that stands beside the one that was typed; nothing where it was taken back."""
    framework = selection.instrument.framework
    value, said_by, reason = (*(newer.text or "").split("\n", 2), "", "")[:3]
    there = indicator_card.level_name(framework, float(value)) if value else "(tidak ada)"
    return [
        ("Tingkat", there, indicator_card.level_name(framework, given.level)),
        ("Alasan", reason or "(tidak ada)", given.reason),
        ("Oleh", said_by or "(tidak ada)", given.by),
    ]


def _decide(selection: Selection, indicator: str, given: TypedDecision, seen: int) -> None:
    place = (selection.engine, selection.scope, selection.region, indicator, given.level)
    by = actor.find_actor()
    if given.kind == "agreed":
        clarify.agree_level(*place, reason=given.reason, by=by, said_by=given.by, seen=seen)
    else:
        clarify.verify_level(*place, note=given.reason, by=by, said_by=given.by, seen=seen)


def _undo(selection: Selection, indicator: str, key: int) -> None:
    before = _index_now(selection)
    try:
        gone = clarify.undo_level_decision(selection.engine, key, actor.find_actor())
    except StoreError as error:
        tell_of_decision(selection, indicator, False, escape_markdown(str(error)))
        return
    if gone is None:
        tell_of_decision(selection, indicator, False, "Keputusan itu sudah diurungkan.")
    else:
        where = escape_markdown(gone.node)
        moved = _moved(selection, before, _index_now(selection))
        tell_of_decision(selection, indicator, True, f"{KINDS[gone.kind]} pada {where} diurungkan.{moved}")


def tell_of_decision(selection: Selection, indicator: str, done: bool, text: str) -> None:
    """Say beside the form what the last click at an indicator did; `text` is Markdown of ours."""
    st.session_state[SAID] = (f"{selection.region} {indicator}", done, text)


def show_standing_decisions(past: pd.DataFrame) -> None:
    """Of what is in force: the level, who agreed or verified it, who recorded it, when and why."""
    if past.empty:  # of most indicators, and looking through nothing costs as much as a chart
        return
    for row in past[past["state"] == "in_force"].dropna(subset="value").to_dict("records"):
        recorder = row["recorder"] if isinstance(row["recorder"], str) else "tidak diketahui"
        level = f"{KINDS[row['kind']]} tingkat {format_plain(row['value'])}"
        st.markdown(
            f"**{level}** oleh {escape_markdown(row['by'])}, dicatat oleh {escape_markdown(recorder)}, "
            f"{format_moment(row['at'])}. Alasan: {escape_markdown(row['reason'])}"
        )


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

"""The day by which OPD answer, on Kelengkapan: kept as soon as it is chosen."""

from datetime import date

import streamlit as st

from storage.errors import NewerSave
from storage.states.earlier_rows import put_earlier_rows_back
from ui.shared import actor, message
from ui.shared.format import format_date
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.selection import Selection
from workflow.setup import deadline
from workflow.setup.deadline import DeadlineChange

MESSAGE = "pesan_batas"


def choose_answer_deadline(chosen: Selection) -> date | None:
    """The field, and the day it holds. A day that somebody else set stands in a field of its own."""
    message.show_message(MESSAGE)
    kept = deadline.read_answer_deadline(chosen.engine, chosen.scope, chosen.region)
    key = f"batas_{chosen.region}_{chosen.period.id}_{kept or ''}"
    day = st.date_input(
        "Batas pengiriman",
        kept,
        format="DD/MM/YYYY",
        key=key,
        disabled=chosen.locked,
        on_change=_changed,
        args=(chosen, kept, key),
    )
    if day != kept and not actor.require_actor():
        return day
    with st.container(horizontal=True):
        _undo(chosen)
        actor.show_recorder(locked=chosen.locked)
    if day != kept:  # chosen before anybody said who it is
        _keep(chosen, kept, day)
        st.rerun()
    return day


def _undo(chosen: Selection) -> None:
    by = actor.find_actor()
    save = deadline.find_undoable_deadline(chosen.engine, chosen.scope, chosen.region, by)
    told = ""
    if save:
        _before, after = deadline.tell_deadline_change(save)
        told = f"Batas pengiriman {format_date(after)}" if after else "Hapus batas pengiriman"
    undo.show_undo_of_rows(
        "urungkan_batas",
        save,
        told,
        MESSAGE,
        None if chosen.locked else lambda number: put_earlier_rows_back(chosen.engine, number, by),
    )


def _changed(chosen: Selection, kept: date | None, key: str) -> None:
    if actor.find_actor():
        _keep(chosen, kept, st.session_state[key])


def _keep(chosen: Selection, kept: date | None, day: date | None) -> None:
    def _write(shown: Newer) -> str:
        change = DeadlineChange(_day(shown[-1].text) if shown else kept, day)
        where = (chosen.engine, chosen.scope, chosen.region)
        deadline.set_answer_deadline(*where, change, actor.find_actor())
        return f"Batas pengiriman {format_date(day)} tersimpan." if day else "Batas pengiriman dihapus."

    def _compare(newer: NewerSave) -> list[Compared]:
        there, mine = (format_date(one) if one else "(tidak ada)" for one in (_day(newer.text), day))
        return [("Batas pengiriman", there, mine)]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

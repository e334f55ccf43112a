"""The lock of a region's period, which makes its numbers final, and opening it; both are recorded."""

import pandas as pd
import streamlit as st

from reference import regions
from storage import StoreError
from storage.setup import periods
from storage.states import opened
from storage.values import Actor
from ui.shared import actor, badges, message, table
from ui.shared.format import format_count, format_date, format_moment
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, region_label
from workflow.setup.period_locking import SHORTEST_REASON, lock_region_period, open_region_period

MESSAGE = "kunci_periode"
OPEN = "Terbuka"


def show_period_lock(selection: Selection) -> None:
    """Whether the region's period is locked, the form that turns it, and how its province stands."""
    st.subheader(f"Kunci periode {escape_markdown(selection.region_label)}", anchor=False)
    message.show_message(MESSAGE)
    _show_state(selection)
    locked = selection.locked
    with st.form("kunci"):
        reason = st.text_input(
            "Alasan membuka kunci" if locked else "Alasan atau dasar penguncian",
            placeholder="Misalnya: perbaikan data OPD" if locked else "Misalnya: berita acara bimtek 14 Juni",
            help=f"Sedikitnya dua kata dan {SHORTEST_REASON} huruf; ditampilkan bersama kuncinya.",
            max_chars=200,
            key=f"alasan_kunci_{selection.period.id}_{selection.region}_{locked}",
        )
        label = f"{'Buka kunci' if locked else 'Kunci'} periode {selection.region_label}"
        pressed = st.form_submit_button(
            escape_markdown(label),
            icon=":material/lock_open:" if locked else ":material/lock:",
            type="primary",
        )
    if (by := actor.show_recorder()) and pressed:
        _turn(selection, by, reason)
    _show_province(selection)


def _show_state(selection: Selection) -> None:
    period, place = selection.period, escape_markdown(selection.region_label)
    label = escape_markdown(period.label)
    if selection.locked:
        st.markdown(
            f"{badges.LOCKED} {_tell_copy(selection)} Membuka kunci memerlukan alasan. Daerah lain tidak "
            "ikut terkunci."
        )
        return
    st.markdown(
        f"{badges.PROVISIONAL} Periode **{label}** (sampai {format_date(period.ends)}) masih terbuka "
        f"untuk **{place}**, sehingga setiap angkanya bertanda Sementara. Kunci setelah hasil disepakati; "
        f"kunci hanya berlaku untuk {place}."
    )


def _tell_copy(selection: Selection) -> str:
    """Of what the pages and documents of a locked period are made."""
    state = opened.find_opened_state(selection.engine)
    if state and state.late:
        return (
            "Halaman dan dokumennya dibaca dari salinan yang **dibuat sesudah dikunci**, pada "
            f"{format_moment(state.at)}."
        )
    return "Halaman dan dokumennya dibaca dari salinan pada saat dikunci." if state else ""


def _turn(selection: Selection, by: Actor, reason: str) -> None:
    """Turn the lock; what the store refuses is shown in its words."""
    place = (selection.live_store, selection.period.id, selection.region, by, reason)
    try:
        if selection.locked:
            open_region_period(*place)
            said = "dibuka kembali"
        else:
            lock_region_period(*place)
            said = "dikunci"
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    what = escape_markdown(f"{selection.period.label} {selection.region_label}")
    message.keep_message(MESSAGE, f"Periode {what} {said}.")
    st.rerun()


def _show_province(selection: Selection) -> None:
    """Which regions of the province are locked, of those that have answers or are locked."""
    province = regions.province_of(selection.region)
    states = selection.remember("locks", lambda: _list_states(selection, province), selection.state)
    if len(states) < 2:
        return
    selection.replay("locks shown", lambda: _show_states(selection, province, states), selection.state)


def _show_states(selection: Selection, province: str, states: pd.DataFrame) -> None:
    locked = int((states["Keadaan"] != OPEN).sum())
    st.markdown(
        f"**{escape_markdown(province)}**: {format_count(locked)} dari {format_count(len(states))} daerah "
        f"terkunci pada periode {escape_markdown(selection.period.label)}."
    )
    table.show_table(states, alt=f"Kunci periode di {province}", height=420 if len(states) > 11 else None)


def _list_states(selection: Selection, province: str) -> pd.DataFrame:
    locks = periods.list_region_locks(selection.engine, selection.period.id)
    held = {*selection.everywhere.result().regions, selection.region}
    rows = [
        {
            "Daerah": region_label(code),
            "Keadaan": f"Terkunci sejak {format_moment(locks[code].at)}" if code in locks else OPEN,
            "Oleh": locks[code].by if code in locks else "",
            "Alasan": locks[code].reason if code in locks else "",
        }
        for code in sorted(held)
        if regions.province_of(code) == province
    ]
    return pd.DataFrame(rows, columns=["Daerah", "Keadaan", "Oleh", "Alasan"])

"""The lock of a period: what makes its numbers final, and opening it again; both recorded with a reason."""

import streamlit as st

from storage import StoreError
from storage.setup import periods
from ui.shared import actor, badges
from ui.shared.format import format_date, format_moment
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection


def show_period_lock(selection: Selection) -> None:
    """The state of the period and the form that turns its lock."""
    st.subheader("Kunci periode", anchor=False)
    period, locked = selection.period, selection.period.locked_at
    if locked:
        st.markdown(
            f"{badges.LOCKED} Periode **{escape_markdown(period.label)}** dikunci pada "
            f"{format_moment(locked)}. Unggahan, "
            "kesepakatan, dan verifikasi tidak dapat diubah. Membuka kunci memerlukan alasan."
        )
    else:
        st.markdown(
            f"{badges.PROVISIONAL} Periode **{escape_markdown(period.label)}** (sampai "
            f"{format_date(period.ends)}) "
            "masih terbuka, "
            "sehingga setiap angka bertanda Sementara. Kunci setelah hasil disepakati; kunci berlaku untuk "
            "semua daerah pada periode ini."
        )
    with st.form("kunci", clear_on_submit=bool(actor.actor_name())):
        reason = st.text_input(
            "Alasan membuka kunci" if locked else "Alasan atau dasar penguncian",
            placeholder="Misalnya: perbaikan data OPD" if locked else "Misalnya: berita acara bimtek 14 Juni",
            max_chars=200,
        )
        label = "Buka kunci periode" if locked else "Kunci periode"
        pressed = st.form_submit_button(
            label, icon=":material/lock_open:" if locked else ":material/lock:", type="primary"
        )
    if (name := actor.show_recorder()) and pressed:
        _turn(selection, name, reason)


def _turn(selection: Selection, name: str, reason: str) -> None:
    """Turn the lock; what the store refuses is shown in its words."""
    try:
        if selection.period.locked_at is None:
            periods.lock_period(selection.engine, selection.period.id, name, reason)
        else:
            periods.unlock_period(selection.engine, selection.period.id, name, reason)
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    st.rerun()

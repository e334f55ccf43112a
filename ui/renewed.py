"""Beside a form of an older version: today's form with the answers that still stand, to download."""

from collections.abc import Mapping

import streamlit as st
from sqlalchemy import Engine

from survey import renewal
from survey.values import Reading
from ui.format import count
from ui.markdown import literal
from workflow import renew
from workflow.outcome import Place

REASONS = {
    renewal.GONE: "butir tidak ada lagi",
    renewal.QUESTION: "pertanyaan berubah",
    renewal.LEVELS: "uraian tingkat berubah",
    renewal.VALUE: "jawaban perlu diperbaiki",
}


def offer(engine: Engine, place: Place, reading: Reading) -> None:
    """The new form for a refused one; nothing where there is none to offer."""
    offered = renew.renewal(engine, place, reading)
    if offered is None:
        return
    carried, left = offered.carried.answers, offered.carried.left
    told = f"Templat baru terisi {count(len(carried))} jawaban dari {literal(offered.old)}"
    st.markdown(f"{told}; {count(len(left))} jawaban tidak dibawa." if left else f"{told}.")
    if left:
        st.caption("; ".join(_left(reason, left) for reason in REASONS if reason in left.values()) + ".")
    st.download_button(
        "Unduh templat baru yang sudah terisi",
        lambda: renew.form(engine, place, offered),
        renew.file_name(engine, place, offered),
        icon=":material/file_save:",
        key=f"templat_{reading.sha256[:12]}_{reading.file}",
        on_click="ignore",
    )


def _left(reason: str, left: Mapping[str, str]) -> str:
    codes = [literal(code) for code, why in left.items() if why == reason]
    return f"{REASONS[reason].capitalize()}: {', '.join(codes)}"

"""Beside a form of an older version: today's form with the answers that still stand, to download."""

from collections.abc import Mapping

import streamlit as st
from sqlalchemy import Engine

from storage.setup import periods
from survey import older_form
from survey.values import Reading
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from workflow.comparison.public_facts import list_public_facts
from workflow.programmes.nomenclature import list_subactivities
from workflow.results.stored_data import instrument_of_scope
from workflow.upload.older_form import RenewalOffer, offer_renewal, renewed_form_name, write_renewed_form
from workflow.upload.outcome import UploadTarget

REASONS = {
    older_form.GONE: "pertanyaan tidak ada lagi",
    older_form.QUESTION: "pertanyaan berubah",
    older_form.LEVELS: "uraian tingkat berubah",
    older_form.VALUE: "jawaban perlu diperbaiki",
}


def show_renewed_form(engine: Engine, place: UploadTarget, reading: Reading) -> None:
    """The new form for a refused one; nothing where there is none to offer."""
    offered = offer_renewal(engine, place, reading)
    if offered is None:
        return
    carried, left = offered.carried.answers, offered.carried.left
    told = f"Templat baru terisi {format_count(len(carried))} jawaban dari {escape_markdown(offered.old)}"
    st.markdown(f"{told}; {format_count(len(left))} jawaban tidak dibawa." if left else f"{told}.")
    if left:
        st.caption("; ".join(_left(reason, left) for reason in REASONS if reason in left.values()) + ".")
    st.download_button(
        "Unduh templat baru yang sudah terisi",
        lambda: _write_renewed(engine, place, offered),
        renewed_form_name(engine, place, offered),
        icon=":material/file_save:",
        key=f"templat_{reading.sha256[:12]}_{reading.file}",
        on_click="ignore",
    )


def _write_renewed(engine: Engine, place: UploadTarget, offered: RenewalOffer) -> bytes:
    period = periods.find_period(engine, place.scope.period_id)
    activities = list_subactivities(engine, place.region, period.ends.year)
    instrument = instrument_of_scope(engine, place.scope)
    facts = list_public_facts(engine, instrument, place.region, period)
    return write_renewed_form(engine, place, offered, activities, facts)


def _left(reason: str, left: Mapping[str, str]) -> str:
    codes = [escape_markdown(code) for code, why in left.items() if why == reason]
    return f"{REASONS[reason].capitalize()}: {', '.join(codes)}"

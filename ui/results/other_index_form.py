"""The value of an indicator that another body's index gives: entered as that index, converted, told."""

from datetime import date

import pandas as pd
import streamlit as st

from reference.instruments.other_indices import OtherIndex, find_other_index
from ui.results.agreed_level_form import (
    LevelLadder,
    TypedDecision,
    show_agreed_level_form,
    store_typed_decision,
    tell_of_decision,
)
from ui.shared import filters
from ui.shared.format import format_date, format_number, format_plain, format_span, read_number
from ui.shared.markdown import escape_markdown
from ui.shared.saving.drafts import DraftedForm, FormPlace, read_typed_date
from ui.shared.selection import Selection
from workflow.dates import local_today

LABELS = {"index": "Nilai indeks", "source": "Sumber", "day": "Tanggal hasil"}
FIRST_DAY = date(2015, 1, 1)


def show_decision_forms(
    selection: Selection, indicator: str, kind: str, past: pd.DataFrame, ladder: LevelLadder
) -> float | None:
    """The form of the other body's index where the indicator has one, then the level agreed or verified.

    `past`: `clarify.level_decision_history`. Returns the level as it stands in the form.
    """
    if index := find_other_index(selection.instrument.id, indicator):
        form = _drafted(selection, index, _standing(past, "verified"))
        with st.container(border=True):
            _show_index_fields(index, form)
            with st.container(horizontal=True):
                st.button(
                    "Simpan nilai konversi",
                    type="primary",
                    key=f"simpan_{form.of.form}",
                    disabled=selection.locked,
                    on_click=_save,
                    args=(selection, index, form),
                )
                st.button(
                    "Belum ada hasil: asesor menganggap 1",
                    key=f"belum_{form.of.form}",
                    disabled=selection.locked,
                    on_click=_save_none,
                    args=(selection, index, form, _standing(past, "agreed")),
                )
            form.show_state()
            st.caption(escape_markdown(f"Cara konversi: {index.certainty}."))
    return show_agreed_level_form(selection, indicator, kind, past, ladder)


def _show_index_fields(index: OtherIndex, form: DraftedForm) -> None:
    st.markdown(f"**Nilai dari {escape_markdown(index.name)}** ({escape_markdown(index.publisher)})")
    span = format_span(index.lowest_value, index.highest_value)
    typed = st.text_input(f"{LABELS['index']} ({span})", **form.seed_field("index", ""))
    st.caption(escape_markdown(_preview(index, typed)))
    source, day = form.seed_field("source", ""), form.seed_field("day", None, read_typed_date)
    st.text_input(LABELS["source"], max_chars=200, placeholder=f"Misalnya surat {index.publisher}", **source)
    st.date_input(LABELS["day"], min_value=FIRST_DAY, max_value=local_today(), **day)


def _standing(past: pd.DataFrame, kind: str) -> int:
    found = past.loc[(past["kind"] == kind) & (past["state"] == "in_force"), "id"]
    return int(found.iloc[0]) if len(found) else 0


def _drafted(selection: Selection, index: OtherIndex, standing: int) -> DraftedForm:
    place = FormPlace(
        "analisis/klarifikasi.py",
        f"Klarifikasi {index.node}, {selection.period.label}, {index.name}",
        filters.link_query(indikator=index.node),
        LABELS,
    )
    name = f"indeks_{selection.period.id}_{selection.scope.instrument_id}_{index.node}"
    return DraftedForm(selection, name, place, {index.node: standing})


def read_index_value(index: OtherIndex, typed: str) -> tuple[float | None, str]:
    """The value that was typed, and what is wrong with it ("" = nothing); (None, "") for an empty field."""
    text = typed.strip()
    span = format_span(index.lowest_value, index.highest_value, " sampai ")
    if not text:
        return None, ""
    if "%" in text:
        return None, f"Tulis nilai {index.name} sebagai angka {span}, tanpa tanda persen."
    value = read_number(text)
    if value is None:
        return None, f"'{text}' bukan angka. Tulis nilai {index.name}, {span}."
    if not index.lowest_value <= value <= index.highest_value:
        return None, f"{index.name} bernilai {span}; {format_plain(value, 4)} di luar rentang itu."
    return value, ""


def tell_conversion(index: OtherIndex, value: float) -> str:
    """ "Indeks SDI 68,75 menjadi 3,75"."""
    return f"{index.name} {format_plain(value, 4)} menjadi {format_number(index.convert_value(value))}"


def _preview(index: OtherIndex, typed: str) -> str:
    value, wrong = read_index_value(index, typed)
    if wrong or value is None:
        return wrong or "Nilai pada skala instrumen dihitung dari tabel konversi yang diterbitkan."
    return f"{tell_conversion(index, value)} pada skala instrumen ini."


def _save(selection: Selection, index: OtherIndex, form: DraftedForm) -> None:
    given = form.read_fields()
    value, wrong = read_index_value(index, str(given["index"] or ""))
    if value is None:
        told = wrong or f"Isi nilai {index.name} lebih dahulu."
        tell_of_decision(selection, index.node, False, escape_markdown(told))
        return
    source, day = str(given["source"] or "").strip(), given["day"]
    if not source or day is None:
        tell_of_decision(selection, index.node, False, "Isi sumber dan tanggal hasilnya.")
        return
    note = f"{tell_conversion(index, value)}; sumber: {source}, {format_date(day)}"
    level = index.convert_value(value)
    typed = TypedDecision(form, "verified", level, given, note, index.publisher)
    store_typed_decision(selection, index.node, typed, form.base[index.node])


def _save_none(selection: Selection, index: OtherIndex, form: DraftedForm, standing: int) -> None:
    """The choice is said in its reason, and gives way to a result as soon as there is one."""
    level = selection.instrument.framework.scale.minimum
    note = f"Belum ada hasil {index.name}: asesor menganggap {format_plain(level)}"
    typed = TypedDecision(form, "agreed", level, form.read_fields(), note, "Asesor")
    store_typed_decision(selection, index.node, typed, standing)

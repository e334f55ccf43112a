"""The form that adds an item beside the index, and the one that asks it no more."""

from collections.abc import Mapping

import streamlit as st

from reference.agencies import OpdNames
from reference.instruments.own_items import OwnItem
from reference.text_limits import NAME
from storage import StoreError
from storage.errors import OvertakenError
from ui.shared import actor, message
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.selection import Selection
from workflow.setup import own_items

MESSAGE = "pesan_butir_tambahan"
WORDS = undo.UndoWords("pertanyaan tambahan", {"name": "nama", "question": "pertanyaan", "opd": "OPD"})
LONGEST = 400
"""Characters of a question or a level: what a row of the form holds."""


def show_item_form(selection: Selection, known: Mapping[str, OwnItem], called: OpdNames) -> None:
    """Name, question, the words of each level (or none), evidence, and the OPD that answers."""
    levels = len(selection.instrument.framework.scale.level_starts)
    key = f"butir_{selection.region}_{selection.period.id}_{max(known, default='')}"
    message.show_message(MESSAGE)
    with st.form(key):
        left, right = st.columns(2)
        left.text_input("Nama singkat", max_chars=NAME, key=f"{key}_name")
        right.selectbox(
            "OPD yang menjawab",
            list(called.in_full),
            index=None,
            format_func=lambda opd: escape_markdown(called.in_full[opd]),
            placeholder="Pilih OPD",
            key=f"{key}_opd",
        )
        st.text_area("Pertanyaan", max_chars=LONGEST, key=f"{key}_question", height=68)
        st.caption("Uraian tiap tingkat: isi semuanya, atau kosongkan semuanya bila cukup angka.")
        for level in range(1, levels + 1):
            st.text_input(f"Tingkat {level}", max_chars=LONGEST, key=f"{key}_{level}")
        st.text_input("Bukti yang diminta (boleh kosong)", max_chars=LONGEST, key=f"{key}_evidence")
        st.form_submit_button(
            "Tambah pertanyaan",
            type="primary",
            icon=":material/add:",
            disabled=selection.locked,
            on_click=_add,
            args=(selection, key, levels),
        )
    _show_last_save(selection)


def _show_last_save(selection: Selection) -> None:
    place = own_items.place_own_items(selection.engine, selection.scope, selection.region)
    with st.container(horizontal=True):
        undo.show_undo_of_entries(selection, place, WORDS, MESSAGE)
        actor.show_recorder(locked=selection.locked)


def _add(selection: Selection, key: str, levels: int) -> None:
    def typed_text(name: str | int) -> str:
        return str(st.session_state.get(f"{key}_{name}") or "")

    item = OwnItem(
        selection.instrument.id,
        typed_text("name"),
        typed_text("question"),
        typed_text("opd"),
        tuple(typed_text(level) for level in range(1, levels + 1)),
        typed_text("evidence"),
    )
    place = (selection.engine, selection.scope, selection.region)
    try:
        code = own_items.add_own_item(*place, item, actor.find_actor())
    except StoreError as refusal:
        message.keep_message(MESSAGE, escape_markdown(str(refusal)), done=False)
        return
    told = f"{code} ditambahkan. Unduh kembali formulir OPD-nya di Wilayah & OPD; ia sudah di dalamnya."
    message.keep_message(MESSAGE, escape_markdown(told))


def show_withdrawal(selection: Selection, known: Mapping[str, OwnItem]) -> None:
    """The choice of an item that is asked no more."""
    message.show_message(MESSAGE)
    numbers = own_items.number_own_items(selection.engine, selection.scope, selection.region)
    chosen = st.selectbox(
        "Pertanyaan yang tidak ditanyakan lagi",
        list(known),
        index=None,
        format_func=lambda code: escape_markdown(f"{code} · {known[code].name}"),
        placeholder="Pilih pertanyaan",
        key=f"cabut_butir_{max(known, default='')}",
    )
    st.button(
        "Cabut pertanyaan",
        icon=":material/remove_circle:",
        disabled=selection.locked or chosen is None,
        on_click=_withdraw,
        args=(selection, str(chosen), numbers.get(str(chosen), 0)),
    )
    _show_last_save(selection)


def _withdraw(selection: Selection, code: str, seen: int) -> None:
    place = (selection.engine, selection.scope, selection.region)
    try:
        own_items.withdraw_own_items(*place, {code: seen}, actor.find_actor())
    except OvertakenError as error:
        overtaken.ask_which_stands(
            error,
            [(f"Pertanyaan {code}", "diubah orang lain", "dicabut")],
            lambda now: _withdraw(selection, code, now[code]),
            lambda: message.keep_message(MESSAGE, "Pertanyaan yang tersimpan dipertahankan."),
        )
        return
    except StoreError as refusal:
        message.keep_message(MESSAGE, escape_markdown(str(refusal)), done=False)
        return
    told = f"{code} dicabut. Jawabannya tetap tersimpan, tetapi tidak ditampilkan; Urungkan mengembalikannya."
    message.keep_message(MESSAGE, escape_markdown(told))

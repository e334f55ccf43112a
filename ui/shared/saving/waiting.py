"""What this browser has typed and not saved yet: how much, in which forms, and the way there."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import Engine

from storage import StoreError, drafts
from storage.drafts import Draft
from ui.frame import paths
from ui.shared import filters, store
from ui.shared.format import format_count, format_time
from ui.shared.markdown import escape_markdown
from ui.shared.saving.drafts import find_drafting_browser, throw_draft_away

SHOWN = 20


def show_waiting_drafts() -> None:
    """What waits, above every page; nothing where nothing does or the store does not open.

    Its place is there in every run: Streamlit draws anew whatever stands below one that comes or goes, and
    what is being typed there would be lost.
    """
    st.html(paths.ROOT / "static" / "draf.css")
    with st.container(key="draf_menunggu", width="content"):
        try:
            engine = store.store_engine()
            waiting = drafts.list_drafts(engine, find_drafting_browser())
        except StoreError:
            return
        if waiting:
            _show_list(engine, waiting)


def _show_list(engine: Engine, waiting: list[Draft]) -> None:
    label = f"{format_count(sum(len(one.said) for one in waiting))} perubahan belum disimpan"
    with st.popover(label, icon=":material/edit_note:"):
        st.caption("Draf terjaga sampai disimpan, paling lama 30 hari, hanya untuk peramban ini.")
        for place, one in enumerate(waiting[:SHOWN]):
            _show_waiting(engine, place, one)
        if len(waiting) > SHOWN:
            st.caption(f"dan {format_count(len(waiting) - SHOWN)} formulir lain.")


def _show_waiting(engine: Engine, place: int, one: Draft) -> None:
    told = one.place.get("told")
    names = ", ".join(map(str, told if isinstance(told, list) else one.said))
    title = escape_markdown(str(one.place.get("title") or one.of.form))
    with st.container(border=True):
        st.markdown(f"**{title}**  \n{escape_markdown(names)} :gray[{format_time(one.at)}]")
        with st.container(horizontal=True):
            if st.button("Buka", key=f"buka_draf_{place}", icon=":material/arrow_forward:"):
                _open(one)
            st.button(
                "Buang",
                key=f"buang_draf_{place}",
                type="tertiary",
                on_click=throw_draft_away,
                args=(engine, one.of),
            )


def _open(one: Draft) -> None:
    """Go to the form a draft waits in."""
    choices = one.place.get("choices")
    for name, value in (choices if isinstance(choices, dict) else {}).items():
        filters.take_choice(str(name), str(value))
    st.switch_page(f"pages/{one.place.get('file')}")

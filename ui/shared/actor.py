"""The name that decisions are recorded under: typed once on this machine, changeable in the side panel."""

from pathlib import Path

import streamlit as st

from storage import location

KEY = "nama_pelaku"
LONGEST = 80


def actor_name() -> str:
    """The actor's name, "" when nobody has typed one yet."""
    return _clean(st.session_state.get(KEY, "")) or _remembered()


def ask_actor_name() -> None:
    """The field in the side panel."""
    st.session_state.setdefault(KEY, _remembered())
    st.text_input(
        "Nama Anda",
        key=KEY,
        max_chars=LONGEST,
        placeholder="Nama untuk catatan keputusan",
        help="Dicatat pada setiap keputusan dan unggahan di komputer ini. Cukup diisi sekali.",
        persist_state="session",
        on_change=_keep,
    )


def require_actor_name() -> str | None:
    """The actor's name, or None after telling the user where to type it."""
    if found := actor_name():
        return found
    st.warning("Isi **Nama Anda** di panel samping lebih dahulu; setiap keputusan dicatat beserta namanya.")
    return None


def _keep() -> None:
    _file().write_text(_clean(st.session_state.get(KEY, "")), encoding="utf-8")


def _remembered() -> str:
    return _clean(_file().read_text(encoding="utf-8")) if _file().is_file() else ""


def _file() -> Path:
    return location.find_data_folder() / "nama.txt"


def _clean(text: str) -> str:
    """One line of printable characters."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:LONGEST]

"""What the last click did: kept by the click under its page's key, told once by the run that follows."""

import streamlit as st


def keep_message(key: str, text: str, *, done: bool = True) -> None:
    """Tell `text` on the next run that shows `key`: as a success, or else as what hindered it."""
    st.session_state[key] = (done, text)


def pass_message_on(key: str, place: str) -> None:
    """Tell at `place`, where the click was, what was kept for `key`."""
    if key in st.session_state:
        st.session_state[place] = st.session_state.pop(key)


def show_message(key: str, icon: str | None = None) -> None:
    """What the last click did, once; nothing where it said nothing."""
    done, text = st.session_state[_shown(key)] = st.session_state.pop(key, (False, ""))
    draw_message(text, done, icon)


def draw_message(text: str, done: bool, icon: str | None = None) -> None:
    """A message in the colour of what came of it; nothing where `text` is empty."""
    if text:
        (st.success if done else st.error)(text, icon=icon)


def rerun_with_message(*keys: str) -> None:
    """Run the page again over what was just stored, with the messages that this run has shown."""
    for key in keys:
        st.session_state.setdefault(key, st.session_state.get(_shown(key), (False, "")))
    st.rerun()


def _shown(key: str) -> str:
    return f"{key}_tampil"

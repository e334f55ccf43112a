"""What of the plan is damaged in the store, told on every page that draws from it."""

import streamlit as st

from ui.markdown import literal
from ui.view import View
from workflow import damage


def show(seen: View) -> None:
    """A warning for each kind of thing that cannot be read; nothing where all is sound."""
    for told in seen.remember(
        "damage of the plan", lambda: damage.sentences(seen.engine, seen.region), seen.state
    ):
        st.warning(literal(told))

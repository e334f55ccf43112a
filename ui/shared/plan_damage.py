"""What of the plan is damaged in the store, told on every page that draws from it."""

import streamlit as st

from ui.shared.kept_plan import load_kept_plan, region_roster
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.plan import plan_damage


def show_plan_damage(selection: Selection) -> None:
    """A warning for each kind of thing that cannot be read; nothing where all is sound."""
    for told in plan_damage.plan_damage_sentences(load_kept_plan(selection), region_roster(selection)):
        st.warning(escape_markdown(told))

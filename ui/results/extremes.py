"""The indicators at the highest and at the lowest levels, side by side."""

import pandas as pd
import streamlit as st

from planning.plan import priorities
from scoring import Framework
from ui.shared import indicator_card, table
from ui.shared.format import format_count, format_plain
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection

TALL, ROWS = 320, 7


def show_extremes(selection: Selection, year: int, noun: str) -> None:
    """Strengths beside weaknesses; `noun` names the last level of the instrument ("Indikator")."""
    part = selection.result(year).part(selection.region)
    tree = part.framework
    values = pd.Series(part.indicators.values.loc[selection.region])

    def show_high() -> None:
        _show_indicators("Kekuatan", tree, noun, priorities.list_strengths(tree, values))

    def show_low() -> None:
        _show_indicators("Kelemahan", tree, noun, priorities.list_weaknesses(tree, values))

    left, right = st.columns(2, gap="large")
    with left:
        selection.replay("Kekuatan", show_high, year)
    with right:
        selection.replay("Kelemahan", show_low, year)


def _show_indicators(title: str, framework: Framework, noun: str, found: pd.DataFrame) -> None:
    names = framework.dimension_names
    st.subheader(f"{title}: {format_count(len(found))} {escape_markdown(noun.lower())}", anchor=False)
    st.caption(indicator_card.reached_levels_text(framework, found["value"]))
    listed = found[["node", "name", "value", "dimension"]].assign(dimension=found["dimension"].map(names))
    listed.columns = pd.Index(["Kode", noun, "Tingkat", "Bagian dari"])
    if len(listed):
        tall = TALL if len(listed) > ROWS else None
        table.show_table(listed, alt=title, formats={"Tingkat": format_plain}, height=tall)

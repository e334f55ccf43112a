"""Running programmes per dimension on Ringkasan: what a region does already is one of its strengths."""

import pandas as pd
import streamlit as st

from ui.programmes import saving
from ui.shared import filters, plan_damage, table
from ui.shared.format import format_count
from ui.shared.selection import Selection
from workflow.programmes import register_view
from workflow.programmes.register_view import RegisterView

NAMED = 4


def show_running_programmes(selection: Selection) -> None:
    """Each dimension with its running programmes; nothing where none is known."""
    plan_damage.show_plan_damage(selection)
    found = saving.region_register(selection)
    total, told = selection.remember("running", lambda: _table(found), selection.state)
    if not total:
        return
    st.subheader(f"Kekuatan: {format_count(total)} program sudah berjalan", anchor=False)
    table.show_markdown_table(told)
    query = filters.link_query(status="berjalan", bagian="daftar")
    st.page_link(
        "pages/rencana/program.py",
        label="Lihat semua program yang berjalan",
        icon=":material/arrow_forward:",
        query_params=query,
    )


def _table(found: RegisterView) -> tuple[int, str]:
    """How many run, and those of each dimension as a table."""
    running = register_view.count_running_programmes(found)
    shown = pd.DataFrame(
        {
            "Dimensi": running["name"],
            "Berjalan": [len(names) for names in running["programmes"]],
            "Program": [_listed(names) for names in running["programmes"]],
        }
    )
    return sum(map(len, running["programmes"])), table.table_as_markdown(shown)


def _listed(names: list[str]) -> str:
    """The first few names, each once, and how many more there are."""
    different = list(dict.fromkeys(names))
    more = len(different) - NAMED
    said = "; ".join(different[:NAMED])
    return f"{said}; dan {format_count(more)} lainnya" if more > 0 else said or "–"

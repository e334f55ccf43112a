"""Running programmes per dimension on Ringkasan: what a region does already is one of its strengths."""

import pandas as pd
import streamlit as st

from ui import damage, filters, table
from ui.format import count
from ui.programme import saving
from ui.view import View
from workflow import programmes
from workflow.programmes import Standing

NAMED = 4


def show(seen: View) -> None:
    """Each dimension with its running programmes; nothing where none is known."""
    damage.show(seen)
    found = saving.standing(seen)
    total, told = seen.remember("running", lambda: _table(found), seen.state)
    if not total:
        return
    st.subheader(f"Kekuatan: {count(total)} program sudah berjalan", anchor=False)
    table.put(told)
    query = filters.query(status="berjalan", bagian="daftar")
    st.page_link(
        "pages/rencana/program.py",
        label="Lihat semua program yang berjalan",
        icon=":material/arrow_forward:",
        query_params=query,
    )


def _table(found: Standing) -> tuple[int, str]:
    """How many run, and those of each dimension as a table."""
    running = programmes.running(found)
    shown = pd.DataFrame(
        {
            "Dimensi": running["name"],
            "Berjalan": [len(names) for names in running["programmes"]],
            "Program": [_listed(names) for names in running["programmes"]],
        }
    )
    return sum(map(len, running["programmes"])), table.text(shown)


def _listed(names: list[str]) -> str:
    """The first few names, each once, and how many more there are."""
    different = list(dict.fromkeys(names))
    more = len(different) - NAMED
    said = "; ".join(different[:NAMED])
    return f"{said}; dan {count(more)} lainnya" if more > 0 else said or "–"

"""What one OPD has to do: its indicators with a gap, the next level, and what it has not answered yet."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui.shared import table
from ui.shared.format import format_count, format_number, format_plain, format_signed
from ui.shared.markdown import escape_markdown

AT_ONCE = 7


def show_opd_duties(tasks: pd.DataFrame, unanswered: pd.DataFrame, noun: str, basis: str) -> None:
    """`tasks` as planning.plan.priorities.list_closing_duties, `unanswered` as its namesake; the visitor
    chooses the OPD. `basis` as `summary.points_basis`.
    """
    names = {**_names(tasks), **{k: v for k, v in _names(unanswered).items() if k not in _names(tasks)}}
    names.pop("", None)
    if not names:
        st.caption("Tidak ada OPD yang tercatat untuk indikator ini.")
        return
    totals = tasks.groupby("opd")["contribution"].sum().to_dict()
    chosen = st.selectbox(
        "OPD",
        list(names),
        format_func=lambda opd: (
            f"{names[opd]} · {format_number(totals.get(opd, 0.0), 3)} poin indeks{basis} sampai target"
        ),
        key="opd_prioritas",
    )
    own = tasks[tasks["opd"] == chosen].to_dict("records")
    table.show_in_pages(len(own), f"tugas_{chosen}", lambda place: _show_duties(own[place], basis), AT_ONCE)
    missing = unanswered[unanswered["opd"] == chosen]
    if len(missing):
        with st.container(border=True):
            st.markdown(
                f"**{format_count(len(missing))} {escape_markdown(noun)} belum ada data; mohon dilengkapi**"
            )
            lines = zip(missing["indicator"], missing["name"], strict=True)
            st.markdown(
                "\n".join(f"- {escape_markdown(code)} · {escape_markdown(name)}" for code, name in lines)
            )


def _show_duties(rows: Sequence[Mapping[Hashable, Any]], basis: str) -> None:
    for row in rows:
        with st.container(border=True):
            st.markdown(f"**{escape_markdown(row['indicator'])} · {escape_markdown(row['name'])}**")
            st.markdown(_step(row, basis))
            proof = [f"Bukti: {escape_markdown(row['evidence'])}"] if row["evidence"] else []
            whole = (
                f"Sampai target {format_plain(row['target'])}: {format_number(row['contribution'], 3)} "
                f"{escape_markdown(f'poin indeks{basis}')}"
            )
            st.caption(" · ".join([*proof, whole]))


def _step(row: Mapping[Hashable, Any], basis: str) -> str:
    """What to do next with the points of that step alone; nothing on a scale without levels."""
    if row["next_level"] != row["next_level"]:
        return ""
    words = f"Tingkat {format_plain(row['level'])} → **{format_plain(row['next_level'])}**"
    action = f": {escape_markdown(row['todo'])}" if row["todo"] else ""
    points = (
        ""
        if row["step_gain"] != row["step_gain"]
        else f" ({format_signed(row['step_gain'], 3)} {escape_markdown(f'poin indeks{basis}')})"
    )
    return f"{words}{action}{points}"


def _names(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["opd"], frame["opd_name"], strict=True))

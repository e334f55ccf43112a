"""SWOT of a group: what the survey proposes to take up, and the board of what stands."""

import pandas as pd
import streamlit as st

from planning.worksheets import FACTORS, PARTS, STRATEGIES, Line
from ui import actor, desk, held, worksheet_lines
from ui.format import count
from ui.markdown import literal
from ui.view import View
from workflow.worksheet_rows import Desk

USE = "Pakai"


def proposals(seen: View, at: Desk) -> None:
    """What the survey proposes and the group has not taken up yet, to accept or reword."""
    taken = desk.sheet(seen, at.group).lines
    name = f"usulan_{at.group.key}_{seen.region}"
    key, open_ = held.table(name, seen.revision, [line for line in at.proposals if line.key not in taken])
    if not open_:
        return
    words = f"Usulan kekuatan dan kelemahan dari survei ({count(len(open_))})"
    drawer = st.expander(
        words, icon=":material/lightbulb:", expanded=not taken, key=f"{name}_laci", on_change="rerun"
    )
    if not drawer.open:
        return
    with drawer:
        st.caption(
            "Tingkat 4 dan 5 diusulkan sebagai kekuatan, tingkat 1 dan 2 sebagai kelemahan. Centang yang "
            "dipakai; kalimatnya boleh diubah lebih dahulu."
        )
        with st.form(name, border=False):
            edited = _editor(seen, at, open_, key)
            pressed = st.form_submit_button(
                "Pakai yang dicentang", type="primary", icon=":material/check:", disabled=not actor.name()
            )
    if pressed:
        _take(seen, at, open_, edited, name)


def _editor(seen: View, at: Desk, open_: list[Line], key: str) -> pd.DataFrame:
    framework = seen.instrument.framework
    rows = pd.DataFrame(
        {
            USE: False,
            "Unsur": [PARTS[line.part] for line in open_],
            "Uraian": [line.text for line in open_],
            "Indikator": [
                f"{line.indicators[0]} {framework.node(line.indicators[0]).name}" for line in open_
            ],
            "Elemen": [line.element for line in open_],
        }
    )
    edited: pd.DataFrame = st.data_editor(
        rows,
        key=key,
        hide_index=True,
        height=360 if len(rows) > 9 else "auto",
        disabled=["Unsur", "Indikator", "Elemen"],
        column_config={"Uraian": st.column_config.TextColumn(width="large")},
        alt=f"Usulan kekuatan dan kelemahan untuk {at.group.name}",
    )
    return edited


def _take(seen: View, at: Desk, open_: list[Line], edited: pd.DataFrame, name: str) -> None:
    chosen = [
        worksheet_lines.reworded(line, row["Uraian"])
        for line, row in zip(open_, edited.to_dict("records"), strict=True)
        if row[USE]
    ]
    if not chosen:
        st.warning("Centang usulan yang dipakai lebih dahulu.")
    elif worksheet_lines.store(seen, at, chosen, {}) is not None:
        held.renew(name)
        st.rerun()


def board(lines: list[Line]) -> None:
    """Four fields of factors and four of strategies, as the room reads them from the wall."""
    for parts in (FACTORS, STRATEGIES):
        own = {part: [line for line in lines if line.part == part] for part in parts}
        if not any(own.values()):
            continue
        with st.grid(2, min_column_width=320):
            for part, title in parts.items():
                with st.container(border=True, height="stretch"):
                    st.markdown(f"**{title}** ({count(len(own[part]))})")
                    st.markdown("\n".join(f"- {literal(line.text)}" for line in own[part]) or "Belum diisi.")

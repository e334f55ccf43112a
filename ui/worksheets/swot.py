"""SWOT of a group: what the survey proposes to take up, and the board of what stands."""

import pandas as pd
import streamlit as st

from planning.worksheets.worksheets import FACTORS, PARTS, STRATEGIES, WorksheetLine
from ui.shared import actor, editor_state
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.worksheets import lines, worksheet_group
from workflow.worksheets.workbook_rows import GroupDesk

USE = "Pakai"


def show_swot_proposals(selection: Selection, at: GroupDesk) -> None:
    """What the survey proposes and the group has not taken up yet, to accept or reword."""
    taken = worksheet_group.group_worksheet(selection, at.group).lines
    name = f"usulan_{at.group.key}_{selection.region}"
    key, open_ = editor_state.editor_key_and_data(
        name, selection.revision, [line for line in at.proposals if line.key not in taken]
    )
    if not open_:
        return
    words = f"Usulan kekuatan dan kelemahan dari survei ({format_count(len(open_))})"
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
            edited = _editor(selection, at, open_, key)
            pressed = st.form_submit_button(
                "Pakai yang dicentang",
                type="primary",
                icon=":material/check:",
                disabled=selection.locked or not actor.find_actor(),
            )
    if pressed:
        _take(selection, at, open_, edited, name)


def _editor(selection: Selection, at: GroupDesk, open_: list[WorksheetLine], key: str) -> pd.DataFrame:
    framework = selection.instrument.framework
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
        disabled=selection.locked or ["Unsur", "Indikator", "Elemen"],
        column_config={"Uraian": st.column_config.TextColumn(width="large")},
        alt=f"Usulan kekuatan dan kelemahan untuk {at.group.name}",
    )
    return edited


def _take(
    selection: Selection, at: GroupDesk, open_: list[WorksheetLine], edited: pd.DataFrame, name: str
) -> None:
    chosen = [
        lines.reword_line(line, row["Uraian"])
        for line, row in zip(open_, edited.to_dict("records"), strict=True)
        if row[USE]
    ]
    if not chosen:
        st.warning("Centang usulan yang dipakai lebih dahulu.")
    elif lines.save_edited_lines(selection, at, chosen, {}) is not None:
        editor_state.renew_editor(name)
        st.rerun()


def show_swot_board(lines: list[WorksheetLine]) -> None:
    """Four fields of factors and four of strategies, as the room reads them from the wall."""
    for parts in (FACTORS, STRATEGIES):
        own = {part: [line for line in lines if line.part == part] for part in parts}
        if not any(own.values()):
            continue
        with st.grid(2, min_column_width=320):
            for part, title in parts.items():
                with st.container(border=True, height="stretch"):
                    st.markdown(f"**{title}** ({format_count(len(own[part]))})")
                    st.markdown(
                        "\n".join(f"- {escape_markdown(line.text)}" for line in own[part]) or "Belum diisi."
                    )

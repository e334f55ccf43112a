"""SWOT of a group: what the survey proposes to take up, and the board of what stands."""

import pandas as pd
import streamlit as st

from planning.worksheets.worksheets import FACTORS, PARTS, STRATEGIES, WorksheetLine
from ui.shared import actor, filters, message
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.saving.drafted_table import ROW, DraftedTable
from ui.shared.saving.drafts import DraftedForm, FormPlace
from ui.shared.selection import Selection
from ui.worksheets import lines, worksheet_group
from ui.worksheets.line_form import SECTION, SWOT
from workflow.worksheets.workbook_rows import GroupDesk

USE, SAID = "Pakai", "pesan_usulan_swot"


def show_swot_proposals(selection: Selection, at: GroupDesk) -> None:
    """What the survey proposes and the group has not taken up yet, to accept or reword."""
    taken = worksheet_group.group_worksheet(selection, at.group).lines
    open_ = [line for line in at.proposals if line.key not in taken]
    form = DraftedForm(selection, f"usulan_{at.group.key}_{selection.period.id}", _place(at), {})
    rows = _proposed_rows(selection, open_)
    table = DraftedTable(form, selection.revision, rows, [line.key for line in open_], open_)
    message.show_message(SAID)
    if not table.belongs:
        return
    words = f"Usulan kekuatan dan kelemahan dari survei ({format_count(len(table.belongs))})"
    drawer = st.expander(
        words,
        icon=":material/lightbulb:",
        expanded=not taken or form.draft is not None,
        key=f"laci_{form.of.form}_{selection.region}",
        on_change="rerun",
    )
    if not drawer.open:
        return
    with drawer:
        _show_proposals(selection, at, table)


def _show_proposals(selection: Selection, at: GroupDesk, table: DraftedTable) -> None:
    st.caption(
        "Tingkat 4 dan 5 diusulkan sebagai kekuatan, tingkat 1 dan 2 sebagai kelemahan. Centang yang "
        "dipakai; kalimatnya boleh diubah lebih dahulu."
    )
    edited = _show_editor(selection, at, table)
    if st.button(
        "Pakai yang dicentang",
        type="primary",
        icon=":material/check:",
        key=f"pakai_{table.form.of.form}",
        disabled=selection.locked or not actor.find_actor(),
    ):
        _take(selection, at, table, edited)
    actor.show_recorder(locked=selection.locked)
    table.form.show_state(table.drop_rows)


def _place(at: GroupDesk) -> FormPlace:
    named = {f"{ROW}{line.key}": line.indicators[0] for line in at.proposals}
    choices = filters.link_query(**{"kelompok": at.group.key, SECTION: SWOT})
    return FormPlace("rencana/kertas_kerja.py", f"Kertas kerja {at.group.name}: usulan", choices, named)


def _proposed_rows(selection: Selection, open_: list[WorksheetLine]) -> pd.DataFrame:
    framework = selection.instrument.framework
    return pd.DataFrame(
        {
            USE: pd.Series([False] * len(open_), dtype=bool),
            "Unsur": [PARTS[line.part] for line in open_],
            "Uraian": [line.text for line in open_],
            "Indikator": [
                f"{line.indicators[0]} {framework.node(line.indicators[0]).name}" for line in open_
            ],
            "Elemen": [line.element for line in open_],
        }
    )


def _show_editor(selection: Selection, at: GroupDesk, table: DraftedTable) -> pd.DataFrame:
    edited: pd.DataFrame = st.data_editor(
        table.data,
        key=table.key,
        on_change=table.keep_rows,
        hide_index=True,
        height=360 if len(table.data) > 9 else "auto",
        disabled=selection.locked or ["Unsur", "Indikator", "Elemen"],
        column_config={"Uraian": st.column_config.TextColumn(width="large")},
        alt=f"Usulan kekuatan dan kelemahan untuk {at.group.name}",
    )
    return edited


def _take(selection: Selection, at: GroupDesk, table: DraftedTable, edited: pd.DataFrame) -> None:
    chosen = [
        lines.reword_line(line, row["Uraian"])
        for line, row in zip(table.belongs, edited.to_dict("records"), strict=True)
        if row[USE]
    ]
    if not chosen:
        st.warning("Centang usulan yang dipakai lebih dahulu.")
        return
    saved = lines.save_edited_lines(selection, at, chosen, {})
    message.pass_message_on(worksheet_group.MESSAGE, SAID)
    if saved is None:
        message.show_message(SAID)
        return
    table.settle_rows()
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

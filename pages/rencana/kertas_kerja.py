"""Kertas kerja: each group's issues, root causes, SWOT, strategies and notes, and those of all as one."""

import streamlit as st

from planning.worksheets.worksheets import FACTORS, ISSUE, NOTE, PARKED, STRATEGIES
from ui.shared import actor, cached_chart, filters, message, page
from ui.shared.cached_chart import ChartChoice
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_selection
from ui.worksheets import line_form, lines, merged, root_causes, swot, workbook, worksheet_group
from ui.worksheets.line_form import ISSUES, NOTES, SWOT
from ui.worksheets.worksheet_group import (
    MESSAGE,
    choose_worksheet_group,
    group_desk,
    group_worksheet,
)

JOINED = "gabungan"
SECTIONS = {
    ISSUES: "Isu dan akar masalah",
    SWOT: "SWOT dan strategi",
    NOTES: "Catatan dan parkir",
    JOINED: "Gabungan semua kelompok",
}


page.show_page_header("Kertas kerja", "Apa isu, akar masalah, kekuatan, dan kelemahan menurut tiap kelompok?")
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
with st.container(horizontal=True, vertical_alignment="bottom"):
    group = choose_worksheet_group(selection)
    section = filters.choose_segment(line_form.SECTION, SECTIONS, label="Bagian")
at = group_desk(selection, group)
with st.container(horizontal=True, vertical_alignment="center"):
    workbook.show_group_workbook(selection, at)
    worksheet_group.show_undo_group_save(selection, at)
message.show_message(MESSAGE)
workbook.show_workbook_findings()
actor.show_recorder(locked=selection.locked)

if section == ISSUES:
    line_form.show_line_form(selection, at, (ISSUE,), f"Tambah isu: {escape_markdown(group.name)}")
    lines.edit_lines(selection, at, (ISSUE,), ("text", "why", "cause", "remedy", "element", "opd"))
    try:
        cached_chart.show_cached_chart(
            selection,
            "akar_masalah",
            ChartChoice.of(root_causes.root_causes_chart, dimension=group.dimension or None),
        )
    except cached_chart.NothingToDraw as lacking:
        st.info(f"{escape_markdown(lacking.what)}. {escape_markdown(lacking.next_step)}")
    root_causes.show_obstacle_quotes(selection, group)
elif section == SWOT:
    swot.show_swot_proposals(selection, at)
    swot.show_swot_board(list(group_worksheet(selection, group).lines.values()))
    for column, parts, title in zip(
        st.columns(2, gap="large"),
        (tuple(FACTORS), tuple(STRATEGIES)),
        ("Tambah kekuatan, kelemahan, peluang, atau ancaman", "Tambah strategi"),
        strict=True,
    ):
        with column:
            line_form.show_line_form(selection, at, parts, title)
    drawer = st.expander("Sunting atau hapus isian", icon=":material/edit:", key="sunting_swot")
    for parts in (tuple(FACTORS), tuple(STRATEGIES)):
        with drawer:
            lines.edit_lines(selection, at, parts, ("part", "text", "element", "opd"))
elif section == NOTES:
    line_form.show_line_form(
        selection, at, (NOTE, PARKED), "Tambah catatan, atau hal yang diparkir untuk dibahas kemudian"
    )
    lines.edit_lines(selection, at, (NOTE, PARKED), ("part", "text", "opd"))
else:
    merged.show_merged_worksheets(selection, at)

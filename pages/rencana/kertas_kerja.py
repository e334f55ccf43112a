"""Kertas kerja: each group's issues, root causes, SWOT, strategies and notes, and those of all as one."""

import streamlit as st

from planning.worksheets import FACTORS, ISSUE, NOTE, PARKED, STRATEGIES
from ui import actor, causes, chart, desk, drawn, filters, page, view, worksheet_book, worksheet_joined
from ui import worksheet_lines as lines
from ui import worksheet_swot as swot
from workflow import worksheets

ISSUES, SWOT, NOTES, JOINED = "isu", "swot", "catatan", "gabungan"
SECTIONS = {
    ISSUES: "Isu dan akar masalah",
    SWOT: "SWOT dan strategi",
    NOTES: "Catatan dan parkir",
    JOINED: "Gabungan semua kelompok",
}


def undo(seen: view.View, at: desk.Desk) -> None:
    """Take back the group's last save and say so."""
    if by := actor.name():
        gone = worksheets.undo(seen.engine, at.room, at.group.key, by)
        desk.say(
            True, f"Simpanan terakhir diurungkan ({gone} isian)." if gone else "Tidak ada yang diurungkan."
        )


page.header("Kertas kerja", "Apa isu, akar masalah, kekuatan, dan kelemahan menurut tiap kelompok?")
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
with st.container(horizontal=True, vertical_alignment="bottom"):
    group = desk.choose(seen)
    section = filters.switch("kertas-kerja", SECTIONS, label="Bagian")
at = desk.of(seen, group)
with st.container(horizontal=True, vertical_alignment="center"):
    worksheet_book.offer(seen, at)
    st.button(
        "Urungkan simpanan terakhir",
        icon=":material/undo:",
        disabled=not actor.name(),
        help="Membatalkan satu simpanan terakhir kelompok ini, siapa pun yang menyimpannya.",
        on_click=undo,
        args=(seen, at),
    )
desk.tell()
worksheet_book.findings()
if not actor.name():
    actor.required()

if section == ISSUES:
    lines.add(seen, at, (ISSUE,), f"Tambah isu: {group.name}")
    lines.edit(seen, at, (ISSUE,), ("text", "why", "cause", "remedy", "element", "opd"))
    narrowed = group.dimension or None
    try:
        drawn.show(
            seen,
            "akar_masalah",
            lambda _: causes.figure(seen, dark=chart.dark(), dimension=narrowed),
            group.key,
        )
    except drawn.Undrawn as lacking:
        st.info(f"{lacking.what}. {lacking.next_step}")
    causes.quotes(seen, group)
elif section == SWOT:
    swot.proposals(seen, at)
    swot.board(list(desk.sheet(seen, group).lines.values()))
    for column, parts, title in zip(
        st.columns(2, gap="large"),
        (tuple(FACTORS), tuple(STRATEGIES)),
        ("Tambah kekuatan, kelemahan, peluang, atau ancaman", "Tambah strategi"),
        strict=True,
    ):
        with column:
            lines.add(seen, at, parts, title)
    for parts in (tuple(FACTORS), tuple(STRATEGIES)):
        lines.edit(seen, at, parts, ("part", "text", "element", "opd"))
elif section == NOTES:
    lines.add(seen, at, (NOTE, PARKED), "Tambah catatan, atau hal yang diparkir untuk dibahas kemudian")
    lines.edit(seen, at, (NOTE, PARKED), ("part", "text", "opd"))
else:
    worksheet_joined.show(seen, at)
page.footer()

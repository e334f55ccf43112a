"""The worksheets of all groups as one: what may be said twice, joined with one click, and what stands."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from planning.worksheets import merging
from planning.worksheets import worksheets as lines
from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import PARTS, WorkGroup
from storage.errors import NewerSave
from ui.shared import actor, empty, filters, table
from ui.shared.format import format_count, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from ui.worksheets import swot, worksheet_group
from workflow.worksheets import minutes, worksheets
from workflow.worksheets.workbook_rows import GroupDesk

SHOWN = 8
COUNTED = {
    "Isu daerah": (lines.ISSUE,),
    **{title: (part,) for part, title in lines.FACTORS.items()},
    "Strategi": tuple(lines.STRATEGIES),
    "Catatan": (lines.NOTE,),
    "Parkir": (lines.PARKED,),
}


def show_merged_worksheets(selection: Selection, at: GroupDesk) -> None:
    """Counts per group, lines that may be one, and every line that stands."""
    groups = worksheet_group.worksheet_groups(selection)
    everyone = worksheet_group.merged_group_lines(selection)
    _damage(selection, at, groups)
    if not everyone:
        empty.show_missing_data(
            "Belum ada isian kelompok",
            "Pilih kelompok di atas, lalu isi isu, SWOT, atau catatannya; semua isian tampil di sini.",
        )
        return
    found = merging.find_alike_lines(everyone)
    part = filters.choose_page_part(
        "isian",
        {
            "kelompok": f"Menurut kelompok, mungkin sama ({format_count(len(found))})",
            "swot": "SWOT dan strategi",
            "semua": f"Semua isian ({format_count(len(everyone))})",
        },
    )
    if part == "kelompok":
        table.show_markdown_table(table.table_as_markdown(_counted(everyone, groups), decimals=0))
        _alike(selection, at, groups, found)
    elif part == "swot":
        swot.show_swot_board([one.lead for one in everyone])
    else:
        tall = 420 if len(everyone) > 11 else None
        table.show_table(_listed(at, groups, everyone), alt="Isian semua kelompok", missing="", height=tall)
    with st.container(horizontal=True):
        _download(selection, at, groups, everyone)
        _apart(selection, at, everyone)
        _undo_join(selection, at, everyone)
        actor.show_recorder(locked=selection.locked)


def _damage(selection: Selection, at: GroupDesk, groups: dict[str, WorkGroup]) -> None:
    lost = selection.remember(
        "damaged lines",
        lambda: worksheets.count_unreadable_lines(selection.engine, at.room, groups),
        selection.state,
    )
    if lost:
        names = join_names([f"{groups[key].name} ({format_count(number)})" for key, number in lost.items()])
        st.warning(
            f"Isian yang rusak di penyimpanan tidak ikut digabung: {escape_markdown(names)}. Tulis "
            "ulang isiannya, atau "
            "pulihkan dari salinan cadangan."
        )


def _download(
    selection: Selection, at: GroupDesk, groups: dict[str, WorkGroup], everyone: Sequence[MergedLine]
) -> None:
    framework = selection.instrument.framework
    names = {key: group.name for key, group in groups.items()}
    tops = framework.dimension_names
    st.download_button(
        "Unduh gabungan (Excel)",
        lambda: selection.stamp_workbook(
            minutes.write_worksheet_minutes(at.room, everyone, at.roster, names, tops, selection.label_file())
        ),
        minutes.minutes_file_name(at.room),
        icon=":material/download:",
        on_click="ignore",
    )


def _counted(everyone: Sequence[MergedLine], groups: dict[str, WorkGroup]) -> pd.DataFrame:
    """One row per group that has written anything, with how many lines of each kind."""
    written = [line for one in everyone for line in one.lines]
    rows = []
    for key, group in groups.items():
        own = [line.part for line in written if line.group == key]
        if own:
            rows.append(
                {"Kelompok": group.name, **{name: _count(own, kinds) for name, kinds in COUNTED.items()}}
            )
    return pd.DataFrame(rows)


def _count(own: Sequence[str], kinds: Sequence[str]) -> int:
    return sum(part in kinds for part in own)


def _alike(
    selection: Selection,
    at: GroupDesk,
    groups: dict[str, WorkGroup],
    found: Sequence[Sequence[MergedLine]],
) -> None:
    if not found:
        return
    st.subheader(f"Mungkin sama maksudnya ({format_count(len(found))})", anchor=False)
    st.caption("Yang digabungkan tampil sebagai satu; kalimat dan nama semua penulisnya tetap tersimpan.")
    actor.show_recorder(locked=selection.locked)
    for place, together in enumerate(found[:SHOWN]):
        with st.container(border=True):
            text, action = st.columns([5, 1], vertical_alignment="center")
            text.markdown(
                "\n".join(f"- {escape_markdown(one.lead.text)} {_who(one, groups)}" for one in together)
            )
            action.button(
                "Gabungkan",
                key=f"gabung_{place}_{together[0].lead.key}",
                icon=":material/merge:",
                disabled=selection.locked or not actor.find_actor(),
                on_click=_join,
                args=(selection, at, together, _joins(selection, at)),
            )
    if len(found) > SHOWN:
        st.caption(
            f"{format_count(len(found) - SHOWN)} kelompok kalimat lain tampil setelah yang di atas selesai."
        )


def _who(one: MergedLine, groups: dict[str, WorkGroup]) -> str:
    names = ", ".join(groups[key].name for key in one.groups)
    return f":gray[{escape_markdown(names)} · {escape_markdown(', '.join(one.authors))}]"


def _join(
    selection: Selection, at: GroupDesk, together: Sequence[MergedLine], joins: Mapping[str, int]
) -> None:
    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(joins, shown)
        worksheets.join_lines(selection.engine, at.room, together, actor.find_actor(), seen)
        return f"{format_count(len(together))} isian digabungkan; semua penulisnya tercatat."

    texts = {merging.line_identity(one.lead): one.lead.text for one in together}
    _ask(_write, texts, "digabungkan")


def _ask(write: Callable[[Newer], str], texts: Mapping[str, str], mine: str) -> None:
    """Store a joining or a parting; where somebody judged a line anew, both are shown."""

    def _compare(newer: NewerSave) -> list[Compared]:
        there = "digabungkan" if newer.text else "berdiri sendiri"
        return [(texts.get(newer.key, "Isian"), there, mine)]

    overtaken.save_or_ask(FormSave(worksheet_group.MESSAGE, write, _compare))


def _listed(at: GroupDesk, groups: dict[str, WorkGroup], everyone: Sequence[MergedLine]) -> pd.DataFrame:
    short = at.opd_names.told_apart
    order = {part: place for place, part in enumerate(PARTS)}
    ordered = sorted(everyone, key=lambda one: order[one.lead.part])
    return pd.DataFrame(
        {
            "Jenis": [PARTS[one.lead.part] for one in ordered],
            "Uraian": [one.lead.text for one in ordered],
            "Kalimat lain": ["; ".join(one.other_wordings) for one in ordered],
            "Akar masalah": [one.lead.why for one in ordered],
            "Jenis akar": [one.cause for one in ordered],
            "Elemen": [one.lead.element for one in ordered],
            "OPD": [", ".join(short.get(opd, opd) for opd in one.opd) for one in ordered],
            "Kelompok": [", ".join(groups[key].name for key in one.groups) for one in ordered],
            "Penulis": [", ".join(one.authors) for one in ordered],
        }
    )


def _apart(selection: Selection, at: GroupDesk, everyone: Sequence[MergedLine]) -> None:
    """The way back for lines that were joined by mistake."""
    joined = {one.lead.key: one for one in everyone if len(one.lines) > 1}
    if not joined:
        return
    with st.popover("Pisahkan yang sudah digabungkan", icon=":material/call_split:"):
        chosen = st.selectbox("Isian", list(joined), format_func=lambda key: joined[key].lead.text)
        st.button(
            "Pisahkan",
            on_click=_part,
            args=(selection, at, joined[chosen], _joins(selection, at)),
            disabled=selection.locked or not actor.find_actor(),
        )


def _undo_join(selection: Selection, at: GroupDesk, everyone: Sequence[MergedLine]) -> None:
    """The button that takes back one joining or parting: of which line, by whom and when."""
    texts = {merging.line_identity(line): line.text for one in everyone for line in one.lines}
    place = worksheets.JOINS.place(at.room.region, at.room.period)
    words = UndoWords("penggabungan isian", name_of=lambda line, _said: texts.get(line, ""))
    undo.show_undo_of_entries(selection, place, words, worksheet_group.MESSAGE)


def _part(selection: Selection, at: GroupDesk, one: MergedLine, joins: Mapping[str, int]) -> None:
    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(joins, shown)
        worksheets.split_joined_lines(selection.engine, at.room, one, actor.find_actor(), seen)
        return f"{format_count(len(one.lines))} isian kembali berdiri sendiri."

    _ask(_write, {merging.line_identity(line): line.text for line in one.lines}, "berdiri sendiri")


def _joins(selection: Selection, at: GroupDesk) -> Mapping[str, int]:
    """Which lines are joined as they are drawn, by the numbers of their entries."""
    return selection.remember(
        "numbers of joins",
        lambda: worksheets.number_line_joins(selection.engine, at.room),
        selection.state,
    )

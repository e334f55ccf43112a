"""The worksheets of all groups as one: what may be said twice, joined with one click, and what stands."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planning import joined
from planning import worksheets as lines
from planning.joined import Merged
from planning.worksheets import PARTS, Group
from storage import StoreError
from survey.template import layout
from ui import actor, desk, empty, table, worksheet_swot
from ui.format import count, listed
from ui.markdown import literal
from ui.view import View
from workflow import worksheet_minutes, worksheets
from workflow.worksheet_rows import Desk

SHOWN = 8
COUNTED = {
    "Isu daerah": (lines.ISSUE,),
    **{title: (part,) for part, title in lines.FACTORS.items()},
    "Strategi": tuple(lines.STRATEGIES),
    "Catatan": (lines.NOTE,),
    "Parkir": (lines.PARKED,),
}


def show(seen: View, at: Desk) -> None:
    """Counts per group, lines that may be one, and every line that stands."""
    groups = desk.groups(seen)
    everyone = desk.everything(seen)
    _damage(seen, at, groups)
    if not everyone:
        empty.show(
            "Belum ada isian kelompok",
            "Pilih kelompok di atas, lalu isi isu, SWOT, atau catatannya; semua isian tampil di sini.",
        )
        return
    table.put(table.text(_counted(everyone, groups), decimals=0))
    _alike(seen, at, groups, everyone)
    worksheet_swot.board([one.lead for one in everyone])
    st.subheader(f"Semua isian ({count(len(everyone))})", anchor=False)
    table.show(
        _listed(at, groups, everyone),
        alt="Isian semua kelompok",
        missing="",
        height=420 if len(everyone) > 11 else None,
    )
    with st.container(horizontal=True):
        _download(seen, at, groups, everyone)
        _apart(seen, at, everyone)


def _damage(seen: View, at: Desk, groups: dict[str, Group]) -> None:
    lost = seen.remember(
        "damaged lines", lambda: worksheets.unreadable(seen.engine, at.room, groups), seen.state
    )
    if lost:
        names = listed([f"{groups[key].name} ({count(number)})" for key, number in lost.items()])
        st.warning(
            f"Isian yang rusak di penyimpanan tidak ikut digabung: {names}. Tulis ulang isiannya, atau "
            "pulihkan dari salinan cadangan."
        )


def _download(seen: View, at: Desk, groups: dict[str, Group], everyone: Sequence[Merged]) -> None:
    framework = seen.instrument.framework
    names = {key: group.name for key, group in groups.items()}
    tops = {code: framework.node(code).name for code in framework.children(framework.roots[0])}
    label = layout.SAMPLE_LABEL if seen.period.sample else ""
    st.download_button(
        "Unduh gabungan (Excel)",
        lambda: worksheet_minutes.write(at.room, everyone, at.roster, names, tops, label),
        worksheet_minutes.file_name(at.room),
        icon=":material/download:",
        on_click="ignore",
    )


def _counted(everyone: Sequence[Merged], groups: dict[str, Group]) -> pd.DataFrame:
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


def _alike(seen: View, at: Desk, groups: dict[str, Group], everyone: Sequence[Merged]) -> None:
    found = joined.alike(everyone)
    if not found:
        return
    st.subheader(f"Mungkin sama maksudnya ({count(len(found))})", anchor=False)
    st.caption("Yang digabungkan tampil sebagai satu; kalimat dan nama semua penulisnya tetap tersimpan.")
    for place, together in enumerate(found[:SHOWN]):
        with st.container(border=True):
            text, action = st.columns([5, 1], vertical_alignment="center")
            text.markdown("\n".join(f"- {literal(one.lead.text)} {_who(one, groups)}" for one in together))
            action.button(
                "Gabungkan",
                key=f"gabung_{place}_{together[0].lead.key}",
                icon=":material/merge:",
                on_click=_join,
                args=(seen, at, together),
            )
    if len(found) > SHOWN:
        st.caption(f"{count(len(found) - SHOWN)} kelompok kalimat lain tampil setelah yang di atas selesai.")


def _who(one: Merged, groups: dict[str, Group]) -> str:
    names = ", ".join(groups[key].name for key in one.groups)
    return f":gray[{literal(names)} · {literal(', '.join(one.authors))}]"


def _join(seen: View, at: Desk, together: Sequence[Merged]) -> None:
    try:
        worksheets.join(seen.engine, at.room, together, actor.name())
    except StoreError as error:
        desk.say(False, str(error))
        return
    desk.say(True, f"{count(len(together))} isian digabungkan; semua penulisnya tercatat.")


def _listed(at: Desk, groups: dict[str, Group], everyone: Sequence[Merged]) -> pd.DataFrame:
    short = at.short_names
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


def _apart(seen: View, at: Desk, everyone: Sequence[Merged]) -> None:
    """The way back for lines that were joined by mistake."""
    joined = {one.lead.key: one for one in everyone if len(one.lines) > 1}
    if not joined:
        return
    with st.popover("Pisahkan yang sudah digabungkan", icon=":material/call_split:"):
        chosen = st.selectbox("Isian", list(joined), format_func=lambda key: joined[key].lead.text)
        st.button("Pisahkan", on_click=_part, args=(seen, at, joined[chosen]), disabled=not actor.name())


def _part(seen: View, at: Desk, one: Merged) -> None:
    try:
        worksheets.part(seen.engine, at.room, one, actor.name())
    except StoreError as error:
        desk.say(False, str(error))
        return
    desk.say(True, f"{count(len(one.lines))} isian kembali berdiri sendiri.")

"""Root causes on the screen: the chart of their counts, and the OPD's own words with the kind each is."""

import pandas as pd
import streamlit as st

import charts.plan.root_causes
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.worksheets import causes
from planning.worksheets.worksheets import WorkGroup
from storage.errors import NewerSave
from ui.shared import actor, editor_state
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from ui.worksheets.worksheet_group import (
    MESSAGE,
    group_desk,
    merged_group_lines,
    worksheet_scope_of,
)
from workflow.worksheets import worksheets

NOT_CODED = "belum dikodekan"


def obstacle_rows(selection: Selection, dimension: str = "") -> pd.DataFrame:
    """`worksheets.list_obstacles` of the selection, of one dimension or of all."""

    def narrowed() -> pd.DataFrame:
        found = worksheets.list_obstacles(selection.engine, selection.scope, worksheet_scope_of(selection))
        return found[found["dimension"] == dimension] if dimension else found

    return selection.remember("obstacles", narrowed, dimension)


def root_causes_chart(
    selection: Selection,
    look: Look,
    *,
    dimension: str | None = None,
) -> Chart:
    """How often each kind of root cause was named, in the survey and by the groups."""
    named = obstacle_rows(selection, dimension or "")
    everyone = merged_group_lines(selection)
    own = [line for line in everyone if not dimension or line.lead.dimension == dimension]
    frame = causes.count_root_causes(named["cause"], own)
    if not frame["total"].sum():
        raise NothingToDraw(
            "Belum ada akar masalah",
            "Akar masalah terhitung dari kolom Kendala pada survei OPD dan dari isu yang ditulis kelompok.",
        )
    place = selection.region_label
    if dimension:
        place = f"{selection.instrument.framework.node(dimension).name}, {place}"
    return charts.plan.root_causes.draw_root_causes(frame, look.telling(selection.source(), place))


def show_obstacle_quotes(selection: Selection, group: WorkGroup) -> None:
    """What the OPD wrote, with the kind read from it, which the group can correct."""
    found = obstacle_rows(selection, group.dimension).reset_index(drop=True)
    drawer = st.expander(
        f"Kendala menurut OPD ({format_count(len(found))} jawaban)",
        icon=":material/format_quote:",
        key="kendala_opd",
        on_change="rerun",
    )
    if not drawer.open:
        return
    with drawer:
        if found.empty:
            st.markdown("Belum ada kendala yang ditulis OPD.")
            return
        st.caption(
            "Jenis akar masalah dikenali dari kata-katanya dan dapat diubah; perubahan langsung disimpan."
        )
        _code(selection, found, group)


def _code(selection: Selection, current: pd.DataFrame, group: WorkGroup) -> None:
    framework = selection.instrument.framework
    short = group_desk(selection, group).opd_names.told_apart
    name = f"kode_kendala_{selection.region}_{group.key}"
    key, found = editor_state.editor_key_and_data(name, selection.revision, current)
    shown = pd.DataFrame(
        {
            "OPD": [short.get(opd, opd) for opd in found["opd"]],
            "Indikator": [f"{code} {framework.node(code).name}" for code in found["indicator"]],
            "Kendala": found["text"],
            "Catatan OPD": found["note"],
            "Jenis": [cause or NOT_CODED for cause in found["cause"]],
        }
    )
    edited = st.data_editor(
        shown,
        key=key,
        hide_index=True,
        height=320 if len(shown) > 8 else "auto",
        disabled=selection.locked
        or not actor.find_actor()
        or [str(name) for name in shown if name != "Jenis"],
        column_config={
            "Jenis": st.column_config.SelectboxColumn(options=[*causes.CAUSES, NOT_CODED], required=True)
        },
        alt="Kendala menurut OPD",
    )
    with st.container(horizontal=True):
        _undo_code(selection, found)
        actor.show_recorder(locked=selection.locked)
    kinds = edited["Jenis"].replace(NOT_CODED, "")
    changed = found.assign(cause=kinds)[kinds != found["cause"]]
    if len(changed):
        editor_state.renew_editor(name)
        _store(selection, changed)
        st.rerun()


def _undo_code(selection: Selection, found: pd.DataFrame) -> None:
    """The button that takes one coding back; of the obstacles that this table shows."""
    texts = {worksheets.obstacle_key(row): str(row["text"]) for row in found.to_dict("records")}
    room = worksheet_scope_of(selection)
    undo.show_undo_of_entries(
        selection,
        worksheets.CODES.place(room.region, room.period),
        UndoWords("jenis akar masalah", name_of=lambda key, _said: texts.get(key, "")),
        MESSAGE,
        lambda save: set(save.wrote) <= texts.keys(),
    )


def _store(selection: Selection, changed: pd.DataFrame) -> None:
    rows = changed.assign(key=[worksheets.obstacle_key(row) for row in changed.to_dict("records")])

    def _write(shown: Newer) -> str:
        now = {one.key: one.number for one in shown}
        over = rows.assign(number=rows["key"].map(now).fillna(rows["number"]).astype(int))
        worksheets.save_obstacle_causes(
            selection.engine, worksheet_scope_of(selection), over, actor.find_actor()
        )
        return f"Jenis akar masalah {format_count(len(rows))} kendala diubah."

    def _compare(newer: NewerSave) -> list[Compared]:
        mine = rows.set_index("key").loc[newer.key]
        there = (newer.text or "").rpartition("\n")[2]
        return [(f"Jenis: {mine['text']}", there or NOT_CODED, str(mine["cause"]) or NOT_CODED)]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))

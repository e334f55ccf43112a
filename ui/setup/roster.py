"""The OPD of a region: the list to edit, and who answers which indicator."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from reference import agencies
from storage import StoreError
from storage.errors import NewerSave
from storage.states.earlier_rows import put_earlier_rows_back
from storage.values import Actor
from ui.setup import roster_upload
from ui.setup.period_and_region import Preparation
from ui.setup.roster_upload import DRAFT, TURN
from ui.shared import actor, editor_state, message, table
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords, read_saved_fields
from workflow.setup import roster_edits, roster_list, setup
from workflow.setup.roster_edits import OpdListError
from workflow.targets import roster_effects

MESSAGE = "daftar_opd_tersimpan"
ASKED = "daftar_opd_ditanyakan"
WORDS = UndoWords(
    "OPD", {"name": "nama", "short": "singkatan", "sectors": "urusan", "code": "jenis perangkat daerah"}
)
LEAVING = {"name": "Perangkat daerah", "answers": "Jawaban tersimpan", "lead": "Indikator yang dipimpin"}


def edit_roster(engine: Engine, chosen: Preparation, roster: pd.DataFrame, kept: bool) -> None:
    """The list in an editor, the button that keeps it, and the upload of another one."""
    message.show_message(MESSAGE, ":material/check:")
    if not kept:
        st.info(
            "Daftar umum ini belum disimpan. Sesuaikan dengan susunan perangkat daerah yang berlaku, "
            "lalu simpan.",
            icon=":material/edit_note:",
        )
    draft = st.session_state.get(DRAFT, {}).get(chosen.region)
    seen = setup.seen_roster(roster, kept)
    if draft is None:
        shown, mark = roster, repr(seen)
    else:
        _say_draft(draft[0])
        _, shown, seen = draft
        mark = draft[0]
    name = _editor_name(chosen)
    key, (shown, seen) = editor_state.editor_key_and_data(name, mark, (shown, seen))
    rows = _editor(key, roster_edits.editable_roster(shown))
    by = actor.find_actor()
    agreed = not kept or _agree_to_leaving(engine, chosen, roster, rows)
    save = st.button(
        f"Simpan {format_count(len(rows))} OPD",
        type="primary",
        disabled=not by or bool(chosen.period.locked_at) or not agreed,
    )
    with st.container(horizontal=True):
        _undo(engine, chosen)
        actor.show_recorder(locked=bool(chosen.period.locked_at))
    if save:
        _ask_first(engine, chosen, lambda: roster_edits.apply_roster_edits(shown, rows), by, seen)
    _show_question(engine, chosen, by)
    roster_upload.show_list_upload(engine, chosen, roster, setup.seen_roster(roster, kept))


def _undo(engine: Engine, chosen: Preparation) -> None:
    """The button that takes one save of the list back, with the duties that it gave."""
    by = actor.find_actor()
    save = setup.find_undoable_roster(engine, chosen.scope, chosen.region, by)
    told = ""
    if save:
        before, after = setup.count_roster_of_save(save)
        told = f"Simpan daftar {format_count(after)} OPD (sebelumnya {format_count(before)})"
    undo.show_undo_of_rows(
        "urungkan_daftar_opd",
        save,
        told,
        MESSAGE,
        None if chosen.period.locked_at else lambda number: _put_back(engine, number, by),
    )


def _put_back(engine: Engine, number: int, by: Actor) -> bool:
    done = put_earlier_rows_back(engine, number, by)
    _forget_draft()
    return done


def _editor_name(chosen: Preparation) -> str:
    return f"daftar_opd_{chosen.region}_{chosen.period.id}_{st.session_state.get(TURN, 0)}"


def _say_draft(name: str) -> None:
    """That the list shown comes from a file and is not kept yet, with the way back."""
    st.info(
        f"Daftar dari berkas **{escape_markdown(name)}** belum disimpan. Periksa, lalu simpan.",
        icon=":material/edit_note:",
    )
    st.button("Kembali ke daftar sebelumnya", icon=":material/undo:", on_click=_forget_draft)


def _forget_draft() -> None:
    st.session_state.pop(DRAFT, None)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _agree_to_leaving(engine: Engine, chosen: Preparation, roster: pd.DataFrame, rows: pd.DataFrame) -> bool:
    """Whether nobody with answers or duties leaves the list, or the visitor says that they shall."""
    ids = rows["opd"].dropna()
    if set(roster["opd"]) <= set(ids):
        return True
    gone = roster_list.list_leaving_opd(engine, chosen.scope, chosen.region, roster, ids)
    bound = gone[(gone["answers"] > 0) | (gone["lead"] > 0)]
    if bound.empty:
        return True
    st.warning(
        f"**{format_count(len(bound))} OPD keluar dari daftar** dan masih memiliki jawaban atau tugas. "
        "Jawaban yang tersimpan tidak dihapus; indikator yang dipimpinnya diberikan kepada OPD lain.",
        icon=":material/group_remove:",
    )
    shown = bound[list(LEAVING)].rename(columns=LEAVING)
    table.show_table(shown, alt="OPD yang keluar dari daftar", height=240 if len(shown) > 6 else None)
    key = f"keluar_{chosen.region}_{'_'.join(sorted(bound['opd']))}"
    return st.checkbox(f"Ya, simpan daftar tanpa {format_count(len(bound))} OPD tersebut", key=key)


def _editor(key: str, shown: pd.DataFrame) -> pd.DataFrame:
    sectors = agencies.list_sectors()["name"]
    edited: pd.DataFrame = st.data_editor(
        shown,
        num_rows="dynamic",
        hide_index=True,
        height=420,
        key=key,
        column_order=["name", "short", "sectors"],
        column_config={
            "name": st.column_config.TextColumn("Nama perangkat daerah", required=True, width="large"),
            "short": st.column_config.TextColumn("Singkatan", width=110),
            "sectors": st.column_config.MultiselectColumn(
                "Urusan yang diampu",
                options=list(sectors.index),
                format_func=lambda key: sectors.get(key, key),
                width="large",
            ),
        },
        alt="Daftar OPD yang dapat disunting",
    )
    return edited


def _ask_first(
    engine: Engine,
    chosen: Preparation,
    edited: Callable[[], pd.DataFrame],
    by: Actor,
    seen: Mapping[str, str],
) -> None:
    """Save the list where it changes nothing of what was answered; else say what it does, and ask."""
    try:
        new = edited()
        effects = roster_effects.foresee_roster(engine, chosen.scope, chosen.region, new)
    except (OpdListError, StoreError) as error:
        st.error(escape_markdown(str(error)))
        return
    if effects:
        st.session_state[ASKED] = (chosen.scope, chosen.region, new, effects, seen)
    else:
        _save(engine, chosen, new, by, seen)


def _show_question(engine: Engine, chosen: Preparation, by: Actor) -> None:
    """What the list that was to be saved does to every open period, until it is confirmed or put away."""
    scope, region, new, effects, seen = st.session_state.get(ASKED, (None, "", None, (), {}))
    if (scope, region) != (chosen.scope, chosen.region):
        return
    told = "\n".join(f"- {escape_markdown(one.describe_effect())}" for one in effects)
    st.warning(
        "**Daftar ini mengubah periode yang masih terbuka:**\n\n"
        f"{told}\n\nJawaban yang tersimpan tidak dihapus. Periode yang terkunci tidak berubah.",
        icon=":material/group_remove:",
    )
    with st.container(horizontal=True):
        confirmed = st.button("Ya, simpan daftar ini", type="primary", key="simpan_daftar", disabled=not by)
        st.button("Batal", key="batal_daftar", on_click=_forget_question)
    if confirmed:
        _save(engine, chosen, new, by, seen)


def _forget_question() -> None:
    st.session_state.pop(ASKED, None)


def _save(engine: Engine, chosen: Preparation, new: pd.DataFrame, by: Actor, seen: Mapping[str, str]) -> None:
    """Keep the list over the one that was `seen`; an OPD that somebody changed since is asked about."""
    _forget_question()
    mine = setup.seen_roster(new, kept=True)

    def _write(shown: Newer) -> str:
        over = {**seen, **{one.key: one.text for one in shown}}
        stood = {opd: text for opd, text in over.items() if text is not None}
        setup.save_roster(engine, chosen.scope, chosen.region, new, by, stood)
        return f"{format_count(len(new))} OPD tersimpan dan setiap indikator mendapat penanggung jawab."

    def _compare(newer: NewerSave) -> list[Compared]:
        rows = overtaken.compare_texts(newer.text, mine.get(newer.key), WORDS)
        name = read_saved_fields(newer.text or mine.get(newer.key)).get("name", newer.key)
        return [(f"{name}: {what}", there, here) for what, there, here in rows]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare, _forget_draft))
    st.rerun()

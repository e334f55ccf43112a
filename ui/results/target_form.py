"""The form that sets the targets of sibling nodes for one year, each blank or a level of the scale."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from storage import StoreError
from storage.errors import OvertakenError
from ui.shared import actor, message
from ui.shared.format import MISSING, format_count, format_number, join_names, read_number
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.selection import Selection
from workflow.targets import agreed_targets

MESSAGE = "pesan_target"


def show_target_form(selection: Selection, rows: pd.DataFrame, year: int) -> None:
    """`rows`: node, name, score, target, agreed (for this very year, NaN = none), one per node."""
    numbers = selection.remember(
        "numbers of targets",
        lambda: agreed_targets.target_numbers_for_year(selection.engine, selection.region, year),
        year,
    )
    with st.form(f"target_{year}"):
        for row in rows.to_dict("records"):
            basis = row["basis"].partition(",")[0]
            st.text_input(
                f"{escape_markdown(row['name'])} · skor {format_number(row['score'])}",
                value=format_number(row["agreed"], missing=""),
                key=_key(selection, row["node"], year, numbers),
                placeholder=f"{format_number(row['target'], missing='belum ada target')} ({basis})",
                max_chars=8,
            )
        st.text_input(
            "Disepakati oleh", value=actor.find_actor().name, key=f"target_oleh_{year}", max_chars=120
        )
        st.form_submit_button(
            "Simpan target",
            type="primary",
            icon=":material/check:",
            disabled=selection.locked,
            on_click=_save,
            args=(selection, rows, year, numbers),
        )
    with st.container(horizontal=True):
        _undo(selection, year)
        actor.show_recorder(locked=selection.locked)


def tell_compared_targets(selection: Selection, rows: pd.DataFrame, year: int) -> None:
    """Which of these targets stand otherwise beside a score: that counts the parts with a score alone."""
    if not selection.scored:
        return
    held = selection.result(year).held_against.loc[selection.region].to_dict()
    other = [
        f"{row['name']} {format_number(held[row['node']])}"
        for row in rows.to_dict("records")
        if format_number(held.get(row["node"])) not in (format_number(row["target"]), MISSING)
    ]
    if other:
        st.caption(
            escape_markdown(
                "Tabel ini memuat target seluruh bagian. Di samping skor, target dihitung dari bagian yang "
                f"memiliki skor saja: {join_names(other)}."
            )
        )


def _undo(selection: Selection, year: int) -> None:
    """The button that takes back one save of targets of the year, whatever level of the tree it was of."""
    by = actor.find_actor()
    save = selection.remember(
        "undo of targets",
        lambda: agreed_targets.find_undoable_targets(selection.engine, selection.region, year, by),
        year,
        by.name,
        by.browser,
        selection.state,
    )
    told = ""
    if save:
        nodes = agreed_targets.list_nodes_of_save(save)
        named = f"target {nodes[0]}" if len(nodes) == 1 else f"{format_count(len(nodes))} target"
        told = f"Ubah {named} tahun {year}"

    def _back(number: int) -> bool:
        return bool(agreed_targets.undo_agreed_targets(selection.engine, selection.region, number, by))

    undo.show_undo_of_rows("urungkan_target", save, told, MESSAGE, None if selection.locked else _back)


def _save(selection: Selection, rows: pd.DataFrame, year: int, numbers: Mapping[str, int]) -> None:
    """All of it or nothing that is not a number: a slip in one field must not half-save the form."""
    given = {
        node: str(st.session_state.get(_key(selection, node, year, numbers)) or "").strip()
        for node in rows["node"]
    }
    wrong = [node for node, text in given.items() if text and read_number(text) is None]
    if wrong:
        message.keep_message(
            MESSAGE, f"Isi target {escape_markdown(', '.join(wrong))} dengan angka, misalnya 3,5.", done=False
        )
        return
    shown = {row["node"]: format_number(row["agreed"], missing="") for row in rows.to_dict("records")}
    # Only what was typed here: what stands as it was drawn is nobody's wish, and another may have changed it.
    wanted = {
        node: read_number(text) if text else None for node, text in given.items() if text != shown[node]
    }
    _store(selection, year, wanted, numbers)


def _store(
    selection: Selection, year: int, wanted: Mapping[str, float | None], numbers: Mapping[str, int]
) -> None:
    said_by = str(st.session_state.get(f"target_oleh_{year}") or "")
    try:
        changed = agreed_targets.agree_targets(
            selection.engine,
            selection.scope,
            selection.region,
            year,
            wanted,
            by=actor.find_actor(),
            said_by=said_by,
            seen=numbers,
        )
    except OvertakenError as error:
        overtaken.ask_which_stands(
            error,
            [(f"Target {one.key} {year}", _told(one.text), _told(wanted[one.key])) for one in error.newer],
            lambda now: _store(selection, year, wanted, {**numbers, **now}),
            lambda: message.keep_message(MESSAGE, "Target yang tersimpan dipertahankan."),
        )
        return
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return
    words = f"{changed} target tahun {year} tersimpan." if changed else "Tidak ada target yang berubah."
    message.keep_message(MESSAGE, words)


def _told(level: str | float | None) -> str:
    """A level that is stored or typed; stored ones come as they are written."""
    return "(tidak ada)" if level is None else format_number(float(level))


def _key(selection: Selection, node: str, year: int, numbers: Mapping[str, int]) -> str:
    """A target that somebody changed is shown anew, in a field of its own."""
    number = numbers.get(node, 0)
    return f"target_{selection.region}_{node}_{year}" + (f"_{number}" if number else "")

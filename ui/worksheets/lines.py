"""The lines of a group in a table that is stored with every change, and saving lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from planning.worksheets.causes import CAUSES
from planning.worksheets.worksheets import (
    PARTS,
    WorksheetLine,
)
from storage import StoreError
from ui.shared import actor, message
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.worksheets import worksheet_group
from workflow.worksheets import worksheets
from workflow.worksheets.workbook_rows import GroupDesk
from workflow.worksheets.worksheets import Worksheet

SAID = "pesan_"  # before the name of a form: what its last click did


def name_line_form(selection: Selection, at: GroupDesk, parts: tuple[str, ...]) -> str:
    """The form that adds a line of these parts to a group's sheet of a period."""
    return f"baru_{'-'.join(parts)}_{at.group.key}_{selection.period.id}"


def reword_line(line: WorksheetLine, text: str) -> WorksheetLine:
    """The line with another wording; an emptied one keeps its own."""
    return replace(line, text=" ".join((text or "").split()) or line.text)


def save_edited_lines(
    selection: Selection,
    at: GroupDesk,
    lines: list[WorksheetLine],
    numbers: Mapping[str, int],
    without: tuple[str, ...] = (),
) -> worksheets.WorksheetSave | None:
    """Save under the visitor's name and say what happened; None where nothing was stored."""
    try:
        saved = worksheets.save_worksheet_lines(
            selection.engine,
            at.room,
            at.group.key,
            lines,
            by=actor.find_actor(),
            seen=numbers,
            without=without,
        )
    except StoreError as error:
        message.keep_message(worksheet_group.MESSAGE, escape_markdown(str(error)), done=False)
        return None
    message.keep_message(worksheet_group.MESSAGE, escape_markdown(worksheet_group.saved_lines_text(saved)))
    return saved


@dataclass(frozen=True)
class _EditedTable:
    """A table as the browser holds it: its turn, the lines it was given, and the sheet as last stored."""

    turn: int
    given: tuple[WorksheetLine, ...]
    stored: Worksheet


def edit_lines(selection: Selection, at: GroupDesk, parts: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """The lines of these parts in a table; every change is stored at once, whoever else is writing.

    The table stays mounted over the visitor's own changes, so that the next cell keeps its place, and is
    given anew where somebody else has changed a line.
    """
    mounts = st.session_state.setdefault("lembar_kelompok", {})
    own = f"{'-'.join(parts)}_{at.group.key}_{selection.region}_{selection.period.id}"
    current = worksheet_group.group_worksheet(selection, at.group)
    mount = mounts.setdefault(own, _EditedTable(0, _of(current, parts), current))
    key = f"tabel_{own}_{mount.turn}"
    shown = _table(at, mount.given, parts, columns, key, selection.locked) if mount.given else []
    before = mount.stored.lines
    changed = [
        line for line in shown if worksheets.line_content(line) != worksheets.line_content(before[line.key])
    ]
    gone = {line.key for line in mount.given} - {line.key for line in shown}
    without = tuple(key for key in gone if key in before)
    if changed or without:
        if save_edited_lines(selection, at, changed, mount.stored.seen, without) is None:
            message.show_message(worksheet_group.MESSAGE)
            return
        current = worksheets.read_worksheet(selection.engine, at.room, at.group.key)
        mounts[own] = replace(mount, stored=current)
    if [worksheets.line_content(line) for line in shown] != [
        worksheets.line_content(line) for line in _of(current, parts)
    ]:
        mounts[own] = _EditedTable(mount.turn + 1, _of(current, parts), current)
    if mounts[own] != mount:
        message.rerun_with_message(worksheet_group.MESSAGE, f"{SAID}{name_line_form(selection, at, parts)}")
    if current.unreadable:
        st.warning(
            f"{current.unreadable:d} isian kelompok ini rusak di penyimpanan dan tidak dapat ditampilkan. "
            "Tulis ulang isiannya, atau pulihkan dari salinan cadangan."
        )


def _of(sheet: Worksheet, parts: tuple[str, ...]) -> tuple[WorksheetLine, ...]:
    return tuple(line for line in sheet.lines.values() if line.part in parts)


def _table(
    at: GroupDesk,
    lines: Sequence[WorksheetLine],
    parts: tuple[str, ...],
    columns: tuple[str, ...],
    key: str,
    locked: bool,
) -> list[WorksheetLine]:
    """The lines as they stand in the table now, without those taken out of it."""
    names = at.opd_names.told_apart
    rows = pd.DataFrame([_row(line, names) for line in lines], index=range(len(lines)))
    edited = st.data_editor(
        rows[[*columns, "authors"]],
        key=key,
        num_rows="delete",
        hide_index=True,
        disabled=locked or not actor.find_actor() or ["authors"],
        column_config=_config(at, parts, names),
        row_height=56,
        placeholder="",
        alt=f"Isian {at.group.name} yang dapat disunting",
    )
    kept = zip(edited.index, edited.to_dict("records"), strict=True)
    return [_changed(lines[place], row, columns, names) for place, row in kept]


def _row(line: WorksheetLine, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "part": PARTS[line.part],
        "text": line.text,
        "why": line.why,
        "cause": line.cause or None,
        "remedy": line.remedy,
        "element": line.element or None,
        "opd": [names.get(opd, opd) for opd in line.opd],
        "authors": ", ".join(line.authors),
    }


def _changed(
    line: WorksheetLine, row: Mapping[Any, Any], columns: tuple[str, ...], names: Mapping[str, str]
) -> WorksheetLine:
    """The line as the row has it now; a text that was emptied stays as it was."""
    ids = {short: opd for opd, short in names.items()}
    parts = {title: part for part, title in PARTS.items()}
    given: dict[str, Any] = {}
    for name in columns:
        value = row[name]
        if name == "opd":
            given[name] = tuple(ids.get(short, short) for short in (value if value is not None else ()))
        elif name == "part":
            given[name] = parts.get(value, line.part)
        else:
            given[name] = " ".join(value.split()) if isinstance(value, str) else ""
    if not given.get("text", line.text):
        given["text"] = line.text
    return replace(line, **given)


def _config(at: GroupDesk, parts: tuple[str, ...], names: Mapping[str, str]) -> dict[str, Any]:
    kinds = st.column_config
    return {
        "part": kinds.SelectboxColumn(
            "Jenis", options=[PARTS[part] for part in parts], width="small", required=True
        ),
        "text": kinds.TextColumn("Uraian", width="large", required=True),
        "why": kinds.TextColumn("Akar masalah", width="medium"),
        "cause": kinds.SelectboxColumn("Jenis akar", options=list(CAUSES), width="small"),
        "remedy": kinds.TextColumn("Kebutuhan atau rekomendasi", width="medium"),
        "element": kinds.SelectboxColumn("Elemen", options=list(at.elements), width="small"),
        "opd": kinds.MultiselectColumn("OPD", options=list(names.values()), width="medium"),
        "authors": kinds.TextColumn("Ditulis oleh", width="small"),
    }

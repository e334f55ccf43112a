"""Where a file's table lies and what its columns mean, to be corrected with a preview of both."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from reference.instruments import Instrument
from survey import chosen_table
from survey.files.grid import Workbook, cell_name
from survey.read import recall_grid
from survey.tables.mapping import IGNORE, NAMES, ColumnMapping
from survey.values import ColumnUse, Reading, TableChoice, TableView
from ui.shared import actor, table_location
from ui.shared.format import format_number
from ui.upload import pending_files
from workflow.upload import outcome, remembered_choices
from workflow.upload.outcome import UploadTarget

HOW = {"exact": "tepat", "likeness": "mirip", "given": "pilihan Anda", "": ""}
TARGET = "Dibaca sebagai"
UNUSED = "Tidak dibaca"


def show_table_correction(
    engine: Engine, place: UploadTarget, instrument: Instrument, reading: Reading
) -> None:
    """The way to say where the table of a waiting or refused file lies; nothing where it has none."""
    if not outcome.is_table_mendable(reading):
        return
    drawer = st.expander(
        "Ubah letak tabel atau arti kolom",
        key=f"letak_{reading.sha256[:12]}_{reading.file}",
        icon=":material/table_edit:",
        on_change="rerun",
    )
    if drawer.open:
        with drawer:
            _draw(engine, place, instrument, reading)


def _draw(engine: Engine, place: UploadTarget, instrument: Instrument, reading: Reading) -> None:
    book = recall_grid(reading.file, reading.sha256)
    if book is None:
        st.caption("Berkas ini terlalu besar untuk diubah di halaman; rapikan tabelnya, lalu unggah lagi.")
        return
    choice = _where(book, reading, pending_files.pending_files_of(place).tables.get(reading.sha256))
    if choice is None:
        return
    found = chosen_table.view_chosen_table(
        book, instrument, choice, remembered_choices.recall_mappings(engine, place)
    )
    if found is None:
        return
    table_location.show_table_preview(found)
    columns = _columns(reading, instrument, found)
    if st.button(
        "Pakai dan baca ulang",
        key=f"pakai_{reading.sha256[:12]}_{reading.file}",
        type="primary",
        disabled=not place.actor,
    ):
        pending_files.point_to_table(engine, place, reading, choice, columns)
        st.rerun()
    actor.show_recorder()


def _where(book: Workbook, reading: Reading, earlier: TableChoice | None) -> TableChoice | None:
    """Sheet, heading rows, first and last row; None after saying that they do not fit."""

    def guess_place(name: str) -> TableChoice | None:
        return earlier if earlier and earlier.sheet == name else _guess(book, reading, name)

    start = earlier.sheet if earlier else reading.tables[0].sheet
    mark = f"{reading.sha256[:12]}_{reading.file}"
    return table_location.choose_table_location(book, start, mark, guess_place)


def _guess(book: Workbook, reading: Reading, name: str) -> TableChoice | None:
    """The table as it was read from this sheet, else where one seems to lie."""
    for found in reading.tables:
        if found.sheet == name and found.header:
            return TableChoice(name, found.header, found.first, found.last)
    return chosen_table.guess_table_choice(book, name)


def _columns(reading: Reading, instrument: Instrument, found: TableView) -> ColumnMapping:
    """What each column means, as found and as the visitor changes it."""
    labels = _targets(instrument, found)
    by_label = {label: target for target, label in labels.items()}
    rows = [
        {
            "Kolom": cell_name(0, use.column - 1).rstrip("1"),
            TARGET: labels.get(use.target, UNUSED),
            "Judul": use.heading,
            "Keyakinan": _sure(use),
        }
        for use in found.columns
    ]
    if not rows:
        return ColumnMapping(found.signature, ())
    edited = st.data_editor(
        pd.DataFrame(rows),
        key=f"kolom_{found.signature}_{reading.sha256[:12]}_{reading.file}",
        hide_index=True,
        disabled=["Kolom", "Judul", "Keyakinan"],
        column_config={
            "Kolom": st.column_config.TextColumn(width=60),
            TARGET: st.column_config.SelectboxColumn(
                options=[UNUSED, *(label for label in by_label if label != UNUSED)],
                width="medium",
                required=True,
            ),
        },
        height=min(35 * (len(rows) + 1) + 3, 420),
        alt=f"Arti kolom tabel pada {reading.file}",
    )
    chosen = zip(found.columns, edited[TARGET], strict=True)
    return ColumnMapping(
        found.signature,
        tuple((use.heading, target) for use, label in chosen if (target := _target(use, label, by_label))),
    )


def _target(use: ColumnUse, label: str, by_label: Mapping[str, str]) -> str:
    """The target chosen; what was read and no longer shall be is ignored, what was not stays open."""
    if label != UNUSED:
        return by_label[label]
    return IGNORE if use.target else ""


def _targets(instrument: Instrument, found: TableView) -> dict[str, str]:
    """What a column may be: role or item code -> its words; a rare role is called by its heading."""
    tree = instrument.framework
    read = {use.target: f"Seperti judulnya: {use.heading}" for use in found.columns if use.target}
    roles = {role: _words(name) for name, role in NAMES.items()}
    return read | roles | {code: f"{code} {tree.node(code).name}" for code in tree.codes} | {IGNORE: UNUSED}


def _sure(use: ColumnUse) -> str:
    return f"{HOW[use.how]} {format_number(use.confidence, 0)}%" if use.how else ""


def _words(name: str) -> str:
    """ "kode opd" -> "Kode OPD"."""
    return (name[:1].upper() + name[1:]).replace("opd", "OPD").replace("Opd", "OPD")

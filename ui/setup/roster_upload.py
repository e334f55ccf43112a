"""A list of OPD from a file: what was read of it, row by row, before it takes the place of the one shown."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from survey import chosen_table
from survey.files.grid import Sheet, Workbook, column_letters
from survey.roster.values import RosterChoice, RosterReading, RosterRow
from survey.values import SourceFile, TableChoice
from ui.setup.period_and_region import Preparation
from ui.shared import kept_upload, table_location
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from workflow.setup import list_remarks, roster_list
from workflow.setup.roster_edits import OpdListError

TYPES = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "html", "htm")
MEGABYTES = 25
BOOK = "buku_daftar_opd"
DRAFT = "rancangan_daftar_opd"
TURN = "giliran_daftar_opd"
USED, NAME, SHORT, WHY, TEXT, CELL = (
    "Dipakai",
    "Nama perangkat daerah",
    "Singkatan",
    "Keterangan",
    "Tertulis di berkas",
    "Sel",
)
NO_SHORT = "Tanpa singkatan"
LookedAt = tuple[pd.DataFrame, Mapping[str, str]]
"""A roster, and the same as `setup.seen_roster`."""


def show_list_upload(
    engine: Engine, chosen: Preparation, roster: pd.DataFrame, seen: Mapping[str, str]
) -> None:
    """The uploader, and what it read, to be looked through and then laid over `roster` in the editor.

    `seen`: that roster as `setup.seen_roster`.
    """
    drawer = st.expander(
        "Unggah daftar OPD", key="unggah_daftar_opd", icon=":material/upload_file:", on_change="rerun"
    )
    if drawer.open:
        with drawer:
            _draw(engine, chosen, roster, seen)


def _draw(engine: Engine, chosen: Preparation, roster: pd.DataFrame, seen: Mapping[str, str]) -> None:
    given = kept_upload.show_file_uploader(
        "Berkas daftar OPD",
        TYPES,
        _key(chosen),
        megabytes=MEGABYTES,
        explained="Judul kolom, penomoran, judul bagian, jumlah, dan singkatan dikenali; urusan dikenali "
        "dari namanya.",
    )
    if given is None:
        return
    try:
        _show_list(engine, chosen, (roster, seen), given, _book(given))
    except OpdListError as error:
        st.error(escape_markdown(str(error)))


def _show_list(
    engine: Engine, chosen: Preparation, before: LookedAt, given: SourceFile, book: Workbook
) -> None:
    """What the file lists, where it was found or is pointed at. Raises OpdListError."""
    found = roster_list.read_list_in_time(book)
    if st.toggle(
        "Tunjukkan letak tabel dan kolomnya", value=not found.opd_rows, key=f"letak_{given.sha256[:12]}"
    ):
        choice = _choice(book, found, given.sha256[:12])
        if choice is None:
            return
        found = roster_list.read_list_in_time(book, choice)
    if not found.rows:
        st.warning("Tidak ada nama OPD pada berkas ini. Tunjukkan lembar dan kolom yang memuatnya.")
        return
    _show_reading(engine, chosen, before, found, given)


def _key(chosen: Preparation) -> str:
    return f"berkas_daftar_opd_{chosen.region}_{st.session_state.get(TURN, 0)}"


def _book(file: SourceFile) -> Workbook:
    """The sheets of the file, opened once for the same bytes."""
    held = st.session_state.get(BOOK)
    if held is None or held[0] != (file.name, file.sha256):
        with st.spinner("Membaca berkas"):
            held = st.session_state[BOOK] = ((file.name, file.sha256), roster_list.open_list_file(file))
    book: Workbook = held[1]
    return book


def _choice(book: Workbook, found: RosterReading, mark: str) -> RosterChoice | None:
    """The table and columns as the visitor points at them, begun where they were found."""
    read = {table.place.sheet: table for table in reversed(found.tables)}

    def place_on_sheet(name: str) -> TableChoice | None:
        return read[name].place if name in read else chosen_table.guess_table_choice(book, name)

    place = table_location.choose_table_location(book, next(iter(read), ""), mark, place_on_sheet, bare=True)
    sheet = book.sheet(place.sheet) if place else None
    if place is None or sheet is None:
        return None
    seen = read[place.sheet].names[0] if place.sheet in read else None
    labels = {at: _column_label(sheet, place, at) for at in range(sheet.width)}
    with st.container(horizontal=True):
        name = st.selectbox(
            "Kolom nama OPD",
            list(labels),
            index=seen.index if seen else 0,
            format_func=lambda at: labels[at],
            key=f"nama_{place.sheet}_{mark}",
        )
        short = st.selectbox(
            "Kolom singkatan",
            [None, *labels],
            index=seen.short + 1 if seen and seen.short is not None else 0,
            format_func=lambda at: NO_SHORT if at is None else labels[at],
            key=f"singkatan_{place.sheet}_{mark}",
        )
    return RosterChoice(place, name, short)


def _column_label(sheet: Sheet, place: TableChoice, at: int) -> str:
    """ "B: Nama OPD", of a column without a heading its first text."""
    heading = next((text for row in place.header if (text := sheet.text(row - 1, at))), "")
    text = heading or sheet.text(place.first - 1, at)
    return f"{column_letters(at)}: {text[:40]}" if text else column_letters(at)


def _show_reading(
    engine: Engine, chosen: Preparation, before: LookedAt, found: RosterReading, given: SourceFile
) -> None:
    st.markdown(
        f"{escape_markdown(list_remarks.describe_source(found))} {format_count(len(found.left_out))} baris "
        "lain dilewati dengan alasannya; centang bila baris itu OPD."
    )
    for doubt in list_remarks.doubts_of_list(found, chosen.region):
        st.warning(escape_markdown(doubt))
    rows = _edited(found, given.sha256[:12])
    if list_remarks.describe_unused(found):
        st.caption(escape_markdown(" ".join(list_remarks.describe_unused(found))))
    st.button(
        f"Pakai {format_count(len(rows))} OPD ini",
        type="primary",
        icon=":material/check:",
        disabled=not rows,
        on_click=_take,
        args=(engine, chosen, before, rows, given.name),
    )


def _edited(found: RosterReading, mark: str) -> list[RosterRow]:
    """The rows as the visitor leaves them: those ticked, with their names."""
    why = [list_remarks.explain_row(row) for row in found.rows]
    shown = pd.DataFrame(
        {
            USED: [not row.reason for row in found.rows],
            NAME: [row.name for row in found.rows],
            SHORT: [row.short for row in found.rows],
            WHY: why,
            TEXT: [row.text if said else "" for row, said in zip(found.rows, why, strict=True)],
            CELL: [row.cell for row in found.rows],
        }
    )
    places = "_".join(f"{one.place.sheet}{one.place.first}{one.names[0].index}" for one in found.tables)
    edited = st.data_editor(
        shown,
        key=f"baris_daftar_{mark}_{places}",
        hide_index=True,
        height=min(35 * (len(shown) + 1) + 3, 340),
        disabled=[WHY, TEXT, CELL],
        column_config={
            USED: st.column_config.CheckboxColumn(width=100),
            NAME: st.column_config.TextColumn(width="large"),
            SHORT: st.column_config.TextColumn(width=110),
            CELL: st.column_config.TextColumn(width=60),
        },
        alt="Baris daftar OPD pada berkas",
    )
    return [
        RosterRow(str(name), str(short or ""), row.text, row.sheet, row.cell)
        for row, used, name, short in zip(found.rows, edited[USED], edited[NAME], edited[SHORT], strict=True)
        if used and str(name or "").strip()
    ]


def _take(engine: Engine, chosen: Preparation, before: LookedAt, rows: list[RosterRow], name: str) -> None:
    """The list in the editor, not yet kept; the file is put away."""
    roster, seen = before
    answered = set(roster_list.count_answers_by_opd(engine, chosen.region).index)
    st.session_state[DRAFT] = {chosen.region: (name, roster_list.lay_list_over(rows, roster, answered), seen)}
    kept_upload.forget_upload(_key(chosen))
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state.pop(BOOK, None)

"""Where a table lies on a sheet of a workbook, pointed at by its rows, with its first rows to look at."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from survey.files.grid import Workbook, column_letters
from survey.values import TableChoice, TableView
from ui.shared import table


def choose_table_location(
    book: Workbook,
    start: str,
    mark: str,
    guess: Callable[[str], TableChoice | None],
    *,
    bare: bool = False,
) -> TableChoice | None:
    """Sheet, heading rows, first and last row; None after saying that they do not fit.

    `start` is the sheet first shown, `guess` says where the table of a sheet seems to lie. With `bare` a
    table may have no headings: heading row 0.
    """
    sheets = [sheet.name for sheet in book.sheets if not sheet.empty]
    if not sheets:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = sheets.index(start) if start in sheets else 0
        name = st.selectbox("Lembar", sheets, index=place, key=f"lembar_{mark}")
        began = guess(name)
        if began is None:
            return None
        last = max(1, len((book.sheet(name) or book.sheets[0]).rows))

        def row_field(label: str, value: int, least: int = 1) -> int:
            key = f"{label}_{name}_{mark}"
            return int(st.number_input(label, least, last, min(max(value, least), last), key=key))

        header, least = began.header or (0,), 0 if bare else 1
        head = row_field("Judul dari baris", header[0], least)
        foot = row_field("Judul sampai baris", header[-1], least)
        first, end = row_field("Data dari baris", began.first), row_field("Data sampai baris", began.last)
    if not head <= foot < first <= end or (head == 0 and foot > 0):
        st.warning("Baris judul harus di atas baris data, dan baris pertama di atas baris terakhir.")
        return None
    return TableChoice(name, tuple(range(head, foot + 1)) if head else (), first, end)


def show_table_preview(found: TableView) -> None:
    """The first rows under the letters of their columns; personal data are left out by the reader."""
    width = max((len(row) for row in found.preview), default=0)
    letters = [column_letters(column) for column in range(width)]
    rows = [[*row, *[""] * (width - len(row))] for row in found.preview]
    shown = pd.DataFrame(rows, columns=letters)
    shown.insert(0, "Baris", range(found.shown_from, found.shown_from + len(rows)))
    height = 280 if len(shown) > 7 else None
    table.show_table(shown, alt=f"Baris pertama tabel pada lembar {found.sheet}", height=height)

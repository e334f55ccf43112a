"""Changes to a form that change no answer: what people and programs do to a file on its way."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.variant_files import Grid

Grids = list[Grid]
Change = Callable[[random.Random, Grids], Grids]
HEADS = 3
"""The first row with so many cells heads the table; titles and lines "OPD : ..." have fewer."""


@dataclass
class Table:
    """The sheet of a form and where its table lies: rows and columns from 0, `last` and `right` inclusive."""

    at: int
    grid: Grid
    top: int
    last: int
    right: int


def table_of(grids: Sequence[Grid]) -> Table:
    """The sheet with most cells."""
    at = max(range(len(grids)), key=lambda place: (not grids[place].hidden, _cells(grids[place])))
    grid = grids[at]
    top = next((row for row, cells in enumerate(grid.rows) if _filled(cells) >= HEADS), 0)
    last = max(row for row, cells in enumerate(grid.rows) if _filled(cells) >= HEADS)
    return Table(at, grid, top, last, max(map(len, grid.rows)) - 1)


def _cells(grid: Grid) -> int:
    return sum(map(_filled, grid.rows))


def _filled(cells: Sequence[object]) -> int:
    return sum(cell not in (None, "") for cell in cells)


def _with(grids: Grids, table: Table, grid: Grid) -> Grids:
    return [*grids[: table.at], grid, *grids[table.at + 1 :]]


def _rows_inserted(grid: Grid, at: int, rows: Sequence[list[object]]) -> Grid:
    down = len(rows)
    merges = [
        (top + down * (top >= at), left, bottom + down * (bottom >= at), right)
        for top, left, bottom, right in grid.merges
    ]
    return replace(grid, rows=[*grid.rows[:at], *rows, *grid.rows[at:]], merges=merges)


def _column_inserted(grid: Grid, at: int) -> Grid:
    rows: list[list[object]] = [[*row[:at], None, *row[at:]] if len(row) > at else row for row in grid.rows]
    merges = [
        (top, left + (left >= at), bottom, right + (right >= at)) for top, left, bottom, right in grid.merges
    ]
    return replace(grid, rows=rows, merges=merges)


def _cell_set(grid: Grid, row: int, column: int, text: object) -> Grid:
    rows = [list(cells) for cells in grid.rows]
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = text
    return replace(grid, rows=rows)


def _blank_row_above(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    return _with(grids, table, _rows_inserted(table.grid, 0, [[]]))


def _blank_rows_above(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    return _with(grids, table, _rows_inserted(table.grid, 0, [[]] * rng.randint(3, 7)))


def _title(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    title = rng.choice(["KUESIONER SMART CITY", "Lampiran Surat Sekretaris Daerah", "DATA PENDUKUNG"])
    return _with(grids, table, _rows_inserted(table.grid, 0, [[title], []]))


def _merged_title(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    grid = _rows_inserted(table.grid, 0, [["FORMULIR ISIAN PERANGKAT DAERAH"], []])
    return _with(grids, table, replace(grid, merges=[*grid.merges, (0, 0, 0, max(1, table.right))]))


def _blank_row_within(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    middle = (table.top + table.last) // 2 + 1
    if middle <= table.top + HEADS:
        return grids
    return _with(grids, table, _rows_inserted(table.grid, middle, [[]]))


def _blank_column_left(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    return _with(grids, table, _column_inserted(table.grid, 0))


def _blank_column_within(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    return _with(grids, table, _column_inserted(table.grid, table.right))


def _note_below(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    text = rng.choice(["Catatan: data per 31 Maret 2026", "Sumber: hasil rapat koordinasi", "*) sementara"])
    return _with(grids, table, _cell_set(table.grid, len(table.grid.rows) + 2, rng.choice([0, 1]), text))


def _note_beside(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    row = rng.randint(table.top + 1, table.last)
    return _with(grids, table, _cell_set(table.grid, row, table.right + 2, "sudah dicek Pak Budi"))


def _note_above(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    grid = _rows_inserted(table.grid, 0, [[]]) if not table.top else table.grid
    return _with(grids, table, _cell_set(grid, 0, table.right + 1, "diterima 3 Maret"))


def _signed(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    row, column = len(table.grid.rows) + 2, max(1, table.right - 1)
    grid = table.grid
    for place, text in enumerate(
        ["Nganjuk, 3 Maret 2026", "Kepala Dinas,", "", "", "Dr. Siti Aminah, M.Si."]
    ):
        grid = _cell_set(grid, row + place, column, text)
    return _with(grids, table, grid)


def _renamed(rng: random.Random, grids: Grids) -> Grids:
    table = table_of(grids)
    front = "" if any(part.isdigit() for part in table.grid.name.split()) else "Lembar kerja "
    name = f"{front}{table.grid.name} final"[:31]
    return _with(grids, table, replace(table.grid, name=name))


def _reordered(rng: random.Random, grids: Grids) -> Grids:
    told = Grid("Keterangan umum", [["Diisi paling lambat 31 Maret"], ["Kirim ke Diskominfo"]])
    return [*reversed(grids), told] if len(grids) > 1 else [told, *grids]


def _empty_sheet(rng: random.Random, grids: Grids) -> Grids:
    return [*grids, Grid("Sheet9", [])] if rng.random() < 0.5 else [Grid("Sheet9", []), *grids]


def _contacts(rng: random.Random, grids: Grids) -> Grids:
    rows: list[list[object]] = [
        ["Narahubung", "Ruang"],
        ["Sdr. Andi", "Lantai 2"],
        ["Sdri. Rini", "Lantai 3"],
    ]
    return [*grids, Grid("Narahubung", rows)]


def _hidden_sheet(rng: random.Random, grids: Grids) -> Grids:
    return [*grids, Grid("Daftar pilihan", [[text] for text in ("ya", "tidak", "belum tahu")], hidden=True)]


def _money(rng: random.Random, grids: Grids) -> Grids:
    """A column of numbers that are no levels, beside the table; heading rows below the first begin blank."""
    table, grid = table_of(grids), table_of(grids).grid
    heads = max(
        [table.top, *(bottom for top, left, bottom, _ in grid.merges if top <= table.top and left <= 1)]
    )
    for row in range(heads + 1, table.last + 1):
        if _filled(grid.rows[row]) >= HEADS and grid.rows[row][0] not in (None, ""):
            grid = _cell_set(grid, row, table.right + 1, 125_000_000 + 1_000_000 * rng.randint(0, 400))
    return _with(grids, table, _cell_set(grid, heads, table.right + 1, "Anggaran (Rp)"))


def _first_column_last(rng: random.Random, grids: Grids) -> Grids:
    """The column of numbers (or times) stands behind instead of in front; not where cells are merged."""
    table = table_of(grids)
    if table.grid.merges or len(grids) > 1:
        return grids
    width = table.right + 1
    rows = [
        [*row[1:], *[None] * (width - len(row)), row[0]] if _filled(row) >= HEADS else row
        for row in table.grid.rows
    ]
    return _with(grids, table, replace(table.grid, rows=rows))


def _trailing_spaces(rng: random.Random, grids: Grids) -> Grids:
    return [
        replace(
            grid,
            rows=[
                [f"{cell} " if isinstance(cell, str) and cell else cell for cell in row] for row in grid.rows
            ],
        )
        if not grid.hidden
        else grid
        for grid in grids
    ]


def _dressed(dress: Callable[[Any, Any, Table], None]) -> Change:
    """A change of what the sheet looks like alone."""

    def change(rng: random.Random, grids: Grids) -> Grids:
        table = table_of(grids)
        return _with(grids, table, replace(table.grid, dress=lambda book, sheet: dress(book, sheet, table)))

    return change


def _hide_row(book: Any, sheet: Any, table: Table) -> None:
    sheet.set_row(table.last, None, None, {"hidden": True})


def _hide_column(book: Any, sheet: Any, table: Table) -> None:
    sheet.set_column(0, 0, None, None, {"hidden": True})


def _colour(book: Any, sheet: Any, table: Table) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#FFE699", "border": 1, "text_wrap": True})
    sheet.set_row(table.top, 40, bold)
    sheet.set_column(0, table.right, 18, book.add_format({"font_name": "Times New Roman", "border": 1}))
    sheet.conditional_format(
        table.top, 0, table.last, table.right, {"type": "cell", "criteria": "<", "value": 3, "format": bold}
    )


def _freeze(book: Any, sheet: Any, table: Table) -> None:
    sheet.freeze_panes(table.top + 1, 1)
    sheet.autofilter(table.top, 0, table.last, table.right)


def _print_set_up(book: Any, sheet: Any, table: Table) -> None:
    sheet.print_area(table.top, 0, table.last, table.right)
    sheet.repeat_rows(table.top)
    sheet.set_landscape()
    sheet.set_footer("&CHalaman &P")


def _comments(book: Any, sheet: Any, table: Table) -> None:
    for row in range(table.top, min(table.top + 4, table.last + 1)):
        sheet.write_comment(row, table.right, "mohon dicek: 5?", {"author": "Rini"})


def _lists(book: Any, sheet: Any, table: Table) -> None:
    choices = {"validate": "list", "source": ["1", "2", "3", "4", "5"]}
    sheet.data_validation(table.top + 1, 0, table.last, table.right, choices)
    sheet.protect("", {"format_cells": True})


def _outline(book: Any, sheet: Any, table: Table) -> None:
    for row in range(table.top + 2, table.last + 1):
        sheet.set_row(row, None, None, {"level": 1})


CHANGES: dict[str, Change] = {
    "baris kosong di atas": _blank_row_above,
    "beberapa baris kosong di atas": _blank_rows_above,
    "judul ditambah": _title,
    "judul digabung": _merged_title,
    "baris kosong di tengah": _blank_row_within,
    "kolom kosong di kiri": _blank_column_left,
    "kolom kosong di tengah": _blank_column_within,
    "catatan di bawah": _note_below,
    "catatan di samping": _note_beside,
    "catatan di atas": _note_above,
    "tanda tangan": _signed,
    "lembar berganti nama": _renamed,
    "urutan lembar": _reordered,
    "lembar kosong": _empty_sheet,
    "lembar narahubung": _contacts,
    "lembar tersembunyi": _hidden_sheet,
    "kolom anggaran": _money,
    "kolom pertama di belakang": _first_column_last,
    "spasi di belakang": _trailing_spaces,
    "baris tersembunyi": _dressed(_hide_row),
    "kolom tersembunyi": _dressed(_hide_column),
    "warna dan garis": _dressed(_colour),
    "panel beku dan saringan": _dressed(_freeze),
    "area cetak": _dressed(_print_set_up),
    "komentar": _dressed(_comments),
    "daftar pilihan dan kunci": _dressed(_lists),
    "kelompok baris": _dressed(_outline),
}
"""Besides these, two are made of files: saved by LibreOffice as a workbook, and as OpenDocument."""

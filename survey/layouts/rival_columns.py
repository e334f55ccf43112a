"""Several columns that name one node: where they differ the user says which counts, never their mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from survey.answering.value_columns import YEAR
from survey.answers.file_reading import SKIP, FileReading
from survey.files.grid import cell_name, column_letters
from survey.tables.table import Table, TableColumn


def settle_rival_columns(table: Table, reader: FileReading) -> Table:
    """The table with at most one column a node; of columns that differ the one chosen, none while asked."""
    rivals: dict[str, list[TableColumn]] = {}
    for column in table.nodes:
        rivals.setdefault(column.node, []).append(column)
    kept = {node: _kept(table, found, reader) for node, found in rivals.items() if len(found) > 1}
    return (
        replace(table, columns=tuple(_settled(column, kept) for column in table.columns)) if kept else table
    )


def _kept(table: Table, rivals: Sequence[TableColumn], reader: FileReading) -> int | None:
    """The number of the column that counts; None while it is asked, or where none shall count."""
    if all(table.cells(rivals[0].index) == table.cells(column.index) for column in rivals[1:]):
        return rivals[0].index
    if latest := _latest(table, rivals, reader):
        return latest.index
    offered = tuple(
        (column_letters(one.index), f"{column_letters(one.index)}: {one.heading}") for one in rivals
    )
    node = reader.instrument.framework.node(rivals[0].node)
    sheet, place = table.sheet.name, cell_name(table.top, rivals[1].index)
    question = f"Nilai {node.name} ada pada {len(rivals)} kolom yang berbeda isinya. Kolom mana yang dipakai?"
    asked = reader.key("mapping", sheet, str(table.top + 1), node.code)
    choice = reader.ask("mapping", asked, question, (*offered, (SKIP, "Tidak satu pun")), sheet, place)
    if choice is None:
        reader.say("E90", sheet, place, node.name, names="; ".join(label for _, label in offered))
    return next((one.index for one in rivals if column_letters(one.index) == choice), None)


def _latest(table: Table, rivals: Sequence[TableColumn], reader: FileReading) -> TableColumn | None:
    """The column of the latest year where each heading names another year, which is said; None for others."""
    named = [YEAR.findall(one.heading) for one in rivals]
    years = [int(found[0]) for found in named if len(found) == 1]
    if len(set(years)) < len(rivals):
        return None
    reader.say("W58", table.sheet.name, found=", ".join(map(str, sorted(years))), year=max(years))
    return max(zip(years, rivals, strict=True), key=lambda pair: pair[0])[1]


def _settled(column: TableColumn, kept: Mapping[str, int | None]) -> TableColumn:
    if column.node not in kept or kept[column.node] == column.index:
        return column
    return replace(column, node="", role="rival")

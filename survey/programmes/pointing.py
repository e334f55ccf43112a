"""A table of programmes as it would be read from where the user points, before anything is read from it."""

from __future__ import annotations

from dataclasses import replace

from survey.files.grid import Workbook
from survey.programmes import columns, found_tables, plans
from survey.programmes.values import ProgrammeContext
from survey.tables.mapping import headings_signature
from survey.tables.preview import preview_texts
from survey.values import ColumnUse, TableChoice, TableView


def view_programme_table(book: Workbook, choice: TableChoice, source: ProgrammeContext) -> TableView | None:
    """The columns with the fields they would fill, and the first rows; None where there is no such sheet."""
    sheet = book.sheet(choice.sheet)
    if sheet is None:
        return None
    (pointed,) = found_tables.find_programme_tables(book, replace(source, table=choice))
    area = pointed.area
    known = plans.planned_columns(pointed, source.year) or pointed.columns
    found = {one.index: one for one in known}
    labels = columns.column_labels(area)
    hidden = {one.index for one in known if one.how == "personal"}
    filled = [at for at in labels if any(sheet.text(row, at) for row in range(area.first, area.last + 1))]
    uses = tuple(
        ColumnUse(at + 1, labels[at], found[at].field, found[at].how, found[at].score)
        if at in found
        else ColumnUse(at + 1, labels[at])
        for at in filled
        if at not in hidden
    )
    return TableView(
        sheet=sheet.name,
        header=choice.header,
        first=area.first + 1,
        last=area.last + 1,
        signature=headings_signature(area.columns),
        columns=uses,
        shown_from=min(area.header, default=area.first) + 1,
        preview=preview_texts(sheet, area, hidden),
    )

"""The first rows of a table as texts, to be shown where somebody points at it."""

from __future__ import annotations

from collections.abc import Collection

from survey.files.grid import Sheet, cell_as_text
from survey.tables.areas import TableArea

PREVIEWED = 12


def preview_texts(sheet: Sheet, area: TableArea, hidden: Collection[int]) -> tuple[tuple[str, ...], ...]:
    """The heading rows and the first rows of data; columns of personal data (`hidden`) blank below them."""
    top = min(area.header, default=area.first)
    return tuple(
        tuple(
            "" if place in hidden and row >= area.first else cell_as_text(sheet.at(row, place))
            for place in range(area.right + 1)
        )
        for row in range(top, min(area.first + PREVIEWED, area.last + 1))
    )

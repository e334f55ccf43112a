"""Writing a booklet: a sheet per page with dropdowns, a hidden mark per row, a hidden sheet of its owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from reference.plain_workbooks import LONGEST_PROPERTY, PLAIN_TEXT
from survey.booklet.model import ID_HEADING, META_SHEET, BookletPage
from survey.template.sheet import write_text_cell
from survey.template.styles import count_wrapped_lines, form_formats, form_row_height

HEADING_ROW = 4
FREE_ROWS = 40
LIST_SHEET = "_daftar"
LONGEST_LIST = 200
"""Characters of a dropdown that a rule may hold itself; longer ones stand on a hidden sheet."""
# One fixed moment instead of the clock: the same booklet is the same bytes.
_MOMENT = datetime(2026, 1, 1)


def write_booklet(
    title: str, subtitle: str, pages: Sequence[BookletPage], meta: Mapping[str, str], label: str = ""
) -> bytes:
    """The booklet as .xlsx; `label` is printed on every sheet, for example on synthetic data."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN_TEXT) as workbook:
        workbook.set_properties(
            {"title": title[:LONGEST_PROPERTY], "subject": subtitle[:LONGEST_PROPERTY], "created": _MOMENT}
        )
        workbook.formats[0].set_font_name("Arial")
        workbook.formats[0].set_font_size(10)
        styles = form_formats(workbook)
        lists = _Lists()
        for page in pages:
            _write_page(workbook, styles, page, (title, subtitle, label), lists)
        lists.write(workbook)
        _write_meta(workbook, meta)
    return buffer.getvalue()


class _Lists:
    """The long dropdowns, each a column of one hidden sheet."""

    def __init__(self) -> None:
        self._columns: list[tuple[str, ...]] = []

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        if len(",".join(choices)) <= LONGEST_LIST and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._columns:
            self._columns.append(choices)
        column = chr(ord("A") + self._columns.index(choices))
        return f"={LIST_SHEET}!${column}$1:${column}${len(choices)}"

    def write(self, workbook: Any) -> None:
        sheet = workbook.add_worksheet(LIST_SHEET)
        for column, choices in enumerate(self._columns):
            for row, choice in enumerate(choices):
                sheet.write_string(row, column, choice)
        sheet.hide()


def _write_page(
    workbook: Any, styles: dict[str, Any], page: BookletPage, head: tuple[str, str, str], lists: _Lists
) -> None:
    sheet = workbook.add_worksheet(page.title)
    title, subtitle, label = head
    sheet.set_row(0, 24)
    sheet.write_string(0, 1, f"{title}: {page.title}", styles["title"])
    sheet.write_string(1, 1, f"{subtitle} · {label}" if label else subtitle, styles["subtitle"])
    sheet.write_string(2, 1, page.hint, styles["label"])
    sheet.set_column(0, 0, 14, None, {"hidden": True})
    sheet.write_string(HEADING_ROW, 0, ID_HEADING, styles["head"])
    for column, field in enumerate(page.fields, start=1):
        sheet.set_column(column, column, field.width)
        sheet.write_string(HEADING_ROW, column, field.heading, styles["head_input"])
    sheet.set_row(HEADING_ROW, 30)
    _write_rows(sheet, styles, page)
    _restrict(sheet, page, lists)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(HEADING_ROW + 1, 2)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer("&L&8&F&R&8&A, halaman &P dari &N")


def _write_rows(sheet: Any, styles: dict[str, Any], page: BookletPage) -> None:
    for offset in range(len(page.rows) + FREE_ROWS):
        row = HEADING_ROW + 1 + offset
        given = page.rows[offset] if offset < len(page.rows) else None
        texts = given.texts if given else {}
        if given and given.mark:
            sheet.write_string(row, 0, given.mark)
        for column, field in enumerate(page.fields, start=1):
            write_text_cell(sheet, row, column, texts.get(field.name, ""), styles["input_text"])
        lines = [count_wrapped_lines(texts.get(field.name, ""), field.width) for field in page.fields]
        sheet.set_row(row, form_row_height(max(1, *lines)))


def _restrict(sheet: Any, page: BookletPage, lists: _Lists) -> None:
    """Dropdowns that advise: another word is let in and found when the booklet comes back."""
    last = HEADING_ROW + len(page.rows) + FREE_ROWS
    for column, field in enumerate(page.fields, start=1):
        if field.choices:
            rule = {
                "validate": "list",
                "source": lists.source(field.choices),
                "error_type": "warning",
                "error_title": field.heading[:32],
                "error_message": "Isian ini tidak ada pada daftar. Pakai juga?",
            }
            sheet.data_validation(HEADING_ROW + 1, column, last, column, rule)


def _write_meta(workbook: Any, meta: Mapping[str, str]) -> None:
    sheet = workbook.add_worksheet(META_SHEET)
    for row, (key, value) in enumerate(meta.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()

"""What the sheets of the survey workbook share: the head block, typed cells, paper and protection."""

from __future__ import annotations

from datetime import date, datetime
from textwrap import shorten
from typing import Any

from survey.template import layout
from survey.template.form import SurveyForm

LONGEST_FOOTER = 200
_PROTECTION = {"format_columns": True, "format_rows": True}


def write_form_head(
    sheet: Any, styles: dict[str, Any], form: SurveyForm, title: str, column: int = 0
) -> None:
    """Rows 1 to 5: title, instrument, then "LABEL : value" of region, OPD and period; the label's banner.

    They start in `column`: columns repeated on every printed page would cut them off there.
    """
    sheet.set_row(0, 24)
    sheet.write_string(0, column, f"{title} – {form.agency['name']}", styles["title"])
    subtitle = f"{form.instrument.title} · versi {form.instrument.version} · {form.instrument.status}"
    sheet.write_string(1, column, subtitle, styles["subtitle"])
    for row, (name, value) in enumerate(form_identity_lines(form)[:3], start=2):
        sheet.write_string(row, column, f"{name} : {value}", styles["value"])
    if form.label:
        sheet.write_string(2, 4, form.label, styles["banner"])


def form_identity_lines(form: SurveyForm) -> tuple[tuple[str, str], ...]:
    """The lines that say whose form this is, readable where _meta was lost."""
    return (
        ("Kabupaten/Kota", form.region_name),
        ("Perangkat daerah", form.agency["name"]),
        ("Periode", form.period),
        ("Instrumen", form.instrument.key),
    )


def write_text_cell(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """A text as text, never as a formula or a link; a formatted blank where there is none."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def write_value_cell(sheet: Any, row: int, column: int, value: str | float | None, style: Any) -> None:
    """A number as a number, anything else as `write_text_cell` does."""
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        write_text_cell(sheet, row, column, value or "", style)


def write_date_cell(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """An ISO date (2026-05-31) as a date; any other text stays as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        write_text_cell(sheet, row, column, text, style)
    else:
        sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), style)


def set_up_form_page(sheet: Any, form: SurveyForm, *, landscape: bool = True) -> None:
    """A4 with narrow margins, the sheet's own footer, and protection without a password."""
    sheet.set_paper(9)
    sheet.set_landscape() if landscape else sheet.set_portrait()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8{_footer_text(form)}&R&8&A, halaman &P dari &N")
    sheet.hide_gridlines(2)
    sheet.protect("", _PROTECTION)


def _footer_text(form: SurveyForm) -> str:
    """Whose form it is, in the 255 characters that Excel takes of a footer; twice the marks that it reads."""
    note = f" · {form.label}" if form.label else ""
    name = f"{form.region_name} · {form.agency['name']} · {form.period}{note}"
    return shorten(name, LONGEST_FOOTER // 2, placeholder="…").replace("&", "&&")


def freeze_below_headings(sheet: Any, columns: int, row: int = layout.FIRST_ROW - 1) -> None:
    """Keep the headings and the first columns in sight, on the screen and on every printed page.

    Below them the sheet opens at `row` (0-based).
    """
    sheet.freeze_panes(layout.HEADER_ROW, columns, row, columns)
    sheet.repeat_rows(layout.HEADER_ROW - 1)

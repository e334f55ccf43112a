"""The sheet Program dan inovasi berjalan, and the hidden lists behind its dropdowns."""

from __future__ import annotations

from typing import Any

from survey.template import layout
from survey.template.form import SurveyForm
from survey.template.sheet import freeze_below_headings, set_up_form_page, write_form_head, write_value_cell
from survey.template.styles import count_wrapped_lines, form_row_height
from survey.values import ReportedProgramme

_COLUMN = {column.heading: index for index, column in enumerate(layout.PROGRAMME_COLUMNS)}
_STYLES = ("cell_centre", "input_text", "input_text", "input_text", "input_text", "input_money", "input_text")


def write_programme_sheet(workbook: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    """Add the sheet with the form's programmes and empty rows below them."""
    sheet = workbook.add_worksheet(layout.PROGRAMME_SHEET)
    write_form_head(sheet, styles, form, layout.PROGRAMME_SHEET)
    for index, column in enumerate(layout.PROGRAMME_COLUMNS):
        sheet.set_column(index, index, column.width)
        head = styles["head_input" if index else "head"]
        sheet.write_string(layout.HEADER_ROW - 1, index, column.heading, head)
    sheet.set_row(layout.HEADER_ROW - 1, 24)
    _write_no_programmes(sheet, styles)
    rows = max(layout.PROGRAMME_ROWS, len(form.programmes))
    for offset in range(rows):
        programme = form.programmes[offset] if offset < len(form.programmes) else ReportedProgramme("")
        _write_programme(sheet, styles, layout.FIRST_ROW - 1 + offset, offset + 1, programme)
    _restrict(sheet, form, layout.FIRST_ROW - 2 + rows)
    set_up_form_page(sheet, form)
    freeze_below_headings(sheet, 2)
    sheet.fit_to_pages(1, 0)


def _write_no_programmes(sheet: Any, styles: dict[str, Any]) -> None:
    """The cell in which an OPD without any programme says so: an empty list may also be one not filled in."""
    row, column = layout.PROGRESS_ROW - 1, _COLUMN["Dimensi"]
    sheet.write_string(row, column - 1, f"{layout.NO_PROGRAMMES} (pilih ya):", styles["label"])
    sheet.write_blank(row, column, None, styles["input_text"])
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": ["ya"]})


def _write_programme(
    sheet: Any, styles: dict[str, Any], row: int, number: int, programme: ReportedProgramme
) -> None:
    values = (
        number,
        programme.name,
        programme.dimension,
        programme.since,
        programme.activity,
        programme.budget,
        programme.status,
    )
    for column, (value, style) in enumerate(zip(values, _STYLES, strict=True)):
        write_value_cell(sheet, row, column, value, styles[style])
    widths = {column.heading: column.width for column in layout.PROGRAMME_COLUMNS}
    lines = (
        count_wrapped_lines(programme.name, widths["Nama"]),
        count_wrapped_lines(programme.activity, widths["Sub kegiatan"]),
    )
    sheet.set_row(row, form_row_height(max(1, *lines)))


def _restrict(sheet: Any, form: SurveyForm, last: int) -> None:
    dimensions = f"={layout.LIST_SHEET}!$A$1:$A${len(form.dimensions)}"
    rules: dict[str, dict[str, Any]] = {
        "Dimensi": {"validate": "list", "source": dimensions},
        "Status": {"validate": "list", "source": list(layout.PROGRAMME_STATUSES)},
        **_offered_activities(form),
        "Pagu (Rp)": {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "Pagu",
            "error_message": "Tulis pagu dalam rupiah sebagai angka, tanpa huruf.",
        },
    }
    for heading, rule in rules.items():
        sheet.data_validation(layout.FIRST_ROW - 1, _COLUMN[heading], last, _COLUMN[heading], rule)


def _offered_activities(form: SurveyForm) -> dict[str, dict[str, Any]]:
    """The sub kegiatan as a list that a program of the OPD's own need not come from."""
    if not form.activities:
        return {}
    source = f"={layout.LIST_SHEET}!$B$1:$B${len(form.activities)}"
    return {"Sub kegiatan": {"validate": "list", "source": source, "show_error": False}}


def write_choice_lists(workbook: Any, form: SurveyForm) -> None:
    """Add the hidden sheet with the dimensions' names and the sub kegiatan (ranges: they may hold commas)."""
    sheet = workbook.add_worksheet(layout.LIST_SHEET)
    for column, texts in enumerate((form.dimensions, form.activities)):
        for row, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.protect("")
    sheet.hide()

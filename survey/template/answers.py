"""The sheet Jawaban: one row per indicator, its levels described beside the cell where one is chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from reference.numbers import write_code
from survey.answers import labels
from survey.template import layout
from survey.template.form import FormItem, SurveyForm
from survey.template.lacks import lack_formula, lack_tests, name_lacks
from survey.template.sheet import (
    freeze_below_headings,
    set_up_form_page,
    write_date_cell,
    write_form_head,
    write_text_cell,
    write_value_cell,
)
from survey.template.styles import ANCHOR_SIZE, FONT_SIZE, count_wrapped_lines, form_row_height
from survey.values import Answer

_FILLED_IN = ("Jawaban", "Fakta", "Bukti", "Tanggal bukti", "Kendala utama", "Catatan")
_QUESTION = len(layout.QUESTION_COLUMNS) - 1
_ANCHORS = len(layout.QUESTION_COLUMNS)
_LEAST_LINES = 4
_LONGEST_HINT = 255


def write_answer_sheet(workbook: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    """Add the sheet with a row for every item: those it leads, supports, and is asked beside the index."""
    sheet = workbook.add_worksheet(layout.ANSWER_SHEET)
    write_form_head(sheet, styles, form, layout.ANSWER_SHEET, _QUESTION)
    _write_headings(sheet, styles, form)
    row = layout.FIRST_ROW - 1
    for item in form.led:
        _write_item(sheet, styles, form, row, item)
        row += 1
    support = f"{layout.SUPPORT_BAND}: diampu OPD lain, jawaban OPD ini menjadi bahan klarifikasi"
    for text, items in ((support, form.supported_items), (layout.OWN_BAND, form.own_items)):
        if items:
            _write_band(sheet, styles, form, row, text)
            row += 1
        for item in items:
            _write_item(sheet, styles, form, row, item)
            row += 1
    _write_progress(sheet, styles, form)
    _highlight(sheet, styles, form, row - 1)
    _set_up(sheet, form, row - 1)


def _write_headings(sheet: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    row = layout.HEADER_ROW - 1
    for index, column in enumerate(form.answer_columns):
        sheet.set_column(index, index, column.width)
        style = "head_input" if column.heading in _FILLED_IN else "head"
        sheet.write_string(row, index, column.heading, styles[style])
    sheet.set_row(row, 30)


def _write_band(sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int, text: str) -> None:
    for column in range(len(form.answer_columns)):
        sheet.write_blank(row, column, None, styles["band"])
    sheet.write_string(row, _QUESTION, text, styles["band"])
    sheet.set_row(row, 20)


def _write_item(sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int, item: FormItem) -> None:
    answer = form.answers.get(item.node.code)
    sheet.write_string(row, 0, item.number, styles["cell_centre"])
    sheet.write_string(row, 1, item.node.code, styles["code"])
    sheet.write_string(row, _QUESTION, item.printed_question, styles["cell"])
    for offset in range(len(form.level_heads)):
        anchor = item.anchors[offset] if offset < len(item.anchors) else ""
        write_text_cell(sheet, row, _ANCHORS + offset, anchor, styles["anchor"])
    filled = answer or Answer("", "missing", fact=form.public_fact(item))
    value = None if answer is None else _answer_cell(answer)
    write_value_cell(sheet, row, form.column_of("Jawaban"), value, styles["input_answer"])
    _write_reasons(sheet, styles, form, row, filled)
    _write_lack(sheet, styles, form, row, answer)
    _restrict(sheet, form, row, item)
    sheet.set_row(row, _row_height(form, item, filled))


def _write_reasons(sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int, filled: Answer) -> None:
    at = form.column_of
    write_text_cell(sheet, row, at("Fakta"), filled.fact, styles["input_text"])
    write_text_cell(sheet, row, at("Bukti"), _evidence(filled), styles["input_text"])
    write_date_cell(sheet, row, at("Tanggal bukti"), filled.evidence_date, styles["input_date"])
    write_text_cell(sheet, row, at("Kendala utama"), filled.obstacle, styles["input_text"])
    write_text_cell(sheet, row, at("Catatan"), filled.note, styles["input_text"])


def _answer_cell(answer: Answer) -> str | float:
    if answer.status == "not_applicable":
        return labels.NOT_APPLICABLE
    return labels.NO_DATA if answer.value is None else answer.value


def _evidence(answer: Answer) -> str:
    return " ".join(filter(None, (answer.evidence, answer.evidence_link)))


def _write_lack(
    sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int, answer: Answer | None
) -> None:
    lacks = name_lacks(answer, _evidence(answer) if answer else "")
    sheet.write_formula(row, form.column_of(layout.LACK), lack_formula(form, row + 1), styles["lack"], lacks)


def _row_height(form: SurveyForm, item: FormItem, filled: Answer) -> float:
    width = {column.heading: column.width for column in form.answer_columns}
    texts = {
        "Pertanyaan": item.printed_question,
        "Fakta": filled.fact,
        "Bukti": _evidence(filled),
        "Catatan": filled.note,
    }
    lines = max(_LEAST_LINES, *(count_wrapped_lines(text, width[name]) for name, text in texts.items()))
    smaller = layout.ANCHOR_WIDTH * FONT_SIZE / ANCHOR_SIZE
    described = max((count_wrapped_lines(anchor, smaller) for anchor in item.anchors), default=0)
    return max(form_row_height(lines), form_row_height(described, ANCHOR_SIZE))


def _restrict(sheet: Any, form: SurveyForm, row: int, item: FormItem) -> None:
    sheet.data_validation(
        row, form.column_of("Jawaban"), row, form.column_of("Jawaban"), _allowed(form, row, item)
    )
    column = form.column_of("Kendala utama")
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(layout.OBSTACLES)})
    if item.node.tags.get("evidence"):
        column, hint = form.column_of("Bukti"), f"Contoh: {item.node.tags['evidence']}"[:_LONGEST_HINT]
        sheet.data_validation(
            row, column, row, column, {"validate": "any", "input_title": "Bukti", "input_message": hint}
        )
    column = form.column_of("Tanggal bukti")
    dates = {
        "validate": "date",
        "criteria": ">=",
        "value": date(1990, 1, 1),
        "error_type": "warning",
        "error_title": "Tanggal bukti",
        "error_message": "Tulis tanggal dokumen bukti sebagai hari/bulan/tahun, misalnya 31/05/2026.",
    }
    sheet.data_validation(row, column, row, column, dates)


def _allowed(form: SurveyForm, row: int, item: FormItem) -> dict[str, Any]:
    words = [labels.NO_DATA] + [labels.NOT_APPLICABLE] * item.may_not_apply
    texts = {
        "input_title": f"Jawaban {item.node.code}"[:32],
        "input_message": form.rule,
        "error_title": "Jawaban tidak dikenal",
        "error_message": "Pilih salah satu jawaban dari daftar pada sel ini.",
    }
    if form.levels:
        return {"validate": "list", "source": [number for number, _ in form.levels] + words, **texts}
    scale, cell = form.instrument.framework.scale, xl_rowcol_to_cell(row, form.column_of("Jawaban"))
    tests = [f"AND(ISNUMBER({cell}),{cell}>={scale.minimum},{cell}<={scale.maximum})"]
    tests += [f'{cell}="{word}"' for word in words]
    return {"validate": "custom", "value": f"=OR({','.join(tests)})", **texts}


def _write_progress(sheet: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    first, last = layout.FIRST_ROW, layout.FIRST_ROW + len(form.led) - 1
    column = xl_col_to_name(form.column_of("Jawaban"))
    total = len(form.led)
    if not total:
        return
    done = sum(item.node.code in form.answers for item in form.led)
    tail = f" dari {total} indikator yang diampu sudah dijawab"
    formula = f'="Kemajuan : "&COUNTA({column}{first}:{column}{last})&"{tail}"'
    sheet.write_formula(
        layout.PROGRESS_ROW - 1, _QUESTION, formula, styles["value"], f"Kemajuan : {done}{tail}"
    )


def _highlight(sheet: Any, styles: dict[str, Any], form: SurveyForm, last: int) -> None:
    row = layout.FIRST_ROW
    for heading, test in lack_tests(form, row).items():
        column = form.column_of(heading)
        wanted = {"type": "formula", "criteria": f"={test}", "format": styles["wanted"]}
        sheet.conditional_format(row - 1, column, last, column, wanted)
    fact = xl_col_to_name(form.column_of("Fakta"))
    unconfirmed = f'=ISNUMBER(SEARCH("{layout.PUBLIC_FACT}",${fact}{row}))'
    shown = {"type": "formula", "criteria": unconfirmed, "format": styles["public"]}
    if form.facts:
        sheet.conditional_format(row - 1, form.column_of("Fakta"), last, form.column_of("Fakta"), shown)
    answer = f"${xl_col_to_name(form.column_of('Jawaban'))}{row}"
    starts = form.instrument.framework.scale.level_starts
    for offset, start in enumerate(starts[: len(form.level_heads)]):
        below = f",{answer}<{write_code(starts[offset + 1])}" if offset + 1 < len(starts) else ""
        chosen = f"=AND(ISNUMBER({answer}),{answer}>={write_code(start)}{below})"
        column, shown = _ANCHORS + offset, {"type": "formula", "criteria": chosen, "format": styles["chosen"]}
        sheet.conditional_format(row - 1, column, last, column, shown)


def _set_up(sheet: Any, form: SurveyForm, last: int) -> None:
    set_up_form_page(sheet, form)
    answer, row = form.column_of("Jawaban"), _first_empty_row(form)
    freeze_below_headings(sheet, _QUESTION + 1, row)
    sheet.print_area(0, 0, last, len(form.answer_columns) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_selection(row, answer, row, answer)
    if form.answers:
        sheet.activate()


def _first_empty_row(form: SurveyForm) -> int:
    """The row (0-based) of the first question nobody answered yet; of the first where all are."""
    empty = (place for place, item in enumerate(form.led) if item.node.code not in form.answers)
    return layout.FIRST_ROW - 1 + next(empty, 0)

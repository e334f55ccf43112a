"""The sheet Jawaban: one row per indicator with dropdowns, anchors and the progress count."""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from reference.numbers import write_code
from survey.answers import labels
from survey.template import layout
from survey.template.form import FormItem, SurveyForm
from survey.template.sheet import (
    freeze_below_headings,
    set_up_form_page,
    write_date_cell,
    write_form_head,
    write_text_cell,
    write_value_cell,
)
from survey.template.styles import count_wrapped_lines, form_row_height
from survey.values import Answer

_COLUMN = {column.heading: index for index, column in enumerate(layout.ANSWER_COLUMNS)}
_FILLED_IN = ("Jawaban", "Fakta", "Bukti", "Tanggal bukti", "Kendala utama", "Catatan")
_ANCHORS = len(layout.ANSWER_COLUMNS)
_LEAST_LINES = 4
_SCALE_PERCENT = 70
_LONGEST_HINT = 255


def write_answer_sheet(workbook: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    """Add the sheet with a row for every item: those the OPD leads, a band, then those it supports."""
    sheet = workbook.add_worksheet(layout.ANSWER_SHEET)
    write_form_head(sheet, styles, form, layout.ANSWER_SHEET, _COLUMN["Dimensi"])
    _write_headings(sheet, styles, form)
    row = layout.FIRST_ROW - 1
    for item in form.led:
        _write_item(sheet, styles, form, row, item)
        row += 1
    if form.supported:
        _write_band(sheet, styles, form, row)
        row += 1
    for item in form.supported:
        _write_item(sheet, styles, form, row, item)
        row += 1
    _write_progress(sheet, styles, form)
    _highlight(sheet, styles, form, row - 1)
    _set_up(sheet, form, row - 1)


def _last_column(form: SurveyForm) -> int:
    return _ANCHORS - 1 + len(form.level_heads)


def _write_headings(sheet: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    row = layout.HEADER_ROW - 1
    for index, column in enumerate(layout.ANSWER_COLUMNS):
        sheet.set_column(index, index, column.width)
        style = "head_input" if column.heading in _FILLED_IN else "head"
        sheet.write_string(row, index, column.heading, styles[style])
    if form.level_heads:
        sheet.set_column(_ANCHORS, _last_column(form), layout.ANCHOR_WIDTH)
    for offset, head in enumerate(form.level_heads):
        sheet.write_string(row, _ANCHORS + offset, head, styles["head"])
    sheet.set_row(row, 30)


def _write_band(sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int) -> None:
    for column in range(_last_column(form) + 1):
        sheet.write_blank(row, column, None, styles["band"])
    text = f"{layout.SUPPORT_BAND}: diampu OPD lain, jawaban OPD ini menjadi bahan klarifikasi"
    sheet.write_string(row, _COLUMN["Dimensi"], text, styles["band"])
    sheet.set_row(row, 20)


def _write_item(sheet: Any, styles: dict[str, Any], form: SurveyForm, row: int, item: FormItem) -> None:
    answer = form.answers.get(item.node.code)
    sheet.write_string(row, _COLUMN["No"], item.number, styles["cell_centre"])
    sheet.write_string(row, _COLUMN["Kode"], item.node.code, styles["code"])
    sheet.write_string(row, _COLUMN["Dimensi"], item.dimension, styles["cell"])
    sheet.write_string(row, _COLUMN["Pertanyaan"], item.printed_question, styles["cell"])
    _write_entry(sheet, styles, row, answer)
    for offset in range(len(form.level_heads)):
        anchor = item.anchors[offset] if offset < len(item.anchors) else ""
        write_text_cell(sheet, row, _ANCHORS + offset, anchor, styles["anchor"])
    _restrict(sheet, form, row, item)
    sheet.set_row(row, form_row_height(_lines(item, answer)))


def _write_entry(sheet: Any, styles: dict[str, Any], row: int, answer: Answer | None) -> None:
    value = None if answer is None else _answer_cell(answer)
    filled = answer or Answer("", "missing")
    write_value_cell(sheet, row, _COLUMN["Jawaban"], value, styles["input_answer"])
    write_text_cell(sheet, row, _COLUMN["Fakta"], filled.fact, styles["input_text"])
    write_text_cell(sheet, row, _COLUMN["Bukti"], _evidence(filled), styles["input_text"])
    write_date_cell(sheet, row, _COLUMN["Tanggal bukti"], filled.evidence_date, styles["input_date"])
    write_text_cell(sheet, row, _COLUMN["Kendala utama"], filled.obstacle, styles["input_text"])
    write_text_cell(sheet, row, _COLUMN["Catatan"], filled.note, styles["input_text"])


def _answer_cell(answer: Answer) -> str | float:
    if answer.status == "not_applicable":
        return labels.NOT_APPLICABLE
    return labels.NO_DATA if answer.value is None else answer.value


def _evidence(answer: Answer) -> str:
    return " ".join(filter(None, (answer.evidence, answer.evidence_link)))


def _lines(item: FormItem, answer: Answer | None) -> int:
    width = {column.heading: column.width for column in layout.ANSWER_COLUMNS}
    counts = [
        count_wrapped_lines(item.printed_question, width["Pertanyaan"]),
        count_wrapped_lines(item.dimension, width["Dimensi"]),
    ]
    counts += [count_wrapped_lines(anchor, layout.ANCHOR_WIDTH) for anchor in item.anchors]
    if answer is not None:
        texts = {"Fakta": answer.fact, "Bukti": _evidence(answer), "Catatan": answer.note}
        counts += [count_wrapped_lines(text, width[heading]) for heading, text in texts.items()]
    return max(_LEAST_LINES, *counts)


def _restrict(sheet: Any, form: SurveyForm, row: int, item: FormItem) -> None:
    sheet.data_validation(row, _COLUMN["Jawaban"], row, _COLUMN["Jawaban"], _allowed(form, row, item))
    column = _COLUMN["Kendala utama"]
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(layout.OBSTACLES)})
    if item.node.tags.get("evidence"):
        column, hint = _COLUMN["Bukti"], f"Contoh: {item.node.tags['evidence']}"[:_LONGEST_HINT]
        sheet.data_validation(
            row, column, row, column, {"validate": "any", "input_title": "Bukti", "input_message": hint}
        )
    column = _COLUMN["Tanggal bukti"]
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
    scale, cell = form.instrument.framework.scale, xl_rowcol_to_cell(row, _COLUMN["Jawaban"])
    tests = [f"AND(ISNUMBER({cell}),{cell}>={scale.minimum},{cell}<={scale.maximum})"]
    tests += [f'{cell}="{word}"' for word in words]
    return {"validate": "custom", "value": f"=OR({','.join(tests)})", **texts}


def _write_progress(sheet: Any, styles: dict[str, Any], form: SurveyForm) -> None:
    first, last = layout.FIRST_ROW, layout.FIRST_ROW + len(form.led) - 1
    column = xl_col_to_name(_COLUMN["Jawaban"])
    total = len(form.led)
    if not total:
        return
    done = sum(item.node.code in form.answers for item in form.led)
    tail = f" dari {total} indikator yang diampu sudah dijawab"
    formula = f'="Kemajuan : "&COUNTA({column}{first}:{column}{last})&"{tail}"'
    sheet.write_formula(
        layout.PROGRESS_ROW - 1, _COLUMN["Dimensi"], formula, styles["value"], f"Kemajuan : {done}{tail}"
    )


def _highlight(sheet: Any, styles: dict[str, Any], form: SurveyForm, last: int) -> None:
    row = layout.FIRST_ROW
    answer, evidence, note = (
        f"${xl_col_to_name(_COLUMN[name])}{row}" for name in ("Jawaban", "Bukti", "Catatan")
    )
    rules = {
        "Bukti": f"AND(ISNUMBER({answer}),{answer}>=3,LEN({evidence})=0)",
        "Catatan": f'AND({answer}="{labels.NOT_APPLICABLE}",LEN({note})=0)',
    }
    for heading, rule in rules.items():
        column = _COLUMN[heading]
        wanted = {"type": "formula", "criteria": f"={rule}", "format": styles["wanted"]}
        sheet.conditional_format(row - 1, column, last, column, wanted)
    starts = form.instrument.framework.scale.level_starts
    for offset, start in enumerate(starts[: len(form.level_heads)]):
        below = f",{answer}<{write_code(starts[offset + 1])}" if offset + 1 < len(starts) else ""
        chosen = f"=AND(ISNUMBER({answer}),{answer}>={write_code(start)}{below})"
        column, shown = _ANCHORS + offset, {"type": "formula", "criteria": chosen, "format": styles["chosen"]}
        sheet.conditional_format(row - 1, column, last, column, shown)


def _set_up(sheet: Any, form: SurveyForm, last: int) -> None:
    set_up_form_page(sheet, form)
    freeze_below_headings(sheet, _COLUMN["Jawaban"] + 1)
    sheet.repeat_columns(0, _COLUMN["Kode"])
    sheet.print_area(0, 0, last, _last_column(form))
    sheet.set_print_scale(_SCALE_PERCENT)
    sheet.set_v_pagebreaks([_ANCHORS])
    sheet.set_selection(layout.FIRST_ROW - 1, _COLUMN["Jawaban"], layout.FIRST_ROW - 1, _COLUMN["Jawaban"])

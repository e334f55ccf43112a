"""Scores as a workbook whose formulas recompute everything from answers and weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from reference import regions
from reference.dates import format_date
from reference.period_words import PROVISIONAL
from reference.plain_workbooks import PLAIN_TEXT
from reports.scores import formulas as rule
from reports.scores.cells import GAP, HEAD, NODE_COLUMNS, CellAddresses, cell_reference
from reports.scores.gaps_sheet import write_gaps_sheet
from reports.scores.layout import RegionRows, make_score_layout
from reports.sheets import (
    set_up_print_page,
    spread_over_pages,
    workbook_formats,
    write_formula_cell,
    write_number_cell,
)
from scoring import Assessment, MethodError
from workflow.dates import local_today
from workflow.results.result import Result


@dataclass(frozen=True)
class ScoresStamp:
    """How firm the scores are (heads every printed page), a note, the day they are of (None = today)."""

    status: str = PROVISIONAL
    note: str = ""
    on: date | None = None


def write_scores_workbook(
    result: Result,
    period: str,
    target: str | Path | BinaryIO,
    stamp: ScoresStamp | None = None,
) -> None:
    """Write the scores of a result with live formulas; None = as they stand today.

    Raises MethodError for a method that formulas cannot follow: anything but goalposts with the arithmetic
    mean on untreated answers.
    """
    _refuse_other_methods(result.parts)
    stamp = stamp or ScoresStamp()
    cells = CellAddresses(make_score_layout(result.parts, result.instrument.framework, result.targets))
    names = _names(cells)
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, PLAIN_TEXT) as workbook:
        styles = workbook_formats(workbook)
        facts = _facts(result, period, stamp)
        _write_info(workbook, styles, cells, facts)
        write_weights_sheet(workbook, styles, cells, result)
        _write_answers(workbook, styles, cells, names)
        _write_scores(workbook, styles, cells, names)
        write_gaps_sheet(workbook, styles, cells, names, cells.score)
        _write_check(workbook, styles, cells, names)
        for sheet in workbook.worksheets():
            sheet.set_header(f'&C&"Arial,Bold"&14{stamp.status.upper().replace("&", "&&")}')


def _refuse_other_methods(parts: tuple[Assessment, ...]) -> None:
    for part in parts:
        method = part.method
        plain = (method.normalisation, method.imputation, method.treatment) == ("goalposts", "none", "none")
        if not plain or method.aggregations(part.framework) != {"arithmetic"}:
            raise MethodError(
                [
                    "Buku kerja dengan rumus hanya tersedia untuk metode baku: normalisasi goalposts, "
                    "agregasi arithmetic, tanpa imputasi dan tanpa penanganan pencilan. "
                    "Kembalikan metode ke baku, atau unduh skor sebagai CSV."
                ]
            )


def _names(cells: CellAddresses) -> dict[str, str]:
    known = regions.list_regions()["name"]
    return {place.unit: str(known.get(place.unit, place.unit)) for place in cells.plan.places}


def _facts(result: Result, period: str, stamp: ScoresStamp) -> list[tuple[str, str]]:
    instrument = result.instrument
    facts = [
        ("Instrumen", f"{instrument.title} ({instrument.key})"),
        ("Status instrumen", instrument.status),
        ("Kode keaslian instrumen", instrument.digest),
        ("Periode", period),
        ("Status skor", stamp.status),
        ("Tanggal", format_date(stamp.on or local_today())),
        ("Daerah dinilai", str(len(result.regions))),
        ("Target", "; ".join(sorted(_target_labels(result))) or "belum ada"),
        ("Tidak ikut", ", ".join(map(str, result.absent)) or "tidak ada"),
        ("Catatan klasifikasi", instrument.classification_note),
        ("Catatan", stamp.note),
        ("Cara memakai", _HOW_TO),
    ]
    return [(label, text) for label, text in facts if text]


def _target_labels(result: Result) -> set[str]:
    """What the regions that have any target are held against."""
    aimed = [part for part in result.parts if set(part.framework.targets().values()) != {None}]
    return {result.targets[unit].label for part in aimed for unit in part.units if unit in result.targets}


_HOW_TO = (
    "Ubah sel kuning pada lembar Bobot atau nilai pada lembar Indikator; Skor dan Kesenjangan dihitung "
    "ulang. "
    "Sel kosong berarti belum ada data dan bukan nol; TB berarti tidak berlaku. "
    "Lembar Cek membandingkan rumus dengan hitungan aplikasi dan bernilai 0 selama tidak ada yang diubah."
)


def _write_info(
    workbook: Any, styles: dict[str, Any], cells: CellAddresses, facts: list[tuple[str, str]]
) -> None:
    sheet = workbook.add_worksheet(cells.sheets.info)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "Skor dan kesenjangan", styles["title"])
    for row, (label, text) in enumerate(facts, start=2):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_string(row, 1, text, styles["value"])
        sheet.set_row(row, 15 * (1 + len(text) // 90))
    row = len(facts) + 2
    sheet.write_string(row, 0, "Selisih terbesar", styles["label"])
    largest = f"='{cells.sheets.check}'!{_LARGEST}"
    write_formula_cell(sheet, row, 1, largest, styles["check"], 0.0)
    set_up_print_page(sheet, 1, 0, repeat=0)


def write_weights_sheet(workbook: Any, styles: dict[str, Any], cells: CellAddresses, result: Result) -> None:
    """Add the sheet of weights, thresholds and targets, all of them editable."""
    sheet, plan = workbook.add_worksheet(cells.sheets.weights), cells.plan
    sheet.write_string(0, 0, "Bobot, ambang kelengkapan, dan target", styles["title"])
    sheet.write_string(1, 0, "Sel kuning boleh diubah.", styles["note"])
    headings = ["Kode", "Simpul", "Tingkat", "Induk", "Ambang"]
    headings += _weight_names(cells, result)
    headings += _target_names(cells)
    for column, (heading, width) in enumerate(zip(headings, [12, 46, 9, 12] + [12] * 99, strict=False)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, heading, styles["head"])
    for place, node in enumerate(plan.nodes):
        row = cells.weight_row(node.code)
        for column, text in enumerate((node.code, node.name, str(node.level), node.parent or "")):
            sheet.write_string(row, column, text, styles["code"])
        if node.code in plan.thresholds:
            sheet.write_number(row, cells.threshold_column, plan.thresholds[node.code], styles["input"])
        vectors = [*plan.weights, *plan.targets]
        for offset, vector in enumerate(vectors):
            value = vector[place]
            number = float("nan") if value is None else value
            write_number_cell(sheet, row, cells.weight_column(offset), number, styles["input"])
    set_up_print_page(sheet, HEAD + 1, 2, repeat=HEAD)


def _weight_names(cells: CellAddresses, result: Result) -> list[str]:
    numbered = _numbered("Bobot", len(cells.plan.weights))
    named = {p.weights: result.weight_sets[p.unit] for p in cells.plan.places if p.unit in result.weight_sets}
    return [f"Bobot {named[number]}" if number in named else text for number, text in enumerate(numbered)]


def _target_names(cells: CellAddresses) -> list[str]:
    """ "Target 2030"; numbered where several targets are of one year, or of none."""
    years: list[set[int]] = [set() for _ in cells.plan.targets]
    for place in cells.plan.places:
        years[place.targets] |= {place.year} if place.year else set()
    words = [" ".join(["Target", ", ".join(map(str, sorted(each)))]).strip() for each in years]
    return [
        f"{text} ({words[: place + 1].count(text)})" if words.count(text) > 1 else text
        for place, text in enumerate(words)
    ]


def _numbered(word: str, count: int) -> list[str]:
    return [word] if count == 1 else [f"{word} {number}" for number in range(1, count + 1)]


def _write_answers(
    workbook: Any, styles: dict[str, Any], cells: CellAddresses, names: Mapping[str, str]
) -> None:
    sheet, plan = workbook.add_worksheet(cells.sheets.answers), cells.plan
    sheet.write_string(0, 0, "Nilai indikator yang berlaku", styles["title"])
    note = "Nilai terverifikasi; bila tidak ada, yang disepakati; bila tidak ada, jawaban OPD."
    sheet.write_string(1, 0, note, styles["note"])
    _write_node_headings(sheet, styles, cells, {code: cells.answer_column(code) for code in plan.leaves})
    columns = {code: cells.answer_column(code) for code in plan.leaves}
    for number, place in enumerate(plan.places):
        row = cells.answer_row(number)
        _write_unit(sheet, styles, row, place, names)
        leaves = list(place.part.framework.leaves)
        values = place.part.indicators.values[leaves].to_numpy()[place.row]
        off = place.part.indicators.not_applicable[leaves].to_numpy()[place.row]
        for code, value, absent in zip(leaves, values, off, strict=True):
            if absent:
                sheet.write_string(row, columns[code], rule.NOT_APPLICABLE, styles["number"])
            else:
                write_number_cell(sheet, row, columns[code], float(value), styles["number"])
    set_up_print_page(sheet, HEAD + 2, NODE_COLUMNS, repeat=HEAD)
    spread_over_pages(sheet, NODE_COLUMNS)


def _write_node_headings(
    sheet: Any, styles: dict[str, Any], cells: CellAddresses, columns: Mapping[str, int]
) -> None:
    """Codes in row HEAD, names below them, from each code's column on."""
    for column, (heading, width) in enumerate((("Kode wilayah", 12), ("Daerah", 26), ("Set", 6))):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, heading, styles["head"])
        sheet.write_string(HEAD + 1, column, "", styles["head"])
    for code, column in columns.items():
        sheet.write_string(HEAD, column, code, styles["head"])
        sheet.write_string(HEAD + 1, column, cells.plan.nodes[cells.plan.position[code]].name, styles["head"])
        sheet.set_column(column, column, 13)
    sheet.set_row(HEAD + 1, 66)


def _write_unit(
    sheet: Any, styles: dict[str, Any], row: int, place: RegionRows, names: Mapping[str, str]
) -> None:
    sheet.write_string(row, 0, place.unit, styles["code"])
    sheet.write_string(row, 1, names[place.unit], styles["code"])
    sheet.write_number(row, 2, place.weights + 1, styles["code"])


def _write_scores(
    workbook: Any, styles: dict[str, Any], cells: CellAddresses, names: Mapping[str, str]
) -> None:
    sheet, plan = workbook.add_worksheet(cells.sheets.scores), cells.plan
    sheet.write_string(0, 0, "Skor semua simpul pada skala instrumen", styles["title"])
    sheet.write_string(1, 0, "Dihitung dari lembar Indikator dan Bobot.", styles["note"])
    _write_node_headings(sheet, styles, cells, {code: cells.score_column(code) for code in plan.codes})
    _write_vectors(sheet, styles, cells)
    tables = _score_tables(cells)
    for number, place in enumerate(plan.places):
        row = cells.score_row(number)
        _write_unit(sheet, styles, row, place, names)
        covered = place.part.coverage.to_numpy()[place.row]
        found = zip(place.part.framework.codes, tables[place.part][place.row], covered, strict=True)
        for code, score, share in found:
            formula = _score_formula(cells, place, number, code)
            style = styles["bold" if code in plan.family else "number"]
            value = rule.OFF if np.isnan(share) else float(score)
            write_formula_cell(sheet, row, cells.score_column(code), formula, style, value)
    set_up_print_page(sheet, cells.score_row(0), NODE_COLUMNS, repeat=HEAD)
    spread_over_pages(sheet, NODE_COLUMNS)


def _score_tables(cells: CellAddresses) -> dict[Assessment, np.ndarray]:
    """Scores on the scale, units x codes of the part."""
    return {part: part.on_scale().to_numpy() for part in dict.fromkeys(p.part for p in cells.plan.places)}


def _score_formula(cells: CellAddresses, place: RegionRows, number: int, code: str) -> str:
    framework = place.part.framework
    if not framework.children(code):
        cell = cell_reference(cells.sheets.answers, cells.answer_row(number), cells.answer_column(code))
        return rule.leaf_score_formula(cell, framework, code)
    return rule.node_score_formula(
        cells.scores_below(code, cells.score_row(number)),
        cells.scores_below(code, cells.threshold_row + 1 + place.weights),
        xl_rowcol_to_cell(cells.threshold_row, cells.score_column(code), row_abs=True),
    )


def _write_vectors(sheet: Any, styles: dict[str, Any], cells: CellAddresses) -> None:
    """Thresholds and weights of Bobot once more, lying down beside the scores they act on."""
    plan, top = cells.plan, cells.threshold_row
    for row, label in enumerate(["Ambang", *_numbered("Bobot", len(plan.weights))], start=top):
        sheet.write_string(row, 1, label, styles["label"])
        for place, code in enumerate(plan.codes):
            if row == top:
                values, source = plan.thresholds, cells.threshold(code)
                value = values.get(code)
            else:
                vector = row - top - 1
                value, source = plan.weights[vector][place], cells.weight(code, vector)
            if value is not None:
                write_formula_cell(
                    sheet, row, cells.score_column(code), f"={source}", styles["weight"], value
                )


_LARGEST = "C3"


def _write_check(
    workbook: Any, styles: dict[str, Any], cells: CellAddresses, names: Mapping[str, str]
) -> None:
    sheet, plan = workbook.add_worksheet(cells.sheets.check), cells.plan
    sheet.write_string(0, 0, "Selisih mutlak antara rumus dan hitungan aplikasi", styles["title"])
    _write_node_headings(sheet, styles, cells, {code: cells.score_column(code) for code in plan.codes})
    first, last = HEAD + 2, HEAD + 1 + len(plan.places)
    tables = _score_tables(cells)
    for number, place in enumerate(plan.places):
        _write_unit(sheet, styles, first + number, place, names)
        for code, score in zip(place.part.framework.codes, tables[place.part][place.row], strict=True):
            formula = f"={rule.difference_formula(cells.score(number, code), float(score))}"
            write_formula_cell(sheet, first + number, cells.score_column(code), formula, styles["check"], 0.0)
    if plan.places:
        here = xl_range(first, NODE_COLUMNS, last, NODE_COLUMNS + len(plan.codes) - 1)
        there = xl_range(HEAD + 1, GAP["Selisih"], HEAD + len(plan.places) * len(plan.codes), GAP["Selisih"])
        write_formula_cell(sheet, 2, 2, f"=MAX({here},'{cells.sheets.gaps}'!{there})", styles["check"], 0.0)
        sheet.write_string(2, 1, "Selisih terbesar (Skor dan Kesenjangan)", styles["label"])
    set_up_print_page(sheet, first, NODE_COLUMNS, repeat=HEAD)
    spread_over_pages(sheet, NODE_COLUMNS)

"""A kabupaten's workbook: sixteen sheets from answers to roadmap, its scores as live formulas."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from reference.dates import format_date
from reference.plain_workbooks import PLAIN_TEXT
from reports.scores.cells import CellAddresses, SheetNames
from reports.scores.gaps_sheet import write_gaps_sheet
from reports.scores.layout import make_score_layout
from reports.scores.workbook import write_weights_sheet
from reports.sheets import (
    add_table_sheet,
    set_up_print_page,
    workbook_formats,
    write_formula_cell,
    write_typed_cell,
)
from reports.workbook import plan_sheets, table_sheets
from reports.workbook.item_sheet import write_items
from reports.workbook.score_sheets import (
    WorkbookAddresses,
    gap_cell_reference,
    write_check_sheet,
    write_indicators_sheet,
    write_scores_sheet,
    write_trial_weights_sheet,
)
from reports.workbook.table_sheets import SHEETS
from workflow.documents.plan_facts import PlanFacts
from workflow.documents.region_facts import RegionFacts
from workflow.documents.source import DocumentSource
from workflow.results import summary

NAMES = SheetNames(
    info="00_Info",
    weights="06_Bobot",
    answers="03_Skor_Indikator",
    scores="02_Skor_Dimensi",
    gaps="05_Kesenjangan",
    check="14_Cek",
)
WIDE = {"OPD": 30, "Indikator": 54, "Keterangan": 60, "Arti": 80, "Langkah ke tingkat berikutnya": 60}
WIDE |= {"Berkas": 36, "Catatan": 30, "Kendala": 30, "Bukti": 30, "Tautan bukti": 30}
WIDE |= {f"Tingkat {level}": 40 for level in range(6)}


def build_region_workbook(source: DocumentSource) -> bytes:
    """The workbook of the one region of the source. KeyError where it has no answers or took no part."""
    facts, buffer = source.facts(), BytesIO()
    plan = PlanFacts(facts)
    book = WorkbookAddresses(
        facts,
        CellAddresses(make_score_layout([facts.part], facts.framework, {facts.region: facts.target}), NAMES),
    )
    with xlsxwriter.Workbook(buffer, PLAIN_TEXT) as workbook:
        styles = workbook_formats(workbook)
        for name in SHEETS:
            _WRITERS[name](workbook, styles, book, plan)
        for sheet in workbook.worksheets():
            sheet.set_header(f'&C&"Arial,Bold"&14{facts.period.status_word.upper()}')
    return buffer.getvalue()


def _info(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, plan: PlanFacts) -> None:
    facts, sheet = book.facts, workbook.add_worksheet(NAMES.info)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, f"Buku kerja kesiapan {facts.label}", styles["title"])
    for row, (label, text) in enumerate(_said(facts), start=2):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_string(row, 1, text, styles["value"])
    row = len(_said(facts)) + 2
    sheet.write_string(row, 0, "Selisih terbesar", styles["label"])
    write_formula_cell(sheet, row, 1, f"='{NAMES.check}'!C3", styles["check"], 0.0)
    for offset, (name, text) in enumerate(SHEETS.items(), start=row + 2):
        sheet.write_url(offset, 0, f"internal:'{name}'!A1", styles["label"], name)
        sheet.write_string(offset, 1, text, styles["text"])
    set_up_print_page(sheet, 1, 0, repeat=0)


def _said(facts: RegionFacts) -> list[tuple[str, str]]:
    instrument = facts.instrument
    said = [
        ("Daerah", ", ".join(part for part in (facts.label, facts.province) if part)),
        ("Periode", facts.period.label),
        ("Status", facts.period.status_word),
        ("Data per", format_date(facts.last_change) if facts.last_change else ""),
        ("Instrumen", f"{instrument.title} {instrument.version} ({instrument.status})"),
        ("Kode keaslian instrumen", instrument.digest),
        ("Kode jejak audit", facts.audit_mark.removeprefix("Jejak audit ")),
        ("Target", facts.target.label if facts.aimed else "belum ada"),
        ("Klasifikasi", instrument.classification_note),
        ("Catatan", facts.period.sample_label),
        ("Tanda", "Sel kosong berarti belum ada data, bukan nol; TB berarti tidak berlaku."),
    ]
    return [(label, text) for label, text in said if text]


def _summary(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, plan: PlanFacts) -> None:
    """The index and its children as live formulas, then what is strong, weak and required."""
    facts, framework = book.facts, book.facts.framework
    headings = ["Kode", "Simpul", "Skor", f"Target {facts.year}", "Jarak", "Kekurangan"]
    codes = [facts.root, *framework.children(facts.root)]
    rows = [[code, framework.node(code).name, "", "", "", ""] for code in codes]
    title = f"Ringkasan {facts.label}" + (f": kelas {facts.band}" if facts.band else "")
    note = facts.instrument.classification_note
    frame = pd.DataFrame(rows, columns=headings)
    sheet = add_table_sheet(workbook, styles, "01_Ringkasan", title, note, frame, {"Simpul": 54})
    scores = book.python()
    shown = pd.concat([pd.DataFrame([facts.index]), facts.dimensions], ignore_index=True)
    for row, (code, known) in enumerate(zip(codes, shown.to_dict("records"), strict=True), start=4):
        write_formula_cell(sheet, row, 2, f"={book.score(0, code)}", styles["number"], scores[code])
        for column, heading, name in (
            (3, "Target", "target"),
            (4, "Jarak", "printed_distance"),
            (5, "Kekurangan", "shortfall"),
        ):
            formula = f"={gap_cell_reference(book, heading, code)}"
            write_formula_cell(sheet, row, column, formula, styles["number"], float(known[name]))
    _lists(sheet, styles, facts, 6 + len(codes))


def _lists(sheet: Any, styles: dict[str, Any], facts: RegionFacts, row: int) -> None:
    prerequisites = facts.prerequisite_nodes.rename(columns={"score": "value"})
    parts = (
        ("Kekuatan (tingkat 4-5)", facts.strong_indicators),
        ("Kelemahan (tingkat 1-2)", facts.weak_indicators),
        ("Prasyarat", prerequisites),
    )
    for title, rows in parts:
        sheet.write_string(row, 0, title, styles["part"])
        for given in rows.to_dict("records"):
            row += 1
            for column, name in enumerate(("node", "name", "value")):
                write_typed_cell(sheet, row, column, given[name], styles)
        row += 2


def _weights(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, _plan: PlanFacts) -> None:
    write_weights_sheet(workbook, styles, book.cells, book.facts.result)


def _gaps(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, _plan: PlanFacts) -> None:
    write_gaps_sheet(workbook, styles, book.cells, {book.facts.region: book.facts.label}, book.score)


def _answers(workbook: Any, styles: dict[str, Any], _book: WorkbookAddresses, plan: PlanFacts) -> None:
    note = "Jawaban setiap OPD sebagaimana dikirim, dengan tempatnya di berkas."
    add_table_sheet(
        workbook, styles, "04_Jawaban", "Jawaban OPD", note, table_sheets.answers_table(plan.facts), WIDE
    )


def _priorities(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, _plan: PlanFacts) -> None:
    basis = summary.points_basis(book.facts.result, book.facts.region)
    note = f"Urutan yang sama berarti berimbang. Sumbangan = poin indeks{basis} bila "
    note += f"target {book.facts.year} indikator tercapai."
    title, frame = "Prioritas menurut kesenjangan", table_sheets.priorities_table(book.facts)
    add_table_sheet(workbook, styles, "07_Prioritas", title, note, frame, WIDE)


def _votes(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, plan: PlanFacts) -> None:
    plan_sheets.write_votes_sheet(workbook, styles, "08_Suara", plan.region_plan)


def _roadmap(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, plan: PlanFacts) -> None:
    plan_sheets.write_roadmap_sheet(workbook, styles, "09_Peta_Jalan", plan.region_plan)


def _quality(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, plan: PlanFacts) -> None:
    note = "Yang perlu dilihat kembali hanya ditandai; tidak ada jawaban yang diubah."
    frame = table_sheets.quality_table(book.facts)
    add_table_sheet(workbook, styles, "10_Kualitas_Data", "Kualitas data", note, frame, WIDE)


def _trial(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, _plan: PlanFacts) -> None:
    write_trial_weights_sheet(workbook, styles, book, "11_Simulasi")


def _audit(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, plan: PlanFacts) -> None:
    frame = table_sheets.audit_table(book.facts)
    add_table_sheet(workbook, styles, "12_Audit", "Jejak audit", "Yang terbaru lebih dahulu.", frame, WIDE)


def _dictionary(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, _plan: PlanFacts) -> None:
    frame = table_sheets.dictionary_table(book.facts)
    add_table_sheet(workbook, styles, "13_Kamus_Data", "Kamus data", "", frame, WIDE)


_WRITERS = {
    "00_Info": _info,
    "01_Ringkasan": _summary,
    "02_Skor_Dimensi": lambda workbook, styles, book, _: write_scores_sheet(workbook, styles, book),
    "03_Skor_Indikator": lambda workbook, styles, book, _: write_indicators_sheet(workbook, styles, book),
    "04_Jawaban": _answers,
    "05_Kesenjangan": _gaps,
    "06_Bobot": _weights,
    "07_Prioritas": _priorities,
    "08_Suara": _votes,
    "09_Peta_Jalan": _roadmap,
    "10_Kualitas_Data": _quality,
    "11_Simulasi": _trial,
    "12_Audit": _audit,
    "13_Kamus_Data": _dictionary,
    "14_Cek": lambda workbook, styles, book, _: write_check_sheet(workbook, styles, book),
    "15_Mutu_Butir": lambda workbook, styles, book, _: write_items(workbook, styles, book.facts),
}

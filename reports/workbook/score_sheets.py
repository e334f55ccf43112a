"""The live sheets of a kabupaten's workbook: indicators, scores, trial weights, the check against Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from reports.scores import formulas as rule
from reports.scores.cells import GAP, HEAD, CellAddresses, cell_reference
from reports.sentences import proof_text
from reports.sheets import set_up_print_page, write_formula_cell, write_number_cell
from workflow.documents.region_facts import RegionFacts

INDICATORS = (
    ("Kode", 12),
    ("Indikator", 54),
    ("Penanggung jawab", 26),
    ("Jawaban OPD", 10),
    ("Disepakati", 11),
    ("Terverifikasi", 12),
    ("Nilai berlaku", 11),
    ("Bukti", 12),
)
SCORES = (("Kode", 12), ("Simpul", 54), ("Tingkat", 9), ("Bobot", 10), ("Ambang", 10), ("Skor", 10))
CHECKS = (("Kode", 12), ("Simpul", 54), ("Rumus", 10), ("Aplikasi", 10), ("Selisih", 12))
TRIALS = (("Kode", 12), ("Dimensi", 40), ("Skor", 10), ("Bobot resmi", 12), ("Bobot simulasi", 14))
IN_FORCE, WEIGHT, THRESHOLD, SCORE = 6, 3, 4, 5


@dataclass(frozen=True)
class WorkbookAddresses:
    """The addresses of one region's workbook; rows are nodes, in the order of the plan."""

    facts: RegionFacts
    cells: CellAddresses

    def row(self, code: str) -> int:
        """The row of a node on the sheets of scores and checks."""
        return HEAD + 1 + self.cells.plan.position[code]

    def leaf_row(self, code: str) -> int:
        """The row of a leaf on the sheet of indicators."""
        return HEAD + 1 + self.cells.plan.leaves.index(code)

    def score(self, _number: int, code: str) -> str:
        """The score of a node, from any sheet."""
        return cell_reference(self.cells.sheets.scores, self.row(code), SCORE)

    def family(self, code: str, column: int) -> str:
        """A column of the scores over a node's children."""
        first, last = self.cells.plan.family[code]
        return xl_range(HEAD + 1 + first, column, HEAD + 1 + last, column)

    def python(self) -> Mapping[str, float]:
        """What Python makes of every node, on the instrument's scale."""
        row = self.facts.part.on_scale().loc[[self.facts.region]]
        return dict(zip(self.facts.framework.codes, row.to_numpy(dtype=float)[0].tolist(), strict=True))


def write_indicators_sheet(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses) -> None:
    """Every indicator with its claimed, agreed and verified value; the one in force may be edited."""
    sheet = _sheet(
        workbook,
        styles,
        book.cells.sheets.answers,
        "Skor indikator",
        "Ubah kolom kuning untuk mencoba nilai lain; skor, kesenjangan, dan lembar cek mengikuti.",
        INDICATORS,
    )
    shorts = book.facts.shorts
    for given in book.facts.led_indicators.to_dict("records"):
        row = book.leaf_row(str(given["node"]))
        texts = (given["node"], given["name"], shorts.get(given["lead"], given["lead"]))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, str(text), styles["text"])
        for column, name in enumerate(("claimed", "agreed", "verified"), start=len(texts)):
            write_number_cell(sheet, row, column, float(given[name]), styles["number"])
        if given["not_applicable"]:
            sheet.write_string(row, IN_FORCE, rule.NOT_APPLICABLE, styles["input"])
        else:
            write_number_cell(sheet, row, IN_FORCE, float(given["value"]), styles["input"])
        sheet.write_string(row, IN_FORCE + 1, proof_text(given), styles["text"])


def write_scores_sheet(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses) -> None:
    """The score of every node as a formula over its children."""
    sheet = _sheet(
        workbook,
        styles,
        book.cells.sheets.scores,
        "Skor semua simpul pada skala instrumen",
        "Rata-rata tertimbang dari simpul di bawahnya, bila cukup banyak yang diketahui (ambang).",
        SCORES,
    )
    known = book.python()
    for node in book.cells.plan.nodes:
        row, inner = book.row(node.code), node.code in book.cells.plan.family
        for column, text in enumerate((node.code, node.name, str(node.level))):
            sheet.write_string(row, column, text, styles["text"])
        weight = f"={book.cells.weight(node.code, 0)}"
        write_formula_cell(sheet, row, WEIGHT, weight, styles["weight"], node.weight)
        if inner:
            least = book.cells.plan.thresholds[node.code]
            write_formula_cell(
                sheet, row, THRESHOLD, f"={book.cells.threshold(node.code)}", styles["weight"], least
            )
        style = styles["bold" if inner else "number"]
        write_formula_cell(
            sheet, row, SCORE, _formula(book, node.code), style, _shown(book, node.code, known)
        )


def _formula(book: WorkbookAddresses, code: str) -> str:
    framework = book.facts.framework
    if code not in book.cells.plan.family:
        value = cell_reference(book.cells.sheets.answers, book.leaf_row(code), IN_FORCE)
        return rule.leaf_score_formula(value, framework, code)
    threshold = xl_rowcol_to_cell(book.row(code), THRESHOLD)
    return rule.node_score_formula(book.family(code, SCORE), book.family(code, WEIGHT), threshold)


def _shown(book: WorkbookAddresses, code: str, known: Mapping[str, float]) -> float | str:
    """The value the formula has now; a node under which nothing applies says so."""
    share = float(book.facts.part.coverage.loc[[book.facts.region], code].to_numpy()[0])
    return rule.OFF if np.isnan(share) else known[code]


def write_trial_weights_sheet(
    workbook: Any, styles: dict[str, Any], book: WorkbookAddresses, name: str
) -> None:
    """The index under weights that the reader types, beside the official one."""
    sheet = _sheet(
        workbook,
        styles,
        name,
        "Simulasi bobot",
        "Ubah bobot simulasi (kuning). Skenario, bukan ramalan; bobot dan skor resmi tidak berubah.",
        TRIALS,
    )
    framework, root = book.facts.framework, book.facts.root
    children = framework.children(root)
    known = book.python()
    for row, code in enumerate(children, start=HEAD + 1):
        node = framework.node(code)
        sheet.write_string(row, 0, code, styles["text"])
        sheet.write_string(row, 1, node.name, styles["text"])
        write_formula_cell(
            sheet, row, 2, f"={book.score(0, code)}", styles["number"], _shown(book, code, known)
        )
        write_formula_cell(sheet, row, 3, f"={book.cells.weight(code, 0)}", styles["weight"], node.weight)
        sheet.write_number(row, 4, node.weight, styles["input"])
    last = HEAD + len(children)
    scores, weights = (xl_range_abs(HEAD + 1, column, last, column) for column in (2, 4))
    trial = rule.node_score_formula(scores, weights, book.cells.threshold(root))
    official = f"={book.score(0, root)}"
    lines = [("Indeks resmi", official, known[root]), ("Indeks simulasi", trial, known[root])]
    for row, (label, formula, value) in enumerate(lines, start=last + 2):
        sheet.write_string(row, 1, label, styles["label"])
        write_formula_cell(sheet, row, 2, formula, styles["bold"], value)
    official_cell, trial_cell = (xl_rowcol_to_cell(last + 2 + n, 2) for n in (0, 1))
    change = rule.distance_formula(official_cell, trial_cell)
    sheet.write_string(last + 4, 1, "Selisih", styles["label"])
    write_formula_cell(sheet, last + 4, 2, change, styles["bold"], 0.0 if known[root] == known[root] else "")


def write_check_sheet(workbook: Any, styles: dict[str, Any], book: WorkbookAddresses) -> None:
    """Every formula beside what Python says; the largest difference stands on top."""
    sheet = _sheet(
        workbook,
        styles,
        book.cells.sheets.check,
        "Selisih mutlak antara rumus dan hitungan aplikasi",
        "Bernilai 0 selama tidak ada yang diubah.",
        CHECKS,
    )
    known, codes = book.python(), book.cells.plan.codes
    for node in book.cells.plan.nodes:
        row, value = book.row(node.code), known[node.code]
        sheet.write_string(row, 0, node.code, styles["text"])
        sheet.write_string(row, 1, node.name, styles["text"])
        score = book.score(0, node.code)
        write_formula_cell(sheet, row, 2, f"={score}", styles["number"], _shown(book, node.code, known))
        write_number_cell(sheet, row, 3, value, styles["number"])
        write_formula_cell(sheet, row, 4, f"={rule.difference_formula(score, value)}", styles["check"], 0.0)
    here = xl_range(HEAD + 1, 4, HEAD + len(codes), 4)
    there = xl_range(HEAD + 1, GAP["Selisih"], HEAD + len(codes), GAP["Selisih"])
    sheet.write_string(2, 1, "Selisih terbesar (skor dan kesenjangan)", styles["label"])
    write_formula_cell(sheet, 2, 2, f"=MAX({here},'{book.cells.sheets.gaps}'!{there})", styles["check"], 0.0)


def gap_cell_reference(book: WorkbookAddresses, heading: str, code: str) -> str:
    """A cell of the sheet of gaps, from any sheet."""
    return cell_reference(book.cells.sheets.gaps, book.cells.gap_row(0, code), GAP[heading])


def _sheet(
    workbook: Any,
    styles: dict[str, Any],
    name: str,
    title: str,
    note: str,
    columns: tuple[tuple[str, int], ...],
) -> Any:
    sheet = workbook.add_worksheet(name)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, note, styles["note"])
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, heading, styles["head"])
    set_up_print_page(sheet, HEAD + 1, 2, repeat=HEAD)
    return sheet

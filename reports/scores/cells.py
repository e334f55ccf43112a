"""Addresses in the score workbook: which cell or range holds which number."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from reports.scores.layout import ScoreLayout


@dataclass(frozen=True)
class SheetNames:
    """What the sheets are called that formulas point at."""

    info: str = "Info"
    weights: str = "Bobot"
    answers: str = "Indikator"
    scores: str = "Skor"
    gaps: str = "Kesenjangan"
    check: str = "Cek"


HEAD = 3
"""Row (0-based) of the headings on Bobot and Kesenjangan, of the node codes on the wide sheets."""

GAP_COLUMNS = (
    ("Kode wilayah", 12),
    ("Daerah", 24),
    ("Kode", 12),
    ("Simpul", 44),
    ("Tingkat", 8),
    ("Skor", 9),
    ("Target", 9),
    ("Tahun target", 9),
    ("Jarak", 9),
    ("Kekurangan", 11),
    ("Ada jawaban", 11),
    ("Bobot terhitung", 10),
    ("Bobot efektif", 10),
    ("Kontribusi", 11),
    ("Selisih", 10),
)
GAP = {heading: place for place, (heading, _) in enumerate(GAP_COLUMNS)}
_WEIGHT_COLUMNS = 5
NODE_COLUMNS = 3


@dataclass(frozen=True)
class CellAddresses:
    """Addresses for one plan; rows and columns are 0-based, texts are references as formulas write them."""

    plan: ScoreLayout
    sheets: SheetNames = SheetNames()

    def weight_row(self, code: str) -> int:
        return HEAD + 1 + self.plan.position[code]

    def weight_column(self, vector: int) -> int:
        return _WEIGHT_COLUMNS + vector

    def target_column(self, vector: int) -> int:
        return _WEIGHT_COLUMNS + len(self.plan.weights) + vector

    @property
    def threshold_column(self) -> int:
        return _WEIGHT_COLUMNS - 1

    def weight(self, code: str, vector: int) -> str:
        return cell_reference(self.sheets.weights, self.weight_row(code), self.weight_column(vector))

    def target(self, code: str, vector: int) -> str:
        return cell_reference(self.sheets.weights, self.weight_row(code), self.target_column(vector))

    def threshold(self, code: str) -> str:
        return cell_reference(self.sheets.weights, self.weight_row(code), self.threshold_column)

    def weights_below(self, code: str, vector: int) -> str:
        """The weights of a node's children on Bobot, downwards."""
        first, last = self.plan.family[code]
        column, top = self.weight_column(vector), HEAD + 1
        return f"'{self.sheets.weights}'!{_fixed(xl_range(top + first, column, top + last, column))}"

    def answer_column(self, code: str) -> int:
        return NODE_COLUMNS + self.plan.leaves.index(code)

    def answer_row(self, number: int) -> int:
        return HEAD + 2 + number

    @property
    def threshold_row(self) -> int:
        """Row of Skor that repeats the thresholds; the weight vectors in use follow below it."""
        return HEAD + 2

    def score_row(self, number: int) -> int:
        return self.threshold_row + 1 + len(self.plan.weights) + number

    def score_column(self, code: str) -> int:
        return NODE_COLUMNS + self.plan.position[code]

    def score(self, number: int, code: str) -> str:
        """The score of a node of region `number`, from any sheet."""
        return cell_reference(self.sheets.scores, self.score_row(number), self.score_column(code))

    def scores_below(self, code: str, row: int) -> str:
        """A row of Skor over a node's children, without the sheet's name."""
        first, last = self.plan.family[code]
        text = xl_range(row, NODE_COLUMNS + first, row, NODE_COLUMNS + last)
        return text if ":" in text else f"{text}:{text}"

    def gap_row(self, number: int, code: str) -> int:
        return HEAD + 1 + number * len(self.plan.codes) + self.plan.position[code]

    def gap(self, heading: str, number: int, code: str) -> str:
        return xl_rowcol_to_cell(self.gap_row(number, code), GAP[heading])

    def gaps_below(self, heading: str, number: int, code: str) -> str:
        """A column of Kesenjangan over a node's children."""
        first, last = (self.plan.codes[place] for place in self.plan.family[code])
        return f"{self.gap(heading, number, first)}:{self.gap(heading, number, last)}"


def cell_reference(sheet: str, row: int, column: int) -> str:
    """A cell as any sheet's formula names it."""
    return f"'{sheet}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def _fixed(text: str) -> str:
    first, _, last = text.partition(":")
    return ":".join(_absolute(part) for part in (first, last or first))


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"

"""An instrument as an expert writes it: settings and one row per node, not yet checked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, TypeGuard


@dataclass(frozen=True)
class DefinitionProblem:
    """One fault of a definition; `row` as the spreadsheet counts (1 = heading), None = the whole file."""

    file: str
    row: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file} baris {self.row}"
        return f"{place}: {self.message}"


class InstrumentError(ValueError):
    """A definition that cannot be used. `problems` lists every fault with file and row."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class NodeRow:
    """One node: its place in the file and its cells by column; under "" what stands outside any column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Definition:
    """Settings (nested as in instrument.toml) and node rows, with the names of the places they came from."""

    settings: Mapping[str, Any]
    rows: tuple[NodeRow, ...]
    columns: tuple[str, ...]
    settings_file: str = "instrument.toml"
    nodes_file: str = "nodes.csv"
    problems: tuple[DefinitionProblem, ...] = field(default=())

    @property
    def horizons(self) -> tuple[str, ...]:
        """Names of the target horizons, nearest first."""
        return tuple(self.settings.get("horizons", {}).get("names", ()))

    @property
    def anchor_columns(self) -> tuple[str, ...]:
        """Columns of the anchors, one per level of the scale; none where its ends are no levels."""
        scale = self.settings.get("scale", {})
        ends = (scale.get("minimum"), scale.get("maximum"))
        if not all(isinstance(end, int | float) and float(end).is_integer() for end in ends):
            return ()
        return tuple(f"jangkar_{level}" for level in range(int(ends[0]), int(ends[1]) + 1))

    @property
    def target_columns(self) -> dict[str, str]:
        """Column of the target of each horizon."""
        return {f"target_{horizon}": horizon for horizon in self.horizons}


def definition_as_values(definition: Definition) -> dict[str, Any]:
    """A definition as JSON holds it."""
    return {
        "settings": definition.settings,
        "rows": [[row.number, dict(row.cells)] for row in definition.rows],
        "columns": list(definition.columns),
        "problems": [[one.file, one.row, one.message] for one in definition.problems],
    }


def definition_from_values(values: Mapping[str, Any]) -> Definition:
    """The definition that `definition_as_values` made, of files of the usual names."""
    rows = tuple(NodeRow(number, cells) for number, cells in values["rows"])
    found = tuple(DefinitionProblem(*one) for one in values["problems"])
    return Definition(values["settings"], rows, tuple(values["columns"]), problems=found)


REQUIRED_COLUMNS = ("kode", "induk", "tingkat", "nama", "bobot")
NODE_COLUMNS = (*REQUIRED_COLUMNS, "arah", "minimum", "maksimum", "target", "agregasi")
NUMBER_COLUMNS = ("bobot", "minimum", "maksimum", "target")
TEXT_TAGS = {
    "tipe": "kind",
    "elemen": "element",
    "pertanyaan": "question",
    "pertanyaan_kota": "question_city",
    "urusan_utama": "lead",
    "mitra": "partner",
    "bukti": "evidence",
    "satuan": "unit",
    "tahap": "stage",
    "rujukan": "reference",
    "sumber_data": "source",
    "syarat_tidak_berlaku": "not_applicable_when",
    "menggantikan": "replaces",
    "warna": "colour",
    "warna_gelap": "colour_dark",
    "tanda": "shape",
}
COLOUR_COLUMNS = ("warna", "warna_gelap")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
MARK_SHAPES = (
    "lingkaran", "persegi", "belah_ketupat", "segi_enam", "segi_lima", "segi_delapan", "segitiga", "palang",
)  # fmt: skip
LIST_TAGS = {"urusan_pendukung": ("support", ";"), "judul": ("headings", "|")}
FLAG_TAGS = {"boleh_tidak_berlaku": "may_not_apply"}
FLAGS = {"ya": True, "tidak": False, "": False}
BLANKS = {"": "", "tidak_berlaku": "not_applicable"}
OTHER_TAGS = {"nomor": "number", "kosong": "blank"}
BESIDE = "TAM"
"""Root of the items that a kabupaten asks beside the index (`own_items`); no instrument has it."""
STAGES = ("I", "II", "III", "IV")


def parse_number(text: str) -> float:
    """A finite number with decimal point or comma, or a fraction such as 2/3; ValueError otherwise."""
    top, _, bottom = text.replace(",", ".").partition("/")
    value = float(top) / (float(bottom) if bottom else 1.0)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def is_number(value: object) -> TypeGuard[float]:
    """A number as TOML or a workbook holds it; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_number_within(text: str, low: float = float("-inf"), high: float = float("inf")) -> bool:
    """Whether a cell is a finite number between low and high."""
    try:
        return low <= parse_number(text) <= high
    except (ValueError, ZeroDivisionError):
        return False


def node_rows(cells: list[list[str]]) -> tuple[tuple[str, ...], tuple[NodeRow, ...]]:
    """Columns and rows of a table whose first row is the heading; wholly blank rows are skipped."""
    if not cells:
        return (), ()
    columns = tuple(cell.strip().casefold() for cell in cells[0])
    lines = enumerate(cells[1:], start=2)
    rows = [
        NodeRow(place, _cells(columns, line)) for place, line in lines if any(cell.strip() for cell in line)
    ]
    return tuple(filter(None, columns)), tuple(rows)


def _cells(columns: tuple[str, ...], line: list[str]) -> dict[str, str]:
    named = {column: cell.strip() for column, cell in zip(columns, line, strict=False) if column}
    loose = [cell for column, cell in zip_longest(columns, line, fillvalue="") if not column]
    return named | {"": " ".join(loose).strip()}

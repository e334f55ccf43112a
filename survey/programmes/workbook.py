"""The register as a workbook to fill in: what `read` reads back unchanged, with lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from reference.agencies import OpdNames
from reference.instruments import Instrument
from reference.numbers import format_plain
from reference.plain_workbooks import PLAIN_TEXT
from survey.programmes import names
from survey.template.sheet import write_text_cell, write_value_cell
from survey.template.styles import count_wrapped_lines, form_formats, form_row_height

SHEET, GUIDE, LISTS = "Program", "Petunjuk", "Daftar"
HEADER = 4
"""The row of the headings from 0."""
SPARE = 60
LAST_ROW = 1000
PAGES_WIDE = 4
"""A3 pages side by side on paper, each with the names; on one the print would be too small to read."""
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class RegisterColumn:
    """A column of the sheet: field, heading, width in characters, and the year of a yearly one."""

    field: str
    heading: str
    width: float
    year: int | None = None


FIRST = (
    RegisterColumn("name", "Nama program", 42),
    RegisterColumn("problem", "Masalah", 36),
    RegisterColumn("kind", "Jenis", 18),
    RegisterColumn("dimension", "Dimensi", 20),
    RegisterColumn("subdimension", "Subdimensi", 26),
    RegisterColumn("lifts", "Indikator yang dinaikkan", 30),
    RegisterColumn("lead", "OPD penanggung jawab", 34),
    RegisterColumn("support", "OPD pendukung", 34),
    RegisterColumn("data_from", "Data dari OPD", 30),
    RegisterColumn("districts", "Kecamatan", 26),
    RegisterColumn("villages", "Desa/kelurahan", 26),
    RegisterColumn("status", "Status", 13),
    RegisterColumn("since", "Berjalan sejak", 10),
    RegisterColumn("start", "Mulai", 13),
    RegisterColumn("end", "Selesai", 13),
    RegisterColumn("benefit", "Manfaat terasa sejak", 13),
)
LAST = (
    RegisterColumn("funds", "Sumber dana", 24),
    RegisterColumn("rpjmd", "Acuan RPJMD", 24),
    RegisterColumn("renstra", "Acuan Renstra", 24),
    RegisterColumn("renja", "Acuan Renja", 30),
    RegisterColumn("code", "Kode program/kegiatan/sub kegiatan", 22),
    RegisterColumn("measure", "Indikator keberhasilan", 30),
    RegisterColumn("unit", "Satuan", 12),
    RegisterColumn("baseline", "Nilai awal", 12),
    RegisterColumn("target", "Target", 12),
    RegisterColumn("risk", "Risiko", 30),
    RegisterColumn("mitigation", "Mitigasi", 30),
    RegisterColumn("after", "Prasyarat", 30),
    RegisterColumn("note", "Catatan", 36),
)
KEY = RegisterColumn("key", "Kunci", 16)
AGENCIES = frozenset({"support", "data_from"})
LINES = frozenset({"districts", "villages"})

GUIDE_LINES = (
    "Satu baris untuk satu program atau inovasi. Kolom yang belum diketahui dikosongkan.",
    "Biaya ditulis dalam rupiah pada tahunnya; 1,25 miliar atau Rp1.250.000.000 juga terbaca.",
    "Beberapa OPD dalam satu sel dipisahkan titik koma. Pakai nama pada lembar Daftar.",
    "Indikator ditulis dengan kode dan tingkat yang dicapai, misalnya GOV3.4 → 4; GOV1.1 → 3.",
    "Status: berjalan, usulan, selesai, atau dihentikan. Tanggal: 14 Juni 2026, Juni 2026, atau 2026.",
    "Prasyarat diisi nama program yang harus selesai lebih dahulu, dipisahkan titik koma.",
    "Kolom Kunci dibiarkan: dengan kunci itu program dikenali bila namanya berubah.",
)


@dataclass(frozen=True, eq=False)
class RegisterContents:
    """What the workbook holds: whose register, and its programmes as fields; `label` marks a sample."""

    instrument: Instrument
    roster: pd.DataFrame
    region: str
    period: str
    years: Sequence[int]
    programmes: Sequence[Fields] = ()
    label: str = ""


def write_register_workbook(contents: RegisterContents) -> bytes:
    """The workbook; without programmes an empty form."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN_TEXT) as workbook:
        workbook.set_properties({"created": datetime(2026, 1, 1)})
        styles = form_formats(workbook)
        columns = register_columns(contents)
        _write_programmes(workbook.add_worksheet(SHEET), styles, contents, columns)
        _write_guide(workbook.add_worksheet(GUIDE), styles)
        _write_lists(workbook.add_worksheet(LISTS), styles, contents)
    return buffer.getvalue()


def register_columns(contents: RegisterContents) -> tuple[RegisterColumn, ...]:
    """The columns: costs of every year asked or given, realisation of years that have one."""
    told = [one.get("costs", {}) for one in contents.programmes]
    years = sorted({*contents.years, *(year for costs in told for year in costs)})
    costs = [RegisterColumn("costs", f"Biaya {year}", 18, year) for year in years]
    if any("costs" in one.get("unread", {}) for one in contents.programmes):
        costs.append(RegisterColumn("costs", "Biaya", 18))
    done = sorted({year for one in contents.programmes for year in one.get("realisation", {})})
    realised = [
        RegisterColumn(field, f"{word} {year}", width, year)
        for year in done
        for field, word, width in (("done", "Realisasi (%)", 12), ("outcome", "Hasil", 30))
    ]
    return (*FIRST, *costs, *LAST, *realised, KEY)


def _write_programmes(
    sheet: Any, styles: Any, contents: RegisterContents, columns: Sequence[RegisterColumn]
) -> None:
    sheet.write_string(0, 0, f"Daftar program {contents.region}", styles["title"])
    subtitle = f"{contents.instrument.title} {contents.instrument.version} · periode {contents.period}"
    sheet.write_string(1, 0, subtitle, styles["subtitle"])
    if contents.label:
        sheet.write_string(2, 0, contents.label, styles["banner"])
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER, place, column.heading, styles["head"])
    named = _SpokenNames(contents)
    for offset in range(len(contents.programmes) + SPARE):
        one = contents.programmes[offset] if offset < len(contents.programmes) else {}
        cells = [named.cell(one, column) for column in columns]
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            _write_cell(sheet, styles, HEADER + 1 + offset, place, column, cell)
        lines = [
            count_wrapped_lines(cell, column.width)
            for column, cell in zip(columns, cells, strict=True)
            if isinstance(cell, str)
        ]
        sheet.set_row(HEADER + 1 + offset, form_row_height(max(lines, default=1)))
    _restrict(sheet, contents, columns)
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(PAGES_WIDE, 0)
    sheet.repeat_rows(HEADER)
    sheet.repeat_columns(0)


def _write_cell(sheet: Any, styles: Any, row: int, place: int, column: RegisterColumn, value: Any) -> None:
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, place, day, styles["input_date"])
    elif column.field == "costs":
        write_value_cell(sheet, row, place, value, styles["input_money"])
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, styles["input"])
    else:
        write_text_cell(sheet, row, place, value or "", styles["input"])


class _SpokenNames:
    """Says of ids and codes what people call them."""

    def __init__(self, contents: RegisterContents) -> None:
        self.framework = contents.instrument.framework
        self.opd = OpdNames(contents.roster).in_full
        self.programme = {one["key"]: one["name"] for one in contents.programmes}
        self.doubled = {
            name for name in self.programme.values() if list(self.programme.values()).count(name) > 1
        }

    def cell(self, one: Fields, column: RegisterColumn) -> Any:
        """What stands in a cell: the value, with what could not be read as it was."""
        if not one:
            return None
        unread = one.get("unread", {}).get(column.field, "")
        if column.field == "costs":
            return unread if column.year is None else one["costs"].get(column.year)
        if column.field in ("done", "outcome"):
            said = one["realisation"].get(column.year, {}).get(column.field)
            # As a number up to 1 it would read back as a share of 1.
            small = column.field == "done" and said is not None and 0 < said <= 1
            return f"{format_plain(said, 10)}%" if small else said
        value = self._said(column.field, one[column.field])
        if isinstance(value, str):
            return "; ".join(filter(None, (value, unread)))
        return unread if value is None else value

    def _said(self, field: str, value: Any) -> Any:
        if field in ("dimension", "subdimension"):
            return self.framework.node(value).name if value in self.framework.codes else value
        if field == "lead":
            return self.opd.get(value, value)
        if field in AGENCIES:
            return "; ".join(self.opd.get(opd, opd) for opd in value)
        if field == "lifts":
            return "; ".join(f"{code} → {format_plain(level)}" for code, level in value.items())
        if field == "after":
            return "; ".join(self._programme(key) for key in value)
        return "; ".join(value) if field in LINES else value

    def _programme(self, key: str) -> str:
        name = self.programme.get(key, key)
        return key if name in self.doubled or ";" in name else name


def _restrict(sheet: Any, contents: RegisterContents, columns: Sequence[RegisterColumn]) -> None:
    """Lists to choose from; other texts stay possible, since the reader tells what it does not know."""
    sizes = {field: len(values) for field, values in _lists(contents).items()}
    for place, column in enumerate(columns):
        if column.field in sizes:
            letter = xl_col_to_name(list(sizes).index(column.field))
            source = f"={LISTS}!${letter}$2:${letter}${sizes[column.field] + 1}"
            rule = {"validate": "list", "source": source, "error_type": "information"}
            sheet.data_validation(HEADER + 1, place, LAST_ROW, place, rule)


def _lists(contents: RegisterContents) -> dict[str, list[str]]:
    framework = contents.instrument.framework
    tops = [code for root in framework.roots for code in framework.children(root)]
    inner = [code for code in tops if framework.children(code)]
    below = [child for code in inner for child in framework.children(code) if framework.children(child)]
    return {
        "dimension": [framework.node(code).name for code in inner],
        "subdimension": [framework.node(code).name for code in below],
        "lead": list(contents.roster["name"]),
        "kind": list(names.KINDS),
        "status": list(names.STATUSES),
    }


def _write_guide(sheet: Any, styles: Any) -> None:
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 1, "Cara mengisi", styles["title"])
    for place, line in enumerate(GUIDE_LINES, start=1):
        sheet.write_number(place + 1, 0, place, styles["number"])
        sheet.write_string(place + 1, 1, line, styles["paragraph"])


def _write_lists(sheet: Any, styles: Any, contents: RegisterContents) -> None:
    lists = _lists(contents)
    leaves = [
        f"{code} {contents.instrument.framework.node(code).name}"
        for code in contents.instrument.framework.leaves
    ]
    headings = {"dimension": "Dimensi", "subdimension": "Subdimensi", "lead": "OPD", "kind": "Jenis"}
    headings |= {"status": "Status", "lifts": "Indikator"}
    for place, (field, values) in enumerate((lists | {"lifts": leaves}).items()):
        sheet.set_column(place, place, 30 if field != "lifts" else 60)
        sheet.write_string(0, place, headings[field], styles["head"])
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, place, value, styles["cell"])
    sheet.freeze_panes(1, 0)

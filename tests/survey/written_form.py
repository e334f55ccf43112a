"""The survey workbook of one OPD as it is written, opened, and its cells by heading."""

import subprocess
from io import BytesIO

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from reference import instruments
from survey import template
from survey.template import layout
from survey.values import Answer

REGION = "35.18"
ROSTER = pd.DataFrame(
    [
        ("DISKOMINFO", "DISKOMINFO", "Dinas Komunikasi dan Informatika", "Diskominfo", "kominfo", ""),
        ("DISPAR", "DISPAR", "Dinas Pariwisata & Kebudayaan", "Dispar", "wisata", ""),
        ("BAKESBANGPOL", "BAKESBANGPOL", "Badan Kesatuan Bangsa dan Politik", "Bakesbangpol", "kesbang", ""),
        ("KEC-35.18.03", "KEC", "Kecamatan Berbek", "Kec. Berbek", "kecamatan", "35.18.03"),
    ],
    columns=["opd", "code", "name", "short", "sectors", "district"],
).assign(vote=["DISKOMINFO", "DISPAR", "BAKESBANGPOL", "KECAMATAN"])
ASSIGNMENTS = pd.DataFrame(
    [
        ("PRE.01", "DISKOMINFO", "lead"),
        ("GOV2.1", "DISKOMINFO", "lead"),
        ("GOV1.3", "DISKOMINFO", "support"),
        ("BRA1.4", "DISPAR", "lead"),
        ("BRA1.1", "DISPAR", "lead"),
        ("GOV1.3", "KECAMATAN", "support"),
    ],
    columns=["indicator", "opd", "role"],
)
KESIAPAN = instruments.load_instrument("kesiapan")
ANSWERS = {
    "GOV2.1": Answer(
        "GOV2.1",
        "answered",
        4.0,
        fact="=1+1",
        evidence="http://contoh.go.id/sk",
        evidence_date="2025-11-03",
        obstacle="SDM",
        note="@catatan",
    ),
    "PRE.01": Answer("PRE.01", "missing"),
}


def agency(opd):
    return ROSTER.set_index("opd", drop=False).loc[opd].to_dict()


def written(opd="DISKOMINFO", *, instrument=KESIAPAN, region=REGION, assignments=ASSIGNMENTS, **filled):
    buffer = BytesIO()
    template.write_survey_form(instrument, region, agency(opd), assignments, buffer, "2026", **filled)
    return buffer.getvalue()


def opened(data):
    return openpyxl.load_workbook(BytesIO(data))


def cached(data, sheet):
    return (
        CalamineWorkbook.from_filelike(BytesIO(data))
        .get_sheet_by_name(sheet)
        .to_python(skip_empty_area=False)
    )


HEADINGS = [
    *("No", "Kode", "Pertanyaan", "Tingkat 1", "Tingkat 2", "Tingkat 3", "Tingkat 4", "Tingkat 5"),
    *("Jawaban", "Masih kurang", "Fakta", "Bukti", "Tanggal bukti", "Kendala utama", "Catatan"),
]


def column(name):
    return HEADINGS.index(name) + 1


def letter(name):
    return get_column_letter(column(name))


def rows_by_code(sheet):
    rows = range(layout.FIRST_ROW, sheet.max_row + 1)
    return {sheet.cell(r, column("Kode")).value: r for r in rows if sheet.cell(r, column("Kode")).value}


def choices(sheet, cell):
    found = [v.formula1 for v in sheet.data_validations.dataValidation if cell in v.cells]
    return found[0].strip('"').split(",")


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def convert(source, folder):
    profile = f"-env:UserInstallation=file://{folder}-profil"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

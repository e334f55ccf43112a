"""Workbooks made for the tests, and the shortest way to read them."""

import random
from datetime import datetime
from io import BytesIO

import pandas as pd
import xlsxwriter

from reference import agencies, instruments
from survey import template
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile

KESIAPAN = instruments.load_instrument("kesiapan")
KOMINFO = instruments.load_instrument("kominfo")
SPBE = instruments.load_instrument("spbe")
MADE = datetime(2026, 1, 1)
NGANJUK, PASURUAN, KOTA_PASURUAN = "35.18", "35.14", "35.75"


def _roster(region):
    return pd.DataFrame(
        [
            ("DISKOMINFO", "DISKOMINFO", "Dinas Komunikasi dan Informatika", "Diskominfo", "kominfo"),
            ("DINKES", "DINKES", "Dinas Kesehatan", "Dinkes", "kesehatan"),
            ("SETDA", "SETDA", "Sekretariat Daerah", "Setda", "setda;organisasi"),
            (f"KEC-{region}.03", "KEC", "Kecamatan Berbek", "Kec. Berbek", "kecamatan"),
        ],
        columns=["opd", "code", "name", "short", "sectors"],
    ).assign(district="", vote=["DISKOMINFO", "DINKES", "SETDA", "KECAMATAN"])


ROSTERS = {region: _roster(region) for region in (NGANJUK, PASURUAN)}
ASSIGNMENTS = agencies.assign_indicators(KESIAPAN.framework, ROSTERS[NGANJUK])


def book(*sheets, merges=(), hidden=(), formulas=None):
    """An .xlsx of sheets (name, rows); on the first `merges` (range, text) and `formulas`."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        _write(sheet, row, column, cell)
            if name in hidden:
                sheet.hide()
        first = workbook.worksheets()[0]
        for where, text in merges:
            first.merge_range(where, text)
        for cell, (formula, result) in (formulas or {}).items():
            first.write_formula(cell, formula, None, result)
    return buffer.getvalue()


def _write(sheet, row, column, cell):
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write(row, column, cell)


def form(opd="DISKOMINFO", region=NGANJUK, instrument=KESIAPAN, **filled):
    """The template of one OPD."""
    agency = ROSTERS[region].set_index("opd", drop=False).loc[opd].to_dict()
    buffer = BytesIO()
    template.write_survey_form(instrument, region, agency, ASSIGNMENTS, buffer, "Semester I 2026", **filled)
    return buffer.getvalue()


def draw_levels(seed, count):
    """So many levels, each of 1 to 5 among them."""
    chance = random.Random(seed)
    found = [1, 2, 3, 4, 5, *(chance.randint(1, 5) for _ in range(5, count))]
    chance.shuffle(found)
    return found


def read(data, instrument=KESIAPAN, name="berkas.xlsx", **given):
    """The reading of one file."""
    (reading,) = read_batch(
        [SourceFile(name, data)], ReadingContext(instrument, **{"rosters": ROSTERS, **given})
    )
    return reading


def codes(reading):
    """The finding codes of a reading."""
    return [finding.code for finding in reading.findings]


def said(reading, code):
    """The findings of one code."""
    return [finding for finding in reading.findings if finding.code == code]

"""The sample's survey of opinion: one sheet as an online form exports it, simulated from the seed."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import numpy as np
import xlsxwriter

from reference import agencies, instruments, regions
from reference.period_words import SAMPLE_LABEL
from reference.plain_workbooks import PLAIN_TEXT
from scoring import Framework
from survey.values import SourceFile
from workflow.sample.simulate import seeded_generator

REGION = "35.18"
INSTRUMENT = "persepsi"
OPENED = datetime(2026, 4, 6, 8, 0)
# Mean level and spread per dimension; how far above the mean OPD in town see it, and kecamatan below.
STORY = {
    "GOV": (3.5, 0.6, 0.0),
    "BRA": (2.6, 0.7, 0.2),
    "ECO": (2.3, 0.6, 0.0),
    "LIV": (3.1, 0.7, 0.4),
    "SOC": (3.0, 0.8, 1.4),
    "ENV": (2.9, 0.7, 0.1),
}
LENIENCE = 0.3
Cell = str | int | None
SILENT = 0.03
SECOND_RESPONDENT = 0.2


def sample_opinion_file(seed: int) -> SourceFile:
    """The answers of one or two people of every OPD; the same seed gives the same bytes."""
    framework = instruments.load_instrument(INSTRUMENT).framework
    roster = agencies.sample_rosters()[REGION]
    people = roster[["opd", "name", "district"]].itertuples(index=False, name=None)
    rows = [row for opd in people for row in _of_opd(framework, *opd, seed=seed)]
    questions = [framework.node(code).tags["question"] for code in framework.leaves]
    headings = ["Stempel waktu", "Kabupaten/Kota", "Perangkat daerah", *questions]
    return SourceFile("Persepsi_Kab-Nganjuk_2026.xlsx", _workbook(headings, rows))


def _of_opd(framework: Framework, opd: str, name: str, district: str, *, seed: int) -> list[list[Cell]]:
    random = seeded_generator(seed, REGION, opd, INSTRUMENT)
    people = 2 if not district and random.random() < SECOND_RESPONDENT else 1
    place = regions.find_region(REGION).label
    return [
        [_moment(random), place, name, *_levels(framework, bool(district), random)] for _ in range(people)
    ]


def _moment(random: np.random.Generator) -> str:
    at = OPENED + timedelta(minutes=int(random.integers(0, 5 * 24 * 60)))
    return f"{at:%d/%m/%Y %H:%M}"


def _levels(framework: Framework, district: bool, random: np.random.Generator) -> list[Cell]:
    lenience = random.normal(0, LENIENCE)
    found: list[Cell] = []
    for code in framework.leaves:
        mean, spread, apart = STORY[code[:3]]
        seen = random.normal(mean + lenience + (-apart if district else apart), spread)
        found.append(None if random.random() < SILENT else int(np.clip(np.rint(seen), 1, 5)))
    return found


def _workbook(headings: list[str], rows: list[list[Cell]]) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, PLAIN_TEXT)
    book.set_properties({"created": OPENED})
    sheet = book.add_worksheet("Form Responses 1")
    sheet.write(0, 0, f"Survei persepsi kesiapan kota cerdas. {SAMPLE_LABEL}")
    sheet.write_row(2, 0, headings)
    for number, row in enumerate(rows, start=3):
        sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()

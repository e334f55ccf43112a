"""A filled form of ours, and how another program would save it changed."""

from io import BytesIO

import openpyxl

from survey.values import Answer, ReportedProgramme
from tests.survey.making import (
    form,
)

ANSWERS = {
    "GOV2.1": Answer(
        "GOV2.1",
        "answered",
        4.0,
        fact="Ada aturan",
        evidence="SK 12/2024",
        evidence_link="https://contoh.go.id/sk",
        evidence_date="2025-11-03",
        obstacle="SDM",
        note="=1+1",
    ),
    "PRE.01": Answer("PRE.01", "missing"),
}
PROGRAMMES = [
    ReportedProgramme("Satu Data", "Smart Governance", "2024", "Sub kegiatan", 1_250_000_000.0, "berjalan")
]
FILLED = form(answers=ANSWERS, programmes=PROGRAMMES)


def edited(data, change):
    """The workbook after `change(book)`, as another program would save it."""
    book = openpyxl.load_workbook(BytesIO(data))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()

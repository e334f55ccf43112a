"""Digits that no number has: more than Python turns into one, or such that only look like digits."""

import pytest

from survey.values import SourceFile
from tests.doors.doors import DOORS
from tests.survey.making import book

TABLES = [name for name, (_, ending) in DOORS.items() if ending == ".xlsx"]
HEADINGS = ("Kode", "Nama", "Jawaban", "OPD", "Dimensi", "Tahun", "Biaya 2026")
DIGITS = {
    "5,000 of them": "9" * 5_000,
    "behind a word": "Tingkat " + "9" * 5_000,
    "in a code": "GOV" + "1" * 5_000 + ".1",
    "in brackets": "Baik (" + "5" * 5_000 + ")",
    "with points": "1." * 3_000 + "5",
    "of a year": "2026" * 1_500,
    "raised": "²",
    "of another script": "٣" * 5_000,
}


@pytest.mark.parametrize("door", TABLES)
@pytest.mark.parametrize("digits", DIGITS)
def test_no_door_falls_over_them(door, digits):
    text, send = DIGITS[digits], DOORS[door][0]
    tables = (
        [HEADINGS, *([text] * len(HEADINGS) for _ in range(4))],
        [[text] * len(HEADINGS), *(HEADINGS for _ in range(4))],
        [
            [*HEADINGS, text],
            *(["GOV1.1", "a", 3, "Dinas Kesehatan", "GOV", 2026, 1e6, text] for _ in range(4)),
        ],
    )
    for rows in tables:
        assert all(isinstance(line, str) for line in send(SourceFile("uji.xlsx", book(("Lembar", rows)))))

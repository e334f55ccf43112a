"""How long a clerk takes over each OPD's form, counted from the forms themselves: words read, keys pressed.

    python -m benchmarks.clerk              version 0.9, Kab. Nganjuk
    python -m benchmarks.clerk 1.0-draf

Every form of the sample's kabupaten, with what the sample's OPD write into a row on the average. Counted of
what the OPD leads, its programmes not among it:

- words: the guide, the heads, and of each row its question and the words of all its levels, at 200 a minute;
- keys: each character typed, Tab over every cell to be filled; a date ten, a list two; at 120 a minute;
- evidence: one minute for every document named, to find what it is called and of which day it is.

The middle form is the median of the OPD that lead anything.
"""

from __future__ import annotations

import re
import statistics
import sys
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reference import agencies, instruments
from reference.instruments import Instrument
from survey import template
from survey.template import layout
from survey.values import SourceFile
from workflow import sample

WORDS, KEYS, DOCUMENT, BOUND = 200, 120, 1.0, 20
WORD = re.compile(r"\w[\w.,%/-]*")
TAB, DATE, LIST = 1, 10, 2
TYPED = ("Fakta", "Bukti", "Catatan")


@dataclass(frozen=True)
class ClerkTime:
    """What one form takes: items led, words to read, keys to press, documents to find; minutes of all."""

    opd: str
    items: int
    words: int
    keys: int
    documents: int

    @property
    def minutes(self) -> float:
        """Minutes of reading, typing and looking for evidence."""
        return self.words / WORDS + self.keys / KEYS + self.documents * DOCUMENT


@dataclass(frozen=True)
class TypedRow:
    """What the sample's clerks typed into a row on the average: keys, and documents named."""

    keys: float
    documents: float


def measure_typing(files: list[SourceFile]) -> TypedRow:
    """Of every answered row of filled forms."""
    keys, documents = [], []
    for file in files:
        book = load_workbook(BytesIO(file.data))
        if layout.ANSWER_SHEET not in book.sheetnames:
            continue
        for row in _rows(book[layout.ANSWER_SHEET]):
            if row.get("Jawaban") is not None:
                keys.append(_keys_of_row(row))
                documents.append(bool(row.get("Bukti")))
    return TypedRow(statistics.mean(keys), statistics.mean(documents))


def _rows(sheet: Worksheet) -> list[dict[str, object]]:
    heads = [cell.value for cell in sheet[layout.HEADER_ROW]]
    told = sheet.iter_rows(min_row=layout.FIRST_ROW, values_only=True)
    return [dict(zip(heads, row, strict=False)) for row in told if row[1]]


def _keys_of_row(row: dict[str, object]) -> int:
    """The answer, a Tab for every cell, texts as long as they are, dates and lists where they are given."""
    keys = 1 + TAB * len(layout.ENTRY_COLUMNS)
    keys += sum(len(str(row[name])) for name in TYPED if row.get(name))
    keys += DATE if row.get("Tanggal bukti") else 0
    return keys + (LIST if row.get("Kendala utama") else 0)


def measure_form(instrument: Instrument, region: str, agency: dict[str, str], typed: TypedRow) -> ClerkTime:
    """One OPD's form filled in as the sample's clerks do."""
    roster = agencies.sample_rosters()[region]
    assigned = agencies.assign_indicators(instrument.framework, roster)
    target = BytesIO()
    template.write_survey_form(instrument, region, agency, assigned, target, "2026")
    book = load_workbook(target)
    own = assigned[(assigned["opd"] == agency["opd"]) & (assigned["role"] == "lead")]
    led = set(own["indicator"])
    texts = [
        str(cell) for row in book[layout.GUIDE_SHEET].iter_rows(values_only=True) for cell in row if cell
    ]
    if led:
        sheet = book[layout.ANSWER_SHEET]
        texts += [str(cell.value) for row in sheet[1 : layout.HEADER_ROW] for cell in row if cell.value]
        texts += [
            str(text)
            for row in _rows(sheet)
            if row["Kode"] in led
            for text in row.values()
            if isinstance(text, str)
        ]
    words = sum(len(WORD.findall(text)) for text in texts if not text.startswith("="))
    keys, documents = round(typed.keys * len(led)), round(typed.documents * len(led))
    return ClerkTime(agency["opd"], len(led), words, keys, documents)


def main(version: str = "0.9", region: str = "35.18") -> int:
    """Print every form's time, the middle one's last; 1 where that is over the bound."""
    instrument = instruments.load_instrument("kesiapan", version)
    files = dict(sample.sample_batches())[region]
    typed = measure_typing(files)
    roster = agencies.sample_rosters()[region].to_dict("records")
    forms = [measure_form(instrument, region, {str(k): v for k, v in row.items()}, typed) for row in roster]
    forms = sorted((one for one in forms if one.items), key=lambda one: one.minutes)
    print(f"typed in a row: {typed.keys:.0f} keys, {typed.documents:.2f} documents")
    for one in forms:
        counted = f"{one.items:3} items {one.words:5} words {one.keys:5} keys {one.documents:3} documents"
        print(f"{one.opd:16} {counted} {one.minutes:6.1f} minutes")
    middle = forms[len(forms) // 2]
    print(f"middle: {middle.opd}, {middle.minutes:.1f} minutes; bound {BOUND}")
    return int(middle.minutes > BOUND)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

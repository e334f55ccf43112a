"""The worksheets of all groups as one workbook, in the columns of the bimtek's own worksheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import FACTORS, ISSUE, NOTE, PARKED, PARTS, STRATEGIES
from reference import regions
from reference.agencies import OpdNames
from survey import booklet
from survey.booklet import BookletField, BookletPage, BookletRow
from workflow.worksheets.workbook_rows import TITLES, WIDE
from workflow.worksheets.worksheets import WorksheetScope

ISSUE_COLUMNS = {
    "text": ("Kondisi saat ini", 44),
    "why": ("Penyebab", 40),
    "cause": ("Jenis akar masalah", 15),
    "remedy": ("Kebutuhan/Rekomendasi", 40),
    "dimension": ("Dimensi", 20),
    "element": ("Elemen", 16),
    "opd": ("OPD", 34),
    "group": ("Kelompok", 24),
    "authors": ("Penulis", 24),
}
NOTE_COLUMNS = {
    "text": ("Catatan", 60),
    "part": ("Jenis catatan", 13),
    "opd": ("OPD", 34),
    "authors": ("Penulis", 24),
}


def minutes_file_name(room: WorksheetScope) -> str:
    """For example "Kertas kerja semua kelompok Kab. Nganjuk 2026.xlsx"."""
    return f"Kertas kerja semua kelompok {regions.find_region(room.region).label} {room.period}.xlsx"


def write_worksheet_minutes(
    room: WorksheetScope,
    everyone: Sequence[MergedLine],
    roster: pd.DataFrame,
    groups: Mapping[str, str],
    dimensions: Mapping[str, str],
    label: str = "",
) -> bytes:
    """The joined lines: issues, a SWOT matrix with a row per element and dimension, notes and parked things.

    `groups` and `dimensions`: key -> name.
    """
    names = OpdNames(roster).in_full
    told = [(one, _texts(one, names, groups, dimensions)) for one in everyone]
    issues = tuple(BookletRow(texts) for one, texts in told if one.lead.part == ISSUE)
    notes = tuple(BookletRow(texts) for one, texts in told if one.lead.part in (NOTE, PARKED))
    pages = [
        BookletPage(TITLES["issue"], "", _fields(ISSUE_COLUMNS), issues),
        BookletPage(WIDE, "", _wide(), _matrix(told)),
        BookletPage(TITLES["note"], "", _fields(NOTE_COLUMNS), notes),
    ]
    subtitle = f"{regions.find_region(room.region).label} · periode {room.period}"
    return booklet.write_booklet("Kertas kerja semua kelompok", subtitle, pages, {}, label)


def _fields(columns: Mapping[str, tuple[str, int]]) -> tuple[BookletField, ...]:
    return tuple(BookletField(name, heading, width) for name, (heading, width) in columns.items())


def _wide() -> tuple[BookletField, ...]:
    own = (
        BookletField("element", "Elemen (Struktur/Infrastruktur/Suprastruktur)", 22),
        BookletField("dimension", "Dimensi", 20),
    )
    return (*own, *(BookletField(part, PARTS[part], 34) for part in (*FACTORS, *STRATEGIES)))


def _texts(
    one: MergedLine, names: Mapping[str, str], groups: Mapping[str, str], dimensions: Mapping[str, str]
) -> dict[str, str]:
    wordings = (one.lead.text, *one.other_wordings)
    return {
        "text": "\n".join(wordings),
        "why": one.lead.why,
        "cause": one.cause,
        "remedy": one.lead.remedy,
        "dimension": dimensions.get(one.lead.dimension, one.lead.dimension),
        "element": one.lead.element,
        "part": PARTS[one.lead.part],
        "opd": "; ".join(names.get(opd, opd) for opd in one.opd),
        "group": "; ".join(groups.get(key, key) for key in one.groups),
        "authors": "; ".join(one.authors),
    }


def _matrix(told: Sequence[tuple[MergedLine, Mapping[str, str]]]) -> tuple[BookletRow, ...]:
    """One row per element and dimension; what stands in one cell is a line each."""
    cells: dict[tuple[str, str], dict[str, list[str]]] = {}
    for one, texts in told:
        if one.lead.part in (*FACTORS, *STRATEGIES):
            place = cells.setdefault((texts["element"], texts["dimension"]), {})
            place.setdefault(one.lead.part, []).append(one.lead.text)
    return tuple(
        BookletRow(
            {
                "element": element,
                "dimension": dimension,
                **{part: "\n".join(own) for part, own in parts.items()},
            }
        )
        for (element, dimension), parts in cells.items()
    )

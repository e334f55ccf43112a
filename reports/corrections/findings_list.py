"""The list of corrections to send back to the OPD: what was found in which cell, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from reference.plain_workbooks import PLAIN_TEXT
from reports.sheets import set_up_print_page, workbook_formats
from survey.values import Finding

SEVERITIES = {"error": "Harus diperbaiki", "warning": "Perlu diperiksa", "info": "Catatan"}
_COLUMNS = (
    ("No", 5),
    ("Berkas", 38),
    ("Lembar", 16),
    ("Sel", 9),
    ("Isi", 24),
    ("Masalah", 58),
    ("Saran", 46),
    ("Sifat", 17),
)
_HEADER = 3


def write_findings_list(findings: Sequence[Finding], target: str | Path | BinaryIO) -> None:
    """Write the findings, by file and there the gravest first, as one sheet; texts stay texts."""
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, PLAIN_TEXT) as workbook:
        styles = workbook_formats(workbook)
        sheet = workbook.add_worksheet("Daftar perbaikan")
        sheet.write_string(0, 0, "Daftar perbaikan", styles["title"])
        sheet.write_string(1, 0, _summary(findings), styles["note"])
        for column, (heading, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEADER, column, heading, styles["head"])
        for number, finding in enumerate(_sorted(findings), start=1):
            sheet.write_number(_HEADER + number, 0, number, styles["text"])
            for column, text in enumerate(_texts(finding), start=1):
                sheet.write_string(_HEADER + number, column, text, styles["text"])
        sheet.autofilter(_HEADER, 0, _HEADER + max(len(findings), 1), len(_COLUMNS) - 1)
        set_up_print_page(sheet, _HEADER + 1, 2, repeat=_HEADER)


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    gravity = list(SEVERITIES)
    return sorted(findings, key=lambda finding: (finding.file, gravity.index(finding.severity)))


def _texts(finding: Finding) -> tuple[str, ...]:
    return (
        finding.file,
        finding.sheet,
        finding.cell,
        finding.found,
        finding.message,
        finding.proposal,
        SEVERITIES[finding.severity],
    )


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Tidak ada yang perlu diperbaiki."
    counts = [sum(f.severity == severity for f in findings) for severity in SEVERITIES]
    parts = (f"{name.lower()}: {count}" for name, count in zip(SEVERITIES.values(), counts, strict=True))
    return f"{len({f.file for f in findings})} berkas; {', '.join(parts)}"

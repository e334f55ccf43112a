"""The audit trail as a workbook: every cell is text, whatever somebody typed."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pandas as pd
import xlsxwriter

from reference.plain_workbooks import PLAIN_TEXT
from reports.sheets import add_table_sheet, workbook_formats

NAME = "Jejak audit"


def write_audit_workbook(entries: pd.DataFrame, target: str | Path | BinaryIO, *, note: str = "") -> None:
    """Write the entries, one row each, columns as they stand; `note` says whether the record is whole."""
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, PLAIN_TEXT) as workbook:
        styles = workbook_formats(workbook)
        text = entries.astype(str)
        first = {str(name): 10 for name in text.columns[:1]}
        add_table_sheet(
            workbook, styles, NAME, NAME, note, text, dict.fromkeys(map(str, text.columns), 26) | first
        )

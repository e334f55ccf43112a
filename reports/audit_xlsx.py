"""The audit trail as a workbook: every cell is text, whatever somebody typed."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pandas as pd
import xlsxwriter

from reports.sheets import OPTIONS, formats, write_table

NAME = "Jejak audit"


def write(entries: pd.DataFrame, target: str | Path | BinaryIO, *, note: str = "") -> None:
    """Write the entries, one row each, columns as they stand; `note` says whether the record is whole."""
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, OPTIONS) as workbook:
        styles = formats(workbook)
        text = entries.astype(str)
        first = {str(name): 10 for name in text.columns[:1]}
        write_table(
            workbook, styles, NAME, NAME, note, text, dict.fromkeys(map(str, text.columns), 26) | first
        )

"""The audit trail as a workbook: every cell is text, whatever somebody typed."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pandas as pd
import xlsxwriter

from reports.sheets import OPTIONS, formats, set_up_page

_HEADER = 3


def write(entries: pd.DataFrame, target: str | Path | BinaryIO, *, note: str = "") -> None:
    """Write the entries, one row each, columns as they stand; `note` says whether the record is whole."""
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, OPTIONS) as workbook:
        styles = formats(workbook)
        sheet = workbook.add_worksheet("Jejak audit")
        sheet.write_string(0, 0, "Jejak audit", styles["title"])
        sheet.write_string(1, 0, note, styles["note"])
        for column, heading in enumerate(entries.columns):
            sheet.set_column(column, column, 10 if column == 0 else 26)
            sheet.write_string(_HEADER, column, str(heading), styles["head"])
        for row, cells in enumerate(entries.itertuples(index=False, name=None), start=_HEADER + 1):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, str(cell), styles["text"])
        sheet.autofilter(_HEADER, 0, _HEADER + max(len(entries), 1), max(len(entries.columns) - 1, 0))
        set_up_page(sheet, _HEADER + 1, 2, repeat=_HEADER)

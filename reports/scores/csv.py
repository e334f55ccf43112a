"""The score table as CSV or JSON, for other programs and for people who open it in a spreadsheet."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import Any

import pandas as pd

from reports.plain_text import CHAIN_HEAD, write_plain_csv
from workflow.results.score_table import COLUMNS


def write_scores_file(frame: pd.DataFrame, path: str | Path) -> None:
    """Write one row per region and node to a .csv or .json file; the columns are exactly `COLUMNS`: numbers
    of files that were named have no record behind them.

    Numbers keep full precision, unknown ones are empty (null in JSON). CSV is UTF-8 with commas; a text that
    a spreadsheet would run as a formula is defused there, JSON keeps it as it is. Raises ValueError for
    another ending and KeyError where a column lacks.
    """
    path = Path(path)
    path.write_bytes(scores_as_bytes(frame, path.suffix))


def scores_as_bytes(frame: pd.DataFrame, suffix: str, head: str = "") -> bytes:
    """The bytes that `write_scores_file` writes to a file that ends in `suffix`.

    `head` of the audit of the store that the numbers come from is the last column of every row.
    """
    if suffix not in _WRITERS:
        raise ValueError(f"Akhiran berkas harus .csv atau .json, bukan {suffix or 'tanpa akhiran'}.")
    table = frame[list(COLUMNS)]
    return _WRITERS[suffix](table.assign(**{CHAIN_HEAD: head}) if head else table).encode("utf-8")


def _csv(table: pd.DataFrame) -> str:
    target = io.StringIO()
    rows = ([_plain(cell) for cell in row] for row in table.itertuples(index=False, name=None))
    write_plain_csv(target, list(table.columns), rows)
    return target.getvalue()


def _json(table: pd.DataFrame) -> str:
    rows = [{column: _plain(cell) for column, cell in row.items()} for row in table.to_dict("records")]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _plain(cell: Any) -> Any:
    """A Python value: NaN as None, a whole-number level without a decimal point."""
    if cell is None or cell is pd.NA:
        return None
    value = cell.item() if hasattr(cell, "item") else cell
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


_WRITERS = {".csv": _csv, ".json": _json}

"""Texts of users as plain cells, and the one writer of CSV files, whatever spreadsheet opens them."""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, TextIO

import pandas as pd

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_INVISIBLE = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_TRIGGER = re.compile(rf"^{_INVISIBLE}[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]")
# A spreadsheet of another country parts the file at other marks than ours: behind each a cell may begin. A
# sign counts there as it does at the beginning: a plain number behind it stays, and a mark that stands alone.
_WITHIN = re.compile(
    rf"(?<=[,;|])(?=\"*{_INVISIBLE}\"*(?:[=@\uff1d\uff20\ufe66\ufe6b]"
    r"|[+\-\uff0b\uff0d\ufe62\ufe63](?!\s*(?:\"*$|[,;])|\d+(?:[.,]\d+)*(?:\"*$|[,;]))))"
)
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


CHAIN_HEAD = "chain_head"
"""The last column of every table that comes from the store: the entry of the audit whose state it is of."""


def defuse_text(text: str) -> str:
    """A text no spreadsheet runs: no control characters, a quote before = + - @ (numbers, lone dashes stay).

    Also behind a mark that parts cells elsewhere, as in "a;=1".
    """
    text = _WITHIN.sub("'", _CONTROL.sub(" ", text))
    hostile = text not in ("-", "+") and _TRIGGER.match(text) and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if hostile else text


def write_plain_csv(
    target: TextIO,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    separator: str = ",",
    decimal: str = ".",
) -> None:
    """Headings and rows as CSV whose every text is plain: none runs as a formula, opens a row or a column.

    Unknown cells (None, NaN, NaT) are empty; numbers keep full precision, with `decimal` as their mark.
    """
    writer = csv.writer(target, delimiter=separator, lineterminator="\n")
    writer.writerow([defuse_text(text) for text in headings])
    writer.writerows([_plain_cell(cell, decimal) for cell in row] for row in rows)


def make_table_csv(rows: pd.DataFrame, head: str) -> bytes:
    """A table as a file: semicolons and decimal commas, as an Indonesian Excel opens them.

    Its last column, CHAIN_HEAD, holds `head` of the audit.
    """
    target = StringIO()
    headings = [*map(str, rows.columns), CHAIN_HEAD]
    told = ((*row, head) for row in rows.itertuples(index=False, name=None))
    write_plain_csv(target, headings, told, ";", ",")
    return target.getvalue().encode("utf-8-sig")


def _plain_cell(cell: Any, decimal: str) -> Any:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float):
        return repr(float(cell)).replace(".", decimal) if math.isfinite(cell) else ""
    return cell if isinstance(cell, int) else defuse_text(str(cell))

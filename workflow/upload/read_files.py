"""Files of a command: gathered from disk, and the year that a period's name tells."""

from collections.abc import Iterable
from errno import ENOENT
from pathlib import Path

from survey.tables.table import YEAR
from survey.values import SourceFile

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".zip")


def gather_files(paths: Iterable[Path]) -> list[SourceFile]:
    """The files named, and every spreadsheet or ZIP below the folders named; raises FileNotFoundError.

    Each bears its path as it was named, with / between folders: two offices send files of one name.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        elif path.is_file():
            found.append(path)
        else:
            raise FileNotFoundError(ENOENT, "", str(path))
    return [SourceFile(path.as_posix(), path.read_bytes()) for path in found]


def year_in_period_name(period: str) -> int | None:
    """The year a period's name tells; None where it names none or several."""
    named = {int(year) for year in YEAR.findall(period)}
    return named.pop() if len(named) == 1 else None

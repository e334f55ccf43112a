"""score: files into a table of scores."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import given, reading
from commands.usage import DONE, REFUSED, say

if TYPE_CHECKING:
    from workflow.results import Result

OUTPUTS = (".xlsx", ".csv", ".json")


def add(commands: Any) -> None:
    """Its place in the command line."""
    command = reading.reading_command(commands, "score", run, "Nilai berkas atau folder.")
    command.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    command.needed.add_argument("--out", required=True, metavar="X.xlsx|.csv|.json")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from workflow import assess, intake, published

    out = given.output(arguments.out, OUTPUTS)
    instrument = given.instrument(arguments.instrument)
    rosters = given.rosters(arguments)
    readings = reading.read(arguments, instrument, rosters)
    result = assess.score(intake.data(readings, instrument, rosters, arguments.weights))
    _write_scores(result, arguments.period, out)
    reading.report(readings)
    say(_summary(result, published.compare(result)))
    return REFUSED if reading.refused(readings) else DONE


def _write_scores(result: Result, period: str, out: Path) -> None:
    if out.suffix == ".xlsx":
        from reports import scores_xlsx

        scores_xlsx.write(result, period, out)
    else:
        from reports import scores_csv
        from workflow import table

        scores_csv.write_scores(table.scores_table(result, period), out)


def _summary(result: Result, compared: Sequence[Mapping[str, object]]) -> str:
    counts = Counter(str(row["verdict"]) for row in compared)
    figures = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    root = result.instrument.framework.roots[0]
    unknown = int(result.scores[root].isna().sum()) if len(result.regions) else 0
    text = f"{len(result.regions)} daerah dinilai, {unknown} di antaranya tanpa indeks karena data kurang; "
    text += f"{len(result.absent)} tidak ikut."
    return f"{text} Angka yang diterbitkan berkas dibanding hitungan: {figures}." if figures else text

"""score: files into a table of scores."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import reading
from commands.arguments import checked_output_path
from commands.usage import DONE, REFUSED, print_message

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from workflow.results.result import Result
    from workflow.results.stored_data import AssessmentScope

OUTPUTS = (".xlsx", ".csv", ".json")


def add_score_command(commands: Any) -> None:
    """Its place in the command line."""
    command = reading.add_reading_command(commands, "score", run_score, "Nilai berkas atau folder.")
    command.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    command.needed.add_argument("--out", required=True, metavar="X.xlsx|.csv|.json")


def run_score(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from workflow.results import published

    out = checked_output_path(arguments.out, OUTPUTS)
    with reading.read_into_store(arguments, unnamed=True) as (store, scope, readings):
        result = _score(store, scope)
    _write_scores(result, arguments.period, out)
    reading.print_readings(readings)
    print_message(_summary(result, published.compare_published_figures(result)))
    return REFUSED if reading.has_refusals(readings) else DONE


def _score(store: Engine, scope: AssessmentScope) -> Result:
    """Every region of the files, held against the targets that the rule of the year gives it."""
    from workflow.results import assess, stored_data
    from workflow.targets.region_selection import RegionSelection

    data = stored_data.read_survey_data(store, scope)
    regions = tuple(str(region) for region in data.answers["unit"].unique())
    return assess.score_regions(data.held_against(RegionSelection(store, scope, regions).target_years()))


def _write_scores(result: Result, period: str, out: Path) -> None:
    if out.suffix == ".xlsx":
        from reports.scores import workbook

        workbook.write_scores_workbook(result, period, out)
    else:
        from reports.scores import csv
        from workflow.results import score_table

        csv.write_scores_file(score_table.scores_table(result, period), out)


def _summary(result: Result, compared: Sequence[Mapping[str, object]]) -> str:
    counts = Counter(str(row["verdict"]) for row in compared)
    figures = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    root = result.instrument.framework.roots[0]
    unknown = int(result.scores[root].isna().sum()) if len(result.regions) else 0
    text = f"{len(result.regions)} daerah dinilai, {unknown} di antaranya tanpa indeks karena data kurang; "
    text += f"{len(result.absent)} tidak ikut."
    return f"{text} Angka yang diterbitkan berkas dibanding hitungan: {figures}." if figures else text

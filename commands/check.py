"""check: files read and judged, without scores."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import reading
from commands.arguments import checked_output_path, instrument_by_name, rosters_of_arguments
from commands.usage import DONE, REFUSED

if TYPE_CHECKING:
    from survey.values import Reading

OUTPUTS = (".xlsx", ".json", ".csv")


def add_check_command(commands: Any) -> None:
    """Its place in the command line."""
    command = reading.add_reading_command(commands, "check", run_check, "Periksa berkas tanpa menilai.")
    command.optional.add_argument("--period", metavar="P", help="nama periode; tahunnya menentukan bobot")
    command.optional.add_argument(
        "--out",
        metavar="X.xlsx|.json|.csv",
        help=".xlsx: daftar perbaikan; .json atau .csv: apa yang terbaca dari setiap berkas",
    )


def run_check(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    out = checked_output_path(arguments.out, OUTPUTS) if arguments.out else None
    readings = reading.read_given_files(
        arguments, instrument_by_name(arguments.instrument), rosters_of_arguments(arguments)
    )
    reading.print_readings(readings)
    if out:
        _write(readings, out)
    return REFUSED if reading.has_refusals(readings) else DONE


def _write(readings: Sequence[Reading], out: Path) -> None:
    if out.suffix == ".xlsx":
        from reports.corrections.findings_list import write_findings_list

        write_findings_list([f for reading in readings for f in reading.findings], out)
    else:
        from reports.readings import write_readings_file

        write_readings_file(readings, out)

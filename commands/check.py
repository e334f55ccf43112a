"""check: files read and judged, without scores."""

from __future__ import annotations

import argparse
from typing import Any

from commands import reading
from commands.arguments import checked_output_path, instrument_by_name, rosters_of_arguments
from commands.usage import DONE, REFUSED


def add_check_command(commands: Any) -> None:
    """Its place in the command line."""
    command = reading.add_reading_command(commands, "check", run_check, "Periksa berkas tanpa menilai.")
    command.optional.add_argument("--period", metavar="P", help="nama periode; tahunnya menentukan bobot")
    command.optional.add_argument("--out", metavar="TEMUAN.xlsx", help="tulis daftar perbaikan")


def run_check(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from reports.corrections import findings_list

    out = checked_output_path(arguments.out, (".xlsx",)) if arguments.out else None
    readings = reading.read_given_files(
        arguments, instrument_by_name(arguments.instrument), rosters_of_arguments(arguments)
    )
    reading.print_readings(readings)
    if out:
        findings_list.write_findings_list([f for reading in readings for f in reading.findings], out)
    return REFUSED if reading.has_refusals(readings) else DONE

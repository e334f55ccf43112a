"""check: files read and judged, without scores."""

from __future__ import annotations

import argparse
from typing import Any

from commands import given, reading
from commands.usage import DONE, REFUSED


def add(commands: Any) -> None:
    """Its place in the command line."""
    command = reading.reading_command(commands, "check", run, "Periksa berkas tanpa menilai.")
    command.optional.add_argument("--period", metavar="P", help="nama periode; tahunnya menentukan bobot")
    command.optional.add_argument("--out", metavar="TEMUAN.xlsx", help="tulis daftar perbaikan")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from reports import findings_xlsx

    out = given.output(arguments.out, (".xlsx",)) if arguments.out else None
    readings = reading.read(arguments, given.instrument(arguments.instrument), given.rosters(arguments))
    reading.report(readings)
    if out:
        findings_xlsx.write([f for reading in readings for f in reading.findings], out)
    return REFUSED if reading.refused(readings) else DONE

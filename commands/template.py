"""template: the survey workbooks of every OPD of a region."""

from __future__ import annotations

import argparse
from typing import Any

from commands import given
from commands.usage import DONE, command, say


def add(commands: Any) -> None:
    """Its place in the command line."""
    added = command(commands, "template", run, "Tulis templat survei semua OPD sebuah daerah (ZIP).")
    added.needed.add_argument("--region", required=True, metavar="KODE", help="kode wilayah, misalnya 35.18")
    added.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    added.needed.add_argument("--out", required=True, metavar="BERKAS.zip")
    added.optional.add_argument("--instrument", default="kesiapan", metavar="ID_ATAU_BERKAS")
    added.optional.add_argument("--roster", metavar="BERKAS", help="daftar nama OPD (.xlsx atau .csv)")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from reference import regions
    from survey import template

    region = given.region(arguments.region)
    out = given.output(arguments.out, (".zip",))
    instrument = given.instrument(arguments.instrument)
    roster = given.roster(region, arguments.roster)
    out.write_bytes(template.write_all(instrument, region, roster, period_label=arguments.period))
    say(f"Templat untuk {len(roster)} OPD {regions.get(region).label} ditulis ke {out}.")
    return DONE

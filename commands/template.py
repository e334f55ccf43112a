"""template: the survey workbooks of every OPD of a region."""

from __future__ import annotations

import argparse
from typing import Any

from commands.arguments import checked_output_path, checked_region_code, instrument_by_name, roster_from_list
from commands.usage import DONE, add_command, print_message


def add_template_command(commands: Any) -> None:
    """Its place in the command line."""
    added = add_command(
        commands, "template", run_template, "Tulis templat survei semua OPD sebuah daerah (ZIP)."
    )
    added.needed.add_argument("--region", required=True, metavar="KODE", help="kode wilayah, misalnya 35.18")
    added.needed.add_argument("--period", required=True, metavar="P", help="nama periode")
    added.needed.add_argument("--out", required=True, metavar="BERKAS.zip")
    added.optional.add_argument("--instrument", default="kesiapan", metavar="ID_ATAU_BERKAS")
    added.optional.add_argument("--roster", metavar="BERKAS", help="daftar nama OPD (.xlsx atau .csv)")


def run_template(arguments: argparse.Namespace) -> int:
    """Do it; the exit code."""
    from reference import regions
    from survey import template

    region = checked_region_code(arguments.region)
    out = checked_output_path(arguments.out, (".zip",))
    instrument = instrument_by_name(arguments.instrument)
    roster = roster_from_list(region, arguments.roster)
    out.write_bytes(
        template.write_all_survey_forms(instrument, region, roster, period_label=arguments.period)
    )
    print_message(f"Templat untuk {len(roster)} OPD {regions.find_region(region).label} ditulis ke {out}.")
    return DONE

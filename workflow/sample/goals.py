"""The goals in the planning documents of a sample kabupaten, all synthetic."""

from __future__ import annotations

from planning import alignment
from planning.alignment import Goal
from reference import agencies, tables
from workflow.sample import programmes

TABLE = "contoh/sasaran.csv"


def of(region: str) -> list[Goal]:
    """The goals of the whole kabupaten, and those of the OPD it has, in the table's order."""
    roster = agencies.sample_rosters()[region]
    found = []
    for row in tables.read(TABLE).to_dict("records"):
        opd = "".join(programmes.leads(roster, row["urusan"]))
        if opd or not row["urusan"]:
            key = alignment.key_of(row["dokumen"], row["nomor"], row["uraian"], opd)
            found.append(Goal(key, row["dokumen"], row["nomor"], row["uraian"], opd, programmes.LABEL))
    return found

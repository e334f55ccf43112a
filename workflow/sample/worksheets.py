"""What the groups of a sample kabupaten wrote on their worksheets, from a table and a seed, all synthetic."""

from __future__ import annotations

from planning import worksheets
from planning.worksheets import Line
from reference import agencies, instruments, tables
from workflow.sample import programmes
from workflow.sample.simulate import generator

TABLE = "contoh/kertas_kerja.csv"


def of(region: str, seed: int) -> dict[str, list[Line]]:
    """Group -> its lines, in table order; a kabupaten has the same share of them as of the programmes."""
    roster = agencies.sample_rosters()[region]
    groups = {group.key: group for group in worksheets.groups(instruments.load("kesiapan").framework)}
    rows = tables.read(TABLE).to_dict("records")
    drawn = generator(seed, region, "kertas kerja").random(len(rows)) < programmes.share(region)
    found: dict[str, list[Line]] = {}
    for row in (row for row, taken in zip(rows, drawn, strict=True) if taken):
        group = groups[row["kelompok"]]
        line = Line(
            "",
            group.key,
            row["jenis"],
            row["uraian"],
            why=row["akar_masalah"],
            cause=row["kendala"],
            remedy=row["kebutuhan"],
            dimension=group.dimension,
            element=row["elemen"] or group.element,
            opd=programmes.leads(roster, row["urusan"]),
            origin=programmes.LABEL,
        )
        found.setdefault(group.key, []).append(line)
    return found

"""What the groups of a sample kabupaten wrote on their worksheets, from a table and a seed, all synthetic."""

from __future__ import annotations

from planning.worksheets import worksheets
from planning.worksheets.worksheets import WorksheetLine
from reference import agencies, instruments, tables
from reference.period_words import SAMPLE_LABEL
from workflow.sample import programmes
from workflow.sample.simulate import seeded_generator

TABLE = "contoh/kertas_kerja.csv"


def sample_worksheet_lines(region: str, seed: int) -> dict[str, list[WorksheetLine]]:
    """Group -> its lines, in table order; a kabupaten has the same share of them as of the programmes."""
    roster = agencies.sample_rosters()[region]
    groups = {
        group.key: group
        for group in worksheets.list_work_groups(instruments.load_instrument("kesiapan").framework)
    }
    rows = tables.read_data_table(TABLE).to_dict("records")
    drawn = seeded_generator(seed, region, "kertas kerja").random(len(rows)) < programmes.sample_table_share(
        region
    )
    found: dict[str, list[WorksheetLine]] = {}
    for row in (row for row, taken in zip(rows, drawn, strict=True) if taken):
        group = groups[row["kelompok"]]
        line = WorksheetLine(
            "",
            group.key,
            row["jenis"],
            row["uraian"],
            why=row["akar_masalah"],
            cause=row["kendala"],
            remedy=row["kebutuhan"],
            dimension=group.dimension,
            element=row["elemen"] or group.element,
            opd=programmes.opd_of_sectors(roster, row["urusan"]),
            origin=SAMPLE_LABEL,
        )
        found.setdefault(group.key, []).append(line)
    return found

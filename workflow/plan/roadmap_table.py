"""The roadmap as a table with the columns that Renja and RKPD use; one row per programme, totals included."""

from __future__ import annotations

import math

import pandas as pd

from planning.plan.roadmap import RoadmapBar
from planning.programmes.programme import Programme
from reference.dates import format_date
from workflow.plan.region_plan import RegionPlan

YEAR, TOTAL = "Pagu {}", "Pagu seluruhnya"


def build_roadmap_table(board: RegionPlan) -> pd.DataFrame:
    """What stands on the roadmap, by start. Rupiah per year and in all as numbers, 0 where none."""
    names = {node.code: node.name for node in board.assessment.framework.nodes}
    table = pd.DataFrame([_row(board, place, bar, names) for place, bar in enumerate(board.bars, 1)])
    return table if len(table) else pd.DataFrame(columns=roadmap_headings(board))


def roadmap_headings(board: RegionPlan) -> list[str]:
    """The columns of `build_roadmap_table`."""
    years = [YEAR.format(year) for year in board.horizon.years]
    first = ["No", "Kode", "Program", "Kegiatan", "Indikator", "Satuan", "Kondisi awal", "Target"]
    who = ["Penanggung jawab", "OPD pendukung", "Lokasi", "Mulai", "Selesai", "Jangka", "Dimensi"]
    refer = ["Program RPJMD", "Renstra", "Sumber dana", "Pintu anggaran", "Status", "Quick win"]
    return [*first, *who, *refer, *years, TOTAL]


def rupiah_columns(board: RegionPlan) -> list[str]:
    """The columns that hold rupiah and are added up."""
    return [*(YEAR.format(year) for year in board.horizon.years), TOTAL]


def _row(board: RegionPlan, place: int, bar: RoadmapBar, names: dict[str, str]) -> dict[str, object]:
    each = bar.programme
    door = board.doors.get(each.key)
    verdict = board.verdicts.get(each.key)
    said: dict[str, object] = {
        "No": place,
        "Kode": each.code,
        "Program": each.name,
        "Kegiatan": each.renja,
        "Indikator": each.measure,
        "Satuan": each.unit,
        "Kondisi awal": math.nan if each.baseline is None else each.baseline,
        "Target": math.nan if each.target is None else each.target,
        "Penanggung jawab": board.leads.get(each.lead, each.lead),
        "OPD pendukung": ", ".join(board.leads.get(opd, opd) for opd in each.support),
        "Lokasi": _place(each),
        "Mulai": format_date(bar.start),
        "Selesai": format_date(bar.end),
        "Jangka": board.horizon.term(bar.start),
        "Dimensi": names.get(each.dimension, ""),
        "Program RPJMD": each.rpjmd,
        "Renstra": each.renstra,
        "Sumber dana": each.funds,
        "Pintu anggaran": door.budget if door else "",
        "Status": "Berjalan" if each.running else "Usulan",
        "Quick win": "Ya" if verdict and verdict.passes else "",
    }
    said |= {YEAR.format(year): float(each.costs.get(year, 0.0)) for year in board.horizon.years}
    return {**said, TOTAL: bar.cost}


def _place(programme: Programme) -> str:
    named = [*programme.districts, *programme.villages]
    return ", ".join(named) if named else "Seluruh daerah"

"""The rows of the roadmap, made once for charts, slides and files; as a table with the columns of Renja."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from planning.plan.roadmap import RoadmapBar
from planning.programmes.programme import Programme
from reference.dates import format_date
from workflow.plan.region_plan import RegionPlan

YEAR, TOTAL = "Pagu {}", "Jumlah pagu"


@dataclass(frozen=True)
class RoadmapRow:
    """One programme on the roadmap, at its `place` by start, from 1.

    `lead`: short name of its OPD, None where the OPD list has none such. `dimension`: name; `door`: the
    budget it waits for; "" = none.
    """

    place: int
    bar: RoadmapBar
    lead: str | None
    dimension: str
    term: str
    door: str
    quick_win: bool


def list_roadmap_rows(board: RegionPlan) -> list[RoadmapRow]:
    """What stands on the roadmap, by start."""
    names = {node.code: node.name for node in board.assessment.framework.nodes}
    return [_row(board, place, bar, names) for place, bar in enumerate(board.bars, 1)]


def _row(board: RegionPlan, place: int, bar: RoadmapBar, names: dict[str, str]) -> RoadmapRow:
    each = bar.programme
    door, verdict = board.doors.get(each.key), board.verdicts.get(each.key)
    return RoadmapRow(
        place,
        bar,
        board.leads.get(each.lead),
        names.get(each.dimension, ""),
        board.horizon.term(bar.end),
        door.budget if door else "",
        verdict is not None and verdict.passes,
    )


def build_roadmap_table(board: RegionPlan) -> pd.DataFrame:
    """The rows with all that Renja and RKPD ask for. Rupiah per year and in all as numbers, 0 where none."""
    table = pd.DataFrame([_entry(board, row) for row in list_roadmap_rows(board)])
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


def _entry(board: RegionPlan, row: RoadmapRow) -> dict[str, object]:
    bar, each = row.bar, row.bar.programme
    said: dict[str, object] = {
        "No": row.place,
        "Kode": each.code,
        "Program": each.name,
        "Kegiatan": each.renja,
        "Indikator": each.measure,
        "Satuan": each.unit,
        "Kondisi awal": math.nan if each.baseline is None else each.baseline,
        "Target": math.nan if each.target is None else each.target,
        "Penanggung jawab": each.lead if row.lead is None else row.lead,
        "OPD pendukung": ", ".join(board.leads.get(opd, opd) for opd in each.support),
        "Lokasi": _place(each),
        "Mulai": format_date(bar.own_start),
        "Selesai": format_date(bar.own_end),
        "Jangka": row.term,
        "Dimensi": row.dimension,
        "Program RPJMD": each.rpjmd,
        "Renstra": each.renstra,
        "Sumber dana": each.funds,
        "Pintu anggaran": row.door,
        "Status": "Berjalan" if each.running else "Usulan",
        "Quick win": "Ya" if row.quick_win else "",
    }
    said |= {YEAR.format(year): float(each.costs.get(year, 0.0)) for year in board.horizon.years}
    return {**said, TOTAL: bar.cost}


def _place(programme: Programme) -> str:
    named = [*programme.districts, *programme.villages]
    return ", ".join(named) if named else "Seluruh daerah"

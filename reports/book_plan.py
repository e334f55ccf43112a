"""The sheets of a kabupaten's workbook on its plan: votes without names, and the roadmap with live totals."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_range

from planning.programme import Programme
from reports.sheets import HEADING_ROW, write_formula, write_table
from workflow.facts import Facts

COLUMNS = {"Program": 44, "Penanggung jawab": 26, "Rujukan RPJMD": 30, "Kode": 20, "Indikator capaian": 36}


def write_roadmap(
    workbook: Any, styles: dict[str, Any], name: str, facts: Facts, programmes: list[Programme]
) -> None:
    """One row per programme with its cost by year; totals by row and by year are formulas."""
    years = sorted({year for one in programmes for year in one.costs})
    frame = pd.DataFrame([_row(facts, one, years) for one in programmes], columns=_headings(years))
    note = "Biaya dalam rupiah." if programmes else "Belum ada program pada register."
    sheet = write_table(workbook, styles, name, "Peta jalan program", note, frame, COLUMNS)
    if not years:
        return
    first, last = len(frame.columns) - len(years), len(frame.columns) - 1
    top, bottom = HEADING_ROW + 1, HEADING_ROW + len(programmes)
    sheet.set_column(first, last + 1, 18)
    sheet.write_string(HEADING_ROW, last + 1, "Jumlah", styles["head"])
    for row, one in enumerate(programmes, start=top):
        total = f"=SUM({xl_range(row, first, row, last)})"
        write_formula(sheet, row, last + 1, total, styles["whole"], one.cost)
    sheet.write_string(bottom + 1, 0, "Jumlah", styles["label"])
    for column in range(first, last + 2):
        total = f"=SUM({xl_range(top, column, bottom, column)})"
        write_formula(
            sheet, bottom + 1, column, total, styles["whole"], _sum(programmes, years, column - first)
        )


def _headings(years: list[int]) -> list[str]:
    plain = ["Program", "Dimensi", "Jenis", "Status", "Penanggung jawab", "Pendukung", "Mulai", "Selesai"]
    return [*plain, "Sumber dana", "Rujukan RPJMD", "Kode", "Indikator capaian", *map(str, years)]


def _row(facts: Facts, one: Programme, years: list[int]) -> list[Any]:
    shorts = facts.shorts
    known = facts.framework.codes
    dimension = facts.framework.node(one.dimension).name if one.dimension in known else one.dimension
    support = ", ".join(shorts.get(opd, opd) for opd in one.support)
    who = (shorts.get(one.lead, one.lead), support)
    costs = [float(one.costs.get(year, float("nan"))) for year in years]
    plain = (one.funds, one.rpjmd, one.code, one.measure)
    return [one.name, dimension, one.kind, one.status, *who, one.start, one.end, *plain, *costs]


def _sum(programmes: list[Programme], years: list[int], place: int) -> float:
    """The cost of all programmes in the year at `place`; of all years after the last."""
    if place == len(years):
        return sum(one.cost for one in programmes)
    return float(sum(one.costs.get(years[place], 0.0) for one in programmes))

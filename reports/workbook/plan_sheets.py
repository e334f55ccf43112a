"""The sheets of a kabupaten's workbook on its plan: votes without names, and the roadmap with live totals."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_range

from reference.planning import voting_ways
from reports.sheets import HEADING_ROW, add_table_sheet, write_formula_cell
from workflow.plan import register_costs, roadmap_table
from workflow.plan.region_plan import RegionPlan

WIDE = {"Program": 44, "Kegiatan": 36, "Indikator": 36, "OPD pendukung": 30, "Lokasi": 30, "Cara": 30}


def write_votes_sheet(workbook: Any, styles: dict[str, Any], name: str, plan: RegionPlan) -> None:
    """Every ballot under a number of its own: who cast it is not said."""
    columns = ["Cara", "Suara", "Program", "Kriteria", "Nilai"]
    frame = pd.DataFrame(_votes(plan), columns=columns)
    note = "Setiap OPD satu suara; nama pemberi suara tidak ditulis." if len(frame) else NO_VOTES
    add_table_sheet(workbook, styles, name, "Suara yang direkap", note, frame, WIDE)


NO_VOTES = "Belum ada suara yang direkap."


def _votes(plan: RegionPlan) -> list[tuple[str, int, str, str, float]]:
    rows = []
    for way in voting_ways().values():
        named = {criterion.code: criterion.name for criterion in way.criteria}
        for token, body in enumerate(sorted(plan.cast(way)), start=1):
            for key, marks in plan.cast(way)[body].items():
                if key in plan.by_key:
                    programme = plan.by_key[key].name
                    rows += [
                        (way.name, token, programme, named.get(code, code), float(mark))
                        for code, mark in marks.items()
                    ]
    return rows


def write_roadmap_sheet(workbook: Any, styles: dict[str, Any], name: str, plan: RegionPlan) -> None:
    """The rows of the roadmap as Peta jalan exports them; totals by row and by year are formulas."""
    rows = roadmap_table.build_roadmap_table(plan)
    money = roadmap_table.rupiah_columns(plan)
    note = "Pagu dalam rupiah." if len(rows) else "Belum ada program pada peta jalan."
    beside = (register_costs.tell_cost_places(plan), register_costs.name_outside_programmes(plan))
    note = " ".join(filter(None, (note, *beside)))
    sheet = add_table_sheet(workbook, styles, name, "Peta jalan program", note, rows, WIDE)
    first = list(rows.columns).index(money[0])
    last = first + len(money) - 1
    top, bottom = HEADING_ROW + 1, HEADING_ROW + len(rows)
    for row, values in enumerate(rows[money].itertuples(index=False, name=None), start=top):
        for column, value in enumerate(values[:-1], start=first):
            sheet.write_number(row, column, value, styles["whole"])
        total = f"=SUM({xl_range(row, first, row, last - 1)})"
        write_formula_cell(sheet, row, last, total, styles["whole"], values[-1])
    if len(rows):
        sheet.write_string(bottom + 1, 0, "Jumlah", styles["label"])
        for column, heading in enumerate(money, start=first):
            total = f"=SUM({xl_range(top, column, bottom, column)})"
            value = float(rows[heading].sum())
            write_formula_cell(sheet, bottom + 1, column, total, styles["whole"], value)

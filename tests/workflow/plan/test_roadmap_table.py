"""Gantt, tables and export speak of the same programmes and the same rupiah."""

from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from reports import plan_files
from reports.plain_text import make_table_csv
from tests.planning.scene import planned, programme
from tests.reports.office import needs_office, recalculated
from tests.workflow.plan.test_region_plan import PLANS, board
from workflow.plan import roadmap_table

LATE = {"costs": {2034: 5e8, 2037: 9e9}, "funds": "CSR", "dimension": "ECO"}
ODD = {"costs": {2028: 1.5e8}, "measure": "=1+1", "baseline": 2.0, "target": 9.0}
LISTED = (
    *PLANS,
    planned("late", date(2034, 5, 1), date(2037, 6, 30), **LATE),
    planned("odd", date(2028, 1, 3), date(2028, 6, 30), **ODD),
)


def rest(found):
    undated = [(each.name, each.cost) for each in found.proposals if not each.start]
    return pd.DataFrame(undated, columns=["Program", "Biaya (rupiah)"])


def written(found):
    rows, money = roadmap_table.build_roadmap_table(found), roadmap_table.rupiah_columns(found)
    content = plan_files.roadmap_workbook(
        rows, money, rest(found), "Peta jalan Kab. Contoh", ["Sumber", "Masa"]
    )
    return rows, money, content


def test_every_total_is_the_same():
    found = board(plans=LISTED)
    rows, money, content = written(found)
    drawn = sum(bar.cost for bar in found.bars)
    assert rows[roadmap_table.TOTAL].sum() == drawn == found.costs["rupiah"].sum() == 3.65e9
    assert rows[money[:-1]].to_numpy().sum() == drawn
    assert list(rows["Program"]) == [bar.programme.name for bar in found.bars]
    sheet = openpyxl.load_workbook(BytesIO(content))["Peta Jalan"]
    headings = [cell.value for cell in sheet[plan_files.HEAD + 1]]
    column = headings.index(roadmap_table.TOTAL)
    values = [
        row[column].value for row in sheet.iter_rows(min_row=plan_files.HEAD + 2, max_row=sheet.max_row - 1)
    ]
    assert sum(values) == drawn
    assert str(sheet.cell(sheet.max_row, column + 1).value).startswith("=SUM(")
    back = pd.read_csv(BytesIO(make_table_csv(rows, "3518/1/0123456789abcdef")), sep=";", decimal=",")
    assert back[roadmap_table.TOTAL].sum() == drawn


def test_a_programme_is_listed_with_its_own_dates_though_only_its_years_within_are_counted():
    began = planned("since", date(2023, 3, 1), date(2037, 6, 30), status="berjalan", **LATE)
    rows = roadmap_table.build_roadmap_table(board(plans=(began,)))
    assert list(rows["Mulai"]) == ["1 Maret 2023"]
    assert list(rows["Selesai"]) == ["30 Juni 2037"]


def test_the_columns_are_those_of_renja_and_rkpd():
    rows = roadmap_table.build_roadmap_table(board(plans=LISTED))
    for wanted in (
        "Program",
        "Kegiatan",
        "Indikator",
        "Target",
        "Penanggung jawab",
        "Sumber dana",
        "Pagu 2027",
    ):
        assert wanted in rows.columns
    assert list(rows.columns) == roadmap_table.roadmap_headings(board(plans=LISTED))
    first = rows.set_index("Program").loc["Program a"]
    assert first["Penanggung jawab"] == "Disdik"
    assert first["Pintu anggaran"] == "APBD 2027"
    assert first["Mulai"] == "1 Februari 2027"
    assert first["Jangka"] == "Jangka menengah"


def test_an_opd_that_the_list_does_not_have_keeps_its_id_in_files_alone():
    strange = planned("a", date(2027, 2, 1), date(2027, 8, 31), lead="HAPUS")
    found = board(plans=(strange, PLANS[1]))
    by_place = {row.place: row for row in roadmap_table.list_roadmap_rows(found)}
    assert [by_place[place].bar.programme.key for place in (1, 2)] == ["b", "a"]
    assert by_place[2].lead is None
    assert list(roadmap_table.build_roadmap_table(found)["Penanggung jawab"]) == ["", "HAPUS"]


def test_nothing_scheduled_is_an_empty_table_with_its_headings():
    found = board(plans=(programme("c"),))
    rows = roadmap_table.build_roadmap_table(found)
    assert rows.empty
    assert list(rows.columns) == roadmap_table.roadmap_headings(found)


def test_text_of_an_opd_is_never_a_formula():
    _, _, content = written(board(plans=LISTED))
    sheet = openpyxl.load_workbook(BytesIO(content))["Peta Jalan"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


@needs_office
def test_libreoffice_adds_up_the_same(tmp_path):
    found = board(plans=LISTED)
    rows, _, content = written(found)
    file = tmp_path / "peta.xlsx"
    file.write_bytes(content)
    sheet = openpyxl.load_workbook(recalculated([file], tmp_path)[0], data_only=True)["Peta Jalan"]
    column = [cell.value for cell in sheet[plan_files.HEAD + 1]].index(roadmap_table.TOTAL)
    assert sheet.cell(sheet.max_row, column + 1).value == pytest.approx(rows[roadmap_table.TOTAL].sum())

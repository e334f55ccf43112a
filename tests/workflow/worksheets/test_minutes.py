"""The worksheets of all groups leave in the bimtek's own columns, and could be read in again."""

from io import BytesIO

import openpyxl

from planning.worksheets.worksheets import WorkGroup, WorksheetLine
from storage.values import Actor
from survey.values import SourceFile
from tests.workflow.survey_scene import NGANJUK, ROSTER
from workflow.worksheets import minutes, workbook, worksheets
from workflow.worksheets.workbook_rows import TITLES, WIDE, GroupDesk
from workflow.worksheets.worksheets import WorksheetScope

ROOM = WorksheetScope(NGANJUK, "2026")
GROUPS, DIMENSIONS = {"ENV": "Smart Environment", "SOC": "Smart Society"}, {"ENV": "Smart Environment"}
HEAD = 5


def write(engine, group, by, *lines):
    worksheets.save_worksheet_lines(engine, ROOM, group, lines, by=Actor(by), seen={})


def everything(engine):
    write(
        engine,
        "ENV",
        "Sari",
        WorksheetLine("", "ENV", "issue", "Sampah belum dipilah", cause="sarana", opd=("DINKES",)),
    )
    write(engine, "SOC", "Budi", WorksheetLine("", "SOC", "issue", "Sampah belum terpilah"))
    for text in ("TPA ada", "Bank sampah aktif"):
        write(engine, "ENV", "Sari", WorksheetLine("", "ENV", "S", text, dimension="ENV", element="Struktur"))
    write(
        engine,
        "ENV",
        "Sari",
        WorksheetLine("", "ENV", "SO", "Perluas bank sampah", dimension="ENV", element="Struktur"),
    )
    write(engine, "ENV", "Sari", WorksheetLine("", "ENV", "parked", "Kewenangan TPA"))
    found = worksheets.list_merged_lines(engine, ROOM, GROUPS)
    worksheets.join_lines(
        engine, ROOM, [one for one in found if one.lead.part == "issue"], Actor("Fasilitator")
    )
    return worksheets.list_merged_lines(engine, ROOM, GROUPS)


def written(engine):
    data = minutes.write_worksheet_minutes(
        ROOM, everything(engine), ROSTER, GROUPS, DIMENSIONS, "Data contoh (sintetis)"
    )
    return data, openpyxl.load_workbook(BytesIO(data))


def row(sheet, number):
    headings = [cell.value for cell in sheet[HEAD]]
    return dict(zip(headings, [cell.value for cell in sheet[HEAD + number]], strict=True))


def test_joined_issues_name_every_wording_group_and_author(engine):
    _, workbook = written(engine)
    first = row(workbook[TITLES["issue"]], 1)
    assert first["Kondisi saat ini"] == "Sampah belum dipilah\nSampah belum terpilah"
    assert (first["Kelompok"], first["Penulis"]) == ("Smart Environment; Smart Society", "Sari; Budi")
    assert (first["Jenis akar masalah"], first["OPD"]) == ("sarana", "Dinas Kesehatan")
    assert row(workbook[TITLES["issue"]], 2)["Kondisi saat ini"] is None


def test_the_swot_matrix_has_the_ministrys_columns_and_a_line_per_entry(engine):
    _, workbook = written(engine)
    headings = [cell.value for cell in workbook[WIDE][HEAD]][1:]
    wanted = "Elemen (Struktur/Infrastruktur/Suprastruktur),Dimensi,Kekuatan,Kelemahan,Peluang,Ancaman"
    assert headings == f"{wanted},Strategi SO,Strategi WO,Strategi ST,Strategi WT".split(",")
    first = row(workbook[WIDE], 1)
    assert (first["Dimensi"], first["Kekuatan"]) == ("Smart Environment", "TPA ada\nBank sampah aktif")
    assert first["Strategi SO"] == "Perluas bank sampah"


def test_what_leaves_can_be_read_in_again(engine):
    data, _ = written(engine)
    desk = GroupDesk(ROOM, WorkGroup("umum", "Fasilitator"), [], ROSTER, ("Struktur",))
    workbook.import_group_workbook(engine, desk, SourceFile("semua.xlsx", data), by=Actor("Citra"), known={})
    read = worksheets.read_worksheet(engine, ROOM, "umum").lines.values()
    assert sorted(line.part for line in read) == ["S", "S", "SO", "issue", "parked"]

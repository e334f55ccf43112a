"""A group's workbook goes out with its lines and proposals and comes back without losing any."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from planning.worksheets.worksheets import ISSUE, WorkGroup, WorksheetLine
from storage.values import Actor
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow.survey_scene import NGANJUK, ROSTER
from workflow.worksheets import worksheets
from workflow.worksheets.workbook import import_group_workbook, write_group_workbook
from workflow.worksheets.workbook_rows import NO, TITLES, YES, GroupDesk
from workflow.worksheets.worksheets import WorksheetScope

ROOM = WorksheetScope(NGANJUK, "2026")
ENV, GOV = (
    WorkGroup("ENV", "Smart Environment", dimension="ENV"),
    WorkGroup("GOV", "Smart Governance", dimension="GOV"),
)
KNOWN = {"ENV": ENV, "GOV": GOV}
PROPOSAL = WorksheetLine(
    "W-ENV2.1", "ENV", "W", "Pemilahan sampah: belum ada", dimension="ENV", element="Suprastruktur"
)
ELEMENTS = ("Struktur", "Infrastruktur", "Suprastruktur", "Alam", "Budaya")
DESK = GroupDesk(ROOM, ENV, [PROPOSAL], ROSTER, ELEMENTS)
ISSUES, SWOT, NOTES = TITLES["issue"], TITLES["swot"], TITLES["note"]
HEAD = 5


def download(engine, desk=DESK):
    return openpyxl.load_workbook(BytesIO(write_group_workbook(engine, desk)))


def upload(engine, workbook, *, desk=DESK, by="Budi", name="kelompok.xlsx"):
    if isinstance(workbook, bytes):
        data = workbook
    else:
        buffer = BytesIO()
        workbook.save(buffer)
        data = buffer.getvalue()
    return import_group_workbook(engine, desk, SourceFile(name, data), by=Actor(by), known=KNOWN)


def put(workbook, title, row, **texts):
    """Type into a row (from 1 below the headings) by heading."""
    sheet = workbook[title]
    columns = {cell.value: cell.column for cell in sheet[HEAD]}
    for heading, text in texts.items():
        sheet.cell(HEAD + row, columns[heading.replace("_", " ")]).value = text


def lines(engine, group="ENV"):
    return list(worksheets.read_worksheet(engine, ROOM, group).lines.values())


def write(engine, *written, by="Sari", seen=None):
    return worksheets.save_worksheet_lines(engine, ROOM, "ENV", written, by=Actor(by), seen=seen or {})


def codes(received):
    return [one.code for one in received.findings]


def test_the_workbook_shows_the_lines_and_the_open_proposals(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah", cause="data", opd=("DINKES",)))
    workbook = download(engine)
    assert [cell.value for cell in workbook[ISSUES][HEAD + 1]][1:] == [
        "Sampah", None, "data", None, None, "Dinas Kesehatan",
    ]  # fmt: skip
    assert [cell.value for cell in workbook[SWOT][HEAD + 1]][1:4] == [PROPOSAL.text, "Kelemahan", NO]


def test_an_untouched_workbook_changes_nothing(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    received = upload(engine, download(engine))
    assert (received.saved.written, received.saved.removed, codes(received)) == (0, 0, [])
    assert len(lines(engine)) == 1


def test_new_rows_and_edits_arrive_with_their_author(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah="Sampah plastik", Jenis_akar_masalah="sarana")
    put(workbook, ISSUES, 2, Isu_daerah="Banjir", OPD="Dinas Kesehatan; Sekretariat Daerah")
    put(workbook, NOTES, 1, Catatan="Tanyakan ke Bappeda", Jenis_catatan="Parkir")
    received = upload(engine, workbook)
    assert (received.saved.written, codes(received)) == (3, [])
    first, second, third = lines(engine)
    assert (first.text, first.cause, first.authors) == ("Sampah plastik", "sarana", ("Sari", "Budi"))
    assert (second.opd, second.dimension, second.authors) == (("DINKES", "SETDA"), "ENV", ("Budi",))
    assert (third.part, third.text) == ("parked", "Tanyakan ke Bappeda")
    assert second.origin == f"kelompok.xlsx, lembar {ISSUES}, sel B7"


def test_the_same_workbook_twice_is_stored_once(engine):
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah="Banjir")
    upload(engine, workbook)
    assert upload(engine, workbook).saved.written == 0
    assert len(lines(engine)) == 1


def test_a_proposal_counts_once_it_is_taken_or_reworded(engine):
    workbook = download(engine)
    assert upload(engine, workbook).saved.written == 0
    put(workbook, SWOT, 1, Dipakai=YES)
    upload(engine, workbook)
    (line,) = lines(engine)
    assert (line.key, line.text, line.part) == (PROPOSAL.key, PROPOSAL.text, "W")


def test_a_line_no_longer_used_is_taken_out(engine):
    write(engine, replace(PROPOSAL, key="W-ENV2.1"))
    workbook = download(engine)
    put(workbook, SWOT, 1, Dipakai="tidak")
    assert upload(engine, workbook).saved.removed == 1
    assert lines(engine) == []


def test_a_row_taken_out_of_the_workbook_stays_in_the_store(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    workbook = download(engine)
    workbook[ISSUES].delete_rows(HEAD + 1)
    upload(engine, workbook)
    assert [line.text for line in lines(engine)] == ["Sampah"]


def test_an_emptied_row_stays_and_is_told(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah=None)
    received = upload(engine, workbook)
    assert [(one.code, one.cell) for one in received.findings] == [("W86", "B6")]
    assert [line.text for line in lines(engine)] == ["Sampah"]


def test_a_new_row_without_its_issue_is_told_with_what_it_says(engine):
    rows = [("No", "Isu daerah", "Akar masalah", "Warna"), (1, "Sampah", "Armada kurang", "hijau")]
    data = book(("Isu", [*rows, (2, None, "Pasar sepi", None)]))
    received = upload(engine, data)
    assert [(one.code, one.cell) for one in received.findings] == [("W90", ""), ("W92", "B3")]
    assert "Warna" in received.findings[0].message
    assert "Pasar sepi" in received.findings[1].message
    assert [(line.text, line.why) for line in lines(engine)] == [("Sampah", "Armada kurang")]


def test_signs_for_nothing_in_a_matrix_are_no_lines(engine):
    matrix = [("Kekuatan", "Kelemahan", "Peluang"), ("1. Ada SDM\n2. Ada dana", "-", "nihil")]
    upload(engine, book(("SWOT", matrix)))
    assert [line.text for line in lines(engine)] == ["Ada SDM", "Ada dana"]


def test_edits_in_the_room_and_in_the_workbook_both_stay(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    workbook = download(engine)
    looked = worksheets.read_worksheet(engine, ROOM, "ENV")
    (line,) = looked.lines.values()
    write(engine, replace(line, text="Sampah pasar"), by="Citra", seen=looked.seen)
    put(workbook, ISSUES, 1, Isu_daerah="Sampah sungai")
    received = upload(engine, workbook)
    assert codes(received) == ["W85"]
    assert [line.text for line in lines(engine)] == ["Sampah pasar", "Sampah sungai"]


def test_an_untouched_row_of_an_old_workbook_does_not_come_back(engine):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    workbook = download(engine)
    looked = worksheets.read_worksheet(engine, ROOM, "ENV")
    (line,) = looked.lines.values()
    write(engine, replace(line, text="Sampah pasar"), seen=looked.seen)
    upload(engine, workbook)
    assert [line.text for line in lines(engine)] == ["Sampah pasar"]


@pytest.mark.parametrize(
    ("typed", "cause", "why", "found"),
    [
        ("SDM", "SDM", "", []),
        ("kurang pegawai", "SDM", "(kurang pegawai)", ["W83", "W89"]),
        ("cuaca", "", "(cuaca)", ["W83"]),
    ],
)
def test_a_root_cause_outside_the_list_is_told_and_kept_in_words(engine, typed, cause, why, found):
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah="Banjir", Jenis_akar_masalah=typed)
    received = upload(engine, workbook)
    (line,) = lines(engine)
    assert (line.cause, line.why, codes(received)) == (cause, why, found)


def test_an_unknown_opd_is_told_and_kept_as_written(engine):
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah="Banjir", OPD="Dinas Kesehatan; Dinas Antariksa")
    received = upload(engine, workbook)
    assert lines(engine)[0].opd == ("DINKES", "Dinas Antariksa")
    assert ("W87", "G6", "Dinas Antariksa") in [(one.code, one.cell, one.found) for one in received.findings]


def test_a_workbook_of_another_group_goes_to_that_group(engine):
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah="Banjir")
    received = upload(engine, workbook, desk=replace(DESK, group=GOV, proposals=()))
    assert (received.group, codes(received)) == ("ENV", ["W88"])
    assert ([line.text for line in lines(engine)], lines(engine, "GOV")) == (["Banjir"], [])


def test_a_workbook_of_another_region_is_refused(engine):
    workbook = download(engine)
    put(workbook, ISSUES, 1, Isu_daerah="Banjir")
    received = upload(engine, workbook, desk=replace(DESK, room=WorksheetScope("35.23", "2026")))
    assert codes(received) == ["E16"]
    assert "Kabupaten Nganjuk" in received.findings[0].message
    assert worksheets.read_worksheet(engine, WorksheetScope("35.23", "2026"), "ENV").lines == {}


def test_the_ministrys_swot_matrix_is_read_a_line_per_entry(engine):
    heads = ["Elemen (Struktur/Infrastruktur/Suprastruktur)", "Dimensi", "Kekuatan", "Kelemahan", "Peluang",
             "Ancaman", "Strategi SO", "Strategi WO", "Strategi ST", "Strategi WT"]  # fmt: skip
    row = ["Struktur", "ENV", "1. TPA ada\n2. Bank sampah aktif", "- Armada kurang", "Dana pusat", None,
           "Perluas bank sampah; Gandeng swasta", None, None, None]  # fmt: skip
    upload(engine, book(("SWOT", [["ANALISIS SWOT"], heads, row])))
    assert [(line.part, line.text, line.element) for line in lines(engine)] == [
        ("S", "TPA ada", "Struktur"),
        ("S", "Bank sampah aktif", "Struktur"),
        ("W", "Armada kurang", "Struktur"),
        ("O", "Dana pusat", "Struktur"),
        ("SO", "Perluas bank sampah", "Struktur"),
        ("SO", "Gandeng swasta", "Struktur"),
    ]


def test_a_gap_table_of_the_bimtek_gives_issues(engine):
    heads = "Dimensi,Subdimensi,Elemen,Indikator,Kondisi Saat Ini,Nilai,Kondisi Ideal/Target,Target,GAP"
    heads += ",Penyebab,Kebutuhan/Rekomendasi,OPD,Prioritas"
    row = ["ENV", "Sampah", "Struktur", "ENV2.1", "Sampah tidak dipilah", 2.0, "Dipilah", 4.0, 2.0]
    row += ["Petugas kurang", "Tambah petugas", "Dinas Kesehatan", 1.0]
    upload(engine, book(("GAP", [heads.split(","), row])))
    (line,) = lines(engine)
    assert (line.part, line.text, line.why, line.remedy, line.opd) == (
        ISSUE, "Sampah tidak dipilah", "Petugas kurang", "Tambah petugas", ("DINKES",),
    )  # fmt: skip


def test_a_file_that_is_no_workbook_is_refused_and_nothing_changes(engine):
    received = upload(engine, b"rusak")
    assert received.findings[0].severity == "error"
    assert lines(engine) == []


@pytest.mark.parametrize("number", ["x", "²", "9" * 5_000, "-1", ""])
def test_a_hidden_mark_that_somebody_wrote_over_is_no_fault(engine, number):
    write(engine, WorksheetLine("", "ENV", ISSUE, "Sampah"))
    workbook = download(engine)
    mark = workbook[ISSUES].cell(HEAD + 1, 1)
    mark.value = f"{str(mark.value).partition(':')[0]}:{number}"
    put(workbook, ISSUES, 1, Isu_daerah="Sampah plastik")
    assert upload(engine, workbook).saved is not None
    assert "Sampah plastik" in [one.text for one in lines(engine)]

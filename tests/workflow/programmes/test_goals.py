"""A list of goals comes in from a workbook, its own or another, and is tied to programmes."""

from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest

from planning.programmes.programme import Programme
from storage import StoreError, entries
from storage.values import Actor
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow.survey_scene import NGANJUK, ROSTER
from workflow.programmes import goals

HEAD = 5


def read(engine, data, name="sasaran.xlsx", by="Sari"):
    """What a file would write is written, as the page does; how many are new or changed, and what was odd."""
    found, findings = goals.read_goal_file(NGANJUK, ROSTER, SourceFile(name, data))
    return SimpleNamespace(
        written=goals.save_goals(engine, NGANJUK, found, Actor(by)), findings=tuple(findings)
    )


def filled(engine, *rows):
    """The downloaded workbook with rows of (text, document, number, opd) typed below what it has."""
    known = goals.list_goals(engine, NGANJUK)
    workbook = openpyxl.load_workbook(BytesIO(goals.write_goal_workbook(known, NGANJUK, ROSTER)))
    for place, row in enumerate(rows, start=HEAD + 1 + len(known)):
        for column, text in enumerate(row, start=2):
            workbook[goals.TITLE].cell(place, column).value = text
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def listed(engine):
    return [(one.document, one.number, one.text, one.opd) for one in goals.list_goals(engine, NGANJUK)]


SERVICE = ("Meningkatnya kualitas layanan", "RPJMD", "T2.S1", None)
CLINIC = ("Puskesmas terhubung", "Renstra", 2, "Dinas Kesehatan")


def test_what_was_typed_is_kept_document_by_document(engine):
    received = read(engine, filled(engine, CLINIC, SERVICE))
    assert (received.written, received.findings) == (2, ())
    assert listed(engine) == [
        ("rpjmd", "T2.S1", "Meningkatnya kualitas layanan", ""),
        ("renstra", "2", "Puskesmas terhubung", "DINKES"),
    ]


def test_the_list_sent_again_changes_what_changed_and_takes_nothing_out(engine):
    read(engine, filled(engine, SERVICE, CLINIC))
    again = read(engine, book(("RPJMD", [["Sasaran", "Kode"], ["Layanan makin baik", "T2.S1"]])))
    assert again.written == 1
    assert [text for _, _, text, _ in listed(engine)] == ["Layanan makin baik", "Puskesmas terhubung"]


def test_a_foreign_table_is_read_with_the_document_its_sheet_is_named_after(engine):
    data = book(
        ("Renja 2026", [["DAFTAR KEGIATAN"], ["Kode", "Sub kegiatan"], ["1.02.01", "Pengadaan obat"]]),
    )
    assert read(engine, data).findings == ()
    assert listed(engine) == [("renja", "1.02.01", "Pengadaan obat", "")]


def test_what_is_unclear_is_told_at_its_cell_and_kept(engine):
    received = read(engine, filled(engine, ("Sasaran A", "RTRW", "1", "Dinas Antariksa")))
    assert [(one.code, one.cell) for one in received.findings] == [
        ("W83", "C6"),
        ("W83", "E6"),
        ("W89", "C6"),
        ("W87", "E6"),
    ]
    assert listed(engine) == [("rpjmd", "1", "Sasaran A", "Dinas Antariksa")]


def test_a_row_without_its_goal_is_told_with_what_it_says(engine):
    received = read(engine, filled(engine, (None, "RPJMD", "T9"), SERVICE))
    assert [(one.code, one.cell) for one in received.findings] == [("W92", "B6")]
    assert "RPJMD; T9" in received.findings[0].message
    assert len(listed(engine)) == 1


def test_a_list_of_another_region_is_refused(engine):
    data = goals.write_goal_workbook([], "35.23", ROSTER)
    received = read(engine, data)
    assert [one.code for one in received.findings] == ["E16"]
    assert listed(engine) == []


def test_undo_and_removal(engine):
    read(engine, filled(engine, SERVICE, CLINIC))
    key = goals.list_goals(engine, NGANJUK)[0].key
    assert goals.remove_goals(engine, NGANJUK, [key], Actor("Sari")) == 1
    assert len(listed(engine)) == 1
    assert goals.undo_goal_change(engine, NGANJUK, Actor("Sari")) == 1
    assert len(listed(engine)) == 2


def test_choices_stand_over_the_texts_of_a_programme(engine):
    read(engine, filled(engine, SERVICE, CLINIC))
    known = goals.list_goals(engine, NGANJUK)
    clinic = next(one.key for one in known if one.document == "renstra")
    register = {"a": Programme("a", "A", rpjmd="T2.S1")}
    assert goals.goals_of_programmes(engine, NGANJUK, register, known) == {"a": ("rpjmd/t2s1",)}
    goals.link_programmes_to_goals(engine, NGANJUK, {"a": [clinic]}, Actor("Sari"))
    assert goals.goals_of_programmes(engine, NGANJUK, register, known) == {"a": (clinic,)}


def test_nothing_is_stored_without_a_name_and_damage_hides_no_other(engine):
    with pytest.raises(StoreError, match="Nama"):
        read(engine, filled(engine, SERVICE), by="")
    read(engine, filled(engine, SERVICE))
    entries.save_entries(engine, goals.GOALS.place(NGANJUK), {"rusak": "{"}, by=Actor("x"))
    assert len(listed(engine)) == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"key": "a", "document": "rpjmd", "text": 3}'])
def test_damaged_goals_and_choices_are_named_until_they_are_written_again(engine, text):
    read(engine, filled(engine, SERVICE))
    (key,) = [goal.key for goal in goals.list_goals(engine, NGANJUK)]
    entries.save_entries(engine, goals.GOALS.place(NGANJUK), {key: text}, by=Actor("x"))
    entries.save_entries(engine, goals.LINKS.place(NGANJUK), {"a": "{"}, by=Actor("x"))
    assert goals.list_goals(engine, NGANJUK) == []
    assert goals.list_damaged_goals(engine, NGANJUK) == ([key], ["a"])
    read(engine, filled(engine, SERVICE))
    goals.link_programmes_to_goals(engine, NGANJUK, {"a": [key]}, Actor("Sari"))
    assert goals.list_damaged_goals(engine, NGANJUK) == ([], [])
    assert goals.goals_of_programmes(
        engine, NGANJUK, {"a": Programme("a", "A")}, goals.list_goals(engine, NGANJUK)
    ) == {"a": (key,)}

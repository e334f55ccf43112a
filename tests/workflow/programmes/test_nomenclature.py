"""A region keeps a nomenclature for each year, and what comes in is held against it."""

import pytest

from planning.programmes.nomenclature import Nomenclature
from storage import StoreError
from storage.values import Actor
from survey.programmes import ProgrammeContext, read_programme_file
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, ROSTER
from workflow.programmes import import_workbook, nomenclature, register_view

NAMES = {"2.16.03.2.02.0011": "Pengelolaan Pusat Data", "2.16.03.2.02.0012": "Jaringan Intra Pemerintah"}
FIRST, SECOND = Nomenclature(2026, NAMES, "lama.xlsx"), Nomenclature(2027, NAMES, "sipd.xlsx")


def kept(room):
    return nomenclature.load_nomenclatures(room.store, NGANJUK).by_year


def test_each_year_is_kept_replaced_and_taken_back(room):
    assert nomenclature.save_nomenclature(room.store, NGANJUK, SECOND, by=Actor("Sari")) == 1
    assert nomenclature.save_nomenclature(room.store, NGANJUK, FIRST, by=Actor("Sari")) == 1
    assert nomenclature.save_nomenclature(room.store, NGANJUK, FIRST, by=Actor("Sari")) == 0
    assert kept(room) == {2026: FIRST, 2027: SECOND}
    assert list(kept(room)) == [2026, 2027]
    assert nomenclature.undo_nomenclature(room.store, NGANJUK, Actor("Sari")) == ["2026"]
    assert kept(room) == {2027: SECOND}
    with pytest.raises(StoreError):
        nomenclature.save_nomenclature(room.store, NGANJUK, FIRST, by=Actor(" "))


def test_a_form_offers_the_sub_kegiatan_of_its_year(room):
    names = {"2.16.03": "Program Pengelolaan Aplikasi", **NAMES}
    later = Nomenclature(2027, {"2.16.03.2.02.0013": "Data Warga"}, "sipd.xlsx")
    nomenclature.save_nomenclature(room.store, NGANJUK, Nomenclature(2026, names), by=Actor("Sari"))
    nomenclature.save_nomenclature(room.store, NGANJUK, later, by=Actor("Sari"))
    assert nomenclature.list_subactivities(room.store, NGANJUK, 2026) == [
        "2.16.03.2.02.0011 Pengelolaan Pusat Data",
        "2.16.03.2.02.0012 Jaringan Intra Pemerintah",
    ]
    assert nomenclature.list_subactivities(room.store, NGANJUK, 2028) == ["2.16.03.2.02.0013 Data Warga"]
    assert nomenclature.list_subactivities(room.store, "35.14", 2026) == []


def test_an_import_is_held_against_it(room):
    nomenclature.save_nomenclature(room.store, NGANJUK, SECOND, by=Actor("Sari"))
    rows = [
        ("Kode", "Sub Kegiatan", "Pagu 2027"),
        ("2.16.03.2.02.0011", "Pengelolaan Pusat Data", 1e8),
        ("2.16.03.2.02.0012", "Pembangunan Jalan Desa", 1e8),
        ("2.16.03.2.02.0099", "Jaringan Intra Pemerintah", 1e8),
        (None, "Tanpa kode sama sekali", 1e8),
    ]
    file = SourceFile("renja.xlsx", book(("Renja", rows)))
    found = import_workbook.preview_import(
        room.store, NGANJUK, read_programme_file(file, ProgrammeContext(KESIAPAN, ROSTER, 2026))
    )
    facts = register_view.view_register(room.store, KESIAPAN, NGANJUK, None).known
    said = [
        (one.row.row, remark.code, one.row.cells.get(remark.field))
        for one, remark in import_workbook.remarks_on_import(found, {}, facts)
        if remark.field == "code"
    ]
    assert said == [(3, "other_name", "A3"), (4, "unknown_code", "A4"), (5, "no_subactivity", None)]


def test_without_a_nomenclature_codes_are_held_against_their_pattern_alone(room):
    assert register_view.view_register(room.store, KESIAPAN, NGANJUK, None).known.nomenclatures == {}

"""Risks of a workbook reach the programmes they are of; whose they are is asked where it is not clear."""

from dataclasses import replace

import pytest

from planning.programmes.programme import Programme
from reference import agencies
from storage.values import Actor
from survey.programmes import ProgrammeContext, read_programme_file
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow.survey_scene import KESIAPAN, NGANJUK
from workflow.programmes import import_workbook, register, risk_owner

ROSTER = agencies.sample_rosters()[NGANJUK]
HEADINGS = ("Program/Quick Win", "Faktor Risiko", "Penyebab", "Mitigasi Struktural", "Penanggung Jawab")
DOWN = ("Kanal aduan warga", "Server mati", "Listrik padam", "Genset", "Diskominfo")
RISK, MITIGATION = "Server mati (penyebab Listrik padam)", "Genset (penanggung jawab Diskominfo)"


@pytest.fixture
def known(room):
    """Three programmes of the register, two of them under one name."""
    register.save_programmes(
        room.store,
        NGANJUK,
        {
            "a": Programme("a", "Kanal Aduan Warga", lead="DISKOMINFO", problem="Aduan tersebar"),
            "b": Programme("b", "Bank sampah", lead="DLH"),
            "c": Programme("c", "Bank sampah", lead="DPMD", risk="Pasar sepi"),
        },
        by=Actor("Sari"),
    )
    return room


def previewed(room, *rows, meant=None, sheets=()):
    file = SourceFile("risiko.xlsx", book(*sheets, ("Risiko", [HEADINGS, *rows])))
    found = read_programme_file(file, ProgrammeContext(KESIAPAN, ROSTER, 2026))
    return import_workbook.preview_import(room.store, NGANJUK, found, meant or {})


def standing(room):
    return register.read_register(room.store, NGANJUK)


def test_a_risk_goes_to_the_programme_of_its_name_and_changes_nothing_else(known):
    before = standing(known)["a"]
    found = previewed(known, DOWN)
    assert [(one.state, one.changed) for one in found.rows] == [("changed", ("risk", "mitigation"))]
    import_workbook.save_import(known.store, NGANJUK, found, by=Actor("Sari"))
    after = standing(known)["a"]
    assert (after.risk, after.mitigation) == (RISK, MITIGATION)
    assert (after.name, after.lead, after.problem) == (before.name, before.lead, before.problem)
    assert len(standing(known)) == 3
    assert [one.state for one in previewed(known, DOWN).rows] == ["same"]


def test_what_was_known_of_its_risks_stays_above_and_where_it_came_from_too(known):
    told = previewed(known, ("Bank sampah", *DOWN[1:]), meant={"Bank sampah": "c"})
    import_workbook.save_import(known.store, NGANJUK, told, by=Actor("Sari"))
    after = standing(known)["c"]
    assert after.risk == f"Pasar sepi\n{RISK}"
    newer = previewed(known, ("Bank sampah", "Harga turun", *DOWN[2:]), meant={"Bank sampah": "c"})
    import_workbook.save_import(known.store, NGANJUK, newer, by=Actor("Sari"))
    after = standing(known)["c"]
    assert after.risk.splitlines() == ["Pasar sepi", RISK, "Harga turun (penyebab Listrik padam)"]
    assert after.mitigation == MITIGATION
    assert after.origin == "risiko.xlsx · Risiko · baris 2"


def test_a_risk_put_right_in_a_newer_workbook_takes_the_place_of_the_old_one(known):
    other = ("Kanal aduan warga", "Petugas kurang", None, "Tambah petugas", "BKPSDM")
    import_workbook.save_import(known.store, NGANJUK, previewed(known, DOWN, other), by=Actor("Sari"))
    newer = ("Kanal aduan warga", "Server  Mati", "Genset rusak", "Genset baru", "Diskominfo")
    found = previewed(known, newer)
    assert [(one.state, one.changed) for one in found.rows] == [("changed", ("risk", "mitigation"))]
    import_workbook.save_import(known.store, NGANJUK, found, by=Actor("Sari"))
    after = standing(known)["a"]
    assert after.risk.splitlines() == ["1. Server Mati (penyebab Genset rusak)", "2. Petugas kurang"]
    assert after.mitigation.splitlines() == [
        "1. Genset baru (penanggung jawab Diskominfo)",
        "2. Tambah petugas (penanggung jawab BKPSDM)",
    ]
    assert [one.state for one in previewed(known, newer).rows] == ["same"]
    assert [one.state for one in previewed(known, DOWN, other).rows] == ["earlier"]


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (("", ""), ("1. A\n2. A (x)", "1. p"), ("1. A\n2. A (x)", "1. p")),
        (("A (x)", "p"), ("A (y)", "q"), ("A (y)", "q")),
        (("A (x)", "p"), ("1. A (y)\n2. B", "1. q\n2. r"), ("1. A (y)\n2. B", "1. q\n2. r")),
        (("A (x)\nB", "p"), ("A (y)", "q"), ("A (y)\nB", "p\nq")),
        (("1. A (x)\n2. A (y)", "1. p\n2. q"), ("A (y)", "s"), ("1. A (x)\n2. A (y)", "1. p\n2. s")),
        (("A", "p"), ("B", "p"), ("A\nB", "p")),
        (("A", ""), ("A", ""), ("A", "")),
    ],
)
def test_only_the_line_of_the_same_risk_gives_way(before, given, after):
    names = ("risk", "mitigation")
    found = risk_owner.overlay_risk_texts(
        dict(zip(names, before, strict=True)), dict(zip(names, given, strict=True))
    )
    assert tuple(found.values()) == after


def test_a_line_taken_out_here_does_not_come_back_with_the_same_file(known):
    import_workbook.save_import(known.store, NGANJUK, previewed(known, DOWN), by=Actor("Sari"))
    cut = replace(standing(known)["a"], risk="")
    register.save_programmes(known.store, NGANJUK, {"a": cut}, by=Actor("Budi"))
    assert [one.state for one in previewed(known, DOWN).rows] == ["earlier"]


def test_a_name_nearly_the_same_is_taken_and_told_at_its_cell(known):
    found = previewed(known, ("Kanal aduan wargaa", *DOWN[1:]))
    assert list(found.changes) == ["a"]
    assert [(one.code, one.cell) for one in found.findings] == [("P23", "A2")]


@pytest.mark.parametrize(("name", "maybe"), [("Bank sampah", ("b", "c")), ("Taman bermain", ())])
def test_where_it_is_not_clear_nothing_is_written_until_somebody_says(known, name, maybe):
    row = (name, *DOWN[1:])
    found = previewed(known, row)
    assert (found.changes, [one.state for one in found.rows]) == ({}, ["open"])
    assert found.rows[0].candidates == maybe
    assert [(one.code, one.cell) for one in found.findings] == [("P22", "A2")]
    told = previewed(known, row, meant={name: "c"})
    assert {key: one.risk.splitlines()[-1] for key, one in told.changes.items()} == {"c": RISK}
    (new,) = previewed(known, row, meant={name: risk_owner.NEW}).changes.values()
    assert (new.name, new.risk, new.lead) == (name, RISK, "")


def test_two_names_for_one_programme_keep_the_risks_of_both(known):
    second = ("Aduan", "Petugas kurang", None, None, None)
    found = previewed(known, DOWN, second, meant={"Aduan": "a"})
    assert found.changes["a"].risk == f"{RISK}\nPetugas kurang"
    import_workbook.save_import(known.store, NGANJUK, found, by=Actor("Sari"))
    again = previewed(known, DOWN, second, meant={"Aduan": "a"})
    assert [one.state for one in again.rows] == ["same"]


def test_a_workbook_may_hold_programmes_and_their_risks(room):
    programmes = ("Program", [("Nama Program", "Dimensi", "OPD"), ("Kanal aduan warga", "GOV", "Diskominfo")])
    found = previewed(room, DOWN, sheets=(programmes,))
    (one,) = found.changes.values()
    assert (one.lead, one.risk, one.mitigation) == ("DISKOMINFO", RISK, MITIGATION)
    import_workbook.save_import(room.store, NGANJUK, found, by=Actor("Sari"))
    assert [one.state for one in previewed(room, DOWN, sheets=(programmes,)).rows] == ["same"]

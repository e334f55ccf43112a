"""A list of OPD from a file: what is kept of the OPD that are known, and who would leave."""

import pytest

from reference import agencies
from survey.roster.values import RosterRow
from survey.values import SourceFile
from tests.shared import SHARED, needs_shared
from tests.workflow.survey_scene import NGANJUK, ROSTER, answered, asked, form
from workflow.setup import list_remarks, roster_list
from workflow.setup.roster_edits import OpdListError

CASE = SHARED / "corpus" / "cases" / "roster_judul_skpd.xlsx"


def rows(*given):
    return [RosterRow(name, short, name, "A", f"A{at}") for at, (name, short) in enumerate(given, start=1)]


@pytest.fixture
def known():
    names = ["Dinas Kesehatan", "Dinas Komunikasi dan Informatika", "Balai Aneka", "Kecamatan Berbek"]
    roster = agencies.roster_from_names(names)
    return roster.assign(short=["Dinkes", "Diskominfo", "Balai Aneka", "Kec. Berbek"])


def test_a_list_in_plain_text_is_read():
    found = roster_list.read_list_file(SourceFile("d.csv", b"1;Dinas Kesehatan\n2;Setda\n"))
    assert [row.name for row in found.opd_rows] == ["Dinas Kesehatan", "Setda"]


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\x03\x04rusak", b"a;b\n1;2\n"])
def test_a_file_that_cannot_be_read_or_lists_nothing_says_what_to_do(data):
    with pytest.raises(OpdListError, match=r"\. [A-Z]\w+ "):
        roster_list.read_list_file(SourceFile("daftar.xlsx" if data[:1] != b"a" else "d.csv", data))


def test_an_opd_that_is_known_keeps_its_id_whatever_its_place_and_wording(known):
    found = roster_list.lay_list_over(
        rows(("BALAI ANEKA", ""), ("KEC. Berbek", ""), ("Dinas Kominfo", ""), ("dinas kesehatan", "")), known
    )
    by_name = dict(zip(known["name"], known["opd"], strict=True))
    assert list(found["opd"]) == [
        by_name[name]
        for name in (
            "Balai Aneka",
            "Kecamatan Berbek",
            "Dinas Komunikasi dan Informatika",
            "Dinas Kesehatan",
        )
    ]
    assert list(found["name"]) == ["BALAI ANEKA", "KEC. Berbek", "Dinas Kominfo", "dinas kesehatan"]


def test_short_names_of_the_list_count_and_those_it_lacks_stay(known):
    found = roster_list.lay_list_over(rows(("Dinas Kesehatan", "DKK"), ("Dinas Kominfo", "")), known)
    assert list(found["short"]) == ["DKK", "Diskominfo"]


def test_urusan_given_by_hand_stay_with_an_opd_that_keeps_its_name(known):
    edited = known.assign(sectors=["kesehatan;ppkb", *known["sectors"][1:]])
    found = roster_list.lay_list_over(rows(("DINAS KESEHATAN", "")), edited)
    assert list(found["sectors"]) == ["kesehatan;ppkb"]


def test_a_new_opd_gets_an_id_that_nobody_had(known):
    had = known.loc[known["name"] == "Balai Aneka", "opd"].item()
    found = roster_list.lay_list_over(rows(("Balai Ragam", ""), ("Kecamatan Loceret", "")), known, {"OPD-02"})
    assert not set(found["opd"]) & {had, "OPD-02", *known["opd"]}
    assert found["opd"].is_unique
    assert list(found["vote"]) == [found["opd"][0], "KECAMATAN"]


def test_two_names_that_fit_one_opd_take_its_id_from_neither(known):
    found = roster_list.lay_list_over(rows(("Dinkes", ""), ("DKK", "")), known)
    assert found["opd"].is_unique


def test_what_a_list_leaves_out_is_told_with_its_answers_and_duties(room):
    led = asked("DINKES", "lead")
    room.keep(form("DINKES", *(answered(code, 3.0) for code in led)))
    kept = [opd for opd in ROSTER["opd"] if opd != "DINKES"]
    found = roster_list.list_leaving_opd(room.store, room.scope, NGANJUK, ROSTER, kept)
    assert found.to_dict("records") == [
        {"opd": "DINKES", "name": "Dinas Kesehatan", "answers": len(led), "lead": len(led)}
    ]
    assert roster_list.list_leaving_opd(room.store, room.scope, NGANJUK, ROSTER, ROSTER["opd"]).empty


@needs_shared
def test_the_given_list_is_read_whole_and_says_what_it_left_out():
    found = roster_list.read_list_file(SourceFile(CASE.name, CASE.read_bytes()))
    assert len(found.opd_rows) == 42
    assert found.opd_rows[0].short == "SETDA"
    assert [(row.text, row.reason) for row in found.left_out if row.reason in ("section", "total")] == [
        ("B. KECAMATAN", "section"),
        ("Jumlah | 42", "total"),
    ]
    assert list_remarks.doubts_of_list(found, "35.23") == []
    said = " ".join(list_remarks.describe_list(found, NGANJUK))
    assert "Judulnya menyebut Kab. Tuban, sedangkan daerah yang dibuka Kab. Nganjuk." in said
    assert "42 OPD" in said
    assert "'B. KECAMATAN' (judul bagian)" in said
    assert "KEPALA PD (PIC)" in said

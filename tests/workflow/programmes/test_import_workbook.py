"""A workbook of programmes on its way into the register: previewed, taken over once, undone as one step."""

from dataclasses import asdict, replace

import pytest

from planning.plan.quick_wins import QuickWinMarks
from planning.programmes.programme import Programme
from planning.programmes.register_checks import RegisterReferences
from reference import agencies
from storage import StoreError
from storage.values import Actor
from survey.programmes import ProgrammeContext, read_programme_file, workbook
from survey.values import SourceFile
from tests.survey.making import book
from tests.workflow.survey_scene import KESIAPAN, NGANJUK
from workflow.programmes import import_workbook, quick_win_marks, register

ROSTER = agencies.sample_rosters()[NGANJUK]
HEADINGS = ("Nama Program", "Dimensi", "OPD", "Biaya 2026", "Status", "Mulai", "Selesai", "Prasyarat")
ADUAN = ("Kanal aduan", "GOV", "Diskominfo", "1,2 M", "usulan", "2026", "2028", None)
SAMPAH = ("Bank sampah", "ENV", "DLH", 3e8, "berjalan", "2026", "2025", "Kanal aduan")


def file(*rows, name="program.xlsx"):
    return SourceFile(name, book(("Program", [HEADINGS, *rows])))


def taken(room, *rows, by="Sari"):
    found = previewed(room, *rows)
    import_workbook.save_import(room.store, NGANJUK, found, by=Actor(by))
    return found


def previewed(room, *rows):
    return import_workbook.preview_import(
        room.store, NGANJUK, read_programme_file(file(*rows), ProgrammeContext(KESIAPAN, ROSTER, 2026))
    )


def names(room):
    return [one.name for one in register.read_register(room.store, NGANJUK).values()]


def states(found):
    return [one.state for one in found.rows]


def test_rows_become_programmes_that_know_where_they_come_from(room):
    found = taken(room, ADUAN, SAMPAH)
    assert states(found) == ["new", "new"]
    aduan, sampah = register.read_register(room.store, NGANJUK).values()
    assert (aduan.name, aduan.lead, aduan.costs) == ("Kanal aduan", "DISKOMINFO", {2026: 1.2e9})
    assert aduan.origin == "program.xlsx · Program · baris 2"
    assert sampah.after == (aduan.key,)


QUICK_WINS = (
    *("Nama Inovasi", "OPD", "Perumusan", "Daya Tarik", "Manfaat", "Keunikan", "Peluang Kemitraan"),
    *("Identifikasi Risiko", "Mitigasi Risiko"),
)


def scored(room, *rows):
    given = SourceFile("quick win.xlsx", book(("Quick win", [QUICK_WINS, *rows])))
    return import_workbook.preview_import(
        room.store, NGANJUK, read_programme_file(given, ProgrammeContext(KESIAPAN, ROSTER, 2026))
    )


def test_marks_of_a_table_of_quick_wins_reach_the_quick_wins(room):
    found = scored(
        room,
        ("Antrean daring", "Dinkes", 4.0, "3", 4.0, 2.0, "3,5", 2.0, 0.0),
        ("Bank sampah", "DLH", 3.0, None, 9.0, 3.0, 3.0, "Pasar sepi", "Kontrak pengepul"),
    )
    import_workbook.save_import(room.store, NGANJUK, found, by=Actor("Sari"))
    queue, waste = register.read_register(room.store, NGANJUK).values()
    said = quick_win_marks.read_quick_win_marks(room.store, NGANJUK)
    marks = {"perumusan": 4.0, "daya_tarik": 3.0, "manfaat": 4.0, "keunikan": 2.0, "kemitraan": 3.5}
    assert said[queue.key].marks == marks | {"risiko": 2.0, "mitigasi": 0.0}
    assert (queue.risk, queue.mitigation, queue.note) == ("", "", "")
    assert said[waste.key].marks == {"perumusan": 3.0, "keunikan": 3.0, "kemitraan": 3.0}
    assert (waste.risk, waste.mitigation, waste.note) == ("Pasar sepi", "Kontrak pengepul", "Manfaat: 9")
    assert [(one.code, one.cell) for one in found.rows[1].row.findings] == [("P27", "E3")]


def test_a_mark_that_the_room_gave_stands(room):
    row = ("Antrean daring", "Dinkes", 4.0, 3.0, 4.0, 2.0, 3.0, 2.0, 2.0)
    import_workbook.save_import(room.store, NGANJUK, scored(room, row), by=Actor("Sari"))
    (key,) = register.read_register(room.store, NGANJUK)
    assert scored(room, row).marks == {}
    quick_win_marks.save_quick_win_marks(
        room.store, NGANJUK, {key: QuickWinMarks({"manfaat": 1.0})}, by=Actor("Budi")
    )
    again = scored(room, row)
    assert (again.changes, list(again.marks)) == ({}, [key])
    import_workbook.save_import(room.store, NGANJUK, again, by=Actor("Sari"))
    marks = quick_win_marks.read_quick_win_marks(room.store, NGANJUK)[key].marks
    assert (marks["manfaat"], marks["perumusan"]) == (1.0, 4.0)


def test_one_column_named_like_a_criterion_is_no_mark(room):
    rows = [("Nama Program", "OPD", "Dimensi", "Manfaat"), ("Kanal", "Dinkes", "GOV", 3.0)]
    given = SourceFile("a.xlsx", book(("Program", rows)))
    found = import_workbook.preview_import(
        room.store, NGANJUK, read_programme_file(given, ProgrammeContext(KESIAPAN, ROSTER, 2026))
    )
    assert (found.marks, found.rows[0].programme.note) == ({}, "Manfaat: 3")


def test_nothing_is_written_by_a_preview(room):
    previewed(room, ADUAN)
    assert register.read_register(room.store, NGANJUK) == {}


def test_the_same_file_again_changes_nothing(room):
    taken(room, ADUAN, SAMPAH)
    again = previewed(room, ADUAN, SAMPAH)
    assert states(again) == ["same", "same"]
    assert import_workbook.save_import(room.store, NGANJUK, again, by=Actor("Sari")) == 0


def test_an_import_is_undone_as_one_step(room):
    taken(room, ADUAN, SAMPAH)
    assert len(register.undo_register_save(room.store, NGANJUK, Actor("Sari"))) == 2
    assert names(room) == []
    assert states(previewed(room, ADUAN)) == ["new"]


def test_what_was_changed_here_stands_over_the_same_row(room):
    found = taken(room, ADUAN)
    (key,) = found.changes
    fixed = replace(found.changes[key], costs={2026: 2e9}, problem="Aduan tersebar")
    register.save_programmes(room.store, NGANJUK, {key: fixed}, by=Actor("Budi"))
    again = previewed(room, ADUAN)
    assert states(again) == ["earlier"]
    assert again.changes == {}


def test_what_was_deleted_here_does_not_come_back_with_the_same_row(room):
    (key,) = taken(room, ADUAN).changes
    register.save_programmes(room.store, NGANJUK, {key: None}, by=Actor("Budi"))
    assert states(previewed(room, ADUAN)) == ["earlier"]


def test_a_newer_file_changes_what_it_says_and_nothing_else(room):
    (key,) = taken(room, ADUAN).changes
    told = replace(register.read_register(room.store, NGANJUK)[key], problem="Aduan tersebar")
    register.save_programmes(room.store, NGANJUK, {key: told}, by=Actor("Budi"))
    found = taken(room, (*ADUAN[:3], "1,5 M", *ADUAN[4:]))
    assert [(one.state, one.changed) for one in found.rows] == [("changed", ("costs",))]
    now = register.read_register(room.store, NGANJUK)[key]
    assert (now.costs, now.problem) == ({2026: 1.5e9}, "Aduan tersebar")


def test_what_cannot_be_read_is_kept_as_a_draft_and_fixed_on_the_page(room):
    bad = ("Kanal aduan", "GOV", "Dinas Antah", "dua em", *ADUAN[4:])
    (key,) = taken(room, bad).changes
    draft = register.read_register(room.store, NGANJUK)[key]
    assert draft.unread == {"lead": "Dinas Antah", "costs": "2026: dua em"}
    fixed = replace(draft, lead="DINKES", costs={2026: 2e9}, unread={})
    register.save_programmes(room.store, NGANJUK, {key: fixed}, by=Actor("Sari"))
    assert states(previewed(room, bad)) == ["same"]
    newer = taken(room, (*bad[:4], "berjalan", *bad[5:]))
    assert [one.state for one in newer.rows] == ["changed"]
    now = register.read_register(room.store, NGANJUK)[key]
    assert (now.status, now.lead, now.unread) == ("berjalan", "DINKES", {})


def test_two_rows_of_one_name_are_two_programmes(room):
    taken(room, ADUAN, ADUAN)
    assert names(room) == ["Kanal aduan", "Kanal aduan"]
    assert states(previewed(room, ADUAN, ADUAN)) == ["same", "same"]


def test_a_prerequisite_that_is_no_programme_stays_unread(room):
    (one,) = previewed(room, SAMPAH).rows
    assert one.programme.after == ()
    assert one.programme.unread == {"after": "Kanal aduan"}


def test_remarks_about_the_programmes_name_their_rows(room):
    found = previewed(room, (*ADUAN[:7], "Bank sampah"), SAMPAH)
    known = RegisterReferences.of(KESIAPAN.framework, ROSTER["opd"])
    told = import_workbook.remarks_on_import(found, {}, known)
    said = {(one.row.row, remark.code): one.row.cells.get(remark.field) for one, remark in told}
    assert said[3, "backwards"] == "G3"
    assert said[2, "circle"] == "H2"
    assert said[3, "circle"] == "H3"
    assert (2, "lifts_none") in said


def test_two_at_once_are_not_lost(room):
    mine = previewed(room, ADUAN)
    theirs = previewed(room, (*ADUAN[:3], "9 M", *ADUAN[4:]))
    import_workbook.save_import(room.store, NGANJUK, theirs, by=Actor("Budi"))
    with pytest.raises(StoreError, match="Budi"):
        import_workbook.save_import(room.store, NGANJUK, mine, by=Actor("Sari"))


def test_the_register_as_a_workbook_comes_back_unchanged(room):
    taken(room, ADUAN, (*SAMPAH[:6], "2028", SAMPAH[7]))
    register.save_programmes(
        room.store, NGANJUK, {"p9": Programme("p9", "Tanpa OPD", unread={"lead": "Dinas X"})}, by=Actor("A")
    )
    kept = register.read_register(room.store, NGANJUK)
    contents = workbook.RegisterContents(
        KESIAPAN, ROSTER, "Kab. Nganjuk", "2026", [2026], [asdict(one) for one in kept.values()]
    )
    again = read_programme_file(
        SourceFile("ekspor.xlsx", workbook.write_register_workbook(contents)),
        ProgrammeContext(KESIAPAN, ROSTER, 2026),
    )
    assert states(import_workbook.preview_import(room.store, NGANJUK, again)) == ["same"] * 3
    for key in kept:
        register.save_programmes(room.store, NGANJUK, {key: None}, by=Actor("Sari"))
    assert register.read_register(room.store, NGANJUK) == {}

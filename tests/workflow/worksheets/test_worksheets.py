"""Groups write at once: every line, author and version stays, and undo reaches one group only."""

from dataclasses import replace

import pytest

from planning.worksheets.worksheets import ISSUE, WorksheetLine
from storage import StoreError, entries
from storage.values import Actor
from tests.workflow.survey_scene import NGANJUK, answered, asked, form
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope

ROOM = WorksheetScope(NGANJUK, "2026")


def issue(text, key="", **more) -> WorksheetLine:
    return WorksheetLine(key, "", more.pop("part", ISSUE), text, **more)


def write(engine, *lines, by="Sari", group="GOV", seen=None, **more):
    return worksheets.save_worksheet_lines(engine, ROOM, group, lines, by=Actor(by), seen=seen or {}, **more)


def texts(engine, group="GOV"):
    return [line.text for line in worksheets.read_worksheet(engine, ROOM, group).lines.values()]


def test_what_was_written_is_read_with_its_author_and_group(engine):
    assert write(engine, issue("Sampah", cause="sarana", opd=("DLH",))).written == 1
    (line,) = worksheets.read_worksheet(engine, ROOM, "GOV").lines.values()
    assert (line.group, line.text, line.cause, line.opd) == ("GOV", "Sampah", "sarana", ("DLH",))
    assert line.authors == ("Sari",)


def test_the_same_words_of_two_people_are_one_line_with_both_authors(engine):
    write(engine, issue("Sampah belum terpilah"))
    write(engine, issue("sampah belum terpilah.", cause="proses"), by="Budi")
    (line,) = worksheets.read_worksheet(engine, ROOM, "GOV").lines.values()
    assert (line.text, line.cause, line.authors) == ("Sampah belum terpilah", "proses", ("Sari", "Budi"))


def test_the_same_words_with_another_cause_are_two_lines(engine):
    write(engine, issue("Sampah", cause="proses"))
    write(engine, issue("Sampah", cause="anggaran"), by="Budi")
    assert [line.cause for line in worksheets.read_worksheet(engine, ROOM, "GOV").lines.values()] == [
        "proses",
        "anggaran",
    ]


def test_an_edit_adds_its_author(engine):
    write(engine, issue("Sampah"))
    seen = worksheets.read_worksheet(engine, ROOM, "GOV")
    (line,) = seen.lines.values()
    write(engine, replace(line, text="Sampah plastik"), by="Budi", seen=seen.seen)
    (line,) = worksheets.read_worksheet(engine, ROOM, "GOV").lines.values()
    assert (line.text, line.authors) == ("Sampah plastik", ("Sari", "Budi"))


def test_two_edits_of_one_line_both_stay(engine):
    write(engine, issue("Sampah"))
    looked = worksheets.read_worksheet(engine, ROOM, "GOV")
    (line,) = looked.lines.values()
    write(engine, replace(line, text="Sampah plastik"), by="Budi", seen=looked.seen)
    saved = write(engine, replace(line, text="Sampah pasar"), by="Citra", seen=looked.seen)
    assert saved.apart == ("Sampah pasar",)
    assert texts(engine) == ["Sampah plastik", "Sampah pasar"]


def test_an_edit_of_a_line_that_was_taken_out_meanwhile_stays(engine):
    write(engine, issue("Sampah"))
    looked = worksheets.read_worksheet(engine, ROOM, "GOV")
    (line,) = looked.lines.values()
    assert write(engine, by="Budi", seen=looked.seen, without=[line.key]).removed == 1
    assert write(engine, replace(line, text="Sampah pasar"), by="Citra", seen=looked.seen).apart
    assert texts(engine) == ["Sampah pasar"]


def test_a_line_that_somebody_changed_since_is_not_taken_out(engine):
    write(engine, issue("Sampah"))
    looked = worksheets.read_worksheet(engine, ROOM, "GOV")
    (line,) = looked.lines.values()
    write(engine, replace(line, text="Sampah plastik"), by="Budi", seen=looked.seen)
    saved = write(engine, by="Citra", seen=looked.seen, without=[line.key])
    assert (saved.removed, saved.kept) == (0, ("Sampah plastik",))
    assert texts(engine) == ["Sampah plastik"]


def test_undo_takes_back_the_last_save_of_one_group_only(engine):
    write(engine, issue("Sampah"))
    write(engine, issue("Banjir"), group="ENV")
    write(engine, issue("Macet"))
    assert worksheets.undo_worksheet_save(engine, ROOM, "GOV", Actor("Sari")) == 1
    assert (texts(engine), texts(engine, "ENV")) == (["Sampah"], ["Banjir"])


def test_nothing_is_stored_without_a_name(engine):
    with pytest.raises(StoreError, match="Nama"):
        write(engine, issue("Sampah"), by="")
    assert texts(engine) == []


def test_joined_lines_of_two_groups_stand_as_one_and_can_part_again(engine):
    write(engine, issue("Sampah belum terpilah"))
    write(engine, issue("Pemilahan sampah lemah"), group="ENV", by="Budi")
    worksheets.join_lines(
        engine, ROOM, worksheets.list_merged_lines(engine, ROOM, ["GOV", "ENV"]), Actor("Fasilitator")
    )
    (one,) = worksheets.list_merged_lines(engine, ROOM, ["GOV", "ENV"])
    assert (one.authors, one.groups) == (("Sari", "Budi"), ("GOV", "ENV"))
    worksheets.split_joined_lines(engine, ROOM, one, Actor("Fasilitator"))
    assert len(worksheets.list_merged_lines(engine, ROOM, ["GOV", "ENV"])) == 2
    assert (len(texts(engine)), len(texts(engine, "ENV"))) == (1, 1)


def test_a_damaged_line_is_counted_and_hides_no_other(engine):
    write(engine, issue("Sampah"))
    entries.save_entries(
        engine, worksheets.group_entries("GOV").place(ROOM.region, ROOM.period), {"rusak": "{"}, by=Actor("x")
    )
    found = worksheets.read_worksheet(engine, ROOM, "GOV")
    assert (found.unreadable, len(found.lines)) == (1, 1)


CODES = asked("DINKES", "lead")[:3]


@pytest.fixture
def surveyed(room):
    """One OPD with two obstacles and a third that is none."""
    notes = ("SDM", "lain-lain", "-")
    room.keep(
        form(
            "DINKES",
            *(answered(c, 2.0, obstacle=n, note="catatan") for c, n in zip(CODES, notes, strict=True)),
        )
    )
    return room


def obstacles(room):
    return worksheets.list_obstacles(room.store, room.scope, ROOM)


def test_obstacles_come_from_the_survey_with_their_cause_where_the_words_say_it(surveyed):
    found = obstacles(surveyed)
    assert found["indicator"].tolist() == sorted(CODES[:2])
    assert set(zip(found["text"], found["cause"], strict=True)) == {("SDM", "SDM"), ("lain-lain", "")}
    assert set(found["opd"]) == {"DINKES"}


def test_a_code_set_here_stands_until_the_answer_says_something_else(surveyed):
    found = obstacles(surveyed)
    open_ = found[found["text"] == "lain-lain"].assign(cause="proses")
    assert worksheets.save_obstacle_causes(surveyed.store, ROOM, open_, Actor("Sari")) == 1
    row = obstacles(surveyed).set_index("text").loc["lain-lain"]
    assert (row["cause"], row["by"]) == ("proses", "Sari")
    surveyed.keep(form("DINKES", answered(CODES[1], 2.0, obstacle="gedung rusak")))
    assert obstacles(surveyed)["cause"].tolist() == ["sarana"]

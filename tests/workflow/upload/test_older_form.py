"""A form of an older version goes back as today's form with every answer that still stands, and no other."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from reference import agencies
from reference.instruments import load_instrument
from storage.values import Actor
from survey import older_form, template
from survey.files.sandbox import read_table_file
from survey.values import ReportedProgramme, SourceFile
from tests.form_cells import form_cell
from tests.workflow.survey_scene import (
    ASSIGNED,
    KESIAPAN,
    NGANJUK,
    ROSTER,
    Room,
    answered,
    asked,
    not_applicable,
    read,
)
from workflow.upload.older_form import offer_renewal, write_renewed_form
from workflow.upload.outcome import UploadTarget

CODES = asked("DINKES", "lead")
SAME, ASKED_ANEW, RAISED, ALL_RAISED, GONE = CODES[:5]
PROGRAMME = ReportedProgramme("Posyandu digital", "Smart Living", "2024", "", 250_000_000.0, "berjalan", 8)


def older(change):
    """The instrument of the version before, with `change` made to its leaves."""
    nodes = tuple(change(node) for node in KESIAPAN.framework.nodes)
    return replace(KESIAPAN, version="0.8", framework=replace(KESIAPAN.framework, nodes=nodes))


def changed(node):
    if node.code == ASKED_ANEW:
        return replace(node, tags={**node.tags, "question": "Pertanyaan yang lama?"})
    if node.code == RAISED:
        return replace(node, tags={**node.tags, "anchors": ("Syarat lama", *node.tags["anchors"][1:])})
    if node.code == ALL_RAISED:
        return replace(node, tags={**node.tags, "anchors": tuple(f"Syarat {n}" for n in range(5))})
    return node


def sent(*answers, instrument=None, programmes=(), edit=None, opd="DINKES"):
    """A form of the older version as an OPD sends it."""
    agency = ROSTER.set_index("opd", drop=False).loc[opd].to_dict()
    buffer = BytesIO()
    given = {answer.indicator: answer for answer in answers}
    used = instrument or older(changed)
    template.write_survey_form(
        used, NGANJUK, agency, ASSIGNED, buffer, "2025", answers=given, programmes=programmes
    )
    if edit:
        book = openpyxl.load_workbook(buffer)
        edit(book)
        buffer = BytesIO()
        book.save(buffer)
    return SourceFile("lama.xlsx", buffer.getvalue())


def offered(room, file, region=NGANJUK):
    (reading,) = read([file], region=NGANJUK)
    assert reading.verdict == "refused"
    return offer_renewal(room.store, UploadTarget(room.scope, region, Actor("Sari")), reading)


def cell_of(book, code):
    return form_cell(book, code, "Jawaban")


def test_answers_of_unchanged_items_are_carried_and_the_others_named(room):
    found = offered(room, sent(*(answered(code, 4.0) for code in CODES[:4])))
    assert found.old == "kesiapan@0.8"
    assert {code: one.value for code, one in found.carried.answers.items()} == {SAME: 4.0}
    assert found.carried.left == dict.fromkeys((RAISED, ALL_RAISED), older_form.LEVELS) | {
        ASKED_ANEW: older_form.QUESTION
    }


def test_an_item_that_is_gone_is_named(room):
    def rename(book):
        form_cell(book, GONE, "Kode").value = "LAMA.1"

    found = offered(room, sent(answered(SAME, 2.0), answered(GONE, 3.0), edit=rename))
    assert found.carried.left == {"LAMA.1": older_form.GONE}
    assert list(found.carried.answers) == [SAME]


def test_an_answer_off_the_scale_is_not_carried(room):
    found = offered(
        room, sent(answered(SAME, 2.0), edit=lambda book: setattr(cell_of(book, SAME), "value", 9))
    )
    assert found.carried.left == {SAME: older_form.VALUE}


def test_what_nobody_answered_is_neither_carried_nor_left(room):
    found = offered(room, sent(answered(SAME, 2.0)))
    assert set(found.carried.answers) == {SAME}
    assert not found.carried.left


def test_the_new_form_is_read_as_ready_with_the_carried_answers_and_programmes(room):
    given = answered(SAME, 4.0, fact="Perbup ada", evidence="Perbup 12", note="catatan")
    found = offered(room, sent(given, programmes=(PROGRAMME,)))
    form = write_renewed_form(room.store, UploadTarget(room.scope, NGANJUK, Actor("Sari")), found)
    (reading,) = read([SourceFile("baru.xlsx", form)], region=NGANJUK)
    assert reading.verdict == "ready"
    (response,) = reading.responses
    (one,) = [answer for answer in response.answers if answer.status == "answered"]
    assert (one.indicator, one.value, one.fact, one.evidence, one.note) == (
        *(SAME, 4.0, "Perbup ada", "Perbup 12", "catatan"),
    )
    assert [programme.name for programme in response.programmes] == ["Posyandu digital"]


def test_tidak_berlaku_is_carried_where_it_may_be_answered(room):
    leaf = next(
        code for code in KESIAPAN.framework.leaves if KESIAPAN.framework.node(code).tags["may_not_apply"]
    )
    opd = ASSIGNED.query("indicator == @leaf and role == 'lead'")["opd"].item()
    found = offered(room, sent(not_applicable(leaf), opd=opd))
    assert found.carried.answers[leaf].status == "not_applicable"


@pytest.mark.parametrize("region", ["", "35.23"])
def test_nothing_is_offered_to_another_region(room, region):
    assert offered(room, sent(answered(SAME, 2.0)), region) is None


def test_nothing_is_offered_for_another_instrument(room):
    assert offered(room, sent(answered(SAME, 2.0), instrument=replace(older(changed), id="lain"))) is None


def test_nothing_is_offered_to_an_opd_that_is_not_on_the_list(engine):
    room = Room(engine, rosters={NGANJUK: ROSTER[ROSTER["opd"] != "DINKES"]})
    assert offered(room, sent(answered(SAME, 2.0))) is None


def raised(level):
    """The instrument of the version before, in which one level of an item asked something else."""

    def change(node):
        if node.code != RAISED:
            return node
        anchors = node.tags["anchors"]
        return replace(node, tags={**node.tags, "anchors": (*anchors[: level - 1], "Lama", *anchors[level:])})

    return older(change)


@pytest.mark.parametrize(("level", "answer"), [(5, 3.0), (4, 2.0), (3, 1.0)])
def test_a_level_that_an_answer_does_not_turn_on_may_have_changed(room, level, answer):
    found = offered(room, sent(answered(RAISED, answer), instrument=raised(level)))
    assert {code: one.value for code, one in found.carried.answers.items()} == {RAISED: answer}


@pytest.mark.parametrize(("level", "answer"), [(5, 5.0), (5, 4.0), (4, 4.0), (4, 3.0), (2, 1.0), (2, 5.0)])
def test_a_level_reached_or_just_not_reached_must_read_as_before(room, level, answer):
    found = offered(room, sent(answered(RAISED, answer), instrument=raised(level)))
    assert found.carried.left == {RAISED: older_form.LEVELS}


def test_a_form_of_0_9_fills_one_of_1_0_with_what_fits():
    new = load_instrument("kesiapan", "1.0-draf")
    roster = agencies.find_roster(NGANJUK)
    given = agencies.assign_indicators(KESIAPAN.framework, roster)
    buffer, agency = BytesIO(), roster.set_index("opd", drop=False).loc["DPMD"].to_dict()
    led = list(given.query("opd == 'DPMD'")["indicator"])
    assert "SOC1.4" in led
    answers = {code: answered(code, 3.0) for code in led}
    template.write_survey_form(KESIAPAN, NGANJUK, agency, given, buffer, "2025", answers=answers)
    book = read_table_file(SourceFile("lama.xlsx", buffer.getvalue()))
    found = older_form.carry_answers_over(book, new)
    assert "SOC1.7" in found.answers, "asked as SOC1.4 in 0.9"
    assert set(found.answers) | set(found.left) == {*led, "SOC1.7"} - {"SOC1.4"}
    for code, one in found.answers.items():
        assert one.value == 3.0
        tags = new.framework.node(code).tags["anchors"]
        old = KESIAPAN.framework.node({"SOC1.7": "SOC1.4"}.get(code, code)).tags["anchors"]
        assert tags[:4] == old[:4]

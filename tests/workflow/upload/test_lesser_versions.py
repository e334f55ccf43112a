"""A version that says less than the one in force is asked about; nothing in force vanishes unasked."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reference import instruments
from scoring import Node
from storage.results import answers, node_values
from storage.setup import periods
from storage.upload import batches
from storage.values import Actor
from survey.values import Answer, NodeValue, Reading, ReportedProgramme, Response, SourceFile
from workflow.results.stored_data import read_survey_data
from workflow.setup.setup import open_scope
from workflow.upload.lesser_versions import JOIN, REPLACE, settle_lesser_versions
from workflow.upload.outcome import UploadOutcome, UploadTarget
from workflow.upload.upload import store_ready_files

KESIAPAN = instruments.load_instrument("kesiapan")
LEAVES = KESIAPAN.framework.leaves[:5]
REGION, OPD = "35.18", ("DINKES", "DISKOMINFO")
counter = itertools.count()


def open_place(store, instrument=KESIAPAN):
    label = f"periode {next(counter)}"
    period = periods.add_period(store, label, date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    return UploadTarget(open_scope(store, period, instrument), REGION, Actor("Sari"))


def response(opd, levels, programmes=(), slot="1", **more):
    """An OPD's levels; None = left blank."""
    given = (
        Answer(code, "missing" if level is None else "answered", level, sheet="Jawaban", cell=f"E{at}")
        for at, (code, level) in enumerate(levels.items(), 8)
    )
    listed = tuple(ReportedProgramme(name) for name in programmes)
    return Response(REGION, "", opd, "", slot, tuple(given), listed, **more)


def file(*responses, name="isian.xlsx", **more):
    source = SourceFile(name, f"{next(counter)}".encode())
    return Reading(source, "template", verdict="ready", responses=responses, **more)


def send(store, place, *readings, choices=None):
    settled = settle_lesser_versions(store, place.scope, readings, choices or {})
    return store_ready_files(store, place, UploadOutcome(settled)).readings


def answer(store, place, *readings, choice):
    """Send, and answer what is asked with one choice."""
    asked = {question.key for one in send(store, place, *readings) for question in one.questions}
    return send(store, place, *readings, choices=dict.fromkeys(asked, choice)) if asked else ()


def levels(store, place):
    """OPD and item -> the level in force."""
    rows = answers.list_answer_details(store, place.scope.period_id, place.scope.instrument_id, REGION)
    rows = rows[rows["status"] == "answered"]
    return {(row.opd, row.indicator): row.claimed for row in rows.itertuples()}


LEVELS = st.dictionaries(st.sampled_from(LEAVES), st.one_of(st.none(), st.integers(1, 5)), max_size=5)
FILES = st.lists(st.dictionaries(st.sampled_from(OPD), LEVELS, min_size=1), min_size=1, max_size=4)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sent=FILES, choice=st.sampled_from([None, JOIN, REPLACE]))
def test_no_answer_in_force_vanishes_without_a_stated_choice(store, sent, choice):
    place, before = open_place(store), {}
    for one in sent:
        reading = file(*(response(opd, given) for opd, given in one.items()))
        new = {(opd, code): level for opd, given in one.items() for code, level in given.items() if level}
        lost = {key for key in before if key[0] in one} - new.keys()
        (settled,) = send(store, place, reading)
        assert settled.verdict == ("confirm" if lost else "ready")
        if lost:
            assert levels(store, place) == before
            assert all(
                any(code in found.message for found in settled.findings) for _, code in sorted(lost)[:1]
            )
        if lost and choice:
            answer(store, place, reading, choice=choice)
        kept = {key: level for key, level in before.items() if key[0] not in one or choice == JOIN}
        before = before if lost and not choice else kept | new
        assert levels(store, place) == before


def test_joined_answers_lead_back_to_the_file_they_stood_in(store):
    place = open_place(store)
    send(store, place, file(response("DINKES", {LEAVES[0]: 4}), name="lama.xlsx"))
    answer(store, place, file(response("DINKES", {LEAVES[1]: 2}), name="baru.xlsx"), choice=JOIN)
    scope = place.scope
    rows = answers.list_answer_details(store, scope.period_id, scope.instrument_id, REGION)
    found = rows.set_index("indicator")[["file", "sheet"]].to_dict("index")
    assert found[LEAVES[0]] == {"file": "baru.xlsx", "sheet": "lama.xlsx › Jawaban"}
    assert found[LEAVES[1]] == {"file": "baru.xlsx", "sheet": "Jawaban"}
    batches.undo_last_upload(store, scope.period_id, REGION, Actor("Sari"))
    assert levels(store, place) == {("DINKES", LEAVES[0]): 4.0}


def test_one_question_for_all_opd_of_a_file_and_all_files_of_an_opd(store):
    place = open_place(store)
    full = dict.fromkeys(LEAVES, 3)
    send(store, place, file(*(response(opd, full) for opd in OPD)))
    less = {LEAVES[0]: 3}
    two = [
        file(response(OPD[0], less, slot="1"), response(OPD[1], full)),
        file(response(OPD[0], less, slot="2")),
    ]
    asked = send(store, place, *two)
    assert [one.verdict for one in asked] == ["confirm", "confirm"]
    assert asked[0].questions == asked[1].questions
    (question,) = asked[0].questions
    assert question.kind == "version"
    assert [key for key, _ in question.candidates] == [JOIN, REPLACE]


def test_what_one_file_lacks_another_of_the_same_opd_may_say(store):
    place = open_place(store)
    send(store, place, file(response("DINKES", dict.fromkeys(LEAVES, 3))))
    parts = [LEAVES[:2], LEAVES[2:]]
    two = [file(response("DINKES", dict.fromkeys(part, 4), slot=str(at))) for at, part in enumerate(parts, 1)]
    assert [one.verdict for one in send(store, place, *two)] == ["ready", "ready"]


def test_a_choice_holds_for_the_version_that_it_was_made_about(store):
    place = open_place(store)
    send(store, place, file(response("DINKES", {LEAVES[0]: 4, LEAVES[1]: 4})))
    reading = file(response("DINKES", {LEAVES[1]: 2}))
    (asked,) = send(store, place, reading)
    send(store, place, file(response("DINKES", {LEAVES[0]: 5, LEAVES[1]: 5})))
    (again,) = send(store, place, reading, choices={asked.questions[0].key: REPLACE})
    assert again.verdict == "confirm"
    assert levels(store, place)["DINKES", LEAVES[0]] == 5.0


@pytest.mark.parametrize(("said", "asked"), [((), True), (("Lain",), False), (None, False)])
def test_a_list_of_programmes_gives_way_to_an_empty_one_only_where_it_is_said(store, said, asked):
    place = open_place(store)
    full = {LEAVES[0]: 3}
    send(store, place, file(response("DINKES", full, ["Puskesmas daring", "Antrean"])))
    new = response("DINKES", full, said or (), no_programmes=said is None)
    (one,) = send(store, place, file(new))
    assert (one.verdict == "confirm") == asked
    assert not asked or "2 program" in one.questions[0].text


def table(levels, absent=()):
    """A table of one region's values; None = a blank cell."""
    values = tuple(
        NodeValue(REGION, code, "claimed", level, "missing" if level is None else "answered", "R", "B2")
        for code, level in levels.items()
    )
    return replace(file(values=values), absent=absent)


def known(store, place):
    """Node -> the value of the region in force."""
    data = read_survey_data(store, place.scope, REGION)
    given = data.answers.dropna(subset="claimed")
    return dict(given[["indicator", "claimed"]].itertuples(index=False, name=None))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.lists(LEVELS, min_size=1, max_size=4), choice=st.sampled_from([None, JOIN, REPLACE]))
def test_no_value_of_a_region_vanishes_without_a_stated_choice(store, sent, choice):
    place, before = open_place(store), {}
    for one in sent:
        new = {code: float(level) for code, level in one.items() if level}
        lost = {code for code, level in one.items() if level is None and code in before}
        (settled,) = send(store, place, table(one))
        assert settled.verdict == ("confirm" if lost else "ready")
        if lost and choice:
            answer(store, place, settled_again(settled), choice=choice)
        if not lost or choice:
            gone = lost if choice == REPLACE else set()
            before = {code: level for code, level in before.items() if code not in gone} | new
        assert known(store, place) == before


def settled_again(reading):
    """A reading as it was before anything was asked of it."""
    return replace(reading, verdict="ready", questions=(), findings=())


def test_a_blank_in_a_later_file_of_a_batch_takes_nothing_from_an_earlier_one(store):
    place = open_place(store)
    one, two = table({LEAVES[0]: 2.0}), table({LEAVES[0]: None, LEAVES[1]: 3.0})
    assert [reading.verdict for reading in send(store, place, one, two)] == ["ready", "confirm"]
    assert known(store, place) == {LEAVES[0]: 2.0}


def test_a_region_that_a_file_says_took_no_part_keeps_its_values_until_that_is_chosen(store):
    place = open_place(store)
    send(store, place, table({LEAVES[0]: 2.0}))
    left = table({}, absent=(REGION,))
    (asked,) = send(store, place, left)
    assert asked.verdict == "confirm"
    answer(store, place, left, choice=JOIN)
    assert known(store, place) == {LEAVES[0]: 2.0}
    answer(store, place, left, choice=REPLACE)
    assert known(store, place) == {}


def questions(levels):
    """A region's file with question leaves of its own, a value for each."""
    leaves = tuple(Node(code=code, name=f"Butir {code}", parent=LEAVES[0], level=0) for code in levels)
    return replace(table(levels), leaves=leaves)


@pytest.mark.parametrize("choice", [JOIN, REPLACE])
def test_questions_that_a_newer_file_lists_no_more_are_asked_about(store, choice):
    place, codes = open_place(store), [f"{LEAVES[0]}.Q{number:02d}" for number in range(1, 4)]
    send(store, place, questions(dict.fromkeys(codes, 2.0)))
    less = questions(dict.fromkeys(codes[:2], 4.0))
    (asked,) = send(store, place, less)
    assert asked.verdict == "confirm"
    answer(store, place, less, choice=choice)
    (kept,) = node_values.read_leaf_sets(store, place.scope.period_id, place.scope.instrument_id).values()
    left = [node.code for node in node_values.leaves_from_text(kept)]
    assert left == (codes if choice == JOIN else codes[:2])

"""Counts of what each OPD was asked and answered."""

from survey.values import Answer
from tests.workflow.survey_scene import (
    ACTOR,
    KEPT,
    KESIAPAN,
    NGANJUK,
    ROSTER,
    answered,
    asked,
    everybody,
    form,
    leader,
    not_applicable,
)
from workflow.results import clarify
from workflow.setup import completeness

LED = asked("DINKES", "lead")
LEAVES = KESIAPAN.framework.leaves


def board(room):
    return completeness.completeness_by_dimension(room.store, room.scope, NGANJUK)


def of(room, opd):
    return completeness.list_opd_responses(room.store, room.scope, NGANJUK).set_index("opd").loc[opd]


def test_nothing_sent_is_all_asked_and_none_answered(room):
    counted = board(room)
    assert counted["asked"].sum() == len(LEAVES)
    assert counted[["answered", "evidence"]].sum().sum() == 0
    assert not completeness.list_opd_responses(room.store, room.scope, NGANJUK)["sent"].any()


def test_a_level_is_an_answer_and_what_does_not_apply_is_not_asked(room):
    off = next(code for code in LEAVES if KESIAPAN.framework.node(code).tags.get("may_not_apply"))
    room.keep(
        form(
            "DINKES", answered(LED[0], 3.0, evidence="SK"), Answer(LED[1], "missing"), answered(LED[2], 1.0)
        ),
        form(leader(off), not_applicable(off)),
    )
    row = of(room, "DINKES")
    assert (row["asked"], row["answered"], row["evidence"], row["sent"]) == (len(LED), 2, 1, True)
    counts = of(room, leader(off))[["led", "asked", "answered"]].tolist()
    led = len(asked(leader(off), "lead"))
    assert counts == [led, led - 1, 0 if leader(off) != "DINKES" else 2]


def test_what_the_room_agreed_or_a_verifier_found_needs_no_answer_any_more(room):
    room.keep(form("DINKES", answered(LED[0], 3.0)))
    clarify.agree_level(room.store, room.scope, NGANJUK, LED[1], 2.0, reason="SK", by=ACTOR)
    clarify.verify_level(room.store, room.scope, NGANJUK, LED[2], 2.0, note="SK", by=ACTOR)
    row = of(room, "DINKES")
    assert (row["asked"], row["answered"], row["evidence"]) == (len(LED), 3, 1)
    missing = completeness.missing_indicators(room.store, room.scope, NGANJUK, "DINKES")
    assert missing == LED[3:]


def test_by_dimension(room):
    room.keep(form("DINKES", *(answered(code, 3.0) for code in LED)))
    mine = board(room).query("opd == 'DINKES'").set_index("node")
    branches = completeness.dimension_of_leaves(KESIAPAN.framework)
    for node, row in mine.iterrows():
        expected = sum(branches[code] == node for code in LED)
        assert (row["asked"], row["answered"]) == (expected, expected)
    assert set(mine.index) == {branches[code] for code in LED}
    assert set(mine["name"]) == {ROSTER.set_index("opd").loc["DINKES", "name"]}


def test_what_an_opd_only_supports_is_not_counted_as_asked(room):
    room.keep(*everybody(3.0))
    for opd in KEPT:
        row = of(room, opd)
        assert row["asked"] == row["answered"] == len(asked(opd, "lead"))
        assert row["sent"]


def test_the_indicators_still_missing_in_the_order_of_the_instrument(room):
    def missing():
        return completeness.missing_indicators(room.store, room.scope, NGANJUK, "DINKES")

    assert missing() == LED
    room.keep(form("DINKES", answered(LED[1], 3.0)))
    assert missing() == [LED[0], *LED[2:]]


def test_branches_of_both_roots():
    found = completeness.dimension_of_leaves(KESIAPAN.framework)
    assert set(found) == set(LEAVES)
    assert found["GOV1.1"] == "GOV"
    assert found["PRE.01"] == "PRE"

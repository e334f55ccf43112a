"""What the room agrees or a verifier finds stands over the claim, and taking it back leaves no trace."""

import numpy as np
import pytest

from storage.errors import StoreError
from storage.results import decisions
from storage.values import Actor
from tests.workflow.survey_scene import (
    ACTOR,
    KESIAPAN,
    NGANJUK,
    answered,
    asked,
    everybody,
    form,
    leader,
    same,
)
from workflow.results import clarify, summary

CODE = asked("DINKES", "lead")[0]


def value(room, code=CODE):
    given = room.result().part(NGANJUK).indicators
    return given.values.loc[NGANJUK, code], given.source.loc[NGANJUK, code]


def agree(room, level, code=CODE):
    return clarify.agree_level(
        room.store, room.scope, NGANJUK, code, level, reason="SK ditunjukkan", by=Actor("Tim")
    )


def verify(room, level, code=CODE):
    return clarify.verify_level(
        room.store, room.scope, NGANJUK, code, level, note="diperiksa", by=Actor("Penilai")
    )


def test_verified_stands_over_agreed_over_claimed(room):
    room.keep(*everybody(3.0))
    assert value(room) == (3.0, "claimed")
    agree(room, 4.0)
    assert value(room) == (4.0, "agreed")
    verify(room, 2.0)
    assert value(room) == (2.0, "verified")
    agree(room, 5.0)
    assert value(room) == (2.0, "verified")


def test_the_index_moves_by_the_weight_of_the_indicator(room):
    room.keep(*everybody(3.0))
    weight = KESIAPAN.framework.effective_weights()[CODE]
    agree(room, 5.0)
    assert room.result().scores.loc[NGANJUK, "INDEKS"] == pytest.approx(3.0 + 2 * weight, abs=1e-12)


def undo(room):
    found = clarify.find_undoable_level(room.store, room.scope, NGANJUK, CODE, ACTOR)
    return found and clarify.undo_level_decision(room.store, found.id, ACTOR)


def test_undo_restores_every_number_bit_for_bit(room):
    room.keep(*everybody({CODE: 1.0}))
    states = [room.result()]
    for decide, level in ((agree, 4.0), (verify, 5.0), (agree, None)):
        decide(room, level)
        states.append(room.result())
    for state in reversed(states[:-1]):
        assert undo(room) is not None
        same(room.result(), state)
    assert undo(room) is None


def test_an_agreed_level_makes_known_what_nobody_answered(room):
    room.keep(form("SETDA", answered(asked("SETDA", "lead")[0], 3.0)))
    assert np.isnan(value(room)[0])
    agree(room, 2.0)
    assert value(room) == (2.0, "agreed")


def test_a_new_upload_does_not_undo_what_the_room_agreed(room):
    room.keep(*everybody(3.0))
    agree(room, 5.0)
    room.keep(form("DINKES", *(answered(code, 1.0) for code in asked("DINKES", "lead")), name="baru.xlsx"))
    assert value(room) == (5.0, "agreed")


@pytest.mark.parametrize("level", [0.0, 6.0, 3.5, -1.0])
def test_a_level_that_is_not_on_the_scale_is_refused(room, level):
    for decide in (agree, verify):
        with pytest.raises(StoreError, match="skala 1 sampai 5"):
            decide(room, level)
    assert decisions.list_decisions(room.store, room.scope.period_id, room.scope.instrument_id).empty


def test_the_agenda_puts_differences_first_then_the_missing_then_the_unproven(room):
    shared = asked("SETDA", "support")[0]
    first, second, third = asked("DINKES", "lead")[:3]
    room.keep(
        form(leader(shared), answered(shared, 5.0, evidence="SK")),
        form("SETDA", answered(shared, 3.0)),
        form("DINKES", answered(first, 3.0), answered(second, 4.0, evidence="SK"), answered(third, 2.0)),
    )
    listed = clarify.clarification_agenda(room.result(), NGANJUK).set_index("node")["reasons"]
    assert listed.iloc[0] == ("differs",)
    assert listed.index[0] == shared
    assert listed[first] == ("unproven",)
    assert listed.index[-1] == first
    assert set(listed.drop([shared, first])) == {("missing",)}
    assert not {second, third} & set(listed.index)
    agree(room, 3.0, shared)
    assert shared not in clarify.clarification_agenda(room.result(), NGANJUK)["node"].to_list()


def test_everybody_who_answered_is_heard(room):
    shared = asked("SETDA", "support")[0]
    room.keep(form(leader(shared), answered(shared, 5.0, fact="ada")), form("SETDA", answered(shared, 3.0)))
    heard = clarify.list_opd_answers(room.store, room.scope, NGANJUK, shared)
    assert heard[["opd", "role", "claimed"]].values.tolist() == [
        [leader(shared), "lead", 5.0],
        ["SETDA", "support", 3.0],
    ]
    assert heard["fact"].tolist() == ["ada", ""]


def test_what_the_numbers_rest_on(room):
    led = asked("DINKES", "lead")
    room.keep(
        form("DINKES", *(answered(code, 3.0) for code in led[1:4]), answered(led[0], 2.0, evidence="SK"))
    )
    agree(room, 4.0, led[1])
    verify(room, 4.0, led[2])
    found = summary.answer_basis(room.result().part(NGANJUK), NGANJUK)
    assert (found.claimed, found.agreed, found.verified) == (2, 1, 1)
    assert (found.answered, found.asked, found.evidence) == (4, len(KESIAPAN.framework.leaves), 0.5)


@pytest.mark.parametrize("level", [1.0, 2.0, 5.0])
@pytest.mark.parametrize("share", [1, 3])
def test_what_a_level_would_do_is_what_it_does_once_agreed(room, level, share):
    """At every node, where all answered and where only every third OPD did."""
    room.keep(*list(everybody(3.0))[::share])
    before = room.result()
    standing = before.scores.copy()
    for code in (CODE, KESIAPAN.framework.leaves[-1]):
        would = clarify.preview_level(before, NGANJUK, code, level, "agreed")
        assert before.scores.equals(standing)
        agree(room, level, code)
        before, standing = room.result(), room.result().scores
        assert would == pytest.approx(dict(standing.loc[NGANJUK]), nan_ok=True)


def test_agreeing_where_something_was_verified_is_shown_to_move_nothing(room):
    room.keep(*everybody(3.0))
    verify(room, 2.0)
    before = room.result()
    standing = dict(before.scores.loc[NGANJUK])
    assert clarify.preview_level(before, NGANJUK, CODE, 5.0, "agreed") == pytest.approx(standing, nan_ok=True)
    agree(room, 5.0)
    assert dict(room.result().scores.loc[NGANJUK]) == pytest.approx(standing, nan_ok=True)
    raised = clarify.preview_level(before, NGANJUK, CODE, 4.0, "verified")
    verify(room, 4.0)
    assert raised == pytest.approx(dict(room.result().scores.loc[NGANJUK]), nan_ok=True)

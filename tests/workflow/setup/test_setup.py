"""Before the survey: the instrument frozen, periods, and the OPD who must answer."""

from datetime import date

from sqlalchemy import select

from reference import agencies
from storage.engine import reading_connection
from storage.schema import agency
from storage.setup import rosters
from tests.workflow.survey_scene import ACTOR, KESIAPAN, NGANJUK, ROSTER, answered, asked, form
from workflow.results import stored_data
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup


def test_the_same_instrument_gives_the_same_scope(room):
    period = setup.ensure_yearly_period(room.store, 2027, ACTOR)
    first = setup.open_scope(room.store, period, KESIAPAN)
    assert setup.open_scope(room.store, period, KESIAPAN) == first
    assert first.instrument_id == room.scope.instrument_id
    assert stored_data.instrument_of_scope(room.store, first) == KESIAPAN


def test_a_year_is_one_period_and_the_sample_has_its_own(room):
    first = setup.ensure_yearly_period(room.store, 2027, ACTOR)
    assert setup.ensure_yearly_period(room.store, 2027, ACTOR) == first
    sample = setup.ensure_yearly_period(room.store, 2027, ACTOR, sample=True)
    assert (sample.sample, first.sample) == (True, False)
    assert (sample.id != first.id, sample.label) == (True, "2027 contoh")


def test_the_general_list_stands_in_until_a_roster_is_kept(room):
    assert setup.roster_of(room.store, NGANJUK)[1] is True
    general, kept = setup.roster_of(room.store, "35.14")
    assert kept is False
    assert len(general) > len(ROSTER)
    assert rosters.read_roster(room.store, "35.14").empty


def test_saving_a_roster_assigns_every_indicator_anew(room):
    smaller = ROSTER.query("opd != 'DINKES'")
    assigned = setup.save_roster(room.store, room.scope, NGANJUK, smaller, ACTOR)
    leads = assigned[assigned["role"] == "lead"]
    assert sorted(leads["indicator"]) == sorted(KESIAPAN.framework.leaves)
    assert "DINKES" not in set(assigned["opd"])
    kept = setup.assignments_of_region(room.store, room.scope, NGANJUK)
    rows = [
        set(zip(*(table[name] for name in ("indicator", "opd", "role")), strict=True))
        for table in (kept, assigned)
    ]
    assert rows[0] == rows[1]


def test_a_roster_is_in_force_from_the_day_it_is_in_western_indonesia(room, monkeypatch):
    monkeypatch.setattr(setup, "local_today", lambda: date(2026, 7, 1))
    setup.save_roster(room.store, room.scope, "35.14", agencies.sample_rosters()["35.14"], ACTOR)
    with reading_connection(room.store) as connection:
        since = connection.execute(select(agency.c.valid_from).filter_by(region="35.14")).scalars()
    assert set(since) == {date(2026, 7, 1)}


def test_answers_count_by_the_new_assignment(room):
    code = asked("DINKES", "lead")[0]
    room.keep(form("DINKES", answered(code, 5.0)))
    assert room.result().scores.loc[NGANJUK, code] == 5.0
    setup.save_roster(room.store, room.scope, NGANJUK, ROSTER.query("opd != 'DINKES'"), ACTOR)
    given = room.result().part(NGANJUK).indicators
    assert given.values.loc[NGANJUK].isna().all()


def test_a_region_without_assignments_gets_them_once(room):
    setup.ensure_assignments(room.store, room.scope, "35.14", ACTOR)
    assert setup.roster_of(room.store, "35.14")[1] is True
    changed = agencies.sample_rosters()["35.14"].query("opd != 'DINKES'")
    setup.save_roster(room.store, room.scope, "35.14", changed, ACTOR)
    setup.ensure_assignments(room.store, room.scope, "35.14", ACTOR)
    assert "DINKES" not in set(setup.assignments_of_region(room.store, room.scope, "35.14")["opd"])


def test_nothing_kept_is_assigned_as_the_list_gives_it(room):
    scope = AssessmentScope(setup.ensure_yearly_period(room.store, 2030, ACTOR).id, room.scope.instrument_id)
    assigned = setup.assignments_of_region(room.store, scope, NGANJUK)
    assert set(assigned.query("role == 'lead'")["indicator"]) == set(KESIAPAN.framework.leaves)

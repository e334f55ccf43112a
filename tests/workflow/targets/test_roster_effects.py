"""A list of OPD holds for its own period, and says beforehand what it does to every open one."""

import random
from dataclasses import replace
from datetime import date

import pytest

from charts.drawing.format import format_number
from reference import agencies
from storage import audit
from storage.setup import assignments, periods, rosters
from tests.reports.scene import NGANJUK, Scene, drawn
from workflow.setup import completeness, setup
from workflow.targets.roster_effects import TOO_LITTLE, foresee_roster

BY = audit.PRODUCT
WHOLE = agencies.general_roster(NGANJUK)


def index_of(scene):
    result = scene.source(NGANJUK).result()
    value = result.scores.loc[NGANJUK, result.part(NGANJUK).framework.roots[0]]
    return TOO_LITTLE if value != value else format_number(float(value), 2)


def sent_of(scene):
    found = completeness.list_opd_responses(scene.store, scene.scope, NGANJUK)
    return set(found.loc[found["sent"].astype(bool), "opd"])


def period_of(store, label, year):
    scene = Scene(store, label=label)
    return scene if year == 2026 else _moved(scene, store, label, year)


def _moved(scene, store, label, year):
    given = periods.find_period(store, scene.period.id)
    wanted = replace(given, starts=date(year, 1, 1), ends=date(year, 12, 31))
    scene.period = periods.correct_period(store, wanted, BY)
    return scene


@pytest.mark.parametrize("seed", range(4))
def test_what_is_foreseen_is_what_happens_and_nothing_was_kept(store, seed):
    scene = Scene(store).answer(NGANJUK, drawn(seed))
    dice = random.Random(seed)
    left = WHOLE.sample(n=dice.choice([1, 6, 20]), random_state=seed)
    head, before, sent = audit.find_chain_head(store, NGANJUK), index_of(scene), sent_of(scene)
    effects = foresee_roster(store, scene.scope, NGANJUK, left)
    assert audit.find_chain_head(store, NGANJUK) == head
    assert (index_of(scene), sent_of(scene)) == (before, sent)
    setup.save_roster(store, scene.scope, NGANJUK, left, BY)
    (effect,) = effects
    assert (effect.before, effect.after) == (before, index_of(scene))
    assert effect.leaving == len(sent - set(left["opd"]))
    assert f"{effect.leaving} OPD dengan jawaban keluar dari daftar" in effect.describe_effect()


def test_the_list_that_stands_does_nothing(store):
    scene = Scene(store).answer(NGANJUK, drawn(1))
    assert foresee_roster(store, scene.scope, NGANJUK, WHOLE) == ()


def test_a_locked_period_is_not_among_them(store):
    scene = Scene(store).answer(NGANJUK, drawn(1))
    later = period_of(store, "2027", 2027)
    periods.lock_period(store, scene.period.id, NGANJUK, BY, "berita acara")
    assert foresee_roster(store, later.scope, NGANJUK, WHOLE.head(3)) == ()


def test_the_list_of_a_later_year_changes_nothing_of_an_earlier(store):
    this = Scene(store).answer(NGANJUK, drawn(3))
    next_year = period_of(store, "2027", 2027)
    said = completeness.list_opd_responses(store, this.scope, NGANJUK)
    few = WHOLE.head(5).assign(name="Dinas Baru " + WHOLE.head(5)["opd"])
    assert foresee_roster(store, next_year.scope, NGANJUK, few) == ()
    setup.save_roster(store, next_year.scope, NGANJUK, few, BY)
    assert completeness.list_opd_responses(store, this.scope, NGANJUK).equals(said)
    assert list(setup.roster_of(store, NGANJUK, this.period.id)[0]["opd"]) == list(WHOLE["opd"])
    assert list(setup.roster_of(store, NGANJUK, next_year.period.id)[0]["name"]) == list(few["name"])


def test_a_later_correction_of_the_earlier_list_leaves_the_later_one(store):
    this, next_year = Scene(store), period_of(store, "2027", 2027)
    setup.save_roster(store, this.scope, NGANJUK, WHOLE, BY)
    few = WHOLE.head(5).assign(name="Dinas Baru " + WHOLE.head(5)["opd"])
    setup.save_roster(store, next_year.scope, NGANJUK, few, BY)
    mended = WHOLE.iloc[:30].assign(short="X" + WHOLE["opd"].iloc[:30])
    setup.save_roster(store, this.scope, NGANJUK, mended, BY)
    assert list(setup.roster_of(store, NGANJUK, this.period.id)[0]["short"]) == list(mended["short"])
    assert list(setup.roster_of(store, NGANJUK, next_year.period.id)[0]["name"]) == list(few["name"])
    assert list(rosters.read_roster(store, NGANJUK)["name"]) == list(few["name"])


@pytest.mark.parametrize("seed", range(6))
def test_each_day_has_the_list_last_saved_for_it(store, seed):
    """Drawn lists on drawn days: what is read on a day is what a table of days would say."""
    dice, table = random.Random(seed), {}
    days = [date(2026, month, 1) for month in range(1, 13)]
    for _ in range(7):
        since = dice.choice(days)
        roster = WHOLE.sample(n=dice.randint(1, 6), random_state=dice.randint(0, 99))
        roster = roster.assign(name=roster["opd"] + dice.choice("abc"))
        rosters.write_roster(store, NGANJUK, roster, BY, since=since)
        table[since] = {(row.opd, row.name_) for row in roster.rename(columns={"name": "name_"}).itertuples()}
        for day in days:
            begun = [begin for begin in sorted(table) if begin <= day] or sorted(table)[:1]
            read = rosters.read_roster(store, NGANJUK, day)
            assert set(zip(read["opd"], read["name"], strict=True)) == table[begun[-1]], (since, day)
    assert len(assignments.read_assignments(store, 1, 1, NGANJUK)) == 0

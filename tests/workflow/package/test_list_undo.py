"""Undoing a package load takes out of rosters and duties what that load did, and nothing else."""

import itertools
import random
import shutil

import pandas as pd
import pytest

import storage
from benchmarks import packages_kept
from benchmarks.packages_kept import NGANJUK, TUBAN
from storage.chain_check import list_chain_faults
from storage.results.state import list_known_regions
from storage.setup import periods, rosters
from storage.values import Actor
from tests.workflow.survey_scene import ACTOR
from workflow.dates import local_today
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.package.list_undo import ListChange, rows_without
from workflow.package.loads import list_package_loads, undo_package_load


class Drawn:
    """A list over which loads, undos and people come, with what must stand after each, told independently."""

    def __init__(self, draw, rows):
        self.draw, self.clock = draw, 0
        self.now = dict(rows)
        self.told = []  # load -> (its change, what it sets)

    def tick(self):
        self.clock += 1
        return self.clock

    def rows(self):
        return tuple((key, said) for key, said in self.now.items())

    def load(self):
        before = self.rows()
        sets = {key: self.draw.choice([f"{self.clock}", "sama"]) for key in self.draw.sample("abcdef", 3)}
        self.now |= sets
        self.told.append([ListChange(self.tick(), None, before, self.rows()), sets])

    def undo(self, at):
        change = self.told[at][0]
        rows = rows_without([one for one, _ in self.told], change, self.rows())
        self.told[at][0] = ListChange(change.begun, self.tick(), change.before, change.after)
        if rows is not None:
            self.now = dict(rows)
        return rows


@pytest.mark.parametrize("seed", range(300))
def test_only_what_standing_loads_say_is_left(seed):
    """Loads over each other, undone in any order between one another, over a list nobody else changes."""
    draw = random.Random(seed)
    base = dict.fromkeys("abc", "awal")
    drawn = Drawn(draw, base)
    for _ in range(8):
        standing = [at for at, (one, _) in enumerate(drawn.told) if one.ended is None]
        if standing and draw.random() < 0.4:
            assert drawn.undo(draw.choice(standing)) is not None
        else:
            drawn.load()
        expected = dict(base)
        for one, sets in drawn.told:
            # What a load set to what stood there already is not of its doing.
            done = {key: said for key, said in sets.items() if dict(one.before).get(key) != said}
            expected |= done if one.ended is None else {}
        assert drawn.now == expected
    for at, (one, _) in enumerate(drawn.told):
        if one.ended is None:
            drawn.undo(at)
    assert drawn.now == base


@pytest.mark.parametrize("seed", range(100))
def test_what_a_person_wrote_since_is_never_taken_along(seed):
    draw = random.Random(seed)
    drawn = Drawn(draw, {"a": "awal"})
    drawn.load()
    drawn.now["g"] = "orang"
    assert drawn.undo(0) is None
    assert drawn.now["g"] == "orang"
    found = drawn.rows()
    drawn.load()
    drawn.load()
    for at in draw.sample([1, 2], 2):
        assert drawn.undo(at) is not None
    assert drawn.now == dict(found)


def open_copy(migrated, path):
    shutil.copy(migrated, path)
    return storage.open_store(f"sqlite:///{path}")


@pytest.fixture
def begun(migrated, tmp_path):
    opened = open_copy(migrated, tmp_path / "begun.db")
    packages_kept.fill_region(opened, NGANJUK, 2.0)
    yield opened
    assert list_chain_faults(opened) == ()
    opened.dispose()


def bring(store, other, codes=(NGANJUK,)):
    store_package(store, gather_package(other, codes), Actor("Pemuat"), take=codes, name="paket.zip")
    return list_package_loads(store)[0].key


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_rosters_of_overlapping_loads_leave_nothing(begun, migrated, tmp_path, order):
    before = rosters.read_roster(begun, NGANJUK)
    keys = []
    for number in range(3):
        other = open_copy(migrated, tmp_path / f"other{number}.db")
        packages_kept.fill_region(other, NGANJUK, 3.0)
        whole = rosters.read_roster(other, NGANJUK)
        mine = whole.head(1).assign(opd=f"BARU{number}", name=f"Dinas Baru {number}")
        shared = whole.head(1).assign(name=f"Dinas yang diganti nama {number}")
        changed = pd.concat([shared, whole.iloc[1:], mine], ignore_index=True)
        rosters.write_roster(other, NGANJUK, changed, ACTOR, since=local_today())
        keys.append(bring(begun, other))
        other.dispose()
    for undone, number in enumerate(order, start=1):
        assert undo_package_load(begun, keys[number], ACTOR) == []
        left = set(rosters.read_roster(begun, NGANJUK)["opd"])
        assert {f"BARU{one}" for one in order[undone:]} == {opd for opd in left if opd.startswith("BARU")}
    now = rosters.read_roster(begun, NGANJUK)
    assert set(now.itertuples(index=False)) == set(before.itertuples(index=False))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_period_and_a_region_that_came_with_packages_go_with_the_last(begun, migrated, tmp_path, order):
    other = open_copy(migrated, tmp_path / "other.db")
    packages_kept.fill_region(other, TUBAN, 4.0)
    labels = [one.label for one in periods.list_periods(begun)]
    with_more = {one.label for one in periods.list_periods(other)}
    keys = [bring(begun, other, (TUBAN,))]
    packages_kept.fill_region(other, TUBAN, 3.0)
    keys.append(bring(begun, other, (TUBAN,)))
    assert list_known_regions(begun) == [NGANJUK, TUBAN]
    assert {one.label for one in periods.list_periods(begun)} == {*labels, *with_more}
    for number in order:
        undo_package_load(begun, keys[number], ACTOR)
    assert [one.label for one in periods.list_periods(begun)] == labels
    assert list_known_regions(begun) == [NGANJUK]
    bring(begun, other, (TUBAN,))  # and may come again
    assert list_known_regions(begun) == [NGANJUK, TUBAN]
    other.dispose()


def test_a_period_in_which_somebody_worked_since_stays(migrated, tmp_path):
    here, other = (open_copy(migrated, tmp_path / name) for name in ("here.db", "other.db"))
    packages_kept.fill_region(other, TUBAN, 4.0)
    key = bring(here, other, (TUBAN,))
    packages_kept.fill_region(here, NGANJUK, 2.0)
    undo_package_load(here, key, ACTOR)
    assert len(periods.list_periods(here)) == 1
    assert list_known_regions(here) == [NGANJUK]
    assert list_chain_faults(here) == ()
    for store in (here, other):
        store.dispose()


def test_a_removed_period_is_the_same_again_under_its_name(migrated, tmp_path):
    here, other = (open_copy(migrated, tmp_path / name) for name in ("here.db", "other.db"))
    packages_kept.fill_region(other, TUBAN, 4.0)
    undo_package_load(here, bring(here, other, (TUBAN,)), ACTOR)
    assert periods.list_periods(here) == ()
    assert list_known_regions(here) == []
    (label,) = (one.label for one in periods.list_periods(other))
    again = periods.add_period(here, label, *(periods.list_periods(other)[0].starts,) * 2, ACTOR)
    assert periods.list_periods(here) == (again,)
    assert list_chain_faults(here) == ()
    for store in (here, other):
        store.dispose()

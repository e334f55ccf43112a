"""Two people, one thing: a save over what somebody saved since is refused with both, and can be chosen."""

from datetime import date
from typing import ClassVar

import pytest

from planning.programmes.programme import Programme
from storage.entries import EntryScope, list_entries, save_entries
from storage.errors import OvertakenError
from storage.results import decisions
from storage.setup import instruments, periods, targets
from storage.values import Actor
from tests.storage.scene import NGANJUK, Scene
from workflow.programmes import register

SARI, BUDI = Actor("Sari", "a" * 32), Actor("Budi", "b" * 32)
PLACE = EntryScope("plan", NGANJUK)


@pytest.fixture
def scene(store):
    period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), SARI)
    return Scene(store, period.id, instruments.freeze_instrument(store, "kesiapan", "0.9", "d1", "{}"))


class OfEntries:
    def __init__(self, scene):
        self.store = scene.store

    def base(self):
        found = list_entries(self.store, PLACE).get("a")
        return found.number if found else 0

    def save(self, value, by, seen):
        save_entries(self.store, PLACE, {"a": value and f'"{value}"'}, by=by, seen={"a": seen})

    def standing(self):
        found = list_entries(self.store, PLACE).get("a")
        return found and found.text.strip('"')


class OfProgrammes(OfEntries):
    def base(self):
        return register.load_register(self.store, NGANJUK).numbers.get("a", 0)

    def save(self, value, by, seen):
        one = value and Programme("a", value)
        register.save_programmes(self.store, NGANJUK, {"a": one}, by=by, seen={"a": seen})

    def standing(self):
        found = register.read_register(self.store, NGANJUK).get("a")
        return found and found.name


class OfTargets(OfEntries):
    LEVELS: ClassVar = {"satu": 1.0, "dua": 2.0, "tiga": 3.0, None: None}

    def _kept(self):
        found = targets.list_targets(self.store, NGANJUK)
        return found[(found["node"] == "GOV") & (found["year"] == 2027)]

    def base(self):
        kept = self._kept()
        return int(kept["number"].iloc[0]) if len(kept) else 0

    def save(self, value, by, seen):
        targets.save_target(self.store, NGANJUK, "GOV", 2027, self.LEVELS[value], by=by, seen=seen)

    def standing(self):
        kept = self._kept()
        level = float(kept["value"].iloc[0]) if len(kept) else None
        return next(name for name, one in self.LEVELS.items() if one == level)


class OfDecisions(OfTargets):
    KIND = "agreed"

    def __init__(self, scene):
        super().__init__(scene)
        self.place = (scene.store, scene.period_id, scene.instrument_id, NGANJUK)

    def base(self):
        past = decisions.list_decision_history(*self.place, "A")
        past = past[(past["kind"] == self.KIND) & past["undone_at"].isna()]
        return int(past["id"].iloc[0]) if len(past) else 0

    def save(self, value, by, seen):
        write = decisions.save_agreed_value, {"reason": "rapat"}
        if self.KIND == "verified":
            write = decisions.save_verified_value, {"note": "rapat"}
        write[0](*self.place, "A", self.LEVELS[value], by=by, seen=seen, **write[1])

    def standing(self):
        found = decisions.list_decisions(*self.place)
        found = found[(found["node"] == "A") & (found["kind"] == self.KIND)]
        level = float(found["value"].iloc[0]) if len(found) else None
        return next(name for name, one in self.LEVELS.items() if one == level)


class OfVerifications(OfDecisions):
    KIND = "verified"


KINDS = {
    "entries of any kind": OfEntries,
    "programmes": OfProgrammes,
    "targets": OfTargets,
    "agreed levels": OfDecisions,
    "verified levels": OfVerifications,
}
STATES = ((None, "dua"), ("satu", "dua"), ("satu", None))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("before", "theirs"), STATES)
def test_a_stale_save_loses_nothing_and_the_choice_is_kept(scene, kind, before, theirs):
    form = KINDS[kind](scene)
    if before:
        form.save(before, SARI, 0)
    drawn = form.base()
    form.save(theirs, BUDI, drawn)
    with pytest.raises(OvertakenError) as refused:
        form.save("tiga", SARI, drawn)
    assert form.standing() == theirs
    (newer,) = refused.value.newer
    assert newer.by == "Budi"
    form.save("tiga", SARI, newer.number)  # put mine
    assert form.standing() == "tiga"


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_over_the_newest_is_stored_and_the_same_words_are_no_clash(scene, kind):
    form = KINDS[kind](scene)
    form.save("satu", BUDI, 0)
    form.save("satu", BUDI, 0)  # a second click, over what was drawn before the first
    form.save("dua", SARI, form.base())
    assert form.standing() == "dua"


@pytest.mark.parametrize("kind", KINDS)
def test_a_third_save_between_question_and_answer_is_asked_about_again(scene, kind):
    form = KINDS[kind](scene)
    form.save("satu", BUDI, 0)
    with pytest.raises(OvertakenError) as first:
        form.save("tiga", SARI, 0)
    form.save("dua", BUDI, form.base())
    with pytest.raises(OvertakenError) as second:
        form.save("tiga", SARI, first.value.newer[0].number)
    assert form.standing() == "dua"
    form.save("tiga", SARI, second.value.newer[0].number)
    assert form.standing() == "tiga"

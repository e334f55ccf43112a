"""Facts of the kabupaten that documents are tested with; gathered once."""

import shutil
from functools import cache

import pytest

import storage
from tests.reports import cases
from tests.reports.scene import KOMINFO, NGANJUK, SIAU, SPBE, Scene, drawn, roster_of, without
from workflow.documents.plan_facts import gather_plan_facts

CASES = ("usual", "sixty", "one", "hole", "empty_dimension", "best", "domains", "components")


@pytest.fixture(scope="session")
def open_room(migrated, tmp_path_factory):
    """A Scene over a store of its own."""

    def room(name, **given):
        file = shutil.copy(migrated, tmp_path_factory.mktemp(name))
        return Scene(storage.open_store(f"sqlite:///{file}"), **given)

    return room


@pytest.fixture(scope="session")
def source_of(open_room):
    """The source of a case of cases.py; filled once, so a test that writes takes a room of its own."""
    return cache(lambda case: cases.source_of(case, open_room))


@pytest.fixture(scope="session")
def case(open_room):
    """The room and the region of a case by its name; filled once."""
    return cache(lambda name: _case(name, open_room(name, **_GIVEN.get(name, {}))))


@pytest.fixture(scope="session")
def facts_of(case):
    """The facts of a case by its name."""
    return cache(lambda name: case(name)[0].facts(case(name)[1]))


@pytest.fixture(scope="session")
def plan_of(case, facts_of):
    """What the room of a case wrote, voted and planned."""
    return cache(lambda name: gather_plan_facts(facts_of(name)))


_GIVEN = {
    "domains": {"instrument": SPBE},
    "components": {"instrument": KOMINFO},
    "sixty": {"label": "2026 semester kedua"},
}


def _case(name, room):
    if name == "sixty":
        return room.answer(SIAU, drawn(1, missing=0.05), roster_of(60)), SIAU
    if name == "one":
        return room.answer(NGANJUK, drawn(2), roster_of(1)), NGANJUK
    if name == "hole":
        return room.answer(NGANJUK, without("ENV", drawn(3))), NGANJUK
    if name == "empty_dimension":
        return room.answer(NGANJUK, lambda code: 3.0 if code.startswith("GOV") else None), NGANJUK
    if name == "best":
        return room.answer(NGANJUK, lambda code: 5.0), NGANJUK
    if name in ("domains", "components"):
        dice = drawn(4)
        return room.table(NGANJUK, lambda node: min(dice(node) or 0, 3.0) + 0.25), NGANJUK
    return room.answer(NGANJUK, drawn(5)), NGANJUK


@pytest.fixture(params=CASES)
def facts(request, facts_of):
    return facts_of(request.param)


@pytest.fixture
def usual(facts_of):
    return facts_of("usual")

"""Facts of the kabupaten that documents are tested with; gathered once."""

import pytest

import storage
from tests.reports.scene import KOMINFO, NGANJUK, SIAU, SPBE, Scene, drawn, roster_of, without

CASES = ("usual", "sixty", "one", "hole", "empty_dimension", "best", "domains", "components")


@pytest.fixture(scope="session")
def open_room(tmp_path_factory):
    """A Scene over a store of its own."""

    def room(name, **given):
        return Scene(storage.open_store(f"sqlite:///{tmp_path_factory.mktemp(name) / 'store.db'}"), **given)

    return room


@pytest.fixture(scope="session")
def facts_of(open_room):
    """The facts of a case by its name."""
    kept = {}

    def made(name):
        if name not in kept:
            kept[name] = _case(name, open_room(name, **_GIVEN.get(name, {})))
        return kept[name]

    return made


_GIVEN = {
    "domains": {"instrument": SPBE},
    "components": {"instrument": KOMINFO},
    "sixty": {"label": "2026 semester kedua"},
}


def _case(name, room):
    if name == "sixty":
        return room.answer(SIAU, drawn(1, missing=0.05), roster_of(60)).facts(SIAU)
    if name == "one":
        return room.answer(NGANJUK, drawn(2), roster_of(1)).facts(NGANJUK)
    if name == "hole":
        return room.answer(NGANJUK, without("ENV", drawn(3))).facts(NGANJUK)
    if name == "empty_dimension":
        return room.answer(NGANJUK, lambda code: 3.0 if code.startswith("GOV") else None).facts(NGANJUK)
    if name == "best":
        return room.answer(NGANJUK, lambda code: 5.0).facts(NGANJUK)
    if name in ("domains", "components"):
        dice = drawn(4)
        return room.table(NGANJUK, lambda node: min(dice(node) or 0, 3.0) + 0.25).facts(NGANJUK)
    return room.answer(NGANJUK, drawn(5)).facts(NGANJUK)


@pytest.fixture(params=CASES)
def facts(request, facts_of):
    return facts_of(request.param)


@pytest.fixture
def usual(facts_of):
    return facts_of("usual")

"""A stale save is told: a writing call is given what was seen and shows both, or overwrites nothing."""

import ast
import inspect
import shutil
from dataclasses import replace
from functools import cache
from importlib import import_module

import pytest

import storage
from storage.errors import OvertakenError
from storage.results.state import store_state
from tests.test_names import trees
from tests.workflow import locked_calls, writers
from tests.workflow.overwriting_nothing import CANNOT
from tests.workflow.stale_calls import BUDI, SARI, TOLD

SCREENS = ("ui", "pages")


@pytest.fixture(scope="module")
def filled(migrated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stale")
    for name in ("here.db", "there.db"):
        shutil.copy(migrated, folder / name)
    here, there = (storage.open_store(f"sqlite:///{folder / name}") for name in ("here.db", "there.db"))
    made = locked_calls.fill_store(here, there)
    here.dispose()
    there.dispose()
    return folder / "here.db", made


@pytest.fixture
def held(filled, tmp_path):
    file, made = filled
    engine = storage.open_store(f"sqlite:///{shutil.copy(file, tmp_path)}")
    yield replace(made, store=engine)
    engine.dispose()


def test_every_writing_call_is_told_or_overwrites_nothing_for_a_reason():
    writing = writers.writing_functions() | writers.written_from("ui", "pages", "commands", "web")
    assert TOLD.keys() | CANNOT.keys() == writing
    assert not TOLD.keys() & CANNOT.keys()
    assert all(CANNOT.values())


@pytest.mark.parametrize("call", sorted(TOLD))
def test_what_a_stale_save_would_overwrite_is_shown_and_stands_until_it_is_chosen(held, call):
    told = TOLD[call]
    told.before(held)
    drawn = told.look(held)
    told.theirs(held, BUDI)
    before = store_state(held.store)
    with pytest.raises(OvertakenError) as refused:
        told.mine(held, SARI, drawn)
    assert store_state(held.store) == before
    assert {newer.by for newer in refused.value.newer} == {"Budi"}
    assert all(newer.at.year > 2000 for newer in refused.value.newer)
    told.mine(held, SARI, told.look(held))
    assert store_state(held.store) != before


@pytest.mark.parametrize("call", sorted(TOLD))
def test_what_stands_as_it_is_wished_already_is_no_clash(held, call):
    told = TOLD[call]
    told.before(held)
    drawn = told.look(held)
    told.mine(held, BUDI, drawn)
    before = store_state(held.store)
    told.mine(held, SARI, drawn)
    assert store_state(held.store) == before


@cache
def parameters(call):
    module, _, name = call.rpartition(".")
    found = (
        getattr(import_module(module.rpartition(".")[0]), module.rpartition(".")[2])
        if call.split(".")[-2][0].isupper()
        else import_module(module)
    )
    return list(inspect.signature(getattr(found, name)).parameters)


@pytest.mark.parametrize("call", sorted(TOLD))
def test_a_call_has_a_parameter_for_what_was_seen(call):
    assert TOLD[call].given in parameters(call)


def calls_of(module):
    """Every call of a told function in a screen: its name, and the call."""
    known = writers._imported(module)
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Call):
            named = ast.unparse(node.func)
            first, _, rest = named.partition(".")
            full = f"{known[first]}.{rest}" if rest and first in known else known.get(first, "")
            if full in TOLD:
                yield full, node


def forms():
    return [
        pytest.param(full, node, id=f"{module}:{full.rpartition('.')[2]}")
        for module in sorted(trees())
        if module.split(".")[0] in SCREENS
        for full, node in calls_of(module)
    ]


@pytest.mark.parametrize(("call", "node"), forms())
def test_every_form_hands_over_what_it_was_drawn_over(call, node):
    given = TOLD[call].given
    named = {word.arg for word in node.keywords}
    starred = any(isinstance(one, ast.Starred) for one in node.args)
    assert given in named or starred or len(node.args) > parameters(call).index(given)


def test_every_told_call_but_those_within_others_is_made_by_a_form():
    made = {param.values[0] for param in forms()}
    within = {"workflow.entries.Entries.save"}
    within |= {
        "workflow.targets.agreed_targets.agree_target",
        "workflow.programmes.nomenclature.remove_nomenclature",
    }
    assert TOLD.keys() - made == within

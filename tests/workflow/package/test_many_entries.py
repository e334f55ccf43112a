"""A package of as many entries as there may be, by many hands, is written at once and not hand by hand."""

import json

import pytest
from sqlalchemy import event

from benchmarks import package_wait
from storage import chain_check, entries, open_store
from storage.engine import BUSY_SECONDS
from storage.setup import targets
from storage.values import Actor
from workflow.package.archive import read_package, write_package
from workflow.package.gather import gather_package
from workflow.package.import_package import CLAIM, store_package

REGION = "35.18"
PLACE = entries.EntryScope("programme", REGION)


@pytest.fixture
def sent(tmp_path):
    """A region's programmes, by turns of several people; and the order in which they were written."""

    def make(number):
        source = open_store(f"sqlite:///{tmp_path / f'dari{number}.db'}")
        texts = {
            f"k{at}": json.dumps({"key": f"k{at}", "name": f"Program {at}"}, separators=(",", ":"))
            for at in range(number)
        }
        writers = {key: Actor(f"Orang {at % 7}") for at, key in enumerate(texts)}
        entries.save_entries(source, PLACE, texts, by=writers)
        package = read_package(write_package(gather_package(source, [REGION])))
        source.dispose()
        return package

    return make


def test_every_entry_keeps_who_wrote_it_and_its_place(engine, sent):
    store_package(engine, sent(60), Actor("Sari"))
    found = entries.list_entries(engine, PLACE)
    assert list(found) == [f"k{at}" for at in range(60)]
    assert {key: one.by for key, one in found.items()} == {
        f"k{at}": f"{CLAIM}Orang {at % 7}" for at in range(60)
    }


def test_statements_do_not_grow_with_the_entries_or_their_hands(engine, sent):
    """What was 65 seconds for 20,000 entries: each change of hands read all entries again."""
    counted = []
    event.listen(engine, "before_cursor_execute", lambda *given: counted.append(given[2]))
    store_package(engine, sent(40), Actor("Sari"))
    few = len(counted)
    store_package(engine, sent(400), Actor("Sari"))
    assert len(counted) - few < few * 1.5


def test_somebody_else_who_saves_meanwhile_waits_and_loses_nothing(engine, tmp_path):
    """Of 20,000 entries `benchmarks/package_wait.py` tells how long."""
    _, waits = package_wait.time_saves(engine, package_wait.fill_package(tmp_path, 300))
    assert max(waits) < BUSY_SECONDS / 2
    found = targets.list_targets(engine, "35.01")
    assert list(found["value"]) == [1.0 + (len(waits) - 1) % 4]
    for region in package_wait.REGIONS:
        assert len(entries.list_entries(engine, entries.EntryScope("programme", region))) == 300
    assert chain_check.list_chain_faults(engine) == ()


def test_nobody_may_write_without_a_name_among_several(engine):
    with pytest.raises(entries.StoreError, match="Nama pencatat"):
        entries.save_entries(engine, PLACE, {"a": "1", "b": "2"}, by={"a": Actor("Sari"), "b": Actor("")})
    assert entries.list_entries(engine, PLACE) == {}

"""The sample goes into the store whole or not at all."""

import pytest

import storage
from storage import known, periods
from workflow import sample
from workflow.sample import load


@pytest.fixture
def store(tmp_path):
    engine = storage.open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield engine
    engine.dispose()


def test_sample_is_loaded_once_and_labelled(store):
    steps = []
    first = load.load(store, lambda *step: steps.append(step))
    assert tuple(first) == sample.REGIONS
    assert steps[-1] == (5, 5, sample.REGIONS[-1])
    assert all(received.new for received in first.values())
    assert len(first["35.18"].waiting) == 4
    assert periods.get(store, load.scope(store).period_id).sample
    second = load.load(store)
    assert not any(received.new or received.replaced for received in second.values())
    assert len(periods.available(store)) == 1


def test_a_failure_leaves_nothing_half(store, monkeypatch):
    def fail(*_given, **_named):
        raise storage.StoreError("Ruang penyimpanan penuh.")

    monkeypatch.setattr(sample, "REGIONS", sample.REGIONS[:1])
    monkeypatch.setattr(sample, "batches", lambda: iter([(sample.REGIONS[0], [])]))
    monkeypatch.setattr(load, "keep", fail)
    with pytest.raises(storage.StoreError):
        load.load(store)
    assert periods.available(store) == ()
    assert load.scope(store) is None
    assert known.regions(store) == []

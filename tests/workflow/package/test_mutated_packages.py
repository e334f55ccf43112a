"""Some hundreds of the 10,000 mutated packages of `benchmarks/mutated_packages.py`."""

import random
from collections import Counter

import pytest

from benchmarks import mutated_packages, package_values, packages_kept
from storage import entries
from storage.engine import writing_transaction
from storage.values import Actor
from workflow.package.archive import read_package

COUNT = 300


def test_each_is_refused_in_words_or_writes_what_was_listed():
    found = [(case, verdict) for case, verdict in mutated_packages.run_cases(range(COUNT))]
    escaped = [(case.number, case.done, verdict) for case, verdict in found if verdict.startswith("ESCAPE")]
    assert escaped == []
    done = {kind for case, _ in found for kind in case.done}
    assert {*mutated_packages.CHANGES, *mutated_packages.ARCHIVES, "unsigned"} - done == set()
    counts = Counter(verdict for _, verdict in found)
    assert counts["refused"] > COUNT / 2
    assert counts["brought in"] > COUNT / 20


def test_values_keep_what_python_has_no_number_for():
    tree = {"a": package_values.Raw("NaN"), package_values.Raw('"b": 1, "b"'): [None, True]}
    assert package_values.dump_json(tree) == b'{"a":NaN,"b": 1, "b":[null,true]}'
    assert package_values.draw_likely(random.Random(1), {}, "a", True) is False


def test_a_write_elsewhere_would_be_seen(monkeypatch):
    with packages_kept.open_kept_stores() as stores:
        package = read_package(packages_kept.list_seeds()[0])
        bring = packages_kept.store_package

        def leak(store, *given, **more):
            place = entries.EntryScope("programme", packages_kept.TUBAN)
            entries.save_entries(store, place, {"x": "{}"}, by=Actor(packages_kept.LOADER))
            return bring(store, *given, **more)

        assert stores[0].bring(package) == "brought in"
        monkeypatch.setattr(packages_kept, "store_package", leak)
        with pytest.raises(packages_kept.ConservationError, match="audit won"):
            stores[0].bring(package)
        with writing_transaction(stores[0].engine) as connection:
            assert entries.list_entries(
                connection, entries.EntryScope("programme", packages_kept.TUBAN)
            ).keys() == {
                "p0",
                "p1",
                "p2",
            }

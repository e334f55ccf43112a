"""Some hundreds of the 10,000 mutated packages of `benchmarks/mutated_packages.py`."""

import json
import random
from collections import Counter

import pytest

from benchmarks import mutated_packages, package_values, packages_kept
from storage import entries
from storage.engine import writing_transaction
from storage.values import Actor
from survey.files.sandbox import Sandbox
from workflow.package import caps
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


def test_a_nought_with_a_sign_is_nought_wherever_a_number_stands():
    """Case 8361: stored it has none, so that what was listed and what came would be two facts."""
    drawn = random.Random(0)
    with packages_kept.open_kept_stores() as stores, Sandbox(seconds=caps.SECONDS) as sandbox:
        for seed in packages_kept.list_seeds():
            places = mutated_packages.unpack(seed)
            name = next(one for one in places if one.startswith("daerah/"))
            count = len(list_numbers(json.loads(places[name])))
            for at in drawn.sample(range(count), min(8, count)):
                members = dict(places)
                tree = json.loads(members[name])
                holder, key = list_numbers(tree)[at]
                holder[key] = -0.0
                members[name] = package_values.dump_json(tree)
                mutated_packages.sign(members)
                case = mutated_packages.MutatedPackage(at, (str(key),), mutated_packages.pack(drawn, members))
                said = mutated_packages.judge_package(case, stores[0], sandbox)
                assert not said.startswith("ESCAPE"), (name, key, said)


def list_numbers(tree):
    """Where a fraction stands in a tree: its holder and key."""
    return [
        (holder, key)
        for kind in (dict, list)
        for holder in package_values.list_holders(tree, kind)
        for key, value in (holder.items() if kind is dict else enumerate(holder))
        if isinstance(value, float)
    ]


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

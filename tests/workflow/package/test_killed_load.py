"""A load that is killed is there wholly or not at all (30 of them: `benchmarks/killed_loads.py`)."""

import sys

import pytest

from benchmarks import killed_loads


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_load_is_whole_or_nothing():
    found = list(killed_loads.kill_loads(3))
    assert len(found) == 3
    assert [said for said in found if said.startswith("FAULT")] == []

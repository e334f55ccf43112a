"""A few of the kills that benchmarks/killed.py makes thirty times: whole or nothing, whatever was done."""

import os

import pytest

from benchmarks import killed


@pytest.mark.skipif(os.name == "nt", reason="no fork, and no signal that ends a process at once")
@pytest.mark.parametrize("seed", [11, 12])
@pytest.mark.parametrize("job", killed.JOBS)
def test_a_kill_in_the_middle_leaves_all_or_nothing(job, seed):
    _, faults = killed.kill_once(killed.JOBS[job], seed)
    assert faults == []

"""A package costs the server hardly more than its bytes, whatever it unpacks to."""

import sys

import pytest

from benchmarks import package_memory
from benchmarks.package_memory import BOUND_MIB, BOUND_SECONDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("a roster without end", "90000 OPD"),
        ("lists of nothing", "terlalu besar"),
        ("2,000 respondents", "72000 new"),
    ],
)
def test_the_server_holds_its_bounds(kind, told):
    said, _, mib, seconds = package_memory.run_kind(kind, bring=False)
    assert told in said
    assert mib <= BOUND_MIB
    assert seconds <= BOUND_SECONDS

"""The five pages that a room decides on end within one screen of a laptop, their first number high on it."""

import pytest

from benchmarks import heights


@pytest.mark.parametrize("address", heights.ROOM)
def test_a_page_of_the_room_ends_within_one_screen(sample_server, visit, address):
    """How many words stand on it is measured by the benchmark alone: they are the sample's."""
    page = visit(f"{sample_server}/{address}")
    seen = heights.measure(page, sample_server, address, heights.LAPTOP)
    assert set(seen.list_breaches()) <= {"kata"}, seen

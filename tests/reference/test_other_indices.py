"""Another body's index becomes a value of the scale by its published steps, and only inside its own scale."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.instruments import load_instrument
from reference.instruments.other_indices import find_other_index
from tests.shared import SHARED, needs_shared

NODES = ("PEMDI.I05", "PEMDI.I06", "PEMDI.I07", "PEMDI.I18")
EVERY = [find_other_index("pemdi", node) for node in NODES]
SCALE = load_instrument("pemdi").framework.scale


@needs_shared
def test_the_examples_of_the_module_come_out():
    with (SHARED / "oracles" / "pemdi" / "pemdi_konversi_sdi_contoh.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    for row in rows:
        assert find_other_index("pemdi", "PEMDI.I05").convert_value(float(row["nilai_indeks"])) == float(
            row["nilai_pemdi"]
        )


@pytest.mark.parametrize(("value", "wanted"), [(0, 1), (12.5, 1.5), (25, 2), (37.5, 2.5), (62.5, 3.5)])
def test_steps_meet(value, wanted):
    assert find_other_index("pemdi", "PEMDI.I18").convert_value(value) == wanted


@pytest.mark.parametrize(("value", "wanted"), [(68.75, 3.75), (75, 4), (87.5, 4.5), (100, 5)])
def test_upper_steps(value, wanted):
    assert find_other_index("pemdi", "PEMDI.I05").convert_value(value) == wanted


@pytest.mark.parametrize(("value", "wanted"), [(1, 1), (1.8, 1.5), (2.2, 2), (3.5, 3.5), (4.2, 4), (5, 5)])
def test_statistics(value, wanted):
    assert find_other_index("pemdi", "PEMDI.I07").convert_value(value) == pytest.approx(wanted)


@given(st.floats(1, 5))
def test_the_geospatial_index_stands_on_the_scale_itself(value):
    assert find_other_index("pemdi", "PEMDI.I06").convert_value(value) == pytest.approx(value)


@pytest.mark.parametrize("index", EVERY, ids=NODES)
def test_steps_have_no_gap_and_fill_the_scale(index):
    assert [step.last for step in index.steps[:-1]] == [step.first for step in index.steps[1:]]
    assert [step.high for step in index.steps[:-1]] == [step.low for step in index.steps[1:]]
    assert (index.steps[0].low, index.steps[-1].high) == (SCALE.minimum, SCALE.maximum)
    assert [step.low for step in index.steps] == [band.lower for band in SCALE.bands]


@given(st.sampled_from(EVERY), st.floats(0, 1), st.floats(0, 1))
def test_more_of_the_index_is_never_less_of_the_value(index, one, other):
    span = index.highest_value - index.lowest_value
    low, high = (index.lowest_value + share * span for share in sorted((one, other)))
    values = [index.convert_value(min(value, index.highest_value)) for value in (low, high)]
    assert SCALE.minimum <= values[0] <= values[1] + 1e-12 <= SCALE.maximum + 1e-9


@pytest.mark.parametrize("index", EVERY, ids=NODES)
@pytest.mark.parametrize("off", [-0.01, 0.01, 1000, float("nan")])
def test_what_is_outside_its_scale_is_no_value(index, off):
    value = index.lowest_value + off if off < 0 else index.highest_value + off
    with pytest.raises(ValueError, match="is no value of"):
        index.convert_value(value)


def test_other_indicators_are_judged_themselves():
    leaves = set(load_instrument("pemdi").framework.leaves)
    assert {leaf for leaf in leaves if find_other_index("pemdi", leaf)} == set(NODES)
    assert find_other_index("kesiapan", "PEMDI.I05") is None

"""Lines of worksheets are proposed by rule."""

import numpy as np
import pandas as pd
import pytest

from planning.worksheets import worksheets
from planning.worksheets.worksheets import WorkGroup
from reference import instruments
from tests.planning.lines import said

KESIAPAN = instruments.load_instrument("kesiapan").framework


def test_the_groups_are_the_dimensions_the_elements_and_the_facilitator():
    keys = [group.key for group in worksheets.list_work_groups(KESIAPAN)]
    assert keys[:6] == ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]
    elements = ["struktur", "infrastruktur", "suprastruktur", "pemanfaatan", "alam", "budaya"]
    assert keys[6:] == [*elements, "umum"]


@pytest.mark.parametrize("key", ["spbe", "kominfo"])
def test_an_instrument_without_elements_takes_those_of_the_bimtek(key):
    assert worksheets.list_readiness_elements(instruments.load_instrument(key).framework) == (
        "Struktur",
        "Infrastruktur",
        "Suprastruktur",
        "Alam",
        "Budaya",
    )


def values(**levels: float) -> pd.Series:
    found = pd.Series(np.nan, index=list(KESIAPAN.leaves))
    for leaf, level in levels.items():
        found[leaf.replace("_", ".")] = level
    return found


@pytest.mark.parametrize(
    ("level", "part"), [(1, "W"), (2, "W"), (2.01, None), (3, None), (3.99, None), (4, "S"), (5, "S")]
)
def test_levels_four_and_five_are_strengths_and_one_and_two_weaknesses(level, part):
    found = worksheets.propose_swot_lines(
        KESIAPAN, values(GOV1_1=level), WorkGroup("GOV", "", dimension="GOV")
    )
    assert [line.part for line in found] == ([part] if part else [])


def test_a_proposal_says_the_indicator_and_what_its_level_says():
    (found,) = worksheets.propose_swot_lines(
        KESIAPAN, values(GOV1_1=2), WorkGroup("GOV", "", dimension="GOV")
    )
    anchor = KESIAPAN.node("GOV1.1").tags["anchors"][1]
    assert found.text == f"Standar pelayanan publik: {anchor}"
    assert (found.indicators, found.element) == (("GOV1.1",), "Suprastruktur")
    assert found.origin == "Usulan dari survei: GOV1.1 tingkat 2"


def test_a_group_gets_the_proposals_of_its_own_dimension_or_element():
    known = values(GOV1_1=5, ENV1_1=5, ENV1_2=1)
    by_element = worksheets.propose_swot_lines(
        KESIAPAN, known, WorkGroup("suprastruktur", "", element="Suprastruktur")
    )
    assert [line.indicators for line in by_element] == [("GOV1.1",), ("ENV1.1",)]
    by_dimension = worksheets.propose_swot_lines(KESIAPAN, known, WorkGroup("ENV", "", dimension="ENV"))
    assert [line.indicators for line in by_dimension] == [("ENV1.1",), ("ENV1.2",)]


def test_prerequisites_are_proposed_to_the_groups_by_element_alone():
    known = values(PRE_01=5, GOV1_1=5)
    element = str(KESIAPAN.node("PRE.01").tags["element"])
    found = worksheets.propose_swot_lines(KESIAPAN, known, WorkGroup("elemen", "", element=element))
    assert ("PRE.01",) in [line.indicators for line in found]
    assert {line.dimension for line in found if line.indicators == ("PRE.01",)} == {""}
    by_dimension = worksheets.propose_swot_lines(KESIAPAN, known, WorkGroup("GOV", "", dimension="GOV"))
    assert [line.indicators for line in by_dimension] == [("GOV1.1",)]


def test_the_same_words_are_one_key_and_a_taken_key_is_numbered():
    one, other = said("Sampah  plastik"), said("sampah plastik.")
    assert one.key == other.key
    assert worksheets.worksheet_line_key(one, [one.key]) == f"{one.key}-2"
    assert worksheets.worksheet_line_key(one, [one.key, f"{one.key}-2"]) == f"{one.key}-3"

"""How closely OPD work together: links recomputed by hand, and groups that no order of the data changes."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import collaboration
from tests.planning.registers import made, over, registers


def test_the_weight_of_a_link_is_newmans():
    found = collaboration.opd_pair_links(
        over(made("a", "DINKES", "DLH", "DISDIK"), made("b", "DINKES", "DLH"), made("c", "DINKES"))
    ).set_index(["one", "other"])
    assert found["weight"].to_dict() == {
        ("DINKES", "DLH"): 1.5,
        ("DINKES", "DISDIK"): 0.5,
        ("DISDIK", "DLH"): 0.5,
    }
    assert found.loc[("DINKES", "DLH"), "programmes"] == 2


@settings(max_examples=60, deadline=None)
@given(registers)
def test_links_hold_what_is_shared_and_no_more(programmes):
    scene = over(*programmes)
    found = collaboration.opd_pair_links(scene)
    several = [scene.bodies(one) for one in scene.programmes if len(scene.bodies(one)) > 1]
    # Each circle of k bodies adds k(k-1)/2 pairs of 1/(k-1), so k/2 in all.
    assert found["weight"].sum() == pytest.approx(sum(len(bodies) / 2 for bodies in several))
    assert (found["one"] < found["other"]).all()


@settings(max_examples=60, deadline=None)
@given(registers, st.randoms())
def test_circles_part_the_linked_bodies_and_do_not_depend_on_the_order(programmes, random):
    found = collaboration.find_opd_groups(over(*programmes))
    ties = collaboration.opd_pair_links(over(*programmes))
    assert Counter(found["opd"]) == Counter({*ties["one"], *ties["other"]})
    sizes = found.groupby("group").size()
    assert list(sizes) == sorted(sizes, reverse=True)
    mixed = list(programmes)
    random.shuffle(mixed)
    pd.testing.assert_frame_equal(found, collaboration.find_opd_groups(over(*mixed)))


def test_circles_do_not_depend_on_how_texts_are_hashed():
    script = (
        "from planning.plan import collaboration\n"
        "from planning.plan.integration import IntegrationSetting\n"
        "from tests.planning.registers import ASSIGNED, KESIAPAN, ROSTER\n"
        "from workflow.sample import programmes as sample\n"
        "scene = IntegrationSetting.of(KESIAPAN, sample.sample_programmes('35.18', 2026), ASSIGNED, ROSTER)\n"
        "print(collaboration.find_opd_groups(scene).to_csv())"
    )
    root = Path(__file__).resolve().parent.parent.parent.parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert "DISKOMINFO" in runs[0]

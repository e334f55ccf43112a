"""Who works with whom: hand-made cases recomputed, and properties that hold for any register."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning import integration
from planning.integration import ABSENT, LEAD, SUPPORT, Setting
from planning.programme import Programme
from reference import agencies, instruments, portal
from workflow.sample import programmes as sample

KESIAPAN = instruments.load("kesiapan").framework
ROSTER = agencies.sample_rosters()["35.18"]
ASSIGNED = agencies.assign(KESIAPAN, ROSTER)
NONE = ASSIGNED.iloc[:0]
OPD = ["DINKES", "DISKOMINFO", "DISDIK", "DLH", "KEC-35.18.01", "KEC-35.18.02"]
LEAVES = list(KESIAPAN.leaves)


def over(*programmes: Programme, assigned=NONE) -> Setting:
    return Setting.of(KESIAPAN, {one.key: one for one in programmes}, assigned, ROSTER)


def made(key: str, lead: str = "DINKES", *support: str, **more) -> Programme:
    return Programme(key, key, lead=lead, support=support, **more)


registers = st.lists(
    st.builds(
        Programme,
        key=st.uuids().map(str),
        name=st.just("Program"),
        kind=st.sampled_from(["aplikasi", "layanan", "kebijakan"]),
        subdimension=st.sampled_from(["", *integration.subdimensions(KESIAPAN)]),
        lifts=st.dictionaries(st.sampled_from(LEAVES), st.just(4.0), max_size=3),
        lead=st.sampled_from(["", *OPD]),
        support=st.lists(st.sampled_from(OPD), max_size=3).map(tuple),
        data_from=st.lists(st.sampled_from(OPD), max_size=2).map(tuple),
        status=st.sampled_from(["berjalan", "usulan", "selesai"]),
    ),
    max_size=8,
)


def test_there_are_eighteen_subdimensions_in_official_order():
    found = integration.subdimensions(KESIAPAN)
    assert (len(found), found[0], found[-1]) == (18, "GOV1", "ENV3")


def test_a_programme_works_on_its_own_subdimension_and_on_those_it_lifts():
    one = made(
        "a", subdimension="GOV1", lifts={"ENV2.1": 4.0, "GOV1.2": 3.0, "PRE.01": 4.0, "TIDAK.ADA": 1.0}
    )
    assert integration.placed(KESIAPAN, one) == ("GOV1", "ENV2")


def test_roles_are_lead_before_support_and_all_kecamatan_are_one_body():
    found = integration.roles(
        over(
            made("a", "DINKES", "KEC-35.18.01", "KEC-35.18.02", subdimension="LIV2"),
            made("b", "DLH", "DINKES", subdimension="LIV2"),
        )
    )
    assert list(found.itertuples(index=False, name=None)) == [
        ("DINKES", "LIV2", LEAD, 2),
        ("DLH", "LIV2", LEAD, 1),
        ("KECAMATAN", "LIV2", SUPPORT, 1),
    ]


def test_who_answers_for_an_indicator_without_a_programme_is_absent():
    found = integration.roles(over(assigned=ASSIGNED))
    assert set(found["role"]) == {ABSENT}
    leads = ASSIGNED[(ASSIGNED["role"] == "lead") & ~ASSIGNED["indicator"].str.startswith("PRE")]
    expected = {
        (opd, KESIAPAN.node(leaf).parent) for leaf, opd in zip(leads["indicator"], leads["opd"], strict=True)
    }
    assert set(zip(found["opd"], found["node"], strict=True)) == expected


def test_finished_and_dropped_programmes_cover_nothing():
    done = made("a", subdimension="GOV1", status="selesai")
    assert "GOV1" in integration.uncovered(over(done))
    assert "GOV1" not in integration.uncovered(over(made("b", subdimension="GOV1")))


def test_shared_programmes_come_with_the_most_opd_first():
    found = integration.shared(
        over(made("a", "DINKES", "DLH"), made("b", "DINKES"), made("c", "DLH", "DINKES", "DISDIK"))
    )
    assert [one.key for one in found] == ["c", "a"]


def test_two_kecamatan_alone_share_nothing():
    assert integration.shared(over(made("a", "KEC-35.18.01", "KEC-35.18.02"))) == []


def test_data_needs_are_stated_or_follow_from_who_answers_for_the_indicator():
    leaf = ASSIGNED[(ASSIGNED["role"] == "lead") & (ASSIGNED["opd"] == "DLH")]["indicator"].iloc[0]
    found = integration.data_needs(
        over(made("a", "DINKES", data_from=("DISDIK", "DINKES"), lifts={leaf: 4.0}), assigned=ASSIGNED)
    )
    assert list(found.itertuples(index=False, name=None)) == [
        ("DISDIK", "DINKES", "a", "stated"),
        ("DLH", "DINKES", "a", "survey"),
    ]


def test_overlaps_are_indicators_lifted_by_programmes_of_different_opd():
    found = integration.overlaps(
        over(
            made("a", "DINKES", lifts={"LIV2.1": 4.0, "LIV2.2": 4.0}),
            made("b", "DLH", lifts={"LIV2.1": 5.0}),
            made("c", "DINKES", lifts={"LIV2.2": 5.0}),
        )
    )
    assert list(found.itertuples(index=False, name=None)) == [("LIV2.1", ("a", "b"), ("DINKES", "DLH"))]


def test_the_weight_of_a_link_is_newmans():
    found = integration.links(
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
    found = integration.links(scene)
    several = [scene.bodies(one) for one in scene.programmes if len(scene.bodies(one)) > 1]
    # Each circle of k bodies adds k(k-1)/2 pairs of 1/(k-1), so k/2 in all.
    assert found["weight"].sum() == pytest.approx(sum(len(bodies) / 2 for bodies in several))
    assert (found["one"] < found["other"]).all()


@settings(max_examples=60, deadline=None)
@given(registers, st.randoms())
def test_circles_part_the_linked_bodies_and_do_not_depend_on_the_order(programmes, random):
    found = integration.circles(over(*programmes))
    ties = integration.links(over(*programmes))
    assert Counter(found["opd"]) == Counter({*ties["one"], *ties["other"]})
    sizes = found.groupby("group").size()
    assert list(sizes) == sorted(sizes, reverse=True)
    mixed = list(programmes)
    random.shuffle(mixed)
    pd.testing.assert_frame_equal(found, integration.circles(over(*mixed)))


def test_circles_do_not_depend_on_how_texts_are_hashed():
    script = (
        "from tests.planning.test_integration import *\n"
        "scene = Setting.of(KESIAPAN, sample.of('35.18', 2026), ASSIGNED, ROSTER)\n"
        "print(integration.circles(scene).to_csv())"
    )
    root = Path(__file__).resolve().parent.parent.parent
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


@settings(max_examples=60, deadline=None)
@given(registers)
def test_every_subdimension_is_covered_or_not_and_every_lead_has_its_place(programmes):
    scene = over(*programmes)
    found = integration.roles(scene)
    covered = {node for one in scene.programmes for node in integration.placed(KESIAPAN, one)}
    assert covered | set(integration.uncovered(scene)) == set(integration.subdimensions(KESIAPAN))
    for one in scene.programmes:
        for node in integration.placed(KESIAPAN, one):
            if one.lead:
                row = found[(found["opd"] == scene.body(one.lead)) & (found["node"] == node)]
                assert row["role"].tolist() == [LEAD]


def test_reach_counts_each_kecamatan_and_desa_once_whatever_it_is_called():
    found = integration.reach(
        [
            made("a", districts=("Berbek", "Kec. Pace"), villages=("Sonopatik",)),
            made("b", districts=("kecamatan berbek", "PACE"), villages=("sonopatik", "Maguan")),
            made("c", districts=("Seluruh kecamatan",)),
            made("d"),
        ]
    )
    assert found.districts == {"Berbek": ("a", "b"), "Pace": ("a", "b")}
    assert (found.villages, found.everywhere, found.silent) == (2, ("c",), ("d",))


@pytest.mark.parametrize(
    ("name", "sectors", "node", "theme"),
    [
        ("Antrean daring puskesmas", [], "", "kesehatan"),
        ("Portal", ["pmd"], "", "desa"),
        ("Portal", [], "ENV2", "lingkungan"),
        ("Portal", [], "", "lain"),
        ("Literasi digital desa", ["pmd"], "SOC1", "pendidikan"),
    ],
)
def test_a_service_is_placed_by_its_words_then_its_opd_then_its_subdimension(name, sectors, node, theme):
    assert portal.theme_of(name, sectors, node).key == theme


def test_themes_name_subdimensions_and_urusan_that_exist():
    known = agencies.sectors().index
    for theme in portal.themes():
        assert set(theme.nodes) <= set(integration.subdimensions(KESIAPAN))
        assert set(theme.sectors) <= set(known)


def test_the_portal_lists_every_application_and_service_once():
    scene = Setting.of(KESIAPAN, sample.of("35.18", 2026), ASSIGNED, ROSTER)
    expected = {one.key for one in scene.programmes if one.kind in ("aplikasi", "layanan")}
    found = integration.services(scene)
    assert sorted(found["programme"]) == sorted(expected)

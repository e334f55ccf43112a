"""Who does what where: hand-made cases recomputed, and properties that hold for any register."""

from hypothesis import given, settings

from planning.plan import integration
from planning.plan.integration import ABSENT, LEAD, SUPPORT
from tests.planning.registers import ASSIGNED, KESIAPAN, made, over, registers


def test_there_are_eighteen_subdimensions_in_official_order():
    found = integration.list_subdimensions(KESIAPAN)
    assert (len(found), found[0], found[-1]) == (18, "GOV1", "ENV3")


def test_a_programme_works_on_its_own_subdimension_and_on_those_it_lifts():
    one = made(
        "a", subdimension="GOV1", lifts={"ENV2.1": 4.0, "GOV1.2": 3.0, "PRE.01": 4.0, "TIDAK.ADA": 1.0}
    )
    assert integration.subdimensions_of_programme(KESIAPAN, one) == ("GOV1", "ENV2")


def test_roles_are_lead_before_support_and_all_kecamatan_are_one_body():
    found = integration.opd_roles(
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


def test_an_opd_that_the_roster_lacks_has_its_place_after_the_others():
    scene = over(made("a", "DINAS-BARU", "DLH", subdimension="LIV2"))
    assert list(integration.opd_roles(scene).itertuples(index=False, name=None)) == [
        ("DLH", "LIV2", SUPPORT, 1),
        ("DINAS-BARU", "LIV2", LEAD, 1),
    ]
    assert "LIV2" not in integration.find_uncovered_subdimensions(scene)


def test_who_answers_for_an_indicator_without_a_programme_is_absent():
    found = integration.opd_roles(over(assigned=ASSIGNED))
    assert set(found["role"]) == {ABSENT}
    leads = ASSIGNED[(ASSIGNED["role"] == "lead") & ~ASSIGNED["indicator"].str.startswith("PRE")]
    expected = {
        (opd, KESIAPAN.node(leaf).parent) for leaf, opd in zip(leads["indicator"], leads["opd"], strict=True)
    }
    assert set(zip(found["opd"], found["node"], strict=True)) == expected


def test_finished_and_dropped_programmes_cover_nothing():
    done = made("a", subdimension="GOV1", status="selesai")
    assert "GOV1" in integration.find_uncovered_subdimensions(over(done))
    assert "GOV1" not in integration.find_uncovered_subdimensions(over(made("b", subdimension="GOV1")))


def test_shared_programmes_come_with_the_most_opd_first():
    found = integration.list_shared_programmes(
        over(made("a", "DINKES", "DLH"), made("b", "DINKES"), made("c", "DLH", "DINKES", "DISDIK"))
    )
    assert [one.key for one in found] == ["c", "a"]


def test_two_kecamatan_alone_share_nothing():
    assert integration.list_shared_programmes(over(made("a", "KEC-35.18.01", "KEC-35.18.02"))) == []


def test_data_needs_are_stated_or_follow_from_who_answers_for_the_indicator():
    leaf = ASSIGNED[(ASSIGNED["role"] == "lead") & (ASSIGNED["opd"] == "DLH")]["indicator"].iloc[0]
    found = integration.list_data_needs(
        over(made("a", "DINKES", data_from=("DISDIK", "DINKES"), lifts={leaf: 4.0}), assigned=ASSIGNED)
    )
    assert list(found.itertuples(index=False, name=None)) == [
        ("DISDIK", "DINKES", "a", "stated"),
        ("DLH", "DINKES", "a", "survey"),
    ]


def test_overlaps_are_indicators_lifted_by_programmes_of_different_opd():
    found = integration.find_overlaps(
        over(
            made("a", "DINKES", lifts={"LIV2.1": 4.0, "LIV2.2": 4.0}),
            made("b", "DLH", lifts={"LIV2.1": 5.0}),
            made("c", "DINKES", lifts={"LIV2.2": 5.0}),
        )
    )
    assert list(found.itertuples(index=False, name=None)) == [("LIV2.1", ("a", "b"), ("DINKES", "DLH"))]


@settings(max_examples=60, deadline=None)
@given(registers)
def test_every_subdimension_is_covered_or_not_and_every_lead_has_its_place(programmes):
    scene = over(*programmes)
    found = integration.opd_roles(scene)
    covered = {
        node for one in scene.programmes for node in integration.subdimensions_of_programme(KESIAPAN, one)
    }
    assert covered | set(integration.find_uncovered_subdimensions(scene)) == set(
        integration.list_subdimensions(KESIAPAN)
    )
    for one in scene.programmes:
        for node in integration.subdimensions_of_programme(KESIAPAN, one):
            if one.lead:
                row = found[(found["opd"] == scene.body(one.lead)) & (found["node"] == node)]
                assert row["role"].tolist() == [LEAD]

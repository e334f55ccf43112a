"""Two programmes that may be one are shown once, with the reason; joined, they lose no OPD and no rupiah."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planning.programmes import duplicates
from planning.programmes.programme import Programme

PORTAL = Programme("a", "Portal Satu Data Kabupaten", dimension="GOV", subdimension="GOV3", lead="DISKOMINFO")


def found(*programmes):
    return duplicates.find_duplicate_pairs({one.key: one for one in programmes})


def test_the_same_name_of_two_opd_is_a_pair():
    (pair,) = found(PORTAL, replace(PORTAL, key="b", name="PORTAL SATU-DATA", lead="BAPPERIDA"))
    assert (pair.first, pair.second, pair.likeness) == ("a", "b", 100.0)
    assert not pair.same_lead
    assert pair.place == "GOV3"


def test_like_names_are_a_pair_only_where_they_do_the_same():
    other = Programme(
        "b", "Portal data terbuka satu pintu", dimension="SOC", subdimension="SOC1", lead="DPMD"
    )
    assert found(PORTAL, other) == []
    like = replace(other, name="Portal satu data desa", lifts={"GOV3.3": 4.0})
    assert found(PORTAL, like) == []
    (pair,) = found(replace(PORTAL, lifts={"GOV3.3": 3.0}), like)
    assert pair.indicators == ("GOV3.3",)
    assert duplicates.LIKE_NAME <= pair.likeness < duplicates.SAME_NAME


def test_each_programme_stands_in_one_pair_at_most():
    same = [replace(PORTAL, key=key) for key in "abcd"]
    assert [(pair.first, pair.second) for pair in found(*same)] == [("a", "b"), ("c", "d")]


def test_nameless_programmes_are_no_pair():
    assert found(replace(PORTAL, name=""), replace(PORTAL, key="b", name=" ")) == []
    assert found() == []


def test_joined_keeps_every_opd_indicator_and_cost():
    first = replace(
        PORTAL,
        support=("DINKES",),
        lifts={"GOV3.1": 3.0, "GOV3.3": 4.0},
        costs={2026: 4e8, 2027: 1e8},
        start=date(2026, 3, 1),
        end=date(2027, 1, 1),
        benefit=date(2026, 12, 1),
    )
    second = Programme(
        "b",
        "Satu data",
        problem="Data tersebar",
        lead="BAPPERIDA",
        support=("DISKOMINFO", "DPMD"),
        lifts={"GOV3.3": 3.0, "GOV2.1": 2.0},
        costs={2026: 4e8, 2027: 3e8, 2028: 2e8},
        status="berjalan",
        since=2024,
        start=date(2025, 3, 1),
        benefit=date(2026, 6, 1),
        origin="b.xlsx",
    )
    whole = duplicates.merge_two_programmes(first, second)
    assert (whole.key, whole.name, whole.lead) == ("a", PORTAL.name, "DISKOMINFO")
    assert whole.support == ("BAPPERIDA", "DINKES", "DPMD")
    assert (whole.problem, whole.benefit) == ("Data tersebar", date(2026, 6, 1))
    assert whole.lifts == {"GOV3.1": 3.0, "GOV3.3": 4.0, "GOV2.1": 2.0}
    assert whole.costs == {2026: 4e8, 2027: 4e8, 2028: 2e8}
    assert whole.running
    assert (whole.since, whole.start, whole.end) == (2024, date(2025, 3, 1), date(2027, 1, 1))
    assert whole.origin == "b.xlsx"


def test_what_waited_for_the_second_waits_for_the_whole():
    register = {
        "a": PORTAL,
        "b": replace(PORTAL, key="b", after=("a",)),
        "c": replace(PORTAL, key="c", after=("b", "a")),
        "d": replace(PORTAL, key="d"),
    }
    changes = duplicates.changes_of_merging(register, "a", "b")
    assert changes["b"] is None
    assert changes["a"].after == ()
    assert changes["c"].after == ("a",)
    assert set(changes) == {"a", "b", "c"}


names = st.sampled_from(["Portal data", "Portal satu data", "Bank sampah", "Bank sampah desa", "Aduan warga"])
registers = st.lists(st.tuples(names, st.sampled_from(["GOV1", "ENV2", ""])), max_size=12)


@given(registers)
def test_pairs_are_of_two_and_one_to_one(rows):
    register = {
        f"p{at}": Programme(f"p{at}", name, subdimension=place) for at, (name, place) in enumerate(rows)
    }
    members = [key for pair in duplicates.find_duplicate_pairs(register) for key in (pair.first, pair.second)]
    assert len(members) == len(set(members))
    assert set(members) <= set(register)

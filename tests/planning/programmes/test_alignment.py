"""Which goals programmes serve: by number, by words, by choice; and what nobody serves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.programmes import alignment
from planning.programmes.alignment import Goal
from planning.programmes.programme import Programme


def goal(document, number="", text="", opd=""):
    return Goal(alignment.goal_key(document, number, text), document, number, text, opd)


T2S1 = goal("rpjmd", "T2.S1", "Meningkatnya kualitas layanan publik")
CLEAN = goal("rpjmd", "3", "Menurunnya timbulan sampah")
RENSTRA = goal("renstra", "2", "Meningkatnya jangkauan jaringan", "DISKOMINFO")
ACTIVITY = goal("renja", "", "Pengelolaan arsip dinamis daerah")
GOALS = [T2S1, CLEAN, RENSTRA, ACTIVITY]


@pytest.mark.parametrize(
    ("fields", "served"),
    [
        ({"rpjmd": "T2.S1"}, [T2S1]),
        ({"rpjmd": "Tujuan T2.S1 (layanan)"}, [T2S1]),
        ({"rpjmd": "t2 s1"}, []),
        ({"rpjmd": "T2.S10"}, []),
        ({"rpjmd": "meningkatnya KUALITAS layanan publik."}, [T2S1]),
        ({"rpjmd": "Sasaran 3"}, [CLEAN]),
        ({"rpjmd": "Sasaran 3 tahun 2027"}, [CLEAN]),
        ({"rpjmd": "Misi 3 Tujuan 1"}, []),
        ({"renstra": "Sasaran 2 Renstra Diskominfo", "lead": "DISKOMINFO"}, [RENSTRA]),
        ({"renstra": "Sasaran 2 Renstra DLH", "lead": "DLH"}, []),
        ({"renja": "Pengelolaan arsip dinamis"}, []),
        ({"renja": "Pengelolaan Arsip Dinamis Daerah 2026"}, [ACTIVITY]),
        ({}, []),
    ],
)
def test_a_programme_serves_the_goals_its_texts_name(fields, served):
    assert alignment.find_referred_goals(Programme("a", "A", **fields), GOALS) == tuple(
        one.key for one in served
    )


def test_what_people_chose_stands_over_the_texts_even_nothing():
    register = {"a": Programme("a", "A", rpjmd="T2.S1"), "b": Programme("b", "B", rpjmd="T2.S1")}
    found = alignment.link_goals(register, GOALS, {"a": (), "b": (CLEAN.key, "rpjmd/hilang")})
    assert found == {"a": (), "b": (CLEAN.key,)}


def test_goals_nobody_serves_and_programmes_without_a_goal_are_told():
    register = {"a": Programme("a", "A", rpjmd="T2.S1", dimension="GOV"), "b": Programme("b", "B")}
    served = alignment.link_goals(register, GOALS, {})
    counts = alignment.count_programmes_by_goal(register, GOALS, served).set_index("goal")["count"]
    assert counts.to_dict() == {T2S1.key: 1, CLEAN.key: 0, RENSTRA.key: 0, ACTIVITY.key: 0}
    lacking = alignment.programmes_without_goal(register, GOALS, served)
    assert lacking == {"a": ("renstra", "renja"), "b": ("rpjmd", "renstra", "renja")}
    assert alignment.programmes_without_goal(register, [T2S1], served) == {"b": ("rpjmd",)}


def test_the_same_goal_read_again_has_the_same_key():
    assert alignment.goal_key("rpjmd", "T2.S1", "a") == alignment.goal_key("rpjmd", "t2.s1", "b")
    assert alignment.goal_key("renstra", "1", "a", "DLH") != alignment.goal_key("renstra", "1", "b", "DINKES")
    assert alignment.goal_key("rpjmd", "", "Sampah  turun") == alignment.goal_key(
        "rpjmd", "", "sampah turun."
    )


@given(
    st.lists(st.tuples(st.sampled_from(["GOV", "ENV", ""]), st.sets(st.integers(0, 3)))),
)
def test_the_matrix_holds_every_link_once(rows):
    register = {
        str(place): Programme(str(place), "P", dimension=node) for place, (node, _) in enumerate(rows)
    }
    chosen = {str(place): [GOALS[i].key for i in wanted] for place, (_, wanted) in enumerate(rows)}
    served = alignment.link_goals(register, GOALS, chosen)
    table = alignment.count_by_goal_and_dimension(register, GOALS, served, ["GOV", "ENV"])
    assert table.to_numpy().sum() == sum(len(wanted) for node, wanted in rows if node)
    assert alignment.count_programmes_by_goal(register, GOALS, served)["count"].sum() == sum(
        len(wanted) for _, wanted in rows
    )

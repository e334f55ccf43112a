"""Lines of worksheets: they survive their JSON, are proposed by rule, and join without losing an author."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning import causes, worksheets
from planning.worksheets import ISSUE, PARTS, Group, Line, Merged
from reference import instruments

KESIAPAN = instruments.load("kesiapan").framework
words = st.text(max_size=12)
many = st.lists(words, max_size=3).map(tuple)
lines = st.builds(
    Line,
    key=st.text(min_size=1, max_size=6),
    group=st.sampled_from(["GOV", "ENV", "umum"]),
    part=st.sampled_from(list(PARTS)),
    text=words,
    cause=st.sampled_from(["", *causes.CAUSES]),
    opd=many,
    authors=many,
)
rooms = st.lists(lines, max_size=12, unique_by=worksheets.identity)


def said(text: str, group: str = "GOV", by: str = "Sari", **more) -> Line:
    line = Line("", group, more.pop("part", ISSUE), text, authors=(by,), **more)
    return replace(line, key=worksheets.key_of(line))


@given(lines)
def test_a_line_survives_its_json_whole(line):
    assert worksheets.decode(worksheets.encode(line)) == line


@pytest.mark.parametrize(
    "text",
    [
        *("[]", "{}", '{"key": "a", "part": "lain"}', '{"part": "issue"}', "bukan json"),
        '{"key": "a", "part": "issue", "text": 3}',
    ],
)
def test_what_is_no_line_is_refused(text):
    with pytest.raises(ValueError, match=r"line|Expecting"):
        worksheets.decode(text)


def test_fields_of_another_version_are_no_obstacle():
    assert worksheets.decode('{"key": "a", "part": "issue", "warna": 1}') == Line("a", "", ISSUE, "")


def test_the_groups_are_the_dimensions_the_elements_and_the_facilitator():
    keys = [group.key for group in worksheets.groups(KESIAPAN)]
    assert keys[:6] == ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]
    elements = ["struktur", "infrastruktur", "suprastruktur", "pemanfaatan", "alam", "budaya"]
    assert keys[6:] == [*elements, "umum"]


@pytest.mark.parametrize("key", ["spbe", "kominfo"])
def test_an_instrument_without_elements_takes_those_of_the_bimtek(key):
    assert worksheets.elements(instruments.load(key).framework) == (
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
    found = worksheets.proposals(KESIAPAN, values(GOV1_1=level), Group("GOV", "", dimension="GOV"))
    assert [line.part for line in found] == ([part] if part else [])


def test_a_proposal_says_the_indicator_and_what_its_level_says():
    (found,) = worksheets.proposals(KESIAPAN, values(GOV1_1=2), Group("GOV", "", dimension="GOV"))
    anchor = KESIAPAN.node("GOV1.1").tags["anchors"][1]
    assert found.text == f"Standar pelayanan publik: {anchor}"
    assert (found.indicators, found.element) == (("GOV1.1",), "Suprastruktur")
    assert found.origin == "Usulan dari survei: GOV1.1 tingkat 2"


def test_a_group_gets_the_proposals_of_its_own_dimension_or_element():
    known = values(GOV1_1=5, ENV1_1=5, ENV1_2=1)
    by_element = worksheets.proposals(KESIAPAN, known, Group("suprastruktur", "", element="Suprastruktur"))
    assert [line.indicators for line in by_element] == [("GOV1.1",), ("ENV1.1",)]
    by_dimension = worksheets.proposals(KESIAPAN, known, Group("ENV", "", dimension="ENV"))
    assert [line.indicators for line in by_dimension] == [("ENV1.1",), ("ENV1.2",)]


def test_prerequisites_are_proposed_to_the_groups_by_element_alone():
    known = values(PRE_01=5, GOV1_1=5)
    element = str(KESIAPAN.node("PRE.01").tags["element"])
    found = worksheets.proposals(KESIAPAN, known, Group("elemen", "", element=element))
    assert ("PRE.01",) in [line.indicators for line in found]
    assert {line.dimension for line in found if line.indicators == ("PRE.01",)} == {""}
    by_dimension = worksheets.proposals(KESIAPAN, known, Group("GOV", "", dimension="GOV"))
    assert [line.indicators for line in by_dimension] == [("GOV1.1",)]


def test_the_same_words_are_one_key_and_a_taken_key_is_numbered():
    one, other = said("Sampah  plastik"), said("sampah plastik.")
    assert one.key == other.key
    assert worksheets.key_of(one, [one.key]) == f"{one.key}-2"
    assert worksheets.key_of(one, [one.key, f"{one.key}-2"]) == f"{one.key}-3"


@given(rooms, st.data())
def test_joining_loses_no_line_and_no_author_and_ends(room, data):
    ids = [worksheets.identity(line) for line in room]
    joins = data.draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(ids))) if ids else {}
    found = worksheets.merged(room, joins)
    assert sorted(worksheets.identity(line) for one in found for line in one.lines) == sorted(ids)
    assert {a for one in found for a in one.authors} == {a for line in room for a in line.authors}
    assert all(len({line.part for line in one.lines}) == 1 for one in found)


def test_joined_lines_keep_every_author_group_and_wording():
    one, other = said("Sampah belum terpilah", "ENV", "Sari"), said("Pemilahan sampah lemah", "SOC", "Budi")
    (found,) = worksheets.merged([one, other], {worksheets.identity(other): worksheets.identity(one)})
    assert found.lead == one
    assert (found.authors, found.groups) == (("Sari", "Budi"), ("ENV", "SOC"))
    assert found.other_wordings == ("Pemilahan sampah lemah",)


def test_a_join_to_a_line_that_is_gone_is_no_join():
    one = said("Sampah")
    assert worksheets.merged([one], {worksheets.identity(one): "ENV/hilang"}) == [Merged((one,))]


def test_alike_lines_are_found_whatever_case_order_and_group():
    room = [
        said("Sampah belum terpilah di sumber", "ENV"),
        said("Internet desa lambat", "GOV"),
        said("SAMPAH di sumber belum terpilah", "SOC"),
        said("Internet desa masih lambat.", "LIV"),
        said("Sampah belum terpilah di sumber", "ENV", part="T"),
    ]
    found = worksheets.alike(worksheets.merged(room, {}))
    assert [[one.lead.group for one in together] for together in found] == [["ENV", "SOC"], ["GOV", "LIV"]]


def test_short_different_lines_are_not_alike():
    room = [said(text) for text in ("Anggaran terbatas", "Pegawai terbatas", "Regulasi belum ada")]
    assert worksheets.alike(worksheets.merged(room, {})) == []


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("regulasi", "regulasi"),
        ("SDM", "SDM"),
        ("Tenaga teknis kurang, anggaran ada", "SDM"),
        ("Anggaran untuk pelatihan belum ada", "anggaran"),
        ("Jaringan internet di desa", "sarana"),
        ("Perbup belum terbit", "regulasi"),
        ("Rekap belum tersusun", "data"),
        ("Koordinasi antar-OPD", "proses"),
        ("Perdagangan lesu", ""),
        ("lain-lain", ""),
    ],
)
def test_the_cause_named_first_is_read_from_an_officials_words(text, cause):
    assert causes.read(text) == cause


@pytest.mark.parametrize("text", ["", "-", "Nihil", "tidak ada", "Tidak ada kendala."])
def test_no_obstacle_is_no_obstacle(text):
    assert not causes.is_obstacle(text)


@given(rooms, st.lists(st.sampled_from(["", *causes.CAUSES]), max_size=20))
def test_totals_per_root_cause_match_what_was_said(room, coded):
    found = causes.counts(coded, worksheets.merged(room, {}))
    assert found["survey"].sum() == len(coded)
    assert found["groups"].sum() == sum(line.part == ISSUE for line in room)
    assert (found["total"] == found["survey"] + found["groups"]).all()
    assert found["cause"].tolist()[:6] == list(causes.CAUSES)

"""What is said of published results never contradicts them: over all 514 and over drawn tables."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st

from charts import titles
from planning.comparison.published_profile import ALIKE, group_peers, list_question_texts, profile_region
from planning.comparison.published_results import (
    RESULT_NAMES,
    PublishedTable,
    indistinct_within,
    node_name,
    published_nodes,
)
from reference.numbers import format_number, subtract_printed
from reference.regions import region_label
from tests.charts.titles.proving import proves
from tests.planning.comparison.test_published import profiles

ALL = [profile for _, profile in profiles()]
PLACES = ("35.18", "35.78", "13.08")


@cache
def peers_of(region):
    return group_peers(region)


@st.composite
def drawn(draw):
    """A table of a year in which some regions have figures, some parts none, the region maybe nothing."""
    region, instrument = draw(st.sampled_from(PLACES)), draw(st.sampled_from(list(RESULT_NAMES)))
    codes = sorted({region, *(code for group in peers_of(region) for code in group.codes)})
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = pd.DataFrame(
        random.integers(100, 501, (len(codes), len(published_nodes(instrument)))) / 100,
        index=codes,
        columns=list(published_nodes(instrument)),
    ).mask(random.random((len(codes), len(published_nodes(instrument)))) < draw(st.sampled_from([0, 0.3])))
    kept = values[random.random(len(codes)) < draw(st.sampled_from([0.02, 0.5, 1.0]))].dropna(how="all")
    absent = frozenset({region}) if region not in kept.index and draw(st.booleans()) else frozenset()
    table = PublishedTable(instrument, draw(st.integers(2015, 2040)), kept, absent, {}, {})
    return profile_region(region, [table], peers_of(region))


PROFILES = st.one_of(st.sampled_from(ALL), drawn())


@proves(titles.published_standing_title, PROFILES)
def test_the_standing_of_a_region(profile):
    said = titles.published_standing_title(profile.region, [profile])
    name, year = RESULT_NAMES[profile.table.instrument], profile.table.year
    told = {
        "given": f"{name} {year} {format_number(profile.index_line.value)}",
        "absent": f"tidak ikut {name} {year}",
        "unlisted": f"{name} {year} tidak tercantum",
    }
    assert said == f"{region_label(profile.region)}: {told[profile.standing]}"
    given = profile.region in profile.table.values.index
    assert (profile.standing == "given") == given


@proves(titles.published_parts_title, PROFILES)
def test_only_parts_clearly_below_similar_regions_are_named(profile):
    title = titles.published_parts_title(profile)
    named = re.fullmatch(r".*: (.*) di bawah daerah serupa", title)
    below = []
    for line in profile.lines:
        place = line.place_in(ALIKE)
        off = subtract_printed(place.median, line.value)
        within = indistinct_within(profile.table.instrument, line.node)
        if line.node != profile.table.index_node and place.known >= 5 and off > within + 1e-9:
            below.append(line.name)
    if counted := re.fullmatch(r".*: (\d+) dari (\d+) bagian di bawah daerah serupa", title):
        assert (int(counted[1]), int(counted[2])) == (len(below), len(profile.table.part_nodes))
        assert below
    elif named:
        assert [named[1]] == below
    else:
        assert not below
        assert title == f"{titles.result_name(profile.table)} di samping daerah serupa"
    assert len(title) < 80


@proves(titles.result_name, PROFILES)
def test_a_result_is_named_with_its_year(profile):
    said = titles.result_name(profile.table)
    assert said.lower() == f"{RESULT_NAMES[profile.table.instrument]} {profile.table.year}".lower()
    assert said[0].isupper()


@proves(titles.reason_of_question, PROFILES)
def test_a_reason_prints_the_numbers_that_prove_it(profile):
    own = {line.node: line for line in profile.lines}
    for one in profile.questions:
        said = titles.reason_of_question(one, profile.region)
        assert node_name(one.instrument, one.node) in said
        assert str(one.year) in said
        for number in (one.value, one.median):
            assert number != number or format_number(number) in said
        if one.why == "below" and (one.instrument, one.year) == (
            profile.table.instrument,
            profile.table.year,
        ):
            place = own[one.node].place_in(one.group)
            assert (one.median, one.known, one.value) == (place.median, place.known, own[one.node].value)
            assert format_number(place.known, 0) in said
            assert place.median > one.value


@proves(titles.place_words, PROFILES)
def test_a_place_is_told_with_how_many_stand_there(profile):
    for line in profile.lines:
        for place in line.places:
            said = titles.place_words(place)
            if not place.known:
                assert said == "–"
            elif place.best is None:
                assert said == f"{format_number(place.median)} · {format_number(place.known, 0)} daerah"
                assert line.value != line.value
            else:
                numbers = re.fullmatch(r"(.*) · ([\d.]+)(?:–([\d.]+))? dari ([\d.]+)", said)
                first, last, of = (
                    int(text.replace(".", "")) for text in (numbers[2], numbers[3] or numbers[2], numbers[4])
                )
                assert numbers[1] == format_number(place.median)
                assert (first, last, of) == (place.best, place.worst, place.known + 1)


@pytest.mark.parametrize("node", list_question_texts())
def test_questions_are_sentences(node):
    ask, bring = list_question_texts()[node]
    assert ask.endswith("?")
    assert bring
    assert bring[0].isupper()


def test_every_part_of_every_result_has_its_question():
    asked = {node for name in RESULT_NAMES for node in published_nodes(name)[1:]}
    assert asked == set(list_question_texts())

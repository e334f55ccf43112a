"""A programme survives its JSON whole, and old or foreign JSON does not break a page."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.programmes.programme import (
    KINDS,
    STATUSES,
    Programme,
    Realisation,
    decode_programme,
    encode_programme,
)

years = st.integers(2020, 2045)
words = st.text(max_size=20)
many = st.lists(words, max_size=3).map(tuple)
programmes = st.builds(
    Programme,
    key=st.text(min_size=1, max_size=8),
    name=words,
    problem=words,
    kind=st.sampled_from(("", *KINDS)),
    lifts=st.dictionaries(words, st.floats(1, 5), max_size=3),
    support=many,
    districts=many,
    costs=st.dictionaries(years, st.floats(0, 1e12), max_size=3),
    status=st.sampled_from(STATUSES),
    since=st.none() | years,
    start=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    end=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    benefit=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    baseline=st.none() | st.floats(-1e6, 1e6),
    after=many,
    realisation=st.dictionaries(
        years, st.builds(Realisation, st.none() | st.floats(0, 100), words), max_size=2
    ),
)


@given(programmes)
def test_a_programme_survives_its_json_whole(programme):
    assert decode_programme(encode_programme(programme)) == programme


def test_the_cost_is_the_sum_over_its_years():
    assert Programme("a", "A", costs={2026: 5e8, 2027: 2.5e8}).cost == 7.5e8
    assert Programme("a", "A").cost == 0


def test_fields_of_another_version_are_no_obstacle():
    text = json.dumps({"key": "a", "name": "Bank sampah", "warna": "hijau"})
    assert decode_programme(text) == Programme("a", "Bank sampah")


@pytest.mark.parametrize(
    "text",
    [
        *("[]", "{}", '{"name": "x"}', '{"key": "", "name": "x"}', "bukan json"),
        *(
            json.dumps({"key": "a", "name": "x"} | odd)
            for odd in (
                {"name": 3},
                {"lifts": 3},
                {"lifts": {"GOV1.1": "tinggi"}},
                {"support": "DLH"},
                {"support": [1]},
                {"start": 2026},
                {"since": "lama"},
                {"realisation": {"2025": 80}},
            )
        ),
    ],
)
def test_what_is_no_programme_is_refused(text):
    with pytest.raises(ValueError, match=r"programme|Expecting|convert"):
        decode_programme(text)

"""A part of which few questions are answered is never named as highest, lowest or done without saying so."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.comparison.heatmap import draw_heatmap
from charts.drawing import format as fmt
from charts.drawing.look import Look
from charts.results import gap, profile
from charts.results.element_matrix import draw_element_matrix
from charts.titles import (
    gap_title,
    index_intervals_title,
    profile_title,
    rank_places_title,
    region_scores_title,
    score_change_title,
)
from charts.titles.wording import FEW_ANSWERED, name_with_answers
from scoring import Scale
from workflow.comparison.study_visits import peer_leads

NAMES = ("Governance", "Branding", "Economy", "Living", "Society", "Environment")
SCORES = st.lists(st.sampled_from([1.0, 2.0, 2.44, 3.0, 3.5, 4.0, 5.0]), min_size=6, max_size=6)
SHARES = st.lists(st.sampled_from([0.001, 0.34, 0.5, 0.79, 0.8, 0.999, 1.0]), min_size=6, max_size=6)


def rows(scores, shares, target=4.0):
    codes = ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]
    return pd.DataFrame({"node": codes, "name": NAMES, "score": scores, "target": target, "answered": shares})


@settings(max_examples=400, deadline=None)
@given(SCORES, SHARES)
def test_titles_say_of_how_much_they_speak(scores, shares):
    frame = rows(scores, shares)
    for title in (profile_title(frame, "dimensi"), gap_title(frame, "Kab. Nganjuk", "dimensi")):
        for name, share in zip(NAMES, shares, strict=True):
            if name in title and share < FEW_ANSWERED:
                assert re.search(rf"{name} \(\d+% terjawab\)", title), title
        if title.startswith("Seluruh") and min(shares) < FEW_ANSWERED:
            assert title.endswith("dari yang terjawab")


@pytest.mark.parametrize("share", [0.001, 0.5, 0.7999])
def test_rows_of_charts_say_it(share):
    frame = rows([4.5, 3, 3, 3, 3, 3], [share, 1, 1, 1, 1, 1])
    look = Look(place="Kab. Nganjuk")
    for chart in (profile.draw_profile(frame, Scale(1, 5), look), gap.draw_gap(frame, Scale(1, 5), look)):
        words = " ".join(str(note.text) for note in chart.figure.layout.annotations)
        assert f"{fmt.format_part(share)} terjawab" in words.replace("<br>", " ")


def test_a_part_is_none_or_all_only_where_it_is():
    assert [fmt.format_part(share) for share in (0.0, 0.0001, 0.5, 0.9999, 1.0)] == [
        *("0%", "1%", "50%", "99%", "100%")
    ]
    assert name_with_answers("Living", float("nan")) == "Living"


NAMED = dict(zip(("GOV", "BRA", "ECO", "LIV", "SOC", "ENV"), NAMES, strict=True))


def regions(scores, shares):
    """Two regions: the second answered everything and scores 3 throughout."""
    index = pd.Index(["Kab. A", "Kab. B"])
    table = pd.DataFrame([scores, [3.0] * 6], index=index, columns=list(NAMED))
    return table, pd.DataFrame([shares, [1.0] * 6], index=index, columns=list(NAMED))


@settings(max_examples=300, deadline=None)
@given(SCORES, SHARES)
def test_titles_of_regions_side_by_side_say_it(scores, shares):
    table, answered = regions(scores, shares)
    title = region_scores_title(table, NAMED, "Kab. A", "dimensi", 2, answered)
    for name, share in zip(NAMES, shares, strict=True):
        if f": {name}" in title and share < FEW_ANSWERED:
            assert re.search(rf"{name} \(\d+% terjawab\)", title), title
    if "di seluruh" in title:
        assert title.endswith("dari yang terjawab") == (min(shares) < FEW_ANSWERED)


@pytest.mark.parametrize("share", [0.5, 0.7999, 0.8, 1.0])
def test_cells_without_room_for_words_are_marked(share):
    table, answered = regions([4.5, 3, 3, 3, 3, 3], [share, 1, 1, 1, 1, 1])
    frame = table.rename_axis("label").reset_index().assign(unit=["1", "2"], index=[3.1, 3.0])
    cells = pd.DataFrame(
        {
            "node": "LIV",
            "row_name": "Living",
            "column": ["K", "P"],
            "score": [3.0, 2.0],
            "answered": [share, 1.0],
        }
    )
    for chart in (
        draw_heatmap(frame, NAMED, Scale(1, 5), Look(), answered=answered.set_axis(["1", "2"])),
        draw_element_matrix(cells, Scale(1, 5), Look(place="Kab. A")),
    ):
        numbers = [text for trace in chart.figure.data for text in (trace.text or ())]
        few = share < FEW_ANSWERED
        assert any(str(text).endswith("*") for text in numbers) == few
        assert ("kurang dari 80%" in chart.subtitle) == few


@pytest.mark.parametrize(("own", "other"), [(1.0, 0.4), (0.4, 1.0), (0.9, 0.9)])
def test_what_to_learn_on_a_study_visit_says_of_how_much_it_speaks(own, other):
    scored = pd.DataFrame({"unit": ["1", "2"], "GOV": [2.0, 4.0], "index": [2.0, 4.0]})
    answered = pd.DataFrame({"GOV": [own, other]}, index=["1", "2"])
    (name,) = peer_leads("1", "2", scored, {"GOV": "Governance"}, answered)["name"]
    assert name == ("Governance (40% terjawab)" if min(own, other) < FEW_ANSWERED else "Governance")


@settings(max_examples=300, deadline=None)
@given(SCORES, SCORES, SHARES)
def test_titles_of_periods_and_of_places_say_it(before, after, shares):
    """The part that rose most, the region that stands first: named with what they rest on."""
    wide = pd.DataFrame({"name": NAMES, "first": before, "last": after, "answered": shares})
    low, order = sorted(after, reverse=True), range(1, 7)
    places = pd.DataFrame({"label": NAMES, "rank": order, "rank_lower": order, "answered": shares})
    places["rank_upper"] = [1, *([6] * 5)]
    ranges = places.assign(score_lower=low, score_upper=low)
    titles = (
        score_change_title(wide, "dimensi"),
        rank_places_title(places),
        index_intervals_title(ranges, "Indeks"),
    )
    for title in titles:
        for name, share in zip(NAMES, shares, strict=True):
            if name in title and share < FEW_ANSWERED:
                assert re.search(rf"{name} \(\d+% terjawab\)", title), title
    assert NAMES[0] in titles[1]

"""A part of which few questions are answered is never named as highest, lowest or done without saying so."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.drawing import format as fmt
from charts.drawing.look import Look
from charts.results import gap, profile
from charts.titles import gap_title, profile_title
from charts.titles.wording import FEW_ANSWERED, name_with_answers
from scoring import Scale

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

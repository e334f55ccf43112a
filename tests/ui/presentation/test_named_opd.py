"""No slide of the show names an OPD in a lack by itself."""

import json
import re

import pytest

from tests.ui.presentation.test_slides import selection
from ui.presentation import slides
from workflow.setup import setup

__all__ = ["selection"]
OWNERS = {"peta-jalan", "peran-opd", "jejaring-opd", "kelompok-opd"}
"""Slides of who does what, which is no lack."""


def words_on(chart):
    """Every text of a figure, markup out."""
    found, open_ = [], [json.loads(chart.figure.to_json())]
    while open_:
        part = open_.pop()
        if isinstance(part, str):
            found.append(re.sub(r"<[^>]*>", " ", part))
        elif isinstance(part, dict | list):
            open_ += part.values() if isinstance(part, dict) else part
    return " \n ".join(found)


def opd_named_on(chart, selection):
    roster, _ = setup.roster_of(selection.engine, selection.region, selection.period.id)
    said = " ".join((words_on(chart), chart.alt, chart.title, chart.table.to_csv()))
    names = {*roster["name"], *roster["short"], *roster["opd"]}
    return {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)}


@pytest.mark.parametrize("key", [key for key in slides.SLIDES if key not in OWNERS])
def test_a_slide_names_no_opd_in_a_lack(selection, key):
    assert opd_named_on(slides.slide_chart(selection, key), selection) == set()


@pytest.mark.parametrize("key", [key for key, slide in slides.SLIDES.items() if slide.names_opd])
def test_it_does_where_that_was_switched_on(selection, key):
    assert len(opd_named_on(slides.slide_chart(selection, key, named=True), selection)) > 3

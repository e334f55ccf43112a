"""Profil awal in documents: each figure is that of the published table, with its source."""

from io import BytesIO

import pytest
from pptx import Presentation

from charts import titles
from planning.comparison.published_profile import ALIKE
from reference.numbers import format_number
from reports.slides import background, content
from reports.slides.deck import SlideChoices
from reports.word import gap_chapter
from tests.planning.comparison.test_published import published
from tests.reports import cases
from tests.reports.word.reading import texts


@pytest.fixture
def source(source_of):
    return source_of(cases.usual)


def figures(region):
    newest = (("spbe", 2024), ("kominfo", 2023))
    return [
        format_number(value)
        for (instrument, year, code, _), values in published().items()
        if code == region and (instrument, year) in newest
        for value in values
    ]


def slide_texts(made):
    found = []
    for slide in Presentation(BytesIO(made)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


@pytest.mark.parametrize("wide", [True, False])
def test_the_slides_tell_every_published_figure_and_what_to_ask(source, wide):
    made = content.build_presentation(source, SlideChoices(("profil_awal",), wide=wide))
    said = slide_texts(made)
    region = source.regions[0]
    assert figures(region)
    assert all(figure in said for figure in figures(region))
    facts = source.facts()
    for profile in facts.region_background.profiles:
        if profile.standing == "given":
            assert any(titles.published_parts_title(profile) in text for text in said)
            for line in profile.lines:
                assert titles.place_words(line.place_in(ALIKE)) in said
    assert any(background.HEADING in text for text in said)


def test_the_chapter_tells_them_with_their_source(source):
    said = texts(gap_chapter.build_gap_chapter(source))
    region = source.regions[0]
    assert "Profil awal" in said
    assert all(figure in said for figure in figures(region))
    profiles = source.facts().region_background.profiles
    assert any(titles.published_standing_title(region, profiles) in text for text in said)
    for profile in profiles:
        if profile.standing == "given":
            assert any(profile.table.sources[region] in text for text in said)
        for question in profile.questions if profile.standing == "given" else ():
            assert any(titles.reason_of_question(question, region) in text for text in said)

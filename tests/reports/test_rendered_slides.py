"""Slides as LibreOffice draws them without Arial: nothing runs into the foot or off the page."""

import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from pptx.util import Pt

import storage
from reports.slides.content import fill_presentation
from reports.slides.deck import SlideChoices
from tests.reports import decks
from tests.reports.office import converted, needs_office
from tests.reports.scene import NGANJUK
from workflow.documents.plan_facts import gather_plan_facts
from workflow.documents.source import DocumentSource
from workflow.sample import load

WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"


@pytest.fixture(scope="module")
def rendered(seeded_store, tmp_path_factory):
    """Each format of the sample's deck with its plan, and the pages that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("tergambar")
    store = storage.open_store(f"sqlite:///{shutil.copy(seeded_store, folder / 'store.db')}")
    facts = DocumentSource(store, load.find_sample_scope(store), (NGANJUK,)).facts()
    plan, files = gather_plan_facts(facts), []
    for wide in (True, False):
        files.append(folder / f"{'lebar' if wide else 'biasa'}.pptx")
        files[-1].write_bytes(fill_presentation(facts, plan, SlideChoices(wide=wide)))
    store.dispose()
    return [(decks.opened(file.read_bytes()), pages_of(pdf)) for file, pdf in pairs(files, folder)]


def pairs(files, folder):
    return zip(files, converted(files, "pdf", folder), strict=True)


def pages_of(pdf):
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    return ElementTree.fromstring(told.stdout).findall(f".//{PAGE}")


@needs_office
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here")
def test_nothing_runs_into_the_foot(rendered):
    said, tables = [], 0
    for deck, pages in rendered:
        assert len(pages) == len(deck.slides)
        for number, (slide, page) in enumerate(zip(deck.slides, pages, strict=True), start=1):
            unit = float(page.get("height")) / (deck.slide_height / Pt(1))
            texts = [shape for shape in slide.shapes if shape.has_text_frame]
            foot = min(
                s.top / Pt(1)
                for s in texts
                if "periode" in s.text_frame.text and s.top > deck.slide_height * 0.85
            )
            below = {word for s in texts if s.top / Pt(1) >= foot - 1 for word in s.text_frame.text.split()}
            tables += any(shape.has_table for shape in slide.shapes)
            for word in page.iter(WORD):
                low, right = float(word.get("yMax")) / unit, float(word.get("xMax"))
                if (low > foot + 2 and word.text not in below) or right > float(page.get("width")) + 1:
                    said.append((number, word.text, round(low), round(foot)))
    assert tables > 10
    assert said == []

"""A kabupaten's template comes from a stranger: nothing of it is alive in our slides or stops us."""

import io
import re
import zipfile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches, Pt

from reports.errors import DocumentError
from reports.slides import grafting, template
from reports.slides.content import fill_presentation
from reports.slides.deck import SlideChoices
from reports.slides.template_scrubbing import RELATIONS
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from tests.reports import decks, office, templates

SLIDES = ("judul", "kesenjangan", "metode")
WORDS = r'^Templat "logo\.pptx" tidak dapat dipakai: .+\. [A-Z].+, lalu unggah lagi, atau lanjutkan tanpa'
OURS = re.compile(r"ppt/embeddings/Microsoft_Excel_Sheet\d+\.xlsx")


def used(content: bytes) -> template.SlideTemplate:
    return template.SlideTemplate("logo.pptx", content, template.measure_slide_template(content, "logo.pptx"))


@pytest.fixture(scope="module")
def deck(facts_of, plan_of):
    """Three of our slides, one with charts."""
    return fill_presentation(facts_of("usual"), plan_of("usual"), SlideChoices(slides=SLIDES))


def on_template(deck: bytes, content: bytes) -> bytes:
    """As the child makes it, here, so that a failure is seen whole."""
    return grafting.graft_slides(deck + content, len(deck))[1]


def alive(content: bytes) -> list[str]:
    """What in a presentation leads outside, starts something, or came along though nobody asked for it."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".rels"):
                said += [
                    f"{name}: {one.get('Target')}"
                    for one in etree.fromstring(data)
                    if one.get("TargetMode") == "External" or ":" in one.get("Target")
                ]
            if re.search(
                rb"hlink(Click|Hover|MouseOver)|ppaction|oleObj|<p:controls?\b|jahat\.example", data
            ):
                said.append(f"{name}: alive")
            if re.search(r"vba|ole|activeX|\.svg$|\.bin$|customXml|embeddings", name) and not OURS.match(
                name
            ):
                said.append(name)
    return said


def dangling(content: bytes) -> list[str]:
    """Marks in XML that name no relationship: PowerPoint calls such a file damaged."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        for name in (one for one in names if one.endswith(".xml") and one.startswith("ppt/")):
            folder, _, base = name.rpartition("/")
            own = f"{folder}/_rels/{base}.rels"
            marks = {one.get("Id") for one in etree.fromstring(archive.read(own))} if own in names else set()
            said += [
                f"{name}: {key} {value}"
                for one in etree.fromstring(archive.read(name)).iter()
                for key, value in one.attrib.items()
                if key.startswith(f"{{{RELATIONS}}}") and value not in marks
            ]
    return said


def test_a_template_gives_its_size_and_master_and_loses_its_slides(facts_of, plan_of):
    content = fill_presentation(
        facts_of("usual"),
        plan_of("usual"),
        SlideChoices(template=used(templates.given_template(11)), slides=SLIDES),
    )
    deck = decks.opened(content)
    assert (deck.slide_width, len(deck.slides)) == (Inches(11), len(SLIDES))
    assert "Isi lama" not in " ".join(decks.words(deck))
    assert decks.faults(content) == []
    assert alive(content) == dangling(content) == []
    for slide in deck.slides:
        assert slide.notes_slide.notes_text_frame.text
        assert decks.misfits(slide, deck.slide_width / Pt(1), deck.slide_height / Pt(1)) == []


@pytest.mark.parametrize("name", templates.ALIVE)
def test_nothing_of_a_template_is_alive_in_our_slides(name, deck):
    content = templates.edited(*templates.ALIVE[name])
    made = on_template(deck, content)
    assert alive(made) == dangling(made) == []
    assert decks.faults(made) == []
    assert len(decks.opened(made).slides) == len(decks.opened(deck).slides)


def test_what_stayed_behind_is_said():
    found = {
        word
        for changes in templates.ALIVE.values()
        for word in template.measure_slide_template(templates.edited(*changes)).lost
    }
    assert {"tautan", "objek tersemat", "kontrol ActiveX", "grafik", "tautan ke berkas lain"} <= found


def test_what_is_shown_of_a_template_stays():
    """A picture of a layout, and what is drawn beside what was taken out."""
    made = grafting.strip_template(templates.edited(*templates.ALIVE["picture linked and embedded"])).content
    (layout,) = [one for one in Presentation(io.BytesIO(made)).slide_layouts if one.name == "Title Only"]
    assert [shape.name for shape in layout.shapes if shape.name == "Logo"] == ["Logo"]
    assert any(name.startswith("ppt/media/") for name in zipfile.ZipFile(io.BytesIO(made)).namelist())


@pytest.mark.parametrize("name", templates.BOMBS)
def test_a_template_that_cannot_be_used_is_refused_in_words(name):
    made, word = templates.BOMBS[name]
    with pytest.raises(DocumentError, match=WORDS) as refusal:
        template.measure_slide_template(made(), "logo.pptx")
    assert re.search(word, str(refusal.value))


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_a_broken_template_is_used_without_what_is_alive_or_refused(start, deck):
    refused = []
    with Sandbox() as sandbox:
        for seed in range(start, start + 30):
            content = templates.mutated(seed)
            try:
                sandbox.call_function(grafting.measure_template, content)
                _, made = sandbox.call_function(grafting.graft_slides, deck + content, deck_bytes=len(deck))
            except RefusalError as refusal:
                refused.append(refusal.code)
                continue
            assert alive(made) == dangling(made) == [], seed
            assert len(decks.opened(made).slides) == len(decks.opened(deck).slides), seed
        assert sandbox.starts == 1
    assert set(refused) <= set(template.WHY)
    assert 0 < len(refused) < 30


@pytest.mark.parametrize("inches", [(13.333, 7.5), (10, 7.5), (10, 5.625), (11.69, 8.27), (20, 11.25)])
@pytest.mark.parametrize(
    "title", [None, (0, 0, 1, 1), (-5, -5, 30, 2), (0.5, 5, 9, 1), (0.5, 0.3, 9, 5), (0.5, 0.3, 9, 1)]
)
def test_slides_fit_wherever_a_template_has_its_title(inches, title, facts_of, plan_of):
    place = tuple(int(Inches(side)) for side in title) if title else None
    shape = grafting.TemplateShape(int(Inches(inches[0])), int(Inches(inches[1])), place, ())
    ground = template.presentation_for_template(template.SlideTemplate("", b"", shape))
    across, down = inches[0] * 72, inches[1] * 72
    for box in (ground.title, ground.area):
        assert 0 <= box.left < box.left + box.width <= across + 1
        assert 0 <= box.top < box.top + box.height <= down + 1
    assert ground.area.height >= down / 3


@office.needs_office
def test_libreoffice_opens_the_slides_on_every_kind_of_template(deck, tmp_path):
    files = []
    for number, changes in enumerate(templates.ALIVE.values()):
        file = tmp_path / f"{number}.pptx"
        file.write_bytes(on_template(deck, templates.edited(*changes)))
        files.append(file)
    printed = office.converted(files, "pdf", tmp_path)
    assert all(file.stat().st_size > 10_000 for file in printed)

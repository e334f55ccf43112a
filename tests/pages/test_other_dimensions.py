"""Instruments of five and of eight dimensions: every page, part, slide of the show and document of them."""

import pytest

import storage
from charts.drawing.dimension_marks import mark_dimensions
from charts.drawing.look import Look
from reports.documents import DOCUMENTS
from storage.setup import periods
from tests import other_dimensions
from tests.e2e.test_frame import rows
from tests.pages import stores
from tests.parts import DETAILS, PARTS, WITHIN
from tests.reports.scene import NGANJUK
from ui.presentation.slides import SLIDES
from workflow.documents.source import DocumentSource
from workflow.results import levels
from workflow.setup import setup

FILES = {row[2]: row[0] for row in rows()}
ADDRESSES = [(page, {}) for page in FILES] + [
    (page, WITHIN.get(name, {}) | {name: value})
    for page, name, values in PARTS + DETAILS
    for value in values[1:]
]
INSTRUMENTS = {"lima": other_dimensions.five(), "delapan": other_dimensions.eight()}


@pytest.fixture(scope="module", params=INSTRUMENTS)
def room(request, migrated, tmp_path_factory):
    """The instrument, and a store in which a region answered it."""
    file = tmp_path_factory.mktemp(request.param) / "store.db"
    stores.make("empty", file, migrated)
    engine = storage.open_store(stores.address(file))
    other_dimensions.answer(engine, INSTRUMENTS[request.param])
    engine.dispose()
    return INSTRUMENTS[request.param], file


@pytest.fixture
def store(room, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", stores.address(room[1]))
    return room[1]


@pytest.mark.parametrize(
    ("page", "address"), ADDRESSES, ids=[f"{page} {address}" for page, address in ADDRESSES]
)
def test_every_page_and_part_opens(app, unexpected, page, address):
    for name, value in ({"wilayah": NGANJUK} | address).items():
        app.query_params[name] = value
    app.switch_page(f"pages/{FILES[page]}").run()
    assert unexpected == []
    assert not app.exception


@pytest.mark.parametrize("slide", SLIDES)
def test_every_slide_of_the_show_opens_and_of_each_dimension_too(app, room, unexpected, slide):
    last = room[0].framework.dimensions[-1]
    for dimension in (None, last) if SLIDES[slide].dimension else (None,):
        app.query_params["wilayah"] = NGANJUK
        app.query_params["slide"] = f"{slide}.{dimension}" if dimension else slide
        if dimension:
            app.query_params["dimensi"] = dimension
        app.switch_page(f"pages/{FILES['presentasi']}").run()
        assert unexpected == []
        assert not app.exception


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_is_made(room, document):
    instrument, file = room
    engine = storage.open_store(stores.address(file))
    scope = setup.open_scope(engine, periods.list_periods(engine)[0], instrument)
    made = DOCUMENTS[document].produce(DocumentSource(engine, scope, (NGANJUK,)))
    engine.dispose()
    assert len(made) > 1_000


def test_a_stored_instrument_keeps_its_colours_and_marks(room):
    instrument, _ = room
    thawed = type(instrument).from_text(instrument.to_text())
    assert thawed == instrument
    assert mark_dimensions(thawed.framework).by_node == mark_dimensions(instrument.framework).by_node


def test_its_levels_are_called_as_an_official_calls_them(room):
    named = levels.level_names_below_index(room[0], room[0].framework)
    assert named == {3: "Dimensi", 2: "Subdimensi", 1: "Indikator"}


def test_no_colour_of_the_usual_six_is_taken_for_granted(room):
    marks = mark_dimensions(room[0].framework).by_node
    tops = room[0].framework.dimensions
    assert len({(marks[code].light, marks[code].symbol) for code in tops}) == len(tops)
    assert Look().marks.by_node == {}

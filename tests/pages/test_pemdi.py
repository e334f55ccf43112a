"""An instrument whose values are fractions inside levels with words: every page, part and document of it."""

import random
from datetime import date

import pytest

import storage
from reference import instruments
from reports import profile_pdf
from reports.scores import scores
from reports.slides import content
from reports.word import gap_chapter
from reports.workbook import workbook
from storage.setup import periods
from storage.values import Actor
from tests.e2e.test_frame import rows
from tests.pages import stores
from tests.parts import DETAILS, PARTS, WITHIN
from tests.reports.scene import NGANJUK, Scene
from workflow.documents.source import DocumentSource
from workflow.setup import setup

PEMDI = instruments.load_instrument("pemdi")
FILES = {row[2]: row[0] for row in rows()}
ADDRESSES = [(page, {}) for page in FILES] + [
    (page, WITHIN.get(name, {}) | {name: value})
    for page, name, values in PARTS + DETAILS
    for value in values[1:]
]
DOCUMENTS = (
    profile_pdf.build_profile,
    gap_chapter.build_gap_chapter,
    scores.build_scores_workbook,
    content.build_presentation,
    workbook.build_region_workbook,
)


def fractions(seed=0):
    dice = random.Random(seed)
    return lambda code: round(dice.uniform(1, 5), 2)


@pytest.fixture(scope="module")
def answered(migrated, tmp_path_factory):
    file = tmp_path_factory.mktemp("pemdi") / "store.db"
    stores.make("empty", file, migrated)
    engine = storage.open_store(stores.address(file))
    Scene(engine, PEMDI).answer(NGANJUK, fractions())
    engine.dispose()
    return file


@pytest.fixture
def store(answered, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", stores.address(answered))
    return answered


@pytest.mark.parametrize(
    ("page", "address"), ADDRESSES, ids=[f"{page} {address}" for page, address in ADDRESSES]
)
def test_every_page_and_part_opens(app, unexpected, page, address):
    for name, value in ({"wilayah": NGANJUK, "instrumen": "pemdi"} | address).items():
        app.query_params[name] = value
    app.switch_page(f"pages/{FILES[page]}").run()
    assert unexpected == []
    assert not app.exception


@pytest.mark.parametrize("build", DOCUMENTS, ids=lambda build: build.__name__)
def test_every_document_is_made(answered, build):
    engine = storage.open_store(stores.address(answered))
    period = periods.list_periods(engine)[0]
    scope = setup.open_scope(engine, period, PEMDI)
    made = build(DocumentSource(engine, scope, (NGANJUK,)))
    engine.dispose()
    assert len(made) > 5_000


def test_years_before_are_said_not_to_stand_beside_it(app):
    app.query_params["perbandingan"] = "antarperiode"
    app.switch_page(f"pages/{FILES['perbandingan']}").run()
    told = " ".join(note.value for note in (*app.title, *app.markdown))
    assert "dinilai dengan Indeks SPBE" in told
    assert "tidak sebanding" in told


@pytest.mark.parametrize(("year", "told"), [(2025, False), (2026, True)])
def test_spbe_says_what_is_in_force_after_its_last_year(app, migrated, tmp_path, monkeypatch, year, told):
    file = tmp_path / "spbe.db"
    stores.make("empty", file, migrated)
    engine = storage.open_store(stores.address(file))
    added = periods.add_period(engine, str(year), date(year, 1, 1), date(year, 12, 31), Actor("Sari"))
    setup.open_scope(engine, added, instruments.load_instrument("spbe"))
    engine.dispose()
    monkeypatch.setenv("DATABASE_URL", stores.address(file))
    app.switch_page(f"pages/{FILES['wilayah-opd']}").run()
    assert any("berlaku Indeks Pemdi" in note.value for note in app.info) is told
    choice = next(box for box in app.sidebar.selectbox if box.label == "Instrumen")
    assert ("untuk tahun sampai 2025" in choice.options[0]) is told

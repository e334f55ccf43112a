"""An instrument whose values are fractions inside levels with words: every page, part and document of it."""

import random

import pytest

import storage
from reference import instruments
from reports import profile_pdf
from reports.scores import scores
from reports.slides import content
from reports.word import gap_chapter
from reports.workbook import workbook
from storage.setup import periods
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

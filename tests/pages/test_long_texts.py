"""What a page and a document cost is bounded by the length of the texts: every field as long as it may be."""

import shutil
import time
from urllib.parse import parse_qsl, urlsplit

import pytest

import storage
from reports.documents import DOCUMENTS
from storage.engine import reading_connection
from storage.setup import periods
from tests import long_texts
from tests.pages import stores
from tests.pages.test_markup import FILES
from workflow.documents.source import DocumentSource
from workflow.results.stored_data import AssessmentScope

SAMPLE = ("kertas-kerja", "klarifikasi", "telusur", "program", "presentasi?slide=akar-masalah")
RATIO, SECONDS = 10, 6
"""Of the processor's time with short texts: the pages together, and what one page or document may add."""


@pytest.fixture(scope="module")
def lengthened(seeded_store, tmp_path_factory):
    """The sample, and the sample with the longest texts, each one word: the hardest to fit anywhere."""
    file = tmp_path_factory.mktemp("long") / "store.db"
    shutil.copy(seeded_store, file)
    long_texts.lengthen_store(file, one_word=True)
    return seeded_store, file


@pytest.fixture
def store(lengthened, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", stores.address(lengthened[0]))
    return lengthened[0]


def test_every_page_costs_no_more_than_its_texts(app, unexpected, lengthened, monkeypatch):
    costs = []
    for file in lengthened:
        monkeypatch.setenv("DATABASE_URL", stores.address(file))
        costs.append({page: seconds_of(lambda page=page: visit(app, page)) for page in SAMPLE})
        assert unexpected == []
        assert not app.exception
    short, long = costs
    assert {page: took for page, took in long.items() if took > short[page] + SECONDS} == {}
    assert sum(long.values()) < RATIO * sum(short.values())


def test_every_document_costs_no_more_than_its_texts(lengthened):
    short, long = map(document_costs, lengthened)
    assert {key: took for key, took in long.items() if took > short[key] + 2 * SECONDS} == {}


def document_costs(file) -> dict[str, float]:
    """Seconds of the processor for each document of one kabupaten."""
    engine = storage.open_store(stores.address(file))
    period = periods.list_periods(engine)[0]
    source = DocumentSource(engine, AssessmentScope(period.id, first_instrument(engine)), ("35.18",))
    took = {key: seconds_of(lambda key=key: DOCUMENTS[key].produce(source)) for key in DOCUMENTS}
    engine.dispose()
    return took


def first_instrument(engine) -> int:
    with reading_connection(engine) as connection:
        return int(connection.exec_driver_sql("SELECT instrument_id FROM batch ORDER BY id").scalar())


def seconds_of(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def visit(app, page: str) -> None:
    parts = urlsplit(page)
    app.query_params["wilayah"] = "35.18"
    for name, value in parse_qsl(parts.query):
        app.query_params[name] = value
    app.switch_page(f"pages/{FILES[parts.path]}").run()

"""Runs app.py as a visitor meets it: one store per test, errors shown as the server shows them."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import exec_code
from streamlit.testing.v1 import AppTest

import storage
from reference import instruments
from storage.setup import periods
from storage.values import Actor
from tests import worked_sample
from tests.pages import stores
from ui.shared import errors
from workflow.setup import setup

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60


@pytest.fixture
def unexpected(monkeypatch, tmp_path) -> list[BaseException]:
    """Errors no page foresaw. Known ones (StoreError) are shown by their own words and are not here."""
    found: list[BaseException] = []

    def record(error: BaseException) -> str:
        found.append(error)
        return "K-UJI"

    monkeypatch.setenv("SIAP_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(errors, "record_error", record)
    monkeypatch.setattr(
        exec_code, "handle_user_script_exception", lambda error, _handler: errors.show_error(error)
    )
    return found


@pytest.fixture
def store(request, monkeypatch, tmp_path) -> Path:
    """The SQLite file of the state that the test names by indirect parameter ("empty" without one)."""
    state = getattr(request, "param", "empty")
    file = tmp_path / "store.db"
    source = request.getfixturevalue("migrated" if state == "empty" else "seeded_store")
    stores.make(state, file, source)
    monkeypatch.setenv("DATABASE_URL", stores.address(file))
    return file


@pytest.fixture(scope="module")
def poisoned(seeded_store, tmp_path_factory) -> Path:
    """One store with markup in its texts for every address of a module: looking at a page changes nothing."""
    file = tmp_path_factory.mktemp("poisoned") / "store.db"
    worked_sample.make_poisoned_store(seeded_store, file)
    return file


@pytest.fixture(scope="session")
def menu(migrated, tmp_path_factory) -> dict:
    """The pages that app.py registers when it runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIAP_VAR", str(tmp_path_factory.mktemp("menu")))
        patch.setenv("DATABASE_URL", stores.address(migrated))
        return AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run()._registered_pages


@pytest.fixture
def app(store, unexpected, menu) -> AppTest:
    """app.py over that store, not run yet: a test opens the page it is about, and Beranda is not run first.

    A page is found by what a run has registered (test_every_page holds that each is the one asked for).
    """
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    opened._registered_pages = dict(menu)
    return opened


@pytest.fixture
def home(app) -> AppTest:
    """app.py, run once, at Beranda."""
    return app.run()


@pytest.fixture
def engine(store):
    opened = storage.open_store(stores.address(store))
    yield opened
    opened.dispose()


@pytest.fixture
def prepared(engine):
    """A period with the instrument frozen, and Nganjuk in the address."""
    period = periods.add_period(engine, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    return setup.open_scope(engine, period, instruments.load_instrument("kesiapan"))

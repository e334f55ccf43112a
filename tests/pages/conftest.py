"""Runs app.py as a visitor meets it: one store per test, errors shown as the server shows them."""

from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import exec_code
from streamlit.testing.v1 import AppTest

from tests.pages import stores
from ui.shared import errors

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60


@pytest.fixture(scope="session")
def seeded_store(tmp_path_factory) -> Path:
    """A store with the sample in it, built once; copy it before changing it."""
    file = tmp_path_factory.mktemp("seeded") / "store.db"
    try:
        stores.seed(file)
    except (ImportError, AttributeError) as lack:
        pytest.skip(f"no sample yet: {lack}")
    return file


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
    seeded = Path() if state in ("empty", "not_a_database") else request.getfixturevalue("seeded_store")
    stores.make(state, file, seeded)
    monkeypatch.setenv("DATABASE_URL", stores.address(file))
    return file


@pytest.fixture
def app(store, unexpected) -> AppTest:
    """app.py, run once, at Beranda."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run()

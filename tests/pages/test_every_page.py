"""Every page of the menu x every state of the store: it runs, and it speaks Indonesian."""

from functools import cache
from pathlib import Path

import pytest

from tests.e2e.test_frame import rows
from tests.pages import stores, words
from tests.test_house import menu_files

TITLES = {file: title for file, title, *_ in rows()}
PAGES = sorted(TITLES)


def test_every_page_of_the_menu_is_opened():
    assert set(PAGES) == menu_files()


@pytest.fixture(scope="module")
def stored(request, tmp_path_factory):
    """A store of each state for all pages: looking at a page changes nothing in it."""
    folder = tmp_path_factory.mktemp("states")

    @cache
    def made(state: str) -> Path:
        source = request.getfixturevalue("migrated" if state == "empty" else "seeded_store")
        stores.make(state, folder / f"{state}.db", source)
        return folder / f"{state}.db"

    return made


@pytest.fixture
def store(request, stored, monkeypatch) -> Path:
    file = stored(getattr(request, "param", "empty"))
    monkeypatch.setenv("DATABASE_URL", stores.address(file))
    return file


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("store", stores.STATES, indirect=True)
def test_page_runs_under_a_title_of_its_own_and_speaks_indonesian(app, unexpected, page):
    app.switch_page(f"pages/{page}").run()
    assert unexpected == []
    assert not app.exception
    assert app.main.children, "the page shows nothing"
    assert len(app.title) == 1
    assert TITLES[page] in [app.title[0].value, *(one.value.strip("*") for one in app.markdown)]
    assert words.english(app) == set()


@pytest.mark.parametrize("page", PAGES)
def test_page_survives_an_address_that_names_nothing_we_know(app, unexpected, page):
    for name in ("wilayah", "periode", "instrumen", "dimensi"):
        app.query_params[name] = "</b>'; DROP TABLE answer; --"
    app.switch_page(f"pages/{page}").run()
    assert unexpected == []
    assert not app.exception

"""Every page of the menu x every state of the store: it runs, and it speaks Indonesian."""

import pytest

from tests.pages import stores, words
from tests.test_house import menu_files

PAGES = sorted(menu_files())


@pytest.mark.parametrize("store", stores.STATES, indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_page_runs_and_speaks_indonesian(app, unexpected, page):
    app.switch_page(f"pages/{page}").run()
    assert unexpected == []
    assert not app.exception
    assert app.main.children, "the page shows nothing"
    assert words.english(app) == set()


@pytest.mark.parametrize("page", PAGES)
def test_page_survives_an_address_that_names_nothing_we_know(app, unexpected, page):
    for name in ("wilayah", "periode", "instrumen", "dimensi"):
        app.query_params[name] = "</b>'; DROP TABLE answer; --"
    app.switch_page(f"pages/{page}").run()
    assert unexpected == []
    assert not app.exception


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_page_has_one_title_and_it_is_its_own(app, page):
    app.switch_page(f"pages/{page}").run()
    assert len(app.title) == 1
    assert app.title[0].value.strip()

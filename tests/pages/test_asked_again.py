"""On another day, and after two idle hours, every page asks who works here before anything is recorded."""

import pytest

from tests.pages.test_every_page import PAGES
from ui.shared import actor
from web.browsers import Browser

SARI = Browser("a" * 32, "Sari")
PROJECTED = "bimtek/presentasi.py"


@pytest.mark.parametrize("file", [one for one in PAGES if one != PROJECTED])
def test_a_page_asks_whether_it_is_still_the_same_person(app, file, monkeypatch):
    monkeypatch.setattr(actor, "find_browser", lambda: SARI)
    monkeypatch.setattr(actor.KnownBrowsers, "is_to_be_asked_again", lambda *_: True)
    app.switch_page(f"pages/{file}").run()
    assert "Masih Sari" in [one.label for one in app.button]


@pytest.mark.parametrize("arranging", [True, False])
def test_the_projected_page_asks_nothing_but_where_its_lists_are_arranged(app, arranging, monkeypatch):
    monkeypatch.setattr(actor, "find_browser", lambda: SARI)
    monkeypatch.setattr(actor.KnownBrowsers, "is_to_be_asked_again", lambda *_: True)
    if arranging:
        app.query_params["susun"] = "1"
    app.switch_page(f"pages/{PROJECTED}").run()
    assert ("Masih Sari" in [one.label for one in app.button]) is arranging

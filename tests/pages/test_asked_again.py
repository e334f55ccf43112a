"""On another day, and after two idle hours, every page asks who works here before anything is recorded."""

import time

import pytest

import storage
from storage import audit
from tests.pages import stores
from tests.pages.test_every_page import PAGES
from ui.shared import actor
from web.browsers import Browser, new_browser

SARI = Browser("a" * 32, "Sari")
REGION = "35.18"
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


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def decided(store):
    """Who recorded a level since the sample was loaded."""
    engine = storage.open_store(stores.address(store))
    found = audit.list_audit_entries(engine, region=REGION)
    engine.dispose()
    return found.loc[
        (found["action"] == "agreed.set") & found["actor"].isin(["Sari", "Budi"]), "actor"
    ].tolist()


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_a_click_after_sleep_waits_for_the_name_and_what_was_typed_stays(app, store, monkeypatch, unexpected):
    """The first click after two idle hours: nothing is saved, the name is asked, the next click is theirs."""
    slept = 0.0
    now = time.time
    monkeypatch.setattr("web.browsers.time.time", lambda: now() + slept)
    known = actor.known_browsers()
    monkeypatch.setattr(actor, "known_browsers", lambda: known)
    sari = known.rename_browser(new_browser(), "Sari")
    cookies = {known.cookie: known.sign_cookie(sari)}
    monkeypatch.setattr(actor, "find_browser", lambda: known.find_known(cookies))
    app.query_params["wilayah"] = REGION
    app.switch_page("pages/analisis/klarifikasi.py").run()
    here = f"agreed_1_1_{app.selectbox(key='indikator').value}_{REGION}"
    app.radio(key=f"level_{here}").set_value(5.0)
    app.text_input(key=f"reason_{here}").set_value("Dokumen ditunjukkan")
    app.text_input(key=f"by_{here}").set_value("Forum OPD")
    slept = 3 * 3600.0
    press(app, "Simpan")
    assert "Masih Sari" in [one.label for one in app.button]
    assert any("itu belum dikerjakan; isian Anda tetap" in one.value for one in app.markdown)
    assert decided(store) == []
    app.text_input(key="nama_lain").set_value("Budi")
    press(app, "Pakai nama ini")
    assert "Masih Sari" not in [one.label for one in app.button]
    assert decided(store) == []
    assert known.find_known(cookies).name == "Budi"
    assert app.text_input(key=f"reason_{here}").value == "Dokumen ditunjukkan"
    assert app.text_input(key=f"by_{here}").value == "Forum OPD"
    press(app, "Simpan")
    assert decided(store) == ["Budi"]
    assert unexpected == []

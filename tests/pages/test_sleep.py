"""Two idle hours at any form: its first click saves nothing and asks the name; the next one saves."""

import time

import pytest

from tests.pages.saving_plan_forms import PLAN_FORMS
from tests.pages.saving_programme_forms import PROGRAMME_FORMS
from tests.pages.saving_setup_forms import SETUP_FORMS
from tests.pages.two_people import REGION, confirm
from ui.shared import actor
from web.browsers import new_browser

FORMS = {**PLAN_FORMS, **PROGRAMME_FORMS, **SETUP_FORMS}
pytestmark = pytest.mark.parametrize("store", ["seeded"], indirect=True)


@pytest.fixture
def sleep(app, monkeypatch):
    """A browser in which Sari gave her name; called with hours, it sleeps."""
    slept, now = [0.0], time.time
    monkeypatch.setattr("web.browsers.time.time", lambda: now() + slept[0])
    known = actor.known_browsers()
    monkeypatch.setattr(actor, "known_browsers", lambda: known)
    sari = known.rename_browser(new_browser(), "Sari")
    cookies = {known.cookie: known.sign_cookie(sari)}
    monkeypatch.setattr(actor, "find_browser", lambda: known.find_known(cookies))
    return lambda hours: slept.append(slept.pop() + hours * 3600)


@pytest.mark.parametrize("name", FORMS)
def test_the_first_click_after_sleep_saves_nothing_and_asks_the_name(app, engine, unexpected, sleep, name):
    form = FORMS[name]
    form.before(engine)
    app.engine = engine
    app.query_params.update({"wilayah": REGION} | (form.address or {}))
    for key, value in (form.state or {}).items():
        app.session_state[key] = value
    app.switch_page(f"pages/{form.page}.py").run()
    form.fill(app)
    before = form.stored(engine)
    sleep(3)
    form.press(app)
    assert unexpected == []
    assert form.stored(engine) == before
    assert "Masih Sari" in [one.label for one in app.button]
    app.button(key="masih_nama").click().run()
    assert "Masih Sari" not in [one.label for one in app.button]
    form.press(app)
    confirm(app)
    assert unexpected == []
    assert form.mine(form.stored(engine))

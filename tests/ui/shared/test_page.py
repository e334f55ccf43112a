"""The status line, the badges, the actor's name and the error box."""

from datetime import date

import pytest
from streamlit.runtime.context import ContextProxy, StreamlitCookies
from streamlit.testing.v1 import AppTest

from storage import StoreError
from tests.pages import stores
from ui.shared import actor, badges, page
from web.browsers import Browser, new_browser
from workflow import error_log


def said_of(state: page.PageStatus) -> str:
    return " ".join([state.write_badges(), *state.list_facts()])


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("sample", [False, True])
def test_the_status_line_says_how_firm_the_numbers_are(locked, sample):
    state = page.PageStatus("Kesiapan 0.9", locked, 1080, 5, 5, date(2026, 6, 14), sample)
    line = said_of(state)
    assert ("Sementara" in line) is not locked
    assert ("Terkunci" in line) is locked
    assert ("Data contoh (sintetis)" in line) is sample
    assert "1.080 jawaban OPD, 5 disepakati, 5 terverifikasi" in line
    assert "Instrumen Kesiapan 0.9." in line
    assert "Per 14 Juni 2026." in line


def test_a_status_without_answers_claims_no_basis():
    line = said_of(page.PageStatus("Kesiapan 0.9"))
    assert "Belum ada nilai" in line
    assert "%" not in line


def test_a_badge_cannot_be_broken_out_of():
    assert badges.text_badge("Dinas [PUPR] X") == r":gray-badge[Dinas \[PUPR\] X]"


def ask_name() -> None:
    import streamlit as st

    from ui.shared import actor

    actor.ask_actor_name()
    st.text(f"nama: {actor.find_actor().name}")
    st.text(f"boleh: {actor.require_actor()}")


@pytest.fixture
def visitor(monkeypatch, tmp_path):
    """Runs the panel as a browser with these cookies, over a store of its own."""
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", stores.address(tmp_path / "store.db"))

    def run(cookies: dict[str, str], address: str | None = None, script=ask_name) -> AppTest:
        monkeypatch.setattr(ContextProxy, "cookies", StreamlitCookies(cookies))
        monkeypatch.setattr(ContextProxy, "ip_address", address)
        return AppTest.from_function(script, default_timeout=20).run()

    return run


def cookie_of(browser: Browser) -> dict[str, str]:
    known = actor.known_browsers()
    return {known.cookie: known.sign_cookie(browser)}


def test_a_name_is_typed_once_in_a_browser(visitor):
    """In another tab, opened with the same cookie, it counts at once; another browser has its own."""
    one, other = new_browser(), new_browser()
    first = visitor(cookie_of(one))
    assert first.text[1].value == "boleh: None"
    assert "Nama Anda" in first.warning[0].value
    first.text_input[0].set_value("  Siti\n Aminah ").run()
    assert first.text[0].value == "nama: Siti Aminah"
    assert first.text_input[0].value == "Siti Aminah"
    tab = visitor(cookie_of(one))
    assert tab.text[0].value == "nama: Siti Aminah"
    assert tab.text_input[0].value == "Siti Aminah"
    assert not tab.warning
    assert visitor(cookie_of(other)).text[0].value == "nama:"


def test_a_name_given_elsewhere_replaces_the_one_shown(visitor):
    cookies = cookie_of(new_browser())
    app = visitor(cookies)
    app.text_input[0].set_value("Budi").run()
    known = actor.known_browsers()
    known.rename_browser(known.find_known(cookies), "Ani")
    app.run()
    assert (app.text[0].value, app.text_input[0].value) == ("nama: Ani", "Ani")


def test_the_page_hands_a_typed_name_to_the_cookie_until_the_cookie_has_it(visitor):
    cookies = cookie_of(new_browser())
    app = visitor(cookies)
    assert handed(app) == []
    app.text_input[0].set_value("Budi").run()
    said = handed(app)
    app.run()
    assert handed(app) == said  # a browser sends each value once
    assert actor.known_browsers().read_cookie(said[0]).name == "Budi"
    assert handed(visitor({actor.known_browsers().cookie: said[0]})) == []


def handed(app: AppTest) -> list[str]:
    said = [element.proto.body for element in app.get("html")]
    return [text.split('data-siap-nama="')[1].split('"')[0] for text in said if "data-siap-nama" in text]


def test_a_browser_without_cookies_keeps_the_name_while_its_page_is_open(visitor):
    app = visitor({})
    app.text_input[0].set_value("Budi").run()
    assert app.text[0].value == "nama: Budi"
    assert visitor({}).text[0].value == "nama:"


@pytest.mark.parametrize("forged", ["", "Budi", "eyJ9.x.y", "a" * 5000])
def test_a_cookie_of_somebody_elses_making_names_nobody(visitor, forged):
    assert visitor({actor.known_browsers().cookie: forged}).text[0].value == "nama:"


def test_the_name_of_an_earlier_version_goes_to_the_first_browser_of_this_computer(visitor, tmp_path):
    (tmp_path / "nama.txt").write_bytes(b"Sari \xff\n")
    first = visitor(cookie_of(new_browser()))
    assert first.text[0].value.startswith("nama: Sari")
    assert not (tmp_path / "nama.txt").exists()
    assert visitor(cookie_of(new_browser())).text[0].value == "nama:"


def test_the_name_of_an_earlier_version_waits_for_this_computer(visitor, tmp_path):
    (tmp_path / "nama.txt").write_text("Sari")
    named = cookie_of(Browser("0" * 32, "Budi", 1.0))
    assert visitor(named).text[0].value == "nama: Budi"
    assert visitor(cookie_of(new_browser()), "192.168.1.7").text[0].value == "nama:"
    assert (tmp_path / "nama.txt").read_text() == "Sari"


def record() -> None:
    import streamlit as st

    from ui.shared import actor

    actor.ask_actor_name()
    actor.ask_again_who()
    st.text(f"pencatat: {(by := actor.show_recorder()) and by.name}")


def test_the_name_is_asked_for_where_it_is_needed_and_changed_there(visitor):
    cookies = cookie_of(new_browser())
    app = visitor(cookies, script=record)
    assert app.text[0].value == "pencatat: None"
    next(one for one in app.main.text_input if one.label == "Nama pencatat").set_value("Budi").run()
    assert app.text[0].value == "pencatat: Budi"
    assert not app.warning
    next(one for one in app.main.text_input if one.label == "Nama pencatat").set_value(" ").run()
    assert app.text[0].value == "pencatat: Budi"  # a name is taken away in the panel only
    next(one for one in app.main.text_input if one.label == "Nama pencatat").set_value("Ani").run()
    assert app.text[0].value == "pencatat: Ani"


def test_a_browser_without_cookies_may_give_its_name_there_too(visitor):
    app = visitor({}, script=record)
    next(one for one in app.main.text_input if one.label == "Nama pencatat").set_value("Budi").run()
    assert app.text[0].value == "pencatat: Budi"


@pytest.mark.parametrize("same", [True, False])
def test_on_another_day_somebody_is_asked_who_it_is_before_anything_is_recorded(visitor, same):
    cookies = cookie_of(Browser("0" * 32, "Budi", 1.0, "2026-01-01"))
    app = visitor(cookies, script=record)
    assert any("Budi" in one.value for one in app.markdown)
    if same:
        next(one for one in app.button if one.label == "Masih Budi").click().run()
    else:
        next(one for one in app.text_input if one.label == "Bukan? Tulis nama Anda").set_value("Ani")
        next(one for one in app.button if one.label == "Pakai nama ini").click().run()
    app.run()
    assert [one.label for one in app.button] == []
    assert app.text[0].value == f"pencatat: {'Budi' if same else 'Ani'}"


def fail(kind: str) -> None:
    from storage import StoreError
    from ui.shared import errors

    errors.show_error(StoreError("Penyimpanan sedang dipakai.") if kind == "store" else ValueError("rahasia"))


def test_an_unexpected_error_shows_a_reference_that_the_log_explains(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    app = AppTest.from_function(fail, args=("other",), default_timeout=20).run()
    reference = app.error[0].value.split("**")[1]
    log = error_log.error_log_file().read_text(encoding="utf-8")
    assert reference in log
    assert "ValueError: rahasia" in log
    assert "rahasia" not in app.error[0].value


def test_an_error_of_the_store_is_shown_in_its_own_words(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))
    app = AppTest.from_function(fail, args=("store",), default_timeout=20).run()
    assert app.error[0].value == "Penyimpanan sedang dipakai."
    assert not error_log.error_log_file().exists()
    assert issubclass(StoreError, Exception)

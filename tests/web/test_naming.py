"""A browser's name: cookies that nobody can write, two browsers with two names, a safe way back."""

import http.cookies
import string
import time
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from storage import StoreError
from tests.web.asking import Answer, ask_app
from web import browsers
from web.browsers import LONGEST_COOKIE, LONGEST_NAME, Browser, KnownBrowsers, clean_name, new_browser
from web.naming import LARGEST_BODY, BrowserCookie, keep_on_site, naming_routes

KEY = b"k" * 32
FORM = "application/x-www-form-urlencoded"
NAMES = st.text(max_size=200)


class Site:
    """The plain routes around a page, and browsers that visit it."""

    def __init__(self, key: bytes = KEY) -> None:
        self.known = KnownBrowsers(key)
        page = Route("/", lambda request: HTMLResponse("<p>Beranda</p>"))
        text = Route("/teks", lambda request: PlainTextResponse("teks"))
        self.app = Starlette(
            routes=[*naming_routes(lambda: self.known), page, text],
            middleware=[Middleware(BrowserCookie, find_browsers=lambda: self.known)],
        )

    def visit(self) -> "Visitor":
        return Visitor(self)


class Visitor:
    """One browser: it keeps cookies as browsers do."""

    def __init__(self, site: Site) -> None:
        self.site, self.cookies = site, {}

    def get(self, path: str = "/") -> Answer:
        return self.heard(ask_app(self.site.app, "GET", path, cookies=self.cookies))

    def post(self, body: str | bytes | None = None, kind: str = FORM, **fields: str) -> Answer:
        sent = urlencode(fields) if body is None else body
        return self.heard(
            ask_app(self.site.app, "POST", "/nama", cookies=self.cookies, body=sent, content_type=kind)
        )

    def heard(self, answer: Answer) -> Answer:
        for line in answer.all("set-cookie"):
            self.cookies |= {name: one.value for name, one in http.cookies.SimpleCookie(line).items()}
        return answer

    @property
    def browser(self) -> Browser | None:
        return self.site.known.find_known(self.cookies)


def test_two_browsers_have_two_names_and_an_id_each_that_stays():
    site = Site()
    one, other = site.visit(), site.visit()
    ids = []
    for visitor, name in ((one, "Budi"), (other, "Sari")):
        visitor.get()
        ids.append(visitor.browser.id)
        assert visitor.browser.name == ""
        assert visitor.post(nama=name).status == 303
    assert (one.browser.name, other.browser.name) == ("Budi", "Sari")
    assert [one.browser.id, other.browser.id] == ids
    assert len(set(ids)) == 2
    one.post(nama="Ani")
    assert (one.browser.name, one.browser.id, other.browser.name) == ("Ani", ids[0], "Sari")


def test_a_browser_that_posts_first_gets_its_id_then():
    visitor = Site().visit()
    assert visitor.post(nama="Budi").status == 303
    assert visitor.browser.name == "Budi"


def test_the_cookie_is_read_by_this_site_alone():
    answer = Site().visit().post(nama="Budi")
    [line] = answer.all("set-cookie")
    said = {part.strip().lower() for part in line.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= said
    assert not any(part.startswith("domain") for part in said)
    assert "secure" not in said
    secure = ask_app(Site().app, "POST", "/nama", body="nama=Budi", content_type=FORM, scheme="https")
    assert "secure" in secure.all("set-cookie")[0].lower()


def test_an_id_is_given_with_a_page_only_and_once():
    visitor = Site().visit()
    assert visitor.get("/teks").all("set-cookie") == []
    assert len(visitor.get().all("set-cookie")) == 1
    assert visitor.get().all("set-cookie") == []


def test_a_name_survives_a_restart_and_counts_for_no_other_store():
    visitor = Site().visit()
    visitor.post(nama="Budi")
    assert KnownBrowsers(KEY).find_known(visitor.cookies).name == "Budi"
    assert KnownBrowsers(b"x" * 32).find_known(visitor.cookies) is None
    assert KnownBrowsers(b"x" * 32).cookie != KnownBrowsers(KEY).cookie


def test_a_name_given_in_one_tab_counts_in_the_others_at_once():
    """A page of Streamlit keeps the cookies that its websocket began with."""
    visitor = Site().visit()
    visitor.post(nama="Budi")
    old_tab = dict(visitor.cookies)
    visitor.post(nama="Ani")
    assert visitor.site.known.find_known(old_tab).name == "Ani"
    assert KnownBrowsers(KEY).find_known(old_tab).name == "Budi"


@given(st.data())
def test_a_cookie_that_was_changed_in_any_letter_is_none_of_ours(data):
    known = KnownBrowsers(KEY)
    value = known.sign_cookie(Browser("0" * 32, "Budi", 1.5))
    place = data.draw(st.integers(0, len(value) - 1))
    letter = data.draw(
        st.sampled_from(string.ascii_letters + string.digits + "-_.").filter(lambda x: x != value[place])
    )
    changed = known.read_cookie(value[:place] + letter + value[place + 1 :])
    # The last letter of a base64 text carries bits that mean nothing.
    assert changed is None or changed == Browser("0" * 32, "Budi", 1.5)
    assert known.read_cookie(value[:place]) is None


@given(st.text(max_size=300))
def test_no_text_is_a_cookie(text):
    assert KnownBrowsers(KEY).read_cookie(text) is None


@pytest.mark.parametrize(
    "payload",
    [
        None,
        1,
        "Budi",
        [],
        ["a"],
        {},
        {"id": "0" * 32},
        {"id": "0" * 32, "name": "B\n", "at": 1},
        {"id": "x", "name": "B", "at": 1},
        {"id": "0" * 32, "name": "B", "at": "x"},
        {"id": "0" * 32, "name": "B" * 81, "at": 1},
        {"id": "0" * 32, "name": None, "at": None},
    ],
)
def test_what_another_version_signed_otherwise_is_none(payload):
    known = KnownBrowsers(KEY)
    assert known.read_cookie(known._signer.dumps(payload)) is None
    assert known.read_cookie("a" * (LONGEST_COOKIE + 1)) is None


@given(NAMES)
def test_a_name_is_one_printable_line_of_bounded_length(text):
    name = clean_name(text)
    assert len(name) <= LONGEST_NAME
    assert name.isprintable()
    assert name == name.strip() == clean_name(name)
    known = KnownBrowsers(KEY)
    value = known.sign_cookie(Browser("0" * 32, name, 1.0))
    assert len(value) < LONGEST_COOKIE
    assert known.read_cookie(value) == Browser("0" * 32, name, 1.0)


@given(st.text(alphabet="aB \u00a0\u200b\u202e\ufeff\u2028\u0301\u3164\U000e0041\ue000\t", max_size=200))
def test_a_name_pasted_with_letters_that_nobody_sees_stays_the_browsers(text):
    """Else its cookie is no cookie of ours: the browser gets another id, and the name is gone."""
    known = KnownBrowsers(KEY)
    named = known.rename_browser(new_browser(), text)
    assert known.read_cookie(known.sign_cookie(named)) == named


def test_the_longest_name_of_the_widest_letters_fits_a_cookie():
    known = KnownBrowsers(KEY)
    widest = "".join(chr(0x1F600 + number % 60) for number in range(LONGEST_NAME))
    assert clean_name(widest) == widest
    assert known.read_cookie(known.sign_cookie(Browser("0" * 32, widest, 1.0))).name == widest


@pytest.mark.parametrize("name", ["", " ", "\x00\x1b", "\u202e\u200b", "\n\t", "\u3164", "\u2800 \u115f"])
def test_a_name_of_nothing_is_asked_for_again_and_changes_nothing(name):
    visitor = Site().visit()
    visitor.post(nama="Budi")
    answer = visitor.post(nama=name, kembali="/program?wilayah=35.18")
    assert answer.status == 400
    assert "Nama belum diisi" in answer.text
    assert 'value="/program?wilayah=35.18"' in answer.text
    assert visitor.browser.name == "Budi"


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>', "{{ 7*7 }}", "{% raw %}", "' onfocus='x", "&lt;b&gt;"]
)
def test_a_name_is_shown_as_text(name):
    visitor = Site().visit()
    visitor.post(nama=name)
    page = visitor.get("/nama").text
    assert "<script" not in page
    assert visitor.browser.name == clean_name(name)
    shown = page.split('name="nama" value="')[1].split('"')[0]
    assert not set(shown) & set("<>\"'")


@pytest.mark.parametrize(
    "path", ["/", "/program", "/kertas-kerja?wilayah=35.18&kelompok=a%20b", "/a#b", "/./a", "/@evil", "/a//b"]
)
def test_one_comes_back_to_where_one_was(path):
    assert keep_on_site(path) == path
    assert Site().visit().post(nama="Budi", kembali=path).one("location").startswith(path.partition("#")[0])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "program",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "http://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " /a",
        "/a b",
        "/a\r\nSet-Cookie: a=b",
        "/\u2028a",
        "/é",
        "/nama",
        "/nama?kembali=/nama",
        "/" + "a" * 3000,
        "\x00/a",
        "/a\\..\\b",
    ],
)
def test_nobody_is_led_to_another_place(path):
    assert keep_on_site(path) == "/"
    answer = Site().visit().post(nama="Budi", kembali=path)
    assert answer.one("location") == "/"
    assert answer.all("set-cookie")[0].startswith("siap_nama_")


@given(st.text(max_size=60))
def test_any_way_back_stays_on_this_site(path):
    joined = urlsplit(urljoin("http://127.0.0.1:8501/nama", keep_on_site(path)))
    assert (joined.scheme, joined.netloc) == ("http", "127.0.0.1:8501")


def test_what_a_page_signed_for_this_browser_is_put_into_its_cookie():
    site = Site()
    visitor, stranger = site.visit(), site.visit()
    visitor.get()
    stranger.get()
    named = site.known.rename_browser(visitor.browser, "Budi")
    signed = site.known.sign_cookie(named)
    assert stranger.post(tanda=signed).status == 409
    assert stranger.browser.name == ""
    assert visitor.post(tanda=signed).status == 204
    assert KnownBrowsers(KEY).find_known(visitor.cookies) == named


def test_an_older_word_does_not_undo_a_newer_one():
    site = Site()
    visitor = site.visit()
    visitor.get()
    older = site.known.sign_cookie(site.known.rename_browser(visitor.browser, "Budi"))
    visitor.post(nama="Ani")
    assert visitor.post(tanda=older).status == 409
    assert KnownBrowsers(KEY).find_known(visitor.cookies).name == "Ani"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("nama=" + "a" * LARGEST_BODY, FORM, 413),
        ("nama=Budi", "text/plain", 415),
        ("nama=Budi", "application/json", 415),
        ("nama=Budi", "multipart/form-data; boundary=a", 415),
        ("nama=Budi", "", 415),
        ("", FORM, 400),
        ("&".join("a=1" for _ in range(50)) + "&nama=Budi", FORM, 400),
        (b"nama=\xff\xfe", FORM, 303),
        ("nama=%FF%FE%00", FORM, 303),
        ("nama=Budi&nama=Ani", FORM, 303),
    ],
)
def test_a_body_that_is_no_form_of_ours_is_answered_in_words(body, kind, status):
    answer = Site().visit().post(body, kind)
    assert answer.status == status
    assert status == 303 or answer.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_store_that_does_not_open_is_told_in_its_own_words(method):
    def fail():
        raise StoreError("Basis data sedang dipakai proses lain.")

    app = Starlette(routes=naming_routes(fail), middleware=[Middleware(BrowserCookie, find_browsers=fail)])
    answer = ask_app(app, method, "/nama", body="nama=Budi", content_type=FORM)
    assert (answer.status, answer.text) == (503, "Basis data sedang dipakai proses lain.")


def test_who_it_is_is_asked_again_each_day_and_after_two_idle_hours(monkeypatch):
    # At eight: midnight, when everybody is asked again, is far; the day follows this clock too.
    known, now = KnownBrowsers(KEY), datetime(2026, 6, 1, 8).timestamp()
    monkeypatch.setattr(browsers.time, "time", lambda: now)
    named = known.rename_browser(new_browser(), "Budi")
    assert not known.is_to_be_asked_again(named)
    assert not known.is_to_be_asked_again(new_browser())  # nobody to ask about
    now += browsers.IDLE_SECONDS - 1
    known.note_use(named)
    now += browsers.IDLE_SECONDS - 1
    assert not known.is_to_be_asked_again(named)
    now += 2
    assert known.is_to_be_asked_again(named)
    assert not known.is_to_be_asked_again(known.rename_browser(named, "Budi"))
    yesterday = replace(named, day="2026-01-01")
    assert KnownBrowsers(KEY).is_to_be_asked_again(yesterday)
    assert KnownBrowsers(KEY).is_to_be_asked_again(replace(named, day=""))


def test_a_clock_that_is_set_back_neither_keeps_an_older_name_nor_asks_without_end(monkeypatch):
    visitor = Site().visit()
    visitor.post(nama="Budi")
    now = time.time() - 3 * 24 * 3600
    monkeypatch.setattr(browsers.time, "time", lambda: now)
    known = visitor.site.known
    assert known.is_to_be_asked_again(visitor.browser)
    again = known.rename_browser(visitor.browser, "Ani")
    assert visitor.browser == again
    assert not known.is_to_be_asked_again(visitor.browser)


def test_every_browser_is_another():
    assert len({new_browser().id for _ in range(1000)}) == 1000

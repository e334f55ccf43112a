"""The name that decisions are recorded under: this browser's, typed once, changeable in the side panel."""

import html
from functools import lru_cache, partial

import streamlit as st

from storage import StoreError, keys, location
from storage.values import Actor
from ui.frame import scripts
from ui.shared import store
from ui.shared.markdown import escape_markdown
from web.browsers import LONGEST_NAME, Browser, KnownBrowsers, clean_name

KEY = "nama_pelaku"
SHOWN = "nama_pelaku_tampil"
ASKED = "nama_pelaku_ditanya"  # how often this run has shown a field for the name
AGAIN = "nama_pelaku_ditanya_lagi"
WATCH_SECONDS = 300
# Where one name stood for the whole server; the first browser of this computer takes it over.
OLD_FILE = "nama.txt"


def known_browsers() -> KnownBrowsers:
    """The browsers of this installation's store. Raises StoreError where the store does not open."""
    return _browsers(location.find_store_address())


@lru_cache(maxsize=4)
def _browsers(_address: str) -> KnownBrowsers:
    return KnownBrowsers(keys.find_signing_key(store.store_engine()))


def find_browser() -> Browser | None:
    """The browser that this run belongs to; None where it keeps no cookies or the store does not open."""
    cookies = st.context.cookies.to_dict()
    try:
        return known_browsers().find_known(cookies) if cookies else None
    except StoreError:
        return None


def find_actor() -> Actor:
    """Who acts in this browser; nobody (false) where no name has been given in it yet.

    So it is from the moment at which the name is to be asked again, for a button that was drawn before, too.
    """
    browser = find_browser()
    if browser:
        return Actor(browser.name, browser.id).doubt_while(partial(_is_asked_again, browser))
    return Actor(clean_name(st.session_state.get(KEY, "")))


def _is_asked_again(browser: Browser) -> bool:
    """Whether it is doubted who sits at a browser; a name given since it was drawn settles it."""
    return known_browsers().is_to_be_asked_again(find_browser() or browser)


def ask_actor_name() -> None:
    """The field in the side panel."""
    st.session_state[ASKED] = 0
    browser = _named_before(find_browser())
    if browser and st.session_state.get(SHOWN) != browser:  # named in another tab, or on the page /nama
        st.session_state[KEY], st.session_state[SHOWN] = browser.name, browser
    st.text_input(
        "Nama Anda",
        key=KEY,
        max_chars=LONGEST_NAME,
        placeholder="Nama Anda",
        icon=":material/person:",
        label_visibility="collapsed",
        persist_state="session",
        on_change=_keep,
        args=(KEY,),
    )
    _hand_to_cookie(browser)


def require_actor() -> Actor | None:
    """Who acts, or None after asking for the name where it is needed.

    A name that is to be confirmed is asked for over the page (`ask_again_who`).
    """
    found = find_actor()
    if not found.name:
        _ask_name_here()
    return found or None


def show_recorder(*, locked: bool = False) -> Actor | None:
    """Beside everything that saves: under whose name, and how to change it. Returns as `require_actor`.

    Not in a form or a popover, which hold no popover: beneath it. Each part of a page that saves has its own
    (`tests/ui/shared/test_recorder.py`). Where nothing can be saved (`locked`) nothing is shown and asked.
    """
    known = find_actor()
    if locked:
        return known or None
    named = bool(known.name)
    asked = f"Bukan {escape_markdown(known.name)}? Ganti" if named else "Isi Nama Anda lebih dahulu"
    with st.popover(asked, type="tertiary" if named else "secondary", icon=":material/person:"):
        if named:
            _show_name_field("Nama pencatat")
        else:
            _ask_name_here()
    return known or None


def ask_again_who() -> bool:
    """Ask whether it is still the same person: once a day, and after two hours without a look at a page.

    A page that is open asks by itself. After a laptop slept the first click comes before the question:
    nothing of it is done, and the question says so (`find_actor`). Returns whether it asks now.
    """
    browser = find_browser()
    if browser is None:
        return False
    if known_browsers().is_to_be_asked_again(browser):
        st.session_state[AGAIN] = browser
        _show_who_dialog(browser)
        return True
    known_browsers().note_use(browser)
    _watch_for_idleness()
    return False


@st.fragment(run_every=WATCH_SECONDS)
def _watch_for_idleness() -> None:
    """Ask before the next click, not after it: a page nobody touches runs by itself when it is time."""
    browser = find_browser()
    if browser and st.session_state.get(AGAIN) != browser and known_browsers().is_to_be_asked_again(browser):
        st.rerun()


@st.dialog("Siapa yang bekerja sekarang?", dismissible=False)
def _show_who_dialog(browser: Browser) -> None:
    name = escape_markdown(browser.name)
    st.markdown(
        f"Terakhir, keputusan di peramban ini dicatat atas nama **{name}**. Bila Anda baru saja menyimpan "
        "atau mengurungkan sesuatu, itu belum dikerjakan; isian Anda tetap. Jawab dahulu, lalu klik sekali "
        "lagi."
    )
    if st.button(f"Masih {name}", type="primary", key="masih_nama"):
        known_browsers().rename_browser(browser, browser.name)
        st.rerun()
    other = st.text_input("Bukan? Tulis nama Anda", max_chars=LONGEST_NAME, key="nama_lain")
    if st.button("Pakai nama ini", key="pakai_nama_lain") and clean_name(other):
        known_browsers().rename_browser(browser, other)
        st.rerun()


def _ask_name_here() -> None:
    """The field for a name; why it is asked is said by the first of a page."""
    if not st.session_state.get(ASKED):
        st.warning("Isi **Nama Anda** lebih dahulu; setiap keputusan dicatat beserta namanya.")
    _show_name_field("Nama pencatat")


def _show_name_field(label: str) -> None:
    st.session_state[ASKED] = number = st.session_state.get(ASKED, 0) + 1
    key = f"nama_di_sini_{number}"
    st.text_input(label, key=key, max_chars=LONGEST_NAME, on_change=_keep, args=(key,))


def _keep(field: str) -> None:
    """Take the name typed in a field; nothing typed takes a name away only where it stands, in the panel."""
    typed = clean_name(st.session_state.get(field, ""))
    browser = find_browser()
    if browser and (typed or field == KEY):
        known_browsers().rename_browser(browser, typed)
    elif typed:
        st.session_state[KEY] = typed


def _named_before(browser: Browser | None) -> Browser | None:
    """The browser, under the name that an earlier version kept for this computer if it has none yet."""
    if browser is None or browser.name or st.context.ip_address:  # the address of a browser elsewhere
        return browser
    file = location.find_data_folder() / OLD_FILE
    try:
        name = file.read_text(encoding="utf-8", errors="replace")
        file.unlink()
    except OSError:
        return browser
    return known_browsers().rename_browser(browser, name)


def _hand_to_cookie(browser: Browser | None) -> None:
    """Have the page put a name given on it into the cookie: only an answer over HTTP can set one."""
    if browser is None:
        return
    known = known_browsers()
    if known.read_cookie(st.context.cookies.get(known.cookie, "")) == browser:
        return
    st.html(f'<div data-siap-nama="{html.escape(known.sign_cookie(browser))}"></div>')
    scripts.load_scripts("nama.js")

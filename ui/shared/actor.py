"""The name that decisions are recorded under: this browser's, typed once, changeable in the side panel."""

from functools import lru_cache

import streamlit as st

from storage import StoreError, keys, location
from ui.shared import scripts, store
from web.browsers import LONGEST_NAME, Browser, KnownBrowsers, clean_name

KEY = "nama_pelaku"
SHOWN = "nama_pelaku_tampil"
SIGNED = "nama_pelaku_tanda"
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


def actor_name() -> str:
    """The actor's name, "" when nobody has given one in this browser yet."""
    browser = find_browser()
    return browser.name if browser else clean_name(st.session_state.get(KEY, ""))


def ask_actor_name() -> None:
    """The field in the side panel."""
    browser = _named_before(find_browser())
    if browser and st.session_state.get(SHOWN) != browser:  # named in another tab, or on the page /nama
        st.session_state[KEY], st.session_state[SHOWN] = browser.name, browser
    st.text_input(
        "Nama Anda",
        key=KEY,
        max_chars=LONGEST_NAME,
        placeholder="Nama untuk catatan keputusan",
        help="Dicatat pada setiap keputusan dan unggahan dari peramban ini. Cukup diisi sekali.",
        persist_state="session",
        on_change=_keep,
        args=(KEY,),
    )
    _hand_to_cookie(browser)


def require_actor_name() -> str | None:
    """The actor's name, or None after asking for it."""
    if found := actor_name():
        return found
    st.warning("Isi **Nama Anda** di panel samping lebih dahulu; setiap keputusan dicatat beserta namanya.")
    return None


def _keep(field: str) -> None:
    if browser := find_browser():
        known_browsers().rename_browser(browser, st.session_state.get(field, ""))


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
    if st.session_state.get(SIGNED, (None,))[0] != browser:  # signed once: the page sends each value once
        st.session_state[SIGNED] = (browser, known.sign_cookie(browser))
    st.html(f'<div data-siap-nama="{st.session_state[SIGNED][1]}"></div>')
    scripts.load_scripts("nama.js")

"""Which browser asks, and under which name: a signed cookie, and what was said since it was sent."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock

from cachetools import TTLCache
from itsdangerous import BadData, URLSafeTimedSerializer

LONGEST_NAME = 80  # characters
LONGEST_COOKIE = 3000  # characters; the longest name makes half of it
KEPT_SECONDS = 400 * 24 * 3600  # as long as browsers keep a cookie at most
REMEMBERED = 10_000  # browsers
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Browser:
    """A browser: its random id, the name given in it ("" for none yet), and when, in seconds since 1970."""

    id: str
    name: str = ""
    at: float = 0.0


class KnownBrowsers:
    """Reads and signs the cookies of one store, and remembers the names given while this process runs.

    A page of Streamlit sees the cookies its websocket began with; a name given since, in any tab, counts
    at once.
    """

    def __init__(self, key: bytes) -> None:
        # Cookies know no ports: two servers on one computer must not take each other's for broken ones.
        self.cookie = f"siap_nama_{hashlib.sha256(key).hexdigest()[:8]}"
        self._signer = URLSafeTimedSerializer(
            key, salt="siap.nama", signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )
        self._since: TTLCache[str, Browser] = TTLCache(REMEMBERED, KEPT_SECONDS)
        self._lock = Lock()

    def find_known(self, cookies: Mapping[str, str]) -> Browser | None:
        """The browser these cookies belong to, under the name given last; None without a cookie of ours."""
        told = self.read_cookie(cookies.get(self.cookie, ""))
        with self._lock:
            since = self._since.get(told.id) if told else None
        return since if told and since and since.at >= told.at else told

    def read_cookie(self, value: str) -> Browser | None:
        """What a cookie says; None where it is not signed by this store or not as we write it."""
        if len(value) > LONGEST_COOKIE:
            return None
        try:
            said = self._signer.loads(value, max_age=KEPT_SECONDS)
            browser = Browser(str(said["id"]), str(said["name"]), float(said["at"]))
        except (BadData, KeyError, TypeError, ValueError):
            return None
        proper = _ID.fullmatch(browser.id) and browser.name == clean_name(browser.name)
        return browser if proper else None

    def sign_cookie(self, browser: Browser) -> str:
        """The value of the browser's cookie."""
        return self._signer.dumps({"id": browser.id, "name": browser.name, "at": browser.at})

    def rename_browser(self, browser: Browser, name: str) -> Browser:
        """The browser under a new name, from now on in every tab; "" takes the name away."""
        renamed = replace(browser, name=clean_name(name), at=time.time())
        with self._lock:
            self._since[browser.id] = renamed
        return renamed


def new_browser() -> Browser:
    """A browser seen for the first time."""
    return Browser(secrets.token_hex(16))


def clean_name(text: str) -> str:
    """One line of printable characters, at most LONGEST_NAME of them."""
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return line[:LONGEST_NAME].strip()

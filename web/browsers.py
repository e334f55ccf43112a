"""Which browser asks, and under which name: a signed cookie, and what was said since it was sent."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from threading import Lock

from cachetools import TTLCache
from itsdangerous import BadData, URLSafeSerializer

from reference.control_characters import strip_control_characters

LONGEST_NAME = 80  # characters
LONGEST_COOKIE = 3000  # characters; the longest name makes half of it
KEPT_SECONDS = 400 * 24 * 3600  # as long as browsers keep a cookie at most
REMEMBERED = 10_000  # browsers
STEP = 0.001  # seconds between two words of one browser at least
IDLE_SECONDS = 2 * 3600  # after which somebody else may sit there
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Browser:
    """A browser: its random id, the name given in it ("" for none yet), when and on which day (local, ISO).

    `at`, in seconds since 1970, only grows, also where the clock is set back: the newest word counts.
    """

    id: str
    name: str = ""
    at: float = 0.0
    day: str = ""


class KnownBrowsers:
    """Reads and signs the cookies of one store, and remembers the names given while this process runs.

    A page of Streamlit sees the cookies its websocket began with; a name given since, in any tab, counts
    at once.
    """

    def __init__(self, key: bytes) -> None:
        # Cookies know no ports: two servers on one computer must not take each other's for broken ones.
        self.cookie = f"siap_nama_{hashlib.sha256(key).hexdigest()[:8]}"
        # Without a time of the signature: where the clock is set back it would make every cookie a false one.
        self._signer = URLSafeSerializer(
            key, salt="siap.nama", signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )
        self._since: TTLCache[str, Browser] = TTLCache(REMEMBERED, KEPT_SECONDS)
        self._used: TTLCache[str, float] = TTLCache(REMEMBERED, KEPT_SECONDS)
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
            said = self._signer.loads(value)
            browser = Browser(str(said["id"]), str(said["name"]), float(said["at"]), str(said.get("day", "")))
        except (BadData, AttributeError, KeyError, TypeError, ValueError):
            return None
        proper = _ID.fullmatch(browser.id) and browser.name == clean_name(browser.name)
        return browser if proper else None

    def sign_cookie(self, browser: Browser) -> str:
        """The value of the browser's cookie."""
        return self._signer.dumps(asdict(browser))

    def rename_browser(self, browser: Browser, name: str) -> Browser:
        """The browser under a new name, from now on in every tab; "" takes the name away."""
        at = max(time.time(), browser.at + STEP)
        renamed = replace(browser, name=clean_name(name), at=at, day=date.today().isoformat())
        with self._lock:
            self._since[browser.id] = renamed
            self._used[browser.id] = time.time()
        return renamed

    def is_to_be_asked_again(self, browser: Browser) -> bool:
        """Whether somebody else may sit there by now: another day, or two hours without a look at a page."""
        with self._lock:
            used = self._used.get(browser.id)
        # Not the monotonic clock: it stands still while a laptop sleeps.
        idle = used is not None and abs(time.time() - used) > IDLE_SECONDS
        return bool(browser.name) and (browser.day != date.today().isoformat() or idle)

    def note_use(self, browser: Browser) -> None:
        """Somebody works in this browser now."""
        with self._lock:
            self._used[browser.id] = time.time()


def new_browser() -> Browser:
    """A browser seen for the first time."""
    return Browser(secrets.token_hex(16))


def clean_name(text: str) -> str:
    """One line of characters that can be seen, at most LONGEST_NAME of them; a clean name stays as it is."""
    line = "".join(filter(str.isprintable, " ".join(text.split())))
    return " ".join(strip_control_characters(line).split())[:LONGEST_NAME].strip()

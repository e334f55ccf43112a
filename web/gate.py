"""The one gate before everything: who asks under which name, and from which page."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from storage.settings import HostName, parse_host

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
SAFE = ("GET", "HEAD", "OPTIONS")
# What a proxy adds. Behind one a loopback name says nothing of the name the visitor typed.
OF_PROXIES = ("forwarded", "x-real-ip", "x-forwarded-")
WRONG_HOST = (
    "Siap Cerdas tidak melayani alamat ini. Di komputer tempatnya berjalan, buka http://127.0.0.1:{port}. "
    "Agar dapat dibuka dengan nama lain, pengelola mencantumkan nama itu dalam berkas siap.toml di folder "
    "data, lalu menjalankan ulang Siap Cerdas."
)
WRONG_ORIGIN = "Permintaan ini datang dari halaman lain, bukan dari Siap Cerdas, sehingga ditolak."


class Gate:
    """Lets through what is asked under an allowed name and, where a page asks, by a page of ours.

    Else HTTP is answered 421 (name) or 403 (page), and a websocket is refused with 403 before it opens.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[HostName] = ()) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        asked = Asked.of_scope(scope)
        refusal = 421 if not asked.names_us(self.hosts) else 403 if not asked.comes_from_us(self.hosts) else 0
        if not refusal:
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await WebSocketClose(code=1008)(scope, receive, send)
        words = WRONG_HOST.format(port=asked.port) if refusal == 421 else WRONG_ORIGIN
        response = PlainTextResponse(words, refusal, {"Cache-Control": "no-store"})
        return await response(scope, receive, send)


@dataclass(frozen=True)
class Asked:
    """What the gate judges a request by: its headers, and the socket it came in on."""

    headers: Headers
    scheme: str
    path: str
    method: str
    port: int
    loopback: bool

    @classmethod
    def of_scope(cls, scope: Scope) -> Asked:
        address, port = scope.get("server") or ("", None)
        return cls(
            headers=Headers(scope=scope),
            scheme=scope.get("scheme", "http"),
            path=scope["path"],
            method=scope.get("method", "GET"),
            port=port or 0,
            loopback=_is_loopback(address),
        )

    def names_us(self, hosts: frozenset[HostName]) -> bool:
        """One Host, allowed, and a target without an address: that would outweigh the Host."""
        told = self.headers.getlist("host")
        if len(told) != 1 or not (self.path.startswith("/") or (self.method, self.path) == ("OPTIONS", "*")):
            return False
        return self._allows(told[0], self.scheme, hosts)

    def comes_from_us(self, hosts: frozenset[HostName]) -> bool:
        """No sign of another page: in Origin, in what the browser says of the request, or in Referer."""
        origins = self.headers.getlist("origin")
        if origins:
            return len(origins) == 1 and self._is_ours(origins[0], hosts) and not self._is_fetched_elsewhere()
        referers = () if self.method in SAFE else self.headers.getlist("referer")
        return not self._is_fetched_elsewhere() and all(
            self._is_ours(_origin_of(one), hosts) for one in referers
        )

    def _is_fetched_elsewhere(self) -> bool:
        """Whether the browser says that another site asks, and not by a link that somebody followed."""
        sites = set(self.headers.getlist("sec-fetch-site"))
        if sites <= {"same-origin", "none"}:
            return False
        mode, target = self.headers.get("sec-fetch-mode"), self.headers.get("sec-fetch-dest")
        return not (self.method in ("GET", "HEAD") and mode == "navigate" and target == "document")

    def _is_ours(self, origin: str, hosts: frozenset[HostName]) -> bool:
        scheme, _, host = origin.partition("://")
        if scheme not in ("http", "https") or (scheme == "http" and self.scheme in ("https", "wss")):
            return False
        return self._allows(host, scheme, hosts)

    def _allows(self, text: str, scheme: str, hosts: frozenset[HostName]) -> bool:
        host = parse_host(text)
        if host is None:
            return False
        return self._is_this_computer(host, scheme) or self._is_configured(host, scheme, hosts)

    def _is_this_computer(self, host: HostName, scheme: str) -> bool:
        """A loopback name with the port served, over a loopback socket and through no proxy."""
        proxied = any(name.startswith(OF_PROXIES) for name in self.headers)
        if host.name not in LOOPBACK or not self.loopback or proxied:
            return False
        usual = DEFAULT_PORTS[scheme]
        return usual == DEFAULT_PORTS[self.scheme] and (host.port or usual) == self.port

    def _is_configured(self, host: HostName, scheme: str, hosts: frozenset[HostName]) -> bool:
        """A name of `siap.toml`; without a port it stands for the usual one and the one served."""
        told = host.port or DEFAULT_PORTS[scheme]
        if HostName(host.name, told) in hosts:
            return True
        return HostName(host.name) in hosts and told in (DEFAULT_PORTS[scheme], self.port)


def _origin_of(address: str) -> str:
    """Scheme and host of a Referer."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return bool((getattr(found, "ipv4_mapped", None) or found).is_loopback)

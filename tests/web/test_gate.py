"""The gate's judgement: names x pages x ways of asking, each through the middleware itself."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.settings import HostName
from web.gate import Gate

PORT = 8501
CONFIGURED = (HostName("siap.go.id"), HostName("siap.lan", 8443), HostName("[fd00::10]", 8501))
OURS = (f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}", f"LocalHost:{PORT}")
NAMED = (
    "siap.go.id",
    "SIAP.GO.ID",
    "siap.go.id:80",
    f"siap.go.id:{PORT}",
    "siap.lan:8443",
    "[fd00::10]:8501",
)
FOREIGN = (
    "evil.example", f"evil.example:{PORT}", "127.0.0.1", "localhost", "[::1]", "127.0.0.1:8502",
    "127.0.0.1:80", f"127.0.0.2:{PORT}", f"0.0.0.0:{PORT}", f"[::]:{PORT}", f"localhost.:{PORT}",
    f"127.0.0.1.:{PORT}", f"localhost.evil.example:{PORT}", f"evil.localhost:{PORT}", f"a@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}@evil.example", f"127.0.0.1:{PORT}:80", f"127.1:{PORT}", f"2130706433:{PORT}",
    f"0x7f.1:{PORT}", f"0177.0.0.1:{PORT}", f"[0:0:0:0:0:0:0:1]:{PORT}", f"[::ffff:127.0.0.1]:{PORT}",
    f"[::1%25lo]:{PORT}", f"::1:{PORT}", f"127.0.0.1:0{PORT}", f"127.0.0.1:+{PORT}", "127.0.0.1:",
    "127.0.0.1:99999", "", " ", f" 127.0.0.1:{PORT}", f"127.0.0.1:{PORT} ",
    f"127.0.0.1:{PORT}, evil.example", f"127.0.0.1:{PORT}/", f"127.0.0.1:{PORT}#a", f"127.0.0.1:{PORT}?",
    "siap.lan", f"siap.lan:{PORT}", "siap.go.id:8502", "siap.go.id.", "x.siap.go.id",
    "siap.go.id.evil.example", "siapxgo.id", f"http://127.0.0.1:{PORT}", f"１２７.0.0.1:{PORT}",
    f"ⓛocalhost:{PORT}", "null", "*", "[fd00::10]", "siap_go.id",
)  # fmt: skip
ROUTES = (
    "/", "/ringkasan", "/healthz", "/nama", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics",
    "/_stcore/upload_file/a/b", "/media/a.png", "/app/static/icon.png", "/static/js/index.js",
    "/favicon.png",
)  # fmt: skip


def ask(
    host: str | list[str] | None = OURS[0],
    origin: str | list[str] | None = None,
    *,
    kind: str = "http",
    method: str = "GET",
    path: str = "/",
    scheme: str = "http",
    server: tuple[str, int] = ("127.0.0.1", PORT),
    **others: str,
) -> int:
    """The status a request is answered with; 200 from behind the gate."""
    said = [("host", one) for one in listed(host)] + [("origin", one) for one in listed(origin)]
    said += [(name.replace("_", "-"), value) for name, value in others.items()]
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "scheme": scheme.replace("http", "ws") if kind == "websocket" else scheme,
        "server": server,
        "headers": [(name.encode(), value.encode("latin-1", "replace")) for name, value in said],
    }
    return asyncio.run(answered(scope))


def listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


async def answered(scope: dict) -> int:
    sent: list[dict] = []

    async def behind(scope, receive, send):
        await send({"type": "http.response.start", "status": 200})

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    await Gate(behind, CONFIGURED)(scope, receive, send)
    return 403 if sent[0]["type"] == "websocket.close" else sent[0]["status"]


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_name_of_ours_is_answered_and_any_other_is_not(kind, path):
    refused = 421 if kind == "http" else 403
    assert [host for host in OURS + NAMED if ask(host, kind=kind, path=path) != 200] == []
    assert [host for host in FOREIGN if ask(host, kind=kind, path=path) != refused] == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "X"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_page_of_ours_may_ask_and_no_other(kind, method):
    ours = [f"http://{host}" for host in OURS + NAMED]
    others = [f"http://{host}" for host in FOREIGN]
    others += [host.replace("http:", "https:") for host in ours[:4]] + list(OURS)
    others += [
        "null",
        "file://",
        "ftp://127.0.0.1:8501",
        "HTTP://evil.example",
        "chrome-extension://abc",
        "://",
    ]
    assert [page for page in ours if ask(origin=page, kind=kind, method=method) != 200] == []
    assert [page for page in others if ask(origin=page, kind=kind, method=method) != 403] == []


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_who_is_no_browser_tells_no_page(kind):
    assert ask(kind=kind) == 200


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(("one", "other"), [*itertools.product((OURS[0], "evil.example"), repeat=2)])
def test_a_header_told_twice_is_refused_even_when_both_are_right(kind, one, other):
    assert ask([one, other], kind=kind) in (421, 403)
    assert ask(origin=[f"http://{one}", f"http://{other}"], kind=kind) == 403


def test_a_request_without_a_host_is_refused():
    """As HTTP/1.0 sends it."""
    assert ask(None) == 421
    assert ask(None, kind="websocket") == 403


@pytest.mark.parametrize(
    "path", ["http://evil.example/", "http://127.0.0.1:8501/", "evil.example:443", "*", ""]
)
def test_a_target_with_an_address_of_its_own_is_refused(path):
    assert ask(path=path) == 421
    assert ask(path="*", method="OPTIONS") == 200


@pytest.mark.parametrize(
    "told",
    [
        "x_forwarded_for",
        "x_forwarded_host",
        "x_forwarded_proto",
        "x_forwarded_port",
        "forwarded",
        "x_real_ip",
    ],
)
def test_behind_a_proxy_only_names_of_siap_toml_count(told):
    """A proxy that puts its own address for the Host hides the name the visitor's browser was led to."""
    for host in OURS:
        assert ask(host, **{told: "192.0.2.1"}) == 421
    assert ask("siap.go.id", **{told: "192.0.2.1"}) == 200


@pytest.mark.parametrize("address", ["192.168.1.5", "0.0.0.0", "fd00::1", "", "testserver"])
def test_loopback_names_count_on_a_loopback_socket_only(address):
    """On 0.0.0.0 a machine of the network could write any Host."""
    assert [ask(host, server=(address, PORT)) for host in OURS] == [421] * len(OURS)
    assert ask("siap.go.id", server=(address, PORT)) == 200


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.0.0.53"])
def test_a_loopback_socket_is_known_in_every_spelling(address):
    assert ask(server=(address, PORT)) == 200


@pytest.mark.parametrize("port", [1, 80, 443, 8501, 8502, 65535])
def test_the_port_served_is_the_one_that_counts(port):
    for name in ("127.0.0.1", "localhost", "[::1]"):
        assert ask(f"{name}:{port}", f"http://{name}:{port}", server=("127.0.0.1", port)) == 200
        assert ask(f"{name}:{port - 1}", server=("127.0.0.1", port)) == 421
        assert ask(f"{name}:{port}", f"http://{name}:{port - 1}", server=("127.0.0.1", port)) == 403
    assert ask("localhost", server=("127.0.0.1", port)) == (200 if port == 80 else 421)


def test_under_tls_a_page_without_tls_is_foreign():
    """Somebody on the way can write any page that comes without TLS."""
    for kind in ("http", "websocket"):
        assert ask("siap.go.id", "https://siap.go.id", scheme="https", kind=kind) == 200
        assert ask("siap.go.id", "http://siap.go.id", scheme="https", kind=kind) == 403
        # A proxy that does not tell it ended TLS.
        assert ask("siap.go.id", "https://siap.go.id", scheme="http", kind=kind) == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site", "", "other"])
def test_what_the_browser_says_of_the_page_counts_without_an_origin(site):
    """Another port of localhost is the same site; pictures and scripts are asked for without an Origin."""
    for mode, target in (
        ("no-cors", "image"),
        ("no-cors", "script"),
        ("cors", "empty"),
        ("websocket", "empty"),
    ):
        assert ask(sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=target) == 403
        assert ask(sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=target, kind="websocket") == 403
    said = {"sec_fetch_site": site, "sec_fetch_mode": "navigate"}
    assert ask(**said, sec_fetch_dest="iframe") == 403
    assert ask(**said, sec_fetch_dest="document", method="POST") == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", "none"])
def test_a_link_from_elsewhere_may_be_followed(site):
    assert ask(sec_fetch_site=site, sec_fetch_mode="navigate", sec_fetch_dest="document") == 200


def test_a_referer_counts_where_something_is_changed_and_nothing_else_is_told():
    for foreign in (
        "http://evil.example/a",
        "http://127.0.0.1:9/",
        "x",
        "http://[",
        "http://127.0.0.1:8501@evil",
    ):
        assert ask(method="POST", referer=foreign) == 403
        assert ask(referer=foreign) == 200
    assert ask(method="POST", referer="http://127.0.0.1:8501/nama?kembali=/program") == 200


@given(
    st.text(st.characters(max_codepoint=255), max_size=40),
    st.text(st.characters(max_codepoint=255), max_size=40),
)
def test_no_text_at_all_gets_through_or_makes_the_gate_fall(host, origin):
    known = {name.lower() for name in OURS + NAMED}
    if host.lower() not in known:
        assert ask(host) == 421
        assert ask(host, kind="websocket") == 403
    assert ask(origin=origin) == 403
    assert ask(method="POST", referer=origin) in (403, 200 if origin.startswith("http://") else 403)


def test_a_refusal_says_in_indonesian_what_to_do():
    said: list[bytes] = []

    async def send(message):
        said.append(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "path": "/", "server": ("127.0.0.1", PORT), "scheme": "http"}
    asyncio.run(Gate(send)({**scope, "headers": [(b"host", b"evil.example")]}, None, send))
    text = b"".join(said).decode()
    assert "siap.toml" in text
    assert f"http://127.0.0.1:{PORT}" in text
    assert "evil" not in text

"""The gate of a running server, told in the bytes that attackers write; each against every kind of route."""

import contextlib
import os
import socket
import subprocess
import sys

import pytest

from tests.web.served import ROOT, Watched, free_port, watching
from tests.web.test_gate import FOREIGN, ROUTES

UPGRADE = (
    "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)  # fmt: skip
SOCKETS = ("/_stcore/stream", "/", "/healthz", "/stream")
CLOSE = "Connection: close"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / "var").mkdir()
    (folder / "var" / "siap.toml").write_text('hosts = ["siap.go.id"]')
    with watching(folder) as running:
        yield running


@pytest.fixture
def here(server: Watched) -> str:
    return f"127.0.0.1:{server.port}"


def rewritten(host: str, server: Watched) -> str:
    return host.replace("8501", str(server.port)).encode("ascii", "replace").decode()


@pytest.mark.parametrize("path", ROUTES)
def test_a_wrong_name_is_misdirected_on_every_route(server, path):
    for host in (rewritten(host, server) for host in FOREIGN if host.strip() == host):
        said = server.answer(f"GET {path} HTTP/1.1", f"Host: {host}", CLOSE)
        assert " 421 " in said or " 400 " in said, host


@pytest.mark.parametrize("path", SOCKETS)
def test_a_websocket_of_a_wrong_name_or_page_is_refused_before_it_opens(server, here, path):
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1:9"):
        assert " 403 " in server.answer(f"GET {path} HTTP/1.1", f"Host: {host}", *UPGRADE)
    for origin in (
        "http://evil.example",
        "null",
        "http://127.0.0.1:9",
        f"https://{here}",
        "http://localhost",
    ):
        said = server.answer(f"GET {path} HTTP/1.1", f"Host: {here}", *UPGRADE, f"Origin: {origin}")
        assert " 403 " in said, origin


@pytest.mark.parametrize(
    "more",
    [
        ("Sec-WebSocket-Protocol: streamlit, evil, 00000000-0000-0000-0000-000000000000",),
        ("Sec-WebSocket-Protocol: streamlit", "Sec-WebSocket-Protocol: a, b"),
        ("Sec-Fetch-Site: same-origin",),
        ("Cookie: _streamlit_xsrf=a",),
        ("X-Forwarded-Host: 127.0.0.1", "X-Forwarded-For: 127.0.0.1"),
    ],
)
def test_nothing_beside_it_makes_a_foreign_page_ours(server, here, more):
    lines = ("GET /_stcore/stream HTTP/1.1", f"Host: {here}", *UPGRADE, "Origin: http://evil.example")
    assert " 403 " in server.answer(*lines, *more)


def test_pages_of_ours_open_websockets(server, here):
    opened = ("GET /_stcore/stream HTTP/1.1", *UPGRADE)
    for host in (here, f"localhost:{server.port}", f"[::1]:{server.port}"):
        assert " 101 " in server.answer(*opened, f"Host: {host}", f"Origin: http://{host}")
    proxied = ("Host: siap.go.id", "Origin: https://siap.go.id", "X-Forwarded-Proto: https")
    assert " 101 " in server.answer(*opened, *proxied, "X-Forwarded-For: 192.0.2.7")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/nama", "/_stcore/upload_file/a/b", "/_stcore/agent/interact", "/"])
def test_nothing_is_changed_for_a_foreign_page(server, here, method, path):
    foreign = (
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: same-site",
        "Referer: http://evil/",
    )
    for told in foreign:
        said = server.answer(f"{method} {path} HTTP/1.1", f"Host: {here}", told, "Content-Length: 0", CLOSE)
        assert " 403 " in said, told


def test_strange_requests_are_refused(server, here):
    refused = {
        "no Host, as HTTP/1.0 has it": ("GET / HTTP/1.0",),
        "no Host": ("GET / HTTP/1.1", CLOSE),
        "two Hosts": ("GET / HTTP/1.1", f"Host: {here}", "Host: evil.example", CLOSE),
        "two Hosts alike": ("GET / HTTP/1.1", f"Host: {here}", f"host: {here}", CLOSE),
        "a folded Host": ("GET / HTTP/1.1", f"Host: {here}", " evil.example", CLOSE),
        "two Origins": ("GET / HTTP/1.1", f"Host: {here}", f"Origin: http://{here}", "Origin: null", CLOSE),
        "an authority for a target": ("GET evil.example:80 HTTP/1.1", f"Host: {here}", CLOSE),
        "CONNECT": ("CONNECT evil.example:443 HTTP/1.1", f"Host: {here}", CLOSE),
        "a proxy that hides the name": (
            "GET / HTTP/1.1",
            f"Host: {here}",
            "X-Forwarded-For: 192.0.2.7",
            CLOSE,
        ),
    }
    for what, lines in refused.items():
        status = server.answer(*lines)
        assert not status or status.split()[1] in ("400", "403", "405", "421"), what


TARGETS = (
    "http://evil.example{path}", "http://evil.example:{port}{path}", "HTTP://EVIL.EXAMPLE{path}",
    "https://evil.example{path}", "ftp://evil.example{path}", "http://127.0.0.1:{port}@evil.example{path}",
    "http://127.0.0.1:{port}{path}", "//evil.example{path}", "evil.example:80",
)  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_a_target_with_an_address_of_its_own_is_refused_under_any_host(server, here, target, method):
    """It outweighs the Host, and uvicorn's parser hands on its path alone."""
    for path in ("/", "/healthz", "/nama", "/_stcore/health"):
        line = f"{method} {target.format(path=path, port=server.port)} HTTP/1.1"
        for host in (here, "evil.example"):
            said = server.answer(line, f"Host: {host}", "Content-Length: 0", CLOSE)
            assert not said or said.split()[1] in ("400", "403", "405", "421"), (path, host, said)
    said = server.answer(
        f"GET {target.format(path='/_stcore/stream', port=server.port)} HTTP/1.1", f"Host: {here}", *UPGRADE
    )
    assert " 101 " not in said


@pytest.mark.parametrize("begin", ["GET /healthz HTTP/1.1\r\nX-A: ", "GET /", "GET /healthz HTTP/1.1\r\n"])
def test_a_head_without_end_is_cut_off(server, begin):
    """Held in memory it would grow as long as somebody sends."""
    more = "X-A: 1\r\n" if begin.endswith("\r\n") else "a"
    part = (more * (32 * 1024 // len(more))).encode()
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(begin.encode())
        with contextlib.suppress(ConnectionError):
            while sent < 64 * 2**20:
                connection.sendall(part)
                sent += len(part)
    assert sent < 16 * 2**20  # what lies between us and the server
    assert " 200 " in server.answer("GET /healthz HTTP/1.1", f"Host: 127.0.0.1:{server.port}", CLOSE)


def test_a_body_is_no_head(server, here):
    """However long it is, and after another request on the same connection."""
    size = 2**20
    head = (
        f"POST /nama HTTP/1.1\r\nHost: {here}\r\nContent-Type: text/plain\r\nContent-Length: {size}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: {here}\r\n\r\n".encode())
        assert b" 200 " in connection.recv(2000)
        connection.sendall(head.encode() + b"a" * size)
        assert b" 415 " in connection.recv(2000)


def test_a_setting_that_is_wrong_refuses_the_start_in_one_sentence(tmp_path):
    (tmp_path / "siap.toml").write_text("hosts = 'https://siap.go.id'")
    environment = {**os.environ, "SIAP_VAR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "start.py", "--server.port", str(free_port())]
    started = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert started.returncode == 78
    assert started.stderr.strip().splitlines()[-1].startswith("Setelan hosts dalam ")

"""Streamlit's scripts come compressed to whoever takes that, and are equal to the files."""

import asyncio
import gzip
from pathlib import Path

import pytest
import streamlit

from web.packed_files import KEPT, PackedFiles

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
SCRIPTS = sorted(file.relative_to(FOLDER).as_posix() for file in FOLDER.glob("js/*.js"))
ENTRY = next(name for name in SCRIPTS if name.startswith("js/index."))


def ask(path: str, method: str = "GET", **headers: str):
    """The status, headers and body of an answer; the app behind answers 299."""
    sent: list[dict] = []

    async def behind(scope, receive, send):
        await send({"type": "http.response.start", "status": 299, "headers": []})
        await send({"type": "http.response.body", "body": b"behind"})

    async def keep(message):
        sent.append(message)

    async def run():
        given = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": given}
        await PackedFiles(behind, FOLDER)(scope, None, keep)

    asyncio.run(run())
    start, *bodies = sent
    told = {key.decode(): value.decode() for key, value in start["headers"]}
    return start["status"], told, b"".join(one.get("body", b"") for one in bodies)


@pytest.mark.parametrize("name", [ENTRY, *SCRIPTS[::9], *(f"css/{one.name}" for one in FOLDER.glob("css/*"))])
def test_what_comes_is_the_file(name):
    status, told, body = ask(f"/static/{name}", accept_encoding="gzip, deflate, br")
    assert (status, told["content-encoding"], told["cache-control"]) == (200, "gzip", KEPT)
    assert told["vary"] == "Accept-Encoding"
    assert int(told["content-length"]) == len(body)
    assert gzip.decompress(body) == (FOLDER / name).read_bytes()
    assert told["content-type"].split(";")[0] in ("text/javascript", "application/javascript", "text/css")


def test_the_scripts_weigh_less_than_half():
    raw = sum((FOLDER / name).stat().st_size for name in SCRIPTS[::5])
    packed = sum(len(ask(f"/static/{name}", accept_encoding="gzip")[2]) for name in SCRIPTS[::5])
    assert packed < raw / 2


@pytest.mark.parametrize("taken", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0", "xgzip"])
def test_who_does_not_take_it_gets_what_the_app_gives(taken):
    assert ask(f"/static/{ENTRY}", accept_encoding=taken)[0] == 299


@pytest.mark.parametrize("taken", ["gzip", "GZIP", "br, gzip;q=0.5", "deflate,gzip; q=1"])
def test_who_takes_it_gets_it(taken):
    assert ask(f"/static/{ENTRY}", accept_encoding=taken)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/", "/static/index.html", "/static/js/absent.AbCdEfGh.js", "/app/static/accessible.js",
        "/static/../../../config.AbCdEfGh.js", "/static/js/../../index.AbCdEfGh.js",
        "/static/js//etc.AbCdEfGh.js",
        f"/static/{ENTRY}/", f"/static/{ENTRY}\n",
    ],
)  # fmt: skip
def test_all_else_is_the_app_s(path):
    assert ask(path, accept_encoding="gzip")[0] == 299


def test_a_part_of_a_file_and_other_methods_are_the_app_s():
    assert ask(f"/static/{ENTRY}", accept_encoding="gzip", range="bytes=0-9")[0] == 299
    assert ask(f"/static/{ENTRY}", "HEAD", accept_encoding="gzip")[0] == 299

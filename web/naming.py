"""The plain page that gives a browser its name, and the cookie that carries both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from storage import StoreError
from web.browsers import KEPT_SECONDS, LONGEST_NAME, Browser, KnownBrowsers, clean_name, new_browser

ADDRESS = "/nama"
HOME = "/"
LARGEST_BODY = 16 * 1024  # bytes
FIELDS = 10
FORM = "application/x-www-form-urlencoded"
EMPTY = "Nama belum diisi. Ketik nama Anda, lalu simpan."
TOO_LARGE = "Isian ini terlalu panjang."
NOT_A_FORM = "Isian ini tidak dapat dibaca. Buka halaman /nama, lalu isi kembali."
# What browsers take out of an address or read as a slash could turn a path into another host.
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}")

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)

FindBrowsers = Callable[[], KnownBrowsers]


def naming_routes(find_browsers: FindBrowsers) -> list[Route]:
    """GET and POST /nama. `find_browsers` may raise StoreError; its sentence is then the answer."""

    async def show_form(request: Request) -> Response:
        browser = (await run_in_threadpool(find_browsers)).find_known(request.cookies)
        back = keep_on_site(request.query_params.get("kembali", HOME))
        return _form_page(browser.name if browser else "", back)

    async def take_name(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            return PlainTextResponse(NOT_A_FORM, 415)
        body = await _read_body(request)
        if body is None:
            return PlainTextResponse(TOO_LARGE, 413)
        return _answer(await run_in_threadpool(find_browsers), request, _read_form(body))

    return [
        Route(ADDRESS, _explained(show_form), methods=["GET"]),
        Route(ADDRESS, _explained(take_name), methods=["POST"]),
    ]


class BrowserCookie:
    """Gives a browser without a cookie of ours its id with the first page it opens."""

    def __init__(self, app: ASGIApp, find_browsers: FindBrowsers) -> None:
        self.app = app
        self.find_browsers = find_browsers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    await run_in_threadpool(self._identify, Request(scope), headers)
            await send(message)

        first = scope["type"] == "http" and scope["method"] == "GET"
        await self.app(scope, receive, send_with_cookie if first else send)

    def _identify(self, request: Request, headers: MutableHeaders) -> None:
        try:
            browsers = self.find_browsers()
        except StoreError:
            return  # the page itself says what is wrong with the store
        if browsers.find_known(request.cookies) is None:
            carrier = Response()
            set_browser_cookie(carrier, request, browsers, new_browser())
            headers.append("set-cookie", carrier.headers["set-cookie"])


def set_browser_cookie(
    response: Response, request: Request, browsers: KnownBrowsers, browser: Browser
) -> None:
    """Only this site reads it, no script does, and it goes with no request that another site makes."""
    response.set_cookie(
        browsers.cookie,
        browsers.sign_cookie(browser),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def keep_on_site(path: str) -> str:
    """A path of this site to go back to, as it was given; the home page for anything else."""
    return path if _PATH.fullmatch(path) and path.partition("?")[0] != ADDRESS else HOME


def _answer(browsers: KnownBrowsers, request: Request, form: dict[str, str]) -> Response:
    browser = browsers.find_known(request.cookies)
    if said := browsers.read_cookie(form.get("tanda", "")):  # a page of Streamlit hands on what it signed
        return _keep(browsers, request, browser, said)
    back = keep_on_site(form.get("kembali", HOME))
    name = clean_name(form.get("nama", ""))
    if not name:
        return _form_page(browser.name if browser else "", back, EMPTY, 400)
    response = RedirectResponse(back, 303)
    set_browser_cookie(response, request, browsers, browsers.rename_browser(browser or new_browser(), name))
    return response


def _keep(browsers: KnownBrowsers, request: Request, browser: Browser | None, said: Browser) -> Response:
    """Put into the cookie what a page said of this browser, unless a newer word has been spoken."""
    if browser is None or browser.id != said.id or said.at < browser.at:
        return PlainTextResponse(NOT_A_FORM, 409)
    response = Response(status_code=204)
    set_browser_cookie(response, request, browsers, said)
    return response


async def _read_body(request: Request) -> bytes | None:
    """The body; None where it is larger than any form of ours, without reading on."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    return body


def _read_form(body: bytes) -> dict[str, str]:
    """The first value of each field."""
    try:
        said = parse_qs(body.decode("ascii", "replace"), max_num_fields=FIELDS, errors="replace")
    except ValueError:
        return {}
    return {name: values[0] for name, values in said.items()}


def _form_page(name: str, back: str, problem: str = "", status: int = 200) -> HTMLResponse:
    page = _templates.get_template("nama.html").render(
        name=name, back=back, problem=problem, longest=LONGEST_NAME
    )
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})


def _explained(endpoint: Callable) -> Callable:
    async def answer_or_explain(request: Request) -> Response:
        try:
            return await endpoint(request)
        except StoreError as refusal:
            return PlainTextResponse(str(refusal), 503, {"Cache-Control": "no-store"})

    return answer_or_explain

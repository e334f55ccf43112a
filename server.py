"""The ASGI launcher: the gate, security headers, plain pages, warm-up and gc.freeze() around app.py."""

import asyncio
import base64
import gc
import hashlib
import importlib
import logging
import pkgutil
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from sqlalchemy import Engine
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from start import forbid_outside_calls
from storage import StoreError, close_stores, location
from storage.settings import Settings, read_settings
from ui.export import downloads
from ui.frame import paths
from ui.shared import actor, errors, store
from web.gate import Gate
from web.naming import BrowserCookie, naming_routes
from web.packed_files import PackedFiles

STATIC = Path(st.__file__).parent / "static"


def inline_scripts() -> str:
    """The hashes of the inline scripts in Streamlit's index.html, as a CSP allows them."""
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


# 'unsafe-eval' is what Streamlit's components need; nothing may come from another host.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' {inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# What the first page would otherwise import while its first visitor waits.
HEAVY = ("pandas", "plotly.graph_objects", "plotly.tools", "sqlalchemy", "pyarrow.pandas_compat")
OURS = ("ui", "workflow", "charts", "planning", "storage")
MIGRATING = "storage.migrations."  # Alembic runs these, with a connection at hand

# The exit code of a start refused by a setting, as sysexits.h has it; run.py then shows the last line said.
REFUSED = 78
# Seconds a running page keeps the interpreter while the loop that answers all others waits for it.
SWITCH = 0.001

_log = logging.getLogger("siapcerdas.server")


class SecurityHeaders:
    """Adds HEADERS to every HTTP response, including static files and errors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def health(request: Request) -> JSONResponse:
    """Answers once the warm-up is over, so a starter or a proxy may send visitors."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def never_skip_app() -> None:
    """Keep deep links on app.py: Streamlit takes a folder named pages/ for its old multipage convention.

    Until st.navigation has run once it would answer a deep link with a "Page not found" dialog. The flag is
    private, so tests/e2e opens a deep link on a fresh server and fails when a new Streamlit moves it.
    """
    from streamlit.runtime.pages_manager import PagesManager

    PagesManager.uses_pages_directory = False


def modules() -> Iterator[str]:
    """Every module a page may import: what comes in after the freeze is walked by each full collection."""
    yield from HEAVY
    for package in OURS:
        folder = importlib.import_module(package).__path__
        found = (module.name for module in pkgutil.walk_packages(folder, prefix=f"{package}."))
        yield from (name for name in found if not name.startswith(MIGRATING))


def draw_once() -> None:
    """Make Plotly build the classes and validators of our charts, which it does when they are first used."""
    from pandas import DataFrame

    from charts.drawing.look import Look
    from charts.results import gap
    from scoring import Scale

    rows = DataFrame({"node": ["A", "B"], "name": ["A", "B"], "score": [1.0, float("nan")], "target": 2.0})
    gap.draw_gap(rows, Scale(1, 5, ("1", "2", "3", "4", "5"), ()), Look()).figure.to_dict()


def score_once(engine: Engine) -> None:
    """Score the region a visitor sees first: what is built once is then built, and frozen with the rest."""
    from reference import regions
    from storage.results import state
    from storage.setup import instruments, periods
    from workflow.results.stored_data import AssessmentScope
    from workflow.targets.region_selection import RegionSelection

    regions.find_region("35.18")
    seen = (
        periods.list_periods(engine),
        instruments.list_instruments(engine),
        state.list_known_regions(engine),
    )
    if all(seen):
        RegionSelection(engine, AssessmentScope(seen[0][-1].id, seen[1][0].id), (seen[2][0],)).result()


def warm_up() -> None:
    """Import what pages need and open the store, then move it all out of the garbage collector's sight.

    Without the freeze each full collection walks all of Plotly (ADR 0002).
    """
    try:
        for module in modules():
            importlib.import_module(module)
        draw_once()
        score_once(store.store_engine())
    finally:
        gc.collect()
        gc.freeze()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm up before visitors, fold the store at the end; one that cannot open is told on the page."""
    never_skip_app()
    downloads.explain_failed_downloads()
    sys.setswitchinterval(SWITCH)
    try:
        await asyncio.to_thread(warm_up)
    except Exception as error:
        _log.warning("warm-up incomplete, reference %s", errors.record_error(error))
    store.DAILY.start_looking()
    try:
        yield {"ready": True}
    finally:
        store.DAILY.stop_looking()
        close_stores()


def check_settings() -> Settings:
    """The settings; ends with one sentence where they are wrong or would leave the store behind."""
    try:
        location.find_store_address()
        return read_settings()
    except StoreError as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(REFUSED)


forbid_outside_calls()
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Gate, hosts=check_settings().hosts),
    Middleware(PackedFiles, folder=STATIC / "static"),
    Middleware(BrowserCookie, find_browsers=actor.known_browsers),
]
app = st.App(
    paths.ROOT / "app.py",
    routes=[Route("/healthz", health), *naming_routes(actor.known_browsers)],
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=errors.show_error,
)

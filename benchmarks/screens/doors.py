"""The app with a route more: a file on disk goes through a door, as a page sends it."""

import asyncio
import sys
import time
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import server
from survey.values import SourceFile
from tests.doors import doors


def pass_file(door: str, path: str) -> dict[str, object]:
    """What the door says of the file, and the seconds it took."""
    send, ending = doors.DOORS[door]
    start = time.perf_counter()
    said = send(SourceFile(f"berkas{ending}", Path(path).read_bytes()))
    return {"seconds": time.perf_counter() - start, "said": [line[:200] for line in said[:3]]}


async def answer(request: Request) -> JSONResponse:
    """In a thread, as the script of a page runs."""
    asked = request.query_params
    return JSONResponse(await asyncio.to_thread(pass_file, asked["door"], asked["path"]))


app = st.App(
    ROOT / "app.py",
    routes=[Route("/healthz", server.health), Route("/berkas", answer)],
    middleware=server.MIDDLEWARE,
    lifespan=server.lifespan,
)

"""Streamlit's own scripts and styles, each compressed once: what a phone on a hotspot waits for."""

import asyncio
import gzip
import mimetypes
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# Their names change with their content, so a browser may keep them for good.
HASHED = re.compile(r"/static/((?:js|css)/[\w.-]+\.[\w-]{8}\.(?:js|css))", re.ASCII)
TAKEN = re.compile(r"gzip(;q=(1(\.0*)?|0\.\d*[1-9]\d*))?")
KEPT = "public, immutable, max-age=31536000"
LEVEL = 6


class PackedFiles:
    """Answers with the compressed bytes of a file under `folder` whoever takes them; all else is the app's.

    Streamlit leaves its own files as they are: nine megabytes before the first page. A file is compressed in
    a thread when it is first asked for, and stays in memory.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.folder = folder.resolve()
        self.packed: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _find_name(scope)
        content = await self._read(name) if name else None
        if content is None:
            await self.app(scope, receive, send)
            return
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": KEPT}
        kind = mimetypes.guess_type(name)[0]
        await Response(content, media_type=kind, headers=headers)(scope, receive, send)

    async def _read(self, name: str) -> bytes | None:
        """The compressed file; None where there is none of that name."""
        if name not in self.packed:
            file = self.folder / name
            if not file.is_file():
                return None
            self.packed[name] = await asyncio.to_thread(lambda: gzip.compress(file.read_bytes(), LEVEL))
        return self.packed[name]


def _find_name(scope: Scope) -> str:
    """The file asked for, below the folder; "" where it is not ours to answer."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    taken = (part.replace(" ", "").lower() for part in headers.get("accept-encoding", "").split(","))
    if "range" in headers or not any(map(TAKEN.fullmatch, taken)):
        return ""
    found = HASHED.fullmatch(scope["path"])
    return found[1] if found else ""

"""Asks an ASGI app one thing, without a server."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    text: str

    def all(self, name: str) -> list[str]:
        return [value for told, value in self.headers if told == name]

    def one(self, name: str) -> str:
        [value] = self.all(name)
        return value


def ask_app(
    app: ASGIApp,
    method: str,
    target: str,
    *,
    cookies: Mapping[str, str] | None = None,
    body: str | bytes = b"",
    content_type: str = "",
    scheme: str = "http",
) -> Answer:
    """The answer to one request of a browser on this computer."""
    path, _, query = target.partition("?")
    said = {"host": "127.0.0.1:8501", "content-type": content_type}
    said["cookie"] = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "scheme": scheme}
    scope["server"] = ("127.0.0.1", 8501)
    scope["headers"] = [(name.encode(), text.encode()) for name, text in said.items() if text]
    return asyncio.run(_answered(app, scope, body.encode() if isinstance(body, str) else body))


async def _answered(app: ASGIApp, scope: dict[str, Any], body: bytes) -> Answer:
    sent: list[dict[str, Any]] = []
    parts = [body[at : at + 1000] for at in range(0, len(body), 1000)] or [b""]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    headers = tuple((name.decode(), value.decode("latin-1")) for name, value in sent[0]["headers"])
    text = b"".join(message.get("body", b"") for message in sent[1:]).decode()
    return Answer(sent[0]["status"], headers, text)

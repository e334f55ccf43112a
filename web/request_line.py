"""The target of a request that holds an address of its own: told to the gate as a second name."""

from uvicorn import config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class WholeTargetProtocol(HttpToolsProtocol):
    """Uvicorn's own, which leaves out of "GET http://evil.example/ HTTP/1.1" all but the path.

    Such an address outweighs the Host (RFC 9112, 3.2.2), so it stands beside it: `Gate` takes one name alone.
    """

    def on_headers_complete(self) -> None:
        if not self.url.startswith((b"/", b"*")):
            self.headers.append((b"host", self.url))
        super().on_headers_complete()


def keep_whole_targets() -> None:
    """Let every server that this process starts from now on tell the gate; safe to repeat."""
    config.HTTP_PROTOCOLS["auto"] = f"{__name__}:{WholeTargetProtocol.__name__}"

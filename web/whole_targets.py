"""The head of a request as it came: bounded, and the address that its target may hold told to the gate."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64 * 1024  # bytes; a browser's with every cookie of ours has some 4 KiB


class WholeTargetProtocol(HttpToolsProtocol):
    """Uvicorn's own, which leaves out of "GET http://evil.example/ HTTP/1.1" all but the path.

    Such an address outweighs the Host (RFC 9112, 3.2.2), so it stands beside it: `Gate` takes one name alone.
    Uvicorn's own reads a head without end; here one that goes on past LARGEST_HEAD is answered 400.
    """

    in_head, head = False, 0

    def data_received(self, data: bytes) -> None:
        self.head += len(data)
        if self.in_head and self.head > LARGEST_HEAD:
            self.send_400_response("Request header too large.")
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self.in_head, self.head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self.in_head = False
        if not self.url.startswith((b"/", b"*")):
            self.headers.append((b"host", self.url))
        super().on_headers_complete()

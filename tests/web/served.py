"""A server started as a user starts it, whose every look at another computer is written down."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.conftest import ROOT, free_port, wait_until_healthy
from tests.pages import stores

# Python imports this before anything else; the hook sees every name asked for and every connection made.
WATCH = """
import sys
def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        asked = arguments[0] if event.startswith("socket.get") else arguments[1]
        asked = asked[0] if isinstance(asked, tuple) else asked
        if str(asked) not in ("127.0.0.1", "::1", "localhost", "None"):
            with open({log!r}, "a") as log:
                log.write(f"{{event}} {{asked}}\\n")
sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class Watched:
    """A running server and the file that names what it asked outside."""

    port: int
    log: Path

    def asked_outside(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def answer(self, *lines: str, body: str = "") -> str:
        """The status line to a request of these lines, sent as they are; "" when none came."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(("\r\n".join((*lines, "", "")) + body).encode("latin-1"))
            return connection.makefile("rb").readline().decode("latin-1").strip()


def watched_environment(folder: Path) -> tuple[dict[str, str], Path]:
    """The environment of a process whose looks outside go to the file."""
    (folder / "watch").mkdir()
    log = folder / "outside.log"
    (folder / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)))
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder / "watch"), str(ROOT)))}, log


@contextmanager
def watching(folder: Path, *options: str, **settings: str) -> Iterator[Watched]:
    """A server over an empty store in `folder`, with more options and variables of the environment."""
    environment, log = watched_environment(folder)
    environment |= {"SIAP_VAR": str(folder / "var"), "DATABASE_URL": stores.address(folder / "store.db")}
    port = free_port()
    command = [sys.executable, "start.py", "--server.port", str(port), *options]
    with (folder / "server.log").open("wb") as said:
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, env=environment | settings
        )
    try:
        wait_until_healthy(server, f"http://127.0.0.1:{port}", folder / "server.log")
        yield Watched(port, log)
    finally:
        server.terminate()
        server.wait(20)

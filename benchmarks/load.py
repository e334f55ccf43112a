"""A hundred sessions, each changing a filter every five seconds: our pages against the four bare charts.

    python benchmarks/load.py                 100 sessions for 30 seconds on each server
    python benchmarks/load.py --sessions 20   fewer

Clients speak Streamlit's protocol over loopback, open over OPENING seconds and change the kabupaten of
Kesenjangan; the reference reruns its page as often. Reported: p50 and p95 of a rerun, errors, and memory of
the server.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import websockets

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages import SCREENS, Server, Visitor, serving
from tests.pages import stores

REGIONS = ("33.22", "35.14", "35.18", "35.23", "35.28")
EVERY, OPENING = 5.0, 20.0
RATIO, MEMORY_MIB = 3.0, 400.0


@dataclass
class Seen:
    """What the clients met: milliseconds of every rerun, and what went wrong."""

    reruns: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def p(self, percent: int) -> float:
        """A percentile of the reruns, in milliseconds."""
        return statistics.quantiles(self.reruns, n=100)[percent - 1] if len(self.reruns) > 1 else float("nan")


async def session(server: Server, page: str, number: int, until: float, seen: Seen) -> None:
    """One visitor: opens, then changes the filter until the time is over."""
    drawn = random.Random(number)
    await asyncio.sleep(drawn.uniform(0, OPENING))
    try:
        async with websockets.connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            origin=f"http://127.0.0.1:{server.port}",
            max_size=None,
            subprotocols=["streamlit"],
            open_timeout=60,
        ) as socket:
            visitor = Visitor(socket, page, "")
            await visitor.rerun()
            while time.monotonic() < until:
                await asyncio.sleep(drawn.uniform(0.8, 1.2) * EVERY)
                visitor.query = f"wilayah={drawn.choice(REGIONS)}" if page else ""
                start = time.perf_counter()
                await visitor.rerun()
                seen.reruns.append((time.perf_counter() - start) * 1000)
    except (OSError, TimeoutError, websockets.WebSocketException) as error:
        seen.errors.append(type(error).__name__)


async def crowd(server: Server, page: str, sessions: int, seconds: float) -> Seen:
    """All sessions at once; bounded in number and time."""
    seen, until = Seen(), time.monotonic() + OPENING + seconds
    await asyncio.gather(*(session(server, page, number, until, seen) for number in range(sessions)))
    return seen


def memory(server: Server) -> float:
    """Resident memory of the server in MiB."""
    status = Path(f"/proc/{server.process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def measure(launcher: Path, page: str, sessions: int, seconds: float, screen: str = "") -> tuple[Seen, float]:
    """The crowd on a server of its own, and the server's memory at its end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores.seed(folder / "store.db")
        with serving(launcher, folder, "/healthz", screen) as server:
            seen = asyncio.run(crowd(server, page, sessions, seconds))
            return seen, memory(server)


def main() -> None:
    """Print both crowds; exit 1 when a figure is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    bare, bare_mib = measure(SCREENS / "launch.py", "", options.sessions, options.seconds, "four_charts.py")
    ours, ours_mib = measure(ROOT / "server.py", "kesenjangan", options.sessions, options.seconds)
    for name, seen, mib in (("four charts", bare, bare_mib), ("Kesenjangan", ours, ours_mib)):
        print(
            f"{name:12} {len(seen.reruns):5} reruns   p50 {seen.p(50):6.0f} ms   p95 {seen.p(95):6.0f} ms   "
            f"{mib:4.0f} MiB   {len(seen.errors)} errors {sorted(set(seen.errors))}"
        )
    ratio = ours.p(95) / bare.p(95)
    print(f"p95 ratio {ratio:.2f} (at most {RATIO}), memory {ours_mib:.0f} MiB (at most {MEMORY_MIB:.0f})")
    sys.exit(0 if ratio <= RATIO and ours_mib <= MEMORY_MIB and not ours.errors else 1)


if __name__ == "__main__":
    main()

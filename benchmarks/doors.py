"""Strangers' files through every door of a running server: its memory, its health and the time meanwhile.

    python benchmarks/doors.py            every hostile file of tests/doors, and a large honest one each
    python benchmarks/doors.py --sample   three hostile files of each kind

A file goes in as a page sends it, in a thread of the server. Printed for each kind of file: the most by which
the server's resident memory grew beside the bytes of the file, the longest wait for /healthz, the longest
time, and the file each was met with.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import honest_files
from benchmarks.pages import free_port, wait_for
from tests.doors import doors, hostile

MEMORY_MIB, HEALTH_SECONDS, SECONDS, PATIENCE = 20.0, 0.3, 25.0, 200.0
SAMPLE = ("rows_100MB", "the same text in 2 million cells", "sixty members of 24 MB")


@dataclass(frozen=True)
class Passage:
    """One file through one door: MiB beside the file's bytes, seconds of /healthz and of the whole."""

    file: str
    mebibytes: float
    health: float
    seconds: float
    said: str


@dataclass(frozen=True)
class Served:
    """A running server with its doors."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    def memory(self) -> float:
        """Resident memory in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def pass_file(self, door: str, name: str, data: bytes) -> Passage:
        """Send a file and watch until it was answered."""
        path = self.folder / "berkas"
        path.write_bytes(data)
        with ThreadPoolExecutor(1) as pool:
            before, most, slowest = self.memory(), 0.0, 0.0
            asked = pool.submit(self._get, f"berkas?{urlencode({'door': door, 'path': path})}")
            while not asked.done():
                most = max(most, self.memory() - before)
                slowest = max(slowest, self._health())
                time.sleep(0.01)
            found = json.loads(asked.result())
        return Passage(
            name, most - len(data) / 2**20, slowest, found["seconds"], "; ".join(found["said"])[:90]
        )

    def _get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
            content: bytes = answer.read()
            return content

    def _health(self) -> float:
        start = time.perf_counter()
        self._get("healthz")
        return time.perf_counter() - start


@contextmanager
def serving_doors() -> Iterator[Served]:
    """The app over a store of its own, ended afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "SIAP_VAR": str(folder / "var")}
        script = ROOT / "benchmarks" / "screens" / "doors.py"
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        with (folder / "server.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=env)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield Served(port, process, folder)
        finally:
            process.terminate()
            process.wait(20)


def measure_doors(files: dict[str, Callable[[], bytes]]) -> dict[str, list[Passage]]:
    """Every file through every door, after a first one that loads what a door needs once."""
    with serving_doors() as served:
        found: dict[str, list[Passage]] = {}
        for door in doors.DOORS:
            served.pass_file(door, "", hostile.GOOD)
            found[door] = [served.pass_file(door, name, made()) for name, made in files.items()]
        return found


def measure_honest() -> dict[str, list[Passage]]:
    """The large honest file of every kind."""
    with serving_doors() as served:
        for door in doors.DOORS:
            served.pass_file(door, "", hostile.GOOD)
        return {
            door: [served.pass_file(door, name, made())] for door, (name, made) in honest_files.HONEST.items()
        }


def print_passages(title: str, found: dict[str, list[Passage]]) -> bool:
    """One line a door with the worst of its files; whether every bound held."""
    print(f"\n{title}", flush=True)
    held = True
    for door, passages in found.items():
        memory = max(passages, key=lambda one: one.mebibytes)
        health = max(passages, key=lambda one: one.health)
        slow = max(passages, key=lambda one: one.seconds)
        within = (
            memory.mebibytes <= MEMORY_MIB and health.health <= HEALTH_SECONDS and slow.seconds <= SECONDS
        )
        held &= within
        print(
            f"{door:18} +{memory.mebibytes:6.1f} MiB ({memory.file})   /healthz {health.health:.3f} s"
            f" ({health.file})   {slow.seconds:5.1f} s ({slow.file}: {slow.said})"
            + ("" if within else "   BEYOND")
        )
    return held


def main() -> None:
    """Print both tables; exit 1 when a bound is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", action="store_true")
    options = parser.parse_args()
    files = {name: made for name, made in hostile.HOSTILE.items() if not options.sample or name in SAMPLE}
    held = print_passages(f"{len(files)} hostile files", measure_doors(files))
    held &= print_passages("One large honest file", measure_honest())
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()

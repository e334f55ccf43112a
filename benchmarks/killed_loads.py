"""kill -9 in the middle of loads of a package and of their undoing: the region is as before or as after."""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import text

from benchmarks.packages_kept import NGANJUK, TUBAN, fill_region
from storage import open_store
from storage.chain_check import list_chain_faults
from storage.engine import Store
from storage.values import Actor
from workflow.package.facts import list_packed_facts
from workflow.package.gather import gather_package, pack_region
from workflow.package.import_package import store_package
from workflow.package.loads import list_package_loads, undo_package_load

TIMES = 30
CODES = (NGANJUK, TUBAN)
Facts = frozenset[tuple[object, str]]


def list_facts(store: Store) -> Facts:
    """What the store says of both regions."""
    return frozenset(
        (key, said.exact) for code in CODES for key, said in list_packed_facts(pack_region(store, code))
    )


def load_and_undo(folder: Path) -> None:
    """Load and undo until killed; a line for each that is done."""
    home, store = (open_store(f"sqlite:///{folder / name}.db") for name in ("home", "store"))
    package = gather_package(home, CODES)
    print("ready", flush=True)
    while True:
        for known in list_package_loads(store):
            undo_package_load(store, known.key, Actor("Pemuat"))
        print("undone", flush=True)
        store_package(store, package, Actor("Pemuat"), take=CODES, name="paket.zip")
        print("loaded", flush=True)


def kill_loads(times: int) -> Iterator[str]:
    """What was found after each kill: "before", "after", or what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, store = (open_store(f"sqlite:///{folder / each}.db") for each in ("home", "store"))
        for code, level in zip(CODES, (3.0, 4.0), strict=True):
            fill_region(home, code, level)
        fill_region(store, NGANJUK, 2.0)
        before = list_facts(store)
        store_package(store, gather_package(home, CODES), Actor("Pemuat"), take=CODES, name="paket.zip")
        after = list_facts(store)
        for number in range(times):
            _kill(folder, random.Random(number))
            yield _found(store, before, after)
        for each in (home, store):
            each.dispose()


def _kill(folder: Path, drawn: random.Random) -> None:
    """One child, killed at a moment of its third step or so."""
    command = [sys.executable, __file__, "--in", str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    lines = child.stdout or ()
    steps = drawn.randrange(2, 5)
    started = time.monotonic()
    for at, _line in enumerate(lines):
        if at == 1:
            started = time.monotonic()
        if at == steps:
            break
    # About as long as a step took, so that the kill falls into the middle of the next.
    time.sleep(drawn.random() * (time.monotonic() - started) / max(steps - 1, 1))
    child.send_signal(signal.SIGKILL)
    child.communicate()


def _found(store: Store, before: Facts, after: Facts) -> str:
    with store.connect() as connection:  # type: ignore[union-attr]
        if (said := connection.execute(text("PRAGMA integrity_check")).scalar()) != "ok":
            return f"FAULT {said}"
    if faults := list_chain_faults(store):
        return f"FAULT {faults[:2]}"
    now, loads = list_facts(store), len(list_package_loads(store))
    state = {before: "before", after: "after"}.get(now)
    if state is None:
        return f"FAULT neither before nor after: {len(now ^ before)} and {len(now ^ after)} facts differ"
    return state if loads == (state == "after") else f"FAULT {state} with {loads} loads"


def main() -> None:
    """A count of what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.folder:
        load_and_undo(asked.folder)
    found = list(kill_loads(asked.times))
    faults = [said for said in found if said.startswith("FAULT")]
    print(f"{len(found)} kills: {found.count('before')} as before, {found.count('after')} as after, {faults}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

"""How long the save of somebody else waits beside the load of a package as full as one may be."""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from storage import entries, open_store
from storage.engine import BUSY_SECONDS, Store
from storage.setup import targets
from storage.values import Actor
from workflow.package import caps
from workflow.package.archive import read_package, write_package
from workflow.package.contents import Package
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package

REGIONS = ("35.15", "35.16", "35.17", "35.18")
HANDS = 7
EACH = caps.PACKAGE_ENTRIES // len(REGIONS)


def fill_package(folder: Path, each: int = EACH) -> Package:
    """Programmes of four regions, `each` a region, by seven hands in turn, as a package is read."""
    source = open_store(f"sqlite:///{folder / 'dari.db'}")
    for region in REGIONS:
        texts = {f"k{at}": json.dumps({"key": f"k{at}", "name": f"Program {at}"}) for at in range(each)}
        by = {key: Actor(f"Orang {at % HANDS}") for at, key in enumerate(texts)}
        entries.save_entries(source, entries.EntryScope("programme", region), texts, by=by)
    package = read_package(write_package(gather_package(source, REGIONS)))
    source.dispose()
    return package


def time_saves(store: Store, package: Package) -> tuple[float, list[float]]:
    """Seconds of the load, and of every save of a target that somebody made from its begin to its end."""
    waits: list[float] = []
    done = threading.Event()

    def load() -> None:
        store_package(store, package, Actor("Pemuat"))
        done.set()

    loading = threading.Thread(target=load)
    begun = time.monotonic()
    loading.start()
    while not done.is_set():
        at = time.monotonic()
        targets.save_target(store, "35.01", "GOV", 2030, 1.0 + len(waits) % 4, by=Actor("Sari"))
        waits.append(time.monotonic() - at)
        time.sleep(0.02)
    loading.join()
    return time.monotonic() - begun, waits


def main() -> int:
    """1 where anybody waited half of what a save waits at most."""
    with tempfile.TemporaryDirectory(prefix="siapcerdas-") as name:
        package = fill_package(Path(name))
        store = open_store(f"sqlite:///{Path(name) / 'ke.db'}")
        seconds, waits = time_saves(store, package)
        store.dispose()
    print(f"{EACH * len(REGIONS)} entries loaded in {seconds:.1f} s; {len(waits)} saves beside it")
    print(f"longest wait {max(waits):.1f} s of {BUSY_SECONDS} s, then a save is refused in words")
    return 1 if max(waits) > BUSY_SECONDS / 2 else 0


if __name__ == "__main__":
    sys.exit(main())

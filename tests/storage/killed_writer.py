"""Another process beside a store: it writes, folds, and is killed in the middle, as each line on stdin says.

`log N`: killed between the log and its index, N pages committed. `half N`: killed before its commit. `fold`:
killed when the file holds the log and nobody was told. `write N` and `whole` are not killed.
"""

import os
import signal
import sqlite3
import sys
from datetime import date
from pathlib import Path

from storage import engine, open_store, store_file
from storage.setup import periods
from storage.store_file import FOLDING, StoreFile
from storage.values import Actor

DAYS = (date(2026, 1, 1), date(2026, 12, 31))


def add_pages(path: Path, count: int) -> sqlite3.Connection:
    """A transaction with so many pages more, open."""
    connection = sqlite3.connect(path, isolation_level=None)
    for line in ("wal_autocheckpoint=0", "cache_size=2", "synchronous=OFF"):
        connection.execute(f"PRAGMA {line}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS uji_lain (isi BLOB)")
    for _ in range(count):
        connection.execute("INSERT INTO uji_lain VALUES (randomblob(4000))")
    return connection


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_between_log_and_index(path: Path, count: int) -> None:
    """The index is put back as it was: as if the process had ended before it wrote there."""
    connection = add_pages(path, count)
    with Path(f"{path}-shm").open("r+b", buffering=0) as index:
        before = index.read()
        connection.execute("COMMIT")
        index.seek(0)
        index.write(before)
        die()


def die_in_a_transaction(path: Path, count: int) -> None:
    add_pages(path, count)
    die()


def die_while_folding(path: Path, _count: int) -> None:
    whole = StoreFile._stamp_log

    def stamp(self: StoreFile, time: int) -> None:
        if time != FOLDING:
            die()
        whole(self, time)

    StoreFile._stamp_log = stamp  # type: ignore[method-assign]
    store_file.LONG_LOG = 0
    store_file.open_store_file(path).fold_log_part()


def fold_wholly(path: Path, _count: int) -> None:
    engine.fold_log(open_store(f"sqlite:///{path}"), seconds=0.1)


def write(path: Path, count: int) -> None:
    store = open_store(f"sqlite:///{path}")
    periods.add_period(store, f"lain {count}", *DAYS, Actor("Lain"))
    store.dispose()


DEEDS = {
    "log": die_between_log_and_index,
    "half": die_in_a_transaction,
    "fold": die_while_folding,
    "whole": fold_wholly,
    "write": write,
}


def main() -> None:
    """A child for each line; what was said when it had ended."""
    path = Path(sys.argv[1])
    for line in sys.stdin:
        deed, _, count = line.partition(" ")
        if not (child := os.fork()):
            try:
                DEEDS[deed.strip()](path, int(count or 0))
            except BaseException as error:
                print(repr(error), file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        _, ended = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)


if __name__ == "__main__":
    main()

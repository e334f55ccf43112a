"""kill -9 in the middle of everything that writes: what was written is there wholly, or not at all.

    python benchmarks/killed.py                  every job 30 times
    python benchmarks/killed.py --times 3 --job restore

A child does its job over and over and says what it has been told is done; the parent kills it after a drawn
moment and looks at what lies there. Printed is how often the kill came in the middle, and every fault.
"""

from __future__ import annotations

import argparse
import lzma
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import alembic.command  # noqa: F401  so that no child spends its time on it
from sqlalchemy import Engine, func, select, text

import storage
from benchmarks.killed_beside import Neighbour
from storage import chain_check, engine, restoring, schema, store_file
from storage.backup import contents, copying, shelf
from storage.results import decisions
from storage.setup import instruments, periods
from storage.states import kept
from storage.store_file import open_store_file
from storage.upload import uploads
from storage.values import Actor
from tests.pages.stores import address
from tests.storage import writer
from workflow.plan import plan_decisions
from workflow.states import marked_states

TIMES = 30
REGION, WAY, BODIES = "35.18", "usg", 12
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Job:
    """`work` goes on until killed and tells each number that is done; `find_faults` takes the last of them.

    `seconds` is about what one round takes: the kill falls into the first few. `beside`: this process has the
    store open meanwhile, writes too, and must be refused nothing before or after the kill.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path, Tell], None]
    find_faults: Callable[[Path, int], list[str]]
    seconds: float
    beside: bool = False


def file_of(folder: Path) -> Path:
    """Where the store of a job lies."""
    return folder / "siapcerdas.db"


def open_at(folder: Path) -> Engine:
    """The store of a job."""
    return storage.open_store(address(file_of(folder)))


def prepare_store(folder: Path) -> None:
    """A store with a period, an instrument and one upload."""
    store = open_at(folder)
    period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    key = instruments.freeze_instrument(store, "kesiapan", "0.9", "d1", "{}")
    uploads.keep_upload(store, writer.batch(period.id, key, "A", 0))
    store.dispose()


def find_store_faults(folder: Path) -> list[str]:
    """What is wrong with the store as a whole: its file, its keys, its audit, an upload that is not whole."""
    store = open_at(folder)
    found = []
    with store.connect() as connection:
        for look, sound in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            if (said := list(map(tuple, connection.execute(text(f"PRAGMA {look}")).all()))) != sound:
                found.append(f"{look}: {said}")
        rows = select(func.count()).select_from(schema.answer.join(schema.version))
        counts = set(connection.scalars(rows.group_by(schema.version.c.batch_id)))
        if counts - {writer.INDICATORS * writer.AGENCIES}:
            found.append(f"uploads of {counts} answers")
    if broken := chain_check.list_chain_faults(store):
        found.append(f"audit broken at {broken}")
    store.dispose()
    return found


def upload_on(folder: Path, tell: Tell) -> None:
    """Upload after upload of four OPD."""
    store = open_at(folder)
    tell(0)
    for number in range(1, 100_000):
        uploads.keep_upload(store, writer.batch(1, 1, "A", number))
        tell(number)


def fold_on(folder: Path, tell: Tell) -> None:
    """Upload after upload, the log folded behind each, in part or whole in turn."""
    store_file.LONG_LOG = 0
    store = open_at(folder)
    tell(0)
    for number in range(1, 100_000):
        uploads.keep_upload(store, writer.batch(1, 1, "A", number))
        if number % 2:
            engine.fold_log(store)
        tell(number)


def find_upload_faults(folder: Path, last: int) -> list[str]:
    """Every upload that was acknowledged counts, and none is mixed of two."""
    store = open_at(folder)
    with store.connect() as connection:
        newest = select(func.max(schema.version.c.id)).group_by(schema.version.c.submission_id)
        values = set(
            connection.scalars(select(schema.answer.c.value).where(schema.answer.c.version_id.in_(newest)))
        )
    store.dispose()
    whole = len(values) == 1 and max(values) in (last, last + 1)
    return find_store_faults(folder) + ([] if whole else [f"values {values} after {last}"])


def decide_on(folder: Path, tell: Tell) -> None:
    """Decision after decision at one indicator."""
    store = open_at(folder)
    tell(0)
    for number in range(1, 100_000):
        decisions.save_agreed_value(
            store, 1, 1, REGION, "GOV1.1", float(number % 5 + 1), reason=f"{number}", by=Actor("Sari")
        )
        tell(number)


def find_decision_faults(folder: Path, last: int) -> list[str]:
    """Every decision acknowledged stands with its entry of the audit, and no entry without its decision."""
    store = open_at(folder)
    with store.connect() as connection:
        kept = connection.scalars(select(schema.decision.c.reason)).all()
        told = connection.scalars(select(schema.audit.c.reason).filter_by(action="agreed.set")).all()
    store.dispose()
    whole = sorted(kept) == sorted(told) == sorted(str(n + 1) for n in range(len(kept)))
    sound = whole and len(kept) in (last, last + 1)
    return find_store_faults(folder) + (
        [] if sound else [f"{len(kept)} decisions, {len(told)} entries, {last}"]
    )


def mark_on(folder: Path, tell: Tell) -> None:
    """State after state of one region's period."""
    store = open_at(folder)
    tell(0)
    for number in range(1, 100_000):
        marked_states.mark_period_state(store, 1, REGION, f"Keadaan {number}", Actor("Sari"))
        tell(number)


def find_mark_faults(folder: Path, last: int) -> list[str]:
    """Every state acknowledged stands, opens, and is told of by the entry that it names."""
    store = open_at(folder)
    found = [one.state for one in marked_states.list_period_states(store, 1, REGION)]
    with store.connect() as connection:
        told = connection.scalars(select(schema.audit.c.id).filter_by(action="state.mark")).all()
    for state in found:
        kept.read_state_content(store, state)
    store.dispose()
    sound = [one.change for one in found] == sorted(told) and len(found) in (last, last + 1)
    return find_store_faults(folder) + ([] if sound else [f"{len(found)} states, {len(told)} told, {last}"])


def ballots_of(number: int) -> dict[str, dict[str, dict[str, float]]]:
    """What twelve bodies marked, all of them the same number."""
    return {f"OPD{at}": {"p-1": {"urgency": float(number)}} for at in range(BODIES)}


def vote_on(folder: Path, tell: Tell) -> None:
    """The paper ballots of twelve bodies, typed in anew again and again."""
    store = open_at(folder)
    seen = plan_decisions.read_ballots(store, REGION).get(WAY, {})
    tell(0)
    for number in range(1, 100_000):
        plan_decisions.save_ballots(store, REGION, WAY, ballots_of(number), seen, by=Actor("Sari"))
        seen = ballots_of(number)
        tell(number)


def find_vote_faults(folder: Path, last: int) -> list[str]:
    """All ballots are of one round, the last acknowledged or the one after."""
    store = open_at(folder)
    found = plan_decisions.read_ballots(store, REGION).get(WAY, {})
    store.dispose()
    whole = found in (ballots_of(last), ballots_of(last + 1)) or (last == 0 and found == {})
    return find_store_faults(folder) + ([] if whole else [f"ballots {found} after {last}"])


def copy_on(folder: Path, tell: Tell) -> None:
    """Copy after copy, daily ones between."""
    file = open_store_file(file_of(folder))
    tell(0)
    for number in range(1, 100_000):
        copying.copy_store_file(file, copying.CopyRequest(folder / "cadangan", shelf.BY_HAND))
        tell(number)


def find_copy_faults(folder: Path, last: int) -> list[str]:
    """Every file that bears the name of a copy is a whole one, and those acknowledged are there."""
    found = []
    for path in (folder / "cadangan").glob("*.zip"):
        try:
            contents.unpack_copy(contents.read_copy(path), folder / "lepas")
        except storage.StoreError as refusal:
            found.append(str(refusal))
    count = len(list((folder / "cadangan").glob("*.zip")))
    return find_store_faults(folder) + found + ([] if count in (last, last + 1) else [f"{count} of {last}"])


def prepare_restore(folder: Path) -> None:
    """Two copies of one store: one of its first state, one of its second."""
    prepare_store(folder)
    file = open_store_file(file_of(folder))
    for name in ("satu", "dua"):
        made = copying.copy_store_file(file, copying.CopyRequest(folder / "usb", shelf.BY_HAND, name))
        made.path.rename(folder / f"{name}.zip")
        store = open_at(folder)
        uploads.keep_upload(store, writer.batch(1, 1, "A", 1))
        store.dispose()


def restore_on(folder: Path, tell: Tell) -> None:
    """The one copy, the other copy, and again."""
    tell(0)
    for number in range(1, 100_000):
        name = "satu.zip" if number % 2 else "dua.zip"
        restoring.restore_copy(folder / name, address(file_of(folder)))
        tell(number)


def find_restore_faults(folder: Path, last: int) -> list[str]:
    """The store is one of the two, wholly, and every copy that was kept is whole."""
    with closing(sqlite3.connect(file_of(folder))) as connection:
        versions = connection.execute("SELECT count(*) FROM version").fetchone()[0] // writer.AGENCIES
    wanted = {(2 - last % 2), (1 + last % 2)} if last else {1, 2}
    kept = find_copy_faults(folder, len(list((folder / "cadangan").glob("*.zip"))))
    return kept + ([] if versions in wanted else [f"{versions} versions after {last}"])


def prepare_migration(folder: Path) -> None:
    """Stores of the oldest version, one for each round."""
    older = ROOT / "tests" / "workflow" / "older" / "0001.db.xz"
    file_of(folder).write_bytes(lzma.decompress(older.read_bytes()))
    with closing(sqlite3.connect(file_of(folder))) as connection:
        # The fixture is kept small without the bytes of most files: they say so, as files of a package do.
        connection.execute("UPDATE upload SET size = 0 WHERE content IS NULL")
        connection.commit()
    for number in range(1, 12):
        shutil.copy(file_of(folder), folder / f"{number}.db")


def migrate_on(folder: Path, tell: Tell) -> None:
    """Store after store brought to this version."""
    tell(0)
    for number in range(1, 12):
        storage.open_store(address(folder / f"{number}.db")).dispose()
        tell(number)
    time.sleep(60)


def count_rows(path: Path) -> dict[str, int]:
    """Rows of the tables that the oldest version has."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("answer", "version", "batch", "decision", "upload", "agency", "finding")
        }


def find_migration_faults(folder: Path, last: int) -> list[str]:
    """A store is of the old version or the new, opens in the new, and has every row it had."""
    found, wanted = [], count_rows(file_of(folder))
    for number in range(1, 12):
        path = folder / f"{number}.db"
        with closing(sqlite3.connect(path)) as connection:
            ((revision,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if revision not in ("0001", schema.REVISION) or (number <= last and revision != schema.REVISION):
            found.append(f"store {number} is of {revision} after {last}")
        store = storage.open_store(address(path))
        if chain_check.list_chain_faults(store):
            found.append(f"store {number} has a broken audit")
        store.dispose()
        if count_rows(path) != wanted:
            found.append(f"store {number} lost rows")
    for copy in shelf.list_unreadable_copies(folder / "cadangan"):
        found.append(copy)
    return found


JOBS = {
    "upload": Job(prepare_store, upload_on, find_upload_faults, 0.1),
    "decision": Job(prepare_store, decide_on, find_decision_faults, 0.06),
    "beside": Job(prepare_store, upload_on, find_upload_faults, 0.1, beside=True),
    "decided": Job(prepare_store, decide_on, find_decision_faults, 0.06, beside=True),
    "folds": Job(prepare_store, fold_on, find_upload_faults, 0.15, beside=True),
    "mark": Job(prepare_store, mark_on, find_mark_faults, 0.08),
    "vote": Job(prepare_store, vote_on, find_vote_faults, 0.08),
    "backup": Job(prepare_store, copy_on, find_copy_faults, 0.2),
    "restore": Job(prepare_restore, restore_on, find_restore_faults, 0.8),
    "migration": Job(prepare_migration, migrate_on, find_migration_faults, 0.5),
}


def kill_once(job: Job, seed: int) -> tuple[int, list[str]]:
    """One kill: how many rounds were done by then, and what was wrong after it."""
    with tempfile.TemporaryDirectory(prefix="siapcerdas-kill-") as name:
        folder = Path(name)
        job.prepare(folder)
        storage.close_stores()
        listening, telling = multiprocessing.Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            _work_to_death(job, folder, telling)
        telling.close()
        listening.recv()  # it has begun
        held = Neighbour(address(file_of(folder))) if job.beside else None
        until = time.monotonic() + random.Random(seed).uniform(0.0, 4 * job.seconds)
        while held and time.monotonic() < until:
            held.save()
        time.sleep(max(0.0, until - time.monotonic()))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        alarms = held.end() if held else []
        last = read_last(listening)
        return last, alarms + job.find_faults(folder, last)


def read_last(listening: Connection) -> int:
    """The last number a child told whole; 0 where none."""
    last = 0
    while listening.poll():
        try:
            last = listening.recv()
        except EOFError:
            break
    return last


def _work_to_death(job: Job, folder: Path, telling: Connection) -> None:
    try:
        job.work(folder, telling.send)
    finally:
        os._exit(1)


def main() -> int:
    """Run the series; 1 where anything was neither whole nor nothing."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--times", type=int, default=TIMES)
    asked.add_argument("--job", choices=list(JOBS), action="append")
    given = asked.parse_args()
    wrong = 0
    print(f"{'job':<10} {'kills':>5} {'rounds done':>12} {'faults':>7}")
    for name in given.job or JOBS:
        done, faults = [], []
        for seed in range(given.times):
            last, found = kill_once(JOBS[name], seed)
            done.append(last)
            faults += [f"{name} {seed}: {one}" for one in found]
        print(f"{name:<10} {given.times:>5} {min(done):>5} to {max(done):<3} {len(faults):>7}", flush=True)
        for fault in faults:
            print(f"  {fault}")
        wrong += len(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

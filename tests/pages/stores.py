"""Stores as pages may meet them: empty, filled with the sample, and damaged as a disk or a hand can."""

import shutil
import sqlite3
from pathlib import Path

import storage
from storage import entries, undoing
from workflow.sample import load
from workflow.worksheets.worksheets import WorksheetScope

DAMAGE = {
    "broken_instrument": ['UPDATE instrument SET text = \'{"bukan": "instrumen\''],
    "orphans": [
        "DELETE FROM agency",
        "DELETE FROM assignment",
        "UPDATE answer SET indicator = 'TIDAK.ADA' WHERE indicator = (SELECT MIN(indicator) FROM answer)",
        "UPDATE answer SET value = 99 WHERE indicator = (SELECT MAX(indicator) FROM answer)",
    ],
    "no_instrument": ["DELETE FROM instrument"],
}
STATES = ("empty", "seeded", *DAMAGE, "not_a_database")


def address(file: Path) -> str:
    """The DATABASE_URL of a SQLite file."""
    return f"sqlite:///{file.as_posix()}"


def seed(file: Path) -> None:
    """Fill a new store with the five sample kabupaten, as the button on Beranda does."""
    engine = storage.open_store(address(file))
    load.load_sample(engine)
    engine.dispose()


def clear_worksheets(engine, room: WorksheetScope) -> None:
    """Take back what the sample's groups wrote, so that a test starts with empty sheets."""
    for place in entries.list_entry_scopes(engine, room.region):
        if place.kind.startswith("worksheet-") and place.period == room.period:
            undoing.undo_entries(engine, place, load.ACTOR)


def make(state: str, file: Path, source: Path) -> None:
    """Put a store of that state at `file`, a copy of `source`: an empty store or a filled one."""
    if state == "not_a_database":
        file.write_bytes(b"ini bukan basis data\n" * 500)
    else:
        shutil.copy(source, file)
        damage(file, DAMAGE.get(state, []))


def damage(file: Path, statements: list[str]) -> None:
    """Run each statement with foreign keys off, as a hand with another tool would."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()

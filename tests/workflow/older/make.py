"""Writes the store of this version beside those of older ones: run it before a migration is added.

    python -m tests.workflow.older.make

Two kabupaten of the synthetic sample with five files each, one level agreed, the bytes of two files kept.
"""

import lzma
import sqlite3
import tempfile
from pathlib import Path

import storage
from storage import schema
from storage.results import decisions
from storage.values import Actor
from tests.pages.stores import address
from workflow import sample
from workflow.sample import load

HERE = Path(__file__).resolve().parent


def main() -> None:
    """The store of `schema.REVISION`."""
    whole = sample.sample_batches
    sample.sample_batches = lambda *_given: [(code, files[:5]) for code, files in list(whole())[:2]]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.db"
        engine = storage.open_store(address(file))
        load.load_sample(engine)
        scope = load.find_sample_scope(engine)
        place = (scope.period_id, scope.instrument_id, "35.18", "GOV1.1")
        decisions.save_agreed_value(engine, *place, 5.0, reason="Disepakati ruangan", by=Actor("Sari"))
        storage.close_stores()
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE upload SET content = NULL WHERE id > 2")
        connection.execute("VACUUM")
        connection.close()
        packed = lzma.compress(file.read_bytes(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / f"{schema.REVISION}.db.xz").write_bytes(packed)


if __name__ == "__main__":
    main()

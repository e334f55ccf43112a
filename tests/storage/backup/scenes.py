"""Stores that copies are made of, and what they hold, row by row."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, select

from storage import open_store
from storage.setup import instruments, periods
from storage.upload import uploads
from tests.pages.stores import address
from tests.storage.scene import ACTOR, Scene, file, sent


def fill(path: Path, *names: str) -> None:
    """Add a period, an instrument and an upload of each named OPD to the store at a path."""
    store = open_store(address(path))
    if not (known := periods.list_periods(store)):
        known = (periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), ACTOR),)
    scene = Scene(store, known[0].id, instruments.freeze_instrument(store, "kesiapan", "0.9", "d1", "{}"))
    for name in names:
        uploads.keep_upload(
            store, scene.batch(file(f"{name}.xlsx"), submissions=(sent(name, {"GOV1.1": 3.0}),))
        )
    store.dispose()


def list_rows(store: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    found = MetaData()
    found.reflect(store)
    with store.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for name, table in found.tables.items()
        }


def read_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The same of the store at a path."""
    store = open_store(address(path))
    try:
        return list_rows(store)
    finally:
        store.dispose()

"""Instruments frozen exactly as used, so that an old result can be explained and repeated."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.schema import instrument
from storage.values import FrozenInstrument

COLUMNS = (
    instrument.c.id,
    instrument.c.instrument,
    instrument.c.version,
    instrument.c.digest,
    instrument.c.text,
)


def freeze_instrument(store: Store, instrument_id: str, version: str, digest: str, text: str) -> int:
    """The row id of this very content; the same content again gives the same id, a draft edited a new one."""
    same = (instrument.c.instrument == instrument_id, instrument.c.version == version)
    query = select(instrument.c.id).where(*same, instrument.c.digest == digest)
    with reading_connection(store) as connection:
        if key := connection.scalar(query):
            return key
    with writing_transaction(store) as connection:
        if key := connection.scalar(query):
            return key
        row: dict[str, Any] = {"instrument": instrument_id, "version": version, "digest": digest}
        row |= {"text": text, "frozen_at": datetime.now(UTC)}
        key = connection.execute(insert(instrument).values(row).returning(instrument.c.id)).scalar_one()
        audit.record_change(
            connection,
            audit.PRODUCT,
            "instrument.freeze",
            f"instrument {instrument_id} {version}",
            new=digest[:16],
            instrument_id=key,
            rows={instrument: [key]},
        )
        return key


def find_instrument(store: Store, key: int) -> FrozenInstrument:
    """The frozen instrument by its row id; StoreError when there is none."""
    with reading_connection(store) as connection:
        row = connection.execute(select(*COLUMNS).where(instrument.c.id == key)).mappings().one_or_none()
    if row is None:
        raise StoreError("Instrumen tidak ditemukan dalam penyimpanan.")
    return FrozenInstrument(**row)


def list_instruments(store: Store) -> tuple[FrozenInstrument, ...]:
    """Every instrument ever used here, the oldest first."""
    with reading_connection(store) as connection:
        rows = connection.execute(select(*COLUMNS).order_by(instrument.c.id))
        return tuple(FrozenInstrument(**row) for row in rows.mappings())

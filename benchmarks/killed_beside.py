"""The other process at a store where one is killed: it is refused nothing, and nothing of its own is lost."""

from __future__ import annotations

import time
from datetime import date

from storage import StoreError, engine, open_store
from storage.setup import periods
from storage.values import Actor


class Neighbour:
    """This process where another is killed: it saves now and then, and notes each refusal and each loss."""

    def __init__(self, url: str) -> None:
        self.url, self.store = url, open_store(url)
        self.saved: list[str] = []
        self.refused: list[str] = []

    def save(self) -> None:
        """One save, and a moment for the other."""
        label = f"{len(self.saved) + len(self.refused)}"
        try:
            periods.add_period(self.store, label, date(2026, 1, 1), date(2026, 12, 31), Actor("Tetangga"))
            self.saved.append(label)
        except StoreError as refusal:
            self.refused.append(str(refusal))
        time.sleep(0.002)

    def end(self) -> list[str]:
        """Three saves more, whether the file is said to be in order, and what of all that is not there."""
        for _ in range(3):
            self.save()
        trouble = engine.describe_file_trouble(self.store)
        self.store.dispose()
        store = open_store(self.url)
        lost = set(self.saved) - {period.label for period in periods.list_periods(store)}
        store.dispose()
        return self.refused + [trouble] * bool(trouble) + [f"save {label} lost" for label in sorted(lost)]

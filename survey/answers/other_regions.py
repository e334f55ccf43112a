"""The rows of a file that belong to other regions than the one open: left out, and told with their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class OtherRegions:
    """Sheet -> the rows left out, from 0, with the code of the region that each names."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, str]] = {}

    def add_rows(self, sheet: str, rows: Iterable[int], region: str) -> None:
        """Note rows that name a region other than the one open."""
        self._rows.setdefault(sheet, {}).update(dict.fromkeys(rows, region))

    def rows_on(self, sheet: str) -> set[int]:
        """The rows of a sheet that were left out."""
        return set(self._rows.get(sheet, ()))

    @property
    def by_sheet(self) -> dict[str, Counter[str]]:
        """Sheet -> how many rows of each region, the regions in the order in which they were met."""
        return {sheet: Counter(rows.values()) for sheet, rows in self._rows.items()}

    def forget_rows(self) -> None:
        """Forget everything, for the next recogniser."""
        self._rows.clear()

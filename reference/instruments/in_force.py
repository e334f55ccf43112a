"""In which years the evaluation of an instrument is in force, and what takes its place afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.tables import read_data_table


@dataclass(frozen=True)
class YearsInForce:
    """The first and last year of an instrument, None = no end; `successor` is the id that follows, or ""."""

    first: int | None
    last: int | None
    successor: str = ""
    basis: str = ""

    def holds_in(self, year: int) -> bool:
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)

    @property
    def words(self) -> str:
        """ "untuk tahun sampai 2025", "untuk tahun 2026 dan seterusnya"; "" for any year."""
        if self.last is not None:
            return f"untuk tahun sampai {self.last}"
        return "" if self.first is None else f"untuk tahun {self.first} dan seterusnya"


ANY_YEAR = YearsInForce(None, None)


def years_in_force(instrument_id: str) -> YearsInForce:
    """The years of an instrument's id; any year where no rule says more."""
    return _every().get(instrument_id, ANY_YEAR)


def find_predecessor(instrument_id: str) -> str:
    """The id whose place an instrument took; "" for none."""
    return next((before for before, years in _every().items() if years.successor == instrument_id), "")


@cache
def _every() -> dict[str, YearsInForce]:
    rows = read_data_table("instruments/masa.csv")
    return {
        str(row["instrumen"]): YearsInForce(
            _year(row["mulai"]), _year(row["sampai"]), str(row["pengganti"]), str(row["dasar"])
        )
        for row in rows.to_dict("records")
    }


def _year(cell: object) -> int | None:
    return int(str(cell)) if str(cell) else None

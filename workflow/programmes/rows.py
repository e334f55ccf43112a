"""Many programmes as rows a person edits at once, and what their edits change in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from charts.drawing.format import format_number
from planning.programmes.programme import Programme, clear_resolved_unread
from survey.programmes import amounts
from workflow.programmes.register import new_programme_key
from workflow.programmes.register_view import RegisterView

TEXTS = (
    *("name", "kind", "status", "dimension", "subdimension", "lead"),
    *("funds", "rpjmd", "renja", "code", "measure", "unit"),
)
LISTS = ("support",)
DATES = ("start", "end")
NUMBERS = ("since", "baseline", "target")


class RowError(ValueError):
    """Rows that cannot be taken over; the message says which, in Indonesian."""


def editable_programme_rows(found: RegisterView, keys: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    """The programmes as rows: key, TEXTS, LISTS, NUMBERS, DATES, and a text of rupiah per year ("2026")."""
    rows = [_row(found.register[key], years) for key in keys]
    columns = ["key", *TEXTS, *LISTS, *NUMBERS, *DATES, *map(str, years)]
    table = pd.DataFrame(rows, columns=columns)
    for name in ("key", *TEXTS, *map(str, years)):
        table[name] = table[name].astype(object)
    for name in NUMBERS:
        table[name] = table[name].astype(float)
    for name in DATES:
        table[name] = pd.to_datetime(table[name])
    return table


def _row(one: Programme, years: Sequence[int]) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in ("key", *TEXTS, *NUMBERS, *DATES)}
    row["support"] = list(one.support)
    return row | {
        str(year): format_typed_rupiah(one.costs[year]) if year in one.costs else "" for year in years
    }


def format_typed_rupiah(rupiah: float) -> str:
    """Rupiah as a person types them: "1.250.000.000"."""
    return format_number(rupiah).removesuffix(",00")


def apply_programme_edits(
    found: RegisterView, shown: Collection[str], rows: pd.DataFrame, years: Sequence[int]
) -> dict[str, Programme | None]:
    """What the edited rows change: key -> programme, None for a row taken out of those `shown`.

    A row without a key is a new programme. Raises RowError naming every row that has no name, or whose cost
    cannot be read.
    """
    changes: dict[str, Programme | None] = {}
    faults: list[str] = []
    taken = set(found.register)
    for place, given in enumerate(rows.to_dict("records"), start=1):
        row = {str(name): value for name, value in given.items()}
        if not any(_told(value) for value in row.values()):
            continue
        try:
            one = _programme(found, row, years, taken)
        except RowError as fault:
            faults.append(f"baris {place}: {fault}")
            continue
        taken.add(one.key)
        changes[one.key] = one
    if faults:
        raise RowError(f"Tidak ada yang disimpan. Perbaiki {'; '.join(faults)}.")
    changes |= {key: None for key in shown if key not in changes}
    return {key: one for key, one in changes.items() if one is None or one != found.register.get(key)}


def _programme(
    found: RegisterView, row: Mapping[str, Any], years: Sequence[int], taken: Collection[str]
) -> Programme:
    given: dict[str, Any] = {name: _text(row[name]) for name in TEXTS}
    if not given["name"]:
        raise RowError("nama program belum diisi")
    key = _text(row["key"])
    old = found.register.get(key) or Programme(
        new_programme_key(given["name"], given["lead"], taken),
        given["name"],
        origin="Ditulis di halaman Program",
    )
    given["status"] = given["status"] or "usulan"
    given["support"] = tuple(opd for opd in _list(row["support"]) if opd != given["lead"])
    given |= {name: _number(row[name]) for name in NUMBERS} | {name: _date(row[name]) for name in DATES}
    given["since"] = None if given["since"] is None else int(given["since"])
    other = {year: rupiah for year, rupiah in old.costs.items() if year not in years}
    given["costs"] = dict(sorted({**other, **dict(_costs(old, row, years))}.items()))
    return clear_resolved_unread(old, replace(old, **given))


def _costs(old: Programme, row: Mapping[str, Any], years: Sequence[int]) -> Iterator[tuple[int, float]]:
    for year in years:
        text = _text(row[str(year)])
        if year in old.costs and text == format_typed_rupiah(old.costs[year]):
            yield year, old.costs[year]
            continue
        found = amounts.parse_amount(text)
        if found.unread:
            raise RowError(
                f"biaya {year} '{text}' tidak terbaca, tulis misalnya 1.250.000.000 atau 1,25 miliar"
            )
        if found.rupiah is not None:
            yield year, found.rupiah


def _told(value: Any) -> bool:
    return bool(_list(value)) if isinstance(value, list | tuple) else not pd.isna(value) and value != ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value)) if isinstance(value, list | tuple) else ()


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _date(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()

"""Percentages of items that count in percent, where they may as well be levels written as percentages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reference.numbers import format_plain, format_span
from scoring.tree import Scale
from survey.answers.column_meanings import ShareLevels
from survey.answers.file_reading import FileReading
from survey.answers.percent_levels import (
    READINGS,
    level_by_bounds,
    readings_of_shares,
    shares_of_cells,
)
from survey.scales.percent_items import bounds_of_item, cells_by_item, has_percent_items
from survey.scales.scale_questions import LEFT, NOT_READ, scale_key
from survey.scales.scale_sources import Columns, ScaleSources
from survey.tables.table import Table

LEAST, DIFFERENT = 5, 3
"""Where all items count in percent, only so many percentages, so many of them different, may be levels."""
BY_BOUNDS = "bounds-"
"""Begins a choice by which items that count in percent are read by their bounds."""
SHOWN = 6
Readings = Mapping[str, Mapping[float, float]]


class _Share(NamedTuple):
    """A percentage as an answer, and the shares from which its item's levels begin, () without any."""

    share: float
    bounds: tuple[float, ...]


def hold_percent_clash(table: Table, reader: FileReading, sources: ScaleSources) -> bool:
    """Ask once what percentages mean that are levels by one reading and others by the bounds of their items.

    Whether that was so: "60%" of an item whose third level begins at 40% is level 3 as three fifths, level 4
    by its bounds.
    """
    own = [(table, column) for column in sources.columns]
    if not has_percent_items(reader) or not any(shares_of_cells(one.distinct(at.index)) for one, at in own):
        return False
    found = _shares([*own, *sources.columns_alike], reader)
    scale = reader.instrument.framework.scale
    readings = readings_of_shares(sorted({one.share for one in found}), scale)
    if not _clash(found, readings, scale):
        return False
    choice = _chosen(found, readings, table, reader)
    meant = readings.get(choice.removeprefix(BY_BOUNDS), {})
    for column in sources.columns:
        cells = shares_of_cells(table.distinct(column.index))
        held = {cell: meant.get(share) for cell, share in cells.items()}
        levels = ShareLevels(held, by_bounds=choice.startswith(BY_BOUNDS))
        reader.meanings.shares[table.sheet.name, column.index] = levels
    return True


def _shares(group: Columns, reader: FileReading) -> list[_Share]:
    found = []
    for table, column in group:
        shares = shares_of_cells(table.distinct(column.index))
        items = cells_by_item(table, column, reader) if shares else ()
        found += [
            _Share(shares[cell], bounds_of_item(code, reader)) for cell, code, _ in items if cell in shares
        ]
    return found


def _clash(found: Sequence[_Share], readings: Readings, scale: Scale) -> bool:
    banded = [one for one in found if one.bounds]
    differ = any(
        level_by_bounds(one.share, one.bounds, scale) != meant[one.share]
        for meant in readings.values()
        for one in banded
    )
    is_mixed = len(banded) < len(found)
    return differ and (is_mixed or (len(banded) >= LEAST and len({one.share for one in banded}) >= DIFFERENT))


def _chosen(found: Sequence[_Share], readings: Readings, table: Table, reader: FileReading) -> str:
    """How the user chose to read the shares; "" while that is asked."""
    scale = reader.instrument.framework.scale
    span = format_span(scale.minimum, scale.maximum)
    shares = sorted({one.share for one in found})
    listed = ", ".join(f"{format_plain(100 * share)}%" for share in shares[:SHOWN]) + (
        ", …" if len(shares) > SHOWN else ""
    )
    question = (
        f"Jawaban berupa persentase ({listed}), juga pada pertanyaan yang tingkatnya sendiri dalam persen: "
        f"bagaimana dibaca pada skala {span}?"
    )
    candidates = (*_offered(found, readings), (NOT_READ, LEFT.told))
    choice = reader.ask("scale", scale_key(reader, "persen", "butir"), question, candidates, table.sheet.name)
    if choice is None:
        reader.say_first("E73", table.sheet.name, "", listed)
    return choice or ""


def _offered(found: Sequence[_Share], readings: Readings) -> list[tuple[str, str]]:
    """Every item alike, or those that count in percent by their bounds; what the items speak for first."""
    is_mixed = not all(one.bounds for one in found)
    alike = [(name, _told(name, meant)) for name, meant in readings.items()]
    theirs = "Pertanyaan yang tingkatnya dalam persen menurut batasnya"
    by_bounds = [
        (f"{BY_BOUNDS}{name}", f"{theirs}; pertanyaan lain: {told}" if is_mixed else theirs)
        for name, (_, told) in zip(readings, alike, strict=True)
    ]
    every = [(name, f"Semua pertanyaan: {told}") for name, told in alike]
    return [*every, *by_bounds] if is_mixed else [*by_bounds[:1], *every]


def _told(name: str, meant: Mapping[float, float]) -> str:
    shown = [
        f"{format_plain(100 * share)}% = {format_plain(level)}" for share, level in sorted(meant.items())
    ]
    return f"{READINGS[name][0]} ({', '.join(shown[:SHOWN])}{', …' if len(shown) > SHOWN else ''})"

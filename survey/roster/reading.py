"""A file's list of OPD: its tables chosen, its rows judged, each OPD once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reference.keys import text_key
from survey.changed_cells import tell_changed_cells
from survey.files.grid import Sheet, Workbook, cell_position
from survey.roster import commas, places, rows
from survey.roster.places import ListPlace
from survey.roster.values import RosterChoice, RosterReading, RosterRow
from survey.tables.table import year_named_above

LONGEST = 3000
"""A sheet of more rows is no list of a region's OPD."""
SAME = 0.6
"""Two tables list the same OPD where they share this much of the shorter one."""


def read_opd_list(book: Workbook, choice: RosterChoice | None = None) -> RosterReading:
    """The OPD that a file lists, with every other row of its tables and why it is none.

    Without `choice` every table that names OPD is read, one of those that list the same OPD twice. A file
    without such a table gives a reading without rows.
    """
    changed = tuple(tell_changed_cells(book, ""))
    book = commas.rejoin_names(book)
    sheet = book.sheet(choice.place.sheet) if choice else None
    if choice is not None and sheet is not None:
        every, skipped = [places.chosen_place(sheet, choice)], tuple[str, ...]()
    else:
        every, skipped = _places(book)
    sure = [place for place in every if place.sure] or every[:1]
    read, copies = _without_copies([(place, _named_once(rows.judge_list_rows(place))) for place in sure])
    lines = _named_once([row for _, part in read for row in part])
    return RosterReading(
        tuple(lines),
        tuple(place.table for place, _ in read),
        tuple(place.table for place in every if place not in sure or place in copies),
        skipped,
        _stated(lines),
        sum(_is_hidden(place, row) for place, part in read for row in part if not row.reason),
        tuple(finding for finding in changed if finding.sheet not in skipped),
    )


def _is_hidden(place: ListPlace, row: RosterRow) -> bool:
    return cell_position(row.cell)[0] + 1 in place.sheet.hidden_rows


def _places(book: Workbook) -> tuple[list[ListPlace], tuple[str, ...]]:
    """The lists of the visible sheets, of the hidden ones where those have none; the sheets not read."""
    filled = [sheet for sheet in book.sheets if not sheet.empty]
    by_sheet = [(sheet, _lists_of(sheet)) for sheet in filled]
    seen = any(found for sheet, found in by_sheet if sheet.visible)
    used = [(sheet, found) for sheet, found in by_sheet if found and (sheet.visible or not seen)]
    names = {sheet.name for sheet, _ in used}
    skipped = tuple(sheet.name for sheet, _ in by_sheet if sheet.name not in names)
    return [place for _, found in used for place in found], skipped


def _lists_of(sheet: Sheet) -> list[ListPlace]:
    return places.list_places(sheet) if len(sheet.rows) <= LONGEST else []


Judged = tuple[ListPlace, list[RosterRow]]


def _without_copies(judged: list[Judged]) -> tuple[list[Judged], list[ListPlace]]:
    """The tables to read in order, and those that list the same OPD again: the newest is read."""
    ranked = sorted(range(len(judged)), key=lambda place: _worth(judged[place]), reverse=True)
    kept: list[int] = []
    for place in ranked:
        own = _keys(judged[place][1])
        if not any(_is_copy(own, _keys(judged[other][1])) for other in kept):
            kept.append(place)
    return (
        [judged[place] for place in sorted(kept)],
        [one for place, (one, _) in enumerate(judged) if place not in kept],
    )


def _worth(judged: Judged) -> tuple[int, int]:
    place, lines = judged
    return year_named_above(place.sheet, place.table.place.first - 1) or 0, len(_keys(lines))


def _keys(lines: Sequence[RosterRow]) -> set[str]:
    return {text_key(row.name) for row in lines if not row.reason}


def _is_copy(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= SAME * min(len(one), len(other)) if one and other else not one


def _named_once(lines: Sequence[RosterRow]) -> list[RosterRow]:
    return list(_marked_twice(lines))


def _marked_twice(lines: Sequence[RosterRow]) -> Iterator[RosterRow]:
    seen: set[str] = set()
    for row in lines:
        key = text_key(row.name)
        yield replace(row, reason="twice") if not row.reason and key in seen else row
        if not row.reason:
            seen.add(key)


def _stated(lines: Sequence[RosterRow]) -> int | None:
    """How many OPD the totals of a list state, where no sum of them is what was read; else None."""
    numbers = [row.count for row in lines if row.count is not None]
    count = sum(not row.reason for row in lines)
    return None if not numbers or count in (max(numbers), sum(numbers)) else max(numbers)

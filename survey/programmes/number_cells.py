"""Cells of a row of programmes that say a figure: levels, money, realisation, targets and days."""

from __future__ import annotations

import re
from datetime import date

from reference.numbers import format_number, format_plain, join_ends
from reference.planning import shipped_quick_win_list
from survey.answers import cells
from survey.files.grid import Cell
from survey.programmes import amounts, days, names
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.record import ProgrammeRecord

GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
"""Points before groups of three digits part thousands: "1.250" households are no 1,25."""
COUNTED = re.compile(r"^([+-]?\d[\d.,]*)\s*([^\W\d_][^\d;/]{0,40})$")


def read_lifts_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    instrument = at.source.instrument
    found = names.parse_lifts(str(cell), instrument)
    targets = instrument.framework.targets()
    reached: dict[str, float] = {}
    for code, level in found.levels:
        wanted = level if level is not None else at.level
        if wanted is None and (aim := targets.get(code)) is not None:
            wanted = float(aim)
            at.say("P12", column, code, level=format_plain(wanted))
        if wanted is None:
            at.leave(column, "lifts", code, "P13")
        else:
            reached[code] = wanted
    for part in found.unknown:
        at.leave(column, "lifts", part, "P02", example=instrument.framework.leaves[0])
    if reached:
        at.given["lifts"] = reached


def read_level_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    found = cells.number_in_cell(cell)
    if found is None:
        at.leave(column, "lifts", text, "P07", what="Tingkat")
    else:
        at.level = found.value


def read_cost_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    found = amounts.parse_amount(cell, column.factor)
    if found.unread:
        said = f"{column.year}: {text}" if column.year else text
        at.leave(column, "costs", said, "P03")
    elif found.rupiah is not None:
        written = format_number(found.rupiah, 0)
        if isinstance(cell, str) and not text.isdecimal():
            at.say("P16", column, text, rupiah=written)
        year = _year_of(at, column)
        if column.year is None:
            at.say("P11", column, f"Rp{written}", year=year)
        costs = at.given.setdefault("costs", {})
        costs[year] = costs.get(year, 0.0) + found.rupiah


def _year_of(at: ProgrammeRecord, column: ProgrammeColumn) -> int:
    """The year of a cost: its column's, the plan's n-th, or where the column has none the first year."""
    if column.year is not None and column.year > 9:
        return column.year
    started: int = at.given["start"].year if at.given.get("start") else at.source.year
    if column.year is not None:
        return started + column.year - 1
    if at.given.get("start") is None and at.given.get("since"):
        return int(at.given["since"])
    return started


def read_yearly_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    """Realisation of a year (0 to 100 per cent and its outcome), and targets of single years."""
    if column.field == "target_of":
        read_number_cell(at, ProgrammeColumn(column.index, column.heading, "target"), cell, text)
        at.notes.append(f"{column.heading}: {text}")
        return
    found = cells.number_in_cell(text.removesuffix("%").strip()) if column.field == "done" else None
    if column.field == "done" and found is None:
        at.leave(column, "realisation", text, "P07", what="Realisasi")
        return
    value = text if found is None else _percent(at, column, cell, found.value)
    if isinstance(value, float) and not 0 <= value <= 100:
        at.leave(column, "realisation", text, "P26")
        return
    year = _year_of(at, column)
    at.given.setdefault("realisation", {}).setdefault(year, {})[column.field] = value


def _percent(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, value: float) -> float:
    """Per cent done; a cell that Excel shows as 50% holds 0,5."""
    if not (isinstance(cell, float) and 0 < cell <= 1):
        return value
    said, meant = (format_plain(each) for each in (value, value * 100))
    at.say("P20", column, said, what="Realisasi", name=f"{meant}%")
    return value * 100


def read_mark_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> bool:
    """Take a cell that scores a criterion of a quick win; False for words, which say something else."""
    found, highest = cells.number_in_cell(cell), shipped_quick_win_list().highest
    if found is None:
        return False
    if 0 <= found.value <= highest:
        at.marks[column.mark] = found.value
    else:
        at.notes.append(f"{column.heading}: {text}")
        at.say("P27", column, text, highest=highest)
    return True


def read_since_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    found = days.parse_day(cell, last=False)
    if found is None:
        at.leave(column, "since", text, "P04")
    else:
        at.given["since"] = found.on.year


def read_day_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    found = days.parse_day(cell, last=column.field == "end")
    if found is None:
        at.leave(column, column.field, text, "P04")
        return
    at.given[column.field] = found.on
    if not isinstance(cell, date):
        at.say("P10", column, text, name=days.format_spoken_day(found.on))


def read_period_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    ends = days.parse_time_span(text)
    if ends is None:
        at.leave(column, "start", text, "P04")
        return
    at.given["start"], at.given["end"] = (found.on for found in ends)
    first, last = (days.format_spoken_day(found.on) for found in ends)
    name = join_ends(first, last, " sampai ")
    at.say("P10", column, text, name=name)


def read_number_cell(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    bare = text.removesuffix("%").strip()
    grouped = isinstance(cell, str) and GROUPED.fullmatch(bare)
    found = (
        cells.number_in_cell(bare.replace(".", ""))
        if grouped
        else cells.number_in_cell(cell) or cells.number_in_cell(bare)
    )
    if found is None and isinstance(cell, str) and (said := COUNTED.match(bare)):
        # "45 OPD": the number with what it counts, which a column of units overrules.
        read_number_cell(at, column, said[1], said[1])
        at.given.setdefault("unit", said[2].strip())
        return
    if found is None:
        at.leave(column, column.field, text, "P07", what=column.heading)
        return
    at.given[column.field] = found.value
    if grouped:
        at.say("P20", column, text, what=column.heading, name=format_plain(found.value, 10))

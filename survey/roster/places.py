"""Where the lists of OPD lie on a sheet: the tables found as for surveys, else the column that names OPD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from survey.files.grid import Cell, Sheet, cell_as_text
from survey.roster import columns, wording
from survey.roster.values import RosterChoice, RosterTable
from survey.roster.vocabulary import RosterVocabulary
from survey.tables import areas
from survey.tables.areas import TableArea
from survey.time_limit import check_time
from survey.values import TableChoice

LEAST = 2
SEARCHED = 100
FoundList = tuple[TableArea, RosterTable]


@dataclass(frozen=True)
class ListPlace:
    """A list of OPD with the rows of its sheet that belong to it: titles above, notes below, data between.

    `sure` says that it names OPD, `alone` that no other list stands beside it.
    """

    sheet: Sheet
    table: RosterTable
    rows: tuple[int, ...]
    sure: bool
    alone: bool


def list_places(sheet: Sheet) -> list[ListPlace]:
    """The lists of OPD on a sheet from the top; empty where it has none."""
    found = [(area, table) for area in _areas(sheet) if (table := columns.roster_table_in(sheet, area))]
    if not found and (area := _bare_area(sheet)) and (table := columns.roster_table_in(sheet, area)):
        found = [(area, table)]
    return list(_with_rows(sheet, _gone_on(found)))


def chosen_place(sheet: Sheet, choice: RosterChoice) -> ListPlace:
    """The list where a user says it stands."""
    area = _area_of_choice(sheet, choice.place)
    table = columns.roster_table_of(sheet, area, choice)
    return next(_with_rows(sheet, [(area, table)]))


def _area_of_choice(sheet: Sheet, place: TableChoice) -> TableArea:
    header = tuple(row - 1 for row in place.header)
    return areas.table_area_at(sheet, header, place.first - 1, place.last - 1)


def _areas(sheet: Sheet) -> Iterator[TableArea]:
    for area in areas.find_table_areas(sheet, RosterVocabulary()):
        yield _without_heading(area) if _heads_nothing(sheet, area) else area


def _heads_nothing(sheet: Sheet, area: TableArea) -> bool:
    """Whether what was taken for headings names OPD or a kind of them: the list has none."""
    return any(_names_opd(sheet, row, area) for row in area.header)


def _names_opd(sheet: Sheet, row: int, area: TableArea) -> bool:
    cells = sheet.rows[row][area.left : area.right + 1]
    names = [wording.split_number(text)[1] for cell in cells if (text := cell_as_text(cell))]
    if any(map(wording.is_opd_name, names)):
        return True
    groups = [name for name in names if wording.is_group_name(name) and wording.opd_form(name)]
    return bool(groups) and not RosterVocabulary().heads(cells)


def _without_heading(area: TableArea) -> TableArea:
    return replace(area, header=(), first=min(area.header), columns=("",) * len(area.columns))


def _bare_area(sheet: Sheet) -> TableArea | None:
    """The rows from the first that names an OPD to the last, without headings; None where hardly any does."""
    if not any(_names_any(cells) for cells in sheet.rows[:SEARCHED]):
        return None
    rows = _below_titles(sheet, [row for row, cells in enumerate(sheet.rows) if _names_any(cells)])
    return areas.table_area_at(sheet, (), rows[0], rows[-1]) if len(rows) >= LEAST else None


def _below_titles(sheet: Sheet, rows: list[int]) -> list[int]:
    """The rows without those of a letterhead: most stand below a title ("Daftar OPD"), they above it."""
    for row in range(min(len(sheet.rows), SEARCHED) - 1, -1, -1):
        below = [one for one in rows if one > row]
        text = next((cell for cell in sheet.rows[row] if isinstance(cell, str)), "")
        if wording.is_title(text) and 2 * len(below) > len(rows):
            return below
    return rows


def _names_any(cells: Sequence[Cell]) -> bool:
    check_time()
    texts = (cell for cell in cells if isinstance(cell, str))
    return any(wording.is_opd_name(wording.split_number(cell_as_text(text))[1]) for text in texts)


def _gone_on(found: list[FoundList]) -> list[FoundList]:
    """The lists with those that only go on below a blank row: without headings, under the same column."""
    joined: list[FoundList] = []
    for area, table in found:
        if joined and _goes_on(*joined[-1], area, table):
            above, before = joined[-1]
            place = replace(before.place, last=table.place.last)
            joined[-1] = replace(above, last=area.last), replace(before, place=place)
        else:
            joined.append((area, table))
    return joined


def _goes_on(above: TableArea, before: RosterTable, area: TableArea, table: RosterTable) -> bool:
    if area.header or area.first <= above.last or len(before.names) != len(table.names):
        return False
    pairs = zip(before.names, table.names, strict=True)
    return all(
        one.index == other.index and other.short in (None, one.short) and not other.heading
        for one, other in pairs
    )


def _with_rows(sheet: Sheet, found: list[FoundList]) -> Iterator[ListPlace]:
    """Each list with its rows and those around it: what lies between two lists belongs to the upper one."""
    starts = [min((*area.header, area.first)) for area, _ in found]
    for place, (area, table) in enumerate(found):
        top = 0 if starts[place] == min(starts) else starts[place]
        below = [start for start in starts if start > area.last]
        bottom = min(below, default=len(sheet.rows))
        sure = columns.is_sure_list(sheet, area, table)
        beside = sum(other.first <= area.last and area.first <= other.last for other, _ in found)
        yield ListPlace(sheet, table, tuple(range(top, bottom)), sure, beside == 1)

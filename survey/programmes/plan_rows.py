"""A planning table read: its lowest level as programmes, the levels above kept in each, the rest told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reference.numbers import format_number
from survey.files.grid import Cell, cell_as_text
from survey.programmes import rows
from survey.programmes.budget_form import without_accounts
from survey.programmes.codes import LEVEL_NAMES, PROGRAMME
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.left_rows import ABOVE, list_row_numbers, tell_rows_left
from survey.programmes.plan_columns import MIXED
from survey.programmes.plan_levels import CLOSE, PlanLine, PlanTree, build_plan_tree
from survey.programmes.plan_lines import BARE, DETAILS, PlanSheet, gather_plan_lines
from survey.programmes.record import Filled, ProgrammeRecord, cell_or_error
from survey.programmes.values import ProgrammeRow
from survey.programmes.wording import make_programme_finding
from survey.values import Finding

UNITED = ("measure", "target", "target_of", "cost")


@dataclass(frozen=True)
class PlanReading:
    """What a planning table gives. `left` holds row from 1 -> why it is no programme; every other row of
    the table is a programme or goes on with the one above it.
    """

    rows: tuple[ProgrammeRow, ...]
    left: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]


def read_plan_table(
    table: PlanSheet, record: Callable[[int], ProgrammeRecord], lead: str = ""
) -> PlanReading:
    """The programmes of a planning table; `lead` is the OPD named above it, "" where none is."""
    body = gather_plan_lines(table)
    kept, paths = without_accounts(table, body)
    levels = set(table.shape.names.values())
    tree = build_plan_tree(kept, columned=len(levels) > 1, mixed=_is_mixed(table))
    bare = _bare_lines(table, tree)
    made: list[ProgrammeRow] = []
    leads = _leads(table, tree, bare)
    band: dict[str, str] = {"lead": lead}
    for at, line in enumerate(kept):
        if line.band[0]:
            band = {**band, line.band[0]: line.band[1]}
        if at in tree.inner or at in bare or line.band[0]:
            continue
        above = _above(table, tree, at, paths[at])
        told = leads.get(at, ())
        made.append(_programme(table, line, (above, told), band, record(line.row)))
    body.left += [(kept[at].row, BARE) for at in sorted(bare)]
    body.left += [(line.row, ABOVE) for at, line in enumerate(kept) if at in tree.inner or line.band[0]]
    left = tuple(sorted((row + 1, reason) for row, reason in body.left))
    place = _Place(record(0).file, table.sheet.name)
    said: tuple[Finding, ...] = (*place.leads_taken(tree, leads),)
    said += (
        *tell_rows_left(place.file, place.sheet, left, tree.told_by),
        *place.sums_that_differ(tree, bare, body.totals),
    )
    return PlanReading(tuple(made), left, said)


def _is_mixed(table: PlanSheet) -> bool:
    """Whether the heading names several levels; a column that somebody points at names none."""
    told = any(one.how == "given" and one.field == "name" for one in table.columns)
    return not told and MIXED in table.shape.names.values()


def _leads(table: PlanSheet, tree: PlanTree, bare: set[int]) -> dict[int, tuple[Filled, ...]]:
    """Line -> who leads it, for lines without an OPD of their own: that of what they belong to, else of the
    line above where each OPD is written once for the lines that follow.
    """
    columns = table.with_fields("lead")
    lowest = [at for at in tree.lowest_lines if at not in bare and not tree.lines[at].band[0]]
    own = {at: _lead_cells(table, tree.lines[at].row, columns) for at in range(len(tree.lines))}
    found = {}
    for at in lowest:
        upper = (own[one] for one in reversed(tree.parents[at]) if own[one])
        if not own[at] and (cells := next(upper, ())):
            found[at] = cells
    said = [cell_as_text(own[at][0][1]) for at in lowest if own[at]]
    once = len(set(said)) == len(said) > 1 and bool(lowest and own[lowest[0]])
    before: tuple[Filled, ...] = ()
    for at in lowest:
        before = own[at] or before
        if once and not own[at]:
            found.setdefault(at, before)
    return found


def _lead_cells(table: PlanSheet, row: int, columns: Sequence[ProgrammeColumn]) -> tuple[Filled, ...]:
    return tuple((one, cell) for one in columns if (cell := _cell(table, row, one)) is not None)


def _bare_lines(table: PlanSheet, tree: PlanTree) -> set[int]:
    """Lines of a higher level with nothing below them and nothing said of them but their name."""
    lowest = max((tree.lines[at].level or 0 for at in tree.lowest_lines), default=0)
    return {
        at
        for at in tree.lowest_lines
        if (tree.lines[at].level or 0) < lowest
        and not tree.lines[at].band[0]
        and not any(table.says_any(row, *DETAILS) for row in (tree.lines[at].row, *tree.lines[at].more))
    }


def _above(table: PlanSheet, tree: PlanTree, at: int, path: Sequence[tuple[int, str]]) -> str:
    """The program and kegiatan a line belongs to, in one text, the highest first."""
    if path:
        return "; ".join(_labelled(_real_level(level), text) for level, text in path)
    upper = [tree.lines[one] for one in tree.parents[at] if not tree.lines[one].band[0]]
    if tree.told_by == "kode":
        upper = [line for line in upper if (line.level or 0) >= PROGRAMME]
        return "; ".join(_labelled(line.level, f"{line.code} {line.bare_name}".strip()) for line in upper)
    return "; ".join(line.bare_name for line in upper)


def _real_level(level: int) -> int | None:
    """The level of the nomenclature, None for one that only counts columns."""
    return level if 0 <= level < len(LEVEL_NAMES) else None


def _labelled(level: int | None, text: str) -> str:
    name = "" if level is None else LEVEL_NAMES[level].capitalize()
    plain = text.casefold().startswith(name.casefold()) or not name
    return text if plain else f"{name}: {text}"


def _programme(
    table: PlanSheet,
    line: PlanLine,
    upper: tuple[str, tuple[Filled, ...]],
    band: dict[str, str],
    at: ProgrammeRecord,
) -> ProgrammeRow:
    """The row of one line and of the rows that go on with it; `upper`: what it belongs to, and whose OPD."""
    above, leads = upper
    name = next((one for one in table.columns if one.index == line.column), ProgrammeColumn(line.column, ""))
    told: list[Filled] = [(replace(name, field="name", mark=""), line.bare_name)] if line.bare_name else []
    if line.code:
        at_code = max(table.shape.codes, default=line.column)
        told.append((ProgrammeColumn(at_code, "Kode", "code"), line.code))
    if above:
        told.append((ProgrammeColumn(line.column, "Induk", "renja"), above))
    told += [*leads, *_cells(table, line)]
    given = {one.field for one, _ in told}
    for field, value in band.items():
        if value and field not in given:
            at.given[field] = value
    return rows.read_programme_row(at, told)


def _cells(table: PlanSheet, line: PlanLine) -> Iterator[Filled]:
    """The other cells of a line; indicators of its further rows below the first, their pagu added."""
    for one in table.columns:
        if one.index in table.shape.names or one.field in ("code", "number"):
            continue
        cells = [_cell(table, row, one) for row in (line.row, *line.more)]
        filled = [cell for cell in cells if cell is not None]
        if not filled:
            continue
        if one.field == "measure":
            yield one, "\n".join(dict.fromkeys(map(cell_as_text, filled)))
        elif one.field == "cost":
            yield from ((one, cell) for cell in filled)
        else:
            yield one, filled[0]
            others = [cell for cell in filled[1:] if cell_as_text(cell) != cell_as_text(filled[0])]
            yield from ((replace(one, field="", mark=""), cell) for cell in others)


def _cell(table: PlanSheet, row: int, one: ProgrammeColumn) -> Cell:
    """A cell of the row; money and indicators of a merged cell count on its first row alone."""
    anchor = table.sheet.merged.get((row, one.index), (row, one.index))
    if anchor[0] != row and one.field in UNITED:
        return None
    return cell_or_error(table.sheet, row, one.index)


@dataclass(frozen=True)
class _Place:
    """Says what rows take from others, and which sums differ."""

    file: str
    sheet: str

    def _say(self, code: str, found: object, **parts: Any) -> Finding:
        return make_programme_finding(code, file=self.file, sheet=self.sheet, found=found, **parts)

    def leads_taken(self, tree: PlanTree, leads: dict[int, tuple[Filled, ...]]) -> Iterator[Finding]:
        """The lines that take their OPD from above."""
        if leads:
            numbers = [tree.lines[at].row + 1 for at in sorted(leads)]
            yield self._say("P39", len(numbers), rows=list_row_numbers(numbers))

    def sums_that_differ(self, tree: PlanTree, bare: set[int], totals: Sequence[float]) -> Iterator[Finding]:
        """Rows above others, and rows of sums, whose pagu is not that of what was read."""
        for at in sorted(tree.inner):
            line, below = tree.lines[at], tree.sums_below[at]
            if line.amount is not None and abs(line.amount - below) > CLOSE:
                own, lower = _rupiah(line.amount), _rupiah(below)
                yield self._say("P32", line.bare_name, own=own, below=lower, row=line.row + 1)
        whole = sum(tree.lines[at].amount or 0.0 for at in tree.lowest_lines if at not in bare)
        if totals and not any(abs(total - whole) <= CLOSE for total in totals):
            most = max(totals)
            if most > whole or len(totals) == 1:
                yield self._say("P33", _rupiah(most), below=_rupiah(whole))


def _rupiah(value: float) -> str:
    return f"Rp{format_number(value, 0)}"

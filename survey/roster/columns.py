"""Which columns of a table hold the names of OPD, and which their short names: by headings and contents."""

from __future__ import annotations

from dataclasses import dataclass

from reference.keys import normalise_text, text_key
from survey.files.cell_kinds import cell_value_kind
from survey.files.grid import Sheet
from survey.roster import wording
from survey.roster.values import NameColumn, RosterChoice, RosterTable
from survey.tables.areas import TableArea, columns_and_headings
from survey.tables.headings import role_of_heading
from survey.values import TableChoice

NAMING = 0.5
"""A column without a heading lists OPD where at least this share of its texts names one."""
FEW = 0.15
SAMPLE = 500
ABBREVIATING = 0.6
LEAST = 2


@dataclass(frozen=True)
class ColumnFacts:
    """A column of a table: its heading, and its texts by row without the numbers in front of them."""

    index: int
    heading: str
    texts: dict[int, str]

    @property
    def naming_share(self) -> float:
        """The share of the texts that surely name an OPD, 0 to 1."""
        return self.naming_count / len(self.texts) if self.texts else 0.0

    @property
    def naming_count(self) -> int:
        """How many texts surely name an OPD."""
        return sum(map(wording.is_opd_name, self.texts.values()))

    @property
    def names_opd(self) -> bool:
        """Whether most of the texts name an OPD."""
        return self.naming_share >= NAMING and self.naming_count >= LEAST

    @property
    def name_rank(self) -> float:
        """How surely this is the column of names; 0 where it is not."""
        headed = wording.name_heading_rank(self.heading)
        if not self.texts or wording.is_short_heading(self.heading):
            return 0.0
        if headed == 3 or (self.names_opd and (headed or not self.heading)):
            return headed + 4 * self.naming_share + 0.5 * wording.heading_age(self.heading)
        plain = not wording.OTHER_FACT.search(normalise_text(self.heading))
        return 2 * self.naming_share if self.names_opd and plain else 0.0


def roster_table_in(sheet: Sheet, area: TableArea) -> RosterTable | None:
    """The columns of a list of OPD in this table; None where none of them names OPD."""
    facts = _column_facts(sheet, area)
    ranked = sorted((one for one in facts if one.name_rank), key=lambda one: (-one.name_rank, one.index))
    if not ranked:
        return None
    name = _longer(ranked[0], ranked[1:])
    repeated = [one for one in ranked if name.heading and text_key(one.heading) == text_key(name.heading)]
    chosen = _apart(sorted({one.index: one for one in (name, *repeated)}.values(), key=lambda one: one.index))
    names = tuple(_name_column(facts, chosen, place) for place in range(len(chosen)))
    numbers = {one.index for one in facts if role_of_heading(one.heading) == "number"}
    used = {column for one in names for column in (one.index, one.short, *one.span)}
    return RosterTable(
        _place(area),
        names,
        {one.index: one.heading for one in ranked if one.index not in used and one.naming_share >= NAMING},
        {one.index: one.heading for one in facts if one.heading and one.index not in used | numbers},
    )


def roster_table_of(sheet: Sheet, area: TableArea, choice: RosterChoice) -> RosterTable:
    """The table with the columns that a user names."""
    headings = dict(columns_and_headings(area))
    short = choice.short
    name = NameColumn(
        choice.name,
        headings.get(choice.name, ""),
        short,
        headings.get(short, "") if short is not None else "",
        (area.left, area.right),
    )
    unused = {at: text for at, text in headings.items() if text and at not in (choice.name, short)}
    return RosterTable(_place(area), (name,), {}, unused)


def is_sure_list(sheet: Sheet, area: TableArea, table: RosterTable) -> bool:
    """Whether what the table lists are OPD by their names, not by the heading alone."""
    own = [one for one in _column_facts(sheet, area) if one.index in {name.index for name in table.names}]
    return any(
        (one.naming_count and one.naming_share >= FEW) or (one.texts and wording.form_led_by(one.heading))
        for one in own
    )


def _place(area: TableArea) -> TableChoice:
    return TableChoice(area.sheet, tuple(row + 1 for row in area.header), area.first + 1, area.last + 1)


def _column_facts(sheet: Sheet, area: TableArea) -> list[ColumnFacts]:
    rows = range(area.first, min(area.last, area.first + SAMPLE) + 1)
    found = []
    for column, heading in columns_and_headings(area):
        texts = {
            row: wording.split_number(text)[1]
            for row in rows
            if (text := sheet.text(row, column)) and cell_value_kind(sheet.at(row, column)) == "text"
        }
        marks = {row: text for row, text in texts.items() if wording.numbering_kind(text) != ""}
        kept = {row: text for row, text in texts.items() if row not in marks}
        found.append(ColumnFacts(column, heading, kept))
    return found


def _longer(best: ColumnFacts, others: list[ColumnFacts]) -> ColumnFacts:
    """The column that writes in full what the best one abbreviates; the best one where there is none."""
    return next((one for one in others if _abbreviates(best, one)), best)


def _abbreviates(short: ColumnFacts, name: ColumnFacts) -> bool:
    both = [(text, name.texts[row]) for row, text in short.texts.items() if row in name.texts]
    fit = sum(wording.is_short_of(*pair) for pair in both)
    return len(both) >= LEAST and fit >= ABBREVIATING * len(both)


def _apart(names: list[ColumnFacts]) -> list[ColumnFacts]:
    """The columns of names without those that share a merged heading with the one before."""
    kept: list[ColumnFacts] = []
    for one in names:
        beside = bool(kept) and one.index == kept[-1].index + 1
        if not beside:
            kept.append(one)
        elif one.naming_count > kept[-1].naming_count:
            kept[-1] = one
    return kept


def _name_column(facts: list[ColumnFacts], chosen: list[ColumnFacts], place: int) -> NameColumn:
    """A column of names with what belongs to it: all columns, or those up to the next column of names."""
    one, left, right = chosen[place], facts[0].index, facts[-1].index
    if place:
        left = _boundary(facts, chosen[place - 1], one)
    if place + 1 < len(chosen):
        right = _boundary(facts, one, chosen[place + 1]) - 1
    near = [other for other in facts if other is not one and left <= other.index <= right]
    short = _short_column(near, one)
    span = tuple(other.index for other in near if other is not short and _shares_heading(one, other))
    return NameColumn(
        one.index,
        one.heading,
        short.index if short else None,
        short.heading if short else "",
        (left, right),
        span,
    )


def _boundary(facts: list[ColumnFacts], name: ColumnFacts, after: ColumnFacts) -> int:
    """Where what belongs to the later of two columns of names begins: at its numbers, else halfway."""
    between = [one for one in facts if name.index < one.index < after.index]
    numbers = (one.index for one in between if role_of_heading(one.heading) == "number")
    return next(numbers, (name.index + after.index) // 2 + 1)


def _short_column(near: list[ColumnFacts], name: ColumnFacts) -> ColumnFacts | None:
    """The column of short names: headed so, else abbreviating the names."""
    headed = [one for one in near if one.texts and wording.is_short_heading(one.heading)]
    fitting = [one for one in near if _abbreviates(one, name)]
    return next(iter(headed or fitting), None)


def _shares_heading(name: ColumnFacts, other: ColumnFacts) -> bool:
    """Whether a column can hold names that were moved aside: under the same heading, or under none."""
    return text_key(other.heading) in ("", text_key(name.heading))

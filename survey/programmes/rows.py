"""One row of a table of programmes: what each cell says, how it was read, and what is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from reference.instruments.dimensions import dimension
from reference.keys import key
from survey.cells import ERROR_TEXT, number
from survey.grid import Cell, as_text, cell_name
from survey.headings import node_of
from survey.programmes import amounts, days, names
from survey.programmes.codes import split_code
from survey.programmes.columns import Column
from survey.programmes.names import Named, Roster
from survey.programmes.values import Row, Source
from survey.programmes.wording import finding
from survey.values import Finding

TEXTS = frozenset({"key", "name", "problem", "funds", "rpjmd", "renstra", "renja", "measure", "unit", "risk"})
TEXTS |= {"mitigation"}
BLANK = frozenset({"", "-", "–", "n/a"})
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
"""Points before groups of three digits part thousands: "1.250" households are no 1,25."""
FILLS = {"cost": "costs", "activity": "renja", "level": "lifts", "period": "start", "target_of": "target"}
FILLS |= {"done": "realisation", "outcome": "realisation"}
"""The field of a programme that a column of another name fills."""
Cells = Sequence[tuple[Column, Cell]]


class RowReader:
    """Collects what one row gives; the only mutable value while it is read."""

    def __init__(self, source: Source, roster: Roster, file: str, sheet: str, row: int) -> None:
        self.source, self.roster = source, roster
        self.file, self.sheet, self.row = file, sheet, row
        self.given: dict[str, Any] = {}
        self.unread: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.notes: list[str] = []
        self.findings: list[Finding] = []
        self._level: float | None = None

    def read(self, cells: Cells) -> Row:
        """The row; `cells` are its filled cells with their columns."""
        later = []
        for column, cell in cells:
            text = as_text(cell)
            if text.casefold() in BLANK or column.field == "number" or column.how == "personal":
                continue
            if ERROR_TEXT.match(text):
                self._leave(column, column.field or "note", text, "P17")
            elif column.field in ("lifts", "cost", "activity", "done", "outcome"):
                later.append((column, cell, text))
            else:
                self._take(column, cell, text)
        # These read what other cells of the row have said by then.
        for column, cell, text in later:
            self._take(column, cell, text)
        self._settle()
        return Row(self.sheet, self.row + 1, self.given, self.unread, self.cells, tuple(self.findings))

    def say(self, code: str, column: Column, found: object, **parts: object) -> None:
        """Add a finding at the cell of a column."""
        cell = cell_name(self.row, column.index)
        self.findings.append(finding(code, file=self.file, sheet=self.sheet, cell=cell, found=found, **parts))

    def _leave(self, column: Column, field: str, text: str, code: str, **parts: object) -> None:
        """Keep what a cell said for a field that cannot be read."""
        self.unread[field] = "; ".join(filter(None, (self.unread.get(field, ""), text)))
        self.say(code, column, text, **parts)

    def _take(self, column: Column, cell: Cell, text: str) -> None:
        self.cells.setdefault(FILLS.get(column.field, column.field), cell_name(self.row, column.index))
        if column.field in TEXTS:
            self.given[column.field] = _lines(cell)
        elif column.field in READERS:
            READERS[column.field](self, column, cell, text)
        else:
            self.notes.append(_lines(cell) if column.field == "note" else f"{column.heading}: {text}")

    def _settle(self) -> None:
        if "support" in self.given:
            lead = self.given.get("lead")
            self.given["support"] = tuple(opd for opd in self.given["support"] if opd != lead)
            if not self.given["support"]:
                del self.given["support"]
        if self.notes:
            self.given["note"] = "\n".join(self.notes)
        if not self.given.get("name", "").strip():
            self.given["name"] = ""
            self.findings.insert(
                0, finding("P08", file=self.file, sheet=self.sheet, cell=cell_name(self.row, 0))
            )

    def dimension(self, column: Column, cell: Cell, text: str) -> None:
        if found := dimension(self.source.instrument, text):
            self.given["dimension"] = found
        else:
            self._leave(column, "dimension", text, "P05", what="dimensi")

    def subdimension(self, column: Column, cell: Cell, text: str) -> None:
        framework = self.source.instrument.framework
        found = node_of(text, self.source.instrument) or ""
        inner = (
            found
            and framework.children(found)
            and framework.node(found).parent not in (None, *framework.roots)
        )
        if not inner:
            self._leave(column, "subdimension", text, "P05", what="subdimensi")
            return
        self.given["subdimension"] = found
        self.given.setdefault("dimension", str(framework.node(found).parent))

    def kind(self, column: Column, cell: Cell, text: str) -> None:
        if found := names.kind(text):
            self.given["kind"] = found
            if key(found) != key(text):
                self.say("P20", column, text, what="Jenis", name=found)
        else:
            self._leave(column, "kind", text, "P06", what="Jenis", choices=_or(tuple(names.KINDS)))

    def status(self, column: Column, cell: Cell, text: str) -> None:
        found = names.status("ya" if cell is True else "tidak" if cell is False else text)
        if not found:
            self._leave(column, "status", text, "P06", what="Status", choices=_or(tuple(names.STATUSES)))
            return
        self.given["status"] = found
        if year := days.YEAR_IN.search(text):
            self.given.setdefault("since", int(year[0]))
        if key(found) != key(days.YEAR_IN.sub("", text).replace("sejak", "")):
            self.say("P20", column, text, what="Status", name=found)

    def agencies(self, column: Column, cell: Cell, text: str) -> None:
        """The lead column may name several: the first leads, the others support."""
        for place, one in enumerate(self.roster.named(str(cell))):
            field = "support" if column.field == "lead" and place else column.field
            if one.opd is None:
                self._unknown_agency(column, field, one)
                continue
            if not one.exact:
                self.say("P09", column, one.text, name=self.roster.names[one.opd])
            if field == "lead":
                self.given["lead"] = one.opd
            else:
                self.given[field] = tuple(dict.fromkeys((*self.given.get(field, ()), one.opd)))

    def _unknown_agency(self, column: Column, field: str, one: Named) -> None:
        if "mitra" in column.heading.casefold() and not one.candidates:
            self.notes.append(f"Mitra: {one.text}")
            self.say("P14", column, one.text)
            return
        alike = [self.roster.names[opd] for opd in one.candidates[:3] if opd in self.roster.names]
        proposal = f"Mungkin {' atau '.join(alike)}." if alike else "Pilih OPD di halaman Program."
        self._leave(column, field, one.text, "P01", proposal=proposal)

    def places(self, column: Column, cell: Cell, text: str) -> None:
        what = "kecamatan" if column.field == "districts" else "desa"
        found = names.listed(str(cell))
        if what == "kecamatan" and names.is_all(text, what):
            rows = self.roster.rows
            found = tuple(rows.loc[rows["district"] != "", "name"].str.removeprefix("Kecamatan "))
        self.given[column.field] = tuple(dict.fromkeys((*self.given.get(column.field, ()), *found)))

    def lifts(self, column: Column, cell: Cell, text: str) -> None:
        instrument = self.source.instrument
        found = names.lifts(str(cell), instrument)
        targets = instrument.framework.targets()
        reached: dict[str, float] = {}
        for code, level in found.levels:
            wanted = level if level is not None else self._level
            if wanted is None and (aim := targets.get(code)) is not None:
                wanted = float(aim)
                self.say("P12", column, code, level=f"{wanted:g}".replace(".", ","))
            if wanted is None:
                self._leave(column, "lifts", code, "P13")
            else:
                reached[code] = wanted
        for part in found.unknown:
            self._leave(column, "lifts", part, "P02", example=instrument.framework.leaves[0])
        if reached:
            self.given["lifts"] = reached

    def level(self, column: Column, cell: Cell, text: str) -> None:
        found = number(cell)
        if found is None:
            self._leave(column, "lifts", text, "P07", what="Tingkat")
        else:
            self._level = found.value

    def cost(self, column: Column, cell: Cell, text: str) -> None:
        found = amounts.amount(cell, column.factor)
        if found.unread:
            said = f"{column.year}: {text}" if column.year else text
            self._leave(column, "costs", said, "P03")
        elif found.rupiah is not None:
            written = f"{found.rupiah:,.0f}".replace(",", ".")
            if isinstance(cell, str) and not text.isdecimal():
                self.say("P16", column, text, rupiah=written)
            year = self._year_of(column)
            if column.year is None:
                self.say("P11", column, f"Rp{written}", year=year)
            costs = self.given.setdefault("costs", {})
            costs[year] = costs.get(year, 0.0) + found.rupiah

    def _year_of(self, column: Column) -> int:
        """The year of a cost: its column's, the plan's n-th, or where the column has none the first year."""
        if column.year is not None and column.year > 9:
            return column.year
        started: int = self.given["start"].year if self.given.get("start") else self.source.year
        if column.year is not None:
            return started + column.year - 1
        if self.given.get("start") is None and self.given.get("since"):
            return int(self.given["since"])
        return started

    def yearly(self, column: Column, cell: Cell, text: str) -> None:
        """Realisation of a year (0 to 100 per cent and its outcome), and targets of single years."""
        if column.field == "target_of":
            self.number(Column(column.index, column.heading, "target"), cell, text)
            self.notes.append(f"{column.heading}: {text}")
            return
        found = number(text.removesuffix("%").strip()) if column.field == "done" else None
        if column.field == "done" and found is None:
            self._leave(column, "realisation", text, "P07", what="Realisasi")
            return
        value = text if found is None else self._percent(column, cell, found.value)
        if isinstance(value, float) and not 0 <= value <= 100:
            self._leave(column, "realisation", text, "P26")
            return
        year = self._year_of(column)
        self.given.setdefault("realisation", {}).setdefault(year, {})[column.field] = value

    def _percent(self, column: Column, cell: Cell, value: float) -> float:
        """Per cent done; a cell that Excel shows as 50% holds 0,5."""
        if not (isinstance(cell, float) and 0 < cell <= 1):
            return value
        said, meant = (f"{each:g}".replace(".", ",") for each in (value, value * 100))
        self.say("P20", column, said, what="Realisasi", name=f"{meant}%")
        return value * 100

    def since(self, column: Column, cell: Cell, text: str) -> None:
        found = days.day(cell, last=False)
        if found is None:
            self._leave(column, "since", text, "P04")
        else:
            self.given["since"] = found.on.year

    def day(self, column: Column, cell: Cell, text: str) -> None:
        found = days.day(cell, last=column.field == "end")
        if found is None:
            self._leave(column, column.field, text, "P04")
            return
        self.given[column.field] = found.on
        if not isinstance(cell, date):
            self.say("P10", column, text, name=days.spoken(found.on))

    def period(self, column: Column, cell: Cell, text: str) -> None:
        ends = days.span(text)
        if ends is None:
            self._leave(column, "start", text, "P04")
            return
        self.given["start"], self.given["end"] = (found.on for found in ends)
        name = " sampai ".join(days.spoken(found.on) for found in ends)
        self.say("P10", column, text, name=name)

    def number(self, column: Column, cell: Cell, text: str) -> None:
        bare = text.removesuffix("%").strip()
        grouped = isinstance(cell, str) and GROUPED.fullmatch(bare)
        found = number(bare.replace(".", "")) if grouped else number(cell) or number(bare)
        if found is None:
            self._leave(column, column.field, text, "P07", what=column.heading)
            return
        self.given[column.field] = found.value
        if grouped:
            self.say("P20", column, text, what=column.heading, name=f"{found.value:.10g}".replace(".", ","))

    def code(self, column: Column, cell: Cell, text: str) -> None:
        """A code of Permendagri 90; a name beside it, or alone, is what Renja calls it."""
        code, rest = split_code(text)
        if code or column.field == "code":
            self.given["code"] = code or text
            rest = rest if code else ""
        if rest and rest != self.given.get("renja"):
            self.given["renja"] = "; ".join(filter(None, (self.given.get("renja", ""), rest)))

    def after(self, column: Column, cell: Cell, text: str) -> None:
        parts = (part.strip() for part in str(cell).replace("\n", ";").split(";"))
        self.given["after"] = tuple(filter(None, parts))


READERS: dict[str, Callable[[RowReader, Column, Cell, str], None]] = {
    "dimension": RowReader.dimension,
    "subdimension": RowReader.subdimension,
    "kind": RowReader.kind,
    "status": RowReader.status,
    **dict.fromkeys(("lead", "support", "data_from"), RowReader.agencies),
    **dict.fromkeys(("districts", "villages"), RowReader.places),
    "lifts": RowReader.lifts,
    "level": RowReader.level,
    "cost": RowReader.cost,
    **dict.fromkeys(("done", "outcome", "target_of"), RowReader.yearly),
    "since": RowReader.since,
    **dict.fromkeys(("start", "end", "benefit"), RowReader.day),
    "period": RowReader.period,
    **dict.fromkeys(("baseline", "target"), RowReader.number),
    **dict.fromkeys(("code", "activity"), RowReader.code),
    "after": RowReader.after,
}


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])}, atau {words[-1]}"


def _lines(cell: Cell) -> str:
    """The text of a cell with its lines, each trimmed."""
    text = cell if isinstance(cell, str) else as_text(cell)
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())

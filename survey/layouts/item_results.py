"""What tables of items by rows gave, put together: the answers of the OPD they name, values of the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from reference import regions
from scoring.framework import Framework
from scoring.tree import Node
from survey import named_opd, named_region
from survey.answers.cells import ParsedCell
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.layouts import shared
from survey.layouts.owners import FileOwners
from survey.layouts.twice import join_by_opd, settle_twice_answered
from survey.tables.table import Table
from survey.values import Answer, NodeValue, Response, ValueKind


@dataclass(frozen=True)
class ItemEntry:
    """One value of one row, before it is known which nodes sum up others."""

    node: str
    kind: ValueKind
    parsed: ParsedCell
    told: Answer
    """The value with the texts beside it, as one OPD's answer."""
    table: Table

    @property
    def sheet(self) -> str:
        return self.told.sheet

    @property
    def cell(self) -> str:
        return self.told.cell


@dataclass(frozen=True)
class _ItemOwner:
    """Whose the answers of a table are: an OPD's (None while it is asked) or the region's own."""

    region: str | None
    opd: str | None
    text: str

    @property
    def is_region(self) -> bool:
        return self.opd == named_opd.REGION_ITSELF


@dataclass(frozen=True)
class ItemResults:
    """The `entries` of the `tables` of a file, figures printed for nodes above, leaves of its own, years."""

    reader: FileReading
    file: FileOwners
    tables: Sequence[Table]
    entries: Sequence[ItemEntry]
    published: Sequence[NodeValue]
    leaves: Sequence[Node]
    years: frozenset[int]

    @property
    def _framework(self) -> Framework:
        """The tree of the instrument."""
        return self.reader.instrument.framework

    def put_together(self) -> Recognised:
        """Everything the tables gave: the answers of the OPD they name, or values of the region."""
        if self.leaves:
            self.reader.say("W37", found=len(self.leaves))
        owned = {id(table): self._owner(table) for table in self.tables}
        entries = [(entry, owned[id(entry.table)]) for entry in self.entries]
        told = [(entry, owner) for entry, owner in entries if owner and not owner.is_region]
        values = [entry for entry, owner in entries if owner and owner.is_region]
        if told and self.file.by_opd:
            # Beside an OPD's answers a table of means is that OPD's, not the region's.
            self._say_sums([entry for entry in values if self._sums_up(entry)])
            values = [entry for entry in values if not self._sums_up(entry)]
        year = max(self.years) if self.years else None
        leaves = tuple(self.leaves)
        found = self._values(values) if values or not told else ()
        return Recognised("items", responses=self._responses(told), values=found, leaves=leaves, year=year)

    def _owner(self, table: Table) -> _ItemOwner | None:
        """Whose the answers of a table are; None where the user leaves them out."""
        region = self.file.region_of(table)
        if region == SKIP:
            return None
        named = self.file.opd_named(table, region)
        if named:
            opd = self.file.opd_of(table, region)
            named_opd.refuse_other_opd(self.reader, region, opd)
        elif not self.reader.context.opd and self._is_whole_evaluation:
            self.reader.say_first("W36", table.sheet.name, "", "")
            opd = named_opd.REGION_ITSELF
        elif self.reader.context.opd or (self.file.by_opd and self._answers_items(table)):
            opd = named_opd.choose_opd_or_region(self.reader, region)
        else:
            opd = named_opd.REGION_ITSELF
        return None if opd == SKIP else _ItemOwner(region, opd, named.text if named else "")

    @cached_property
    def _is_whole_evaluation(self) -> bool:
        """Whether the file gives every indicator a value on a scale of decimals: an assessor's result."""
        framework = self._framework
        given = {
            entry.node for entry in self.entries if entry.parsed.status != "missing" or entry.parsed.problem
        }
        return not framework.scale.integers and not framework.opinion and given >= set(framework.leaves)

    def _answers_items(self, table: Table) -> bool:
        """Whether a table holds what OPD are asked, not the sums over it alone."""
        own = {entry.node for entry in self.entries if entry.table is table}
        return any(not self._framework.children(code) for code in own & set(self._framework.codes))

    def _values(self, entries: list[ItemEntry]) -> tuple[NodeValue, ...]:
        """The values of the one region of the file; a file with sheets of several is refused."""
        named = sorted({found for table in self.tables if (found := self.file.region_named(table))})
        if len(named) > 1:
            self.reader.refuse("E37", found="; ".join(regions.find_region(region).name for region in named))
            return ()
        region = named_region.region_of_file(self.reader, named[0] if named else None)
        given = {entry.node for entry in entries} | {leaf.parent for leaf in self.leaves}
        every = shared.align_decimals([self._value(entry, region, given) for entry in self._once(entries)])
        # Of a total stated for the claimed and for the verified column the latter is the one in force.
        totals = {
            value.node: value for value in every if value.kind == "published" and value.value is not None
        }
        values = [value for value in every if value.kind != "published"]
        means = [replace(value, region=region) for value in shared.align_decimals(list(self.published))]
        return (*values, *totals.values(), *means)

    def _value(self, entry: ItemEntry, region: str | None, given: set[str | None]) -> NodeValue:
        has_questions = entry.node in {leaf.parent for leaf in self.leaves}
        sums_up = has_questions or self._has_below(entry.node, given)
        return NodeValue(
            region=region,
            node=entry.node,
            kind="published" if sums_up else entry.kind,
            value=entry.parsed.value,
            status=entry.parsed.status,
            sheet=entry.sheet,
            cell=entry.cell,
            digits=entry.parsed.digits,
        )

    def _has_below(self, code: str, given: set[str | None]) -> bool:
        return code in self._framework.codes and bool(shared.nodes_below(self._framework, code) & given)

    def _responses(self, told: list[tuple[ItemEntry, _ItemOwner]]) -> tuple[Response, ...]:
        """One response for each OPD named; sums over items are none of its answers and are said."""
        groups: dict[_ItemOwner, list[ItemEntry]] = {}
        for entry, owner in told:
            groups.setdefault(owner, []).append(entry)
        self._say_sums([entry for entry, _ in told if self._sums_up(entry)])
        return join_by_opd(
            (
                Response(owner.region, "", owner.opd, owner.text, "1", self._answers(entries))
                for owner, entries in groups.items()
            ),
            self.reader,
        )

    def _answers(self, entries: list[ItemEntry]) -> tuple[Answer, ...]:
        verified = {entry.node: entry.parsed.value for entry in entries if entry.kind == "verified"}
        return tuple(
            replace(entry.told, verified=verified.get(entry.node))
            for entry in entries
            if entry.kind == "claimed" and not self._sums_up(entry)
        )

    def _sums_up(self, entry: ItemEntry) -> bool:
        return entry.node in self._framework.codes and bool(self._framework.children(entry.node))

    def _say_sums(self, sums: list[ItemEntry]) -> None:
        for sheet, group in groupby(sums, key=lambda entry: entry.sheet):
            cells = ", ".join(entry.cell for entry in group if entry.parsed.value is not None)
            if cells:
                self.reader.say("W66", sheet, found=cells)

    def _once(self, entries: list[ItemEntry]) -> list[ItemEntry]:
        """Each node and kind once: of different values the one chosen, of sums over others the first."""
        found: list[ItemEntry] = []
        for kind in dict.fromkeys(entry.kind for entry in entries):
            own = [entry for entry in entries if entry.kind == kind]
            sums = {entry.node: entry for entry in reversed(own) if self._sums_up(entry)}
            (settled,) = settle_twice_answered(
                [[entry.told for entry in own if not self._sums_up(entry)]], self.reader
            )
            at = {(entry.sheet, entry.cell): entry for entry in own}
            found += [_as_settled(at[one.sheet, one.cell], one) for one in settled]
            found += sums.values()
        return found


def _as_settled(entry: ItemEntry, settled: Answer) -> ItemEntry:
    """An entry, without its value where it is asked which of several counts."""
    is_open = settled.status == "missing" and entry.told.status != "missing"
    return replace(entry, parsed=ParsedCell(), told=settled) if is_open else entry

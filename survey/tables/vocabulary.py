"""What the texts of a sheet mean to an instrument: which rows surely head a table, which surely are data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reference import regions
from reference.catalogue import organisation_form
from reference.instruments import Instrument
from survey.files.grid import Cell, cell_as_text
from survey.tables.headings import ENTITY_ROLES, PERSONAL_ROLES, heading_meaning, node_named_by

LEAST = 2
TELLS = ENTITY_ROLES | PERSONAL_ROLES | {"year", "period"}
MOST_TOLD = 4
WEAK = PERSONAL_ROLES | {"number"}
"""Roles that also stand in signature blocks and among data."""


class Vocabulary:
    """The words of one instrument. Without one, only the shape of a sheet tells headings from data."""

    def __init__(self, instrument: Instrument | None = None) -> None:
        self.instrument = instrument
        self._meanings: dict[str, tuple[str, str]] = {}

    def heads(self, cells: Sequence[Cell]) -> bool:
        """Whether a row surely heads a table: mostly texts, it names two roles, or one and two nodes.

        A node and what it stands under are one. A row that names one item alone is its answer, whatever words
        an OPD wrote beside it ("catatan", "bukti").
        """
        count = list(map(type, cells)).count(str)
        if self.instrument is None or count < LEAST or 2 * count < len(cells) - cells.count(None):
            return False
        found = {self._meaning(cell) for cell in cells if isinstance(cell, str)}
        roles = {role for role, _ in found} - WEAK - {""}
        nodes = self._lowest({node for _, node in found} - {""})
        if len(nodes) == 1 and nodes <= set(self.instrument.framework.leaves):
            return False
        names_columns = len(roles) >= LEAST or bool(roles and len(nodes) >= LEAST)
        return names_columns and not self._tells(cells)

    def repeats_items(self, above: Sequence[Cell], below: Sequence[Cell]) -> bool:
        """Whether a row names the items of the headings above it once more: their codes, then their names."""
        pairs = [
            (node, self._meaning(second)[1] if isinstance(second, str) else "")
            for first, second in zip(above, below, strict=True)
            if isinstance(first, str) and (node := self._meaning(first)[1])
        ]
        same = sum(first == second for first, second in pairs)
        return same >= LEAST and 2 * same >= len(pairs)

    def _tells(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is nothing but labels with what they say beside them ("OPD | Dinkes | Kab | X")."""
        filled = [cell_as_text(cell) for cell in cells if cell is not None]
        labels, values = filled[::2], filled[1::2]
        return (
            len(labels) == len(values) <= MOST_TOLD
            and all(self._meaning(label)[0] in TELLS for label in labels)
            and not any(any(self._meaning(value)) for value in values)
            and any(map(_names_owner, values))
        )

    def _lowest(self, nodes: set[str]) -> set[str]:
        """The nodes without those that another of them stands under."""
        above: set[str] = set()
        tree = self.instrument.framework if self.instrument else None
        for code in nodes:
            parent = tree.node(code).parent if tree else None
            while tree and parent is not None:
                above.add(parent)
                parent = tree.node(parent).parent
        return nodes - above

    def _meaning(self, cell: str) -> tuple[str, str]:
        found = self._meanings.get(cell)
        if found is None:
            found = heading_meaning(cell_as_text(cell), self.instrument) if self.instrument else ("", "")
            self._meanings[cell] = found
        return found

    def is_data(self, cells: Iterable[Cell]) -> bool:
        """Whether a row names an item or a region."""
        row = tuple(cells)
        return self.names_item(row) or self.names_region(row)

    def names_item(self, cells: Iterable[Cell]) -> bool:
        """Whether a row names a node, so that it is data however little else it holds."""
        known = self.instrument
        return known is not None and any(node_named_by(text, known) for text in _texts(cells))

    def answers_item(self, cells: Iterable[Cell]) -> bool:
        """Whether a row names one item and holds numbers: the first answer of a table without headings."""
        row, known = tuple(cells), self.instrument
        if known is None or not any(isinstance(cell, float) for cell in row):
            return False
        named = {code for text in _texts(row) if (code := node_named_by(text, known))}
        return len(named) == 1 and named <= set(known.framework.leaves)

    def names_region(self, cells: Iterable[Cell]) -> bool:
        """Whether a row names a kabupaten or kota."""
        if self.instrument is None:
            return False
        return any(regions.match_region(text).status == "ok" for text in _texts(cells))


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [cell_as_text(cell) for cell in cells if isinstance(cell, str)]


def _names_owner(text: str) -> bool:
    return bool(organisation_form(text)) or regions.match_region(text).status == "ok"


SHAPE_ALONE = Vocabulary()

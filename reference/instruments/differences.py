"""What differs between two versions of an instrument, node by node and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reference.instruments.describing import describe_instrument, flatten_settings
from reference.instruments.model import Instrument
from reference.numbers import write_code

ADDED, REMOVED = "simpul ditambahkan", "simpul dihapus"
REPLACES = "simpul pengganti"


@dataclass(frozen=True)
class InstrumentDifference:
    """One field that differs. `node` "" = a setting of the instrument; `field` as the workbook names it.

    A node that only one version has is one difference, with ADDED or REMOVED as its field; one that takes the
    place of a node of `before` and asks something else has REPLACES, `before` the node it replaces.
    """

    node: str
    name: str
    field: str
    before: str
    after: str


def instrument_differences(before: Instrument, after: Instrument) -> tuple[InstrumentDifference, ...]:
    """Every difference: settings first, then nodes in the order of `after`, removed ones last."""
    old, new = describe_instrument(before), describe_instrument(after)
    settings = _fields(dict(flatten_settings(old.settings)), dict(flatten_settings(new.settings)))
    found = [InstrumentDifference("", "", *field) for field in settings]
    rows, earlier = ({row["kode"]: row.cells for row in table.rows} for table in (new, old))
    for code, cells in rows.items():
        name = cells["nama"]
        if code not in earlier:
            found.append(_appearance(cells, earlier))
        else:
            found += [InstrumentDifference(code, name, *field) for field in _fields(earlier[code], cells)]
    gone = [(code, cells["nama"]) for code, cells in earlier.items() if code not in rows]
    return (*found, *(InstrumentDifference(code, name, REMOVED, name, "") for code, name in gone))


def _appearance(cells: Mapping[str, str], earlier: Mapping[str, Mapping[str, str]]) -> InstrumentDifference:
    """A node that is new, with the one whose place it takes."""
    code, name, replaced = cells["kode"], cells["nama"], cells.get("menggantikan", "")
    if replaced not in earlier:
        return InstrumentDifference(code, name, ADDED, "", name)
    return InstrumentDifference(code, name, REPLACES, f"{replaced} {earlier[replaced]['nama']}", name)


def _fields(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """field, before, after of what differs; a field only one side has is "" on the other."""
    for field in dict.fromkeys([*new, *old]):
        before, after = _text(old.get(field, "")), _text(new.get(field, ""))
        if before != after:
            yield field, before, after


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return write_code(value) if isinstance(value, float) else str(value)

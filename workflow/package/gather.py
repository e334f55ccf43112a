"""From the store into a package: everything in force of the regions asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from storage import audit, entries
from storage.engine import Store, reading_connection
from storage.results import decisions, region_export
from storage.setup import assignments, instruments, periods, rosters, targets
from storage.values import Decision
from workflow.package.contents import (
    AgreedTarget,
    Package,
    PackedAssessment,
    PackedEntry,
    PackedInstrument,
    PackedRegion,
)
from workflow.package.entry_checks import check_entry
from workflow.package.malformed import MalformedError
from workflow.results.stored_data import thaw_instrument


def gather_package(store: Store, regions: Sequence[str]) -> Package:
    """The package of these regions (codes), in their order, and the heads of their chains at that moment."""
    with reading_connection(store) as connection:
        return _gather(connection, regions)


def _gather(store: Store, regions: Sequence[str]) -> Package:
    whole = [pack_region(store, code) for code in regions]
    found = tuple(replace(one, entries=tuple(filter(_is_sound, one.entries))) for one in whole)
    left = tuple(
        f"{one.kind} {one.key} ({each.code})" for each in whole for one in each.entries if not _is_sound(one)
    )
    used = {one.instrument for each in found for one in each.assessments}
    aimed = {one.node for each in found for one in each.targets}
    frozen = {
        one.digest: one
        for one in instruments.list_instruments(store)
        if one.digest in used or aimed.intersection(thaw_instrument(one.text).framework.position)
    }
    carried = (PackedInstrument(one.instrument, one.version, one.digest, one.text) for one in frozen.values())
    heads = tuple(str(audit.find_chain_head(store, code)) for code in (None, *regions))
    return Package(datetime.now(UTC), found, tuple(carried), heads, left)


def _is_sound(one: PackedEntry) -> bool:
    """Whether others can read an entry; a damaged one would have them refuse the whole package."""
    try:
        check_entry(one)
    except MalformedError:
        return False
    return True


def pack_region(store: Store, code: str) -> PackedRegion:
    """Everything in force of one region."""
    roster = rosters.read_roster(store, code)
    agreed = targets.list_targets(store, code)[["node", "year", "value", "by"]]
    return PackedRegion(
        code,
        tuple({str(name): str(value) for name, value in row.items()} for row in roster.to_dict("records")),
        tuple(
            AgreedTarget(node, int(year), float(value), by)
            for node, year, value, by in agreed.itertuples(index=False, name=None)
        ),
        tuple(_written(store, code)),
        tuple(
            pack_assessment(store, *scope, code) for scope in region_export.list_region_scopes(store, code)
        ),
    )


def _written(store: Store, code: str) -> Iterator[PackedEntry]:
    """What is in force, before it what was given under it."""
    for place in entries.list_entry_scopes(store, code):
        current = entries.list_entries(store, place)
        for key, found in entries.list_given_entries(store, place).items():
            if key in current:
                over = bool(current[key].number)
                yield PackedEntry(place.kind, place.period, key, found.text, found.by, True, over)
        for key, found in current.items():
            if found.number:
                yield PackedEntry(place.kind, place.period, key, found.text, found.by)


def pack_assessment(store: Store, period_id: int, instrument_id: int, code: str) -> PackedAssessment:
    """One scope of a region."""
    period, scope = periods.find_period(store, period_id, (code,)), (period_id, instrument_id, code)
    decided = decisions.list_decisions(store, *scope, beside=True)
    asked = assignments.read_assignments(store, *scope)
    return PackedAssessment(
        period.label,
        period.starts,
        period.ends,
        period.sample,
        period.locked_at,
        instruments.find_instrument(store, instrument_id).digest,
        region_export.export_region(store, *scope),
        tuple((one, opd, role) for one, opd, role in asked.itertuples(index=False, name=None)),
        tuple(_decision(row) for row in decided.to_dict("records")),
    )


def _decision(row: Mapping[Any, Any]) -> Decision:
    return Decision(**{str(name): value for name, value in row.items()} | {"at": row["at"].to_pydatetime()})

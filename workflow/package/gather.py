"""From the store into a package: everything in force of the regions asked for."""

from collections.abc import Sequence
from datetime import UTC, datetime

from storage import (
    assignments,
    clarify,
    entries,
    holdings,
    instruments,
    periods,
    rosters,
    targets,
)
from storage.engine import Store
from storage.values import Decision
from workflow.package.contents import AgreedTarget, Assessment, Frozen, Package, Region, Written


def gather(store: Store, regions: Sequence[str]) -> Package:
    """The package of these regions (codes), in their order."""
    found = tuple(region(store, code) for code in regions)
    used = {one.instrument for each in found for one in each.assessments}
    frozen = {one.digest: one for one in instruments.available(store) if one.digest in used}
    carried = (Frozen(one.instrument, one.version, one.digest, one.text) for one in frozen.values())
    return Package(datetime.now(UTC), found, tuple(carried))


def region(store: Store, code: str) -> Region:
    """Everything in force of one region."""
    roster = rosters.get(store, code)
    agreed = targets.get(store, code)[["node", "year", "value", "by"]]
    return Region(
        code,
        tuple({str(name): str(value) for name, value in row.items()} for row in roster.to_dict("records")),
        tuple(
            AgreedTarget(node, int(year), float(value), by)
            for node, year, value, by in agreed.itertuples(index=False, name=None)
        ),
        tuple(_written(store, code)),
        tuple(assessment(store, *scope, code) for scope in holdings.scopes(store, code)),
    )


def _written(store: Store, code: str) -> list[Written]:
    return [
        Written(place.kind, place.period, key, found.text, found.by)
        for place in entries.places(store, code)
        for key, found in entries.current(store, place).items()
    ]


def assessment(store: Store, period_id: int, instrument_id: int, code: str) -> Assessment:
    """One scope of a region."""
    period, scope = periods.get(store, period_id), (period_id, instrument_id, code)
    decided = clarify.decisions(store, *scope)
    asked = assignments.get(store, *scope)
    return Assessment(
        period.label,
        period.starts,
        period.ends,
        period.sample,
        period.locked_at,
        instruments.get(store, instrument_id).digest,
        holdings.held(store, *scope),
        tuple((one, opd, role) for one, opd, role in asked.itertuples(index=False, name=None)),
        tuple(Decision(**{str(k): v for k, v in row.items()}) for row in decided.to_dict("records")),
    )

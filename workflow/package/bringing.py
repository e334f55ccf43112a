"""From a package into the store: all of it in one step, or nothing."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from storage import (
    StoreError,
    assignments,
    audit,
    clarify,
    entries,
    instruments,
    periods,
    rosters,
    targets,
    uploads,
)
from storage.engine import Store, writing
from storage.values import Period
from workflow.dates import today
from workflow.load import Scope
from workflow.package.contents import Assessment, Frozen, Package, Region
from workflow.package.differences import compare


def bring(store: Store, package: Package, actor: str, *, take: Collection[str] = ()) -> list[str]:
    """Store what the package holds; the codes of the regions that changed, in the package's order.

    A region whose facts contradict the store's is left as it is, unless it is in `take`: then the package's
    facts count and what only the store knows stays. Raises StoreError, and then nothing changed, where a
    period here has other dates or is locked.
    """
    with writing(store) as connection:
        found = {one.region: one for one in compare(connection, package)}
        wanted = [
            given
            for given in package.regions
            if not found[given.code].same and (not found[given.code].conflicts or given.code in take)
        ]
        frozen = {one.digest: one for one in package.instruments}
        for given in wanted:
            _bring(connection, given, frozen, actor)
        return [given.code for given in wanted]


def _bring(store: Store, given: Region, frozen: dict[str, Frozen], actor: str) -> None:
    audit.record(store, actor, "package.bring", f"region {given.code}", region=given.code)
    _bring_roster(store, given, actor)
    for assessment in given.assessments:
        _bring_assessment(store, given.code, assessment, frozen, actor)
    for target in given.targets:
        targets.set_target(store, given.code, target.node, target.year, target.value, by=target.by)
    for one in given.entries:
        entries.save(store, entries.Place(one.kind, given.code, one.period), {one.key: one.text}, by=one.by)


def _bring_roster(store: Store, given: Region, actor: str) -> None:
    if not given.roster:
        return
    theirs = pd.DataFrame(list(given.roster))
    ours = rosters.get(store, given.code)
    whole = pd.concat([theirs, ours[~ours["opd"].isin(theirs["opd"])]])
    rosters.save(store, given.code, whole, actor, since=today())


def _bring_assessment(
    store: Store, region: str, given: Assessment, frozen: dict[str, Frozen], actor: str
) -> None:
    used = frozen[given.instrument]
    key = instruments.freeze(store, used.instrument, used.version, used.digest, used.text)
    scope = Scope(_period(store, given, actor).id, key)
    _bring_assignments(store, scope, region, given, actor)
    if given.batch.files:
        batch = replace(given.batch, period_id=scope.period_id, instrument_id=key, actor=actor)
        uploads.keep(store, batch)
    _bring_decisions(store, scope, region, given)


def _period(store: Store, given: Assessment, actor: str) -> Period:
    known = next((one for one in periods.available(store) if one.label == given.period), None)
    if known is None:
        return periods.add(store, given.period, given.starts, given.ends, actor, sample=given.sample)
    if (known.starts, known.ends, known.sample) != (given.starts, given.ends, given.sample):
        raise StoreError(
            f'Periode "{given.period}" dalam paket berbeda tanggal atau sifatnya dari yang bernama sama '
            "di komputer ini, sehingga tidak ada yang dimuat. Samakan periode di salah satu komputer."
        )
    return known


def _bring_assignments(store: Store, scope: Scope, region: str, given: Assessment, actor: str) -> None:
    theirs = pd.DataFrame(list(given.assigned), columns=list(assignments.COLUMNS))
    ours = assignments.get(store, scope.period_id, scope.instrument_id, region)
    both = pd.concat([theirs, ours[~ours["indicator"].isin(theirs["indicator"])]])
    if len(both):
        assignments.save(store, scope.period_id, scope.instrument_id, region, both, actor)


def _bring_decisions(store: Store, scope: Scope, region: str, given: Assessment) -> None:
    ours = clarify.decisions(store, scope.period_id, scope.instrument_id, region)
    known = dict(zip(zip(ours["node"], ours["kind"], strict=True), ours["value"], strict=True))
    for one in given.decisions:
        if known.get((one.node, one.kind)) == one.value:
            continue
        place = (scope.period_id, scope.instrument_id, region, one.node, one.value)
        if one.kind == "agreed":
            clarify.set_agreed(store, *place, reason=one.reason, by=one.by)
        else:
            clarify.set_verified(store, *place, note=one.reason, by=one.by)

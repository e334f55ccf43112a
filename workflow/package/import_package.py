"""From a package into the store: all of it in one step, or nothing."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from storage import StoreError, audit, entries
from storage.engine import Store, writing_transaction
from storage.results import decisions
from storage.setup import assignments, instruments, periods, rosters, targets
from storage.upload import uploads
from storage.values import Period
from workflow.dates import local_today
from workflow.package.contents import Package, PackedAssessment, PackedInstrument, PackedRegion
from workflow.package.differences import compare_package
from workflow.results.stored_data import AssessmentScope
from workflow.sample import given_entries as sample_given


def store_package(store: Store, package: Package, actor: str, *, take: Collection[str] = ()) -> list[str]:
    """Store what the package holds; the codes of the regions that changed, in the package's order.

    A region whose facts contradict the store's is left as it is, unless it is in `take`: then the package's
    facts count and what only the store knows stays. Raises StoreError, and then nothing changed, where a
    period here has other dates or is locked.
    """
    with writing_transaction(store) as connection:
        found = {one.region: one for one in compare_package(connection, package)}
        wanted = [
            given
            for given in package.regions
            if not found[given.code].same and (not found[given.code].conflicts or given.code in take)
        ]
        frozen = {one.digest: one for one in package.instruments}
        for given in wanted:
            _bring(connection, given, frozen, actor)
        sample_given.complete_sample(connection)
        return [given.code for given in wanted]


def _bring(store: Store, given: PackedRegion, frozen: dict[str, PackedInstrument], actor: str) -> None:
    audit.record_change(store, actor, "package.bring", f"region {given.code}", region=given.code)
    _bring_roster(store, given, actor)
    for assessment in given.assessments:
        _bring_assessment(store, given.code, assessment, frozen, actor)
    for target in given.targets:
        targets.save_target(store, given.code, target.node, target.year, target.value, by=target.by)
    _bring_entries(store, given)


def _bring_entries(store: Store, given: PackedRegion) -> None:
    held = {(entries.EntryScope(one.kind, given.code, one.period), one.key): one for one in given.entries}
    for one in given.entries:
        if one.given:
            place = entries.EntryScope(one.kind, given.code, one.period)
            entries.give_entries(store, place, {one.key: one.text}, by=one.by)
    for (place, key), one in held.items():
        entries.save_entries(store, place, {key: one.text}, by=one.by)


def _bring_roster(store: Store, given: PackedRegion, actor: str) -> None:
    if not given.roster:
        return
    theirs = pd.DataFrame(list(given.roster))
    ours = rosters.read_roster(store, given.code)
    whole = pd.concat([theirs, ours[~ours["opd"].isin(theirs["opd"])]])
    rosters.write_roster(store, given.code, whole, actor, since=local_today())


def _bring_assessment(
    store: Store, region: str, given: PackedAssessment, frozen: dict[str, PackedInstrument], actor: str
) -> None:
    used = frozen[given.instrument]
    key = instruments.freeze_instrument(store, used.instrument, used.version, used.digest, used.text)
    scope = AssessmentScope(_period(store, given, actor).id, key)
    _bring_assignments(store, scope, region, given, actor)
    if given.batch.files:
        batch = replace(given.batch, period_id=scope.period_id, instrument_id=key, actor=actor)
        uploads.keep_upload(store, batch)
    _bring_decisions(store, scope, region, given)


def _period(store: Store, given: PackedAssessment, actor: str) -> Period:
    known = next((one for one in periods.list_periods(store) if one.label == given.period), None)
    if known is None:
        return periods.add_period(store, given.period, given.starts, given.ends, actor, sample=given.sample)
    if (known.starts, known.ends, known.sample) != (given.starts, given.ends, given.sample):
        raise StoreError(
            f'Periode "{given.period}" dalam paket berbeda tanggal atau sifatnya dari yang bernama sama '
            "di komputer ini, sehingga tidak ada yang dimuat. Samakan periode di salah satu komputer."
        )
    return known


def _bring_assignments(
    store: Store, scope: AssessmentScope, region: str, given: PackedAssessment, actor: str
) -> None:
    theirs = pd.DataFrame(list(given.assigned), columns=list(assignments.COLUMNS))
    ours = assignments.read_assignments(store, scope.period_id, scope.instrument_id, region)
    both = pd.concat([theirs, ours[~ours["indicator"].isin(theirs["indicator"])]])
    if len(both):
        assignments.save_assignments(store, scope.period_id, scope.instrument_id, region, both, actor)


def _bring_decisions(store: Store, scope: AssessmentScope, region: str, given: PackedAssessment) -> None:
    ours = decisions.list_decisions(store, scope.period_id, scope.instrument_id, region)
    known = dict(zip(zip(ours["node"], ours["kind"], strict=True), ours["value"], strict=True))
    for one in given.decisions:
        if known.get((one.node, one.kind)) == one.value:
            continue
        place = (scope.period_id, scope.instrument_id, region, one.node, one.value)
        if one.kind == "agreed":
            decisions.save_agreed_value(store, *place, reason=one.reason, by=one.by)
        else:
            decisions.save_verified_value(store, *place, note=one.reason, by=one.by)

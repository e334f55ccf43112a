"""From a package into the store: all of it in one step, or nothing."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from reference.text_limits import shorten_name
from storage import StoreError, audit, entries
from storage.engine import Store, writing_transaction
from storage.results import decisions
from storage.setup import assignments, instruments, periods, rosters, targets
from storage.upload import uploads
from storage.values import Actor, Period
from workflow.dates import local_today
from workflow.package import gather
from workflow.package.contents import Package, PackedAssessment, PackedEntry, PackedInstrument, PackedRegion
from workflow.package.differences import compare_package
from workflow.package.loads import LoadRecorder
from workflow.package.merging import RegionMerge
from workflow.package.parts import list_package_parts
from workflow.results.stored_data import AssessmentScope
from workflow.sample import given_entries as sample_given

CLAIM = "menurut paket: "


def store_package(
    store: Store, package: Package, actor: Actor, *, take: Collection[str] = (), name: str = ""
) -> list[str]:
    """Store what the package holds; the codes of the regions that changed, in the package's order.

    A region whose facts contradict the store's is left as it is, unless it is in `take`: then the package's
    facts count and what only the store knows stays. What agrees is not written again. Everything is recorded
    under `actor`, who loads it; the names within are kept as claims. `name` of the file is what
    `loads.undo_package_load` knows the load by. Raises StoreError, and then nothing changed, where a period
    here has other dates or is locked.
    """
    frozen = {one.digest: one for one in package.instruments}
    with writing_transaction(store) as connection, audit.recorded_under(connection, actor):
        found = {one.region: one for one in compare_package(connection, package)}
        wanted = [code for code, one in found.items() if not one.same and (not one.differing or code in take)]
        recorder = LoadRecorder(connection, wanted)
        for code, parts in list_package_parts(package):
            if code in wanted:
                _bring(connection, code, parts, frozen, actor)
        sample_given.complete_sample(connection, wanted)
        if wanted:
            recorder.record_load(name, actor)
        return wanted


def _bring(
    store: Store, code: str, parts: Iterable[PackedRegion], frozen: dict[str, PackedInstrument], actor: Actor
) -> None:
    audit.record_change(store, actor, "package.bring", f"region {code}", region=code)
    merge = RegionMerge(gather.pack_region(store, code))
    for part in map(merge.merge_part, parts):
        for given in part.assessments:  # first: what else comes belongs to the newest of them
            if _says_anything(given):
                _period(store, given, actor)
        if part.roster:
            roster = pd.DataFrame(list(part.roster))
            rosters.write_roster(store, code, roster, actor, since=_day_of_list(store, code))
        for assessment in part.assessments:
            _bring_assessment(store, code, assessment, frozen, actor)
        for target in part.targets:
            targets.save_target(store, code, target.node, target.year, target.value, by=_claim(target.by))
        _bring_entries(store, code, part.entries)


def _day_of_list(store: Store, code: str) -> date:
    """Today, or when the last list begins: a package carries the last one."""
    return max(rosters.find_last_list(store, code) or local_today(), local_today())


def _claim(by: str) -> Actor:
    """A name in a package as what it is: nobody here has seen that person write."""
    return Actor(by if by.startswith(CLAIM) else shorten_name(f"{CLAIM}{by}"))


def _bring_entries(store: Store, region: str, given: Iterable[PackedEntry]) -> None:
    by_place: dict[entries.EntryScope, list[PackedEntry]] = {}
    for one in given:
        by_place.setdefault(entries.EntryScope(one.kind, region, one.period), []).append(one)
    for place, some in by_place.items():
        by = {one.key: _claim(one.by) for one in some}
        # Under what somebody wrote here nothing new is laid, but where the package says that it was replaced.
        here = entries.list_entries(store, place)
        laid = [one for one in some if one.given and (one.replaced or one.key not in here)]
        entries.give_entries(store, place, {one.key: one.text for one in laid}, by=by)
        entries.save_entries(store, place, {one.key: one.text for one in some if not one.replaced}, by=by)


def _bring_assessment(
    store: Store, region: str, given: PackedAssessment, frozen: dict[str, PackedInstrument], actor: Actor
) -> None:
    batch = given.batch
    if not _says_anything(given):
        return
    used = frozen[given.instrument]
    key = instruments.freeze_instrument(store, used.instrument, used.version, used.digest, used.text)
    scope = AssessmentScope(_period(store, given, actor).id, key)
    place = (scope.period_id, key, region)
    if given.assigned:
        assigned = pd.DataFrame(list(given.assigned), columns=list(assignments.COLUMNS))
        assignments.save_assignments(store, *place, assigned, actor)
    if batch.files:
        own = replace(batch, period_id=scope.period_id, instrument_id=key, actor=actor)
        uploads.keep_upload(store, own)
    for one in given.decisions:
        if one.kind == "agreed":
            decisions.save_agreed_value(
                store, *place, one.node, one.value, reason=one.reason, by=_claim(one.by)
            )
        else:
            decisions.save_verified_value(
                store, *place, one.node, one.value, note=one.reason, by=_claim(one.by)
            )


def _says_anything(given: PackedAssessment) -> bool:
    return bool(given.batch.files or given.assigned or given.decisions)


def _period(store: Store, given: PackedAssessment, actor: Actor) -> Period:
    known = next((one for one in periods.list_periods(store) if one.label == given.period), None)
    if known is None:
        return periods.add_period(store, given.period, given.starts, given.ends, actor, sample=given.sample)
    if (known.starts, known.ends, known.sample) != (given.starts, given.ends, given.sample):
        raise StoreError(
            f'Periode "{given.period}" dalam paket berbeda tanggal atau sifatnya dari yang bernama sama '
            "di komputer ini, sehingga tidak ada yang dimuat. Samakan periode di salah satu komputer."
        )
    return known

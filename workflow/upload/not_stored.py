"""What became of files that are not stored, kept for whoever reminds their OPD later."""

from collections.abc import Sequence

from storage.engine import Store
from storage.setup import periods
from storage.upload import unstored_files
from storage.upload.unstored_files import UnstoredFile
from survey.values import Reading
from workflow.setup import setup
from workflow.upload import senders
from workflow.upload.outcome import UploadTarget, file_verdict

TOLD = 5


def keep_unstored_readings(store: Store, place: UploadTarget, readings: Sequence[Reading]) -> None:
    """Keep which files wait or were refused and why; those that were stored are no longer among them."""
    scope = (place.scope.period_id, place.scope.instrument_id)
    stored = {one.path_and_content for one in readings if file_verdict(one) == "ready"}
    unstored_files.clear_unstored_files(store, *scope, stored, place.actor)
    open_ = [file for one in readings if file_verdict(one) != "ready" for file in _files(store, place, one)]
    unstored_files.keep_unstored_files(store, *scope, open_, place.actor)


def forget_unstored_reading(store: Store, place: UploadTarget, reading: Reading) -> None:
    """The file was put away before its choice: it is as if it had not come."""
    scope = (place.scope.period_id, place.scope.instrument_id)
    unstored_files.clear_unstored_files(store, *scope, {reading.path_and_content}, place.actor)


def _files(store: Store, place: UploadTarget, reading: Reading) -> list[UnstoredFile]:
    """The file for each OPD it names; for none where neither it nor its path names an OPD of the region."""
    told = [one for one in reading.findings if one.severity == "error"][:TOLD]
    problems = "\n".join(f"{one.message} {one.proposal}".strip() for one in told)
    return [
        UnstoredFile(region, opd, reading.file, reading.sha256, file_verdict(reading), problems)
        for region, opd in sorted(_owners(store, place, reading))
    ]


def _owners(store: Store, place: UploadTarget, reading: Reading) -> set[tuple[str, str]]:
    """Whose a file is: as it says, else as the name we gave its form says; of nobody named, the region's."""
    named = {(one.region, one.opd) for one in reading.responses if one.region and one.opd}
    named |= {reading.owner} if all(reading.owner) else set()
    if not place.region:
        return named
    told = {one for one in named if one[0] == place.region}
    return told or {(place.region, "" if named else _named_by_form(store, place, reading.file))}


def _named_by_form(store: Store, place: UploadTarget, path: str) -> str:
    roster, _ = setup.roster_of(store, place.region, place.scope.period_id)
    period = periods.find_period(store, place.scope.period_id)
    return senders.find_sender_by_form(roster, place.region, period.label, path) or ""

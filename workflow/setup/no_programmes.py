"""OPD that said that they run no programme, kept per region and period: there is nothing more to send."""

from collections.abc import Mapping

from storage.engine import Store
from storage.setup import periods
from storage.values import Actor
from workflow.codec import Words
from workflow.entries import Entries
from workflow.results.stored_data import AssessmentScope

NONE: Entries[str] = Entries("no_programmes", Words())
SAID = "Tidak ada program"


def list_without_programmes(store: Store, scope: AssessmentScope, region: str) -> dict[str, int]:
    """The OPD of which it was noted, each with the number of its note."""
    return NONE.read(store, region, periods.find_period(store, scope.period_id).label).numbers


def save_no_programmes(
    store: Store,
    scope: AssessmentScope,
    region: str,
    said: Mapping[str, bool],
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Note it of OPD, or take the note back (False); StoreError without a name.

    OvertakenError where the note of one of them is not the one `seen` (0 = none), as
    `list_without_programmes`.
    """
    label = periods.find_period(store, scope.period_id).label
    wanted = {opd: SAID if none else None for opd, none in said.items()}
    NONE.save(store, wanted, region, label, by=by, seen=seen)

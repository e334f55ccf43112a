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


def list_without_programmes(store: Store, scope: AssessmentScope, region: str) -> frozenset[str]:
    """The OPD of which it was noted."""
    return frozenset(NONE.read(store, region, periods.find_period(store, scope.period_id).label).items)


def save_no_programmes(
    store: Store, scope: AssessmentScope, region: str, said: Mapping[str, bool], by: Actor
) -> None:
    """Note it of OPD, or take the note back (False); StoreError without a name."""
    label = periods.find_period(store, scope.period_id).label
    NONE.save(store, {opd: SAID if none else None for opd, none in said.items()}, region, label, by=by)

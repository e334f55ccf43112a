"""The day by which OPD answer, kept per region and period."""

from dataclasses import dataclass
from datetime import date

from storage.engine import Store
from storage.upload import choices
from storage.values import Actor
from workflow.results.stored_data import AssessmentScope

KIND = "deadline"


def read_answer_deadline(store: Store, scope: AssessmentScope, region: str) -> date | None:
    """The day set for the region, None where none was."""
    text = choices.read_choices(store, region, KIND).get(str(scope.period_id), "")
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class DeadlineChange:
    """The day as the writer looked at it and as it is to be; None = none."""

    seen: date | None
    day: date | None


def set_answer_deadline(
    store: Store, scope: AssessmentScope, region: str, change: DeadlineChange, actor: Actor
) -> None:
    """Set the day, or withdraw it; OvertakenError where another than the one seen stands."""
    seen, day = (one.isoformat() if one else "" for one in (change.seen, change.day))
    choices.save_choice(store, region, KIND, str(scope.period_id), day, actor, seen=seen)

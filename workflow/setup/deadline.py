"""The day by which OPD answer, kept per region and period."""

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


def set_answer_deadline(
    store: Store,
    scope: AssessmentScope,
    region: str,
    day: date | None,
    actor: Actor,
    *,
    seen: date | None,
) -> None:
    """Set the day, or withdraw it with None; OvertakenError where another than the one `seen` stands."""
    texts = [one.isoformat() if one else "" for one in (day, seen)]
    choices.save_choice(store, region, KIND, str(scope.period_id), texts[0], actor, seen=texts[1])

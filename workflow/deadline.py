"""The day by which OPD answer, kept per region and period."""

from datetime import date

from storage import choices
from storage.engine import Store
from workflow.load import Scope

KIND = "deadline"


def get(store: Store, scope: Scope, region: str) -> date | None:
    """The day set for the region, None where none was."""
    text = choices.recall(store, region, KIND).get(str(scope.period_id), "")
    return date.fromisoformat(text) if text else None


def set_day(store: Store, scope: Scope, region: str, day: date | None, actor: str) -> None:
    """Set the day, or withdraw it with None."""
    text = day.isoformat() if day else ""
    choices.remember(store, region, KIND, str(scope.period_id), text, actor)

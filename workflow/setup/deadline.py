"""The day by which OPD answer, kept per region and period."""

from dataclasses import dataclass
from datetime import date

from storage.engine import Store, writing_transaction
from storage.states.earlier_rows import SavedRows, find_earlier_rows
from storage.upload import choices
from storage.values import Actor
from workflow.results.stored_data import AssessmentScope

KIND = "deadline"


def read_answer_deadline(store: Store, scope: AssessmentScope, region: str) -> date | None:
    """The day set for the region, None where none was."""
    return _day(choices.read_choices(store, region, KIND).get(str(scope.period_id), ""))


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
    text = str(scope.period_id)
    with (
        writing_transaction(store, region) as connection,
        choices.keep_earlier_choice(connection, region, KIND, text, _thing(scope)),
    ):
        choices.save_choice(connection, region, KIND, text, day, actor, seen=seen)


def find_undoable_deadline(
    store: Store, scope: AssessmentScope, region: str, actor: Actor
) -> SavedRows | None:
    """The last change of the day, where it can be taken back; `put_earlier_rows_back` does that."""
    return find_earlier_rows(store, region, _thing(scope), actor)


def _thing(scope: AssessmentScope) -> str:
    return f"{KIND} {scope.period_id}"


def tell_deadline_change(save: SavedRows) -> tuple[date | None, date | None]:
    """The day before a save and after it, None = none."""
    before, after = choices.tell_choice_change(save)
    return _day(before), _day(after)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

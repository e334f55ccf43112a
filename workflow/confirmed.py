"""What was chosen on earlier uploads, kept so that nobody is asked the same again."""

import json
from collections.abc import Mapping, Sequence

from storage import choices as remembered
from storage.engine import Store, writing
from survey.mapping import ColumnMapping
from survey.values import Question
from workflow.outcome import Place

MAPPING = "mapping"
# What is chosen between two files holds for these two alone; every other choice is asked once.
REMEMBERED = ("region", "agency", "value", "mapping")


def recalled(store: Store, place: Place) -> dict[str, str]:
    """Choices confirmed before, by question key."""
    known = (remembered.recall(store, place.region, kind) for kind in REMEMBERED)
    return {key: choice for found in known for key, choice in found.items()}


def remember(store: Store, place: Place, questions: Sequence[Question], choices: Mapping[str, str]) -> None:
    """Keep the choices that hold beyond this upload, so that nobody is asked the same again."""
    with writing(store) as connection:
        for question in questions:
            if question.kind in REMEMBERED and question.key in choices:
                remembered.remember(
                    connection, place.region, question.kind, question.key, choices[question.key], place.actor
                )


def mappings(store: Store, place: Place) -> dict[str, ColumnMapping]:
    """What the columns of tables seen before mean, by the signature of their headings."""
    known = remembered.recall(store, place.region, MAPPING)
    return {
        sign: ColumnMapping(sign, tuple((heading, target) for heading, target in json.loads(text)))
        for sign, text in known.items()
        if text.startswith("[")
    }


def remember_mapping(store: Store, place: Place, given: ColumnMapping) -> None:
    """Keep what the columns of a table mean, for every later file with the same headings."""
    text = json.dumps(given.targets, ensure_ascii=False)
    remembered.remember(store, place.region, MAPPING, given.signature, text, place.actor)

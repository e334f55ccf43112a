"""What was chosen on earlier uploads, kept so that nobody is asked the same again."""

import json
from collections.abc import Iterable, Mapping, Sequence

from storage.engine import Store, writing_transaction
from storage.upload import choices as remembered
from storage.upload.choices import KeptChoice
from survey.tables.mapping import ColumnMapping
from survey.values import Question
from workflow.upload.outcome import UploadTarget

MAPPING = "mapping"
# What is chosen between two files holds for these two alone; every other choice is asked once.
REMEMBERED = ("region", "agency", "value", "mapping", "scale")


def recall_choices(store: Store, place: UploadTarget) -> dict[str, str]:
    """Choices confirmed before, by question key."""
    known = (remembered.read_choices(store, place.region, kind) for kind in REMEMBERED)
    return {key: choice for found in known for key, choice in found.items()}


def remember_choices(
    store: Store,
    place: UploadTarget,
    questions: Sequence[Question],
    choices: Mapping[str, str],
    seen: Mapping[str, str] | None = None,
) -> None:
    """Keep the choices that hold beyond this upload, so that nobody is asked the same again.

    OvertakenError where somebody answered one of them otherwise since `recall_choices` gave `seen`.
    """
    with writing_transaction(store) as connection:
        for question in questions:
            if question.kind in REMEMBERED and question.key in choices:
                remembered.save_choice(
                    connection,
                    place.region,
                    question.kind,
                    question.key,
                    choices[question.key],
                    place.actor,
                    question,
                    seen=None if seen is None else seen.get(question.key, ""),
                )


def list_remembered_choices(store: Store, region: str) -> list[KeptChoice]:
    """What a region confirmed and is not asked again, the newest first."""
    return remembered.list_choices(store, region, REMEMBERED)


def link_choices(store: Store, place: UploadTarget, keys: Iterable[str], batch_id: int) -> None:
    """Say which upload the choices with these keys let in: undoing it forgets them."""
    remembered.link_choices_to_upload(store, place.region, list(keys), batch_id, place.actor)


def recall_mappings(store: Store, place: UploadTarget) -> dict[str, ColumnMapping]:
    """What the columns of tables seen before mean, by the signature of their headings."""
    known = remembered.read_choices(store, place.region, MAPPING)
    return {
        sign: ColumnMapping(sign, tuple((heading, target) for heading, target in json.loads(text)))
        for sign, text in known.items()
        if text.startswith("[")
    }


def remember_mapping(
    store: Store, place: UploadTarget, given: ColumnMapping, seen: Mapping[str, str] | None = None
) -> None:
    """Keep what the columns of a table mean, for every later file with the same headings.

    `seen` as for `remember_choices`.
    """
    text = json.dumps(given.targets, ensure_ascii=False)
    headings = ", ".join(heading for heading, target in given.targets if target)
    asked = Question("mapping", given.signature, f"Arti kolom: {headings}", ((text, "Seperti yang dipilih"),))
    looked_at = None if seen is None else seen.get(given.signature, "")
    remembered.save_choice(
        store, place.region, MAPPING, given.signature, text, place.actor, asked, seen=looked_at
    )

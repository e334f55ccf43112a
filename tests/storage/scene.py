"""What storage tests build again and again: a batch with little in it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from storage.results import answers
from storage.upload import uploads
from storage.values import Actor, KeptUpload, StoredFile, Submission, UploadBatch
from survey.values import Answer, NodeValue

ACTOR = Actor("Petugas Diskominfo")
NGANJUK = "35.18"
TUBAN = "35.23"


def file(name: str, content: str = "") -> StoredFile:
    """A file whose digest follows from its content, the name when none is given."""
    data = (content or name).encode()
    return StoredFile(name, hashlib.sha256(data).hexdigest(), data)


def answered(indicator: str, value: float | None, **more: Any) -> Answer:
    return Answer(indicator, "missing" if value is None else "answered", value, **more)


def sent(
    opd: str, values: dict[str, float | None], *, region: str = NGANJUK, slot: str = "", at: int = 0
) -> Submission:
    given = tuple(answered(indicator, value) for indicator, value in values.items())
    return Submission(region, opd, slot, at, given)


def claimed(
    node: str, value: float | None, *, region: str = NGANJUK, kind: str = "claimed", at: int = 0
) -> NodeValue:
    return NodeValue(region, node, kind, value, "missing" if value is None else "answered", file=at)


@dataclass(frozen=True)
class Scene:
    """A store and the scope its batches belong to."""

    store: Engine
    period_id: int
    instrument_id: int

    def batch(self, *files: StoredFile, **parts: Any) -> UploadBatch:
        return UploadBatch(self.period_id, self.instrument_id, ACTOR, files, **parts)

    def keep(self, *files: StoredFile, **parts: Any) -> KeptUpload:
        return uploads.keep_upload(self.store, self.batch(*files, **parts))

    def keep_one(
        self, opd: str, values: dict[str, float | None], content: str = "", **more: Any
    ) -> KeptUpload:
        return self.keep(file(f"{opd}.xlsx", content), submissions=(sent(opd, values, **more),))

    def answers(self, region: str | None = None) -> Any:
        return answers.read_answers_frame(self.store, self.period_id, self.instrument_id, region)

    def claims(self, region: str | None = None) -> dict[tuple[str, str], float]:
        """opd and indicator -> claimed, of the rows in force."""
        rows = self.answers(region)
        return dict(zip(zip(rows["opd"], rows["indicator"], strict=True), rows["claimed"], strict=True))

    def revision(self, region: str | None = None) -> str:
        return answers.scope_revision(self.store, self.period_id, self.instrument_id, region)

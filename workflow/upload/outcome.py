"""What became of uploaded files: the verdict on each, what was stored of it, and what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storage.values import Actor, PartTarget
from survey.answers.doubts import KIND
from survey.answers.file_reading import TOGETHER
from survey.values import Question, Reading, SourceFile
from workflow.results.stored_data import AssessmentScope

WEIGHTS_UNKNOWN, CHOSEN = "E25", "W53"


@dataclass(frozen=True)
class UploadTarget:
    """Where an upload goes. `region` "" takes a table of many regions; `actor` is who uploads."""

    scope: AssessmentScope
    region: str
    actor: Actor


@dataclass(frozen=True)
class UploadOutcome:
    """What became of files (ZIP members apart): a reading for each, and what was stored of them."""

    readings: tuple[Reading, ...] = ()
    new: tuple[PartTarget, ...] = ()
    replaced: tuple[PartTarget, ...] = ()
    unchanged: tuple[PartTarget, ...] = ()
    batch_ids: tuple[int, ...] = ()

    def having(self, verdict: str) -> tuple[Reading, ...]:
        """The readings with a verdict, as `file_verdict` gives it."""
        return tuple(reading for reading in self.readings if file_verdict(reading) == verdict)

    @property
    def waiting(self) -> tuple[SourceFile, ...]:
        """The files that are not stored and may be: a choice is open, or the user can point at the table."""
        return tuple(reading.source for reading in self.readings if is_waiting(reading))

    @property
    def unstored(self) -> tuple[Reading, ...]:
        """The readings that are not stored, to confirm before refused, each with its bytes while it waits."""
        open_ = self.having("confirm") + self.having("refused")
        return tuple(
            one if is_waiting(one) else replace(one, source=one.source.without_bytes()) for one in open_
        )


def file_verdict(reading: Reading) -> str:
    """The verdict on a file: "ready", "confirm" (a choice makes it count) or "refused"."""
    return "confirm" if lacks_weights(reading) else reading.verdict


def is_waiting(reading: Reading) -> bool:
    """Whether a file that is not stored may yet be: by a choice, or by pointing at its table."""
    return file_verdict(reading) == "confirm" or is_table_mendable(reading)


def is_table_mendable(reading: Reading) -> bool:
    """Whether a file that is not stored has tables whose place and columns the user can correct."""
    return file_verdict(reading) != "ready" and bool(reading.tables)


def lacks_weights(reading: Reading) -> bool:
    """Whether a file is refused only because nothing tells which weight set it is scored with."""
    return any(finding.code == WEIGHTS_UNKNOWN for finding in reading.findings)


class OpenQuestions:
    """What files that are not stored ask, each question at one place: its own file, or above them all."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._asked: dict[str, Question] = {}
        self._askers: dict[str, list[Reading]] = {}
        for reading in readings:
            for question in reading.questions:
                self._asked.setdefault(question.key, question)
                self._askers.setdefault(question.key, []).append(reading)

    @property
    def open_count(self) -> int:
        """How many questions are open, those of several files once."""
        return len(self._asked)

    @property
    def of_several(self) -> list[tuple[Question, tuple[str, ...]]]:
        """The questions about several files, with the names of these."""
        several = [(key, one) for key, one in self._asked.items() if self._owner(key) is None]
        return [(one, tuple(reading.file for reading in self._askers[key])) for key, one in several]

    def of_file(self, reading: Reading) -> list[Question]:
        """The questions about one file alone."""
        return [one for one in reading.questions if self._owner(one.key) is reading]

    def asked_elsewhere(self, reading: Reading) -> list[Question]:
        """What a file waits for that is asked at another place."""
        return [one for one in reading.questions if self._owner(one.key) is not reading]

    def _owner(self, key: str) -> Reading | None:
        """The file a question is about: the only one that asks it, or else whose content its key names.

        Others of its OPD wait with it; of two files with the same bytes both are meant.
        """
        askers = self._askers[key]
        own = [one for one in askers if one.sha256[:12] in key.split(":")] if len(askers) > 1 else askers
        return own[0] if len(own) == 1 else None


def open_questions(readings: Sequence[Reading]) -> list[Question]:
    """Every open question once, in the order of the files."""
    return list({question.key: question for reading in readings for question in reading.questions}.values())


def sign_corrections(received: UploadOutcome, choices: Mapping[str, str], actor: Actor) -> UploadOutcome:
    """The findings on cells that were corrected on the page just now, with who did it."""
    corrected = {tuple(key.split(":")[1:4]) for key in choices if key.startswith("value:")}
    return replace(received, readings=tuple(_signed(one, corrected, actor) for one in received.readings))


def _signed(reading: Reading, corrected: set[tuple[str, ...]], actor: Actor) -> Reading:
    """One choice may stand for many cells that say the same: all of them are signed."""
    chosen = [one for one in reading.findings if one.code == CHOSEN]
    file = reading.sha256[:12]
    said = {(one.sheet, one.found) for one in chosen if (file, one.sheet, one.cell) in corrected}
    if any(each[:2] == (file, KIND) for each in corrected):
        said |= {(one.sheet, one.found) for one in chosen if one.found.endswith(TOGETHER)}
    findings = tuple(
        replace(one, message=f"{one.message} Diperbaiki di halaman oleh {actor.name}.")
        if one.code == CHOSEN and (one.sheet, one.found) in said
        else one
        for one in reading.findings
    )
    return replace(reading, findings=findings)

"""The same OPD in several files of a batch: one question that all of them share, and what its answer does.

What was chosen outlasts the files it was chosen between: those that were not taken stay left out when the
one that was is stored before them, and a further file is asked against that one alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from survey import faults
from survey.answers.file_reading import ReadingContext
from survey.joining import is_answered, is_contradicted, join_responses
from survey.many_opd import (
    ALL,
    ALL_TEXT,
    BETWEEN,
    JOIN,
    JOIN_TEXT,
    KIND,
    AskedOpd,
    Owner,
    ask_about_many,
    choices_one_by_one,
)
from survey.messages import make_finding
from survey.named_opd import roster_opd_name
from survey.values import Question, Reading, Response

MARK = 12
Decision = tuple[frozenset[str], str]
"""The marks of the files that a choice was made between, and the one taken, ALL or JOIN."""


def settle_between_files(
    readings: Sequence[Reading], owners: Mapping[Owner, Sequence[int]], context: ReadingContext
) -> list[Reading]:
    """The readings settled where several files (by number) answer for one OPD: asked once, or as chosen.

    A fault of ours refuses the files it is about and blocks no other.
    """
    settled = list(readings)
    refused = {_mark(one.path_and_content) for one in readings if one.verdict == "refused"}
    decided = _decisions(context.choices, refused)
    asked: list[AskedOpd] = []
    for owner, files in owners.items():
        if len(files) < 2 and owner not in decided:
            continue
        try:
            shared = _Shared(settled, owner, files, context, decided.get(owner, ()))
            settled = shared.settle_all()
        except Exception as error:
            for number in files:
                settled[number] = faults.refuse_faulty_file(settled[number].source, error)
        else:
            asked += shared.asked
    return ask_about_many(settled, asked, context.choices)


def forget_file_decisions(choices: Mapping[str, str], gone: tuple[str, str]) -> dict[str, str]:
    """The choices without those that took a file (its path and content) which will not be stored now."""
    mark = _mark(gone)
    every = choices_one_by_one(choices).items()
    return {key: choice for key, choice in every if not (key.startswith(f"{KIND}:") and choice == mark)}


def _decisions(choices: Mapping[str, str], refused: Collection[str]) -> dict[Owner, list[Decision]]:
    """OPD -> what was chosen between its files so far, in order; nothing that took a file now refused."""
    found: dict[Owner, list[Decision]] = {}
    for key, choice in choices_one_by_one(choices).items():
        kind, *parts = key.split(":")
        if kind == KIND and len(parts) == 3 and BETWEEN in parts[2] and choice not in refused:
            found.setdefault((parts[0], parts[1]), []).append((frozenset(parts[2].split(BETWEEN)), choice))
    return found


class _Shared:
    """The files that answer for one OPD."""

    def __init__(
        self,
        readings: list[Reading],
        owner: Owner,
        files: Sequence[int],
        context: ReadingContext,
        decided: Sequence[Decision],
    ) -> None:
        self.readings, self.owner, self.files, self.decided = list(readings), owner, files, decided
        self.name = roster_opd_name(owner[1], context.rosters.get(owner[0]))
        self.context = context
        self.asked: list[AskedOpd] = []
        """The question that is open between its files, if there is one."""
        self.marks = {number: _mark(readings[number].path_and_content) for number in files}

    def settle_all(self) -> list[Reading]:
        """All readings, those of this OPD asked or as chosen."""
        left_out = self._left_out()
        self._drop(number for number in self.files if self.marks[number] in left_out)
        self.files = [number for number in self.files if self.marks[number] not in left_out]
        if len(self.files) < 2:
            return self.readings
        question = self._question()
        choice = self._chosen_for_all()
        if choice is None or choice not in dict(question.candidates):
            self._ask(question)
        else:
            self._keep_all(joined=choice == JOIN)
        return self.readings

    def _left_out(self) -> set[str]:
        """The files that others were taken in place of; what was chosen last holds."""
        found: set[str] = set()
        for between, choice in self.decided:
            if choice in between:
                found = (found | between) - {choice}
        return found

    def _chosen_for_all(self) -> str | None:
        """ALL or JOIN where that was chosen for all of these files, be it with others that are stored."""
        here = {self.marks[number] for number in self.files}
        chosen = [choice for between, choice in self.decided if here <= between and choice in (ALL, JOIN)]
        return chosen[-1] if chosen else None

    def _question(self) -> Question:
        """What was chosen between two files says nothing of a third: the key names the files."""
        named = BETWEEN.join(self.marks[number] for number in self.files)
        key = ":".join((KIND, *self.owner, named))
        offered = [(self.marks[number], label) for number, label in self._labels()]
        offered.append((ALL, ALL_TEXT))
        if self._is_joinable():
            offered.append((JOIN, JOIN_TEXT))
        return Question(KIND, key, f"Berkas mana yang dipakai untuk {self.name}?", tuple(offered))

    def _labels(self) -> list[tuple[int, str]]:
        """The names of the files; those alike are told apart by their order and what they answer."""
        times = Counter(self.readings[number].file for number in self.files)
        return [
            (
                number,
                name
                if times[name] == 1
                else f"{name} (berkas ke-{place}: {self._answered(number)} pertanyaan)",
            )
            for place, number in enumerate(self.files, start=1)
            for name in (self.readings[number].file,)
        ]

    def _mine(self, number: int) -> list[Response]:
        return [one for one in self.readings[number].responses if (one.region, one.opd) == self.owner]

    def _answered(self, number: int) -> int:
        given = (answer for one in self._mine(number) for answer in one.answers)
        return len({answer.indicator for answer in given if is_answered(answer)})

    def _is_joinable(self) -> bool:
        """Whether the files are parts of one submission: none answers an item otherwise than another."""
        sent = [self._mine(number) for number in self.files]
        if self.context.instrument.framework.respondent != "lead" or any(len(one) > 1 for one in sent):
            return False
        pairs = [(one[0], other[0]) for at, one in enumerate(sent) for other in sent[at + 1 :]]
        return not any(is_contradicted(one, other) for one, other in pairs)

    def _ask(self, question: Question) -> None:
        files = tuple(self.readings[number].file for number in self.files)
        self.asked.append(AskedOpd(self.owner, self.name, files, question))
        names = "; ".join(self.readings[number].file for number in self.files)
        for number in self.files:
            one = self.readings[number]
            said = make_finding("E26", file=one.file, found=self.name, places=names)
            self.readings[number] = replace(
                one, questions=(*one.questions, question), findings=(*one.findings, said)
            )

    def _keep_all(self, *, joined: bool) -> None:
        """All files hold: as respondents, or joined into the first. What one of them asks, all wait for."""
        if joined:
            self._join()
        else:
            for slot, number in enumerate(self.files, start=1):
                self._number(number, str(slot))
        asked = {one.key: one for number in self.files for one in self.readings[number].questions}
        for number in self.files:
            own = {one.key: one for one in self.readings[number].questions}
            self.readings[number] = replace(self.readings[number], questions=tuple((own | asked).values()))

    def _join(self) -> None:
        first, *others = self.files
        kept = self._mine(first)[0]
        for number in others:
            kept = join_responses(kept, self._mine(number)[0], self.readings[number].file)
        told = "; ".join(self.readings[number].file for number in others)
        said = make_finding("W95", file=self.readings[first].file, found=self.name, files=told)
        responses = tuple(
            kept if (one.region, one.opd) == self.owner else one for one in self.readings[first].responses
        )
        one = self.readings[first]
        self.readings[first] = replace(one, responses=responses, findings=(*one.findings, said))
        self._drop(others, "W96")

    def _number(self, number: int, slot: str) -> None:
        responses = tuple(
            replace(one, slot=slot if one.slot in ("", "1") else f"{slot}.{one.slot}")
            if (one.region, one.opd) == self.owner
            else one
            for one in self.readings[number].responses
        )
        self.readings[number] = replace(self.readings[number], responses=responses)

    def _drop(self, files: Iterable[int], code: str = "W55") -> None:
        """Without the answers of this OPD, and said so."""
        for number in files:
            one = self.readings[number]
            kept = tuple(each for each in one.responses if (each.region, each.opd) != self.owner)
            said = make_finding(code, file=one.file, found=self.owner[1] if code == "W55" else self.name)
            self.readings[number] = replace(one, responses=kept, findings=(*one.findings, said))


def _mark(path_and_content: tuple[str, str]) -> str:
    """What a file is chosen by: its path and content, since two OPD may send the same bytes."""
    return hashlib.sha256(" ".join(path_and_content).encode("utf-8", "surrogatepass")).hexdigest()[:MARK]

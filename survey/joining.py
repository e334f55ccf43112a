"""Two submissions of one OPD made one: what only the other answers is added, with the file it stands in."""

from __future__ import annotations

from dataclasses import replace

from survey.values import Answer, Response

INSIDE = " › "
"""Between a file and its sheet, where an answer stands in another file than the rest of its submission."""


def is_answered(answer: Answer) -> bool:
    """Whether an answer says something: a level, or that the item does not apply."""
    return answer.status != "missing"


def is_contradicted(one: Response, other: Response) -> bool:
    """Whether both answer an item, and differently."""
    said = {answer.indicator: (answer.status, answer.value) for answer in one.answers if is_answered(answer)}
    return any(
        said.get(answer.indicator, (answer.status, answer.value)) != (answer.status, answer.value)
        for answer in other.answers
        if is_answered(answer)
    )


def join_responses(kept: Response, other: Response, file: str) -> Response:
    """`kept` with what only `other` answers or lists as a programme; `file` is where `other` stands."""
    answered = {answer.indicator for answer in kept.answers if is_answered(answer)}
    added = {
        answer.indicator: _placed(answer, file)
        for answer in other.answers
        if is_answered(answer) and answer.indicator not in answered
    }
    own = tuple(answer for answer in kept.answers if answer.indicator not in added)
    listed = {replace(programme, row=0) for programme in kept.programmes}
    more = tuple(programme for programme in other.programmes if replace(programme, row=0) not in listed)
    return replace(
        kept,
        answers=(*own, *added.values()),
        programmes=(*kept.programmes, *more),
        no_programmes=kept.no_programmes and not more,
    )


def _placed(answer: Answer, file: str) -> Answer:
    return answer if INSIDE in answer.sheet else replace(answer, sheet=f"{file}{INSIDE}{answer.sheet}")

"""Readings into the answers frame that scoring takes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from reference import agencies
from reference.instruments import Instrument
from survey.answers.answer_table import AnswerColumn, AnswerRow, AnswerTable
from survey.values import Answer, NodeValue, Reading, Response

COLUMNS = (
    "unit", "indicator", "opd", "respondent", "role", "status", "claimed", "agreed", "verified", "evidence",
)  # fmt: skip
_NAN = float("nan")


def build_answers_frame(
    readings: Iterable[Reading], instrument: Instrument, rosters: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """One row per region, indicator and respondent (columns as `scoring.respond` takes them).

    What is still to be asked is left out: responses without a region or an OPD, and those of an OPD that
    answered more than once. A figure of the file itself is no answer.
    """
    kept = [reading for reading in readings if reading.verdict != "refused"]
    seats = {region: _Seats(instrument, roster) for region, roster in rosters.items()}
    open_ = _undecided(kept)
    settled = [one for reading in kept for one in reading.responses if _is_settled(one, seats, open_)]
    rows = [row for one in settled if not isinstance(one.answers, AnswerRow) for row in _answers(one, seats)]
    rows += [row for reading in kept for row in _values(reading)]
    frames = [pd.DataFrame(rows, columns=list(COLUMNS))] if rows else []
    frames += [_of_table(table, sent, seats) for table, sent in _tables(settled)]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def _undecided(readings: Iterable[Reading]) -> set[tuple[str | None, str | None]]:
    """(region, OPD) that answered more than once while nobody has said which answers count."""
    asked = [reading for reading in readings if any(one.kind == "duplicate" for one in reading.questions)]
    sent = Counter((response.region, response.opd) for reading in asked for response in reading.responses)
    return {owner for owner, count in sent.items() if count > 1}


class _Seats:
    """Who votes for whom in one region, and who leads which indicator."""

    def __init__(self, instrument: Instrument, roster: pd.DataFrame):
        self.votes = dict(zip(roster["opd"], roster["vote"], strict=True))
        assigned = agencies.assign_indicators(instrument.framework, roster)
        self.leads = set(
            zip(*(assigned.loc[assigned["role"] == "lead", c] for c in ("indicator", "opd")), strict=True)
        )

    def role(self, indicator: str, opd: str) -> str:
        return "lead" if (indicator, opd) in self.leads else "support"


def _is_settled(
    response: Response, seats: Mapping[str, _Seats], undecided: set[tuple[str | None, str | None]]
) -> bool:
    known = response.opd is not None and response.region is not None and response.region in seats
    return known and (response.region, response.opd) not in undecided


def _tables(responses: Iterable[Response]) -> Iterator[tuple[AnswerTable, list[Response]]]:
    """The tables that responses are rows of, each with its responses."""
    found: dict[int, list[Response]] = {}
    tables: dict[int, AnswerTable] = {}
    for one in responses:
        if isinstance(one.answers, AnswerRow):
            tables[id(one.answers.table)] = one.answers.table
            found.setdefault(id(one.answers.table), []).append(one)
    yield from ((tables[key], sent) for key, sent in found.items())


def _of_table(table: AnswerTable, sent: Sequence[Response], seats: Mapping[str, _Seats]) -> pd.DataFrame:
    """The rows of a table's respondents, one item after the other: a large survey has millions."""
    owners = {(str(one.region), str(one.opd)) for one in sent}
    votes = {owner: seats[owner[0]].votes.get(owner[1], owner[1]) for owner in owners}
    keys = [(str(one.region), str(one.opd)) for one in sent]
    places = np.array([one.answers.place for one in sent if isinstance(one.answers, AnswerRow)])
    who = pd.DataFrame(
        {
            "unit": [region for region, _ in keys],
            "opd": [votes[owner] for owner in keys],
            "respondent": [f"{one.opd}/{one.slot}" for one in sent],
        }
    )
    parts = [_of_column(column, places, who, keys, seats) for column in table.columns]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _of_column(
    column: AnswerColumn,
    places: np.ndarray,
    who: pd.DataFrame,
    keys: Sequence[tuple[str, str]],
    seats: Mapping[str, _Seats],
) -> pd.DataFrame:
    codes = np.asarray(column.codes)[places]
    values = np.array([_number(kind.value) for kind in column.kinds])
    statuses = np.array([kind.status for kind in column.kinds], dtype=object)
    roles = {owner: seats[owner[0]].role(column.indicator, owner[1]) for owner in dict.fromkeys(keys)}
    return who.assign(
        indicator=column.indicator,
        role=[roles[owner] for owner in keys],
        status=statuses[codes],
        claimed=values[codes],
        agreed=_NAN,
        verified=_NAN,
        evidence=False,
    )


def _values(reading: Reading) -> Iterator[tuple[object, ...]]:
    for value in reading.values:
        if value.region is not None and value.kind != "published" and value.region not in reading.absent:
            yield _value(value)


def _answers(response: Response, every: Mapping[str, _Seats]) -> Iterator[tuple[object, ...]]:
    opd, seats = str(response.opd), every[str(response.region)]
    for answer in response.answers:
        yield (
            response.region,
            answer.indicator,
            seats.votes.get(opd, opd),
            f"{opd}/{response.slot}",
            seats.role(answer.indicator, opd),
            answer.status,
            _number(answer.value),
            _NAN,
            _number(answer.verified),
            _has_evidence(answer),
        )


def _value(value: NodeValue) -> tuple[object, ...]:
    number = _number(value.value)
    claimed, verified = (_NAN, number) if value.kind == "verified" else (number, _NAN)
    return (value.region, value.node, "", "", "lead", value.status, claimed, _NAN, verified, False)


def _number(value: float | None) -> float:
    return _NAN if value is None else value


def _has_evidence(answer: Answer) -> bool:
    return bool(answer.evidence.strip() or answer.evidence_link.strip())

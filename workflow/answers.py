"""Readings into the answers frame that scoring takes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from reference import agencies
from reference.instruments import Instrument
from survey.values import Answer, NodeValue, Reading, Response

COLUMNS = (
    "unit", "indicator", "opd", "respondent", "role", "status", "claimed", "agreed", "verified", "evidence",
)  # fmt: skip
_NAN = float("nan")


def frame(
    readings: Iterable[Reading], instrument: Instrument, rosters: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """One row per region, indicator and respondent (columns as `scoring.respond` takes them).

    What is still to be asked is left out: responses without a region or an OPD, and those of an OPD that
    answered more than once. A figure of the file itself is no answer.
    """
    kept = [reading for reading in readings if reading.verdict != "refused"]
    seats = {region: _Seats(instrument, roster) for region, roster in rosters.items()}
    open_ = _undecided(kept)
    rows = [row for reading in kept for row in _rows(reading, seats, open_)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _undecided(readings: Iterable[Reading]) -> set[tuple[str | None, str | None]]:
    """(region, OPD) that answered more than once while nobody has said which answers count."""
    asked = [reading for reading in readings if any(one.kind == "duplicate" for one in reading.questions)]
    sent = Counter((response.region, response.opd) for reading in asked for response in reading.responses)
    return {owner for owner, count in sent.items() if count > 1}


class _Seats:
    """Who votes for whom in one region, and who leads which indicator."""

    def __init__(self, instrument: Instrument, roster: pd.DataFrame):
        self.votes = dict(zip(roster["opd"], roster["vote"], strict=True))
        assigned = agencies.assign(instrument.framework, roster)
        self.leads = set(
            zip(*(assigned.loc[assigned["role"] == "lead", c] for c in ("indicator", "opd")), strict=True)
        )

    def role(self, indicator: str, opd: str) -> str:
        return "lead" if (indicator, opd) in self.leads else "support"


def _rows(
    reading: Reading, seats: Mapping[str, _Seats], undecided: set[tuple[str | None, str | None]]
) -> Iterator[tuple[object, ...]]:
    for response in reading.responses:
        settled = response.opd is not None and (response.region, response.opd) not in undecided
        if settled and response.region is not None and response.region in seats:
            yield from _answers(response, seats[response.region])
    for value in reading.values:
        if value.region is not None and value.kind != "published" and value.region not in reading.absent:
            yield _value(value)


def _answers(response: Response, seats: _Seats) -> Iterator[tuple[object, ...]]:
    opd = str(response.opd)
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

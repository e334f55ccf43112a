"""What only the whole batch shows: the same OPD twice, unknown weight sets; then each file's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reference import regions
from survey import faults
from survey.answers.file_reading import FileReading, ReadingContext
from survey.messages import make_finding
from survey.named_opd import roster_opd_name
from survey.same_opd import ALL, settle_between_files
from survey.values import Reading, Response, Verdict

_Owners = frozenset[tuple[str, str]]
LAST = "last"


class _ResponseInBatch(NamedTuple):
    """One response within the batch."""

    reading: int
    response: int


def judge_batch(readings: Sequence[Reading], context: ReadingContext) -> list[Reading]:
    """The readings with duplicates asked or resolved, weight sets checked, and their verdicts."""
    once = _emptied_copies(readings)
    settled = [_judge_or_refuse(reading, context) for reading in once]
    files = {
        owner: list(dict.fromkeys(place.reading for place in places))
        for owner, places in _groups(settled).items()
    }
    settled = settle_between_files(settled, files, context)
    return [replace(reading, verdict=_verdict(reading)) for reading in settled]


def _judge_or_refuse(reading: Reading, context: ReadingContext) -> Reading:
    """What a reading says alone; a fault of ours refuses this file and blocks no other."""
    try:
        return _within(_check_weights(reading, context), context)
    except Exception as error:
        return faults.refuse_faulty_file(reading.source, error)


def _check_weights(reading: Reading, context: ReadingContext) -> Reading:
    """A file whose weight set is not known from KET and year is refused with the names to choose from."""
    sets = context.instrument.framework.weight_sets
    scored = {value.region for value in reading.values if value.region}
    if context.weights or not sets or not scored:
        return reading
    reading = _dated(reading, context.year)
    lost = sorted(
        region
        for region in scored
        if context.instrument.weight_set(reading.cohorts.get(region, ""), reading.year) is None
    )
    if not lost:
        return reading
    names = regions.find_region(lost[0]).name + (f" dan {len(lost) - 1} daerah lain" if len(lost) > 1 else "")
    said = make_finding("E25", file=reading.file, found=names, names=", ".join(sets))
    return replace(reading, findings=(*reading.findings, said), verdict="refused")


def _dated(reading: Reading, year: int | None) -> Reading:
    """The reading with the caller's year where the file names none, said as a finding."""
    if reading.year is not None or year is None:
        return reading
    said = make_finding("W60", file=reading.file, found=year)
    return replace(reading, year=year, findings=(*reading.findings, said))


def _verdict(reading: Reading) -> Verdict:
    if reading.verdict == "refused":
        return "refused"
    return "confirm" if reading.questions else "ready"


def _emptied_copies(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, later ones of the same bytes emptied where they are the same OPD's: they change nothing.

    Bytes that name no OPD are each its who sent them, so that two OPD may send the same.
    """
    first: dict[tuple[str, _Owners], str] = {}
    found = []
    for reading in readings:
        owners = _owners(reading)
        if reading.verdict == "refused" or owners is None:
            found.append(reading)
            continue
        name = first.setdefault((reading.sha256, owners), reading.file)
        if name == reading.file:
            found.append(reading)
            continue
        said = make_finding("W56", file=reading.file, found=name)
        found.append(Reading(reading.source, reading.layout, verdict="ready", findings=(said,)))
    return found


def _owners(reading: Reading) -> _Owners | None:
    """Whose answers and figures a file holds, by id else as it names them; None where it names none."""
    pairs = [(one.region or one.region_text, one.opd or one.opd_text) for one in reading.responses]
    pairs += [(value.region or "", "-") for value in reading.values]
    return frozenset(pairs) if pairs and all(region and opd for region, opd in pairs) else None


def _within(reading: Reading, context: ReadingContext) -> Reading:
    """Several rows of one OPD in a file: respondents of an opinion survey, else one question."""
    groups = _groups([reading])
    repeated = {owner: places for owner, places in groups.items() if len(places) > 1}
    if not repeated:
        return reading
    if context.instrument.framework.respondent != "lead":
        return _numbered(reading, repeated)
    reader = FileReading(context, reading.source)
    names = ", ".join(roster_opd_name(opd, context.rosters.get(region)) for region, opd in repeated)
    offered = (
        (ALL, "Pakai semuanya sebagai responden"),
        (LAST, "Pakai yang terakhir untuk setiap perangkat daerah"),
    )
    question = f"Beberapa baris berasal dari perangkat daerah yang sama: {names}. Mana yang dipakai?"
    choice = reader.ask("duplicate", reader.key("duplicate"), question, offered)
    kept = _numbered(reading, repeated)
    if choice == LAST:
        dropped = {place.response for places in repeated.values() for place in places[:-1]}
        kept = _without(reading, dropped)
    if choice is None:
        reader.say("E26", found=names, places=reading.file)
    return replace(
        kept,
        findings=(*kept.findings, *reader.findings),
        questions=(*kept.questions, *reader.questions.values()),
    )


def _groups(readings: Sequence[Reading]) -> dict[tuple[str, str], list[_ResponseInBatch]]:
    """The places of the responses of each (region, OPD) known, in the order of the batch."""
    found: dict[tuple[str, str], list[_ResponseInBatch]] = {}
    for number, reading in enumerate(readings):
        for place, response in enumerate(reading.responses):
            if response.region and response.opd and reading.verdict != "refused":
                found.setdefault((response.region, response.opd), []).append(_ResponseInBatch(number, place))
    return found


def _numbered(reading: Reading, repeated: dict[tuple[str, str], list[_ResponseInBatch]]) -> Reading:
    slots = {
        place.response: str(slot) for places in repeated.values() for slot, place in enumerate(places, 1)
    }
    responses = tuple(
        replace(response, slot=slots[place]) if place in slots else response
        for place, response in enumerate(reading.responses)
    )
    return replace(reading, responses=responses)


def _without(reading: Reading, dropped: set[int]) -> Reading:
    kept: tuple[Response, ...] = tuple(
        response for place, response in enumerate(reading.responses) if place not in dropped
    )
    return replace(reading, responses=kept)

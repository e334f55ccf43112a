"""What only the whole batch shows: the same OPD twice, unknown weight sets; then each file's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reference import regions
from survey import faults
from survey.answers.file_reading import FileReading, ReadingContext
from survey.messages import make_finding
from survey.region_and_opd import roster_opd_name
from survey.values import Finding, Question, Reading, Response, Verdict

ALL = "all"
LAST = "last"


class _ResponseInBatch(NamedTuple):
    """One response within the batch."""

    reading: int
    response: int


def judge_batch(readings: Sequence[Reading], context: ReadingContext) -> list[Reading]:
    """The readings with duplicates asked or resolved, weight sets checked, and their verdicts."""
    once = _emptied_copies(readings)
    settled = [_judge_or_refuse(reading, context) for reading in once]
    settled = _settle_between(settled, context)
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
    """The readings, the second and later ones of the same bytes emptied: they would change nothing."""
    first: dict[str, str] = {}
    found = []
    for reading in readings:
        name = first.setdefault(reading.sha256, reading.file)
        if name is reading.file or reading.verdict == "refused":
            found.append(reading)
            continue
        said = make_finding("W56", file=reading.file, found=name)
        found.append(Reading(reading.source, reading.layout, verdict="ready", findings=(said,)))
    return found


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


def _settle_between(readings: Sequence[Reading], context: ReadingContext) -> list[Reading]:
    """The same OPD in several files: one question in each of them, answered once."""
    settled = list(readings)
    for owner, places in _groups(readings).items():
        files = list(dict.fromkeys(place.reading for place in places))
        if len(files) > 1:
            _settle_or_refuse(settled, owner, files, context)
    return settled


def _settle_or_refuse(
    settled: list[Reading], owner: tuple[str, str], files: list[int], context: ReadingContext
) -> None:
    """Settle what several files say of one OPD; a fault of ours refuses these files and blocks no other."""
    try:
        _between(settled, owner, files, context)
    except Exception as error:
        for number in files:
            settled[number] = faults.refuse_faulty_file(settled[number].source, error)


def _between(
    settled: list[Reading], owner: tuple[str, str], files: list[int], context: ReadingContext
) -> None:
    region, opd = owner
    key = f"duplicate:{region}:{opd}"
    names = [settled[number].file for number in files]
    offered = (
        *((settled[number].sha256[:12], settled[number].file) for number in files),
        (ALL, "Pakai semuanya sebagai responden"),
    )
    choice = context.choices.get(key)
    if choice not in dict(offered):
        question = Question("duplicate", key, _question(opd, region, context), offered)
        said = _said(opd, region, names, context)
        for number in files:
            settled[number] = _asked(settled[number], question, said)
    elif choice == ALL:
        for slot, number in enumerate(files, start=1):
            settled[number] = _slotted(settled[number], owner, str(slot))
    else:
        for number in files:
            if settled[number].sha256[:12] != choice:
                settled[number] = _dropped(settled[number], owner)


def _question(opd: str, region: str, context: ReadingContext) -> str:
    return f"Berkas mana yang dipakai untuk {roster_opd_name(opd, context.rosters.get(region))}?"


def _said(opd: str, region: str, names: list[str], context: ReadingContext) -> Finding:
    name = roster_opd_name(opd, context.rosters.get(region))
    return make_finding("E26", found=name, places="; ".join(names))


def _asked(reading: Reading, question: Question, said: Finding) -> Reading:
    return replace(
        reading,
        questions=(*reading.questions, question),
        findings=(*reading.findings, replace(said, file=reading.file)),
    )


def _slotted(reading: Reading, owner: tuple[str, str], slot: str) -> Reading:
    responses = tuple(
        replace(response, slot=f"{slot}" if response.slot in ("", "1") else f"{slot}.{response.slot}")
        if (response.region, response.opd) == owner
        else response
        for response in reading.responses
    )
    return replace(reading, responses=responses)


def _dropped(reading: Reading, owner: tuple[str, str]) -> Reading:
    kept = tuple(response for response in reading.responses if (response.region, response.opd) != owner)
    said = make_finding("W55", file=reading.file, found=owner[1])
    return replace(reading, responses=kept, findings=(*reading.findings, said))

"""Files that name no kabupaten: each scored as one place that is not named, never as a guessed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey.values import Finding, Reading

ASKS_REGION = "E17"
SAID = "Kabupaten/kota tidak tertulis pada berkas; dinilai sebagai {name}."
WAY_ON = "Tambahkan --region KODE bila daerahnya diketahui."


def place_unnamed_readings(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, the values of a file that only lacks its region given to a place of its own.

    A file that asks anything else, or whose answers are of OPD, stays as it is.
    """
    from reference.regions import unnamed_region

    placed, count = [], 0
    for reading in readings:
        if _lacks_region_only(reading):
            reading, count = _place(reading, unnamed_region(count)), count + 1
        placed.append(reading)
    return placed


def _lacks_region_only(reading: Reading) -> bool:
    asked = {question.kind for question in reading.questions}
    unplaced = bool(reading.values) and all(one.region is None for one in reading.values)
    silent = any(one.code == ASKS_REGION for one in reading.findings)
    return silent and asked == {"region"} and unplaced and not reading.responses and not reading.absent


def _place(reading: Reading, code: str) -> Reading:
    from reference.regions import region_label

    name = region_label(code)
    told = tuple(_told(one, name) for one in reading.findings)
    errors = any(one.severity == "error" for one in told)
    return replace(
        reading,
        values=tuple(replace(one, region=code) for one in reading.values),
        questions=(),
        findings=told,
        verdict=reading.verdict if errors else "ready",
    )


def _told(finding: Finding, name: str) -> Finding:
    if finding.code != ASKS_REGION:
        return finding
    said = SAID.format(name=f"{name[0].lower()}{name[1:]}")
    return replace(finding, severity="info", message=said, proposal=WAY_ON)

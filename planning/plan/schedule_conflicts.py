"""Why programmes cannot stand on the roadmap as planned: dates, waiting, circles and budget doors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.plan import budget
from planning.plan.budget import BudgetCalendar
from planning.plan.horizon import PlanHorizon
from planning.plan.roadmap import start_of_programme
from planning.programmes import register_checks
from planning.programmes.programme import Programme
from reference.dates import format_date
from reference.numbers import join_ends

UNDATED, ORDER, OUTSIDE, WAITS, DOOR, CIRCLE = "undated", "order", "outside", "waits", "door", "circle"


@dataclass(frozen=True)
class ScheduleConflict:
    """Why a programme cannot stand as planned: its `key`, the `kind` of trouble, and the sentence."""

    key: str
    kind: str
    said: str


def find_schedule_conflicts(
    programmes: Sequence[Programme],
    horizon: PlanHorizon,
    calendar: BudgetCalendar,
    decided: date,
    finished: Collection[str] = (),
) -> list[ScheduleConflict]:
    """Everything that keeps programmes from standing as planned; one may have several.

    `finished`: keys of programmes that are done and not among these: nobody waits for them any more.
    """
    named = {each.key: each for each in programmes}
    found = [ScheduleConflict(each.key, *why) for each in programmes for why in _own(each, horizon)]
    found += [
        ScheduleConflict(each.key, WAITS, why)
        for each in programmes
        for why in _waiting(each, named, finished)
    ]
    for each in programmes:
        if why := budget.refuse_start(calendar, each, each.start, decided):
            found.append(ScheduleConflict(each.key, DOOR, why))
    return found + find_circular_waits(programmes)


def _own(programme: Programme, horizon: PlanHorizon) -> Iterator[tuple[str, str]]:
    start, end, name = start_of_programme(programme), programme.end, programme.name
    if start is None or end is None:
        yield UNDATED, f"{name} belum mempunyai waktu mulai dan selesai, sehingga belum masuk peta jalan."
        return
    if end < start:
        said = (
            f"{name} selesai {format_date(end)} sebelum mulai {format_date(start)}; perbaiki salah "
            "satu tanggalnya."
        )
        yield ORDER, said
    early = start.year < horizon.first and not programme.running
    if end.year > horizon.last or early:
        yield (
            OUTSIDE,
            f"{name} ({join_ends(format_date(start), format_date(end), ' sampai ')}) melewati masa "
            f"masterplan {horizon.format_years()}; bagian di luar masa itu tidak digambar dan tidak "
            "dihitung.",
        )
    paid = [year for year, rupiah in programme.costs.items() if rupiah and year not in horizon.years]
    # What a running programme spent before the masterplan is its past, not a fault.
    if outside := sorted(year for year in paid if year > horizon.last or not programme.running):
        years = ", ".join(map(str, outside))
        said = f"{name} berbiaya pada tahun {years} di luar masa masterplan; biaya itu tidak dihitung."
        yield OUTSIDE, said


def _waiting(
    programme: Programme, named: Mapping[str, Programme], finished: Collection[str]
) -> Iterator[str]:
    start = start_of_programme(programme)
    for key in (key for key in programme.after if key not in finished):
        if key not in named:
            yield f"{programme.name} menunggu program {key} yang tidak ada dalam daftar."
            continue
        before = named[key]
        if start and before.end and start <= before.end:
            yield (
                f"{programme.name} mulai {format_date(start)}, padahal menunggu {before.name} yang "
                "baru selesai "
                f"{format_date(before.end)}."
            )


def find_circular_waits(programmes: Sequence[Programme]) -> list[ScheduleConflict]:
    """Where programmes wait for each other in a circle, so that none of them can ever start."""
    named = {each.key: each for each in programmes}
    found = []
    for ring in register_checks.waiting_rings(named):
        said = " → ".join(named[key].name for key in ring)
        why = f"Program saling menunggu: {said}. Hapus salah satu ketergantungannya."
        found.append(ScheduleConflict(ring[0], CIRCLE, why))
    return found

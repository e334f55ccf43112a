"""The roadmap: terms within the masterplan, what does not fit, costs, load of OPD, and the expected index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

import pandas as pd

from planning import budget
from planning.budget import Calendar
from planning.gains import together
from planning.programme import Programme
from reference.dates import day
from reference.planning import BudgetRules
from scoring import Assessment, lift

UNNAMED = "Belum disebut"


@dataclass(frozen=True)
class Term:
    """A stretch of whole calendar years."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Horizon:
    """The masterplan's first and last year, its terms (last year of each, from 1), and the RPJMD it meets."""

    first: int
    last: int
    short: int
    medium: int
    rpjmd_first: int
    rpjmd_years: int

    @property
    def years(self) -> list[int]:
        """Every year of the masterplan."""
        return list(range(self.first, self.last + 1))

    def terms(self) -> list[Term]:
        """Jangka pendek, menengah, panjang, as far as the masterplan reaches."""
        ends = (self.first + self.short - 1, self.first + self.medium - 1, self.last)
        names = ("Jangka pendek", "Jangka menengah", "Jangka panjang")
        found, start = [], self.first
        for name, end in zip(names, ends, strict=True):
            stop = min(end, self.last)
            if stop >= start:
                found.append(Term(name, start, stop))
                start = stop + 1
        return found

    def rpjmd(self) -> list[Term]:
        """The RPJMD periods that the masterplan touches, each in full."""
        step = self.rpjmd_years
        start = self.rpjmd_first + (self.first - self.rpjmd_first) // step * step
        starts = range(start, self.last + 1, step)
        return [Term(f"RPJMD {year}–{year + step - 1}", year, year + step - 1) for year in starts]

    def term(self, moment: date) -> str:
        """The term a day lies in; "" outside the masterplan."""
        return next((t.name for t in self.terms() if t.first <= moment.year <= t.last), "")

    def problems(self, rules: BudgetRules) -> list[str]:
        """Why these years are no masterplan, in Indonesian."""
        found = []
        if not rules.least_years <= self.last - self.first + 1 <= rules.most_years:
            found.append(f"Masterplan berlaku {rules.least_years} sampai {rules.most_years} tahun.")
        if not 1 <= self.short < self.medium:
            found.append("Jangka pendek harus lebih singkat daripada jangka menengah.")
        return found


def usual(rules: BudgetRules, first: int) -> Horizon:
    """A masterplan of the longest kind from a year on."""
    last = first + rules.most_years - 1
    return Horizon(first, last, rules.short, rules.medium, rules.rpjmd_first, rules.rpjmd_years)


def begins(programme: Programme) -> date | None:
    """Its start; of a running programme without one the first day of the year it runs since."""
    if programme.start is None and programme.running and programme.since:
        return date(programme.since, 1, 1)
    return programme.start


@dataclass(frozen=True)
class Bar:
    """One programme on the roadmap: `start`, `end` cut to the masterplan, `cost` of its years in rupiah.

    `early`: it began before the masterplan.
    """

    programme: Programme
    start: date
    end: date
    cost: float
    early: bool


def placed(programmes: Sequence[Programme], horizon: Horizon) -> list[Bar]:
    """What stands on the roadmap, by start: programmes with both dates and some day within the masterplan.

    Equal starts stand by end, then in the order given.
    """
    first, last = date(horizon.first, 1, 1), date(horizon.last, 12, 31)
    bars = []
    for each in programmes:
        start, end = begins(each), each.end
        if start and end and start <= end and start <= last and end >= first:
            inside = max(start, first), min(end, last)
            bars.append(Bar(each, *inside, cost(each, horizon), start < first))
    return sorted(bars, key=lambda bar: (bar.start, bar.end))


def cost(programme: Programme, horizon: Horizon) -> float:
    """Rupiah in the years of the masterplan."""
    return float(sum(rupiah for year, rupiah in programme.costs.items() if year in horizon.years))


@dataclass(frozen=True)
class Fault:
    """Why a programme cannot stand as planned: its `key`, the `kind` of trouble, and the sentence."""

    key: str
    kind: str
    said: str


UNDATED, ORDER, OUTSIDE, WAITS, DOOR, CIRCLE = "undated", "order", "outside", "waits", "door", "circle"


def faults(
    programmes: Sequence[Programme],
    horizon: Horizon,
    calendar: Calendar,
    decided: date,
    finished: Collection[str] = (),
) -> list[Fault]:
    """Everything that keeps programmes from standing as planned; one may have several.

    `finished`: keys of programmes that are done and not among these: nobody waits for them any more.
    """
    named = {each.key: each for each in programmes}
    found = [Fault(each.key, *why) for each in programmes for why in _own(each, horizon)]
    found += [Fault(each.key, WAITS, why) for each in programmes for why in _waiting(each, named, finished)]
    for each in programmes:
        if why := budget.refusal(calendar, each, each.start, decided):
            found.append(Fault(each.key, DOOR, why))
    return found + circle(programmes)


def _own(programme: Programme, horizon: Horizon) -> Iterator[tuple[str, str]]:
    start, end, name = begins(programme), programme.end, programme.name
    if start is None or end is None:
        yield UNDATED, f"{name} belum mempunyai waktu mulai dan selesai, sehingga belum masuk peta jalan."
        return
    if end < start:
        said = f"{name} selesai {day(end)} sebelum mulai {day(start)}; perbaiki salah satu tanggalnya."
        yield ORDER, said
    early = start.year < horizon.first and not programme.running
    if end.year > horizon.last or early:
        yield (
            OUTSIDE,
            f"{name} ({day(start)} sampai {day(end)}) melewati masa masterplan "
            f"{horizon.first}–{horizon.last}; bagian di luar masa itu tidak digambar dan tidak dihitung.",
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
    start = begins(programme)
    for key in (key for key in programme.after if key not in finished):
        if key not in named:
            yield f"{programme.name} menunggu program {key} yang tidak ada dalam daftar."
            continue
        before = named[key]
        if start and before.end and start <= before.end:
            yield (
                f"{programme.name} mulai {day(start)}, padahal menunggu {before.name} yang baru selesai "
                f"{day(before.end)}."
            )


def circle(programmes: Sequence[Programme]) -> list[Fault]:
    """Where programmes wait for each other in a circle, so that none can ever start."""
    names = {each.key: each.name for each in programmes}
    waiting = {each.key: [key for key in each.after if key in names] for each in programmes}
    try:
        TopologicalSorter(waiting).prepare()
    except CycleError as error:
        ring = list(error.args[1])
        said = " → ".join(names[key] for key in ring)
        why = f"Program saling menunggu: {said}. Hapus salah satu ketergantungannya."
        return [Fault(ring[0], CIRCLE, why)]
    return []


def overloads(programmes: Sequence[Programme], horizon: Horizon, most: int) -> pd.DataFrame:
    """OPD that lead more than `most` programmes at once: `opd`, `year`, `count` (the most on any day)."""
    spans: dict[str, list[tuple[date, date]]] = {}
    for bar in placed(programmes, horizon):
        if bar.programme.lead:
            spans.setdefault(bar.programme.lead, []).append((bar.start, bar.end))
    rows = [
        (opd, year, count)
        for opd, mine in sorted(spans.items())
        for year in horizon.years
        if (count := _most_at_once(mine, year)) > most
    ]
    return pd.DataFrame(rows, columns=["opd", "year", "count"])


def _most_at_once(spans: Sequence[tuple[date, date]], year: int) -> int:
    days = {max(start, date(year, 1, 1)) for start, end in spans if start.year <= year <= end.year}
    return max((sum(start <= moment <= end for start, end in spans) for moment in days), default=0)


def costs(programmes: Sequence[Programme], horizon: Horizon) -> pd.DataFrame:
    """Rupiah of what stands on the roadmap: one row per programme and year with any, `key`, `year`, `lead`,

    `funds` (as written; "Belum disebut" where blank) and `rupiah`. Summed in any way it gives the same total.
    """
    rows = [
        (each.key, year, each.lead, each.funds.strip() or UNNAMED, float(rupiah))
        for each in (bar.programme for bar in placed(programmes, horizon))
        for year, rupiah in sorted(each.costs.items())
        if year in horizon.years
    ]
    return pd.DataFrame(rows, columns=["key", "year", "lead", "funds", "rupiah"])


def expected(
    assessment: Assessment, unit: str, programmes: Sequence[Programme], horizon: Horizon
) -> pd.DataFrame:
    """The index at the end of each year if what stands on the roadmap delivers: `year`, `index`, `done`.

    Exact, not a forecast: the levels that the programmes ended by then promise are entered and the whole tree
    is scored again. `done`: programmes ended by then. NaN where the index is unknown today.
    """
    ending = [bar.programme for bar in placed(programmes, horizon)]
    by_year = {
        year: [each for each in ending if each.end and each.end.year <= year] for year in horizon.years
    }
    actions = {str(year): together(assessment.framework, done) for year, done in by_year.items()}
    moved = lift(assessment, {year: reached for year, reached in actions.items() if reached}).loc[unit]
    gained = moved.astype(float).fillna(0.0).to_dict()  # nothing known moves where nothing is known
    now = float(assessment.on_scale()[assessment.framework.roots[0]].to_dict()[unit])
    rows = [(year, now + gained.get(str(year), 0.0), len(done)) for year, done in by_year.items()]
    return pd.DataFrame(rows, columns=["year", "index", "done"])

"""Quick wins: which programmes pass the explicit list, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planning.plan import budget
from planning.plan.budget import BudgetCalendar
from planning.programmes.programme import Programme
from reference.dates import format_date
from reference.numbers import format_plain
from reference.planning import QuickWinList


@dataclass(frozen=True)
class QuickWinMarks:
    """What the room said of a candidate: `marks` criterion -> 0..4, and the first day of its `benefit`.

    Without that day the programme's own counts, else its end.
    """

    marks: Mapping[str, float] = field(default_factory=dict)
    benefit: date | None = None


@dataclass(frozen=True)
class GateInput:
    """What the gates look at."""

    wanted: QuickWinList
    programme: Programme
    benefit: date | None
    calendar: BudgetCalendar
    decided: date


@dataclass(frozen=True)
class QuickWinVerdict:
    """Whether a programme is a quick win: `mean` of its marks 0..4 (None = none given), `reasons` against."""

    key: str
    dimension: str
    mean: float | None
    reasons: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """No gate is shut and the marks reach the least mean."""
        return not self.reasons


def judge_quick_win(
    wanted: QuickWinList, programme: Programme, said: QuickWinMarks, calendar: BudgetCalendar, decided: date
) -> QuickWinVerdict:
    """Hold a programme against the list; every criterion has to be marked."""
    known = [said.marks[each.code] for each in wanted.criteria if each.code in said.marks]
    mean = sum(known) / len(known) if known else None
    case = GateInput(wanted, programme, said.benefit or programme.benefit or programme.end, calendar, decided)
    shut = [words for gate in wanted.gates if (words := GATES[gate.code](case))]
    return QuickWinVerdict(programme.key, programme.dimension, mean, (*shut, *_marked(wanted, known)))


def dimensions_without_quick_win(dimensions: Sequence[str], verdicts: Sequence[QuickWinVerdict]) -> list[str]:
    """Dimensions without any quick win: each should have one. [bimtek PPU 2022]"""
    covered = {verdict.dimension for verdict in verdicts if verdict.passes}
    return [code for code in dimensions if code not in covered]


def _marked(wanted: QuickWinList, known: Sequence[float]) -> Iterator[str]:
    if len(known) < len(wanted.criteria):
        yield f"{len(wanted.criteria) - len(known)} dari {len(wanted.criteria)} kriteria belum dinilai"
    elif known and sum(known) / len(known) < wanted.least - 1e-9:
        yield f"rata-rata penilaian di bawah {_number(wanted.least)}"


def _in_time(case: GateInput) -> str:
    if case.benefit is None:
        return "waktu manfaat atau selesai belum diisi"
    last = _months_later(case.decided, case.wanted.months)
    if case.benefit > last:
        return (
            f"manfaat baru {format_date(case.benefit)}, lewat dari {case.wanted.months} bulan "
            f"({format_date(last)})"
        )
    return ""


def _paid(case: GateInput) -> str:
    programme = case.programme
    if programme.running or not budget.is_bound_to_budget(case.calendar.rules, programme.funds):
        return ""
    if programme.start is None:
        return "waktu mulai belum diisi, sehingga pintu anggarannya belum dapat diperiksa"
    if budget.choose_budget_door(case.calendar, case.decided, programme.start):
        return ""
    first = budget.list_budget_doors(case.calendar, case.decided)[0]
    return (
        f"mulai {format_date(programme.start)}, sedangkan dana {first.budget} baru ada sejak "
        f"{format_date(first.money)}"
    )


def _led(case: GateInput) -> str:
    return "" if case.programme.lead else "OPD penanggung jawab belum ada"


def _measured(case: GateInput) -> str:
    programme = case.programme
    given = {
        "indikator": bool(programme.measure.strip()),
        "kondisi awal": programme.baseline is not None,
        "target": programme.target is not None,
    }
    lacking = [name for name, there in given.items() if not there]
    return f"{', '.join(lacking)} belum diisi" if lacking else ""


# A gate says why it is shut, "" where it is open.
GATES = {"waktu": _in_time, "anggaran": _paid, "penanggung_jawab": _led, "indikator": _measured}


def _months_later(start: date, months: int) -> date:
    """The same day so many months on, or the month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _number(value: float) -> str:
    return format_plain(value)

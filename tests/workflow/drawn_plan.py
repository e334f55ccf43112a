"""Programmes drawn at random, beside a plain model of every count and sum that is said of them."""

import random
from dataclasses import dataclass, field
from datetime import date

from planning.programmes.programme import Programme, Realisation
from storage.values import Actor
from tests.workflow.drawn_room import KESIAPAN
from workflow.programmes import register

FIRST, LAST, YEAR = 2026, 2035, 2026  # the usual masterplan of a period of 2026, and the year reported on
STATUSES = ("usulan", "usulan", "berjalan", "berjalan", "selesai", "dihentikan")
MONEY = (0.0, 5_250_000_000.0, 313_000_000.0, 1_004_999_999.0, 750_500.0, 1.0)


@dataclass
class DrawnPlan:
    """What stands in the register of a region that its OPD reported nothing to."""

    store: object
    region: str
    opds: list[str]
    dice: random.Random
    size: int = 24
    all: dict[str, Programme] = field(default_factory=dict)

    def __post_init__(self):
        self.all = {f"p{number}": self._drawn(f"p{number}") for number in range(self.size)}
        self.all |= {
            key: Programme(key, f"Program {key}", costs=costs, start=date(YEAR, 3, 1), end=date(YEAR, 9, 1))
            for key, costs in (("free", {YEAR: 0.0}), ("paid before", {FIRST - 1: 5e9}), ("unpriced", {}))
        }
        register.save_programmes(self.store, self.region, self.all, by=Actor("Sari"))

    def _drawn(self, key: str) -> Programme:
        dice, status = self.dice, self.dice.choice(STATUSES)
        start, end = self._dates(dice.randint(2022, 2037))
        years = range(dice.randint(2024, 2028), dice.randint(2027, 2038))
        costs = {year: dice.choice(MONEY) for year in years if dice.random() < 0.6}
        reports = {YEAR: Realisation(dice.choice([0.0, 35.0, 100.0]))} if dice.random() < 0.5 else {}
        leaves = dice.sample(list(KESIAPAN.framework.leaves), dice.randint(0, 2))
        return Programme(
            key,
            f"Program {key}",
            dimension=dice.choice([*KESIAPAN.framework.dimensions, ""]),
            lifts={leaf: float(dice.randint(2, 5)) for leaf in leaves},
            lead=dice.choice(self.opds),
            support=tuple(dice.sample(self.opds, dice.randint(0, 3))),
            costs=costs,
            funds=dice.choice(["APBD kabupaten", "Dana Desa", ""]),
            status=status,
            since=dice.choice([2023, None]) if status == "berjalan" else None,
            start=start,
            end=end,
            realisation=reports,
        )

    def _dates(self, year: int) -> tuple[date | None, date | None]:
        start, end = date(year, 3, 1), date(year + self.dice.randint(0, 4), 11, 30)
        return self.dice.choice(
            [(start, end), (start, end), (None, end), (start, None), (None, None), (end, start)]
        )

    def of(self, *statuses: str) -> list[Programme]:
        """The programmes of these statuses."""
        return [one for one in self.all.values() if one.status in statuses]

    @property
    def live(self) -> list[Programme]:
        """What runs or is proposed."""
        return self.of("usulan", "berjalan")

    @property
    def over(self) -> list[Programme]:
        """What was finished or given up."""
        return self.of("selesai", "dihentikan")

    @staticmethod
    def _span(one: Programme) -> tuple[date, date] | None:
        start = (
            date(one.since, 1, 1) if one.status == "berjalan" and one.since and not one.start else one.start
        )
        return (start, one.end) if start and one.end and start <= one.end else None

    @property
    def placed(self) -> list[Programme]:
        """What stands on the roadmap: with some day within the masterplan."""
        return [one for one in self.live if (span := self._span(one)) and _meets(span)]

    @property
    def unscheduled(self) -> list[Programme]:
        """What has no start and end, or an end before its start."""
        return [one for one in self.live if not self._span(one)]

    @property
    def outside(self) -> list[Programme]:
        """What is scheduled wholly before or after the masterplan."""
        return [one for one in self.live if (span := self._span(one)) and not _meets(span)]

    @property
    def inside_cost(self) -> float:
        """Rupiah of what stands on the roadmap, in its years."""
        return sum(
            rupiah for one in self.placed for year, rupiah in one.costs.items() if FIRST <= year <= LAST
        )

    def reported(self) -> dict[str, int]:
        """Of the programmes that were to run in YEAR: how many, done, going, silent."""
        planned = [one for one in self.all.values() if one.status != "dihentikan" and _runs(one)]
        done = [one.realisation[YEAR].done for one in planned if YEAR in one.realisation]
        return {
            "planned": len(planned),
            "done": sum(share == 100 for share in done),
            "going": sum(0 < share < 100 for share in done),
            "silent": len(planned) - len(done),
        }


def cost(programmes: list[Programme]) -> float:
    """Rupiah of programmes over all their years."""
    return sum(rupiah for one in programmes for rupiah in one.costs.values())


def _meets(span: tuple[date, date]) -> bool:
    return span[0].year <= LAST and span[1].year >= FIRST


def _runs(one: Programme) -> bool:
    if YEAR in one.costs or YEAR in one.realisation:
        return True
    first = one.start.year if one.start else one.since
    last = one.end.year if one.end else None
    if first is None and last is None:
        return not one.costs and not one.realisation
    return (first is None or first <= YEAR) and (last is None or last >= YEAR)

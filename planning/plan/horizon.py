"""The years of a masterplan: its terms, the RPJMD periods it meets, and whether they are lawful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reference.numbers import join_ends
from reference.planning import BudgetRules


@dataclass(frozen=True)
class PlanTerm:
    """A stretch of whole calendar years."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class PlanHorizon:
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

    def format_years(self) -> str:
        """Its years as they are read, "2026–2030"."""
        return join_ends(self.first, self.last)

    def terms(self) -> list[PlanTerm]:
        """Jangka pendek, menengah, panjang, as far as the masterplan reaches."""
        ends = (self.first + self.short - 1, self.first + self.medium - 1, self.last)
        names = ("Jangka pendek", "Jangka menengah", "Jangka panjang")
        found, start = [], self.first
        for name, end in zip(names, ends, strict=True):
            stop = min(end, self.last)
            if stop >= start:
                found.append(PlanTerm(name, start, stop))
                start = stop + 1
        return found

    def rpjmd(self) -> list[PlanTerm]:
        """The RPJMD periods that the masterplan touches, each in full."""
        step = self.rpjmd_years
        start = self.rpjmd_first + (self.first - self.rpjmd_first) // step * step
        starts = range(start, self.last + 1, step)
        return [
            PlanTerm(f"RPJMD {join_ends(year, year + step - 1)}", year, year + step - 1) for year in starts
        ]

    def term(self, moment: date) -> str:
        """The term a day lies in; "" outside the masterplan."""
        return next((t.name for t in self.terms() if t.first <= moment.year <= t.last), "")

    def problems(self, rules: BudgetRules) -> list[str]:
        """Why these years are no masterplan, in Indonesian."""
        found = []
        if not rules.least_years <= self.last - self.first + 1 <= rules.most_years:
            found.append(
                f"Masterplan berlaku {join_ends(rules.least_years, rules.most_years, ' sampai ')} tahun."
            )
        if not 1 <= self.short < self.medium:
            found.append("Jangka pendek harus lebih singkat daripada jangka menengah.")
        return found


def usual_horizon(rules: BudgetRules, first: int) -> PlanHorizon:
    """A masterplan of the longest kind from a year on."""
    last = first + rules.most_years - 1
    return PlanHorizon(first, last, rules.short, rules.medium, rules.rpjmd_first, rules.rpjmd_years)

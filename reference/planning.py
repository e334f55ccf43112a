"""Definitions that planning goes by, as versioned data: quick wins, budgets, votes, times of a form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from reference.tables import DATA

QUICK_WIN, BUDGET, VOTES, FORM_TIMES = "1.0", "1.1", "1.0", "1.0"


@dataclass(frozen=True)
class Criterion:
    """One thing that is scored or demanded; `asks` says in a sentence what for; `weight` is relative."""

    code: str
    name: str
    asks: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class QuickWinList:
    """What makes a quick win: `criteria` scored 0..`highest` with a mean of at least `least`, and `gates`.

    `months`: how soon after the decision it has to end. `title` and `source` travel with every copy.
    """

    version: str
    title: str
    source: str
    highest: int
    least: float
    months: int
    criteria: tuple[Criterion, ...]
    gates: tuple[Criterion, ...]

    def problems(self) -> list[str]:
        """Why the list cannot be used, as Indonesian sentences; empty when it can."""
        codes = [criterion.code for criterion in self.criteria]
        found = []
        if not self.criteria:
            found.append("Daftar quick win memerlukan sedikitnya satu kriteria.")
        if len(set(codes)) < len(codes) or not all(c.name.strip() for c in self.criteria):
            found.append("Setiap kriteria quick win memerlukan nama sendiri yang tidak kosong.")
        if not 0 <= self.least <= self.highest:
            found.append(f"Rata-rata paling sedikit harus berada di antara 0 dan {self.highest}.")
        if not 1 <= self.months <= 60:
            found.append("Jangka waktu manfaat harus 1 sampai 60 bulan.")
        return found


@dataclass(frozen=True)
class BudgetStep:
    """A step of a budget: `years` after its budget year (-1 = the year before), on `month` and `day`.

    `money`: from this step on the budget's money may be spent; the others are doors a programme enters by.
    """

    code: str
    name: str
    budget: str
    years: int
    month: int
    day: int
    money: bool = False

    def on(self, year: int) -> date:
        """The usual date of this step of the budget of a year."""
        return date(year + self.years, self.month, self.day)


@dataclass(frozen=True)
class BudgetRules:
    """The usual budget year and planning periods of a kabupaten; years are calendar years.

    `short`, `medium`: the last year (counted from 1) of those terms. `outside`: sources of funds that wait
    for no budget of the kabupaten. `most_at_once`: programmes one OPD may lead at the same time.
    """

    version: str
    title: str
    source: str
    short: int
    medium: int
    least_years: int
    most_years: int
    rpjmd_first: int
    rpjmd_years: int
    most_at_once: int
    outside: tuple[str, ...]
    steps: tuple[BudgetStep, ...]

    def dates(self, year: int) -> dict[str, date]:
        """step code -> its usual date for the budget of a year."""
        return {step.code: step.on(year) for step in self.steps}


@dataclass(frozen=True)
class VotingWay:
    """A way of voting: what each OPD gives a proposal, and how the room's means become points.

    `combine`: a key of `planning.plan.voting.COMBINE`. `picks`: how many proposals one OPD may name where it
    names rather than rates them (0 = a third of them, rounded up).
    """

    code: str
    name: str
    combine: str
    source: str
    criteria: tuple[Criterion, ...]
    picks: int = 0
    lowest: int = 1
    highest: int = 5

    @property
    def rated(self) -> bool:
        """Every proposal gets marks, as against naming some of them."""
        return self.combine not in ("count", "borda")

    def named(self, proposals: int) -> int:
        """How many of so many proposals one OPD names: dots are a third, rounded up."""
        return min(self.picks or -(-proposals // 3), proposals)


@dataclass(frozen=True)
class FormTimes:
    """How long the parts of an OPD's form take: what `expect_minutes` goes by; all of it above 0."""

    version: str
    words_per_minute: float
    minutes_per_item: float
    minutes_per_document: float

    def expect_minutes(self, words: int, items: int, documents: int) -> float:
        """Minutes to read so many words, answer so many items and name so many documents of evidence."""
        reading = words / self.words_per_minute
        return reading + items * self.minutes_per_item + documents * self.minutes_per_document


@cache
def shipped_form_times() -> FormTimes:
    """The times that come with the app."""
    return FormTimes(**_read(f"beban/{FORM_TIMES}.toml"))


@cache
def voting_ways() -> dict[str, VotingWay]:
    """code -> way of voting, in the order a bimtek meets them."""
    given = _read(f"suara/{VOTES}.toml")
    ends = {"lowest": given["lowest"], "highest": given["highest"]}
    found = [_criteria(row, "criteria") for row in given["ways"]]
    return {row["code"]: VotingWay(**row, **ends) for row in found}


@cache
def shipped_quick_win_list() -> QuickWinList:
    """The list that comes with the app."""
    return _quick_win(_read(f"quick_win/{QUICK_WIN}.toml"))


@cache
def shipped_budget_rules() -> BudgetRules:
    """The usual budget steps that come with the app."""
    given = _read(f"anggaran/{BUDGET}.toml")
    steps = tuple(BudgetStep(**step) for step in given.pop("steps"))
    return BudgetRules(**given | {"outside": tuple(given["outside"]), "steps": steps})


def _quick_win(given: Mapping[str, Any]) -> QuickWinList:
    return QuickWinList(**_criteria(given, "criteria", "gates"))


def _criteria(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**given, **{name: tuple(Criterion(**row) for row in given[name]) for name in names}}


def _read(path: str) -> dict[str, Any]:
    return tomllib.loads((DATA / "planning" / path).read_text(encoding="utf-8"))

"""Whether an entry in a package can be read as what its kind keeps, and says only what our forms let in."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from planning.plan.horizon import PlanHorizon
from planning.plan.plan_settings import BudgetCeiling, budget_year
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.voting import list_refused_marks
from planning.programmes.alignment import Goal
from planning.programmes.nomenclature import Nomenclature
from planning.programmes.programme import BLANK, Programme
from planning.simulation.weighting import STRONGEST
from planning.worksheets.causes import CAUSES
from reference.instruments.own_items import CODE, OwnItem
from reference.planning import QuickWinList, shipped_budget_rules, shipped_quick_win_list, voting_ways
from survey.programmes.amounts import is_programme_cost
from workflow.package import caps
from workflow.package.contents import PackedEntry
from workflow.package.entry_kinds import find_entry_kind
from workflow.package.malformed import (
    MalformedError,
    quote_text,
    require_day,
    require_fit,
    require_length,
    require_number,
    require_opd_code,
)
from workflow.setup.no_programmes import SAID


def check_entry(given: PackedEntry) -> None:
    """MalformedError where an entry is of no kind, cannot be read or is out of bounds."""
    kind = find_entry_kind(given.kind)
    if kind is None:
        raise MalformedError(f"memuat isian berjenis {quote_text(given.kind)} yang tidak dikenal")
    what = f"isian {given.kind} {quote_text(given.key)}"
    most = caps.NOMENCLATURE if given.kind == "nomenclature" else caps.ENTRY
    require_length(given.text, what, most)
    try:
        value = kind.codec_of(given.key).decode(given.text)
    except (ValueError, OverflowError, RecursionError) as error:
        raise MalformedError(f"memuat {what} yang tidak dapat dibaca") from error
    _check_bounds(value, what)
    if given.kind in BY_KIND:
        BY_KIND[given.kind](value, given.key, what)


def _check_bounds(value: Any, what: str) -> None:
    """Lengths of texts, sizes of numbers and years of days, however deep they stand."""
    if isinstance(value, str):
        require_length(value, what, caps.TEXT + caps.NAME)
    elif isinstance(value, int | float):
        require_number(value, f"bilangan pada {what}", -caps.NUMBER, caps.NUMBER)
    elif isinstance(value, date):
        require_day(value, what, caps.PAST_YEARS)
    elif isinstance(value, Mapping):
        for pair in value.items():
            _check_bounds(pair, what)
    elif is_dataclass(value):
        for part in fields(value):
            _check_bounds(getattr(value, part.name), what)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            _check_bounds(each, what)


def _check_programme(one: Programme, key: str, what: str) -> None:
    require_fit(one == BLANK or one.key == key, f"memuat {what} dengan kunci lain di dalamnya")
    for year, rupiah in one.costs.items():
        _require_year(year, what)
        require_fit(is_programme_cost(rupiah), f"memuat {what} dengan biaya {year} yang tidak mungkin")
    for year, done in one.realisation.items():
        _require_year(year, what)
        require_number(done.done, f"realisasi {year} pada {what}", 0, 100)
    if one.since is not None:
        _require_year(one.since, what)


def _check_goal(one: Goal, key: str, what: str) -> None:
    require_fit(one.key == key, f"memuat {what} dengan kunci lain di dalamnya")


def _check_nomenclature(one: Nomenclature, key: str, what: str) -> None:
    require_fit(str(one.year) == key, f"memuat {what} untuk tahun lain di dalamnya")


def _check_quick_win(one: QuickWinMarks, _key: str, what: str) -> None:
    for mark in one.marks.values():
        require_number(mark, f"nilai pada {what}", 0, shipped_quick_win_list().highest)


def _check_ballot(marks: Mapping[str, Mapping[str, float]], key: str, what: str) -> None:
    way = voting_ways().get(key.partition("/")[0])
    refused = list_refused_marks(way, marks) if way else []
    require_fit(not refused, f"memuat {what}: {' '.join(refused)[:200].rstrip('.')}")
    for mark in (mark for each in marks.values() for mark in each.values()):
        require_number(mark, f"nilai pada {what}", 0, caps.ROWS)


def _check_settled(value: Any, key: str, what: str) -> None:
    """A thing that a room settled about its plan."""
    if (year := budget_year(key)) is not None:
        _require_year(year, what)
    if key == "weights":
        for weight in value.values():
            require_number(weight, f"bobot pada {what}", 0, caps.NUMBER)
        require_fit(any(value.values()), f"memuat {what} tanpa bobot di atas nol")
    problems: list[str] = []
    if isinstance(value, QuickWinList):
        problems = value.problems()
    elif isinstance(value, PlanHorizon):
        problems = value.problems(shipped_budget_rules())
        _check_horizon(value, what)
    elif isinstance(value, BudgetCeiling):
        require_number(value.rupiah, f"pagu pada {what}", 0, caps.NUMBER)
        if value.year is not None:
            _require_year(value.year, what)
    require_fit(not problems, f"memuat {what}: {' '.join(problems)[:200].rstrip('.')}")


def _check_horizon(one: PlanHorizon, what: str) -> None:
    for year in (one.first, one.last, one.rpjmd_first):
        _require_year(year, what)
    for years in (one.short, one.medium, one.rpjmd_years):
        require_number(years, f"jangka waktu pada {what}", 1, len(caps.YEARS))


def _check_scenario(one: Any, _key: str, what: str) -> None:
    for step in one.pairs.values():
        require_number(step, f"perbandingan pada {what}", -STRONGEST, STRONGEST)


def _check_cause(text: str, _key: str, what: str) -> None:
    cause = text.rpartition("\n")[2]
    require_fit(cause in ("", *CAUSES), f"memuat {what} dengan jenis akar masalah {quote_text(cause)}")


def _check_no_programmes(text: str, _key: str, what: str) -> None:
    require_fit(text == SAID, f"memuat {what} dengan isi yang asing")


def _check_own_item(one: OwnItem, key: str, what: str) -> None:
    require_fit(bool(CODE.fullmatch(key)), f"memuat {what} dengan kode yang asing")
    require_opd_code(one.opd, f"OPD pada {what}")
    require_fit(all(map(str.strip, (one.name, one.question, *one.anchors))), f"memuat {what} yang kosong")


def _require_year(year: int, what: str) -> None:
    require_fit(year in caps.PAST_YEARS, f"memuat {what} untuk tahun {quote_text(year)}")


BY_KIND: Mapping[str, Callable[[Any, str, str], None]] = {
    "programme": _check_programme,
    "goal": _check_goal,
    "nomenclature": _check_nomenclature,
    "quick_win": _check_quick_win,
    "tally": _check_ballot,
    "plan": _check_settled,
    "scenario": _check_scenario,
    "worksheet-codes": _check_cause,
    "no_programmes": _check_no_programmes,
    "own_item": _check_own_item,
}

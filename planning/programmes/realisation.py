"""What became of the programmes of a year: planned against done per dimension, and what to carry over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from planning.programmes.programme import Programme

FINISHED = 100.0


def planned_programmes(programmes: Iterable[Programme], year: int) -> list[Programme]:
    """The programmes that were to run in a year: within their dates, with a cost or a report of that year.

    One without any date, year of cost or report counts in every year. What was given up does not count.
    """
    return [one for one in programmes if one.status != "dihentikan" and _runs_in(one, year)]


def _runs_in(one: Programme, year: int) -> bool:
    if year in one.costs or year in one.realisation:
        return True
    first = one.start.year if one.start else one.since
    last = one.end.year if one.end else None
    if first is None and last is None:
        return not one.costs and not one.realisation
    return (first is None or first <= year) and (last is None or year <= last)


def percent_done(one: Programme, year: int) -> float | None:
    """Per cent done in a year, 0..100; None where nothing was reported."""
    found = one.realisation.get(year)
    return None if found is None else found.done


def realisation_by_dimension(
    programmes: Iterable[Programme], year: int, dimensions: Sequence[str]
) -> pd.DataFrame:
    """One row per dimension: `node, planned, running, done, silent, share, highest, mean`.

    `running` counts programmes with more than 0 % reported, `done` those of them with 100 %, `silent` those
    without a report. `share` is
    running / planned (0..1), as evaluations of smart city masterplans report it (Kab. Kebumen 2022);
    `highest` what it would be if every silent one ran too; `mean` the mean per cent of those reported. NaN
    where nothing was planned, or (mean) reported. Programmes outside `dimensions` come last under "".
    """
    own: dict[str, list[float | None]] = {node: [] for node in dimensions}
    for one in planned_programmes(programmes, year):
        node = one.dimension if one.dimension in own else ""
        own.setdefault(node, []).append(percent_done(one, year))
    return pd.DataFrame([_counted(node, found) for node, found in own.items()])


def _counted(node: str, found: list[float | None]) -> dict[str, object]:
    reported = [percent for percent in found if percent is not None]
    running = sum(percent > 0 for percent in reported)
    silent = len(found) - len(reported)
    nan = float("nan")
    return {
        "node": node,
        "planned": len(found),
        "running": running,
        "done": sum(percent >= FINISHED for percent in reported),
        "silent": silent,
        "share": running / len(found) if found else nan,
        "highest": (running + silent) / len(found) if found else nan,
        "mean": sum(reported) / len(reported) if reported else nan,
    }


def programmes_to_carry_over(programmes: Iterable[Programme], year: int) -> list[Programme]:
    """Planned in a year, reported and not finished there, with nothing planned for the year after."""
    return [
        one
        for one in planned_programmes(programmes, year)
        if (percent := percent_done(one, year)) is not None
        and percent < FINISHED
        and one.status != "selesai"
        and not _goes_on(one, year)
    ]


def _goes_on(one: Programme, year: int) -> bool:
    later = [*one.costs, *([one.end.year] if one.end else [])]
    return any(each > year for each in later)


def years_of_programmes(programmes: Iterable[Programme]) -> list[int]:
    """Every year that a programme names, in order."""
    found = set()
    for one in programmes:
        found |= {*one.costs, *one.realisation}
        found |= {day.year for day in (one.start, one.end) if day}
    return sorted(found)

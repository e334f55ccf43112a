"""What is wrong or lacking in a register of programmes: one remark per field, worded by reports.remarks."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

import pandas as pd

from planning.programmes.nomenclature import Nomenclature, check_programme_code, choose_nomenclature
from planning.programmes.programme import KINDS, STATUSES, Programme
from reference.control_characters import trim_text
from scoring import Framework

TOLERANCE = 1e-9
FIRST_YEAR, LAST_YEAR = 2000, 2045
CODE = re.compile(r"^(\d|X)\.(\d{2}|XX)(\.\d{2}(\.\d\.\d{2}(\.\d{2}(\d{2})?)?)?)?$")
"""Urusan.bidang.program.kegiatan.sub kegiatan of Permendagri 90/2019; a sub kegiatan has two digits there,
four since Kepmendagri 900.1.15.5-1317/2023."""

SEVERITY = {
    **dict.fromkeys(("unread", "no_name", "stranger", "no_node", "misplaced", "no_choice"), "error"),
    **dict.fromkeys(("no_indicator", "off_scale", "backwards", "odd_year", "no_cost_number"), "error"),
    **dict.fromkeys(("lost_prerequisite", "circle"), "error"),
    **dict.fromkeys(("no_lead", "no_dimension", "lifts_none", "lifts_nothing"), "warning"),
    **dict.fromkeys(("cost_outside", "no_cost", "unknown_code", "other_name"), "warning"),
    **dict.fromkeys(("no_since", "odd_code", "no_measure", "too_early", "no_subactivity"), "hint"),
}
"""An "error" contradicts itself or names what is not there; a "warning" says what other pages lack; a "hint"
may well be right as it stands."""


@dataclass(frozen=True)
class RegisterRemark:
    """One thing about a programme's `field`; `parts` are what its sentence tells of."""

    key: str
    field: str
    code: str
    parts: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> str:
        return SEVERITY[self.code]


@dataclass(frozen=True)
class RegisterReferences:
    """What programmes may refer to: the instrument, the OPD ids, and today's level of each indicator.

    `nomenclatures`: year -> what the region loaded; without any, codes are held against their pattern alone.
    """

    framework: Framework
    opd: Collection[str]
    levels: Mapping[str, float]
    nomenclatures: Mapping[int, Nomenclature] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(
        cls,
        framework: Framework,
        opd: Collection[str],
        values: pd.Series | None = None,
        nomenclatures: Mapping[int, Nomenclature] | None = None,
    ) -> RegisterReferences:
        """`values`: leaves on the instrument's scale, NaN = unknown; None where nothing was scored yet."""
        known = pd.Series(dtype=float) if values is None else values.dropna()
        levels = {str(code): float(value) for code, value in known.items()}
        return cls(framework, frozenset(opd), levels, nomenclatures or {})


def check_register(register: Mapping[str, Programme], known: RegisterReferences) -> list[RegisterRemark]:
    """Every remark, programme by programme in the register's order; circles come last."""
    return [
        *(remark for one in register.values() for remark in check_programme(one, register, known)),
        *find_waiting_circles(register),
    ]


def check_programme(
    one: Programme, register: Mapping[str, Programme], known: RegisterReferences
) -> Iterator[RegisterRemark]:
    """The remarks about one programme among the others, circles left out."""
    yield from (RegisterRemark(one.key, name, "unread", {"found": text}) for name, text in one.unread.items())
    if not trim_text(one.name):
        yield RegisterRemark(one.key, "name", "no_name")
    yield from _run_by(one, known)
    yield from _placed(one, known.framework)
    yield from _lifts(one, known)
    yield from _dated(one)
    yield from _paid(one)
    yield from _coded(one, known)
    yield from _measured(one)
    yield from _after(one, register)


def _run_by(one: Programme, known: RegisterReferences) -> Iterator[RegisterRemark]:
    if not one.lead and "lead" not in one.unread:
        yield RegisterRemark(one.key, "lead", "no_lead")
    named = {"lead": (one.lead,) if one.lead else (), "support": one.support, "data_from": one.data_from}
    for name, ids in named.items():
        yield from (
            RegisterRemark(one.key, name, "stranger", {"found": opd}) for opd in ids if opd not in known.opd
        )


def _placed(one: Programme, framework: Framework) -> Iterator[RegisterRemark]:
    for name in ("dimension", "subdimension"):
        code = getattr(one, name)
        if code and code not in framework.codes:
            yield RegisterRemark(one.key, name, "no_node", {"found": code})
    if not one.dimension and "dimension" not in one.unread:
        yield RegisterRemark(one.key, "dimension", "no_dimension")
    inside = framework.children(one.dimension) if one.dimension in framework.codes else ()
    if inside and one.subdimension in framework.codes and one.subdimension not in inside:
        parts = {"found": one.subdimension, "dimension": one.dimension}
        yield RegisterRemark(one.key, "subdimension", "misplaced", parts)
    for name, choices in (("kind", KINDS), ("status", STATUSES)):
        if (said := getattr(one, name)) and said not in choices:
            yield RegisterRemark(one.key, name, "no_choice", {"found": said, "choices": choices})


def _lifts(one: Programme, known: RegisterReferences) -> Iterator[RegisterRemark]:
    scale, leaves = known.framework.scale, set(known.framework.leaves)
    for code, level in one.lifts.items():
        if code not in leaves:
            yield RegisterRemark(one.key, "lifts", "no_indicator", {"found": code})
        elif not scale.minimum <= level <= scale.maximum:
            ends = {"lowest": scale.minimum, "highest": scale.maximum}
            yield RegisterRemark(one.key, "lifts", "off_scale", {"found": code, "level": level, **ends})
    if one.over or "lifts" in one.unread:
        return
    if not one.lifts:
        yield RegisterRemark(one.key, "lifts", "lifts_none")
    elif not any(_raises(known, code, level) for code, level in one.lifts.items()):
        yield RegisterRemark(one.key, "lifts", "lifts_nothing")


def _raises(known: RegisterReferences, code: str, level: float) -> bool:
    """Whether a level betters today's; an unknown one may always rise."""
    now = known.levels.get(code)
    if now is None:
        return True
    better = known.framework.node(code).direction if code in known.framework.codes else 1
    return (level - now) * better > TOLERANCE


def _dated(one: Programme) -> Iterator[RegisterRemark]:
    if one.start and one.end and one.end < one.start:
        yield RegisterRemark(one.key, "end", "backwards", {"start": one.start, "end": one.end})
    days = {"start": one.start, "end": one.end, "benefit": one.benefit}
    years = {"since": one.since} | {name: at.year if at else None for name, at in days.items()}
    for name, year in years.items():
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            yield RegisterRemark(
                one.key, name, "odd_year", {"found": year, "first": FIRST_YEAR, "last": LAST_YEAR}
            )
    if one.running and one.since is None and one.start is None and "since" not in one.unread:
        yield RegisterRemark(one.key, "since", "no_since")


def _paid(one: Programme) -> Iterator[RegisterRemark]:
    wrong = [year for year, rupiah in one.costs.items() if not math.isfinite(rupiah) or rupiah < 0]
    yield from (RegisterRemark(one.key, "costs", "no_cost_number", {"found": year}) for year in wrong)
    if outside := [year for year, rupiah in one.costs.items() if rupiah and _outside(one, year)]:
        yield RegisterRemark(one.key, "costs", "cost_outside", {"years": outside})
    if not one.costs and one.status == "usulan" and "costs" not in one.unread:
        yield RegisterRemark(one.key, "costs", "no_cost")
    if one.code and not CODE.match(one.code.strip()):
        yield RegisterRemark(one.key, "code", "odd_code", {"found": one.code})


def _coded(one: Programme, known: RegisterReferences) -> Iterator[RegisterRemark]:
    """What its code lacks by the nomenclature of its first year of costs, else the newest."""
    listed = choose_nomenclature(known.nomenclatures, min(one.costs, default=None))
    if listed is None or one.over or "code" in one.unread:
        return
    yield from (
        RegisterRemark(one.key, "code", found.kind, found.parts)
        for found in check_programme_code(one, listed)
    )


def _outside(one: Programme, year: int) -> bool:
    early = one.start is not None and year < one.start.year
    return early or (one.end is not None and year > one.end.year)


def _measured(one: Programme) -> Iterator[RegisterRemark]:
    given = {"measure": one.measure or None, "baseline": one.baseline, "target": one.target}
    lacks = [name for name, value in given.items() if value is None and name not in one.unread]
    if lacks and one.status == "usulan":
        yield RegisterRemark(one.key, lacks[0], "no_measure", {"fields": lacks})


def _after(one: Programme, register: Mapping[str, Programme]) -> Iterator[RegisterRemark]:
    for key in one.after:
        first = register.get(key)
        if first is None:
            yield RegisterRemark(one.key, "after", "lost_prerequisite", {"found": key})
        elif first.end and one.start and first.end > one.start and key != one.key:
            parts = {"found": first.name, "end": first.end, "start": one.start}
            yield RegisterRemark(one.key, "after", "too_early", parts)


def find_waiting_circles(register: Mapping[str, Programme]) -> Iterator[RegisterRemark]:
    """Programmes that wait for each other: each circle is told at each of its programmes."""
    for ring in waiting_rings(register):
        names = [register[key].name for key in ring]
        yield from (RegisterRemark(key, "after", "circle", {"names": names}) for key in dict.fromkeys(ring))


def waiting_rings(register: Mapping[str, Programme]) -> Iterator[list[str]]:
    """The keys around each circle of waiting, the first again at its end; no two share a dependency."""
    waits = {key: {other for other in one.after if other in register} for key, one in register.items()}
    while circle := _circle(waits):
        yield circle
        for before, after in pairwise(circle):
            waits[after].discard(before)


def _circle(waits: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []
